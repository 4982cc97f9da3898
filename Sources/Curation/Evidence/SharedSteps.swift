import Corpus

extension SolutionToLabel {
  /// How many of the solution's first steps another text shares: as many as there are steps for a
  /// twin, else those behind which both go on at the same byte with the next step.
  static func sharedSteps(_ text: String, _ steps: [Range<Int>], with other: String) -> Int {
    let (own, foreign) = (Array(text.utf8), Array(other.utf8))
    guard own != foreign else { return steps.count }
    let common = zip(own, foreign).prefix { $0 == $1 }.count
    // Where it ends it has no next step: it may have taken these words for the whole solution.
    return steps.dropFirst().prefix { $0.lowerBound <= common && $0.lowerBound < foreign.count }
      .count
  }

  /// The other samples of a solution's problem that share some of its steps, each behind the last step
  /// that it shares; the answer's step is left out, behind which nothing can differ.
  static func passing(
    _ text: String, _ steps: [Range<Int>],
    _ samples: some Sequence<(text: String, outcome: RolloutOutcome)>
  ) -> [RolloutCounts] {
    var counts = [RolloutCounts](repeating: RolloutCounts(), count: steps.count)
    for sample in samples {
      let shared = min(sharedSteps(text, steps, with: sample.text), steps.count - 1)
      guard shared > 0 else { continue }
      counts[shared - 1].add(sample.outcome.verdict, finish: sample.outcome.finish)
    }
    return counts
  }
}
