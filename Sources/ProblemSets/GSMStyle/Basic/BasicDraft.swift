import Corpus

/// A quantity of a story that is being told.
struct BasicQuantity {
  let index: Int
  let value: Int
}

/// What one fact of a story says, or its question.
struct BasicClause: Hashable, Sendable {
  /// The sentences in the draft's wording.
  let text: String
  /// Every way in which the wordings say it, and all that mean the same; empty unless asked for.
  let versions: [String]
  /// The given quantities that it tells or, where it tells none, the one that it defines.
  let quantities: [Int]
  /// Whether it has nothing to do with the story.
  let isAside: Bool
}

/// A story in the making: draws numbers, adds quantities, and says sentences in one wording.
///
/// All draws come from one stream and none depends on the wording, so every wording of a problem
/// has the same numbers, names and nouns.
struct BasicDraft {
  /// How many wordings a problem has.
  static let wordings = 6

  /// Every quantity lies between `minimum` and the story's maximum.
  ///
  /// With no quantity below 2, every counted noun is a plural.
  static let minimum = 2

  let maximum: Int
  let wording: Int
  /// Whether each clause keeps its versions in all wordings.
  let keepsVersions: Bool
  /// Whether the sentences tell events in their order; otherwise a wording may reorder them.
  var isOrdered = true
  private(set) var sources: [BasicGraph.Source] = []
  private(set) var values: [Int] = []
  private(set) var phrases: [StepPhrase?] = []
  private(set) var asked = 0
  private(set) var clauses: [BasicClause] = []
  private(set) var question = BasicClause(text: "", versions: [], quantities: [], isAside: false)
  /// How many quantities there were when the last clause was told.
  private var told = 0
  private var stream: RandomStream

  init(maximum: Int, wording: Int, keepsVersions: Bool = false, stream: RandomStream) {
    self.maximum = maximum
    self.wording = wording
    self.keepsVersions = keepsVersions
    self.stream = stream
  }

  // MARK: Draws

  /// A whole number in a range, cut at the maximum.
  mutating func number(_ low: Int, _ high: Int) throws(Rejection) -> Int {
    let low = max(low, Self.minimum)
    let high = min(high, maximum)
    guard low <= high else { throw Rejection() }
    return low + Int(stream.nextUnit() * Double(high - low + 1))
  }

  /// An element of `items`.
  mutating func pick<Item>(_ items: [Item]) -> Item {
    items[Int(stream.nextUnit() * Double(items.count))]
  }

  /// True in `percent` of all draws.
  mutating func chance(_ percent: Int) -> Bool { stream.nextUnit() * 100 < Double(percent) }

  /// `count` different elements of `items`.
  mutating func sample<Item>(_ count: Int, of items: [Item]) -> [Item] {
    var rest = items
    for index in 0..<count {
      rest.swapAt(index, index + Int(stream.nextUnit() * Double(rest.count - index)))
    }
    return Array(rest.prefix(count))
  }

  // MARK: Quantities

  /// A quantity that the statement gives.
  mutating func given(_ low: Int, _ high: Int) throws(Rejection) -> BasicQuantity {
    let value = try number(low, high)
    sources.append(.given(value))
    values.append(value)
    phrases.append(nil)
    return BasicQuantity(index: values.count - 1, value: value)
  }

  /// Gives a given quantity the words that a step about it would have.
  mutating func name(_ quantity: BasicQuantity, _ before: String, _ after: String) {
    phrases[quantity.index] = StepPhrase(before: before, after: after)
  }

  /// A given number that divides `dividend` with a quotient of at least two.
  mutating func givenDivisor(of dividend: BasicQuantity, upTo limit: Int) throws(Rejection)
    -> BasicQuantity
  {
    let divisors = (2...max(2, limit)).filter { candidate in
      dividend.value.isMultiple(of: candidate) && dividend.value / candidate >= Self.minimum
    }
    guard !divisors.isEmpty else { throw Rejection() }
    let divisor = pick(divisors)
    return try given(divisor, divisor)
  }

  /// A quantity that one step computes.
  mutating func compute(
    _ operation: ArithmeticOperation, _ left: BasicQuantity, _ right: BasicQuantity,
    _ before: String,
    _ after: String
  ) throws(Rejection) -> BasicQuantity {
    guard let value = operation.applied(left.value, right.value),
      (Self.minimum...maximum).contains(value)
    else { throw Rejection() }
    sources.append(.computed(operation, left.index, right.index))
    values.append(value)
    phrases.append(StepPhrase(before: before, after: after))
    return BasicQuantity(index: values.count - 1, value: value)
  }

  // MARK: Sentences

  /// Says one fact, in the wording's version of it.
  ///
  /// The versions of a fact that are two sentences long have the same content in the first one,
  /// and so in the second.
  ///
  /// - Parameters:
  ///   - alike: Sentences of other facts that mean the same as this one.
  ///   - isAside: Whether the fact has nothing to do with the story.
  mutating func say(
    _ first: @autoclosure () -> String, _ second: @autoclosure () -> String,
    _ third: @autoclosure () -> String, _ fourth: @autoclosure () -> String,
    alike: @autoclosure () -> [String] = [], isAside: Bool = false
  ) {
    let version = wording < 4 ? wording : (clauses.count + 2 * wording) % 4
    let given = (told..<values.count).filter { index in
      if case .given = sources[index] { true } else { false }
    }
    clauses.append(
      BasicClause(
        text: Self.choose(version, first, second, third, fourth),
        versions: keepsVersions ? [first(), second(), third(), fourth()] + alike() : [],
        quantities: given.isEmpty ? [values.count] : given, isAside: isAside))
    told = values.count
  }

  /// Says one fact by one of four versions.
  mutating func say(_ versions: [String], alike: @autoclosure () -> [String]) {
    say(versions[0], versions[1], versions[2], versions[3], alike: alike())
  }

  /// Asks for a quantity, in the wording's version of the question.
  mutating func ask(
    for quantity: BasicQuantity, _ first: @autoclosure () -> String,
    _ second: @autoclosure () -> String, _ third: @autoclosure () -> String,
    _ fourth: @autoclosure () -> String
  ) {
    asked = quantity.index
    question = BasicClause(
      text: Self.choose(wording % 4, first, second, third, fourth),
      versions: keepsVersions ? [first(), second(), third(), fourth()] : [],
      quantities: [quantity.index], isAside: false)
  }

  private static func choose(
    _ version: Int, _ first: () -> String, _ second: () -> String, _ third: () -> String,
    _ fourth: () -> String
  ) -> String {
    switch version {
    case 0: first()
    case 1: second()
    case 2: third()
    default: fourth()
    }
  }

  /// Puts the sentences in an order drawn at random (the same in every wording).
  mutating func shuffleSentences() { clauses = sample(clauses.count, of: clauses) }

  /// The statement: the question comes last, in wordings 4 and 5 first.
  var statement: String {
    let facts = !isOrdered && wording % 4 == 3 ? clauses.reversed() : clauses
    return (wording < 4 ? facts + [question] : [question] + facts).map(\.text)
      .joined(separator: " ")
  }

  var graph: BasicGraph { BasicGraph(sources: sources, values: values, asked: asked) }
}
