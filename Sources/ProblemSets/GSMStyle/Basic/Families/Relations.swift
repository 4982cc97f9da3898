/// How one person's quantity follows from another's.
enum Relation: CaseIterable {
  case more
  case fewer
  case times
  case part
}

extension BasicDraft {
  /// Says how many things `person` has beside `other`, and adds the quantity.
  mutating func relate(
    _ person: String, to other: String, _ quantity: BasicQuantity, _ relation: Relation,
    noun: BasicLexicon.Noun
  ) throws(Rejection) -> BasicQuantity {
    let thing = noun.plural
    switch relation {
    case .more:
      let change = try given(2, 30)
      let count = change.value
      say(
        Self.more(person, other, count, thing), alike: Self.fewer(other, person, count, thing))
      return try compute(.add, quantity, change, "\(person) has", thing)
    case .fewer:
      let change = try given(2, min(40, quantity.value - 2))
      let count = change.value
      say(
        Self.fewer(person, other, count, thing), alike: Self.more(other, person, count, thing))
      return try compute(.subtract, quantity, change, "\(person) has", thing)
    case .times:
      let factor = try given(2, 9)
      let count = factor.value
      say(
        Self.times(person, other, count, noun, onTwo: "twice"),
        alike: Self.alike(person, other, count, noun))
      return try compute(.multiply, quantity, factor, "\(person) has", thing)
    case .part:
      let divisor = try givenDivisor(of: quantity, upTo: 9)
      let count = divisor.value
      say(
        Self.times(other, person, count, noun, onTwo: "half"),
        alike: Self.alike(other, person, count, noun))
      return try compute(.divide, quantity, divisor, "\(person) has", thing)
    }
  }

  private static func more(_ rich: String, _ poor: String, _ count: Int, _ thing: String)
    -> [String]
  {
    [
      "\(rich) has \(count) more \(thing) than \(poor).",
      "\(rich) has \(count) \(thing) more than \(poor).",
      "Compared with \(poor), \(rich) has \(count) more \(thing).",
      "\(poor) has \(count) fewer \(thing) than \(rich).",
    ]
  }

  private static func fewer(_ poor: String, _ rich: String, _ count: Int, _ thing: String)
    -> [String]
  {
    [
      "\(poor) has \(count) fewer \(thing) than \(rich).",
      "\(poor) has \(count) \(thing) fewer than \(rich).",
      "Compared with \(rich), \(poor) has \(count) fewer \(thing).",
      "\(rich) has \(count) more \(thing) than \(poor).",
    ]
  }

  /// "times as many", with the word for two in the last version: "twice", or "half" turned round.
  private static func times(
    _ rich: String, _ poor: String, _ count: Int, _ noun: BasicLexicon.Noun, onTwo word: String
  ) -> [String] {
    let thing = noun.plural
    let (first, second) = word == "half" ? (poor, rich) : (rich, poor)
    return [
      "\(rich) has \(count) times as many \(thing) as \(poor).",
      "For each \(noun.singular) that \(poor) has, \(rich) has \(count).",
      "Compared with \(poor), \(rich) has \(count) times as many \(thing).",
      count == 2
        ? "\(first) has \(word) as many \(thing) as \(second)."
        : "The number of \(thing) that \(rich) has is \(count) times that of \(poor).",
    ]
  }

  /// What is the same as "times as many" though no version of it, or not with two.
  private static func alike(_ rich: String, _ poor: String, _ count: Int, _ noun: BasicLexicon.Noun)
    -> [String]
  {
    guard count == 2 else { return [] }
    let thing = noun.plural
    return [
      "\(rich) has twice as many \(thing) as \(poor).",
      "\(poor) has half as many \(thing) as \(rich).",
      "The number of \(thing) that \(rich) has is \(count) times that of \(poor).",
    ]
  }

  /// A relation that leaves room: small quantities grow, large ones shrink.
  mutating func pickRelation(for quantity: BasicQuantity) -> Relation {
    switch quantity.value {
    case ..<6: pick([.more, .times])
    case ..<20: pick([.more, .fewer, .times, .part])
    case ..<45: pick([.more, .fewer, .times, .part, .part])
    default: pick([.more, .fewer, .part, .part])
    }
  }

  /// Adds the sum of several people's things, one step for each after the first.
  mutating func sum(
    _ quantities: [BasicQuantity], of people: [String], _ verb: String, _ thing: String
  ) throws(Rejection) -> BasicQuantity {
    var total = quantities[0]
    for index in quantities.indices.dropFirst() {
      total = try compute(
        .add, total, quantities[index], "\(BasicLexicon.list(Array(people[...index]))) \(verb)",
        thing)
    }
    return total
  }

  /// Asks how many things some people have together.
  mutating func askTotal(_ quantity: BasicQuantity, of people: [String], _ thing: String) {
    let names = BasicLexicon.list(people)
    ask(
      for: quantity, "How many \(thing) do \(names) have together?",
      "What is the total number of \(thing) that \(names) have?",
      "Find the total number of \(thing) that \(names) have.",
      "In all, how many \(thing) do \(names) have?")
  }

  /// Asks how many things a person has.
  mutating func askHolding(_ quantity: BasicQuantity, of person: String, _ thing: String) {
    ask(
      for: quantity, "How many \(thing) does \(person) have?",
      "What is the number of \(thing) that \(person) has?",
      "Find the number of \(thing) that \(person) has.",
      "Can you tell how many \(thing) \(person) has?")
  }

  /// Says how many things a person has.
  mutating func tellHolding(_ person: String, _ low: Int, _ high: Int, _ thing: String)
    throws(Rejection) -> BasicQuantity
  {
    let quantity = try given(low, high)
    let count = quantity.value
    say(
      "\(person) has \(count) \(thing).", "\(person) owns \(count) \(thing).",
      "There are \(count) \(thing) that belong to \(person).",
      "The number of \(thing) that \(person) has is \(count).")
    name(quantity, "\(person) has", thing)
    return quantity
  }
}
