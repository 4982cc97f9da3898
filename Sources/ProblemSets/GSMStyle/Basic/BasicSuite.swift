import Corpus

/// The basic selection of gsm-style: ten families with a small vocabulary and whole numbers.
///
/// Small enough that a model of 0.4 M parameters learns it within minutes.
///
/// Problem `index` is a function of seed, configuration and index: nothing is stored, and any part
/// of the suite can be generated alone.
public struct BasicSuite: GeneratedSuite {
  /// So many indices in a row without a new problem count as the end of the suite.
  public static let longestGap = 10_000

  /// The numbers of steps of the split `hard`.
  public static let hardSteps = 7...8
  /// The suite's name, which every id begins with.
  public static let name = "gsm-style"

  /// How the families and numbers of steps are mixed.
  public struct Configuration: Hashable, Sendable {
    /// How often each family comes, as a share of the sum; a family that is missing never comes.
    public var familyWeights: [BasicFamily: Int]
    /// How often each number of steps comes, as a share of the sum.
    public var stepWeights: [Int: Int]
    /// The largest value that a quantity may have.
    public var maximum: Int
    /// The wordings that problems come in, each as often.
    public var wordings: [Int]

    /// Makes a mixture; by default ages come more often and graphs less.
    public init(
      familyWeights: [BasicFamily: Int] = Self.defaultFamilyWeights,
      stepWeights: [Int: Int] = Self.defaultStepWeights, maximum: Int = 99,
      wordings: [Int] = Array(0..<BasicProblem.wordings)
    ) {
      self.familyWeights = familyWeights
      self.stepWeights = stepWeights
      self.maximum = maximum
      self.wordings = wordings
    }

    /// Ages 12 %, graphs 6 %, all others about 10 %.
    ///
    /// Graphs are the hardest by far: a small model that solves two thirds of the others solves
    /// hardly any, so more of them would leave more problems without a right sample.
    public static let defaultFamilyWeights: [BasicFamily: Int] = {
      var weights: [BasicFamily: Int] = [:]
      for family in BasicFamily.allCases { weights[family] = 17 }
      weights[.graphs] = 10
      weights[.ages] = 20
      return weights
    }()

    /// Two to eight steps, short chains more often; the hard split's two numbers are a ninth.
    public static let defaultStepWeights = [2: 4, 3: 5, 4: 4, 5: 2, 6: 1, 7: 1, 8: 1]
  }

  /// The seed.
  public let seed: UInt64
  /// The mixture.
  public let configuration: Configuration
  private let families: [(item: BasicFamily, weight: Int)]
  private let steps: [(item: Int, weight: Int)]

  /// Makes the suite of a seed.
  ///
  /// - Precondition: some family and some number of steps in 2…8 has a positive weight, no weight
  ///   is negative, and the maximum is in `BasicProblem.maximumRange`.
  public init(seed: UInt64, configuration: Configuration = Configuration()) {
    self.seed = seed
    self.configuration = configuration
    families = BasicFamily.allCases.map { ($0, configuration.familyWeights[$0] ?? 0) }
    steps = BasicProblem.stepRange.map { ($0, configuration.stepWeights[$0] ?? 0) }
    let weights = families.map(\.weight) + steps.map(\.weight)
    precondition(weights.allSatisfy { $0 >= 0 }, "a weight is negative")
    precondition(
      families.contains { $0.weight > 0 } && steps.contains { $0.weight > 0 },
      "the mixture is empty")
    precondition(!configuration.wordings.isEmpty, "there is no wording")
    precondition(
      BasicProblem.maximumRange.contains(configuration.maximum), "the maximum is out of range")
  }

  /// What the problem at an index is made from, in a wording drawn for it unless one is asked for.
  public func origin(at index: Int, wording: Int? = nil) -> BasicProblem.Origin {
    var stream = RandomStream(seed: seed, "gsm-style mixture", index)
    let family = Self.draw(families, stream.nextUnit())
    let count = Self.draw(steps, stream.nextUnit())
    let choices = configuration.wordings
    let drawn = choices[Int(stream.nextUnit() * Double(choices.count))]
    return BasicProblem.Origin(
      seed: seed, index: index, family: family, steps: count, wording: wording ?? drawn,
      maximum: configuration.maximum)
  }

  /// The problem at an index, in a wording drawn for it unless one is asked for.
  ///
  /// - Complexity: O(1) in the index.
  public func problem(at index: Int, wording: Int? = nil) -> BasicProblem {
    BasicProblem(origin: origin(at: index, wording: wording))
  }

  /// The problem at an index: all are taken.
  public func selected(at index: Int) -> BasicProblem? { problem(at: index) }

  private static func draw<Item>(_ items: [(item: Item, weight: Int)], _ unit: Double) -> Item {
    var rest = Int(unit * Double(items.reduce(0) { $0 + $1.weight }))
    for (item, weight) in items {
      if rest < weight { return item }
      rest -= weight
    }
    preconditionFailure("the mixture is empty")
  }
}
