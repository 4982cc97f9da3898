import Answers
import Corpus

/// A number came out of range or a word ran out; the draft is given up and the next attempt starts.
struct Rejection: Error {}

/// A quantity of a story that is being told; in a sentence it stands for its number.
struct StoryQuantity: Hashable, Sendable, CustomStringConvertible {
  let index: Int
  let value: Rational

  /// The placeholder that a wording replaces by the number as it writes it.
  var description: String { "{\(index)}" }
}

/// How a story's numbers are drawn.
enum NumberMode: Hashable, Sendable {
  case plain
  /// Other numbers with as many digits as these values of the same quantities have.
  case sameDigits([Rational])
  /// Numbers with one digit more.
  case moreDigits
  /// Numbers with a fraction wherever the unit can be split.
  case fractional
}

/// A story in the making: draws numbers, adds quantities, and keeps what its sentences say.
///
/// Shape, numbers and names come from streams of their own, and none depends on the wording: so a
/// story can be told again with other numbers or other names and nothing else changed.
struct Story {
  private(set) var nodes: [StoryGraph.Node] = []
  private(set) var clauses: [StoryClause] = []
  private(set) var people: [Person] = []
  private var nouns: [StoryNoun] = []
  /// Things that the next scene must be about, so that its result can be joined to another.
  var requiredNoun: StoryNoun?
  /// The families whose scenes were told, in their order.
  var families: [GSMStyleFamily] = []
  /// Whom facts have to name, because "the pens" may be somebody else's.
  var ambiguous: Person?
  /// The sequels that were told, by their numbers: one is told twice at most.
  var toldSequels: [Int] = []
  var shape: RandomStream
  private var numbers: RandomStream
  private var names: RandomStream
  private let mode: NumberMode
  /// Whether words are written: a story that may yet be given up is told without.
  private let writesWords: Bool
  private var told = 0
  /// Words of which the story says one: with them a vocabulary holds what it could have said.
  private(set) var alternatives: [String] = []

  init(
    shape: RandomStream, numbers: RandomStream, names: RandomStream, mode: NumberMode,
    writesWords: Bool
  ) {
    self.writesWords = writesWords
    self.shape = shape
    self.numbers = numbers
    self.names = names
    self.mode = mode
  }

  // MARK: Draws of the shape

  mutating func pick<Item>(_ items: [Item]) -> Item { Self.draw(items, &shape) }

  mutating func pick(_ words: [String]) -> String {
    if writesWords { alternatives += words }
    return Self.draw(words, &shape)
  }

  mutating func pick(_ pairs: [(String, String)]) -> (String, String) {
    if writesWords { alternatives += pairs.flatMap { [$0.0, $0.1] } }
    return Self.draw(pairs, &shape)
  }

  mutating func pick(_ triples: [(String, String, String)]) -> (String, String, String) {
    if writesWords { alternatives += triples.flatMap { [$0.0, $0.1, $0.2] } }
    return Self.draw(triples, &shape)
  }

  mutating func chance(_ percent: Int) -> Bool { shape.nextUnit() * 100 < Double(percent) }

  private static func draw<Item>(_ items: [Item], _ stream: inout RandomStream) -> Item {
    items[Int(stream.nextUnit() * Double(items.count))]
  }

  /// Somebody who is not in the story yet.
  mutating func person() throws(Rejection) -> Person {
    for _ in 0..<40 {
      let person = Self.draw(Person.all, &names)
      // Names with the same first letters are easily confused, so a story has none.
      if !people.contains(where: { $0.name.prefix(2) == person.name.prefix(2) }) {
        people.append(person)
        return person
      }
    }
    throw Rejection()
  }

  /// A thing that is not in the story yet, unless the next scene must be about a given one.
  mutating func noun(_ list: [StoryNoun]) throws(Rejection) -> StoryNoun {
    if let requiredNoun { return requiredNoun }
    for _ in 0..<20 {
      let noun = pick(list)
      if !nouns.contains(noun) {
        nouns.append(noun)
        return noun
      }
    }
    throw Rejection()
  }

  // MARK: Given quantities

  /// A whole number of a unit.
  mutating func count(
    _ range: ClosedRange<Int>, _ unit: StoryUnit, _ label: @autoclosure () -> String
  )
    throws(Rejection) -> StoryQuantity
  {
    let whole = Rational(try number(range))
    guard mode == .fractional, unit.form == .measure || unit.form == .money,
      let half = Rational(1, over: numbers.nextUnit() < 0.5 ? 2 : 4),
      let value = whole.adding(half)
    else { return given(whole, unit, label()) }
    return given(value, unit, label())
  }

  /// An amount of dollars, often with cents.
  mutating func money(
    _ range: ClosedRange<Int>, cents: Int = 35, _ label: @autoclosure () -> String
  )
    throws(Rejection) -> StoryQuantity
  {
    let whole = Rational(try number(range))
    let hasCents = numbers.nextUnit() * 100 < Double(cents)
    let part = Self.draw([25, 50, 75, 20, 40, 60, 80, 10], &numbers)
    guard hasCents || mode == .fractional, let fraction = Rational(Int128(part), over: 100),
      let value = whole.adding(fraction)
    else { return given(whole, .dollars, label()) }
    return given(value, .dollars, label())
  }

  /// A part of a hundred.
  mutating func percent(_ label: @autoclosure () -> String) throws(Rejection) -> StoryQuantity {
    try percent([5, 10, 15, 20, 25, 30, 40, 50, 60, 75], label())
  }

  /// One of some parts of a hundred.
  mutating func percent(_ choices: [Int], _ label: @autoclosure () -> String) throws(Rejection)
    -> StoryQuantity
  {
    guard let value = Rational(Int128(Self.draw(choices, &numbers)), over: 100) else {
      throw Rejection()
    }
    return given(value, .percent, label())
  }

  /// A part of a whole.
  mutating func share(_ label: @autoclosure () -> String) throws(Rejection) -> StoryQuantity {
    let parts: [(Int128, Int128)] = [
      (1, 2), (1, 3), (1, 4), (1, 5), (2, 3), (3, 4), (2, 5), (3, 5), (1, 6), (5, 6), (3, 8),
    ]
    let (top, bottom) = Self.draw(parts, &numbers)
    guard let value = Rational(top, over: bottom) else { throw Rejection() }
    return given(value, .share, label())
  }

  /// A number that divides a quantity so that the unit admits the quotient.
  mutating func divisor(
    of dividend: StoryQuantity, in range: ClosedRange<Int>, quotient: StoryUnit, _ unit: StoryUnit,
    _ label: @autoclosure () -> String
  ) throws(Rejection) -> StoryQuantity {
    let fitting = range.filter { candidate in
      dividend.value.divided(by: Rational(candidate)).map(quotient.admits) ?? false
    }
    guard !fitting.isEmpty else { throw Rejection() }
    return given(Rational(Self.draw(fitting, &numbers)), unit, label())
  }

  /// A whole number that is so many times a quantity.
  mutating func multiple(
    of factor: StoryQuantity, in range: ClosedRange<Int>, _ unit: StoryUnit,
    _ label: @autoclosure () -> String
  ) throws(Rejection) -> StoryQuantity {
    guard let value = factor.value.multiplied(by: Rational(try number(range))) else {
      throw Rejection()
    }
    return given(value, unit, label())
  }

  /// A fraction that everybody knows: what a quarter is worth.
  mutating func fixed(_ top: Int128, over bottom: Int128, _ unit: StoryUnit) throws(Rejection)
    -> StoryQuantity
  {
    guard let value = Rational(top, over: bottom) else { throw Rejection() }
    return add(StoryGraph.Node(.constant, value, unit))
  }

  /// A number that everybody knows.
  mutating func constant(_ value: Int, _ unit: StoryUnit) -> StoryQuantity {
    add(StoryGraph.Node(.constant, Rational(value), unit))
  }

  private mutating func number(_ range: ClosedRange<Int>) throws(Rejection) -> Int {
    var (low, high) = (range.lowerBound, range.upperBound)
    switch mode {
    case .plain, .fractional: break
    case .moreDigits: (low, high) = (low * 10, high * 10 + 9)
    case .sameDigits(let values):
      guard values.indices.contains(nodes.count), let whole = values[nodes.count].roundedDown else {
        break
      }
      var bound = 10
      while Int128(bound) <= whole.numerator { bound *= 10 }
      (low, high) = (max(low, bound / 10), min(high, bound - 1))
    }
    guard low <= high else { throw Rejection() }
    return low + Int(numbers.nextUnit() * Double(high - low + 1))
  }

  /// A given quantity of this very value.
  mutating func given(_ value: Rational, _ unit: StoryUnit, _ label: @autoclosure () -> String)
    -> StoryQuantity
  {
    add(StoryGraph.Node(.given, value, unit, label: writesWords ? label() : ""))
  }

  private mutating func add(_ node: StoryGraph.Node) -> StoryQuantity {
    nodes.append(node)
    return StoryQuantity(index: nodes.count - 1, value: node.value)
  }

  // MARK: Steps

  /// A quantity that one step computes.
  mutating func step(
    _ operation: StepOperation, _ left: StoryQuantity, _ right: StoryQuantity, _ unit: StoryUnit,
    _ before: @autoclosure () -> String, _ after: @autoclosure () -> String
  ) throws(Rejection) -> StoryQuantity {
    guard let value = operation.applied(left.value, right.value), unit.admits(value) else {
      throw Rejection()
    }
    // A step that gives an earlier result once more says nothing.
    guard value != left.value, value != right.value, !isComputed(value) else { throw Rejection() }
    return add(
      StoryGraph.Node(
        .computed(operation, left.index, right.index), value, unit,
        phrase: writesWords ? StepPhrase(before: before(), after: after()) : nil))
  }

  private func isComputed(_ value: Rational) -> Bool {
    nodes.contains { node in
      guard case .computed = node.source else { return false }
      return node.value == value
    }
  }

  /// How many steps the quantities take.
  var stepCount: Int {
    nodes.count { node in
      if case .computed = node.source { true } else { false }
    }
  }

  // MARK: Sentences

  /// Says one fact in one of several ways.
  mutating func say(_ subject: Person?, _ versions: @autoclosure () -> [String]) {
    tell(subject, versions(), .fact)
  }

  /// Says something with a role.
  mutating func tell(
    _ subject: Person?, _ versions: @autoclosure () -> [String], _ role: StoryClause.Role
  ) {
    let quantities = (told..<nodes.count).filter { nodes[$0].source == .given }
    var versions = writesWords ? versions() : []
    if role == .fact, let ambiguous {
      let clear = versions.filter { $0.contains(ambiguous.name) }
      if !clear.isEmpty { versions = clear }
    }
    clauses.append(
      StoryClause(versions: versions, subject: subject, role: role, quantities: quantities))
    told = nodes.count
  }

  /// Moves the clause that was told last to another place.
  mutating func moveLastClause(to position: Int) {
    let clause = clauses.removeLast()
    clauses.insert(clause, at: min(position, clauses.count))
  }

  /// Puts some clauses in an order drawn at random.
  mutating func shuffleClauses(from start: Int) {
    var tail = Array(clauses[start...])
    for index in tail.indices.dropFirst().reversed() {
      tail.swapAt(index, Int(shape.nextUnit() * Double(index + 1)))
    }
    clauses.replaceSubrange(start..., with: tail)
  }
}
