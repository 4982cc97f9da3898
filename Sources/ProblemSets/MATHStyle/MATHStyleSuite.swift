import Corpus

/// A part of the suite.
public enum MATHStyleSplit: String, CaseIterable, Hashable, Sendable {
  /// About nine tenths of the derivations.
  case train
  /// The other tenth.
  case test
}

/// Our own competition-style problems in LaTeX with exact truth for every step.
///
/// Problem `index` is a function of seed, configuration and index: nothing is stored, and any part
/// of the suite can be generated alone.
public struct MATHStyleSuite: GeneratedSuite {
  /// The suite's name, which every id begins with.
  public static let name = "math-style"
  /// So many indices in a row without a new problem count as the end of the suite.
  public static let longestGap = 5_000

  /// How subjects, levels and families are mixed.
  public struct Configuration: Hashable, Sendable {
    /// How often each subject comes, as a share of the sum; one that is missing never comes.
    public var subjectWeights: [MATHStyleSubject: Int]
    /// How often each level comes, as a share of the sum.
    public var levelWeights: [Int: Int]
    /// The families that come; those of a subject that have the level come equally often.
    public var families: Set<MATHStyleFamily>
    /// The wordings that problems come in, each as often.
    public var wordings: [Int]

    /// Makes a mixture; by default with the shares of MATH's 12,500 problems.
    public init(
      subjectWeights: [MATHStyleSubject: Int] = Self.subjectsOfMATH,
      levelWeights: [Int: Int] = Self.levelsOfMATH,
      families: Set<MATHStyleFamily> = Set(MATHStyleFamily.allCases),
      wordings: [Int] = Array(0..<MATHStyleProblem.wordings)
    ) {
      self.subjectWeights = subjectWeights
      self.levelWeights = levelWeights
      self.families = families
      self.wordings = wordings
    }

    /// How many of MATH's problems (train and test) have each subject.
    public static let subjectsOfMATH: [MATHStyleSubject: Int] = [
      .prealgebra: 2076, .algebra: 2931, .numberTheory: 1409, .counting: 1245, .geometry: 1349,
      .intermediateAlgebra: 2198, .precalculus: 1292,
    ]

    /// How many of MATH's problems have each level; two have none.
    public static let levelsOfMATH = [1: 1001, 2: 2242, 3: 2723, 4: 2904, 5: 3628]
  }

  /// The seed.
  public let seed: UInt64
  /// The mixture.
  public let configuration: Configuration
  private let levels: [(item: Int, weight: Int)]
  /// The subjects that have the level in the mixture, with their families there.
  private let choices: [Int: [(item: [MATHStyleFamily], weight: Int)]]

  /// Makes the suite of a seed.
  ///
  /// - Precondition: no weight is negative, and some family of a subject with a positive weight has
  ///   a level with a positive weight.
  public init(seed: UInt64, configuration: Configuration = Configuration()) {
    self.seed = seed
    self.configuration = configuration
    var choices: [Int: [(item: [MATHStyleFamily], weight: Int)]] = [:]
    for level in MATHStyleLevel.range {
      choices[level] = MATHStyleSubject.allCases.compactMap { subject in
        let families = subject.families.filter {
          configuration.families.contains($0) && $0.levels.contains(level)
        }
        let weight = configuration.subjectWeights[subject] ?? 0
        precondition(weight >= 0, "a weight is negative")
        return families.isEmpty || weight == 0 ? nil : (families, weight)
      }
    }
    self.choices = choices
    levels = MATHStyleLevel.range.map { level in
      let weight = configuration.levelWeights[level] ?? 0
      precondition(weight >= 0, "a weight is negative")
      return (level, choices[level]?.isEmpty ?? true ? 0 : weight)
    }
    precondition(levels.contains { $0.weight > 0 }, "the mixture is empty")
    precondition(!configuration.wordings.isEmpty, "there is no wording")
  }

  /// What the problem at an index is made from, in a wording drawn for it unless one is asked for.
  public func origin(at index: Int, wording: Int? = nil) -> MATHStyleProblem.Origin {
    var stream = RandomStream(seed: seed, "math-style mixture", index)
    let level = Self.draw(levels, stream.nextUnit())
    let families = Self.draw(choices[level] ?? [], stream.nextUnit())
    let family = families[Int(stream.nextUnit() * Double(families.count))]
    let wordings = configuration.wordings
    let drawn = wordings[Int(stream.nextUnit() * Double(wordings.count))]
    return MATHStyleProblem.Origin(
      seed: seed, index: index, family: family, level: level, wording: wording ?? drawn)
  }

  /// The problem at an index, in a wording drawn for it unless one is asked for.
  ///
  /// - Complexity: O(1) in the index.
  public func problem(at index: Int, wording: Int? = nil) -> MATHStyleProblem {
    MATHStyleProblem(origin: origin(at: index, wording: wording))
  }

  /// The problem at an index: all are taken.
  public func selected(at index: Int) -> MATHStyleProblem? { problem(at: index) }

  private static func draw<Item>(_ items: [(item: Item, weight: Int)], _ unit: Double) -> Item {
    var rest = Int(unit * Double(items.reduce(0) { $0 + $1.weight }))
    for (item, weight) in items {
      if rest < weight { return item }
      rest -= weight
    }
    preconditionFailure("the mixture is empty")
  }
}
