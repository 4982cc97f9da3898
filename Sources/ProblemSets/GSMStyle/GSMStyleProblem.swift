import Answers
import Corpus

/// A generated word problem in one wording, with its graph, gold steps and exact answer.
///
/// It is a function of its id alone: seed, index, family, number of steps, wording and
/// perturbation.
public struct GSMStyleProblem: GeneratedProblem, Hashable {
  /// What the problem is generated from.
  public struct Origin: Hashable, Sendable {
    /// The suite's seed.
    public let seed: UInt64
    /// The index in the suite.
    public let index: Int
    /// The family that the story opens with.
    public let family: GSMStyleFamily
    /// The number of gold steps of the seed problem.
    public let steps: Int
    /// Which of the wordings, from 0.
    public let wording: Int
    /// How the seed problem was changed; `nil` for the seed problem itself.
    public let perturbation: Perturbation?

    /// Makes an origin.
    public init(
      seed: UInt64, index: Int, family: GSMStyleFamily, steps: Int, wording: Int,
      perturbation: Perturbation? = nil
    ) {
      self.seed = seed
      self.index = index
      self.family = family
      self.steps = steps
      self.wording = wording
      self.perturbation = perturbation
    }
  }

  /// What the problem is generated from.
  public let origin: Origin
  /// The quantities and how they follow from one another.
  public let graph: StoryGraph
  /// The text that is shown to a model.
  public let statement: String
  /// The families whose scenes the story is made of, the opening's first.
  public let families: [GSMStyleFamily]
  /// The given quantity that is not told, for a problem that cannot be solved.
  public let missing: String?
  /// The names of the people in the story.
  let people: [String]

  /// The numbers of steps that can be asked for.
  public static let stepRange = 1...12
  /// The number of wordings of each problem.
  public static let wordings = Wording.count
  /// The numbers of steps of the split `hard`.
  public static let hardSteps = 9...12

  /// Generates the problem of `origin`; `nil` where there is none: the family has no story of so
  /// few steps, or the problem cannot be perturbed in this way.
  public init?(origin: Origin) {
    guard Self.stepRange.contains(origin.steps), (0..<Self.wordings).contains(origin.wording),
      origin.index >= 0, let seed = StoryDraft(origin)
    else { return nil }
    guard let draft = seed.perturbed() else { return nil }
    self.origin = origin
    graph = draft.graph
    families = draft.story.families
    missing = draft.missing
    people = draft.story.people.map(\.name)
    statement = draft.statement
  }

  /// Reads an id and generates its problem again; `nil` for any other text.
  ///
  /// An id reads `gsm-style-full-<seed>-<index>-<family>-<steps>-w<wording>`, followed by
  /// `~<perturbation>` for a perturbed problem.
  public init?(id: String) {
    guard let origin = Origin(id: id) else { return nil }
    self.init(origin: origin)
  }

  /// The id, from which alone the problem can be generated again.
  public var id: String { origin.id }

  /// The family that the story opens with.
  public var family: GSMStyleFamily { origin.family }

  /// The gold answer, or `None` where the problem cannot be solved.
  public var answer: String {
    missing == nil ? graph.nodes[graph.asked].unit.equationText(graph.answer) : "None"
  }

  /// The gold steps, one line each.
  public var goldSteps: [String] {
    if let missing { return ["The problem does not tell \(missing)."] }
    let values = graph.values
    return graph.steps.map { graph.stepText($0, graph.equation(of: $0, values: values)) }
  }

  /// The gold steps and the answer line.
  public var goldLines: [String] { goldSteps + ["#### \(answer)"] }

  /// The gold steps and the line `#### N`, joined by line feeds.
  public var goldSolution: String { goldLines.joined(separator: "\n") }

  /// The split, a function of the graph alone.
  ///
  /// So it stays as it is however many problems are generated. All wordings of a problem, and all
  /// problems with the same operations on the same numbers, are in one split.
  public var split: GSMStyleSplit {
    if graph.steps.count >= Self.hardSteps.lowerBound { return .hard }
    return graph.graphKey.low % 10 == 0 ? .test : .train
  }

  /// The graph: a suite gives each once.
  public var identity: ContentKey { graph.graphKey }

  /// The same problem in another wording.
  public func reworded(_ wording: Int) -> GSMStyleProblem? {
    GSMStyleProblem(origin: origin.with(wording: wording))
  }

  /// The problem changed in some way; `nil` where it cannot be.
  public func perturbed(by perturbation: Perturbation) -> GSMStyleProblem? {
    GSMStyleProblem(origin: origin.with(perturbation: perturbation))
  }

  /// The seed problem of a perturbed one.
  public var seedID: String { origin.with(perturbation: nil).id }

  /// The problem as a model and a judge see it.
  public var problem: Problem { Problem(statement: statement, gold: answer) }

  /// The problem's row in the suite.
  public var row: Row {
    var attributes = [
      "family": family.rawValue, "families": families.map(\.rawValue).joined(separator: "+"),
      "steps": String(graph.steps.count), "graph": graph.graphKey.description,
      "operations": graph.operationGraphKey.description, "wording": String(origin.wording),
    ]
    if let perturbation = origin.perturbation {
      attributes["perturbation"] = perturbation.rawValue
      attributes["seed_id"] = seedID
    }
    return Row(
      id: id, suite: GSMStyleSuite.name, split: split.rawValue, problem: problem,
      attributes: attributes, goldSolution: goldSolution)
  }
}

extension GSMStyleProblem.Origin {
  private static let prefix = GSMStyleSuite.name + "-full-"

  /// The id that says all of this.
  public var id: String {
    Self.prefix + "\(seed)-\(index)-\(family.rawValue)-\(steps)-w\(wording)"
      + (perturbation.map { "~" + $0.rawValue } ?? "")
  }

  /// Reads an id; `nil` for any other text.
  init?(id: String) {
    guard id.hasPrefix(Self.prefix) else { return nil }
    let halves = id.dropFirst(Self.prefix.count).split(
      separator: "~", maxSplits: 1, omittingEmptySubsequences: false)
    let fields = halves[0].split(separator: "-", omittingEmptySubsequences: false)
    guard fields.count == 5, let seed = UInt64(fields[0]), let index = Int(fields[1]),
      let family = GSMStyleFamily(rawValue: String(fields[2])), let steps = Int(fields[3]),
      fields[4].first == "w", let wording = Int(fields[4].dropFirst())
    else { return nil }
    var perturbation: Perturbation?
    if halves.count == 2 {
      perturbation = Perturbation(rawValue: String(halves[1]))
      guard perturbation != nil else { return nil }
    }
    self.init(
      seed: seed, index: index, family: family, steps: steps, wording: wording,
      perturbation: perturbation)
    // A number may be written in several ways ("+7", "007"), an id in one.
    guard self.id == id else { return nil }
  }

  func with(wording: Int) -> Self {
    Self(
      seed: seed, index: index, family: family, steps: steps, wording: wording,
      perturbation: perturbation)
  }

  func with(perturbation: Perturbation?) -> Self {
    Self(
      seed: seed, index: index, family: family, steps: steps, wording: wording,
      perturbation: perturbation)
  }
}
