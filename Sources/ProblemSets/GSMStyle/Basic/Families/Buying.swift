extension BasicDraft {
  mutating func tellBuying(steps: Int) throws(Rejection) {
    let owner = pick(BasicLexicon.names)
    let nouns = sample(6, of: BasicLexicon.things)
    var left = steps
    let ending = steps < 3 ? try number(2, 3) : try number(2, 5)
    if ending > 2 { left -= 1 }
    let hasCoupon = left > 1 && chance(35)
    if hasCoupon { left -= 1 }

    // One item costs one step when several are bought; each item after the first, one to add it.
    var bought = 0
    var total: BasicQuantity
    if left.isMultiple(of: 2), chance(60) {
      total = try tellPurchase(of: nouns[0], owner: owner, isFirst: true)
    } else {
      total = try tellPurchases(of: nouns[0], owner: owner, isFirst: true)
      left -= 1
    }
    bought = 1
    while left > 0 {
      guard bought < nouns.count else { throw Rejection() }
      let noun = nouns[bought]
      let cost: BasicQuantity
      if left > 1, chance(65) {
        cost = try tellPurchases(of: noun, owner: owner, isFirst: false)
        left -= 2
      } else {
        cost = try tellPurchase(of: noun, owner: owner, isFirst: false)
        left -= 1
      }
      total = try compute(.add, total, cost, "With the \(noun.plural), the cost is", "dollars")
      bought += 1
    }
    try sometimesDistract(owner, apartFrom: nouns[0])
    if hasCoupon {
      let off = try given(2, min(20, total.value - 2))
      say(
        "\(owner) has a coupon for \(off.value) dollars off.",
        "With a coupon, \(owner) pays \(off.value) dollars less.",
        "The shop takes \(off.value) dollars off the cost.",
        "A coupon makes the cost \(off.value) dollars lower.")
      total = try compute(.subtract, total, off, "With the coupon, the cost is", "dollars")
    }
    try finishBuying(total, ending: ending, owner: owner)
  }

  /// Several things at a price each.
  private mutating func tellPurchases(of noun: BasicLexicon.Noun, owner: String, isFirst: Bool)
    throws(Rejection) -> BasicQuantity
  {
    let (count, price) = (try given(2, 8), try given(2, 9))
    let (many, each) = (count.value, price.value)
    let also = isFirst ? "" : "also "
    say(
      "\(owner) \(also)buys \(many) \(noun.plural) for \(each) dollars each.",
      "\(owner) \(also)buys \(many) \(noun.plural). Each \(noun.singular) costs \(each) dollars.",
      "\(owner) \(also)gets \(many) \(noun.plural) that cost \(each) dollars each.",
      "The price of one \(noun.singular) is \(each) dollars, and \(owner) \(also)buys \(many) \(noun.plural)."
    )
    return try compute(.multiply, count, price, "The \(noun.plural) cost", "dollars")
  }

  /// Some things at one price for all.
  private mutating func tellPurchase(of noun: BasicLexicon.Noun, owner: String, isFirst: Bool)
    throws(Rejection) -> BasicQuantity
  {
    let price = try given(2, 30)
    let cost = price.value
    let also = isFirst ? "" : "also "
    say(
      "\(owner) \(also)buys some \(noun.plural) for \(cost) dollars in all.",
      "\(owner) \(also)buys some \(noun.plural). They cost \(cost) dollars in all.",
      "\(owner) \(also)gets some \(noun.plural) that cost \(cost) dollars together.",
      "The price of some \(noun.plural) is \(cost) dollars in all, and \(owner) \(also)buys them.")
    return price
  }

  private mutating func finishBuying(_ total: BasicQuantity, ending: Int, owner: String)
    throws(Rejection)
  {
    switch ending {
    case 2:
      ask(
        for: total, "How many dollars does \(owner) pay?", "What does \(owner) pay in dollars?",
        "Find the cost in dollars.", "How many dollars does it all cost?")
    case 3:
      let money = try given(total.value + 2, min(maximum, total.value + 40))
      say(
        "\(owner) pays with \(money.value) dollars.", "\(owner) hands over \(money.value) dollars.",
        "To pay, \(owner) gives the shop \(money.value) dollars.",
        "The shop gets \(money.value) dollars from \(owner).")
      let change = try compute(.subtract, money, total, "\(owner) gets back", "dollars")
      ask(
        for: change, "How many dollars does \(owner) get back?",
        "What change in dollars does \(owner) get?",
        "Find how many dollars \(owner) gets back.",
        "How many dollars of change does \(owner) get?")
    case 4:
      let friends = try givenDivisor(of: total, upTo: 8)
      say(
        "The cost is shared equally by \(friends.value) friends.",
        "A group of \(friends.value) friends shares the cost equally.",
        "In a group of \(friends.value) friends, each pays an equal part.",
        "All is paid by \(friends.value) friends in equal parts.")
      let share = try compute(.divide, total, friends, "Each friend pays", "dollars")
      ask(
        for: share, "How many dollars does each friend pay?",
        "What does each friend pay in dollars?", "Find how many dollars each friend pays.",
        "How many dollars are paid by each friend?")
    default:
      let days = try given(2, 5)
      say(
        "\(owner) does this on each of \(days.value) days.",
        "\(owner) buys the same on each of \(days.value) days.",
        "The same is paid on each of \(days.value) days.",
        "On each of \(days.value) days, \(owner) pays this cost.")
      let sum = try compute(.multiply, total, days, "On all days, \(owner) pays", "dollars")
      ask(
        for: sum, "How many dollars does \(owner) pay on all these days?",
        "What does \(owner) pay in dollars on all these days?",
        "Find the cost in dollars for all these days.", "How many dollars do all these days cost?")
    }
  }
}
