import Corpus
import Evaluation

extension FirstErrorCase.Prediction {
  /// What labels say of the first wrong step (``FirstWrongStep``); nothing where they leave it open.
  ///
  /// - Parameter steps: how many steps the solution has; the last label's is its last unless given.
  public init(_ labels: [Label], of steps: Int? = nil) {
    switch FirstWrongStep(labels, of: steps) {
    case .step(let step): self = .step(step)
    case .noError: self = .noError
    case .undecided: self = .missing
    }
  }
}
