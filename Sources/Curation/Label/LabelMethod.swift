import Corpus
import JSON
import Storage

/// The methods that label steps by rollouts.
public enum LabelMethod: String, CaseIterable, Sendable {
  /// N rollouts of every prefix.
  case mathShepherd = "math-shepherd"
  /// Rollouts in order, until the first success of each step and the first wrong step.
  case sequential
  /// Rollouts in order, by a sequential test of each step with stated error rates.
  case adaptive
  /// Binary search for the first wrong step, verified.
  case binary
  /// OmegaPRM's tree of a problem.
  case omega
  /// The posterior of the first wrong step, with each rollout where it tells most.
  case changePoint = "change-point"
  /// N rollouts of every prefix, and what each step is worth.
  case advantage

  /// The method that is used unless another is named: the one that finds the most first wrong steps
  /// for its tokens in `Reports/label-curves-*.md`.
  public static let standard = LabelMethod.changePoint

  /// Whether solutions are cut at their first false equation unless the caller says otherwise.
  ///
  /// The change-point model weighs what an equation is worth; rules take it for the truth.
  public var cutsByDefault: Bool { self == .changePoint }

  /// The most rollouts of a prefix unless the caller says otherwise: what a rule makes, and a bound
  /// that methods which stop by themselves seldom meet.
  public var defaultRollouts: Int {
    switch self {
    case .changePoint: 48
    case .adaptive: 32
    case .mathShepherd, .sequential, .binary, .omega, .advantage: 8
    }
  }

  /// Of the methods whose labels a store holds, the one that is meant where none is named.
  ///
  /// One that has labelled less than half of what another one has was a trial, and is passed over.
  ///
  /// - Parameter labellers: what they have labelled, oldest first.
  public static func preferred(among labellers: [LabellerCoverage]) -> String? {
    var solutions: [String: Int] = [:]
    for method in Set(labellers.map(\.method)) {
      solutions[method] = widest(of: method, among: labellers).reduce(0) { $0 + $1.solutions }
    }
    let rollouts = solutions.filter { name, _ in
      allCases.contains { name == $0.rawValue || name.hasPrefix($0.rawValue + "+") }
    }
    let most = rollouts.values.max() ?? 0
    var seen: Set<String> = []
    let stored = labellers.reversed().map(\.method).filter { name in
      seen.insert(name).inserted && (rollouts[name].map { $0 * 2 >= most } ?? true)
    }
    let cut = WitnessLabels.combined(with: standard.rawValue)
    let order = [cut, standard.rawValue, mathShepherd.rawValue]
    let others = stored.filter { name in
      allCases.contains { name == $0.rawValue || name.hasPrefix($0.rawValue + "+") }
    }
    return order.first { stored.contains($0) } ?? others.first ?? stored.first
  }

  /// For every model the labeller of a method that has labelled most of its solutions; of equals the
  /// newest.
  ///
  /// - Parameter labellers: what they have labelled, oldest first.
  public static func widest(
    of method: String, among labellers: [LabellerCoverage]
  ) -> [LabellerCoverage] {
    var widest: [LabellerCoverage] = []
    for labeller in labellers where labeller.method == method {
      if let place = widest.firstIndex(where: { $0.model == labeller.model }) {
        if labeller.solutions >= widest[place].solutions { widest[place] = labeller }
      } else {
        widest.append(labeller)
      }
    }
    return widest
  }

  /// The settings with which a method has labelled most solutions, of all models together; of equals
  /// the newest; `nil` where it has labelled none.
  ///
  /// - Parameter labellers: what they have labelled, oldest first.
  public static func widestSettings(
    of method: String, among labellers: [LabellerCoverage]
  ) -> String? {
    var solutions: [String: Int] = [:]
    var widest: String?
    for labeller in labellers where labeller.method == method {
      solutions[labeller.settings, default: 0] += labeller.solutions
    }
    for labeller in labellers where labeller.method == method {
      let most = widest.flatMap { solutions[$0] } ?? 0
      if solutions[labeller.settings] ?? 0 >= most { widest = labeller.settings }
    }
    return widest
  }

  /// Whether the problem's other samples are part of what decides the labels.
  public var usesOtherSamples: Bool {
    switch self {
    case .mathShepherd, .sequential, .adaptive: false
    case .binary, .omega, .changePoint, .advantage: true
    }
  }
}

/// The constants of the searches, each used by the methods that have it.
public struct SearchSettings: Hashable, Sendable {
  /// Whether a solution is cut at its first false equation: that step counts as wrong, and nothing
  /// is spent on it or on what follows.
  public var usesArithmetic = false
  /// adaptive: the test of a step.
  public var test = AnytimeTest(luckyRate: 0.02, successRate: 0.2, alpha: 0.05, beta: 0.05)
  /// binary: how many more rollouts the pit gets; 0 verifies nothing.
  public var verification = 4
  /// binary: what is done where no other sample is right.
  public var root = RootRule.abstain
  /// change-point: beliefs and limits.
  public var changePoint = ChangePointSettings()
  /// omega: the constants of the tree.
  public var omega = OmegaSettings()
  /// advantage: K of the best-of-K completer.
  public var completions = 1
  /// advantage: how large an advantage makes a step critical or spurious.
  public var critical = 0.3

  /// The defaults.
  public init() {}

  /// The search of a solution by a method; `nil` for a method that searches problems.
  public func search(
    _ method: LabelMethod, _ outline: SolutionOutline, rollouts: Int,
    rule: RolloutRule = RolloutRule()
  ) -> (any StepSearch)? {
    switch method {
    case .mathShepherd: MathShepherdSearch(outline, rollouts: rollouts, rule: rule)
    case .sequential: SequentialSearch(outline, rollouts: rollouts, rule: rule)
    case .adaptive: AdaptiveSearch(outline, rollouts: rollouts, test: test)
    case .binary:
      BinarySearch(
        outline, rollouts: rollouts, rule: rule, verification: verification, root: root)
    case .changePoint: ChangePointSearch(outline, settings: changePoint)
    case .advantage:
      AdvantageSearch(
        outline, rollouts: rollouts, rule: rule, completions: completions, critical: critical)
    case .omega: nil
    }
  }

  /// What decides a method's labels beside the settings that all share.
  public func described(_ method: LabelMethod) -> [JSONMember] {
    var members: [JSONMember] = []
    switch method {
    case .mathShepherd, .sequential: break
    case .adaptive:
      members = [
        JSONMember("lucky_rate", JSONValue(test.luckyRate)),
        JSONMember("success_rate", JSONValue(test.successRate)),
        JSONMember("alpha", JSONValue(test.alpha)), JSONMember("beta", JSONValue(test.beta)),
      ]
    case .binary:
      members = [
        JSONMember("verification", JSONValue(verification)),
        JSONMember("root", JSONValue(root.rawValue)),
      ]
    case .changePoint:
      members = [
        JSONMember("least_information", JSONValue(changePoint.leastInformation)),
        JSONMember("certainty", JSONValue(changePoint.certainty)),
        JSONMember("root", JSONValue(changePoint.root.rawValue)),
        JSONMember("prior", changePoint.prior.json),
      ]
      if let recalibration = changePoint.recalibration {
        members.append(JSONMember("recalibration", recalibration.json))
      }
    case .omega:
      members = [
        JSONMember("omega_alpha", JSONValue(omega.alpha)),
        JSONMember("omega_beta", JSONValue(omega.beta)),
        JSONMember("omega_length", JSONValue(omega.length)),
        JSONMember("exploration", JSONValue(omega.exploration)),
        JSONMember("searches", JSONValue(omega.searches)),
      ]
    case .advantage:
      members = [
        JSONMember("best_of", JSONValue(completions)), JSONMember("critical", JSONValue(critical)),
      ]
    }
    if usesArithmetic { members.append(JSONMember("witness", "arithmetic")) }
    return members
  }
}
