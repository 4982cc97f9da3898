/// What changes a price: the scenes of `discounts` and `taxes`.
extension Story {
  mutating func buyWithRebate() throws -> Topic {
    let (who, thing) = (try person(), try noun(StoryNoun.goods))
    let price = try money(20...90, "the usual price of the \(thing.singular)")
    let off = try money(2...15, "the reduction")
    say(
      who,
      [
        "\(who) [wants|plans] to buy \(thing.withArticle) that [usually|normally] costs \(price), but today it is \(off) cheaper",
        "the price of \(thing.withArticle) has [dropped|fallen] by \(off) from \(price), and \(who) buys one",
        "\(who) has a [voucher|gift card] for \(off) and uses it for \(thing.withArticle) [priced at|worth] \(price)",
        "[a store|an online shop] has cut the price of \(thing.withArticle) from \(price) by \(off), and \(who) [jumps at the chance|orders one at once]",
        "\(who) [bargains|negotiates] until the seller takes \(off) off the price of \(thing.withArticle), which was \(price)",
        "because of a tiny scratch, \(thing.withArticle) that should cost \(price) is [given|sold] to \(who) for \(off) less",
        "the tag on \(thing.withArticle) says \(price), but \(who) [knows the owner|is a regular] and pays \(off) less than that",
      ])
    return costTopic(
      try step(
        .subtract, price, off, .dollars, "For the \(thing.singular), \(who) pays", "dollars"), who)
  }

  mutating func buyOnSale() throws -> Topic {
    let (who, thing) = (try person(), try noun(StoryNoun.goods + StoryNoun.made))
    let price = try money(20...200, cents: 10, "the regular price of the \(thing.singular)")
    let off = try percent("the percentage of the reduction")
    let where_ = place()
    say(
      who,
      [
        "\(who) buys \(thing.withArticle) whose regular price is \(price), [at|with] a discount of \(off)",
        "\(thing.withArticle) that [normally|usually] costs \(price) is on sale for \(off) off, and \(who) [takes|buys] it",
        "\(where_), \(who) [spots|finds] \(thing.withArticle) marked \(price); [the sign says|the seller offers] \(off) off today",
        "\(who) waited [for weeks|all summer] until \(thing.withArticle) that used to cost \(price) went on sale at \(off) off, and then bought it",
        "before the sale \(thing.withArticle) was \(price); with \(off) off, \(who) [finally buys|decides to buy] it",
        "\(thing.withArticle) is [listed|advertised] at \(price), and since it is the last one, \(who) [gets|is granted] a reduction of \(off)",
        "[loyal customers|early birds|members] get \(off) off the regular price of \(price) for \(thing.withArticle), and \(who) [is one of them|belongs to them] and buys one",
      ])
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
      who,
      [
        "\(who) [has|hands over|uses] a coupon [worth|for] \(off)",
        "the cashier [takes|deducts] \(off) off the bill [as a favor|because of a coupon]",
        "a [loyalty card|gift voucher] [lowers|reduces] the bill by \(off)",
        "\(who) remembers [a coupon|a voucher] from the [newspaper|mail] that takes off \(off)",
        "thanks to [a coupon|a promotional code|some bonus points], \(who) does not have to pay \(off) of that",
        "the store credits \(who) with \(off) for [returned bottles|an earlier mistake|a long wait]",
        "\(off) of the total [is waived|is forgiven|is taken off] because \(who) [complained politely|brought a friend|signed up for the newsletter]",
      ])
    return costTopic(
      try step(
        .subtract, topic.quantity, off, .dollars, "With the coupon, \(who) pays", "dollars"), who)
  }

  mutating func takePercentOff(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let off = try percent([5, 10, 15, 20, 25, 30, 40, 50], "the percentage off the bill")
    say(
      who,
      [
        "\(who) [gets|receives|is given] a discount of \(off) on the [whole|entire] bill",
        "[as a member|as a regular customer], \(who) [saves|is allowed] \(off) of the total",
        "[today|this week], the [shop|store] takes \(off) off every bill",
        "\(who) [shows|presents] a [student|club|library] card, which [brings|cuts] the bill down by \(off)",
        "it happens to be \(who)'s birthday, and the owner knocks \(off) off the bill",
        "a promotion [grants|gives] \(who) \(off) off everything",
        "the total for \(who) shrinks by \(off) because [the shop is closing down|it is the end of the season|business is slow]",
      ])
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
      [
        "\(who) orders [dinner|lunch|groceries] for \(price), and the [courier|delivery] [charges|costs] \(fee) [more|extra]",
        "an order of \(who) [comes to|adds up to] \(price) plus a delivery fee of \(fee)",
        "\(who) has a parcel worth \(price) [brought home|delivered], for which a fee of \(fee) is added",
        "[the groceries|the flowers|the pizzas] that \(who) has delivered cost \(price), not counting a fee of \(fee) for the delivery",
        "\(who) [books|reserves] seats for \(price) and has to add a [booking|service] fee of \(fee)",
        "the repair of \(who)'s bicycle is \(price), to which the mechanic adds a fee of \(fee) for [cleaning|oil|storage]",
        "the shipping fee is \(fee) when \(who) orders [a coat|some tools|a set of books] for \(price) [online|from a catalog]",
      ])
    return costTopic(
      try step(.add, price, fee, .dollars, "With the fee, \(who) pays", "dollars"), who)
  }

  mutating func payRestaurant() throws -> Topic {
    let who = try person()
    let main = try money(8...40, "the price of the main course")
    let drink = try money(2...9, "the price of the drink")
    say(
      who,
      [
        "\(who) eats out: the main course [costs|is] \(main) and the drink \(drink)",
        "in a restaurant, \(who) [orders|has] a main course for \(main) and a drink for \(drink)",
        "the bill of \(who) lists a main course at \(main) and a drink at \(drink)",
        "\(who) treats [a friend|a colleague|an uncle] to a main course for \(main) and has just a drink for \(drink)",
        "on the menu, the main course that \(who) picks is \(main), and the drink that goes with it is \(drink)",
        "lunch [at the harbor|in the old town|at the diner] costs \(who) \(main) for a main course and \(drink) for something to drink",
      ])
    let tip = try percent([10, 15, 20, 25], "the percentage of the tip")
    say(
      who,
      [
        "\(who) [leaves|adds] a tip of \(tip)",
        "a tip of \(tip) [comes on top|is customary there]",
        "[being happy with the service|as always], \(who) tips \(tip)",
        "\(who) wants to thank the waiter and rounds things off with a tip of \(tip)",
        "[it is a custom|it is good manners] to leave \(tip) as a tip, which \(who) does",
        "the service was [excellent|quick|friendly], so \(who) [gives|pays] \(tip) of the bill as a tip",
        "\(who) never leaves without a tip, which is \(tip) this time",
      ])
    let bill = try step(.add, main, drink, .dollars, "The bill is", "dollars")
    let extra = try step(.multiply, bill, tip, .dollars, "The tip is", "dollars")
    return costTopic(
      try step(.add, bill, extra, .dollars, "With the tip, \(who) pays", "dollars"), who)
  }

  mutating func addTax(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let rate = try percent([5, 6, 8, 10, 12, 15, 20], "the rate of the tax")
    say(
      nil,
      [
        "[sales tax|a tax] of \(rate) is [added|due] on [top of this|that amount]",
        "[in this city|in that state|there], a sales tax of \(rate) [applies|has to be paid]",
        "the [register|cashier] adds \(rate) [in tax|for the tax]",
        "the state [collects|takes|demands] a tax of \(rate) on such [purchases|goods]",
        "none of these amounts [includes|contains] the sales tax, which is \(rate)",
        "do not forget the tax, which [adds|amounts to] \(rate) of that",
        "because of the sales tax, the amount [rises|goes up|increases] by \(rate)",
      ])
    let tax = try step(.multiply, topic.quantity, rate, .dollars, "The tax is", "dollars")
    return costTopic(
      try step(.add, topic.quantity, tax, .dollars, "With the tax, \(who) pays", "dollars"), who)
  }

  mutating func addFee(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let fee = try money(1...12, "the fee")
    let what = pick(["gift wrapping", "delivery", "parking", "the bus home", "an engraving"])
    say(
      who,
      [
        "\(who) pays \(fee) for \(what) [as well|on top]",
        "\(what) [costs|adds] [another|a further] \(fee)",
        "[there is also|do not forget] \(fee) for \(what)",
        "\(who) [spends|lays out] \(fee) more on \(what)",
        "in addition, \(who) has to pay \(fee) for \(what)",
        "then comes \(what), for which \(who) is charged \(fee)",
        "the final bill also lists \(what) at \(fee)",
      ])
    return costTopic(
      try step(.add, topic.quantity, fee, .dollars, "With \(what), \(who) pays", "dollars"), who)
  }
}
