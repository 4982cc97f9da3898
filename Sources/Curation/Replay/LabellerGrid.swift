import Corpus

/// One labeller with all its constants, as it is replayed.
public struct ReplayedLabeller: Sendable {
  /// What it is compared as: all settings of one method, or of one method with a witness.
  public let family: String
  /// The constants, for example `N = 8, k = 1`.
  public let setting: String
  /// What it makes of a solution.
  let labels: @Sendable (RecordedSolution) -> ReplayedLabels

  /// Makes a labeller that searches each solution by itself.
  ///
  /// - Parameter usesArithmetic: whether it knows the first false equation.
  public init(
    family: String, setting: String, usesArithmetic: Bool = false,
    search: @escaping @Sendable (SolutionOutline) -> any StepSearch
  ) {
    self.init(family: family, setting: setting) { solution in
      solution.replay(
        search(usesArithmetic ? solution.outline : solution.outline.withoutEquation))
    }
  }

  /// Makes a labeller of whatever was recorded of a solution.
  init(
    family: String, setting: String,
    labels: @escaping @Sendable (RecordedSolution) -> ReplayedLabels
  ) {
    self.family = family
    self.setting = setting
    self.labels = labels
  }
}

/// The labellers that are compared: every method over a grid of its constants.
public struct LabellerGrid: Sendable {
  /// The names of the families.
  public enum Family {
    /// The baseline that blames the first step.
    public static let firstStep = "always the first step"
    /// The first false equation, else the first step.
    public static let arithmetic = "arithmetic alone"
    /// N rollouts of every prefix.
    public static let allPrefixes = "all prefixes"
    /// A scan.
    public static let sequential = "sequential"
    /// A scan with a test of each step.
    public static let adaptive = "adaptive"
    /// Binary search.
    public static let binary = "binary"
    /// Binary search that spends nothing on problems of which no sample is right.
    public static let binaryRoot = "binary + root"
    /// The change-point model.
    public static let changePoint = "change-point"
    /// OmegaPRM's trees, as they were searched when the pool was recorded.
    public static let omega = "omega"
  }

  /// The least information per token, from coarse to fine: steps of about √2, so that a budget is
  /// nearly used up by one of them, as it is by one of the rules' many settings.
  public static let leastInformation = [
    0.02, 0.014, 0.01, 0.007, 0.005, 0.0035, 0.0025, 0.0017, 0.0012, 0.00085, 0.0006, 0.00042,
    0.0003, 0.00021, 0.00015, 0.0001, 0.00007, 0.00005, 0.00003,
  ]

  /// The labellers that are rules: all but the change-point model's.
  public static func rules(recorded: Int) -> [ReplayedLabeller] {
    var labellers = [blaming(Family.firstStep, .blameFirst, false)]
    labellers.append(blaming(Family.arithmetic, .blameEquation, true))
    let numbers = [1, 2, 4, 8, 16, 32].filter { $0 <= recorded }
    for usesArithmetic in [false, true] {
      for rollouts in numbers {
        for threshold in Set([1, 2, rollouts / 8]).sorted() where (1...rollouts).contains(threshold)
        {
          labellers += fixed(rollouts, threshold, usesArithmetic)
          for verification in [0, 4] where rollouts + verification <= recorded {
            labellers += binary(rollouts, threshold, verification, usesArithmetic)
          }
        }
      }
      labellers += adaptive(recorded, usesArithmetic)
    }
    return labellers
  }

  /// OmegaPRM's trees, of pools that have them: of the problem's samples those labels that are the
  /// recorded solution's, at the price of the whole tree.
  static func omega(_ solutions: [RecordedSolution]) -> [ReplayedLabeller] {
    guard !solutions.isEmpty, solutions.allSatisfy({ $0.tree != nil }) else { return [] }
    return [
      ReplayedLabeller(family: Family.omega, setting: "k = \(OmegaSettings().rollouts)") {
        $0.tree ?? ReplayedLabels(SearchResult(labels: []), rollouts: 0, tokens: 0)
      }
    ]
  }

  /// The change-point model over the knob between cost and certainty.
  public static func changePoints(
    recorded: Int, prior: ChangePointPrior, root: RootEvidence = .others,
    leastInformation: [Double] = Self.leastInformation
  ) -> [ReplayedLabeller] {
    [false, true].flatMap { usesArithmetic in
      leastInformation.map { least in
        let settings = ChangePointSettings(
          prior: prior, leastInformation: least, rollouts: recorded, root: root)
        return ReplayedLabeller(
          family: named(Family.changePoint, usesArithmetic), setting: "λ = \(least)",
          usesArithmetic: usesArithmetic
        ) { ChangePointSearch($0, settings: settings) }
      }
    }
  }

  /// Every method with the constants that it has unless others are named, without and with the
  /// witness; advantages rest on the same counts as all prefixes do.
  static func standard(
    of solutions: [RecordedSolution], recorded: Int, prior: ChangePointPrior, root: RootEvidence
  ) -> [ReplayedLabeller] {
    let settings = SearchSettings()
    let eight = "N = 8, k = 1"
    let test = settings.test
    let change = "λ = \(settings.changePoint.leastInformation)"
    let all =
      rules(recorded: recorded)
      + changePoints(
        recorded: recorded, prior: prior, root: root,
        leastInformation: [settings.changePoint.leastInformation])
    let wanted: [(family: String, setting: String)] = [
      (Family.allPrefixes, eight), (Family.sequential, eight),
      (
        Family.adaptive,
        "p₀ = \(test.luckyRate), p₁ = \(test.successRate), α = β = \(test.alpha)"
      ), (Family.binary, "\(eight), V = \(settings.verification), root search"),
      (Family.binaryRoot, "\(eight), V = \(settings.verification), root blame-first"),
      (Family.binaryRoot, "\(eight), V = \(settings.verification), root abstain"),
      (Family.changePoint, change),
    ]
    let searching = [false, true].flatMap { usesArithmetic in
      wanted.compactMap { item in
        all.first {
          $0.family == named(item.family, usesArithmetic) && $0.setting == item.setting
        }
      }
    }
    let plain = [Family.firstStep, Family.arithmetic].compactMap { family in
      all.first { $0.family == family }
    }
    return plain + searching + omega(solutions)
  }

  /// A family's name with the witness.
  public static func named(_ family: String, _ usesArithmetic: Bool) -> String {
    usesArithmetic ? family + " + arithmetic" : family
  }

  private static func blaming(
    _ family: String, _ root: RootRule, _ usesArithmetic: Bool
  ) -> ReplayedLabeller {
    ReplayedLabeller(family: family, setting: "", usesArithmetic: usesArithmetic) { outline in
      // As if no other sample were right: nothing is drawn.
      let hopeless = SolutionOutline(
        steps: outline.steps, verdict: .incorrect, others: RolloutCounts(incorrect: 1),
        tokensAfter: outline.tokensAfter, firstFalseEquation: outline.firstFalseEquation)
      return BinarySearch(hopeless, rollouts: 1, root: root)
    }
  }

  private static func fixed(
    _ rollouts: Int, _ threshold: Int, _ usesArithmetic: Bool
  ) -> [ReplayedLabeller] {
    let rule = RolloutRule(threshold: threshold)
    let setting = "N = \(rollouts), k = \(threshold)"
    return [
      ReplayedLabeller(
        family: named(Family.allPrefixes, usesArithmetic), setting: setting,
        usesArithmetic: usesArithmetic
      ) { MathShepherdSearch($0, rollouts: rollouts, rule: rule) },
      ReplayedLabeller(
        family: named(Family.sequential, usesArithmetic), setting: setting,
        usesArithmetic: usesArithmetic
      ) { SequentialSearch($0, rollouts: rollouts, rule: rule) },
    ]
  }

  private static func binary(
    _ rollouts: Int, _ threshold: Int, _ verification: Int, _ usesArithmetic: Bool
  ) -> [ReplayedLabeller] {
    let rule = RolloutRule(threshold: threshold)
    var roots: [(family: String, root: RootRule)] = [
      (Family.binary, .search), (Family.binaryRoot, .blameFirst), (Family.binaryRoot, .abstain),
    ]
    if usesArithmetic { roots.append((Family.binaryRoot, .blameEquation)) }
    return roots.map { family, root in
      ReplayedLabeller(
        family: named(family, usesArithmetic),
        setting: "N = \(rollouts), k = \(threshold), V = \(verification), root \(root.rawValue)",
        usesArithmetic: usesArithmetic
      ) {
        BinarySearch($0, rollouts: rollouts, rule: rule, verification: verification, root: root)
      }
    }
  }

  private static func adaptive(_ recorded: Int, _ usesArithmetic: Bool) -> [ReplayedLabeller] {
    let shapes: [(lucky: Double, success: Double, errors: Double)] = [
      (0.01, 0.1, 0.05), (0.02, 0.2, 0.05), (0.02, 0.3, 0.1), (0.05, 0.3, 0.1), (0.02, 0.4, 0.2),
      (0.05, 0.5, 0.2), (0.1, 0.6, 0.3),
    ]
    return shapes.map { shape in
      let test = AnytimeTest(
        luckyRate: shape.lucky, successRate: shape.success, alpha: shape.errors,
        beta: shape.errors)
      return ReplayedLabeller(
        family: named(Family.adaptive, usesArithmetic),
        setting: "p₀ = \(shape.lucky), p₁ = \(shape.success), α = β = \(shape.errors)",
        usesArithmetic: usesArithmetic
      ) { AdaptiveSearch($0, rollouts: recorded, test: test) }
    }
  }
}
