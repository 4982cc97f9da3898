import Corpus

/// What an export does with labels that a format cannot carry as they are.
public struct ExportPolicy: Hashable, Sendable {
  /// What becomes of the steps after the first wrong one.
  public enum AfterError: String, Sendable, CaseIterable {
    /// They are wrong too.
    case minus
    /// They are left out.
    case cut
    /// The solution is left out.
    case drop
  }

  /// What becomes of a solution with a step on which the labeller abstained.
  public enum Abstained: String, Sendable, CaseIterable {
    /// The step has no label; where a format needs one, it is joined to the next step.
    case mask
    /// It is cut before that step.
    case cut
    /// It is left out.
    case drop
  }

  /// What becomes of a step that is neither right nor wrong.
  public enum Neutral: String, Sendable, CaseIterable {
    /// It stays neutral, in a format that can say so.
    case keep
    /// It counts as right, as for OpenAI's PRM800K baselines.
    case plus
    /// It counts as wrong, as in TRL's conversion of PRM800K.
    case minus
    /// It counts as undecided.
    case abstain
  }

  /// What becomes of the steps after the first wrong one.
  public var afterError: AfterError
  /// What becomes of abstentions.
  public var abstained: Abstained
  /// The share of correct rollouts from which a step is right; `nil` takes the labels as they are.
  ///
  /// A step is undecided where rollouts that say nothing could still bring the share there. Shares
  /// of rollouts that stopped at the first success are no estimate, so such labels are refused
  /// with a threshold, unless the labeller states a probability, which counts instead.
  public var threshold: Double?
  /// What becomes of neutral steps.
  public var neutral: Neutral
  /// The trials below which a label that rests on rollouts is undecided.
  public var minimumEvidence: Int
  /// The losses that were asked for by name.
  public var allowedLosses: Set<ExportLoss>

  /// Makes a policy.
  public init(
    afterError: AfterError = .minus, abstained: Abstained = .drop, threshold: Double? = nil,
    neutral: Neutral = .keep, minimumEvidence: Int = 0, allowedLosses: Set<ExportLoss> = []
  ) {
    self.afterError = afterError
    self.abstained = abstained
    self.threshold = threshold
    self.neutral = neutral
    self.minimumEvidence = minimumEvidence
    self.allowedLosses = allowedLosses
  }

  /// The labels of a solution's steps after the policy; `nil` when the solution is left out.
  ///
  /// - Parameters:
  ///   - labels: the labels of the steps that were looked at, ordered by step.
  ///   - steps: how many steps the solution has.
  ///   - fields: what the format carries.
  /// - Returns: a label for each of the first steps; right or wrong, or neutral where the format
  ///   can say so, or abstain for a step that is masked.
  /// - Throws: `ExportError.loss` where the format cannot say what a label says and nobody asked
  ///   for that.
  public func apply(
    _ labels: [Label], steps: Int, fields: Set<ExportedField> = []
  ) throws(ExportError) -> [LabelValue]? {
    let known = labels.ofSteps(steps)
    var result: [LabelValue] = []
    var isWrong = false
    for step in 0..<steps {
      if isWrong {
        switch afterError {
        case .minus:
          result.append(.negative)
          continue
        case .cut: return result
        case .drop: return nil
        }
      }
      switch try value(known[step], fields) {
      case .positive: result.append(.positive)
      case .negative:
        result.append(.negative)
        isWrong = true
      case .neutral: result.append(.neutral)
      case .abstain:
        switch abstained {
        case .mask:
          try permit(.mask, if: fields.contains(.abstention), method: known[step]?.method)
          result.append(.abstain)
        case .cut: return result.isEmpty ? nil : result
        case .drop: return nil
        }
      }
    }
    return result.allSatisfy { $0 == .abstain } ? nil : result
  }

  /// Refuses a loss, unless there is none or it was asked for.
  private func permit(
    _ loss: ExportLoss, if isCarried: Bool, method: String?
  ) throws(ExportError) {
    guard !isCarried, !allowedLosses.contains(loss) else { return }
    throw .loss(loss, method: method ?? "the labeller")
  }

  private func value(
    _ label: Label?, _ fields: Set<ExportedField>
  ) throws(ExportError) -> LabelValue {
    guard let label else { return .abstain }
    if label.stopping != nil, label.counts.trials < minimumEvidence { return .abstain }
    switch try thresholded(label, fields) {
    case .neutral:
      switch neutral {
      case .plus: return .positive
      case .minus: return .negative
      case .abstain: return .abstain
      case .keep:
        let isCarried = fields.contains(.neutral)
        try permit(.neutral, if: isCarried, method: label.method)
        return isCarried ? .neutral : .abstain
      }
    case let value: return value
    }
  }

  private func thresholded(
    _ label: Label, _ fields: Set<ExportedField>
  ) throws(ExportError) -> LabelValue {
    let counts = label.counts
    guard let threshold else {
      // A labeller of ours decided; of somebody else's probability the value is a guess.
      if label.method == RatedImport.method, let posterior = label.posterior, posterior > 0,
        posterior < 1
      {
        try permit(.soft, if: fields.contains(.softValues), method: label.method)
      }
      return label.value
    }
    if label.stopping != .fixed, let posterior = label.posterior {
      return posterior >= threshold ? .positive : .negative
    }
    guard counts.total > 0 else { return label.value }
    guard label.stopping == .fixed else {
      throw .thresholdOnStoppedCounts(method: label.method)
    }
    // Rollouts that say nothing might all have been wrong, or all correct.
    let least = Double(counts.correct) / Double(counts.total)
    let most = Double(counts.correct + counts.undetermined) / Double(counts.total)
    if least >= threshold { return .positive }
    return most >= threshold ? .abstain : .negative
  }
}
