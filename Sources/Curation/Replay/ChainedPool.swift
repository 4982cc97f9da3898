import Corpus

extension RecordedPool {
  /// The problems one by one.
  public var solutions: [RecordedSolution] { problems.map(\.solution) }

  /// Longer solutions: `parts` problems are solved one after the other, and all answers must be
  /// right.
  ///
  /// The problems do not hear of each other, so a rollout from within one is exactly its own
  /// rollout followed by fresh samples of those behind it. Each pass over the pool divides it, in
  /// an order drawn from `seed`, into chains without a problem in common; several passes share
  /// problems, so intervals over chains are somewhat too narrow.
  public func chains(of parts: Int, passes: Int, seed: UInt64) -> [RecordedSolution] {
    var chains: [RecordedSolution] = []
    for pass in 0..<passes {
      var stream = RandomStream(seed: seed, "chains", pass)
      let order = problems.shuffled(using: &stream)
      for start in stride(from: 0, through: order.count - parts, by: parts) {
        chains.append(Self.chain(Array(order[start..<start + parts]), &stream))
      }
    }
    return chains
  }

  private static func chain(
    _ parts: [RecordedProblem], _ stream: inout RandomStream
  ) -> RecordedSolution {
    let known = initialSamples - 1
    let verdicts = parts.map(\.solution.outline.verdict)
    // The k-th sample of the chain is made of the k-th samples of its parts.
    var others = RolloutCounts()
    var passing: [(shared: Int, outcome: RolloutOutcome)] = []
    for index in 0..<known {
      let outcome = joined(parts.map { $0.samples[index].rollout.outcome })
      guard let outcome else { continue }
      others.add(outcome.verdict, finish: outcome.finish)
      passing.append((shared(parts, sample: index), outcome))
    }
    var rollouts: [[RecordedRollout]] = []
    var tokensAfter: [Double] = []
    var firstError: Int?
    for (number, part) in parts.enumerated() {
      let behind = parts[(number + 1)...]
      let tokensBehind = behind.reduce(0.0) { $0 + Double($1.tokens) }
      let outline = part.solution.outline
      if firstError == nil, let error = part.solution.firstError {
        firstError = tokensAfter.count + error
      }
      for step in 0..<outline.steps {
        let isEnd = step == outline.steps - 1
        tokensAfter.append((isEnd ? 0 : outline.tokensAfter[step]) + tokensBehind)
        if isEnd, behind.isEmpty { break }
        let own = isEnd ? nil : part.solution.rollouts[step]
        let count = own?.count ?? part.solution.rollouts.first?.count ?? part.samples.count
        let before = verdicts[..<number].map { RolloutOutcome($0) }
        rollouts.append(
          (0..<count).map { index in
            let head = own?[index]
            let tail = behind.map { later in
              later.samples[known + Int(stream.next() % UInt64(later.samples.count - known))]
            }
            let ends =
              [head?.outcome ?? RolloutOutcome(verdicts[number])] + tail.map(\.rollout.outcome)
            return RecordedRollout(
              outcome: joined(before.map { $0 } + ends),
              tokens: (head?.tokens ?? 0) + tail.reduce(0) { $0 + $1.rollout.tokens })
          })
      }
    }
    tokensAfter[tokensAfter.count - 1] = 1
    var counts = [RolloutCounts](repeating: RolloutCounts(), count: tokensAfter.count)
    for sample in passing where sample.shared > 0 {
      counts[min(sample.shared, counts.count - 1) - 1]
        .add(sample.outcome.verdict, finish: sample.outcome.finish)
    }
    let equation = parts.reduce((steps: 0, found: Int?.none)) { state, part in
      let outline = part.solution.outline
      return (
        state.steps + outline.steps,
        state.found ?? outline.firstFalseEquation.map { state.steps + $0 }
      )
    }.found
    return RecordedSolution(
      problem: parts[0].solution.problem,
      outline: SolutionOutline(
        steps: tokensAfter.count,
        verdict: joined(verdicts.map { RolloutOutcome($0) })?.verdict
          ?? .undecided, others: others, passing: counts,
        tokensAfter: tokensAfter.map { max(1, $0) },
        firstFalseEquation: equation), firstError: firstError, rollouts: rollouts)
  }

  /// How many of a chain's first steps its sample shares: those of a part behind which its own goes
  /// another way, after parts whose samples are twins.
  private static func shared(_ parts: [RecordedProblem], sample: Int) -> Int {
    var steps = 0
    for part in parts {
      steps += part.samples[sample].sharedSteps
      guard part.samples[sample].sharedSteps == part.solution.outline.steps else { break }
    }
    return steps
  }

  /// How parts end together: right when all are, cut when one is, missing when one is.
  private static func joined(_ outcomes: [RolloutOutcome?]) -> RolloutOutcome? {
    var verdict = Verdict.correct
    var finish = FinishReason.stop
    for outcome in outcomes {
      guard let outcome else { return nil }
      if outcome.finish == .length { finish = .length }
      // A part that is wrong for sure makes the chain wrong, whatever cannot be decided.
      switch (verdict, outcome.verdict) {
      case (_, .correct), (.incorrect, _): break
      case (_, .incorrect), (_, .unanswered): verdict = .incorrect
      case (_, .undecided): verdict = .undecided
      }
    }
    return RolloutOutcome(verdict, finish: verdict == .incorrect ? .stop : finish)
  }
}
