import Corpus
import ProblemSets
import Storage

/// Writes what the exact checker of a problem's suite says of a solution's steps.
struct ExactTruth: Sendable {
  private let check: @Sendable ([String]) -> [StepTruth]

  /// The checker of a problem whose row comes from a suite with exact truth; `nil` for any other.
  init?(of problem: Problem, in store: StoreTransaction) throws(DatabaseError) {
    if try store.asksOtherwise(problem) { return nil }
    let ids = try store.rowIDs(of: problem)
    if let source = ids.lazy.compactMap({ BasicProblem(id: $0) }).first {
      let checker = BasicStepChecker(source)
      check = { checker.check(steps: $0) }
    } else if let source = ids.lazy.compactMap({ GSMStyleProblem(id: $0) }).first {
      let checker = SolutionChecker(source)
      check = { checker.check($0).steps.map(\.truth) }
    } else if let source = ids.lazy.compactMap({ MATHStyleProblem(id: $0) }).first {
      let checker = MATHStepChecker(source)
      check = { checker.check(steps: $0) }
    } else {
      return nil
    }
  }

  func record(
    _ text: String, steps: [Range<Int>], solution: Int64, in store: StoreTransaction
  ) throws(DatabaseError) {
    for (position, truth) in truths(text, steps: steps).enumerated() {
      let isReadable = truth != .unreadable
      try store.recordTruth(
        solution: solution, step: position, value: isReadable ? truth.isTrue(by: .value) : nil,
        strict: isReadable ? truth.isTrue(by: .strict) : nil, class: Self.name(of: truth))
    }
  }

  /// What is true of each step of a text.
  func truths(_ text: String, steps: [Range<Int>]) -> [StepTruth] {
    let bytes = Array(text.utf8)
    return check(steps.map { String(decoding: bytes[$0], as: UTF8.self) })
  }

  private static func name(of truth: StepTruth) -> String {
    switch truth {
    case .correct: "correct"
    case .false(let fault): fault.rawValue
    case .unreadable: "unreadable"
    }
  }
}

extension StepSplitter {
  /// The byte range of every step's words: the separator after it is left out.
  ///
  /// A prefix ends where its last step's words end, so that a rollout begins with the separator,
  /// as the solution itself went on.
  func contentRanges(_ text: String) -> [Range<Int>] {
    let bytes = Array(text.utf8)
    return ranges(text).map { range in
      var end = range.upperBound
      while end > range.lowerBound, Self.isSpace(bytes[end - 1]) { end -= 1 }
      return range.lowerBound..<end
    }
  }

  /// The rule and its settings, as part of what decides a solution's steps.
  var name: String { "\(rule.rawValue) \(minimumLength)" }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09
  }
}
