import Corpus

/// A generated word problem in one wording, with its graph, gold steps and answer.
///
/// It is a function of its id alone: seed, index, family, number of steps, wording and maximum.
public struct BasicProblem: GeneratedProblem, Hashable {
  /// What the problem is generated from.
  public let origin: Origin
  /// The quantities and how they follow from one another.
  public let graph: BasicGraph
  /// The text that is shown to a model.
  public let statement: String
  /// The words of each computed quantity's step, and of some given ones, by quantity.
  let phrases: [StepPhrase?]

  /// The numbers that a problem is a function of.
  public struct Origin: Hashable, Sendable {
    /// The suite's seed.
    public let seed: UInt64
    /// The index in the suite.
    public let index: Int
    /// The family.
    public let family: BasicFamily
    /// The number of gold steps.
    public let steps: Int
    /// Which of the wordings, from 0.
    public let wording: Int
    /// The largest value that a quantity may have.
    public let maximum: Int
  }

  /// The numbers of steps that can be asked for.
  public static let stepRange = 2...8
  /// The number of wordings of each problem.
  public static let wordings = BasicDraft.wordings
  /// The largest values that a problem can be limited to.
  public static let maximumRange = 40...999

  /// Generates the problem of `origin`.
  ///
  /// - Precondition: `origin` lies in `stepRange`, `wordings` and `maximumRange`.
  public init(origin: Origin) {
    precondition(Self.isValid(origin), "no problem has this origin: \(origin)")
    let draft = Self.draft(of: origin)
    self.origin = origin
    graph = draft.graph
    statement = draft.statement
    phrases = draft.phrases
  }

  /// Reads an id and generates its problem again; `nil` for any other text.
  ///
  /// An id reads `gsm-style-<seed>-<index>-<family>-<steps>-w<wording>`, followed by
  /// `-m<maximum>` when the maximum is not 99.
  public init?(id: String) {
    guard let origin = Origin(id: id), Self.isValid(origin) else { return nil }
    self.init(origin: origin)
  }

  private static func isValid(_ origin: Origin) -> Bool {
    stepRange.contains(origin.steps) && (0..<wordings).contains(origin.wording)
      && maximumRange.contains(origin.maximum) && origin.index >= 0
  }

  /// The story of an origin.
  ///
  /// - Parameter keepsVersions: Whether its clauses have their versions in all wordings.
  static func draft(of origin: Origin, keepsVersions: Bool = false) -> BasicDraft {
    var attempt = 0
    while true {
      if let draft = draft(of: origin, attempt: attempt, keepsVersions) { return draft }
      attempt += 1
      precondition(attempt < 100_000, "family \(origin.family) does not fit \(origin)")
    }
  }

  /// One attempt; `nil` when a number came out of range or the story took other steps.
  private static func draft(of origin: Origin, attempt: Int, _ keepsVersions: Bool) -> BasicDraft? {
    let stream = RandomStream(
      seed: origin.seed, "gsm-style \(origin.family.rawValue)", origin.index, origin.steps,
      origin.maximum, attempt)
    var draft = BasicDraft(
      maximum: origin.maximum, wording: origin.wording, keepsVersions: keepsVersions, stream: stream
    )
    do throws(Rejection) {
      try origin.family.tell(steps: origin.steps, in: &draft)
    } catch {
      return nil
    }
    return draft.graph.steps.count == origin.steps ? draft : nil
  }

  /// The id, from which alone the problem can be generated again.
  public var id: String { origin.id }

  /// The family.
  public var family: BasicFamily { origin.family }

  /// The gold answer.
  public var answer: Int { graph.values[graph.asked] }

  /// The gold steps, one line each.
  public var goldSteps: [String] {
    graph.steps.map { text(ofStep: $0, graph.equation(of: $0, values: graph.values)) }
  }

  /// The gold steps and the line `#### N`, joined by line feeds.
  public var goldSolution: String { (goldSteps + ["#### \(answer)"]).joined(separator: "\n") }

  /// The identity of the problem's graph: family, structure and numbers, but no words.
  public var graphKey: ContentKey { graph.key(family: family) }

  /// The graph: a suite gives each once.
  public var identity: ContentKey { graphKey }

  /// The identity of the structure: operations and how they are joined, without the numbers.
  public var operationGraphKey: ContentKey { graph.operationGraphKey }

  /// The split, a function of steps and graph alone.
  ///
  /// So it stays as it is however many problems are generated. All wordings of a problem, and all
  /// problems with the same operations on the same numbers, in whatever family, are in one split.
  public var split: GSMStyleSplit {
    if origin.steps >= BasicSuite.hardSteps.lowerBound { return .hard }
    return graph.splitKey.low % 10 == 0 ? .test : .train
  }

  /// Whether the problem is of the twentieth of the graphs by which training may be watched: those
  /// of the split `train` among them are left out of what is taught then.
  public var isForValidation: Bool { graph.splitKey.high % 20 == 0 }

  /// The same problem in another wording.
  public func reworded(_ wording: Int) -> BasicProblem {
    BasicProblem(origin: origin.with(wording: wording))
  }

  /// All other wordings of the problem, with the same names, nouns and numbers.
  public var rewordings: [BasicProblem] {
    (0..<Self.wordings).filter { $0 != origin.wording }.map(reworded)
  }

  /// The problem as a model and a judge see it.
  ///
  /// Its root is wording 0, so that the wordings of one problem are known as such.
  public var problem: Problem {
    guard origin.wording != 0 else { return Problem(statement: statement, gold: String(answer)) }
    return Problem(statement: statement, gold: String(answer), root: reworded(0).problem.key)
  }

  /// The problem's row in the suite.
  public var row: Row {
    Row(
      id: id, suite: BasicSuite.name, split: split.rawValue, problem: problem,
      attributes: [
        "family": family.rawValue, "steps": String(origin.steps),
        "graph": graphKey.description, "wording": String(origin.wording),
      ], goldSolution: goldSolution)
  }

  /// A step about a quantity, with any equation.
  func text(ofStep quantity: Int, _ equation: WrittenEquation) -> String {
    phrases[quantity]?.text(equation.description) ?? equation.description
  }
}

extension BasicProblem.Origin {
  /// The id that says all these numbers.
  public var id: String {
    "\(BasicSuite.name)-\(seed)-\(index)-\(family.rawValue)-\(steps)-w\(wording)"
      + (maximum == 99 ? "" : "-m\(maximum)")
  }

  /// Reads an id; `nil` for any other text.
  init?(id: String) {
    guard id.hasPrefix(BasicSuite.name + "-") else { return nil }
    let fields = id.dropFirst(BasicSuite.name.count + 1).split(
      separator: "-", omittingEmptySubsequences: false)
    guard fields.count == 5 || fields.count == 6, let seed = UInt64(fields[0]),
      let index = Int(fields[1]), let family = BasicFamily(rawValue: String(fields[2])),
      let steps = Int(fields[3]), fields[4].first == "w", let wording = Int(fields[4].dropFirst())
    else { return nil }
    var maximum = 99
    if fields.count == 6 {
      guard fields[5].first == "m", let limit = Int(fields[5].dropFirst()) else { return nil }
      maximum = limit
    }
    self.init(
      seed: seed, index: index, family: family, steps: steps, wording: wording, maximum: maximum)
    // A number may be written in several ways ("+7", "007"), an id in one.
    guard self.id == id else { return nil }
  }

  func with(wording: Int) -> Self {
    Self(
      seed: seed, index: index, family: family, steps: steps, wording: wording, maximum: maximum)
  }
}
