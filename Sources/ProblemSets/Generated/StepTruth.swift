/// What is true of one line of a solution, by the problem's own quantities.
public enum StepTruth: Hashable, Sendable {
  /// The line says what follows from known quantities, and the words fit.
  case correct
  /// Something is false.
  case `false`(StepFault)
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

/// Why a line is false: the classes of errors of all generated suites.
///
/// Where several apply, the checker of each suite says which is told; `wrongNoun` is told of word
/// problems alone, `wrongType` of math-style alone.
public enum StepFault: String, CaseIterable, Hashable, Sendable {
  /// The equation is right, but its words name another person or thing.
  case wrongNoun
  /// The line is right, but it uses a value that no earlier line stated.
  ///
  /// On an answer line: the answer is right, but no earlier line computed it.
  case skipped
  /// The result is right, but what is written before it is not how it is computed.
  ///
  /// The equation itself may be numerically true or false.
  case unfaithful
  /// The equation is numerically false, and its result is not the value in question.
  case arithmetic
  /// The equation is true or cannot be tested, but other values or another operation are used than
  /// the step needs, and the result is wrong; also every later use of a wrong value.
  case wrongOperand
  /// The result is of another kind: a set for a number, a number for an angle.
  case wrongType
  /// The words of a step without a result: "Ana has 3 * 4 = pens."
  case malformed
  /// The answer is not the gold answer.
  case wrongAnswer
  /// The line says once more what an earlier one said.
  case repeated
  /// The line gives another value to a quantity that an earlier line has computed.
  case contradiction
  /// The answer is the true value of a quantity that an earlier line computed, but not the one that
  /// is asked for; or there is no answer.
  case stopsEarly

  /// Whether the line's result is nevertheless a right value.
  public var keepsValue: Bool {
    switch self {
    case .wrongNoun, .skipped, .unfaithful, .repeated: true
    default: false
    }
  }
}

/// Which faults count.
public enum TruthStandard: String, CaseIterable, Hashable, Sendable {
  /// A line is true when its result is the right value, whatever its words and operands.
  case value
  /// A line is true when it is `correct`.
  case strict

  /// The index of the first line that is not true; an unreadable line is not.
  public func firstError(in truths: [StepTruth]) -> Int? {
    truths.firstIndex { !$0.isTrue(by: self) }
  }
}

/// A solution's lines with their truths.
public struct CheckedSolution: Hashable, Sendable {
  /// The lines up to the answer line, without blank ones.
  public let lines: [String]
  /// The truth of each line; one more, which is false, when there is no answer line.
  public let truths: [StepTruth]
  /// What the answer line gives; `nil` where it gives nothing or is missing.
  public let answer: String?

  /// Whether every line could be read.
  public var isReadable: Bool { !truths.contains(.unreadable) }

  /// The index of the first line that is not true, the answer line being the last step.
  public func firstError(by standard: TruthStandard) -> Int? { standard.firstError(in: truths) }
}
