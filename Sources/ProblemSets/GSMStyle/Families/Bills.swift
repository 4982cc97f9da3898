import Answers

/// The stories of `change` and of money that is spent.
extension Story {
  private func changeTopic(_ change: StoryQuantity, _ who: Person) -> Topic {
    Topic(
      .funds, change, who,
      asks: [
        "how much [money|change] does \(who) [get back|have left]?",
        "how many dollars [are left for|remain for|go back to] \(who)?",
        "[find|calculate] the money that \(who) [still has|is left with] [after this|then], in dollars.",
        "how much money remains in \(who)'s hands?",
        "what is left of \(who)'s money, in dollars?",
        "how many dollars does \(who) have [left over|to spare] after that?",
        "[figure out|determine] how many dollars [stay with|remain to] \(who).",
      ])
  }

  mutating func payWithBill() throws -> Topic {
    let (who, thing) = (try person(), try noun(StoryNoun.goods + StoryNoun.foods))
    let price = try money(3...40, cents: 60, "the price of the \(thing.singular)")
    let bill = given(pick([20, 50, 100]).rational, .dollars, "the value of the bill")
    say(
      who,
      [
        "\(who) pays for \(thing.withArticle) that costs \(price) with a bill of \(bill)",
        "\(who) [hands|gives] the [seller|cashier] \(bill) for \(thing.withArticle) that is [priced at|worth] \(price)",
        "\(thing.withArticle) costs \(price); \(who) [puts down|pays with] \(bill)",
        "for \(thing.withArticle) at \(price), \(who) [lays|slides] \(bill) [onto|across] the counter",
        "\(who) has only a bill of \(bill) and uses it to [buy|get] \(thing.withArticle) for \(price)",
        "\(who)'s [grandmother|uncle|aunt] gave \(who) \(bill), and \(thing.withArticle) for \(price) is [paid for with it|bought from it]",
        "out of \(bill), \(who) spends \(price) on \(thing.withArticle)",
      ])
    return changeTopic(
      try step(.subtract, bill, price, .dollars, "\(who) gets back", "dollars"), who)
  }

  mutating func countCoins() throws -> Topic {
    let who = try person()
    let (first, second) = (StoryUnit("quarter", "quarters"), StoryUnit("dime", "dimes"))
    let quarters = try count(4...40, first, "the number of quarters")
    let dimes = try count(3...40, second, "the number of dimes")
    say(
      who,
      [
        "\(who) [finds|has|counts] \(quarters) quarters and \(dimes) dimes in [a jar|a piggy bank|an old coat]",
        "in the piggy bank of \(who) there are \(quarters) quarters and \(dimes) dimes",
        "\(who) [empties|opens] a money box and [sees|counts] \(dimes) dimes and \(quarters) quarters",
        "\(who) has been [throwing|dropping] coins into a jar, and now there are \(quarters) quarters and \(dimes) dimes in it",
        "when \(who) [turns|shakes] out the old purse, \(quarters) quarters and \(dimes) dimes [roll|fall] onto the table",
        "[the tip jar|the cash box] of \(who)'s stand holds \(quarters) quarters along with \(dimes) dimes",
        "\(who) sorts a handful of change into \(quarters) quarters and \(dimes) dimes",
      ])
    let (q, d) = (
      try fixed(1, over: 4, .dollars), try fixed(1, over: 10, .dollars)
    )
    let one = try step(.multiply, quarters, q, .dollars, "The quarters are worth", "dollars")
    let two = try step(.multiply, dimes, d, .dollars, "The dimes are worth", "dollars")
    return moneyTopic(try step(.add, one, two, .dollars, "\(who) has", "dollars"), who)
  }

  mutating func takeChange(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let paid = try money(10...120, cents: 0, "the money that \(who) hands over")
    guard paid.value.subtracting(topic.quantity.value)?.isPositive == true else {
      throw Rejection()
    }
    say(
      who,
      [
        "\(who) [pays with|hands over|gives the cashier] \(paid)",
        "\(who) had \(paid) [at the beginning|before all this] and [pays from that|uses it to pay]",
        "[to settle this|for all that], \(who) [takes|pulls] \(paid) out of [a|the] wallet",
        "\(who) has brought along \(paid) and pays with that",
        "\(who) opens a wallet with \(paid) in it and [settles|pays] the bill",
        "when it is time to pay, \(who) [passes|slides] \(paid) [across the counter|to the clerk]",
        "\(paid) is what \(who) [carries|has in a pocket|withdrew that morning], and the bill is paid [from it|out of it]",
      ])
    return changeTopic(
      try step(.subtract, paid, topic.quantity, .dollars, "\(who) has", "dollars left"), who)
  }

  mutating func takeChangeOfBills(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let bills = try count(2...9, StoryUnit("bill", "bills"), "the number of bills")
    let worth = given(pick([5, 10, 20, 50]).rational, .dollars, "the value of one bill")
    say(
      who,
      [
        "\(who) pays with \(bills) bills of \(worth) each",
        "\(who) has \(bills) bills, each worth \(worth), and [pays|settles it] with [these|them]",
        "\(who) counts out \(bills) bills worth \(worth) each and [lets the clerk take what is due|waits for the change]",
        "there are \(bills) bills of \(worth) in \(who)'s wallet, and all of them are handed to the cashier",
        "to pay, \(who) [puts|lays] \(bills) bills on the table, every one of them worth \(worth)",
      ])
    let paid = try step(.multiply, bills, worth, .dollars, "\(who) hands over", "dollars")
    return changeTopic(
      try step(.subtract, paid, topic.quantity, .dollars, "\(who) gets back", "dollars"), who)
  }

  mutating func spendOnThings(_ topic: Topic) throws -> Topic {
    let (who, thing) = (topic.owner, try noun(StoryNoun.goods))
    let number = try count(2...9, thing.unit, "the number of \(thing.plural) that \(who) buys")
    let price = try money(2...20, "the price of one \(thing.singular)")
    say(
      who,
      [
        "\(who) [uses|takes] this money to buy \(number) \(thing.plural) at \(price) each",
        "[with it|from that], \(who) [gets|buys] \(number) \(thing.plural), and every \(thing.singular) costs \(price)",
        "\(number) \(thing.plural), \(price) each, are then [paid|bought] [with|from] this money",
        "\(who) then walks into a shop and [leaves with|walks out with] \(number) \(thing.plural) for \(price) each",
        "out of this money, \(who) pays for \(number) \(thing.plural), at \(price) [a piece|for each one]",
        "\(who) has always wanted \(number) \(thing.plural) and now [buys|orders] them for \(price) each",
        "some of the money [goes into|is used for] \(number) \(thing.plural), which \(who) [finds|gets] for \(price) [apiece|each]",
      ])
    let cost = try step(.multiply, number, price, .dollars, "The \(thing.plural) cost", "dollars")
    return changeTopic(
      try step(.subtract, topic.quantity, cost, .dollars, "\(who) keeps", "dollars"), who)
  }

  mutating func buyAsManyAsPossible(_ topic: Topic) throws -> Topic {
    let (who, thing) = (topic.owner, try noun(StoryNoun.movable))
    let price = try divisor(
      of: topic.quantity, in: 2...12, quotient: thing.unit, .dollars,
      "the price of one \(thing.singular)")
    say(
      who,
      [
        "\(who) spends all of this money on \(thing.plural) that cost \(price) each",
        "every \(thing.singular) costs \(price), and \(who) [turns|changes] all this money into \(thing.plural)",
        "at \(price) [apiece|each], \(who) buys as many \(thing.plural) as this money [allows|is enough for]",
        "\(who) changes every last dollar into \(thing.plural), [paying|spending] \(price) for each of them",
        "\(who) wants as many \(thing.plural) as the money can buy, and one costs \(price)",
        "a dealer has \(thing.plural) for \(price) each, and \(who) spends the whole amount [there|on them]",
        "nothing of the money is left after \(who) has [paid for|bought] \(thing.plural) at \(price) each",
      ])
    let number = try step(
      .divide, topic.quantity, price, thing.unit, "\(who) buys", thing.plural)
    return Topic(
      .items, number, who, thing,
      asks: [
        "how many \(thing.plural) [does \(who) get|can \(who) buy|will \(who) buy]?",
        "[find|work out] the number of \(thing.plural) that \(who) [buys|can afford].",
      ])
  }
}
