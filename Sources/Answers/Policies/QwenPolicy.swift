/// How the evaluation code of Qwen2.5-Math scores answers (arXiv:2409.12122), which most papers of
/// the ToRA lineage repeat.
///
/// Numbers are equal within one part in ten thousand, also when one is a hundred times the other.
/// Sources: `evaluation/parser.py` and `evaluation/grader.py` of QwenLM/Qwen2.5-Math, for its data
/// sets `math` and `gsm8k`.
public struct QwenPolicy: StringPolicy {
  /// The policy's name.
  public let name = "qwen"
  /// SymPy decides what strings and numbers leave open.
  public let asksForSymbolicEquality = true

  /// Makes the policy.
  public init() {}

  /// The answer of a model's text: Minerva's final answer, the last box, what follows `he answer
  /// is`, `final answer is` or `答案是`, or the last number.
  public func extract(from solution: String) -> String? {
    let answer = extracted(Scalars(solution).removingKi())
    return answer.isEmpty ? nil : answer.text
  }

  /// What follows `####` in a GSM8K solution; otherwise as in a model's text.
  public func extractGold(from solution: String) -> String? {
    let scalars = Scalars(solution)
    guard scalars.contains("####") else { return extract(from: solution) }
    return QwenAnswer.stripped(scalars.afterLast("####")).text
  }

  /// The answer without units, with TeX shorthand written out.
  public func normalise(_ answer: String) -> String {
    QwenAnswer.stripped(Scalars(answer)).text
  }

  /// Whether strings, numbers, the parts of a tuple or matrix, or `symbolic` find the normalised
  /// answers equal.
  public func equals(
    _ answer: String, _ gold: String, symbolic: (String, String) -> Bool
  ) -> Bool {
    withoutActuallyEscaping(symbolic) { symbolic in
      QwenEquality(symbolic: symbolic).equals(
        QwenAnswer.stripped(Scalars(answer)), QwenAnswer.stripped(Scalars(gold)))
    }
  }

  private func extracted(_ text: Scalars) -> Scalars {
    var answer: Scalars
    if let start = text.firstIndex(of: "final answer is $"), text.contains("$. I hope") {
      answer = Scalars(text[(start + 17)...]).beforeFirst("$. I hope").strippingSpace()
    } else if text.contains("boxed") {
      answer = boxed(text.afterLast("boxed"))
      if text.afterLast("boxed").isEmpty { return [] }
    } else if text.contains("he answer is") {
      answer = text.afterLast("he answer is").strippingSpace()
    } else if text.contains("final answer is") {
      answer = text.afterLast("final answer is").strippingSpace()
    } else if let first = text.firstIndex(of: Scalars("答案是")) {
      let rest = Scalars(text[(first + 3)...])
      let end = rest.firstIndex(of: Scalars("答案是")) ?? rest.count
      answer = Scalars(rest[..<end]).strippingSpace().beforeFirst("\n\n").strippingSpace()
    } else {
      answer = lastNumber(in: text.replacing(","))
    }
    answer = joiningLines(answer)
    if answer.first == ":" { answer.removeFirst() }
    if answer.last == "." { answer.removeLast() }
    if answer.last == "/" { answer.removeLast() }
    return QwenAnswer.stripped(answer)
  }

  /// What the brace right behind `boxed` holds, to the end where it never closes; without a brace
  /// what stands before the next dollar sign.
  private func boxed(_ text: Scalars) -> Scalars {
    guard text.first == "{" else { return text.beforeFirst("$").strippingSpace() }
    var depth = 1
    var end = 1
    while end < text.count {
      if text[end] == "{" { depth += 1 }
      if text[end] == "}" { depth -= 1 }
      if depth == 0 { break }
      end += 1
    }
    return Scalars(text[1..<end])
  }

  /// `-?\d*\.?\d+`, the last match.
  private func lastNumber(in text: Scalars) -> Scalars {
    var last = 0..<0
    var index = 0
    while index < text.count {
      var end = index
      if text[end] == "-" { end += 1 }
      let digits = end
      while end < text.count, text[end].isPythonDecimal { end += 1 }
      var hasDigits = end > digits
      if end + 1 < text.count, text[end] == ".", text[end + 1].isPythonDecimal {
        end += 1
        while end < text.count, text[end].isPythonDecimal { end += 1 }
        hasDigits = true
      }
      if hasDigits { last = index..<end }
      index = hasDigits ? end : index + 1
    }
    return Scalars(text[last])
  }

  /// `\n\s*` is deleted.
  private func joiningLines(_ text: Scalars) -> Scalars {
    var result: Scalars = []
    var isSkipping = false
    for scalar in text {
      if scalar == "\n" { isSkipping = true }
      isSkipping = isSkipping && scalar.isPythonSpace
      if !isSkipping { result.append(scalar) }
    }
    return result
  }
}

extension Scalars {
  /// The first place of a pattern.
  func firstIndex(of pattern: Scalars) -> Int? {
    guard pattern.count <= count else { return nil }
    return (0...(count - pattern.count)).first { start in
      pattern.indices.allSatisfy { self[start + $0] == pattern[$0] }
    }
  }

  /// Without the Cyrillic letters `ки`, which the original deletes first.
  fileprivate func removingKi() -> Scalars {
    var result: Scalars = []
    result.reserveCapacity(count)
    var index = 0
    while index < count {
      if self[index] == "\u{43a}", index + 1 < count, self[index + 1] == "\u{438}" {
        index += 2
      } else {
        result.append(self[index])
        index += 1
      }
    }
    return result
  }
}
