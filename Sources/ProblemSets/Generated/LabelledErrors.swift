import Corpus
import JSON

/// Solutions of generated problems with and without an error, each labelled with its first wrong
/// step, as many as are asked for.
public struct LabelledErrors: Sendable {
  /// A solution with its label.
  public struct Item: Hashable, Sendable {
    /// The item's id.
    public let id: String
    /// The id of the problem.
    public let problemID: String
    /// The text of the problem.
    public let statement: String
    /// The steps, the answer line last where there is one.
    public let steps: [String]
    /// The index of the first wrong step; -1 where none is wrong.
    public let label: Int
    /// The kind of error; `nil` where none was put in.
    public let fault: StepFault?

    /// The item in the shape of ProcessBench, with the kind of error beside it.
    public var json: JSONValue {
      [
        "id": JSONValue(id), "generator": "stepmark", "problem": JSONValue(statement),
        "steps": JSONValue(steps.map { JSONValue($0) }),
        "final_answer_correct": JSONValue(fault?.keepsValue ?? true),
        "label": JSONValue(label), "class": JSONValue(fault?.rawValue ?? "correct"),
        "problem_id": JSONValue(problemID),
      ]
    }
  }

  private let seed: UInt64
  private let faults: [StepFault]
  private let rightShare: Double
  private let problem: @Sendable (Int) -> (any CorruptibleProblem)?

  /// Makes the set.
  ///
  /// - Parameters:
  ///   - faults: the kinds of errors, in turn.
  ///   - rightShare: the share of solutions without an error, in 0 ... 1.
  ///   - problem: the problem at an index, or `nil` where there is none to use.
  public init(
    seed: UInt64, faults: [StepFault], rightShare: Double,
    problem: @escaping @Sendable (Int) -> (any CorruptibleProblem)?
  ) {
    self.seed = seed
    self.faults = faults
    self.rightShare = rightShare
    self.problem = problem
  }

  /// Hands over the first `count` items one by one.
  ///
  /// - Returns: how many there were; fewer than asked for only where the problems end.
  public func forEach(count: Int, _ body: (Item) throws -> Void) rethrows -> Int {
    var number = 0
    var index = 0
    var misses = 0
    while number < count, misses < 100_000 {
      defer { index += 1 }
      guard let item = item(at: index) else {
        misses += 1
        continue
      }
      misses = 0
      number += 1
      try body(item)
    }
    return number
  }

  /// The item made from the problem at an index; `nil` where that problem admits no such error.
  public func item(at index: Int) -> Item? {
    guard let problem = problem(index) else { return nil }
    var stream = RandomStream(seed: seed, "labelled errors", index)
    let id = "errors-\(seed)-\(index)"
    if stream.nextUnit() < rightShare || faults.isEmpty {
      return Item(
        id: id, problemID: problem.id, statement: problem.statement, steps: problem.goldLines,
        label: -1, fault: nil)
    }
    let start = Int(stream.nextUnit() * Double(faults.count))
    for turn in faults.indices {
      let fault = faults[(start + turn) % faults.count]
      if let wrong = problem.corrupted(by: fault, &stream) {
        return Item(
          id: id, problemID: problem.id, statement: problem.statement, steps: wrong.steps,
          label: wrong.firstError, fault: fault)
      }
    }
    return nil
  }
}
