extension BasicDraft {
  mutating func tellGraphs(steps: Int) throws(Rejection) {
    isOrdered = false
    let noun = pick(BasicLexicon.things)
    let thing = noun.plural
    let summands = steps < 3 ? 1 : try number(2, 4) - 1
    let links = steps - (summands - 1)
    let roots = try number(2, 3)
    let people = sample(roots + links, of: BasicLexicon.names)
    var amounts: [BasicQuantity] = []
    var isUsed = [Bool](repeating: false, count: people.count)
    for index in 0..<roots { amounts.append(try tellHolding(people[index], 2, 25, thing)) }

    for _ in 0..<links {
      let unused = amounts.indices.filter { !isUsed[$0] }
      let anyOther = amounts.indices.filter { !unused.contains($0) }
      let first = anyOther.isEmpty || chance(75) ? pick(unused) : pick(anyOther)
      let person = people[amounts.count]
      isUsed[first] = true
      if amounts.count > 1, chance(45) {
        let second = pick(amounts.indices.filter { $0 != first })
        isUsed[second] = true
        let names = (people[first], people[second])
        amounts.append(
          try combine((amounts[first], amounts[second]), of: names, person: person, noun: noun))
      } else {
        amounts.append(
          try relate(
            person, to: people[first], amounts[first], pickRelation(for: amounts[first]), noun: noun
          ))
      }
    }
    shuffleSentences()

    let last = amounts.count - 1
    let others =
      (0..<last).filter { !isUsed[$0] && $0 >= roots } + (roots..<last).filter { isUsed[$0] }
    guard summands == 1 || others.count >= summands - 1 else { throw Rejection() }
    let chosen = others.prefix(summands - 1) + [last]
    let names = chosen.map { people[$0] }
    let answer = try sum(chosen.map { amounts[$0] }, of: names, "have", thing)
    if summands == 1 {
      askHolding(answer, of: names[0], thing)
    } else {
      askTotal(answer, of: names, thing)
    }
  }

  /// A quantity that is the sum of two others, or their difference.
  private mutating func combine(
    _ pair: (BasicQuantity, BasicQuantity), of names: (String, String), person: String,
    noun: BasicLexicon.Noun
  ) throws(Rejection) -> BasicQuantity {
    let thing = noun.plural
    let canSubtract = abs(pair.0.value - pair.1.value) >= Self.minimum
    if canSubtract, pair.0.value + pair.1.value > maximum || chance(35) {
      let isFirstLarger = pair.0.value > pair.1.value
      let (high, low) = isFirstLarger ? (pair.0, pair.1) : (pair.1, pair.0)
      let (rich, poor) = isFirstLarger ? names : (names.1, names.0)
      say(
        Self.difference(person, rich, poor, thing), alike: Self.alike(rich, person, poor, thing))
      return try compute(.subtract, high, low, "\(person) has", thing)
    }
    let (one, two) = names
    say(Self.sum(person, one, two, thing), alike: Self.alike(person, one, two, thing))
    return try compute(.add, pair.0, pair.1, "\(person) has", thing)
  }

  private static func sum(_ whole: String, _ one: String, _ two: String, _ thing: String)
    -> [String]
  {
    [
      "\(whole) has as many \(thing) as \(one) and \(two) together.",
      "Together, \(one) and \(two) have as many \(thing) as \(whole).",
      "The number of \(thing) that \(whole) has is the sum of those of \(one) and \(two).",
      "\(whole) has exactly as many \(thing) as \(one) and \(two) have in all.",
    ]
  }

  private static func difference(_ rest: String, _ whole: String, _ part: String, _ thing: String)
    -> [String]
  {
    [
      "\(whole) has as many \(thing) as \(rest) and \(part) together.",
      "\(rest) and \(part) together have as many \(thing) as \(whole).",
      "The number of \(thing) that \(rest) has is the difference between those of \(whole) and \(part).",
      "Together, \(part) and \(rest) have exactly the number of \(thing) that \(whole) has.",
    ]
  }

  /// All ways to say that one quantity is the sum of two others.
  private static func alike(_ whole: String, _ one: String, _ two: String, _ thing: String)
    -> [String]
  {
    sum(whole, one, two, thing) + difference(one, whole, two, thing)
      + difference(two, whole, one, thing)
  }
}
