/// The stories of `mixtures` and `inventory`.
extension Story {
  private func litersTopic(_ quantity: StoryQuantity, _ who: Person, _ what: String) -> Topic {
    Topic(
      .liters, quantity, who,
      asks: [
        "how many liters [of it |]does \(who) have [then|in the end|now]?",
        "[find|determine] how many liters \(what) \(who) has.",
        "how many liters does \(who) end up with?",
        "what is the amount in liters that \(who) has [then|now]?",
        "how many liters are in \(who)'s possession [then|now]?",
      ])
  }

  mutating func mixDrinks() throws -> Topic {
    let who = try person()
    let juice = pick(["orange juice", "syrup", "apple juice", "blue paint", "cold tea"])
    let first = try count(2...30, .liters, "the liters of \(juice)")
    let second = try count(2...40, .liters, "the liters of water")
    say(
      who,
      [
        "\(who) [mixes|stirs] \(first) liters of \(juice) with \(second) liters of water",
        "into a [tub|barrel|large pot], \(who) pours \(first) liters of \(juice) and then \(second) liters of water",
        "\(second) liters of water are [poured|added] to \(who)'s \(first) liters of \(juice)",
        "\(who) thins \(first) liters of \(juice) with \(second) liters of water",
        "to \(first) liters of \(juice), \(who) adds \(second) liters of water and stirs well",
        "\(who) needs a big batch and combines \(first) liters of \(juice) and \(second) liters of water",
      ])
    return litersTopic(
      try step(.add, first, second, .liters, "\(who) has", "liters of the mixture"), who,
      "of the mixture")
  }

  mutating func mixSolutions() throws -> Topic {
    let who = try person()
    let stuff = pick(["salt", "acid", "fruit juice", "alcohol", "vinegar"])
    let (v1, p1) = (
      try count(4...60, .liters, "the liters of the first solution"),
      try percent([10, 20, 25, 30, 40, 50], "the share of \(stuff) in the first solution")
    )
    say(
      who,
      [
        "\(who) [takes|has] \(v1) liters of a solution with \(p1) \(stuff)",
        "one container of \(who)'s holds \(v1) liters, of which \(p1) is \(stuff)",
        "\(who) starts out with \(v1) liters of a liquid that is \(p1) \(stuff)",
        "in \(who)'s [laboratory|kitchen] stands a can with \(v1) liters of a solution, and \(p1) of it is \(stuff)",
      ])
    let (v2, p2) = (
      try count(4...60, .liters, "the liters of the second solution"),
      try percent([10, 20, 25, 30, 40, 50, 60], "the share of \(stuff) in the second solution")
    )
    say(
      who,
      [
        "\(who) [adds|pours in] \(v2) liters of another one with \(p2) \(stuff)",
        "a second container with \(v2) liters at \(p2) \(stuff) is [added|emptied into it]",
        "into the same container \(who) empties \(v2) liters of a solution with \(p2) \(stuff)",
        "then come \(v2) liters of a second liquid, of which \(p2) is \(stuff)",
      ])
    let one = try step(.multiply, v1, p1, .liters, "The first solution has", "liters of \(stuff)")
    let two = try step(.multiply, v2, p2, .liters, "The second solution has", "liters of \(stuff)")
    return Topic(
      .liters, try step(.add, one, two, .liters, "Together, there are", "liters of \(stuff)"), who,
      asks: [
        "how many liters of \(stuff) [are in the mixture|does the mixture contain]?",
        "[find|calculate] the liters of pure \(stuff) in the mixture.",
      ])
  }

  mutating func fillBottles(_ topic: Topic) throws -> Topic {
    let (who, thing) = (topic.owner, pick(StoryNoun.bottles))
    let size = try divisor(
      of: topic.quantity, in: 2...9, quotient: thing.unit, .liters,
      "the liters in one \(thing.singular)")
    say(
      who,
      [
        "\(who) [fills|pours] all of this into \(thing.plural) of \(size) liters each",
        "one \(thing.singular) [holds|takes] \(size) liters, and \(who) fills \(thing.plural) until nothing is left",
        "\(who) has \(thing.plural) that take \(size) liters each and fills one after the other until the liquid is used up",
        "everything goes into \(thing.plural), and \(who) gets \(size) liters into each",
        "to store it, \(who) uses \(thing.plural) with room for \(size) liters each",
      ])
    return Topic(
      .items, try step(.divide, topic.quantity, size, thing.unit, "\(who) fills", thing.plural),
      who, thing,
      asks: [
        "how many \(thing.plural) does \(who) [fill|need]?",
        "[find|work out] the number of \(thing.plural) that \(who) fills.",
      ])
  }

  mutating func spill(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let part = try percent([5, 10, 20, 25, 30, 40, 50], "the percentage that is lost")
    say(
      who,
      [
        "\(who) [spills|loses] \(part) of it by accident",
        "\(part) of this [evaporates|leaks out|is spilled] [overnight|on the way|unnoticed]",
        "a leak costs \(who) \(part) of it",
        "\(who) is careless for a moment, and \(part) of it runs [out|away]",
        "\(part) of it has gone bad and is poured away by \(who)",
      ])
    let lost = try step(.multiply, topic.quantity, part, .liters, "The loss is", "liters")
    return litersTopic(
      try step(.subtract, topic.quantity, lost, .liters, "\(who) has", "liters left"), who,
      "are left and")
  }

  mutating func sellLiters(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let price = try money(1...9, "the price of one liter")
    say(
      who,
      [
        "\(who) sells all of it at \(price) a liter",
        "each liter is sold for \(price), [and nothing is left|down to the last drop]",
        "\(who) finds buyers for all of it, at a price of \(price) a liter",
        "for every liter, \(who) gets \(price), and all of it is sold",
        "a [restaurant|stall] takes everything from \(who) and pays \(price) per liter",
      ])
    return moneyTopic(
      try step(.multiply, topic.quantity, price, .dollars, "\(who) receives", "dollars"), who)
  }

  mutating func sellFromStock() throws -> Topic {
    let (who, thing) = (try person(), try noun(StoryNoun.movable + StoryNoun.goods))
    let start = try count(30...200, thing.unit, "the number of \(thing.plural) at first")
    let sold = try count(5...90, thing.unit, "the number of \(thing.plural) that are sold")
    say(
      who,
      [
        "\(who)'s [shop|stand|store] [opens|starts] with \(start) \(thing.plural) and sells \(sold) \(thing.plural) [by noon|that day]",
        "\(who) has \(start) \(thing.plural) in stock, of which \(sold) are sold [on Monday|during the morning]",
        "out of a stock of \(start) \(thing.plural), \(who) sells \(sold) \(thing.plural)",
        "\(sold) \(thing.plural) are sold from \(who)'s stock, which counted \(start) \(thing.plural) [before|in the morning]",
        "\(who) runs a [stall|kiosk]. Of \(start) \(thing.plural) in the morning, customers buy \(sold) \(thing.plural)",
        "\(sold) \(thing.plural) are sold out of the \(thing.plural) in \(who)'s shop, where there were \(start) \(thing.plural)",
      ])
    return itemsTopic(
      try step(.subtract, start, sold, thing.unit, "\(who) has", "\(thing.plural) left"), who, thing
    )
  }

  mutating func stockDays() throws -> Topic {
    let (who, thing) = (try person(), try noun(StoryNoun.movable + StoryNoun.goods))
    let start = try count(30...200, thing.unit, "the number of \(thing.plural) at first")
    let sold = try count(5...90, thing.unit, "the number of \(thing.plural) that are sold")
    let came = try count(5...90, thing.unit, "the number of \(thing.plural) that are delivered")
    say(
      who,
      [
        "\(who) [begins|starts] the week with \(start) \(thing.plural) in the [shop|warehouse]",
        "in \(who)'s [warehouse|store room] there are \(start) \(thing.plural)",
        "\(start) \(thing.plural) lie ready in \(who)'s shop at the beginning of the week",
        "\(who) takes over a shop with \(start) \(thing.plural) in it",
        "an inventory shows that \(who) has \(start) \(thing.plural)",
      ])
    say(
      who,
      [
        "\(who) sells \(sold) \(thing.plural) on [Monday|the first day] and gets a delivery of \(came) \(thing.plural) on [Tuesday|the second day]",
        "[first|on the first day], \(sold) \(thing.plural) are sold, then \(came) \(thing.plural) [come in|arrive]",
        "customers buy \(sold) \(thing.plural) from \(who), but then a truck [brings|delivers] \(came) \(thing.plural)",
        "after \(sold) \(thing.plural) have been sold, \(who) receives \(came) new \(thing.plural)",
        "\(who) manages to sell \(sold) \(thing.plural) and then orders \(came) \(thing.plural), which [arrive|come in] [at once|soon]",
      ])
    let rest = try step(
      .subtract, start, sold, thing.unit, "After the sale, there are", thing.plural)
    return itemsTopic(
      try step(.add, rest, came, thing.unit, "After the delivery, \(who) has", thing.plural), who,
      thing)
  }

  mutating func loseSome(_ topic: Topic) throws -> Topic {
    let (who, thing) = (topic.owner, topic.noun)
    let lost = try count(2...30, thing.unit, "the number of \(thing.plural) that go")
    say(
      who,
      [
        "\(who) [loses|gives away|drops] \(lost) \(thing.plural) [the next day|later|on the way]",
        "\(lost) of the \(thing.plural) [get lost|are stolen|disappear] [soon after|afterwards]",
        "[a little later|in the evening], \(lost) \(thing.plural) [are taken away|go to a neighbor]",
        "\(who) cannot find \(lost) of the \(thing.plural) any more",
        "\(lost) of \(who)'s \(thing.plural) [break|are ruined|go missing]",
        "a careless [cousin|visitor] makes \(who) lose \(lost) \(thing.plural)",
        "\(who) leaves \(lost) \(thing.plural) [on the bus|in the park] by mistake",
      ])
    return itemsTopic(
      try step(.subtract, topic.quantity, lost, thing.unit, "\(who) has", "\(thing.plural) left"),
      who, thing)
  }

  mutating func getSome(_ topic: Topic) throws -> Topic {
    let (who, thing) = (topic.owner, topic.noun)
    let more = try count(2...40, thing.unit, "the number of \(thing.plural) that come")
    let giver = pick(["a friend", "an aunt", "a grandfather", "a neighbor", "a classmate"])
    say(
      who,
      [
        "\(who) [gets|receives] \(more) more \(thing.plural) from \(giver)",
        "\(giver) [brings|gives] \(who) \(more) [more|further] \(thing.plural)",
        "[luckily|later on], \(who) finds \(more) \(thing.plural) more",
        "\(who)'s birthday brings \(more) further \(thing.plural)",
        "\(giver) has \(more) \(thing.plural) to spare and gives them to \(who)",
        "\(who) adds \(more) \(thing.plural) that \(giver) [left behind|did not need]",
      ])
    return itemsTopic(
      try step(.add, topic.quantity, more, thing.unit, "\(who) has", thing.plural), who, thing)
  }

  mutating func sellAll(_ topic: Topic) throws -> Topic {
    let (who, thing) = (topic.owner, topic.noun)
    let price = try money(1...9, "the price of one \(thing.singular)")
    say(
      who,
      [
        "\(who) sells all of these \(thing.plural) for \(price) each",
        "each \(thing.singular) is then sold [at|for] \(price), [every single one|until none is left]",
        "a [trader|customer] [buys|takes] all the \(thing.plural) and pays \(who) \(price) for each",
        "\(who) finds a buyer who takes all of the \(thing.plural) at \(price) each",
        "at \(price) apiece, \(who) gets rid of every one of these \(thing.plural)",
        "\(who) puts all these \(thing.plural) up for sale, and every \(thing.singular) brings \(price)",
      ])
    return moneyTopic(
      try step(.multiply, topic.quantity, price, .dollars, "\(who) receives", "dollars"), who)
  }
}
