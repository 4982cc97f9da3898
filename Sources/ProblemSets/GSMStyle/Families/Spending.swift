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
  mutating func place() -> String { pick(Settings.places) }

  func costTopic(_ quantity: StoryQuantity, _ owner: Person) -> Topic {
    Topic(
      .cost, quantity, owner,
      asks: [
        "how much does \(owner) [pay|have to pay|need to pay] [in total|altogether|for everything]?",
        "[find|work out|calculate] how many dollars \(owner) [pays|has to pay|spends] [in all|in total].",
        "what [is|will be] the [total cost|final bill] for \(owner), in dollars?",
        "how many dollars [does \(owner) owe|will \(owner) spend] in the end?",
        "what does \(owner) pay [in the end|all together|when everything is added up]?",
        "how much does all of this cost \(owner)?",
        "how many dollars does \(owner) need [to pay for everything|for all of this]?",
        "[calculate|determine|figure out] the amount [of money |]that \(owner) has to pay, in dollars.",
        "how much money [leaves \(owner)'s wallet|does this take out of \(owner)'s pocket]?",
        "can you tell how many dollars \(owner) [spends|has to pay] [altogether|in all]?",
      ])
  }

  mutating func buyOneKind() throws -> Topic {
    let (who, thing) = (try person(), try noun(StoryNoun.goods + StoryNoun.foods))
    let number = try count(3...15, thing.unit, "the number of \(thing.plural) that \(who) buys")
    let price = try money(2...18, "the price of one \(thing.singular)")
    let where_ = place()
    say(
      who,
      [
        "\(who) [buys|picks up|takes] \(number) \(thing.plural) [for|at] \(price) each \(where_)",
        "\(where_), \(who) [finds|chooses] \(number) \(thing.plural) that cost \(price) each",
        "each \(thing.singular) [costs|is priced at] \(price), and \(who) [needs|wants|orders] \(number) \(thing.plural)",
        "\(who) [puts|lays] \(number) \(thing.plural) [into the cart|on the counter]; one \(thing.singular) [costs|is] \(price)",
        "\(who) needs \(number) \(thing.plural) for [a school project|the club|the office], and \(where_) they [sell|go] for \(price) [apiece|each]",
        "at \(price) apiece, \(who) [cannot resist|settles on|loads up on] \(number) \(thing.plural) \(where_)",
        "\(who) [treats the whole team to|stocks up on|comes home with] \(number) \(thing.plural), [each of which|every one of which] costs \(price)",
        "one \(thing.singular) [goes|sells] for \(price) \(where_), and \(who) takes home \(number) \(thing.plural)",
        "\(number) \(thing.plural) are on \(who)'s shopping list, and [the label|the price tag] of [each one|every single one] says \(price)",
      ])
    let cost = try step(
      .multiply, number, price, .dollars, "\(who) pays", "dollars for the \(thing.plural)")
    return costTopic(cost, who)
  }

  mutating func buyLumpAndKind() throws -> Topic {
    let (who, first) = (try person(), try noun(StoryNoun.goods))
    let second = try noun(StoryNoun.foods)
    let lump = try money(6...60, "the price of the \(first.singular)")
    let where_ = place()
    say(
      who,
      [
        "\(who) [buys|gets] \(first.withArticle) for \(lump)",
        "\(first.withArticle) [sets \(who) back|costs \(who)] \(lump)",
        "\(who) [spends|pays] \(lump) on \(first.withArticle) \(where_)",
        "the first thing in \(who)'s basket is \(first.withArticle) [marked|labeled] \(lump)",
        "\(who) has been [looking|searching] for \(first.withArticle) for weeks and finally [finds|gets] one for \(lump)",
        "[needing|wanting] a new \(first.singular), \(who) pays \(lump) for [it|one] without [haggling|hesitating]",
        "a new \(first.singular) [takes|eats up] \(lump) of what \(who) [brought|carries]",
      ])
    let number = try count(2...12, second.unit, "the number of \(second.plural) that \(who) buys")
    let price = try money(1...9, "the price of one \(second.singular)")
    say(
      who,
      [
        "\(who) also [takes|buys|wants] \(number) \(second.plural) at \(price) each",
        "[besides|in addition], \(number) \(second.plural) [go|come] into the basket at \(price) [apiece|each]",
        "then there are \(number) \(second.plural) to pay for, \(price) [per piece|for every single one]",
        "\(number) \(second.plural) [catch \(who)'s eye|look tempting] as well, and every one of them [is marked|costs] \(price)",
        "\(who) [tops up|completes] the order with \(number) \(second.plural), which are sold at \(price) a piece",
        "since the \(second.plural) look so [good|fresh|tasty], \(who) asks for \(number) \(second.plural) and is charged \(price) for each",
        "on top of that come \(number) \(second.plural) for \(price) each, [a treat|a surprise] for [the kids|a roommate|a guest]",
      ])
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
    let where_ = place()
    say(
      who,
      [
        "\(who) [goes shopping|stops] \(where_) and [buys|takes] \(n1) \(first.plural) at \(p1) each",
        "\(who) [orders|gets] \(n1) \(first.plural), which [cost|are] \(p1) [apiece|each]",
        "the \(first.plural) that \(who) [likes|wants] cost \(p1) each, so \(who) takes \(n1) \(first.plural)",
        "\(n1) \(first.plural) [end up|land] in \(who)'s basket, and the price of each is \(p1)",
        "\(who) is [getting ready for|preparing for] a trip and [packs|picks] \(n1) \(first.plural) that are \(p1) each",
        "for the price of \(p1) apiece, \(who) [grabs|selects|chooses] \(n1) \(first.plural)",
      ])
    let (n2, p2) = (
      try count(2...12, second.unit, "the number of \(second.plural)"),
      try money(2...15, "the price of one \(second.singular)")
    )
    say(
      who,
      [
        "\(who) [adds|also buys] \(n2) \(second.plural) [for|at] \(p2) each",
        "at \(p2) [apiece|each], \(n2) \(second.plural) are [added|bought] as well",
        "the [same|next] shop sells \(second.plural) at \(p2) each, and \(who) buys \(n2) \(second.plural)",
        "a [clerk|salesman|friend] talks \(who) into \(n2) \(second.plural) as well, which [sell|go] for \(p2) each",
        "there is also a shelf full of \(second.plural) for \(p2) each, from which \(who) [takes|picks] \(n2) \(second.plural)",
        "somebody [asked for|wished for] \(n2) \(second.plural) too, so \(who) pays \(p2) for each of those",
      ])
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
      who,
      [
        "\(who) then [remembers|decides] to get \(number) \(thing.plural) too, at \(price) each",
        "[before leaving|at the last moment], \(who) [adds|grabs] \(number) \(thing.plural) that cost \(price) [apiece|each]",
        "\(number) \(thing.plural), each [costing|worth] \(price), [are added to the bill|have to be paid as well]",
        "on second thought, \(who) [goes back|returns] for \(number) \(thing.plural) at \(price) [apiece|each]",
        "a sign [offers|advertises] \(thing.plural) for \(price) each, which [persuades|convinces] \(who) to [take|add] \(number) \(thing.plural)",
        "\(who)'s [sister|brother|neighbor] calls and asks for \(number) \(thing.plural), so \(who) [gets|buys] those too, [paying|spending] \(price) on each",
        "\(who) is not finished yet: \(number) \(thing.plural) are still missing, and they sell for \(price) each",
        "near the exit, \(who) discovers a [table|rack] with \(thing.plural) and buys \(number) of them for \(price) each",
      ])
    let part = try step(.multiply, number, price, .dollars, "The \(thing.plural) cost", "dollars")
    return costTopic(
      try step(
        .add, topic.quantity, part, .dollars, "With the \(thing.plural), \(who) pays", "dollars"),
      who)
  }
}
