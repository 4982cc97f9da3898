/// What is said of a step.
public enum LabelValue: String, Sendable, CaseIterable {
  /// The step is right: the solution can still be completed correctly.
  case positive = "+"
  /// The step is wrong.
  case negative = "-"
  /// Neither right nor wrong (a human rating of 0).
  case neutral = "neutral"
  /// Looked at, but the evidence does not decide.
  case abstain = "abstain"
}

/// How many rollouts of a prefix ended how.
public struct RolloutCounts: Hashable, Sendable {
  /// Rollouts whose answer is the gold answer.
  public var correct = 0
  /// Rollouts whose answer is another.
  public var incorrect = 0
  /// Rollouts that ended without an answer.
  public var unanswered = 0
  /// Rollouts that were cut by the token limit or that the judge could not decide; they are no
  /// trials.
  public var undetermined = 0

  /// Makes counts, all zero unless given.
  public init(correct: Int = 0, incorrect: Int = 0, unanswered: Int = 0, undetermined: Int = 0) {
    self.correct = correct
    self.incorrect = incorrect
    self.unanswered = unanswered
    self.undetermined = undetermined
  }

  /// The rollouts that say something: correct + incorrect + unanswered.
  public var trials: Int { correct + incorrect + unanswered }

  /// All rollouts that were paid for.
  public var total: Int { trials + undetermined }

  /// The soft estimate: the share of trials that are correct; `nil` without a trial.
  public var share: Double? { trials == 0 ? nil : Double(correct) / Double(trials) }

  /// Counts one judged rollout.
  public mutating func add(_ verdict: Verdict, finish: FinishReason) {
    switch (finish, verdict) {
    case (_, .correct): correct += 1
    case (.length, _), (_, .undecided): undetermined += 1
    case (_, .incorrect): incorrect += 1
    case (_, .unanswered): unanswered += 1
    }
  }
}

/// How rollouts were stopped; it decides which interval holds and whether a soft label may be
/// read off.
public enum StoppingRule: String, Sendable {
  /// The number was fixed beforehand.
  case fixed
  /// Rollouts ended at the success that decided: the first, or with a threshold the k-th. The share
  /// of successes is biased upwards.
  case firstSuccess = "first-success"
  /// Rollouts went where earlier ones sent them and ended when enough was known; only an interval
  /// that holds at every stopping time covers.
  case anytime
}

/// A judgement of one step, with what it rests on.
public struct Label: Hashable, Sendable {
  /// The step's position, from 0.
  public let step: Int
  /// The judgement.
  public let value: LabelValue
  /// The method that made it, for example `math-shepherd`.
  public let method: String
  /// The rollouts of the prefix that ends with this step.
  public let counts: RolloutCounts
  /// How the rollouts were stopped; `nil` where none were made.
  public let stopping: StoppingRule?
  /// The 95 % interval of the prefix's success rate, within [0, 1]; `nil` without a rollout.
  public let interval: ClosedRange<Double>?
  /// The probability that the step is right, within [0, 1], where the method states one.
  public let posterior: Double?
  /// Q after the step minus Q before it, within [-1, 1], where the method states one.
  public let advantage: Double?
  /// Why, in a few words, where counts alone do not say it.
  public let reason: String?
  /// The keys of the completions that were counted.
  public let evidence: [ContentKey]
  /// ReST-MCTS*'s value of the solution up to here (2406.03816), within [0, 1], where every step
  /// up to here is called right or wrong.
  public var processValue: Double?

  /// Makes a label.
  public init(
    step: Int, value: LabelValue, method: String, counts: RolloutCounts = RolloutCounts(),
    stopping: StoppingRule? = nil, interval: ClosedRange<Double>? = nil,
    posterior: Double? = nil, advantage: Double? = nil, reason: String? = nil,
    evidence: [ContentKey] = []
  ) {
    self.step = step
    self.value = value
    self.method = method
    self.counts = counts
    self.stopping = stopping
    self.interval = interval
    self.posterior = posterior
    self.advantage = advantage
    self.reason = reason
    self.evidence = evidence
  }

  /// The same label with the completions that were counted.
  public func with(evidence: [ContentKey]) -> Label { with(method: method, evidence: evidence) }

  /// The same label by another method.
  public func with(method: String) -> Label { with(method: method, evidence: evidence) }

  private func with(method: String, evidence: [ContentKey]) -> Label {
    var label = Label(
      step: step, value: value, method: method, counts: counts, stopping: stopping,
      interval: interval, posterior: posterior, advantage: advantage, reason: reason,
      evidence: evidence)
    label.processValue = processValue
    return label
  }
}
