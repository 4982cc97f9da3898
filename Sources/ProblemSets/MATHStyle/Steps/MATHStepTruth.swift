/// What is true of one line of a solution, by the problem's own derivation.
public enum MATHStepTruth: Hashable, Sendable {
  /// The line says what follows from known values.
  case correct
  /// Something is false.
  case `false`(MATHStepFault)
  /// The line may say something true in a way of its own.
  case unreadable

  /// Whether the line counts as true by a standard.
  public func isTrue(by standard: TruthStandard) -> Bool {
    switch self {
    case .correct: true
    case .unreadable: false
    case .false(let fault): standard == .value && fault.keepsValue
    }
  }
}

/// Why a line is false.
public enum MATHStepFault: String, CaseIterable, Hashable, Sendable {
  /// The line is right, but it uses a value that no earlier line stated.
  ///
  /// On an answer line: the answer is right, but no earlier line stated it.
  case skipped
  /// The line is right, but an earlier one said the same.
  case repeated
  /// The result is right, but what is written before it is not how it is computed.
  case unfaithful
  /// The values used are right, or the equation itself is false, and the result is wrong.
  case arithmetic
  /// The equation is true or cannot be tested, but other values or another operation are used than
  /// the step needs, and the result is wrong; also every later use of a wrong value.
  case wrongOperand
  /// The result is of another kind: a set for a number, a number for an angle.
  case wrongType
  /// An earlier line stated the right value, and this one states another.
  case contradiction
  /// The words of a step without a result.
  case malformed
  /// The answer is the value of an earlier step that was not asked for, or there is none.
  case stopsEarly
  /// The answer is another wrong one.
  case wrongAnswer

  /// Whether what the line says of the step's value is nevertheless right.
  public var keepsValue: Bool { self == .skipped || self == .repeated || self == .unfaithful }
}

extension TruthStandard {
  /// The index of the first line that is not true; an unreadable line is not.
  public func firstError(in truths: [MATHStepTruth]) -> Int? {
    truths.firstIndex { !$0.isTrue(by: self) }
  }
}

/// A solution's lines with their truths.
public struct CheckedMATHSolution: Hashable, Sendable {
  /// The lines up to the answer line, without blank ones.
  public let lines: [String]
  /// The truth of each line; one more, `false(stopsEarly)`, when there is no answer line.
  public let truths: [MATHStepTruth]

  /// Whether every line could be read.
  public var isReadable: Bool { !truths.contains(.unreadable) }

  /// The index of the first line that is not true, the answer line being the last step.
  public func firstError(by standard: TruthStandard) -> Int? { standard.firstError(in: truths) }
}
