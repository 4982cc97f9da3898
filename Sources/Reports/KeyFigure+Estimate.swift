import Evaluation

extension KeyFigure {
  /// An estimate with its interval and the problems that it rests on.
  public init(_ label: String, _ estimate: Estimate, format: ValueFormat = .percent(1)) {
    self.init(
      label, format.text(estimate.value),
      detail: "\(format.text(estimate.interval)) · "
        + "\(ValueFormat.count.text(Double(estimate.clusters))) problems")
  }
}
