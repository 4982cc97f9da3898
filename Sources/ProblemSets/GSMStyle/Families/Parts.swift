/// Scenes of `sharing`, `fractions`, `percent` and `ratios`.
extension SceneBook {
  static let partsOpenings: [Opening] = [
    Opening(.sharing, 1, .items) { try $0.shareOpening() },
    Opening(.sharing, 2, .items) { try $0.shareBags() },
    Opening(.fractions, 1, .items) { try $0.takeShareOnly() },
    Opening(.fractions, 2, .items) { try $0.takeShareAway() },
    Opening(.percent, 1, .items) { try $0.percentOnly() },
    Opening(.percent, 2, .items) { try $0.percentBroken() },
    Opening(.ratios, 2, .items) { try $0.ratioOfPart() },
    Opening(.ratios, 3, .items) { try $0.ratioOfWhole() },
  ]

  static let partsSequels: [Sequel] = [
    Sequel(.sharing, 1, from: .cost) { try $0.splitCost($1) },
    Sequel(.sharing, 1, from: .items) { try $0.shareItems($1) },
    Sequel(.fractions, 2, from: .items) { try $0.giveShare($1) },
    Sequel(.fractions, 2, from: .funds) { try $0.spendShare($1) },
    Sequel(.percent, 2, from: .items) { try $0.sellPercent($1) },
    Sequel(.percent, 2, from: .funds) { try $0.donatePercent($1) },
    Sequel(.ratios, 3, from: .funds) { try $0.divideByRatio($1) },
  ]
}

extension Story {
  func itemsTopic(_ quantity: StoryQuantity, _ who: Person, _ thing: StoryNoun) -> Topic {
    Topic(
      .items, quantity, who, thing,
      asks: [
        "how many \(thing.plural) [does \(who) have|has \(who) got] [then|now|in the end|after all this]?",
        "what is the number of \(thing.plural) that \(who) has [now|at the end|when all is done]?",
        "[find|work out|determine] how many \(thing.plural) \(who) [has|is left with] in the end.",
        "in the end, how many \(thing.plural) [belong to|are left with] \(who)?",
        "how many \(thing.plural) does that leave \(who) with?",
        "after all [this|of that], how many \(thing.plural) are in \(who)'s hands?",
        "how many \(thing.plural) can \(who) now call \(who.possessive) own?",
        "[calculate|figure out] the number of \(thing.plural) that [belong to|are left to] \(who) [now|at last].",
        "if somebody counted \(who)'s \(thing.plural) now, how many would there be?",
        "how many \(thing.plural) [will|does] \(who) [have|end up with]?",
      ])
  }

  func fundsTopic(_ quantity: StoryQuantity, _ who: Person) -> Topic {
    Topic(
      .funds, quantity, who,
      asks: [
        "how much money [does \(who) have|is \(who) left with] [now|then|after that]?",
        "how many dollars [does \(who) keep|remain with \(who)]?",
        "[find|work out] how many dollars \(who) has [in the end|after this].",
        "how much of the money is still \(who)'s?",
        "with how many dollars is \(who) left?",
        "what remains of the money for \(who), in dollars?",
        "[calculate|figure out] what is left of the money for \(who), in dollars.",
      ])
  }

  mutating func shareOpening() throws -> Topic {
    let (who, thing) = (try person(), try noun(StoryNoun.movable))
    let all = try count(12...120, thing.unit, "the number of \(thing.plural) at the start")
    let people = try divisor(
      of: all, in: 2...9, quotient: thing.unit, .people, "the number of people who share")
    say(
      who,
      [
        "\(who) and some friends, \(people) people in all, share \(all) \(thing.plural) equally",
        "\(all) \(thing.plural) are [dealt out|handed out] evenly among \(people) people, and \(who) is one of [them|these people]",
        "\(people) people, \(who) among them, [split|divide] \(all) \(thing.plural) into equal parts",
        "\(who) belongs to a group of \(people) people who find \(all) \(thing.plural) and divide them fairly",
        "a [teacher|coach|grandmother] gives \(all) \(thing.plural) to \(people) people, and everybody, \(who) too, gets [equally many|the same number]",
        "\(all) \(thing.plural) have to be divided so that each of \(people) people, one of them \(who), has equally many",
        "when \(people) people share \(all) \(thing.plural) without leaving any over, one equal share goes to \(who)",
      ])
    return itemsTopic(
      try step(.divide, all, people, thing.unit, "\(who) gets", thing.plural), who, thing)
  }

  mutating func shareBags() throws -> Topic {
    let (who, thing, bag) = (
      try person(), try noun(StoryNoun.movable), pick(StoryNoun.containers)
    )
    let bags = try count(2...12, bag.unit, "the number of \(bag.plural)")
    let each = try count(4...24, thing.unit, "the number of \(thing.plural) in one \(bag.singular)")
    say(
      who,
      [
        "\(who) [brings|buys|opens] \(bags) \(bag.plural) with \(each) \(thing.plural) in each",
        "there are \(bags) \(bag.plural), and each \(bag.singular) [holds|contains] \(each) \(thing.plural)",
        "\(each) \(thing.plural) fit into one \(bag.singular), and \(who) has \(bags) full \(bag.plural)",
        "\(bags) \(bag.plural) arrive for \(who), [packed|filled] with \(each) \(thing.plural) each",
        "\(who) carries in \(bags) \(bag.plural); in every \(bag.singular), there are \(each) \(thing.plural)",
        "on \(who)'s table stand \(bags) \(bag.plural), and a look inside shows \(each) \(thing.plural) in each",
      ])
    let all = try step(
      .multiply, bags, each, thing.unit, "The \(bag.plural) hold", thing.plural)
    let people = try divisor(
      of: all, in: 2...10, quotient: thing.unit, .people, "the number of people")
    say(
      who,
      [
        "\(who) shares [everything|all of this] fairly in a group of \(people) people, \(who) included",
        "the \(thing.plural) are [split|divided] equally between \(people) people, one of whom is \(who)",
        "everything is shared out so that \(who) and the others, \(people) people altogether, get the same",
        "\(who) wants to be fair: the \(thing.plural) are dealt out evenly to \(people) people, and \(who) is one of these",
        "\(people) people, \(who) among them, empty everything and take equal shares",
      ])
    return itemsTopic(
      try step(.divide, all, people, thing.unit, "\(who) gets", thing.plural), who, thing)
  }

  mutating func splitCost(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let people = try divisor(
      of: topic.quantity, in: 2...8, quotient: .dollars, .people, "the number of people who pay")
    say(
      who,
      [
        "\(who) and the others, \(people) people together, [split|share] this cost [equally|evenly]",
        "the [bill|cost] is divided [equally|evenly] among \(people) people, \(who) being one of them",
        "since \(people) people take part, \(who) pays only an equal share of it",
        "\(who) does not pay alone: \(people) people, \(who) included, pay equal parts of it",
        "everybody chips in equally, \(people) people in all with \(who)",
        "the whole sum is shared by \(people) people in equal parts, and \(who) is [one of them|among them]",
      ])
    return Topic(
      .cost,
      try step(.divide, topic.quantity, people, .dollars, "\(who)'s share is", "dollars"), who,
      asks: [
        "how much does \(who) [pay|have to pay] [in the end|then]?",
        "how many dollars is \(who)'s [share|part]?",
        "[find|work out] how many dollars \(who) [has to contribute|pays].",
      ])
  }

  mutating func shareItems(_ topic: Topic) throws -> Topic {
    let (who, thing) = (topic.owner, topic.noun)
    let people = try divisor(
      of: topic.quantity, in: 2...9, quotient: thing.unit, .people, "the number of people who share"
    )
    say(
      who,
      [
        "\(who) [divides|splits] these \(thing.plural) equally among \(people) people and is one of them",
        "\(people) people, with \(who) among them, then [share|split] the \(thing.plural) [evenly|fairly]",
        "\(who) keeps just a fair share, because \(people) people, \(who) included, divide the \(thing.plural) equally",
        "the \(thing.plural) are passed round until \(people) people, one of whom is \(who), have equally many and none is left",
      ])
    return itemsTopic(
      try step(.divide, topic.quantity, people, thing.unit, "\(who) now has", thing.plural), who,
      thing)
  }

  mutating func takeShareOnly() throws -> Topic {
    let (who, thing) = (try person(), try noun(StoryNoun.movable))
    let all = try count(12...180, thing.unit, "the number of all \(thing.plural)")
    let part = try share("the fraction that \(who) gets")
    say(
      who,
      [
        "\(who) gets \(part) of \(all) \(thing.plural)",
        "there are \(all) \(thing.plural) on the table, and \(who) takes \(part) of them",
        "of \(all) \(thing.plural), \(part) [belong to|are for|go to] \(who)",
        "out of \(all) \(thing.plural), \(who) may [keep|have|choose] \(part)",
        "\(who) helped with the [harvest|cleaning|move] and is rewarded with \(part) of \(all) \(thing.plural)",
        "a box holds \(all) \(thing.plural), and \(part) of them [are meant for|become the property of] \(who)",
      ])
    return itemsTopic(
      try step(.multiply, all, part, thing.unit, "\(who) has", thing.plural), who, thing)
  }

  mutating func takeShareAway() throws -> Topic {
    let (who, thing) = (try person(), try noun(StoryNoun.movable))
    let all = try count(12...180, thing.unit, "the number of \(thing.plural) at first")
    let part = try share("the fraction that is given away")
    let friend = try person()
    say(
      who,
      [
        "\(who) has \(all) \(thing.plural) and gives \(part) of them to \(friend)",
        "of the \(all) \(thing.plural) that \(who) [had|owned], \(friend) [receives|takes] \(part)",
        "\(who) starts with \(all) \(thing.plural); \(part) of these [go|are passed] to \(friend)",
        "\(who), who had \(all) \(thing.plural), lets \(friend) have \(part) of them",
        "\(who) owns \(all) \(thing.plural). Being a good friend, \(friend) is given \(part) of them",
        "when \(friend) comes to visit, \(who) has \(all) \(thing.plural) and [presents|hands] \(part) of them to \(friend)",
      ])
    let gone = try step(
      .multiply, all, part, thing.unit, "\(friend) gets", thing.plural)
    return itemsTopic(
      try step(.subtract, all, gone, thing.unit, "\(who) has", "\(thing.plural) left"), who, thing)
  }

  mutating func giveShare(_ topic: Topic) throws -> Topic {
    let (who, thing) = (topic.owner, topic.noun)
    let part = try share("the fraction that \(who) gives away")
    let goal = pick(["a friend", "the neighbors", "a school", "a cousin", "the children next door"])
    say(
      who,
      [
        "\(who) [gives|donates|passes on] \(part) of the \(thing.plural) to \(goal)",
        "\(part) of these \(thing.plural) [go|are given] to \(goal)",
        "\(goal) [asked|asks] for some \(thing.plural) and [gets|is given] \(part) of them",
        "\(who) decides that \(part) of the \(thing.plural) should go to \(goal)",
        "because \(goal) can use them better, \(who) gives away \(part) of the \(thing.plural)",
        "\(who) packs up \(part) of the \(thing.plural) for \(goal)",
      ])
    let gone = try step(
      .multiply, topic.quantity, part, thing.unit, "\(who) gives away", thing.plural)
    return itemsTopic(
      try step(
        .subtract, topic.quantity, gone, thing.unit, "\(who) still has", thing.plural), who, thing)
  }

  mutating func spendShare(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let part = try share("the fraction that \(who) spends")
    let what = pick(["rent", "food", "a present", "books", "a train ticket", "clothes", "repairs"])
    say(
      who,
      [
        "\(who) [spends|uses] \(part) of this money [on|for] \(what)",
        "\(part) of the money [goes into|is needed for|is spent on] \(what)",
        "\(who) has to [put aside|pay] \(part) of it for \(what)",
        "for \(what), \(who) has to part with \(part) of the money",
        "\(who) cannot avoid paying for \(what), and that [costs|uses up] \(part) of the money",
        "after a look at the budget, \(who) [pays|spends] \(part) of the money for \(what)",
      ])
    let gone = try step(
      .multiply, topic.quantity, part, .dollars, "\(who) spends", "dollars on \(what)")
    return fundsTopic(
      try step(.subtract, topic.quantity, gone, .dollars, "\(who) has", "dollars left"), who)
  }

  mutating func percentOnly() throws -> Topic {
    let (who, thing) = (try person(), try noun(StoryNoun.movable))
    let all = try count(20...400, thing.unit, "the number of all \(thing.plural)")
    let part = try percent("the percentage that \(who) owns")
    say(
      who,
      [
        "\(who) owns \(part) of \(all) \(thing.plural)",
        "a club has \(all) \(thing.plural), and \(part) of them [are \(who)'s|came from \(who)|belong to \(who)]",
        "out of \(all) \(thing.plural), \(who) [collected|gathered|found] \(part)",
        "\(part) of \(all) \(thing.plural) that were [put up for sale|found in the attic|on show] [went|go] to \(who)",
        "among \(all) \(thing.plural) at the [fair|exhibition|market], \(part) are \(who)'s",
        "\(who) wins a bet and may take \(part) of \(all) \(thing.plural)",
      ])
    return itemsTopic(
      try step(.multiply, all, part, thing.unit, "\(who) has", thing.plural), who, thing)
  }

  mutating func percentBroken() throws -> Topic {
    let (who, thing) = (try person(), try noun(StoryNoun.movable + StoryNoun.made))
    let all = try count(20...300, thing.unit, "the number of \(thing.plural) in the delivery")
    let part = try percent("the percentage that cannot be used")
    let fate = pick(["broken", "damaged", "spoiled", "missing", "the wrong size"])
    say(
      who,
      [
        "\(who) [receives|gets] \(all) \(thing.plural), but \(part) of them are \(fate) and [returned|sent back]",
        "of \(all) \(thing.plural) that [arrive|are delivered], \(part) are \(fate); \(who) keeps the [others|rest]",
        "\(part) of the \(all) \(thing.plural) in a delivery for \(who) turn out to be \(fate), so they are [thrown away|given back]",
        "\(who) unpacks \(all) \(thing.plural) and finds that \(part) of them are \(fate); only the others are kept",
        "\(who) checks a delivery of \(all) \(thing.plural), rejects \(part) of them as \(fate) and keeps the rest",
      ])
    let gone = try step(
      .multiply, all, part, thing.unit, "There are", "\(thing.plural) that are \(fate)")
    return itemsTopic(
      try step(.subtract, all, gone, thing.unit, "\(who) keeps", thing.plural), who, thing)
  }

  mutating func sellPercent(_ topic: Topic) throws -> Topic {
    let (who, thing) = (topic.owner, topic.noun)
    let part = try percent("the percentage that \(who) sells")
    say(
      who,
      [
        "\(who) sells \(part) of these \(thing.plural) [online|to a collector|in the street]",
        "\(part) of the \(thing.plural) are [sold|traded away] [soon|the next day|within a week]",
        "[a week later|soon], \(who) [parts with|gets rid of] \(part) of the \(thing.plural)",
        "\(who) needs money and sells \(part) of the \(thing.plural)",
        "a [dealer|museum|tourist] buys \(part) of the \(thing.plural) from \(who)",
        "\(who) finds a buyer for \(part) of these \(thing.plural)",
      ])
    let gone = try step(
      .multiply, topic.quantity, part, thing.unit, "\(who) parts with", thing.plural)
    return itemsTopic(
      try step(
        .subtract, topic.quantity, gone, thing.unit, "\(who) still has", thing.plural), who, thing)
  }

  mutating func donatePercent(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let part = try percent([5, 10, 15, 20, 25, 30, 40, 50], "the percentage that \(who) donates")
    let goal = pick(["a shelter", "a hospital", "the library", "a food bank", "the fire brigade"])
    say(
      who,
      [
        "\(who) donates \(part) of this money to \(goal)",
        "\(goal) [receives|is promised] \(part) of it from \(who)",
        "\(part) of the money is [set aside|given away] for \(goal)",
        "\(who) has a soft spot for \(goal) and gives away \(part) of the money",
        "\(goal) needs help, so \(who) [sends|transfers] \(part) of the money there",
        "\(who) keeps an old promise and hands \(part) of the money to \(goal)",
      ])
    let gone = try step(
      .multiply, topic.quantity, part, .dollars, "\(who) gives \(goal)", "dollars")
    return fundsTopic(
      try step(.subtract, topic.quantity, gone, .dollars, "\(who) keeps", "dollars"), who)
  }
}
