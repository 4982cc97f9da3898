import Corpus
import Evaluation

extension FirstErrorCase.Prediction {
  /// The first step that is called wrong, unless an abstention stands before it, or right before
  /// it a step of which nothing is said.
  public init(_ labels: [Label]) {
    var right = -1
    for label in labels {
      switch label.value {
      case .positive: right = label.step
      case .negative:
        self = label.step == right + 1 ? .step(label.step) : .missing
        return
      case .neutral, .abstain:
        self = .missing
        return
      }
    }
    self = labels.isEmpty ? .missing : .noError
  }
}
