/// A step of a solution and what is known of it.
public struct JudgedStep: Hashable, Sendable {
  /// The step's text.
  public let text: String
  /// Whether it is true, and why not; in doubt it is `unreadable`.
  public var truth: StepTruth
  /// Whether it states a calculation or an answer; a step that states none claims nothing.
  public let makesClaim: Bool
  /// The quantities of the problem's graph that it computes.
  public let quantities: [Int]
  /// Whether the question needs what it computes; `nil` where it computes no quantity.
  public let isNeeded: Bool?
  /// Whether it follows from the statement and the steps before it; `nil` in doubt.
  public var followsFromBefore: Bool? {
    switch truth {
    case .correct: true
    case .unreadable: nil
    case .false(let fault): fault == .wrongNoun || fault == .repeated
    }
  }
}

/// A solution's steps with their truths.
public struct SolutionTruth: Hashable, Sendable {
  /// The steps, in order.
  public let steps: [JudgedStep]
  /// What a missing answer says; `nil` where some step gives an answer.
  public let ending: StepTruth?

  /// The truth of every step and, where no step gives an answer, of the missing one.
  public var truths: [StepTruth] { steps.map(\.truth) + [ending].compactMap { $0 } }

  /// The index of the first step that is known to be false; `nil` where none is, and where a step
  /// before it is unreadable.
  public func firstError(by standard: TruthStandard) -> Int? {
    for (index, truth) in truths.enumerated() {
      if truth == .unreadable { return nil }
      if !truth.isTrue(by: standard) { return index }
    }
    return nil
  }

  /// Whether every step could be read.
  public var isReadable: Bool { !truths.contains(.unreadable) }
}
