/// Scenes of `buying`, `discounts`, `taxes` and `change`.
extension SceneBook {
  static let spendingOpenings: [Opening] = [
    Opening(.buying, 1, .cost) { try $0.buyOneKind() },
    Opening(.buying, 2, .cost) { try $0.buyLumpAndKind() },
    Opening(.buying, 3, .cost) { try $0.buyTwoKinds() },
    Opening(.discounts, 1, .cost) { try $0.buyWithRebate() },
    Opening(.discounts, 2, .cost) { try $0.buyOnSale() },
    Opening(.taxes, 1, .cost) { try $0.payFee() },
    Opening(.taxes, 3, .cost) { try $0.payRestaurant() },
    Opening(.change, 1, .funds) { try $0.payWithBill() },
    Opening(.change, 3, .funds) { try $0.countCoins() },
  ]

  static let spendingSequels: [Sequel] = [
    Sequel(.buying, 2, from: .cost) { try $0.buyMore($1) },
    Sequel(.buying, 2, from: .funds) { try $0.spendOnThings($1) },
    Sequel(.buying, 1, from: .funds) { try $0.buyAsManyAsPossible($1) },
    Sequel(.discounts, 1, from: .cost) { try $0.takeCoupon($1) },
    Sequel(.discounts, 2, from: .cost) { try $0.takePercentOff($1) },
    Sequel(.taxes, 2, from: .cost) { try $0.addTax($1) },
    Sequel(.taxes, 1, from: .cost) { try $0.addFee($1) },
    Sequel(.change, 1, from: .cost) { try $0.takeChange($1) },
    Sequel(.change, 2, from: .cost) { try $0.takeChangeOfBills($1) },
  ]
}

extension Story {
  private mutating func place() -> String { pick(Settings.places) }

  private func costTopic(_ quantity: StoryQuantity, _ owner: Person) -> Topic {
    Topic(
      .cost, quantity, owner,
      asks:
        "how much does \(owner) [pay|have to pay|need to pay] [in total|altogether|for everything]?",
      "[find|work out|calculate] how many dollars \(owner) [pays|has to pay|spends] [in all|in total].",
      "what [is|will be] the [total cost|final bill] for \(owner), in dollars?",
      "how many dollars [does \(owner) owe|will \(owner) spend] in the end?")
  }

  mutating func buyOneKind() throws -> Topic {
    let (who, thing) = (try person(), try noun(StoryNoun.goods + StoryNoun.foods))
    let number = try count(3...15, thing.unit, "the number of \(thing.plural) that \(who) buys")
    let price = try money(2...18, "the price of one \(thing.singular)")
    let where_ = place()
    say(
      who,
      "\(who) [buys|picks up|takes] \(number) \(thing.plural) [for|at] \(price) each \(where_)",
      "\(where_), \(who) [finds|chooses] \(number) \(thing.plural) that cost \(price) each",
      "each \(thing.singular) [costs|is priced at] \(price), and \(who) [needs|wants|orders] \(number) \(thing.plural)",
      "\(who) [puts|lays] \(number) \(thing.plural) [into the cart|on the counter]; one \(thing.singular) [costs|is] \(price)"
    )
    let cost = try step(
      .multiply, number, price, .dollars, "\(who) pays", "dollars for the \(thing.plural)")
    return costTopic(cost, who)
  }

  mutating func buyLumpAndKind() throws -> Topic {
    let (who, first) = (try person(), try noun(StoryNoun.goods))
    let second = try noun(StoryNoun.foods)
    let lump = try money(6...60, "the price of the \(first.singular)")
    say(
      who, "\(who) [buys|gets] a \(first.singular) for \(lump)",
      "a \(first.singular) [sets \(who) back|costs \(who)] \(lump)",
      "\(who) [spends|pays] \(lump) on a \(first.singular) \(place())")
    let number = try count(2...12, second.unit, "the number of \(second.plural) that \(who) buys")
    let price = try money(1...9, "the price of one \(second.singular)")
    say(
      who, "\(who) also [takes|buys|wants] \(number) \(second.plural) at \(price) each",
      "[besides|in addition], \(number) \(second.plural) [go|come] into the basket at \(price) [apiece|each]",
      "then there are \(number) \(second.plural) to pay for, \(price) [per piece|for every single one]"
    )
    let part = try step(
      .multiply, number, price, .dollars, "The \(second.plural) cost", "dollars")
    let cost = try step(
      .add, lump, part, .dollars, "With the \(first.singular), \(who) pays", "dollars")
    return costTopic(cost, who)
  }

  mutating func buyTwoKinds() throws -> Topic {
    let (who, first, second) = (
      try person(), try noun(StoryNoun.goods), try noun(StoryNoun.goods)
    )
    let (n1, p1) = (
      try count(2...12, first.unit, "the number of \(first.plural)"),
      try money(2...15, "the price of one \(first.singular)")
    )
    say(
      who,
      "\(who) [goes shopping|stops] \(place()) and [buys|takes] \(n1) \(first.plural) at \(p1) each",
      "\(who) [orders|gets] \(n1) \(first.plural), which [cost|are] \(p1) [apiece|each]",
      "the \(first.plural) that \(who) [likes|wants] cost \(p1) each, so \(who) takes \(n1) \(first.plural)"
    )
    let (n2, p2) = (
      try count(2...12, second.unit, "the number of \(second.plural)"),
      try money(2...15, "the price of one \(second.singular)")
    )
    say(
      who, "\(who) [adds|also buys] \(n2) \(second.plural) [for|at] \(p2) each",
      "at \(p2) [apiece|each], \(n2) \(second.plural) are [added|bought] as well",
      "the [same|next] shop sells \(second.plural) at \(p2) each, and \(who) buys \(n2) \(second.plural)"
    )
    let one = try step(.multiply, n1, p1, .dollars, "The \(first.plural) cost", "dollars")
    let two = try step(.multiply, n2, p2, .dollars, "The \(second.plural) cost", "dollars")
    return costTopic(
      try step(.add, one, two, .dollars, "Altogether, \(who) pays", "dollars"), who)
  }

  mutating func buyMore(_ topic: Topic) throws -> Topic {
    let (who, thing) = (topic.owner, try noun(StoryNoun.goods))
    let number = try count(2...10, thing.unit, "the number of \(thing.plural) that \(who) adds")
    let price = try money(2...14, "the price of one \(thing.singular)")
    say(
      who, "\(who) then [remembers|decides] to get \(number) \(thing.plural) too, at \(price) each",
      "[before leaving|at the last moment], \(who) [adds|grabs] \(number) \(thing.plural) that cost \(price) [apiece|each]",
      "\(number) \(thing.plural), each [costing|worth] \(price), [are added to the bill|have to be paid as well]"
    )
    let part = try step(.multiply, number, price, .dollars, "The \(thing.plural) cost", "dollars")
    return costTopic(
      try step(
        .add, topic.quantity, part, .dollars, "With the \(thing.plural), \(who) pays", "dollars"),
      who)
  }

  mutating func buyWithRebate() throws -> Topic {
    let (who, thing) = (try person(), try noun(StoryNoun.goods))
    let price = try money(20...90, "the usual price of the \(thing.singular)")
    let off = try money(2...15, "the reduction")
    say(
      who,
      "\(who) [wants|plans] to buy a \(thing.singular) that [usually|normally] costs \(price), but today it is \(off) cheaper",
      "the price of a \(thing.singular) has [dropped|fallen] by \(off) from \(price), and \(who) buys one",
      "\(who) has a [voucher|gift card] for \(off) and uses it for a \(thing.singular) [priced at|worth] \(price)"
    )
    return costTopic(
      try step(
        .subtract, price, off, .dollars, "For the \(thing.singular), \(who) pays", "dollars"), who)
  }

  mutating func buyOnSale() throws -> Topic {
    let (who, thing) = (try person(), try noun(StoryNoun.goods + StoryNoun.made))
    let price = try money(20...200, cents: 10, "the regular price of the \(thing.singular)")
    let off = try percent("the percentage of the reduction")
    say(
      who,
      "\(who) buys a \(thing.singular) whose regular price is \(price), [at|with] a discount of \(off)",
      "a \(thing.singular) that [normally|usually] costs \(price) is on sale for \(off) off, and \(who) [takes|buys] it",
      "\(place()), \(who) [spots|finds] a \(thing.singular) marked \(price); [the sign says|the seller offers] \(off) off today"
    )
    let cut = try step(
      .multiply, price, off, .dollars, "The reduction is", "dollars")
    return costTopic(
      try step(.subtract, price, cut, .dollars, "\(who) pays", "dollars for the \(thing.singular)"),
      who)
  }

  mutating func takeCoupon(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let off = try money(2...12, cents: 20, "the value of the coupon")
    say(
      who, "\(who) [has|hands over|uses] a coupon [worth|for] \(off)",
      "the cashier [takes|deducts] \(off) off the bill [as a favor|because of a coupon]",
      "a [loyalty card|gift voucher] [lowers|reduces] the bill by \(off)")
    return costTopic(
      try step(
        .subtract, topic.quantity, off, .dollars, "With the coupon, \(who) pays", "dollars"), who)
  }

  mutating func takePercentOff(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let off = try percent([5, 10, 15, 20, 25, 30, 40, 50], "the percentage off the bill")
    say(
      who, "\(who) [gets|receives|is given] a discount of \(off) on the [whole|entire] bill",
      "[as a member|as a regular customer], \(who) [saves|is allowed] \(off) of the total",
      "[today|this week], the [shop|store] takes \(off) off every bill")
    let cut = try step(
      .multiply, topic.quantity, off, .dollars, "The discount is", "dollars")
    return costTopic(
      try step(
        .subtract, topic.quantity, cut, .dollars, "After the discount, \(who) pays", "dollars"), who
    )
  }

  mutating func payFee() throws -> Topic {
    let who = try person()
    let price = try money(12...80, "the price of the order")
    let fee = try money(2...9, "the delivery fee")
    say(
      who,
      "\(who) orders [dinner|lunch|groceries] for \(price), and the [courier|delivery] [charges|costs] \(fee) [more|extra]",
      "an order of \(who) [comes to|adds up to] \(price) plus a delivery fee of \(fee)",
      "\(who) has a parcel worth \(price) [brought home|delivered], for which a fee of \(fee) is added"
    )
    return costTopic(
      try step(.add, price, fee, .dollars, "With the fee, \(who) pays", "dollars"), who)
  }

  mutating func payRestaurant() throws -> Topic {
    let who = try person()
    let main = try money(8...40, "the price of the main course")
    let drink = try money(2...9, "the price of the drink")
    say(
      who, "\(who) eats out: the main course [costs|is] \(main) and the drink \(drink)",
      "in a restaurant, \(who) [orders|has] a main course for \(main) and a drink for \(drink)",
      "the bill of \(who) lists a main course at \(main) and a drink at \(drink)")
    let tip = try percent([10, 15, 20, 25], "the percentage of the tip")
    say(
      who, "\(who) [leaves|adds] a tip of \(tip)",
      "a tip of \(tip) [comes on top|is customary there]",
      "[being happy with the service|as always], \(who) tips \(tip)")
    let bill = try step(.add, main, drink, .dollars, "The bill is", "dollars")
    let extra = try step(.multiply, bill, tip, .dollars, "The tip is", "dollars")
    return costTopic(
      try step(.add, bill, extra, .dollars, "With the tip, \(who) pays", "dollars"), who)
  }

  mutating func addTax(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let rate = try percent([5, 6, 8, 10, 12, 15, 20], "the rate of the tax")
    say(
      nil, "[sales tax|a tax] of \(rate) is [added|due] on [top of this|that amount]",
      "[in this city|in that state|there], a sales tax of \(rate) [applies|has to be paid]",
      "the [register|cashier] adds \(rate) [in tax|for the tax]")
    let tax = try step(.multiply, topic.quantity, rate, .dollars, "The tax is", "dollars")
    return costTopic(
      try step(.add, topic.quantity, tax, .dollars, "With the tax, \(who) pays", "dollars"), who)
  }

  mutating func addFee(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let fee = try money(1...12, "the fee")
    let what = pick(["gift wrapping", "delivery", "parking", "the bus home", "an engraving"])
    say(
      who, "\(who) pays \(fee) for \(what) [as well|on top]",
      "\(what) [costs|adds] [another|a further] \(fee)",
      "[there is also|do not forget] \(fee) for \(what)")
    return costTopic(
      try step(.add, topic.quantity, fee, .dollars, "With \(what), \(who) pays", "dollars"), who)
  }
}
