import Answers
import Corpus

/// A sampled solution of a problem, as the tree's root has it.
public struct InitialSample: Hashable, Sendable {
  /// The completion.
  public let key: ContentKey
  /// Its whole text.
  public let text: String
  /// Tokens that it took.
  public let tokens: Int
  /// How it ended.
  public let outcome: RolloutOutcome

  /// Makes a sample.
  public init(key: ContentKey, text: String, tokens: Int, outcome: RolloutOutcome) {
    self.key = key
    self.text = text
    self.tokens = tokens
    self.outcome = outcome
  }
}

/// What OmegaPRM's search of a problem found.
public struct OmegaResult: Hashable, Sendable {
  /// The tree.
  public let tree: OmegaTree
  /// Labels of the solutions, for the steps that there is evidence for, without rollouts.
  public let labellings: [Labelling]
  /// The rollouts that were judged for the whole tree, each once.
  public let rollouts: [JudgedReply]
  /// Rollouts that were not to be had.
  public let missing: Int
}

extension PrefixTree {
  /// OmegaPRM's labels of a solution: of those steps whose prefixes there is evidence for, and of
  /// the last one.
  func labelling(
    _ solution: SolutionToLabel, rule: RolloutRule, splitter: StepSplitter
  ) -> Labelling {
    let method = LabelMethod.omega.rawValue
    var labels: [Label] = []
    var shortest: [Int: Int] = [:]
    for step in solution.steps.indices.dropLast() {
      let prefix = solution.rolloutPrefix(through: step).text
      let found = evidence(for: prefix, excluding: [solution.completion])
      guard !found.isEmpty else { continue }
      var counts = RolloutCounts()
      for item in found { counts.add(item.outcome.verdict, finish: item.outcome.finish) }
      let (value, reason) = rule.value(counts)
      labels.append(
        Label(
          step: step, value: value, method: method, counts: counts, stopping: .fixed,
          interval: SuccessInterval.of(counts, stopping: .fixed), reason: reason,
          evidence: found.map(\.key)))
      let end = prefix.utf8.count
      shortest[step] =
        found.filter { $0.outcome.verdict == .correct }.map { item in
          splitter.contentRanges(String(decoding: item.text, as: UTF8.self))
            .count { $0.upperBound > end }
        }.filter { $0 > 0 }.min()
    }
    if !solution.steps.isEmpty {
      labels.append(lastLabel(solution.outline(usesArithmetic: false), method: method))
    }
    return Labelling(
      completion: solution.completion, verdict: solution.verdict, stepTexts: solution.stepTexts,
      labels: labels, rollouts: [], shortest: shortest)
  }
}
