import Answers
import Corpus

/// A story that fits its origin, and how it was found.
struct StoryDraft {
  private let origin: GSMStyleProblem.Origin
  private let attempt: Int
  private let numbersAttempt: Int
  private(set) var story: Story
  private var topic: Topic
  private(set) var graph: StoryGraph
  private var hidden: Wording.Hidden?
  private var addedFact: String?
  private var question: String?

  private static let shapeAttempts = 300
  private static let numberAttempts = 8
  private static let retellAttempts = 400

  /// Finds the seed problem's story; `nil` where the family tells none of so few steps.
  init?(_ origin: GSMStyleProblem.Origin) {
    for attempt in 0..<Self.shapeAttempts {
      for numbersAttempt in 0..<Self.numberAttempts {
        // Most attempts are given up: only a story that fits is told in words.
        if Self.tell(origin, attempt, numbersAttempt, writesWords: false) != nil,
          let (story, topic) = Self.tell(origin, attempt, numbersAttempt)
        {
          self.origin = origin
          self.attempt = attempt
          self.numbersAttempt = numbersAttempt
          self.story = story
          self.topic = topic
          graph = StoryGraph(nodes: story.nodes, asked: topic.quantity.index)
          return
        }
      }
    }
    return nil
  }

  /// What is needed and not told.
  var missing: String? {
    guard let hidden, !hidden.isAskedFor else { return nil }
    return graph.nodes[hidden.quantity].label
  }

  /// Everything that the story's clauses and its question could say.
  var versions: [String] { story.clauses.flatMap(\.versions) + topic.questions() }

  /// The text in the origin's wording.
  var statement: String {
    var number = origin.wording
    if origin.perturbation == .problemUnderstanding { number = (number + 1) % Wording.count }
    var wording = Wording(
      number, nodes: story.nodes, hidden: hidden,
      stream: RandomStream(seed: origin.seed, "gsm-style wording", origin.index, origin.steps))
    var clauses = story.clauses
    if let addedFact {
      clauses.append(
        StoryClause(
          versions: [
            story.people.contains { addedFact.hasPrefix($0.name) }
              ? addedFact : addedFact.prefix(1).lowercased() + addedFact.dropFirst()
          ], subject: nil, role: .fact, quantities: []))
    }
    return wording.statement(clauses, questions: question.map { [$0] } ?? topic.questions())
  }

  // MARK: Perturbations

  /// The story as the origin's perturbation changes it; `nil` where it cannot.
  func perturbed() -> StoryDraft? {
    guard let kind = origin.perturbation else { return self }
    var stream = RandomStream(
      seed: origin.seed, "gsm-style " + kind.rawValue, origin.index, origin.steps)
    var result = self
    switch kind {
    case .problemUnderstanding: return self
    case .numericalSubstitution, .digitExpansion, .fractionConversion, .names, .numbers,
      .namesAndNumbers, .addingOperation, .oneClauseMore, .twoClausesMore:
      return retold(kind)
    case .distractorInsertion, .irrelevantClause:
      result.story.shape = stream
      let role: StoryClause.Role = kind == .irrelevantClause ? .noOp : .distractor
      guard (try? result.story.distract(topic, role: role)) != nil else { return nil }
      result.graph = StoryGraph(nodes: result.story.nodes, asked: topic.quantity.index)
      return result
    case .reversingOperation:
      let drawn = Self.draw(&stream)
      guard let turned = Reversal(graph, choose: drawn) else { return nil }
      result.graph = turned.graph
      result.hidden = Wording.Hidden(quantity: turned.hidden, isAskedFor: true)
      result.addedFact = turned.fact
      result.question = turned.question
      return result
    case .criticalThinking:
      let givens = graph.nodes.indices.filter {
        graph.nodes[$0].source == .given && graph.isNeeded[$0] && !graph.nodes[$0].label.isEmpty
      }
      guard !givens.isEmpty else { return nil }
      result.hidden = Wording.Hidden(quantity: Self.draw(&stream)(givens), isAskedFor: false)
      return result
    }
  }

  private static func draw(_ stream: inout RandomStream) -> ([Int]) -> Int {
    let unit = stream.nextUnit()
    return { $0[Int(unit * Double($0.count))] }
  }

  /// The story told again with other numbers or names, or with more steps.
  private func retold(_ kind: Perturbation) -> StoryDraft? {
    let values = graph.values
    let mode: NumberMode =
      switch kind {
      case .numericalSubstitution: .sameDigits(values)
      case .digitExpansion: .moreDigits
      case .fractionConversion: .fractional
      default: .plain
      }
    let operations = graph.operationGraphKey
    for variant in 1...Self.retellAttempts {
      func tell(writesWords: Bool) -> (Story, Topic)? {
        Self.tell(
          origin, attempt, numbersAttempt, kind, variant: variant, mode: mode,
          writesWords: writesWords)
      }
      guard let (story, topic) = tell(writesWords: false),
        fits(story, StoryGraph(nodes: story.nodes, asked: topic.quantity.index), kind, operations),
        let (story, topic) = tell(writesWords: true)
      else { continue }
      var result = self
      result.story = story
      result.topic = topic
      result.graph = StoryGraph(nodes: story.nodes, asked: topic.quantity.index)
      return result
    }
    return nil
  }

  /// Whether a story that was told again differs from this one in what the perturbation changes
  /// and in nothing else.
  private func fits(
    _ other: Story, _ otherGraph: StoryGraph, _ kind: Perturbation, _ operations: ContentKey
  ) -> Bool {
    if kind.extraSteps > 0 { return true }
    if kind.changesNames, zip(other.people, story.people).contains(where: { $0 == $1 }) {
      return false
    }
    guard otherGraph.operationGraphKey == operations, other.clauses.count == story.clauses.count
    else { return false }
    return !kind.changesNumbers || isChanged(otherGraph, kind)
  }

  private func isChanged(_ other: StoryGraph, _ kind: Perturbation) -> Bool {
    let pairs = zip(graph.nodes, other.nodes).filter { $0.0.source == .given }
    switch kind {
    case .fractionConversion: return pairs.contains { $0.value.isWhole && !$1.value.isWhole }
    case .digitExpansion:
      return pairs.contains { old, new in
        (new.value.roundedDown?.description.utf8.count ?? 0)
          > (old.value.roundedDown?.description.utf8.count ?? 0)
      }
    default: return pairs.contains { $0.value != $1.value } && other.answer != graph.answer
    }
  }

  // MARK: Telling

  private static func tell(
    _ origin: GSMStyleProblem.Origin, _ attempt: Int, _ numbersAttempt: Int,
    _ kind: Perturbation? = nil, variant: Int = 0, mode: NumberMode = .plain,
    writesWords: Bool = true
  ) -> (Story, Topic)? {
    func stream(_ purpose: String, _ number: Int, _ other: Int) -> RandomStream {
      RandomStream(
        seed: origin.seed, "gsm-style \(purpose) \(origin.family.rawValue)", origin.index,
        origin.steps, attempt, number, other)
    }
    let isRenumbered = kind?.changesNumbers ?? false
    var story = Story(
      shape: stream("shape", 0, 0),
      numbers: stream("numbers", numbersAttempt, isRenumbered ? variant : 0),
      names: stream("names", 0, kind?.changesNames == true ? variant : 0), mode: mode,
      writesWords: writesWords)
    do {
      var topic = try story.compose(origin.family, steps: origin.steps)
      try story.furnish(topic)
      if let kind, kind.extraSteps > 0 {
        story.shape = stream(kind.rawValue, variant, 0)
        topic = try story.goOn(from: topic, origin.family, to: origin.steps + kind.extraSteps)
      }
      return (story, topic)
    } catch {
      return nil
    }
  }
}
