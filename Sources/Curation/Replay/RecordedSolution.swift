import Corpus

/// A rollout that was made once and is replayed for every method.
public struct RecordedRollout: Hashable, Sendable {
  /// How it ended; `nil` for one that was not to be had.
  public let outcome: RolloutOutcome?
  /// Tokens that were generated.
  public let tokens: Int

  /// Makes a rollout.
  public init(outcome: RolloutOutcome?, tokens: Int) {
    self.outcome = outcome
    self.tokens = tokens
  }
}

/// What a labeller made of a recorded solution, and what it would have paid alone.
public struct ReplayedLabels: Hashable, Sendable {
  /// What it says.
  public let result: SearchResult
  /// Rollouts that it made.
  public let rollouts: Int
  /// Tokens of these rollouts.
  public let tokens: Int

  /// Makes a labeller's work on a solution.
  public init(_ result: SearchResult, rollouts: Int, tokens: Int) {
    self.result = result
    self.rollouts = rollouts
    self.tokens = tokens
  }
}

/// A solution with exact truth and many recorded rollouts of every prefix.
public struct RecordedSolution: Hashable, Sendable {
  /// The problem: solutions of one problem are no independent observations.
  public let problem: String
  /// What a search knows, the first false equation included.
  public let outline: SolutionOutline
  /// The first step that is wrong by value; `nil` where all are right.
  public let firstError: Int?
  /// The rollouts of each inner prefix.
  public let rollouts: [[RecordedRollout]]
  /// What OmegaPRM's search of the problem says of this solution; `nil` where none was made.
  public let tree: ReplayedLabels?

  /// Makes a solution.
  ///
  /// - Parameter rollouts: one list for each step but the last.
  public init(
    problem: String, outline: SolutionOutline, firstError: Int?, rollouts: [[RecordedRollout]],
    tree: ReplayedLabels? = nil
  ) {
    precondition(rollouts.count == outline.steps - 1, "one list for each inner step")
    self.problem = problem
    self.outline = outline
    self.firstError = firstError
    self.rollouts = rollouts
    self.tree = tree
  }

  /// What the pilot of the change-point model sees of it: the first `count` rollouts.
  public func pilot(_ count: Int) -> PilotSolution {
    PilotSolution(
      outline,
      counts: rollouts.map { rollouts in
        var counts = RolloutCounts()
        for rollout in rollouts.prefix(count) {
          guard let outcome = rollout.outcome else { continue }
          counts.add(outcome.verdict, finish: outcome.finish)
        }
        return counts
      })
  }

  /// Runs a search on the recorded rollouts, in their order.
  ///
  /// - Returns: what the search found and what it would have paid alone.
  public func replay(_ search: any StepSearch) -> ReplayedLabels {
    var search = search
    var outcomes: [RolloutOutcome?] = []
    var (made, tokens) = (0, 0)
    while true {
      switch search.advance(outcomes) {
      case .finish(let result): return ReplayedLabels(result, rollouts: made, tokens: tokens)
      case .draw(let draws):
        outcomes = []
        for draw in draws {
          for index in draw.indices {
            // Behind the end of the recording there is nothing to be had, and nothing is paid.
            guard index < rollouts[draw.step].count else {
              outcomes.append(nil)
              continue
            }
            let rollout = rollouts[draw.step][index]
            outcomes.append(rollout.outcome)
            made += 1
            tokens += rollout.tokens
          }
        }
      }
    }
  }
}

extension RecordedSolution {
  /// The same where other samples speak of the problem alone.
  var withoutPassing: RecordedSolution {
    RecordedSolution(
      problem: problem, outline: outline.withoutPassing, firstError: firstError,
      rollouts: rollouts, tree: tree)
  }
}

extension SolutionOutline {
  /// The same without what arithmetic says.
  public var withoutEquation: SolutionOutline {
    SolutionOutline(
      steps: steps, verdict: verdict, others: others, passing: passing, tokensAfter: tokensAfter)
  }

  /// The same where other samples speak of the problem alone, whatever steps they share.
  public var withoutPassing: SolutionOutline {
    SolutionOutline(
      steps: steps, verdict: verdict, others: others, tokensAfter: tokensAfter,
      firstFalseEquation: firstFalseEquation)
  }
}
