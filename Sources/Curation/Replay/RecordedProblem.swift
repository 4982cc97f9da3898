import Answers
import Corpus
import Evaluation
import Generation
import ProblemSets
import Storage

/// Another sample of a problem, beside the labelled one.
public struct RecordedSample: Hashable, Sendable {
  /// How it ended and what it took.
  public let rollout: RecordedRollout
  /// How many of the labelled solution's first steps it shares; all of them for a twin.
  public let sharedSteps: Int

  /// Makes a sample.
  public init(_ rollout: RecordedRollout, sharedSteps: Int) {
    self.rollout = rollout
    self.sharedSteps = sharedSteps
  }
}

/// A problem's first sample with its rollouts, and the problem's other samples.
public struct RecordedProblem: Sendable {
  /// The solution: sample 0, whatever its answer.
  public let solution: RecordedSolution
  /// Tokens of the solution.
  public let tokens: Int
  /// Samples 1 and up.
  public let samples: [RecordedSample]

  /// Makes a problem.
  public init(solution: RecordedSolution, tokens: Int, samples: [RecordedSample]) {
    self.solution = solution
    self.tokens = tokens
    self.samples = samples
  }
}

/// Records sample 0 of a problem, N rollouts of each of its prefixes, the problem's other samples,
/// and OmegaPRM's search of the samples that labellers know.
struct RecordingProcedure: Procedure {
  /// Sample 0 as a solution, its tokens, its rollouts by step, and the other samples.
  struct Recording: Sendable {
    let solution: SolutionToLabel
    let rollouts: [[RecordedRollout]]
    let samples: [RecordedSample]
    let tree: ReplayedLabels
    let isWhole: Bool
  }

  let problem: Problem
  let solve: SolveSettings
  let label: LabelSettings
  let samples: Int
  let splitter: StepSplitter
  private var first: SolutionToLabel?
  private var others: [RecordedSample] = []
  private var known: [InitialSample] = []
  private var rollouts: [RecordedRollout]?
  private var search: OmegaProcedure?
  private var made = (rollouts: 0, tokens: 0)

  init(
    _ problem: Problem, solve: SolveSettings, label: LabelSettings, samples: Int,
    splitter: StepSplitter
  ) {
    self.problem = problem
    self.solve = solve
    self.label = label
    self.samples = samples
    self.splitter = splitter
  }

  mutating func advance(_ replies: [Reply]) -> Move<Recording?> {
    guard let solution = first else {
      guard !replies.isEmpty else { return .ask(solve.requests(problem, count: samples)) }
      let judged = replies.map { recorded($0) }
      known = zip(replies, judged).prefix(RecordedPool.initialSamples).compactMap {
        reply, recorded in
        guard let text = reply.completion?.text, let outcome = recorded.outcome else { return nil }
        return InitialSample(
          key: reply.key, text: text, tokens: recorded.tokens, outcome: outcome)
      }
      guard let completion = replies[0].completion, completion.finishReason == .stop,
        let outcome = judged[0].outcome
      else { return .finish(nil) }
      let steps = splitter.contentRanges(completion.text)
      guard !steps.isEmpty else { return .finish(nil) }
      others = zip(replies, judged).dropFirst().map { reply, recorded in
        RecordedSample(
          recorded,
          sharedSteps: SolutionToLabel.sharedSteps(
            completion.text, steps, with: reply.completion?.text ?? ""))
      }
      var counts = RolloutCounts()
      for sample in known.dropFirst() {
        counts.add(sample.outcome.verdict, finish: sample.outcome.finish)
      }
      let solution = SolutionToLabel(
        problem: problem, completion: replies[0].key, text: completion.text, steps: steps,
        verdict: outcome.verdict, tokens: completion.completionTokens, others: counts,
        passing: SolutionToLabel.passing(
          completion.text, steps, known.dropFirst().map { ($0.text, $0.outcome) }))
      first = solution
      let requests = (0..<steps.count - 1).flatMap {
        label.requests(solution, step: $0, 0..<label.rollouts)
      }
      return requests.isEmpty ? advanceTree(solution, []) : .ask(requests)
    }
    return advanceTree(solution, replies)
  }

  /// Keeps the rollouts of the solution's prefixes, and goes on with the problem's tree.
  private mutating func advanceTree(
    _ solution: SolutionToLabel, _ replies: [Reply]
  ) -> Move<Recording?> {
    var answers = replies
    if rollouts == nil {
      rollouts = replies.map { recorded($0) }
      search = OmegaProcedure(
        problem, samples: known, settings: label, omega: OmegaSettings(), splitter: splitter)
      answers = []
    }
    made.rollouts += answers.count
    made.tokens += answers.reduce(0) { $0 + ($1.completion?.completionTokens ?? 0) }
    switch search?.advance(answers) {
    case .ask(let requests)?: return .ask(requests)
    case .finish(let result)?:
      // Samples of one text are labelled once, as the first of them.
      let labels = result.labellings.first {
        $0.completion == solution.completion || $0.stepTexts == solution.stepTexts
      }?.labels
      return .finish(
        recording(
          solution, rollouts ?? [],
          ReplayedLabels(
            SearchResult(labels: labels ?? []), rollouts: made.rollouts, tokens: made.tokens)))
    case nil: return .finish(nil)
    }
  }

  private func recording(
    _ solution: SolutionToLabel, _ rollouts: [RecordedRollout], _ tree: ReplayedLabels
  ) -> Recording {
    Recording(
      solution: solution,
      rollouts: (0..<solution.steps.count - 1).map {
        Array(rollouts[$0 * label.rollouts..<($0 + 1) * label.rollouts])
      }, samples: others, tree: tree, isWhole: !rollouts.contains { $0.outcome == nil })
  }

  private func recorded(_ reply: Reply) -> RecordedRollout {
    let judged = label.judge.judge(reply, gold: problem.gold)
    return RecordedRollout(
      outcome: judged.map { RolloutOutcome($0.verdict, finish: $0.finish) },
      tokens: reply.completion?.completionTokens ?? 0)
  }
}

/// A pool of recorded problems, on which methods are compared.
public struct RecordedPool: Sendable {
  /// The initial samples of a problem that a labeller may know, the labelled one among them.
  public static let initialSamples = 8
  /// The problems, in the order of their rows.
  public let problems: [RecordedProblem]

  /// Records a selection's problems; whatever the store has is replayed.
  ///
  /// Problems are left out whose sample 0 was cut, has a step that the exact checker cannot read,
  /// or whose answer the judge cannot decide.
  ///
  /// - Parameters:
  ///   - samples: samples of each problem, at least `initialSamples`.
  ///   - label: how rollouts are made, and how many of each prefix.
  public init(
    context: StageContext, selection: ProblemSelection, solve: SolveSettings,
    label: LabelSettings, samples: Int, splitter: StepSplitter
  ) async throws {
    precondition(samples >= Self.initialSamples, "too few samples to know the problem by")
    var pages = ProblemPages(store: context.store, selection: selection)
    let found = Recordings()
    var number = 0
    var rows: [String] = []
    let run = context.run
    try await context.driver(stage: "record").run {
      () async throws -> ProcedureTask<RecordingProcedure>? in
      guard let stored = try await pages.next() else { return nil }
      // The recording is not kept, only its completions are: every run replays it anew.
      var hasher = ContentHasher("task record")
      hasher.add(run)
      hasher.add(number)
      number += 1
      rows.append(stored.rowID)
      return ProcedureTask(
        key: hasher.key, problem: stored.problem,
        procedure: RecordingProcedure(
          stored.problem, solve: solve, label: label, samples: samples, splitter: splitter))
    } finish: { (task, recording, store) throws(DatabaseError) in
      guard let recording, recording.isWhole,
        let checker = try ExactTruth(of: task.problem, in: store)
      else { return Outcome(.dropped, reason: "not recorded") }
      let truths = checker.truths(recording.solution.text, steps: recording.solution.steps)
      guard truths.allSatisfy({ $0 != .unreadable }), recording.solution.verdict != .undecided
      else { return Outcome(.dropped, reason: "no exact truth") }
      let solution = recording.solution
      found.add(
        RecordedProblem(
          solution: RecordedSolution(
            problem: "\(task.problem.key)",
            outline: solution.outline(usesArithmetic: true),
            firstError: truths.firstIndex { !$0.isTrue(by: .value) },
            rollouts: recording.rollouts, tree: recording.tree),
          tokens: solution.tokens, samples: recording.samples))
      return Outcome(.kept)
    }
    problems = found.sorted()
  }

  /// Makes a pool of problems.
  public init(problems: [RecordedProblem]) { self.problems = problems }

  /// The two halves of the pool, by a hash of the problem: one to tune on, one to report on.
  public func halves(seed: UInt64) -> (tuning: RecordedPool, reporting: RecordedPool) {
    var parts: [[RecordedProblem]] = [[], []]
    for problem in problems {
      var stream = RandomStream(
        seed: seed, key: ContentKey(hashing: "half " + problem.solution.problem))
      parts[stream.nextUnit() < 0.5 ? 0 : 1].append(problem)
    }
    return (RecordedPool(problems: parts[0]), RecordedPool(problems: parts[1]))
  }
}
