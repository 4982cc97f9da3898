extension BasicDraft {
  mutating func tellPacking(steps: Int) throws(Rejection) {
    let owner = pick(BasicLexicon.names)
    let noun = pick(BasicLexicon.things)
    let thing = noun.plural
    let containers = sample(2, of: BasicLexicon.containers)
    var left = steps

    // The last steps: into packs, then their price, then the cost of the stand.
    let ending = left < 3 ? try number(2, 3) - 2 : min(left - 1, try number(2, 5) - 2)
    left -= ending
    var total = try tellGroups(in: containers[0], of: noun, isFirst: true)
    left -= 1
    if left >= 2, chance(60) {
      let more = try tellGroups(in: containers[1], of: noun, isFirst: false)
      total = try compute(.add, total, more, "In all, there are", thing)
      left -= 2
    }
    try sometimesDistract(owner, apartFrom: noun)
    while left > 0 {
      if left > 1, chance(35) {
        total = try tellSales(from: total, of: noun)
        left -= 2
        continue
      }
      let gains = total.value < 6 || (total.value < 80 && chance(50))
      let change = try given(2, gains ? 20 : total.value - 2)
      let count = change.value
      if gains {
        say(
          "Then \(owner) brings \(count) more \(thing).",
          "Another \(count) \(thing) are brought by \(owner).",
          "Later, \(count) more \(thing) arrive.",
          "After that, \(owner) adds \(count) more \(thing).")
        total = try compute(.add, total, change, "Now there are", thing)
      } else {
        say(
          "Then \(owner) takes away \(count) \(thing).",
          "\(owner) takes \(count) of the \(thing) home.",
          "Later, \(count) of the \(thing) are sold.",
          "Then \(owner) gives away \(count) \(thing).")
        total = try compute(.subtract, total, change, "Now there are", "\(thing) left")
      }
      left -= 1
    }
    try finishPacking(total, ending: ending, owner: owner, noun: noun)
  }

  private mutating func tellGroups(
    in container: BasicLexicon.Noun, of noun: BasicLexicon.Noun, isFirst: Bool
  ) throws(Rejection) -> BasicQuantity {
    let (groups, each) = (try given(2, 9), try given(2, 12))
    let (count, size) = (groups.value, each.value)
    if isFirst {
      say(
        "A shop has \(count) \(container.plural) with \(size) \(noun.plural) in each.",
        "There are \(count) \(container.plural) in a shop, and each holds \(size) \(noun.plural).",
        "A shop has \(count) \(container.plural). Each \(container.singular) holds \(size) \(noun.plural).",
        "In a shop, \(size) \(noun.plural) are in each of \(count) \(container.plural).")
    } else {
      say(
        "It also has \(count) \(container.plural) with \(size) \(noun.plural) in each.",
        "There are also \(count) \(container.plural), and each holds \(size) \(noun.plural).",
        "There are \(count) \(container.plural) too. Each \(container.singular) holds \(size) \(noun.plural).",
        "Also, \(size) \(noun.plural) are in each of \(count) \(container.plural).")
    }
    return try compute(.multiply, groups, each, "The \(container.plural) hold", noun.plural)
  }

  private mutating func tellSales(
    from total: BasicQuantity, of noun: BasicLexicon.Noun
  ) throws(Rejection) -> BasicQuantity {
    let (groups, each) = (try given(2, 5), try given(2, 6))
    let (count, size) = (groups.value, each.value)
    let thing = noun.plural
    say(
      "Then \(count) people buy \(size) \(thing) each.",
      "After that, \(count) people take \(size) \(thing) each.",
      "Later, \(size) \(thing) are sold to each of \(count) people.",
      "Each of \(count) people then buys \(size) \(thing).")
    let gone = try compute(.multiply, groups, each, "The people take", thing)
    return try compute(.subtract, total, gone, "Now there are", "\(thing) left")
  }

  private mutating func finishPacking(
    _ total: BasicQuantity, ending: Int, owner: String, noun: BasicLexicon.Noun
  ) throws(Rejection) {
    let thing = noun.plural
    guard ending > 0 else {
      ask(
        for: total, "How many \(thing) are there in the end?",
        "What is the number of \(thing) in the end?", "Find the number of \(thing) in the end.",
        "In the end, how many \(thing) are there?")
      return
    }
    let size = try givenDivisor(of: total, upTo: 12)
    say(
      "All \(thing) in the shop are then put into packs of \(size.value).",
      "\(owner) puts all the \(thing) in the shop into packs with \(size.value) in each.",
      "In the end, \(owner) makes packs of \(size.value) \(thing).",
      "At last, the \(thing) go into packs of \(size.value).")
    let packs = try compute(.divide, total, size, "This makes", "packs")
    guard ending > 1 else {
      ask(
        for: packs, "How many packs are there?", "What is the number of packs?",
        "Find the number of packs.", "How many packs does this make?")
      return
    }
    let price = try given(2, 12)
    say(
      "Each pack is sold for \(price.value) dollars.",
      "The price of a pack is \(price.value) dollars, and all packs are sold.",
      "All packs are sold for \(price.value) dollars each.",
      "One pack costs \(price.value) dollars, and all of them are sold.")
    let income = try compute(.multiply, packs, price, "The packs bring in", "dollars")
    guard ending > 2 else {
      ask(
        for: income, "How many dollars do the packs bring in?",
        "What is the number of dollars that the packs bring in?",
        "Find the number of dollars that the packs bring in.",
        "How much money in dollars do the packs bring in?")
      return
    }
    let cost = try given(2, income.value - 2)
    say(
      "\(owner) pays \(cost.value) dollars of this for paper.",
      "From this money, \(owner) spends \(cost.value) dollars on paper.",
      "Then \(owner) spends \(cost.value) of these dollars on paper.",
      "The paper for the packs costs \(owner) \(cost.value) dollars.")
    let profit = try compute(.subtract, income, cost, "There are", "dollars left")
    ask(
      for: profit, "How many dollars are left?", "What is the number of dollars that are left?",
      "Find the number of dollars that are left.", "How much money in dollars is left?")
  }
}
