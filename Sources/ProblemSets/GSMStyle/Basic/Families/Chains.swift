extension BasicDraft {
  mutating func tellChains(steps: Int) throws(Rejection) {
    isOrdered = false
    let noun = pick(BasicLexicon.things)
    let thing = noun.plural
    let ending = try steps < 3 ? number(2, 4) : number(2, 5)
    let links = steps - (ending == 2 ? 0 : ending == 5 ? 2 : 1)
    let people = sample(links + 2, of: BasicLexicon.names)
    var amounts = [try tellHolding(people[0], 3, 40, thing)]
    try sometimesDistract(people[0], apartFrom: noun)
    for link in 0..<links {
      let relation = pickRelation(for: amounts[link])
      amounts.append(
        try relate(people[link + 1], to: people[link], amounts[link], relation, noun: noun))
    }
    let (first, before, last) = (amounts[0], amounts[links - 1], amounts[links])
    switch ending {
    case 2:
      askHolding(last, of: people[links], thing)
    case 3:
      let pair = [people[links - 1], people[links]]
      let total = try sum([before, last], of: pair, "have", thing)
      askTotal(total, of: pair, thing)
    case 4:
      // The difference of neighbours by "more" is a number of the statement.
      guard links > 1 || last.value.isMultiple(of: first.value) else { throw Rejection() }
      let isMore = last.value > first.value
      let (high, low) = isMore ? (last, first) : (first, last)
      let (rich, poor) = isMore ? (people[links], people[0]) : (people[0], people[links])
      let gap = try compute(.subtract, high, low, "\(rich) has", "more \(thing) than \(poor)")
      ask(
        for: gap, "How many more \(thing) does \(rich) have than \(poor)?",
        "By how many \(thing) is \(rich) ahead of \(poor)?",
        "Find how many more \(thing) \(rich) has than \(poor).",
        "Compared with \(poor), how many more \(thing) does \(rich) have?")
    default:
      guard links > 1 else { return try tellChainOfTwo(people, amounts, thing) }
      let names = [people[0], people[links - 1], people[links]]
      let total = try sum([first, before, last], of: names, "have", thing)
      askTotal(total, of: names, thing)
    }
  }

  /// A third person outside the chain, so that a short chain too can end in a sum of three.
  private mutating func tellChainOfTwo(
    _ people: [String], _ amounts: [BasicQuantity], _ thing: String
  )
    throws(Rejection)
  {
    let third = try tellHolding(people[2], 2, 30, thing)
    let names = Array(people[...2])
    let total = try sum([amounts[0], amounts[1], third], of: names, "have", thing)
    askTotal(total, of: names, thing)
  }
}
