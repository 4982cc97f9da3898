/// How Minerva scores MATH (Lewkowycz et al., arXiv:2206.14858, appendix D), as
/// lm-evaluation-harness repeats it in `minerva_math` before its third version.
///
/// The original has no comparison of strings: SymPy decides alone, so that equal texts which it
/// cannot read are wrong there. Here `symbolic` decides.
public struct MinervaPolicy: StringPolicy {
  /// The policy's name.
  public let name = "minerva"
  /// SymPy decides every comparison of the original.
  public let asksForSymbolicEquality = true

  /// Makes the policy.
  public init() {}

  /// What stands between `The final answer is` and `I hope it is correct`, as the prompt asks for it.
  public func extract(from solution: String) -> String? {
    let opening: StaticString = "Final Answer: The final answer is"
    let closing: StaticString = " I hope it is correct"
    let scalars = Scalars(solution + "I hope it is correct.")
    var start = 0
    while let mark = scalars.firstIndex(of: opening, from: start) {
      let first = mark + opening.utf8CodeUnitCount
      let lineEnd = scalars[first...].firstIndex(of: "\n") ?? scalars.count
      // Any character may stand where the original means a full stop.
      var from = first + 1
      while let end = scalars.firstIndex(of: closing, from: from),
        end + closing.utf8CodeUnitCount <= lineEnd
      {
        if end + closing.utf8CodeUnitCount < lineEnd {
          return Array(scalars[first..<(end - 1)]).strippingSpace().text
        }
        from = end + 1
      }
      start = lineEnd
    }
    return nil
  }

  /// The last box of a reference solution.
  public func extractGold(from solution: String) -> String? {
    LastBox.content(in: Scalars(solution))?.text
  }

  /// The answer as the appendix normalises it.
  public func normalise(_ answer: String) -> String {
    var text = Scalars(answer).afterLast("=")
    for (pattern, replacement) in Self.substitutions {
      text = text.replacing(pattern, with: replacement)
    }
    for expression in Self.removedExpressions { text = text.replacing(expression) }
    text = Self.firstFormulas(text)
    for command in ["\\text{", "\\textbf{", "\\overline{"] as [StaticString] {
      text = Self.unwrapping(command, in: text, isGreedy: false)
    }
    text = Self.unwrapping("\\boxed{", in: text, isGreedy: true)
    text = Self.bracingShorthand(text).replacing("$")
    let digits = text.replacing(",")
    return (digits.isPythonDigits ? digits : text).text
  }

  /// What `symbolic` says of the normalised answers.
  public func equals(
    _ answer: String, _ gold: String, symbolic: (String, String) -> Bool
  ) -> Bool {
    symbolic(normalise(answer), normalise(gold))
  }

  private static let substitutions: [(StaticString, StaticString)] = [
    ("an ", ""), ("a ", ""), (".$", "$"), ("\\$", ""), ("\\ ", ""), (" ", ""), ("mbox", "text"),
    (",\\text{and}", ","), ("\\text{and}", ","), ("\\text{m}", "\\text{}"),
  ]

  private static let removedExpressions: [StaticString] = [
    "square", "ways", "integers", "dollars", "mph", "inches", "ft", "hours", "km", "units",
    "\\ldots", "sue", "points", "feet", "minutes", "digits", "cents", "degrees", "cm", "gm",
    "pounds", "meters", "meals", "edges", "students", "childrentickets", "multiples",
    "\\text{s}", "\\text{.}", "\\text{\ns}", "\\text{}^2", "\\text{}^3", "\\text{\n}", "\\text{}",
    "\\mathrm{th}", "^\\circ", "^{\\circ}", "\\;", ",\\!", "{,}", "\"", "\\dots",
  ]

  /// `(.*?)(\$)(.*?)(\$)(.*)` becomes `$\3$`: of every line with two dollar signs the first formula.
  private static func firstFormulas(_ text: Scalars) -> Scalars {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      guard let first = line.firstIndex(of: "$"),
        let second = line[(first + 1)...].firstIndex(of: "$")
      else { return line }
      return line[first...second]
    }
    return Scalars(lines.joined(separator: ["\n"]))
  }

  /// `(command)(.*?)(\})` becomes `\2`; greedy up to the last brace of the line.
  private static func unwrapping(
    _ command: StaticString, in text: Scalars, isGreedy: Bool
  ) -> Scalars {
    var result: Scalars = []
    var start = 0
    var search = 0
    while let open = text.firstIndex(of: command, from: search) {
      let first = open + command.utf8CodeUnitCount
      let lineEnd = text[first...].firstIndex(of: "\n") ?? text.count
      let line = text[first..<lineEnd]
      guard let close = isGreedy ? line.lastIndex(of: "}") : line.firstIndex(of: "}") else {
        // No brace is left on the line for a later command either.
        search = lineEnd
        continue
      }
      result += text[start..<open]
      result += text[first..<close]
      start = close + 1
      search = start
    }
    return result + text[start...]
  }

  /// `(frac)([^{])(.)` becomes `frac{\2}{\3}`, then `(sqrt)([^{])` becomes `sqrt{\2}`.
  private static func bracingShorthand(_ text: Scalars) -> Scalars {
    var fractions: Scalars = []
    var index = 0
    while index < text.count {
      if text.has("frac", at: index), index + 5 < text.count, text[index + 4] != "{",
        text[index + 5] != "\n"
      {
        fractions += Scalars("frac{") + [text[index + 4]]
        fractions += Scalars("}{") + [text[index + 5], "}"]
        index += 6
      } else {
        fractions.append(text[index])
        index += 1
      }
    }
    var roots: Scalars = []
    index = 0
    while index < fractions.count {
      if fractions.has("sqrt", at: index), index + 4 < fractions.count, fractions[index + 4] != "{"
      {
        roots += Scalars("sqrt{") + [fractions[index + 4], "}"]
        index += 5
      } else {
        roots.append(fractions[index])
        index += 1
      }
    }
    return roots
  }
}
