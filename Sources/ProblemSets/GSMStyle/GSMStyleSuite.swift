import Corpus

/// Our own word problems with exact truth for every step, as many as are asked for.
///
/// Problem `index` is a function of seed and index: nothing is stored, and any part of the suite
/// can be generated alone.
public struct GSMStyleSuite: Sendable {
  /// The suite's name, which every id begins with.
  public static let name = "gsm-style"

  /// The problems that are taken from the suite.
  ///
  /// A selection takes some problems and leaves others out; it changes the graph of none.
  public struct Selection: Hashable, Sendable {
    /// All scenes of a problem are of these families.
    public var families: Set<GSMStyleFamily>
    /// The wordings that problems come in; each problem's is drawn from these.
    public var wordings: [Int]
    /// The numbers of gold steps.
    public var steps: ClosedRange<Int>

    /// Makes a selection; by default everything.
    public init(
      families: Set<GSMStyleFamily> = Set(GSMStyleFamily.allCases),
      wordings: [Int] = Array(0..<GSMStyleProblem.wordings),
      steps: ClosedRange<Int> = GSMStyleProblem.stepRange
    ) {
      self.families = families
      self.wordings = wordings
      self.steps = steps
    }
  }

  /// The seed.
  public let seed: UInt64
  /// The problems that are taken.
  public let selection: Selection

  /// How often each number of steps comes, as a share of the sum: about as in GSM8K, with a tail
  /// of longer chains.
  static let stepWeights = [0, 5, 20, 22, 18, 12, 8, 5, 4, 2, 2, 1, 1]

  /// Makes the suite of a seed.
  ///
  /// - Precondition: the selection has a family and a wording.
  public init(seed: UInt64, selection: Selection = Selection()) {
    precondition(!selection.families.isEmpty && !selection.wordings.isEmpty, "nothing is selected")
    self.seed = seed
    self.selection = selection
  }

  /// The problem at an index, selected or not, in a wording drawn for it.
  ///
  /// - Complexity: O(1) in the index.
  public func problem(at index: Int) -> GSMStyleProblem {
    var round = 0
    while true {
      var stream = RandomStream(seed: seed, "gsm-style full mixture", index, round)
      let steps = Self.steps(stream.nextUnit())
      let families = GSMStyleFamily.allCases.filter { Self.fewestSteps[$0, default: 99] <= steps }
      let family = families[Int(stream.nextUnit() * Double(families.count))]
      let wordings = selection.wordings
      let wording = wordings[Int(stream.nextUnit() * Double(wordings.count))]
      let origin = GSMStyleProblem.Origin(
        seed: seed, index: index, family: family, steps: steps, wording: wording,
        perturbation: nil)
      if let problem = GSMStyleProblem(origin: origin) { return problem }
      round += 1
    }
  }

  /// The problem at an index when the selection takes it.
  public func selected(at index: Int) -> GSMStyleProblem? {
    let problem = problem(at: index)
    let takes =
      selection.steps.contains(problem.origin.steps)
      && problem.families.allSatisfy(selection.families.contains)
    return takes ? problem : nil
  }

  /// The first `count` selected problems of a split, in the order of their indices.
  ///
  /// Problems are generated as the sequence is read, and none is kept: a million of them need no
  /// more memory than one. A longer sequence begins with the shorter one.
  ///
  /// - Parameter split: the split, or `nil` for all problems.
  public func problems(
    split: GSMStyleSplit?, count: Int
  ) -> some Sequence<GSMStyleProblem> & Sendable {
    GSMStyleProblems(suite: self, split: split, count: count)
  }

  /// The first `count` rows of a split, each graph once.
  public func rows(split: GSMStyleSplit, count: Int) throws(GSMStyleError) -> [Row] {
    var rows: [Row] = []
    var seen: Set<ContentKey> = []
    for problem in problems(split: split, count: .max) {
      guard rows.count < count else { return rows }
      if seen.insert(problem.graph.graphKey).inserted { rows.append(problem.row) }
    }
    guard rows.count >= count else {
      throw .exhausted(split: split, found: rows.count, asked: count)
    }
    return rows
  }

  private static func steps(_ unit: Double) -> Int {
    var rest = Int(unit * Double(stepWeights.reduce(0, +)))
    for (steps, weight) in stepWeights.enumerated() {
      if rest < weight { return steps }
      rest -= weight
    }
    return GSMStyleProblem.stepRange.upperBound
  }

  private static let fewestSteps: [GSMStyleFamily: Int] = {
    var fewest: [GSMStyleFamily: Int] = [:]
    for opening in SceneBook.openings {
      fewest[opening.family] = min(fewest[opening.family] ?? opening.steps, opening.steps)
    }
    return fewest
  }()
}

/// The problems of a split, generated one by one.
private struct GSMStyleProblems: Sequence, IteratorProtocol, Sendable {
  let suite: GSMStyleSuite
  let split: GSMStyleSplit?
  let count: Int
  var index = 0
  var found = 0
  /// How many indices in a row were no use; so many that the selection must be empty end it.
  var misses = 0

  init(suite: GSMStyleSuite, split: GSMStyleSplit?, count: Int) {
    self.suite = suite
    self.split = split
    self.count = count
  }

  mutating func next() -> GSMStyleProblem? {
    while found < count, misses < 100_000 {
      let problem = suite.selected(at: index)
      index += 1
      if let problem, split == nil || problem.split == split {
        found += 1
        misses = 0
        return problem
      }
      misses += 1
    }
    return nil
  }
}
