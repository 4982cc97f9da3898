import Answers
import Corpus
import Curation
import Terminal

extension LabelCommand {
  /// The constants of the searches.
  static let searchOptions: [Terminal.Option] = [
    .value(
      "witness", "NAME",
      "cut solutions at their first false equation, and spend nothing after it (without it "
        + "arithmetic for change-point, none for others)", choices: ["none", "arithmetic"]),
    .value(
      "lucky-rate", "P", "adaptive: the highest success rate of a wrong step", default: "0.02"),
    .value(
      "success-rate", "P", "adaptive: the lowest success rate of a right step", default: "0.2"),
    .value("alpha", "P", "adaptive: how often a wrong step may be called right", default: "0.05"),
    .value("beta", "P", "adaptive: how often a right step may be called wrong", default: "0.05"),
    .value(
      "verification", "N", "binary: further rollouts of the pit; 0 verifies nothing", default: "4"),
    .value(
      "root", "RULE", "binary: what is done where no other sample of the problem is right",
      default: RootRule.abstain.rawValue, choices: RootRule.allCases.map(\.rawValue)),
    .value(
      "least-information", "NATS",
      "change-point: what a rollout must promise for each token: the knob of cost against "
        + "certainty, less is dearer and surer",
      default: "\(ChangePointSettings().leastInformation)"),
    .value(
      "certainty", "P", "change-point: abstain from steps less certain than this", default: "0.5"),
    .value(
      "root-evidence", "NAME", "change-point: which of the problem's samples are evidence",
      default: RootEvidence.others.rawValue, choices: RootEvidence.allCases.map(\.rawValue)),
    .value(
      "prior", "NAME", "change-point: the shipped beliefs, or fitted to a tenth of the problems",
      default: "pilot", choices: ["pilot", "shipped"]),
    .value(
      "equation-trust", "UNSOLVED,SOLVED",
      "change-point: the chance that the first false equation is the first error where no other "
        + "sample of the problem is right, and where one is (`audit` tells for your own)",
      default: "\(ChangePointPrior.shipped.equationUnsolved),"
        + "\(ChangePointPrior.shipped.equationSolved)"),
    .value(
      "recalibration", "A,B,C",
      "change-point: the map A·ln p − B·ln(1 − p) + C that makes its confidence come true (curves "
        + "prints it); shipped, or none to state what the model says", default: "shipped"),
    .value("searches", "N", "omega: the most searches of a problem", default: "100"),
    .value("exploration", "C", "omega: c_puct", default: "0.125"),
    .value("omega-alpha", "A", "omega: α of Q = α^(1 − MC)·β^(tokens/L)", default: "0.5"),
    .value("omega-beta", "B", "omega: β of Q", default: "0.9"),
    .value("omega-length", "L", "omega: L of Q, in tokens", default: "500"),
    .value("best-of", "K", "advantage: Q of the best of K rollouts", default: "1"),
    .value(
      "critical", "A", "advantage: from where on a step is critical or spurious", default: "0.3"),
  ]

  /// The constants that the options name.
  static func search(
    _ invocation: Invocation, method: LabelMethod
  ) throws -> SearchSettings {
    var search = SearchSettings()
    search.usesArithmetic =
      invocation.optionalString("witness").map { $0 == "arithmetic" } ?? method.cutsByDefault
    search.changePoint.rollouts = try rollouts(invocation, method)
    search.test = try test(invocation)
    search.verification = try invocation.int("verification", in: 0...mostRollouts)
    search.root = try invocation.choice("root", as: RootRule.self)
    search.changePoint.leastInformation = try invocation.double("least-information", in: 1e-9...10)
    search.changePoint.certainty = try invocation.double("certainty", in: 0.5...1)
    search.changePoint.root = try invocation.choice("root-evidence", as: RootEvidence.self)
    search.changePoint.recalibration = try recalibration(
      invocation, usesArithmetic: search.usesArithmetic)
    search.omega.searches = try invocation.int("searches", in: 1...)
    search.omega.exploration = try invocation.double("exploration", in: 0...)
    search.omega.alpha = try invocation.double("omega-alpha", in: share)
    search.omega.beta = try invocation.double("omega-beta", in: share)
    search.omega.length = try invocation.double("omega-length", in: 1...)
    search.completions = try bestOf(invocation, method)
    search.critical = try invocation.double("critical", in: 0...1)
    return search
  }

  private static let share = 0.0001...0.9999

  /// The test of a step.
  private static func test(_ invocation: Invocation) throws(CommandError) -> AnytimeTest {
    let (lucky, success) = (
      try invocation.double("lucky-rate", in: share),
      try invocation.double("success-rate", in: share)
    )
    guard lucky < success else {
      throw .usage(
        "--lucky-rate \(lucky) is not below --success-rate \(success)",
        hint: "a wrong step succeeds less often than a right one")
    }
    return AnytimeTest(
      luckyRate: lucky, successRate: success, alpha: try invocation.double("alpha", in: share),
      beta: try invocation.double("beta", in: share))
  }

  /// A prior with what the caller believes of false equations.
  static func trusting(
    _ prior: ChangePointPrior, _ invocation: Invocation
  ) throws(CommandError) -> ChangePointPrior {
    let text = try invocation.string("equation-trust")
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Double($0) }
    guard parts.count == 2, numbers.count == 2, numbers.allSatisfy({ $0 > 0 && $0 < 1 }) else {
      throw .usage(
        "--equation-trust \(text): two chances between 0 and 1", hint: "--equation-trust 0.6,0.85")
    }
    var prior = prior
    (prior.equationUnsolved, prior.equationSolved) = (numbers[0], numbers[1])
    return prior
  }

  /// More than anybody pays for of one prefix.
  private static let mostRollouts = 1_000_000

  /// The most rollouts of a prefix: as many as adaptive's test needs to decide either way.
  static func rollouts(
    _ invocation: Invocation, _ method: LabelMethod
  ) throws(CommandError) -> Int {
    let given = try invocation.optionalInt("rollouts", in: 1...mostRollouts)
    guard method == .adaptive else { return given ?? method.defaultRollouts }
    guard try invocation.double("temperature", in: 0...) > 0 else {
      throw .usage(
        "adaptive tests each step by several rollouts, and greedy ones (--temperature 0) are all "
          + "alike", hint: "a --temperature above 0")
    }
    let fewest = try test(invocation).fewestTrials
    let needed = max(fewest.wrong, fewest.right)
    guard let given else { return max(method.defaultRollouts, needed) }
    guard given >= needed else {
      throw .usage(
        "with --rollouts \(given) adaptive can never decide both ways: a step is wrong after "
          + "\(fewest.wrong) failures in a row at the earliest, and right after \(fewest.right) "
          + (fewest.right == 1 ? "success" : "successes"),
        hint: "--rollouts \(needed) or more, or rates and errors that are easier to tell apart")
    }
    return given
  }

  /// How many correct rollouts make a step right; with more than there are every step would be
  /// wrong.
  static func threshold(
    _ invocation: Invocation, _ method: LabelMethod
  ) throws(CommandError) -> Int {
    let threshold = try invocation.int("threshold", in: 1...mostRollouts)
    let isGreedy = try invocation.double("temperature", in: 0...) == 0
    let rollouts = isGreedy ? 1 : try rollouts(invocation, method)
    guard threshold <= rollouts else {
      throw .usage(
        "--threshold \(threshold) is more than the rollouts of a prefix: "
          + (isGreedy ? "greedy ones (--temperature 0) are all alike" : "there are \(rollouts)"),
        hint: isGreedy
          ? "a --temperature above 0" : "--rollouts \(threshold), or a smaller --threshold")
    }
    return threshold
  }

  /// K of the best of K rollouts, of which there are as many.
  private static func bestOf(
    _ invocation: Invocation, _ method: LabelMethod
  ) throws(CommandError) -> Int {
    let best = try invocation.int("best-of", in: 1...)
    guard method == .advantage else { return best }
    let isGreedy = try invocation.double("temperature", in: 0...) == 0
    let rollouts = isGreedy ? 1 : try rollouts(invocation, method)
    guard best <= rollouts else {
      throw .usage(
        "--best-of \(best) needs as many rollouts of a prefix, and "
          + (isGreedy ? "greedy ones (--temperature 0) are all alike" : "there are \(rollouts)"),
        hint: isGreedy ? "a --temperature above 0" : "--rollouts \(best), or a smaller --best-of")
    }
    return best
  }

  private static func recalibration(
    _ invocation: Invocation, usesArithmetic: Bool
  ) throws(CommandError) -> Recalibration? {
    let text = try invocation.string("recalibration")
    switch text {
    case "shipped": return .shipped(usesArithmetic: usesArithmetic)
    case "none": return nil
    default: break
    }
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Double($0) }
    guard parts.count == 3, numbers.count == 3, numbers.allSatisfy(\.isFinite),
      min(numbers[0], numbers[1]) >= 0, max(numbers[0], numbers[1]) > 0
    else {
      throw .usage(
        "--recalibration \(text): shipped, none, or three numbers, the first two not below 0 and "
          + "not both 0", hint: "--recalibration 1.2,0.5,0.4")
    }
    return Recalibration(slope: numbers[0], complementSlope: numbers[1], offset: numbers[2])
  }

  /// Stops where an option of another method is given, which this one would ignore.
  static func refuseForeignOptions(_ invocation: Invocation, method: LabelMethod) throws {
    let owners: [(names: [String], method: LabelMethod)] = [
      (["lucky-rate", "success-rate", "alpha", "beta"], .adaptive),
      (["verification", "root"], .binary),
      (
        [
          "least-information", "certainty", "root-evidence", "prior", "equation-trust",
          "recalibration",
        ], .changePoint
      ),
      (["searches", "exploration", "omega-alpha", "omega-beta", "omega-length"], .omega),
      (["best-of", "critical"], .advantage),
    ]
    for (names, owner) in owners where owner != method {
      for name in names where invocation.isGiven(name) {
        throw CommandError.usage(
          "--\(name) is for --method \(owner.rawValue), not for \(method.rawValue)",
          hint: "leave it out, or choose that method")
      }
    }
    let unused: [(name: String, method: LabelMethod, reason: String)] = [
      ("threshold", .changePoint, "the model weighs every rollout"),
      ("threshold", .adaptive, "its test decides how many rollouts are enough"),
      ("verdict", .omega, "it searches problems with all their samples"),
    ]
    for item in unused where item.method == method && invocation.isGiven(item.name) {
      throw CommandError.usage(
        "--\(item.name) says nothing to \(method.rawValue): \(item.reason)",
        hint: "leave it out, or choose another method")
    }
    let hasWitness =
      invocation.optionalString("witness").map { $0 == "arithmetic" } ?? method.cutsByDefault
    if !hasWitness, invocation.isGiven("equation-trust") {
      throw CommandError.usage(
        "--equation-trust is about false equations, and --witness none looks for none",
        hint: "leave one of the two out")
    }
    if !hasWitness, method == .binary,
      try invocation.string("root") == RootRule.blameEquation.rawValue
    {
      throw CommandError.usage(
        "--root blame-equation blames the first false equation, and nobody looks for one",
        hint: "--witness arithmetic, or --root blame-first")
    }
    if method == .omega, invocation.optionalString("witness") == "arithmetic" {
      throw CommandError.usage(
        "--witness arithmetic cuts solutions, and omega searches problems",
        hint: "its labels are stored cut at the first false equation as well, as omega+arithmetic")
    }
  }
}
