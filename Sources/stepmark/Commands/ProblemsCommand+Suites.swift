import JSON
import ProblemSets
import Terminal

/// Which problems of our own suites a command makes.
extension ProblemsCommand {
  /// The options of every command that makes problems, each with the suite that it is for.
  static let suiteOptions: [Terminal.Option] = [
    .value(
      "suite", "NAME", "the suite", default: GSMStyleSuite.name,
      choices: [GSMStyleSuite.name, MATHStyleSuite.name]),
    .value(
      "families", "NAMES",
      "families a,b,c, all without it; gsm-style: also basic, the ten of a small vocabulary"),
    .value("wordings", "N", "how many of the suite's wordings problems come in; all without it"),
    .value("steps", "A-B", "gsm-style: the numbers of gold steps, 1 to 12"),
    .value("levels", "LIST", "math-style: levels a,b,c from 1 to 5"),
    .value(
      "subjects", "LIST",
      "math-style: " + MATHStyleSubject.allCases.map(\.rawValue).joined(separator: ", ")),
  ]

  /// The selection that the command line asks for.
  static func generatedSuite(_ invocation: Invocation) throws -> any GeneratedSuite {
    let name = try invocation.string("suite")
    let foreign = name == GSMStyleSuite.name ? ["levels", "subjects"] : ["steps"]
    for option in foreign where invocation.optionalString(option) != nil {
      throw CommandError.usage("--\(option) is not for \(name)", hint: "leave --\(option) out")
    }
    if name == MATHStyleSuite.name { return try mathStyle(invocation) }
    return invocation.optionalString("families") == "basic"
      ? try basic(invocation) : try gsmStyle(invocation)
  }

  private static func gsmStyle(_ invocation: Invocation) throws -> GSMStyleSuite {
    var selection = GSMStyleSuite.Selection(
      families: Set(try chosen("families", as: GSMStyleFamily.self, invocation)),
      wordings: try wordings(of: GSMStyleProblem.wordings, invocation))
    if let steps = try steps(invocation) { selection.steps = steps }
    return GSMStyleSuite(seed: try invocation.seed(), selection: selection)
  }

  private static func basic(_ invocation: Invocation) throws -> BasicSuite {
    var weights = BasicSuite.Configuration.defaultStepWeights
    if let steps = try steps(invocation) { weights = weights.filter { steps.contains($0.key) } }
    guard !weights.isEmpty else {
      throw CommandError.usage("the basic selection has 2 to 8 steps", hint: "--steps 2-8")
    }
    return BasicSuite(
      seed: try invocation.seed(),
      configuration: BasicSuite.Configuration(
        stepWeights: weights, wordings: try wordings(of: BasicProblem.wordings, invocation)))
  }

  private static func mathStyle(_ invocation: Invocation) throws -> MATHStyleSuite {
    var configuration = MATHStyleSuite.Configuration(
      families: Set(try chosen("families", as: MATHStyleFamily.self, invocation)),
      wordings: try wordings(of: MATHStyleProblem.wordings, invocation))
    let levels = try chosen(
      "levels", among: MATHStyleLevel.range.map { ($0, String($0)) }, invocation)
    let subjects = try chosen("subjects", as: MATHStyleSubject.self, invocation)
    configuration.levelWeights = configuration.levelWeights.filter { levels.contains($0.key) }
    configuration.subjectWeights = configuration.subjectWeights.filter {
      subjects.contains($0.key)
    }
    let isPossible = configuration.families.contains {
      subjects.contains($0.subject) && !$0.levels.isDisjoint(with: levels)
    }
    guard isPossible else {
      throw CommandError.usage(
        "math-style: no family of these subjects has these levels",
        hint: "leave out --levels, --subjects or --families")
    }
    return MATHStyleSuite(seed: try invocation.seed(), configuration: configuration)
  }

  private static func wordings(of all: Int, _ invocation: Invocation) throws -> [Int] {
    Array(0..<(try invocation.optionalInt("wordings", in: 1...all) ?? all))
  }

  /// The numbers of gold steps that an option names as `A-B`.
  static func steps(
    _ invocation: Invocation, option: String = "steps"
  ) throws -> ClosedRange<Int>? {
    guard let text = invocation.optionalString(option) else { return nil }
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    let bounds = parts.compactMap { Int($0) }
    guard let low = bounds.first, let high = bounds.last, parts.count == bounds.count,
      bounds.count <= 2, low <= high, GSMStyleProblem.stepRange.contains(low),
      GSMStyleProblem.stepRange.contains(high)
    else {
      throw CommandError.usage("--\(option) \(text): from 1 to 12", hint: "--\(option) 2-6")
    }
    return low...high
  }

  /// The items that an option names, all of them where it is not given.
  static func chosen<Choice: RawRepresentable<String> & CaseIterable>(
    _ option: String, as type: Choice.Type, _ invocation: Invocation
  ) throws(CommandError) -> [Choice] {
    try chosen(option, among: Choice.allCases.map { ($0, $0.rawValue) }, invocation)
  }

  private static func chosen<Item>(
    _ option: String, among items: [(item: Item, name: String)], _ invocation: Invocation
  ) throws(CommandError) -> [Item] {
    guard let text = invocation.optionalString(option) else { return items.map(\.item) }
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    return try parts.map { (part) throws(CommandError) in
      try item(String(part.drop { $0 == " " }), option, among: items)
    }
  }

  /// The item of a name that an option gave.
  static func item<Item>(
    _ name: String, _ option: String, among items: [(item: Item, name: String)]
  ) throws(CommandError) -> Item {
    if let found = items.first(where: { $0.name.lowercased() == name.lowercased() }) {
      return found.item
    }
    let names = items.map(\.name)
    let close = JSON.nearest(to: name, among: names).map { ": did you mean \($0)?" } ?? ""
    throw .usage(
      "--\(option) does not know \(name)\(close)", hint: names.joined(separator: ", "))
  }
}
