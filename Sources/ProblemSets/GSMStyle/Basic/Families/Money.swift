extension BasicDraft {
  mutating func tellMoney(steps: Int) throws(Rejection) {
    let people = sample(2, of: BasicLexicon.names)
    let (owner, friend) = (people[0], people[1])
    let nouns = sample(4, of: BasicLexicon.things)
    var left = steps
    let ending = try number(2, 5)
    if ending > 2 { left -= 1 }
    let start = try given(5, 60)
    let count = start.value
    say(
      "\(owner) has \(count) dollars.", "\(owner) owns \(count) dollars.",
      "At first, \(owner) has \(count) dollars.", "\(owner) starts with \(count) dollars.")
    try sometimesDistract(owner)
    var money = start
    var purchases = 0
    while left > 0 {
      if left > 1, chance(55) {
        if money.value < 10 || (money.value < 65 && chance(50)) {
          money = try tellWages(money, owner: owner)
        } else {
          guard purchases < nouns.count - 1 else { throw Rejection() }
          money = try tellSpending(money, owner: owner, noun: nouns[purchases])
          purchases += 1
        }
        left -= 2
      } else {
        money = try tellCoinFlow(money, owner: owner, friend: friend)
        left -= 1
      }
    }
    try finishMoney(money, ending: ending, owner: owner, friend: friend, noun: nouns[3])
  }

  private mutating func tellWages(_ money: BasicQuantity, owner: String) throws(Rejection)
    -> BasicQuantity
  {
    let (days, wage) = (try given(2, 6), try given(2, 12))
    let (count, each) = (days.value, wage.value)
    say(
      "Then \(owner) works for \(count) days and earns \(each) dollars a day.",
      "After that, \(owner) earns \(each) dollars a day for \(count) days.",
      "Next, \(owner) works on \(count) days for \(each) dollars a day.",
      "Later, \(owner) earns \(each) dollars on each of \(count) days.")
    let earned = try compute(.multiply, days, wage, "\(owner) earns", "dollars")
    return try compute(.add, money, earned, "\(owner) now has", "dollars")
  }

  private mutating func tellSpending(_ money: BasicQuantity, owner: String, noun: BasicLexicon.Noun)
    throws(Rejection) -> BasicQuantity
  {
    let (things, price) = (try given(2, 8), try given(2, 9))
    let (count, each) = (things.value, price.value)
    say(
      "Then \(owner) buys \(count) \(noun.plural) for \(each) dollars each.",
      "After that, \(owner) buys \(count) \(noun.plural). Each \(noun.singular) costs \(each) dollars.",
      "Next, \(owner) spends \(each) dollars on each of \(count) \(noun.plural).",
      "Later, \(owner) buys \(count) \(noun.plural) at a price of \(each) dollars each.")
    let cost = try compute(.multiply, things, price, "The \(noun.plural) cost", "dollars")
    return try compute(.subtract, money, cost, "\(owner) now has", "dollars left")
  }

  private mutating func tellCoinFlow(_ money: BasicQuantity, owner: String, friend: String)
    throws(Rejection) -> BasicQuantity
  {
    let gains = money.value < 8 || (money.value < 75 && chance(50))
    let change = try given(2, gains ? 25 : money.value - 2)
    let count = change.value
    if gains {
      say(
        "Then \(friend) gives \(owner) \(count) dollars.",
        "After that, \(owner) gets \(count) dollars from \(friend).",
        "Next, \(friend) hands \(count) dollars to \(owner).",
        "Later, \(owner) is given \(count) dollars by \(friend).")
      return try compute(.add, money, change, "\(owner) now has", "dollars")
    }
    if chance(50) {
      say(
        "Then \(owner) gives \(count) dollars to \(friend).",
        "After that, \(friend) gets \(count) dollars from \(owner).",
        "Next, \(owner) hands \(count) dollars to \(friend).",
        "Later, \(owner) gives \(friend) \(count) dollars.")
    } else {
      say(
        "Then \(owner) spends \(count) dollars on food.",
        "After that, \(owner) pays \(count) dollars for food.",
        "Next, \(owner) buys food for \(count) dollars.",
        "Later, food costs \(owner) \(count) dollars.")
    }
    return try compute(.subtract, money, change, "\(owner) now has", "dollars left")
  }

  private mutating func finishMoney(
    _ money: BasicQuantity, ending: Int, owner: String, friend: String, noun: BasicLexicon.Noun
  ) throws(Rejection) {
    switch ending {
    case 2:
      ask(
        for: money, "How many dollars does \(owner) have in the end?",
        "What is the number of dollars that \(owner) has in the end?",
        "Find the number of dollars that \(owner) has in the end.",
        "In the end, how many dollars does \(owner) have?")
    case 3:
      let price = try givenDivisor(of: money, upTo: 12)
      say(
        "With all this money, \(owner) buys \(noun.plural) for \(price.value) dollars each.",
        "\(owner) spends all the money on \(noun.plural). Each \(noun.singular) costs \(price.value) dollars.",
        "In the end, \(owner) buys \(noun.plural) at \(price.value) dollars each with all the money.",
        "All the money is then spent on \(noun.plural) that cost \(price.value) dollars each.")
      let things = try compute(.divide, money, price, "\(owner) buys", noun.plural)
      ask(
        for: things, "How many \(noun.plural) does \(owner) buy in the end?",
        "What is the number of \(noun.plural) that \(owner) buys in the end?",
        "Find the number of \(noun.plural) that \(owner) buys in the end.",
        "In the end, how many \(noun.plural) does \(owner) buy?")
    case 4:
      let factor = try given(2, 6)
      say(
        "In the end, \(friend) has \(factor.value) times as much money as \(owner).",
        "At last, the money of \(friend) is \(factor.value) times that of \(owner).",
        "In the end, for each dollar that \(owner) has, \(friend) has \(factor.value) dollars.",
        "Compared with \(owner) in the end, \(friend) has \(factor.value) times as much money.")
      let result = try compute(.multiply, money, factor, "\(friend) has", "dollars")
      ask(
        for: result, "How many dollars does \(friend) have in the end?",
        "What is the number of dollars that \(friend) has in the end?",
        "Find the number of dollars that \(friend) has in the end.",
        "In the end, how many dollars does \(friend) have?")
    default:
      let goal = try given(money.value + 2, min(maximum, money.value + 40))
      say(
        "\(owner) wants to have \(goal.value) dollars.", "\(owner) needs \(goal.value) dollars.",
        "The goal of \(owner) is to have \(goal.value) dollars.",
        "\(owner) wants a toy that costs \(goal.value) dollars.")
      let gap = try compute(.subtract, goal, money, "\(owner) still needs", "dollars")
      ask(
        for: gap, "How many more dollars does \(owner) need in the end?",
        "What is the number of dollars that \(owner) still needs in the end?",
        "Find how many dollars \(owner) still needs in the end.",
        "In the end, how many dollars does \(owner) still need?")
    }
  }
}
