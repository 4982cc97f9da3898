import Corpus
import Storage

/// A solution with its labels, as exporters take it.
public struct LabelledSolution: Hashable, Sendable {
  /// The problem.
  public let problem: Problem
  /// The key of the completion that the solution is.
  public let completion: ContentKey
  /// The suite that the problem, or its root, comes from.
  public let suite: String
  /// The text of every step, without the white space around it.
  public let steps: [String]
  /// The text from the first byte through each step, without the white space before the first.
  public let prefixes: [String]
  /// A label for every step, after the policies of the export have been applied; empty where there
  /// are none.
  public let labels: [LabelValue]
  /// What the store says of every step, which may have no label of its own; empty where `labels`
  /// is.
  public let evidence: [Label?]
  /// The judgement of the answer.
  public let verdict: Verdict
  /// The whole text.
  public let text: String
  /// The answer that was found in the text.
  public let answer: String?
  /// Who wrote it.
  public let model: ModelIdentity
  /// The row that it came with, where it was imported.
  public let row: PublishedRow?
  /// The texts of the steps after the last labelled one, which the policy cut off.
  public let unlabelledSteps: [String]
  /// For every step the shortest correct rollout from just before it, where there is one; empty
  /// for formats that do not ask for them.
  public var continuations: [String?] = []
  /// How it stands in the store, for a format that asks for counts.
  let stored: StoredRecord?

  /// Makes a labelled solution.
  public init(
    problem: Problem, completion: ContentKey, suite: String, steps: [String], prefixes: [String],
    labels: [LabelValue], evidence: [Label?]? = nil, verdict: Verdict, text: String,
    answer: String? = nil, model: ModelIdentity = ModelIdentity(name: "", kind: .published),
    row: PublishedRow? = nil, unlabelledSteps: [String] = []
  ) {
    self.init(
      problem: problem, completion: completion, suite: suite, steps: steps, prefixes: prefixes,
      labels: labels, evidence: evidence, verdict: verdict, text: text, answer: answer,
      model: model, row: row, unlabelledSteps: unlabelledSteps, stored: nil)
  }

  init(
    problem: Problem, completion: ContentKey, suite: String, steps: [String], prefixes: [String],
    labels: [LabelValue], evidence: [Label?]?, verdict: Verdict, text: String, answer: String?,
    model: ModelIdentity, row: PublishedRow?, unlabelledSteps: [String], stored: StoredRecord?
  ) {
    precondition(labels.isEmpty || steps.count == labels.count && steps.count == prefixes.count)
    let evidence = evidence ?? labels.map { _ in nil }
    precondition(evidence.count == labels.count)
    self.problem = problem
    self.completion = completion
    self.suite = suite
    self.steps = steps
    self.prefixes = prefixes
    self.labels = labels
    self.evidence = evidence
    self.verdict = verdict
    self.text = text
    self.answer = answer
    self.model = model
    self.row = row
    self.unlabelledSteps = unlabelledSteps
    self.stored = stored
  }

  /// The soft value of a step: the share of its correct rollouts, or the probability that the
  /// labeller states; that of a last step without rollouts is its label; 0 after the first wrong
  /// step; `nil` where nothing says it.
  ///
  /// Counts that stopped at a success are no estimate and give none.
  public func softValue(of step: Int) -> Double? {
    if let error = labels.firstIndex(of: .negative), step > error { return 0 }
    guard labels[step] != .abstain else { return nil }
    if let value = evidence[step]?.softValue { return value }
    // Nothing is rolled out from a whole solution: its own answer is the one outcome.
    guard step == steps.count - 1, unlabelledSteps.isEmpty,
      evidence[step]?.counts.total == 0
    else { return nil }
    return labels[step] == .positive ? 1 : 0
  }
}

/// A solution as it stands in the store.
struct StoredRecord: Hashable, Sendable {
  let solution: StoredSolution
  let purpose: Purpose
  let method: String
  /// The labeller's settings.
  let settings: String
  let truths: [NativeRecord.StepFact]
}

extension Label {
  /// The share of correct rollouts of a fixed number, else the probability that the step is right;
  /// `nil` where the labeller says neither.
  var softValue: Double? {
    if stopping == .fixed, let share = counts.share { return share }
    return posterior
  }
}

extension [Label] {
  /// The first label of each of the first `count` steps; `nil` for a step without one.
  func ofSteps(_ count: Int) -> [Label?] {
    var found = [Label?](repeating: nil, count: count)
    for label in self where found.indices.contains(label.step) && found[label.step] == nil {
      found[label.step] = label
    }
    return found
  }
}
