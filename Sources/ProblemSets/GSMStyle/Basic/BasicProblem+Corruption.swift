import Corpus

extension BasicProblem {
  /// The kinds of errors that some problems admit.
  public static var faults: [StepFault] {
    [.wrongNoun, .skipped, .unfaithful, .arithmetic, .wrongOperand, .malformed, .wrongAnswer]
  }

  /// The gold steps, the answer line last.
  public var goldLines: [String] { goldSteps + ["#### \(answer)"] }

  /// Puts an error of one kind into the gold solution; `nil` where it admits none.
  public func corrupted(by fault: StepFault, _ stream: inout RandomStream) -> CorruptedSolution? {
    let step = Int(stream.nextUnit() * Double(goldSteps.count))
    let isConsistent = stream.nextUnit() < 0.5
    return corrupted(by: fault, at: step, isConsistent: isConsistent, stream: &stream).map {
      CorruptedSolution(fault: fault, firstError: $0.line, steps: $0.lines)
    }
  }
}
