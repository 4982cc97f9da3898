/// How one person's quantity follows from another's.
enum Relation: CaseIterable {
  case more
  case fewer
  case times
  case part
}

extension StoryDraft {
  /// Says how many things `person` has beside `other`, and adds the quantity.
  mutating func relate(
    _ person: String, to other: String, _ quantity: Quantity, _ relation: Relation,
    noun: Lexicon.Noun
  ) throws(Rejection) -> Quantity {
    let thing = noun.plural
    switch relation {
    case .more:
      let change = try given(2, 30)
      let count = change.value
      say(
        "\(person) has \(count) more \(thing) than \(other).",
        "\(person) has \(count) \(thing) more than \(other).",
        "Compared with \(other), \(person) has \(count) more \(thing).",
        "\(other) has \(count) fewer \(thing) than \(person).")
      return try compute(.add, quantity, change, "\(person) has", thing)
    case .fewer:
      let change = try given(2, min(40, quantity.value - 2))
      let count = change.value
      say(
        "\(person) has \(count) fewer \(thing) than \(other).",
        "\(person) has \(count) \(thing) fewer than \(other).",
        "Compared with \(other), \(person) has \(count) fewer \(thing).",
        "\(other) has \(count) more \(thing) than \(person).")
      return try compute(.subtract, quantity, change, "\(person) has", thing)
    case .times:
      let factor = try given(2, 9)
      let count = factor.value
      say(
        "\(person) has \(count) times as many \(thing) as \(other).",
        "For each \(noun.singular) that \(other) has, \(person) has \(count).",
        "Compared with \(other), \(person) has \(count) times as many \(thing).",
        count == 2
          ? "\(person) has twice as many \(thing) as \(other)."
          : "The number of \(thing) that \(person) has is \(count) times that of \(other).")
      return try compute(.multiply, quantity, factor, "\(person) has", thing)
    case .part:
      let divisor = try givenDivisor(of: quantity, upTo: 9)
      let count = divisor.value
      say(
        "\(other) has \(count) times as many \(thing) as \(person).",
        "For each \(noun.singular) that \(person) has, \(other) has \(count).",
        "Compared with \(person), \(other) has \(count) times as many \(thing).",
        count == 2
          ? "\(person) has half as many \(thing) as \(other)."
          : "The number of \(thing) that \(other) has is \(count) times that of \(person).")
      return try compute(.divide, quantity, divisor, "\(person) has", thing)
    }
  }

  /// A relation that leaves room: small quantities grow, large ones shrink.
  mutating func pickRelation(for quantity: Quantity) -> Relation {
    switch quantity.value {
    case ..<6: pick([.more, .times])
    case ..<20: pick([.more, .fewer, .times, .part])
    case ..<45: pick([.more, .fewer, .times, .part, .part])
    default: pick([.more, .fewer, .part, .part])
    }
  }

  /// Adds the sum of several people's things, one step for each after the first.
  mutating func sum(
    _ quantities: [Quantity], of people: [String], _ verb: String, _ thing: String
  ) throws(Rejection) -> Quantity {
    var total = quantities[0]
    for index in quantities.indices.dropFirst() {
      total = try compute(
        .add, total, quantities[index], "\(Lexicon.list(Array(people[...index]))) \(verb)", thing)
    }
    return total
  }

  /// Asks how many things some people have together.
  mutating func askTotal(_ quantity: Quantity, of people: [String], _ thing: String) {
    let names = Lexicon.list(people)
    ask(
      for: quantity, "How many \(thing) do \(names) have together?",
      "What is the total number of \(thing) that \(names) have?",
      "Find the total number of \(thing) that \(names) have.",
      "In all, how many \(thing) do \(names) have?")
  }

  /// Asks how many things a person has.
  mutating func askHolding(_ quantity: Quantity, of person: String, _ thing: String) {
    ask(
      for: quantity, "How many \(thing) does \(person) have?",
      "What is the number of \(thing) that \(person) has?",
      "Find the number of \(thing) that \(person) has.",
      "Can you tell how many \(thing) \(person) has?")
  }

  /// Says how many things a person has.
  mutating func tellHolding(_ person: String, _ low: Int, _ high: Int, _ thing: String)
    throws(Rejection) -> Quantity
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
