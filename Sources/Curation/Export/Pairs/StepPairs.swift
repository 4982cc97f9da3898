import Corpus

/// The step at which a wrong solution left the right way, with a way that ends right.
struct StepPair {
  /// The wrong solution.
  let solution: LabelledSolution
  /// The first wrong step, from 0.
  let pit: Int
  /// The rest of a right solution from just before that step.
  let chosen: String
  /// Whether the rest goes on from the steps before; otherwise it is a whole solution.
  let goesOn: Bool
  /// The completion that the rest is from, where it is a solution of its own.
  let source: ContentKey?

  /// The text before the wrong step; empty at the start.
  var beginning: String { pit > 0 ? solution.prefixes[pit - 1] : "" }
}

/// Finds the pairs of per-step preferences (2406.14532, 2404.10346).
///
/// Every wrong solution, in the order of the texts' hashes, gives at most one pair. Its pit is the step with
/// the lowest advantage where the labeller states advantages (the first of equals, if it is below
/// zero), else the first step that is labelled wrong. The right way from there is the shortest
/// correct rollout of the steps before; without one, a right solution that begins with the same
/// steps, the first by the hashes of their texts.
enum StepPairs {
  static func of(_ solutions: [LabelledSolution], most: Int) -> [StepPair] {
    let right = AnswerPairs.ordered(solutions.filter { $0.verdict == .correct })
    var pairs: [StepPair] = []
    for wrong in AnswerPairs.ordered(solutions.filter(\.isWrong)) where pairs.count < most {
      guard let pit = pit(of: wrong), let pair = pair(wrong, pit, right, pairs.count) else {
        continue
      }
      pairs.append(pair)
    }
    return pairs
  }

  /// The step at which a solution went wrong; `nil` where no label says so.
  static func pit(of solution: LabelledSolution) -> Int? {
    let advantages = solution.evidence.map { $0?.advantage }
    guard advantages.contains(where: { $0 != nil }) else {
      return solution.labels.firstIndex(of: .negative)
    }
    var pit: Int?
    var lowest = 0.0
    for (step, advantage) in advantages.enumerated() {
      if let advantage, advantage < lowest { (pit, lowest) = (step, advantage) }
    }
    return pit
  }

  private static func pair(
    _ wrong: LabelledSolution, _ pit: Int, _ right: [LabelledSolution], _ number: Int
  ) -> StepPair? {
    if pit == 0 {
      // All right solutions go on from nothing: they take turns.
      guard !right.isEmpty else { return nil }
      let other = right[number % right.count]
      return StepPair(
        solution: wrong, pit: 0, chosen: other.text, goesOn: true, source: other.completion)
    }
    if pit < wrong.continuations.count, let rollout = wrong.continuations[pit] {
      let text = trimmed(rollout)
      if !text.isEmpty {
        return StepPair(solution: wrong, pit: pit, chosen: text, goesOn: true, source: nil)
      }
    }
    let beginning = Array(wrong.prefixes[pit - 1].utf8)
    for other in right {
      let text = Array(other.text.utf8)
      guard text.count > beginning.count, text.starts(with: beginning),
        text[beginning.count] == 0x0a
      else { continue }
      let rest = trimmed(String(decoding: text[beginning.count...], as: UTF8.self))
      return StepPair(
        solution: wrong, pit: pit, chosen: rest, goesOn: true, source: other.completion)
    }
    guard !right.isEmpty else { return nil }
    let other = right[number % right.count]
    return StepPair(
      solution: wrong, pit: pit, chosen: other.text, goesOn: false, source: other.completion)
  }
}

/// The prompt of per-step preferences: the question, then the beginning of the answer.
enum StepPrompt {
  static let question = "Question: "
  static let answer = "\nAnswer:"

  /// Refuses a question that holds the mark of the answer.
  static func check(_ solution: LabelledSolution, format: String) throws(ExportError) {
    guard !holds(solution.problem.statement, answer) else {
      throw .tagInText(format: format, tag: answer, completion: solution.completion)
    }
  }

  /// The question and what stands after the mark of the answer.
  static func read(_ text: String) -> (question: String, rest: String)? {
    let bytes = Array(text.utf8)
    guard bytes.starts(with: question.utf8),
      let mark = bytes.firstRange(of: Array(answer.utf8))
    else { return nil }
    return (
      String(decoding: bytes[question.utf8.count..<mark.lowerBound], as: UTF8.self),
      String(decoding: bytes[mark.upperBound...], as: UTF8.self)
    )
  }
}
