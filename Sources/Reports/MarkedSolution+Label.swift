import Corpus
import Evaluation

extension MarkedSolution.Mark {
  /// The mark of a label's value; no value is a step that nobody looked at.
  public init(_ value: LabelValue?) {
    switch value {
    case .positive: self = .positive
    case .negative: self = .negative
    case .neutral: self = .neutral
    case .abstain: self = .abstain
    case nil: self = .none
    }
  }
}

extension MarkedSolution.Step {
  /// A step with its label, the counts behind it and, where somebody knows, the truth.
  public init(_ text: String, label: Label?, truth: LabelValue? = nil) {
    let trials = label?.counts.trials ?? 0
    self.init(
      text, MarkedSolution.Mark(label?.value),
      counts: trials > 0 ? "\(label?.counts.correct ?? 0)/\(trials)" : nil,
      interval: label?.interval.map { Interval(low: $0.lowerBound, high: $0.upperBound) },
      truth: truth.map { MarkedSolution.Mark($0) },
      note: label.flatMap { label in
        let stated = label.posterior.map { "right with \(ValueFormat.percent(0).text($0))" }
        let parts = [stated, label.reason].compactMap { $0 }
        return parts.isEmpty ? nil : parts.joined(separator: "; ")
      })
  }
}
