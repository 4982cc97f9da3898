extension BasicDraft {
  mutating func tellCollecting(steps: Int) throws(Rejection) {
    let people = sample(2, of: BasicLexicon.names)
    let (owner, friend) = (people[0], people[1])
    let noun = pick(BasicLexicon.things)
    let thing = noun.plural
    var left = steps

    let ending = left > 1 ? try number(2, 7) : 7
    if ending < 6 { left -= 1 }
    var amount: BasicQuantity
    if left > 2, chance(40) {
      amount = try tellBoxes(of: noun, owner: owner)
      left -= 1
    } else {
      amount = try given(5, 60)
      let count = amount.value
      say(
        "\(owner) has \(count) \(thing).", "\(owner) owns \(count) \(thing).",
        "At first, \(owner) has \(count) \(thing).", "\(owner) starts with \(count) \(thing).")
    }
    try sometimesDistract(owner, apartFrom: noun)
    while left > 0 {
      if left > 1, chance(45) {
        amount = try tellGroupGiftOrPurchase(amount, owner: owner, noun: noun)
        left -= 2
      } else {
        amount = try tellGiftOrLoss(amount, owner: owner, friend: friend, thing: thing)
        left -= 1
      }
    }
    try finishCollecting(amount, ending: ending, owner: owner, friend: friend, thing: thing)
  }

  private mutating func tellBoxes(of noun: BasicLexicon.Noun, owner: String) throws(Rejection)
    -> BasicQuantity
  {
    let container = pick(BasicLexicon.containers)
    let (boxes, each) = (try given(2, 9), try given(2, 10))
    let (count, size) = (boxes.value, each.value)
    say(
      "\(owner) has \(count) \(container.plural) with \(size) \(noun.plural) in each.",
      "\(owner) owns \(count) \(container.plural) of \(size) \(noun.plural) each.",
      "\(owner) has \(count) \(container.plural). Each \(container.singular) holds \(size) \(noun.plural).",
      "\(owner) starts with \(count) full \(container.plural). There are \(size) \(noun.plural) in each \(container.singular)."
    )
    return try compute(.multiply, boxes, each, "\(owner) has", noun.plural)
  }

  private mutating func tellGiftOrLoss(
    _ amount: BasicQuantity, owner: String, friend: String, thing: String
  ) throws(Rejection) -> BasicQuantity {
    let gains = amount.value < 5 || (amount.value < 80 && chance(50))
    let change = try given(2, gains ? 30 : amount.value - 2)
    let count = change.value
    if gains {
      if chance(50) {
        say(
          "Then \(owner) finds \(count) more \(thing).",
          "After that, \(owner) finds another \(count) \(thing).",
          "Next, \(owner) finds \(count) \(thing).",
          "Later, \(count) more \(thing) are found by \(owner).")
      } else {
        say(
          "Then \(friend) gives \(owner) \(count) \(thing).",
          "After that, \(owner) gets \(count) \(thing) from \(friend).",
          "Next, \(friend) hands \(count) \(thing) to \(owner).",
          "Later, \(owner) is given \(count) \(thing) by \(friend).")
      }
      return try compute(.add, amount, change, "\(owner) now has", thing)
    }
    if chance(50) {
      say(
        "Then \(owner) gives \(count) \(thing) to \(friend).",
        "After that, \(friend) gets \(count) \(thing) from \(owner).",
        "Next, \(owner) hands \(count) \(thing) to \(friend).",
        "Later, \(owner) gives \(friend) \(count) of the \(thing).")
    } else {
      say(
        "Then \(owner) loses \(count) \(thing).",
        "After that, \(owner) loses \(count) of the \(thing).",
        "Next, \(count) of the \(thing) are lost.", "Later, \(count) \(thing) get lost.")
    }
    return try compute(.subtract, amount, change, "\(owner) now has", "\(thing) left")
  }

  private mutating func tellGroupGiftOrPurchase(
    _ amount: BasicQuantity, owner: String, noun: BasicLexicon.Noun
  ) throws(Rejection) -> BasicQuantity {
    let thing = noun.plural
    let buys = amount.value < 8 || (amount.value < 70 && chance(50))
    let (groups, each) = (try given(2, 7), try given(2, 9))
    let (count, size) = (groups.value, each.value)
    if buys {
      let container = pick(BasicLexicon.containers)
      say(
        "Then \(owner) buys \(count) \(container.plural) with \(size) \(thing) in each.",
        "After that, \(owner) buys \(count) \(container.plural) of \(size) \(thing) each.",
        "Next, \(owner) gets \(count) \(container.plural). There are \(size) \(thing) in each \(container.singular).",
        "Later, \(owner) buys \(count) \(container.plural). Each \(container.singular) holds \(size) \(thing)."
      )
      let bought = try compute(
        .multiply, groups, each, "The \(container.plural) hold", thing)
      return try compute(.add, amount, bought, "\(owner) now has", thing)
    }
    say(
      "Then \(owner) gives \(size) \(thing) to each of \(count) friends.",
      "After that, \(count) friends get \(size) \(thing) each from \(owner).",
      "Next, \(owner) meets \(count) friends and gives \(size) \(thing) to each.",
      "Later, \(owner) hands out \(size) \(thing) to each of \(count) friends.")
    let gifts = try compute(.multiply, groups, each, "The friends get", thing)
    return try compute(.subtract, amount, gifts, "\(owner) now has", "\(thing) left")
  }

  private mutating func finishCollecting(
    _ amount: BasicQuantity, ending: Int, owner: String, friend: String, thing: String
  ) throws(Rejection) {
    switch ending {
    case 2:
      let friends = try givenDivisor(of: amount, upTo: 9)
      say(
        "In the end, \(owner) shares the \(thing) equally among \(friends.value) friends.",
        "At last, \(friends.value) friends share all these \(thing) equally.",
        "In the end, all the \(thing) are shared equally by \(friends.value) friends.",
        "At last, \(owner) gives all the \(thing) to \(friends.value) friends in equal parts.")
      let share = try compute(.divide, amount, friends, "Each friend gets", thing)
      ask(
        for: share, "How many \(thing) does each friend get?",
        "What is the number of \(thing) that each friend gets?",
        "Find the number of \(thing) for each friend.",
        "How many \(thing) are there for each friend?")
    case 3:
      let factor = try given(2, 6)
      say(
        "In the end, \(friend) has \(factor.value) times as many \(thing) as \(owner).",
        "At last, the number of \(thing) that \(friend) has is \(factor.value) times that of \(owner).",
        "In the end, \(friend) has \(factor.value) \(thing) for each one that \(owner) has.",
        "Compared with \(owner) in the end, \(friend) has \(factor.value) times as many \(thing).")
      let result = try compute(.multiply, amount, factor, "\(friend) has", thing)
      askCount(result, of: thing, whose: friend)
    case 4:
      let other = try given(2, amount.value - 2)
      say(
        "In the end, \(friend) has \(other.value) \(thing).",
        "At last, \(friend) has \(other.value) \(thing).",
        "In the end, there are \(other.value) \(thing) in the hands of \(friend).",
        "At last, \(friend) is left with \(other.value) \(thing).")
      let result = try compute(
        .subtract, amount, other, "\(owner) has", "more \(thing) than \(friend)")
      ask(
        for: result, "How many more \(thing) does \(owner) have than \(friend) in the end?",
        "By how many \(thing) is \(owner) ahead of \(friend) in the end?",
        "Find how many more \(thing) \(owner) has than \(friend) in the end.",
        "In the end, how many more \(thing) than \(friend) does \(owner) have?")
    case 5:
      let other = try given(2, 40)
      say(
        "In the end, \(friend) has \(other.value) \(thing).",
        "At last, \(friend) has \(other.value) \(thing).",
        "In the end, there are \(other.value) \(thing) in the hands of \(friend).",
        "At last, \(friend) is left with \(other.value) \(thing).")
      let result = try compute(.add, amount, other, "\(owner) and \(friend) have", thing)
      ask(
        for: result, "How many \(thing) do \(owner) and \(friend) have together in the end?",
        "What is the total number of \(thing) that \(owner) and \(friend) have in the end?",
        "Find how many \(thing) \(owner) and \(friend) have together in the end.",
        "In the end, how many \(thing) do \(owner) and \(friend) have in all?")
    default:
      askCount(amount, of: thing, whose: owner)
    }
  }

  private mutating func askCount(_ quantity: BasicQuantity, of thing: String, whose person: String)
  {
    ask(
      for: quantity, "How many \(thing) does \(person) have in the end?",
      "What is the number of \(thing) that \(person) has in the end?",
      "Find the number of \(thing) that \(person) has in the end.",
      "In the end, how many \(thing) does \(person) have?")
  }
}
