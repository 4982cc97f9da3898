import Corpus
import Evaluation

extension FirstErrorCase.Prediction {
  /// The first step that is called wrong, unless an abstention stands before it.
  public init(_ labels: [Label]) {
    for label in labels {
      switch label.value {
      case .positive: continue
      case .negative:
        self = .step(label.step)
        return
      case .neutral, .abstain:
        self = .missing
        return
      }
    }
    self = labels.isEmpty ? .missing : .noError
  }
}
