import Corpus

/// Our own word problems with exact truth for every step, as many as are asked for.
///
/// Problem `index` is a function of seed and index: nothing is stored, and any part of the suite
/// can be generated alone.
public struct GSMStyleSuite: GeneratedSuite {
  /// The suite's name, which every id begins with.
  public static let name = "gsm-style"
  /// So many indices in a row without a new problem count as the end of the suite.
  public static let longestGap = 100_000

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
