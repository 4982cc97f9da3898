import Corpus

/// A solution with one error put in, and where a judge must find the first error.
///
/// The task of ProcessBench (2412.06559): name the first wrong step.
public struct CorruptedSolution: Hashable, Sendable {
  /// The error that was put in.
  public let fault: StepFault
  /// The index of the first step that the error makes false by the strict standard.
  public let firstError: Int
  /// The steps, the answer line last where there is one.
  public let steps: [String]

  /// Makes a corrupted solution.
  public init(fault: StepFault, firstError: Int, steps: [String]) {
    self.fault = fault
    self.firstError = firstError
    self.steps = steps
  }
}

/// A generated problem into whose gold solution errors can be put, with exact labels.
public protocol CorruptibleProblem: Sendable {
  /// The problem's id in its suite.
  var id: String { get }
  /// The text that is shown to a model.
  var statement: String { get }
  /// The gold steps, the answer line last.
  var goldLines: [String] { get }
  /// The kinds of errors that some problems of its suite admit.
  static var faults: [StepFault] { get }

  /// Puts an error of one kind into the gold solution; `nil` where it admits none.
  ///
  /// - Parameter stream: where the place and the wrong numbers are drawn from.
  func corrupted(by fault: StepFault, _ stream: inout RandomStream) -> CorruptedSolution?
}
