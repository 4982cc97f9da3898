import Corpus

/// Who speaks about a step beside a labeller's rollouts.
public enum StepWitness: String, CaseIterable, Hashable, Sendable {
  /// The equations inside the step: a false one speaks against it. That all hold says nothing, as a
  /// step may be wrong without an equation being false.
  case arithmetic
  /// What a model said of the step.
  case judge
  /// The exact checker of our own suites, by value.
  case exact

  /// Whether what it says is part of what a method's labels say already, so that it can dispute
  /// nothing.
  public func decides(_ method: String) -> Bool {
    switch self {
    case .arithmetic:
      method == WitnessLabels.method || method.hasSuffix("+" + WitnessLabels.method)
    case .judge: method == StepJudgeProcedure.method
    case .exact: false
    }
  }

  /// What the labels of a method say as this witness, by step; abstentions say nothing.
  func verdicts(_ labels: [Label]) -> [Int: Bool] {
    var verdicts: [Int: Bool] = [:]
    for label in labels {
      switch label.value {
      case .negative: verdicts[label.step] = false
      case .positive where self != .arithmetic: verdicts[label.step] = true
      case .positive, .neutral, .abstain: continue
      }
    }
    return verdicts
  }
}

/// Labels that no witness contradicts.
///
/// Consensus filtering keeps a solution where rollouts and a judge name the same first wrong step
/// (Qwen's lessons, 2501.07301, section 3.1.3: about 40 % of the rows stayed). Here it goes step by
/// step, so that the beginning of a disputed solution is not lost: the labeller's label stands up to
/// and with its first wrong step, as long as nobody who has a verdict says otherwise; the first
/// disputed step is abstained from, with the witness that disputes it, and nothing is said behind
/// it.
public enum ConsensusLabels {
  /// The name of a method whose labels every witness lets stand.
  public static func method(of method: String) -> String {
    let cut = "+" + WitnessLabels.method
    return (method.hasSuffix(cut) ? String(method.dropLast(cut.count)) : method) + "+consensus"
  }

  /// Whether a method's labels are a consensus themselves.
  public static func isConsensus(_ method: String) -> Bool { method.hasSuffix("+consensus") }

  /// A labeller's labels as far as the witnesses agree with them.
  ///
  /// - Parameters:
  ///   - labels: in the order of their steps.
  ///   - witnesses: what each says of the steps that it has a verdict on: `true` for right.
  public static func labels(
    _ labels: [Label], witnesses: [(witness: StepWitness, verdicts: [Int: Bool])]
  ) -> [Label] {
    var agreed: [Label] = []
    for label in labels {
      let isRight: Bool? =
        switch label.value {
        case .positive, .neutral: true
        case .negative: false
        case .abstain: nil
        }
      let speaking = witnesses.compactMap { item in
        item.verdicts[label.step].map { (name: item.witness.rawValue, saysRight: $0) }
      }
      let against = isRight.flatMap { isRight in speaking.first { $0.saysRight != isRight } }
      var value = label.value
      var reason = label.reason
      if let against {
        value = .abstain
        reason = "\(against.name) says \(against.saysRight ? "right" : "wrong")"
      } else if isRight != nil, !speaking.isEmpty {
        reason = "agreed by " + speaking.map(\.name).joined(separator: " and ")
      }
      var kept = Label(
        step: label.step, value: value, method: method(of: label.method), counts: label.counts,
        stopping: label.stopping, interval: label.interval, posterior: label.posterior,
        advantage: label.advantage, reason: reason)
      kept.processValue = value == .abstain ? nil : label.processValue
      agreed.append(kept)
      if value == .negative || value == .abstain { break }
    }
    return agreed
  }
}
