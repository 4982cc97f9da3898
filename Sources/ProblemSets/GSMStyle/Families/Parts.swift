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
      asks:
        "how many \(thing.plural) [does \(who) have|has \(who) got] [then|now|in the end|after all this]?",
      "what is the number of \(thing.plural) that \(who) has [now|at the end|when all is done]?",
      "[find|work out|determine] how many \(thing.plural) \(who) [has|is left with] in the end.",
      "in the end, how many \(thing.plural) [belong to|are left with] \(who)?")
  }

  private func fundsTopic(_ quantity: StoryQuantity, _ who: Person) -> Topic {
    Topic(
      .funds, quantity, who,
      asks: "how much money [does \(who) have|is \(who) left with] [now|then|after that]?",
      "how many dollars [does \(who) keep|remain with \(who)]?",
      "[find|work out] how many dollars \(who) has [in the end|after this].")
  }

  mutating func shareOpening() throws -> Topic {
    let (who, thing) = (try person(), try noun(StoryNoun.movable))
    let all = try count(12...120, thing.unit, "the number of \(thing.plural) at the start")
    let people = try divisor(
      of: all, in: 2...9, quotient: thing.unit, .people, "the number of people who share")
    say(
      who, "\(who) and some friends, \(people) people in all, share \(all) \(thing.plural) equally",
      "\(all) \(thing.plural) are [dealt out|handed out] evenly among \(people) people, and \(who) is one of [them|these people]",
      "\(people) people, \(who) among them, [split|divide] \(all) \(thing.plural) into equal parts")
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
      who, "\(who) [brings|buys|opens] \(bags) \(bag.plural) with \(each) \(thing.plural) in each",
      "there are \(bags) \(bag.plural), and each \(bag.singular) [holds|contains] \(each) \(thing.plural)",
      "\(each) \(thing.plural) fit into one \(bag.singular), and \(who) has \(bags) full \(bag.plural)"
    )
    let all = try step(
      .multiply, bags, each, thing.unit, "The \(bag.plural) hold", thing.plural)
    let people = try divisor(
      of: all, in: 2...10, quotient: thing.unit, .people, "the number of people")
    say(
      who,
      "\(who) shares [everything|all of this] fairly in a group of \(people) people, \(who) included",
      "the \(thing.plural) are [split|divided] equally between \(people) people, one of whom is \(who)"
    )
    return itemsTopic(
      try step(.divide, all, people, thing.unit, "\(who) gets", thing.plural), who, thing)
  }

  mutating func splitCost(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let people = try divisor(
      of: topic.quantity, in: 2...8, quotient: .dollars, .people, "the number of people who pay")
    say(
      who,
      "\(who) and the others, \(people) people together, [split|share] this cost [equally|evenly]",
      "the [bill|cost] is divided [equally|evenly] among \(people) people, \(who) being one of them",
      "since \(people) people take part, \(who) pays only an equal share of it")
    return Topic(
      .cost,
      try step(.divide, topic.quantity, people, .dollars, "\(who)'s share is", "dollars"), who,
      asks: "how much does \(who) [pay|have to pay] [in the end|then]?",
      "how many dollars is \(who)'s [share|part]?",
      "[find|work out] how many dollars \(who) [has to contribute|pays].")
  }

  mutating func shareItems(_ topic: Topic) throws -> Topic {
    let (who, thing) = (topic.owner, topic.noun)
    let people = try divisor(
      of: topic.quantity, in: 2...9, quotient: thing.unit, .people, "the number of people who share"
    )
    say(
      who,
      "\(who) [divides|splits] these \(thing.plural) equally among \(people) people and is one of them",
      "\(people) people, with \(who) among them, then [share|split] the \(thing.plural) [evenly|fairly]"
    )
    return itemsTopic(
      try step(.divide, topic.quantity, people, thing.unit, "\(who) now has", thing.plural), who,
      thing)
  }

  mutating func takeShareOnly() throws -> Topic {
    let (who, thing) = (try person(), try noun(StoryNoun.movable))
    let all = try count(12...180, thing.unit, "the number of all \(thing.plural)")
    let part = try share("the fraction that \(who) gets")
    say(
      who, "\(who) gets \(part) of \(all) \(thing.plural)",
      "there are \(all) \(thing.plural) on the table, and \(who) takes \(part) of them",
      "of \(all) \(thing.plural), \(part) [belong to|are for|go to] \(who)")
    return itemsTopic(
      try step(.multiply, all, part, thing.unit, "\(who) has", thing.plural), who, thing)
  }

  mutating func takeShareAway() throws -> Topic {
    let (who, thing) = (try person(), try noun(StoryNoun.movable))
    let all = try count(12...180, thing.unit, "the number of \(thing.plural) at first")
    let part = try share("the fraction that is given away")
    let friend = try person()
    say(
      who, "\(who) has \(all) \(thing.plural) and gives \(part) of them to \(friend)",
      "of the \(all) \(thing.plural) that \(who) [had|owned], \(friend) [receives|takes] \(part)",
      "\(who) starts with \(all) \(thing.plural); \(part) of these [go|are passed] to \(friend)")
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
      who, "\(who) [gives|donates|passes on] \(part) of the \(thing.plural) to \(goal)",
      "\(part) of these \(thing.plural) [go|are given] to \(goal)",
      "\(goal) [asked|asks] for some \(thing.plural) and [gets|is given] \(part) of them")
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
      who, "\(who) [spends|uses] \(part) of this money [on|for] \(what)",
      "\(part) of the money [goes into|is needed for|is spent on] \(what)",
      "\(who) has to [put aside|pay] \(part) of it for \(what)")
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
      who, "\(who) owns \(part) of \(all) \(thing.plural)",
      "a club has \(all) \(thing.plural), and \(part) of them [are \(who)'s|came from \(who)|belong to \(who)]",
      "out of \(all) \(thing.plural), \(who) [collected|gathered|found] \(part)")
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
      "\(who) [receives|gets] \(all) \(thing.plural), but \(part) of them are \(fate) and [returned|sent back]",
      "of \(all) \(thing.plural) that [arrive|are delivered], \(part) are \(fate); \(who) keeps the [others|rest]",
      "\(part) of the \(all) \(thing.plural) in a delivery for \(who) turn out to be \(fate), so they are [thrown away|given back]"
    )
    let gone = try step(
      .multiply, all, part, thing.unit, "There are", "\(thing.plural) that are \(fate)")
    return itemsTopic(
      try step(.subtract, all, gone, thing.unit, "\(who) keeps", thing.plural), who, thing)
  }

  mutating func sellPercent(_ topic: Topic) throws -> Topic {
    let (who, thing) = (topic.owner, topic.noun)
    let part = try percent("the percentage that \(who) sells")
    say(
      who, "\(who) sells \(part) of these \(thing.plural) [online|to a collector|in the street]",
      "\(part) of the \(thing.plural) are [sold|traded away] [soon|the next day|within a week]",
      "[a week later|soon], \(who) [parts with|gets rid of] \(part) of the \(thing.plural)")
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
      who, "\(who) donates \(part) of this money to \(goal)",
      "\(goal) [receives|is promised] \(part) of it from \(who)",
      "\(part) of the money is [set aside|given away] for \(goal)")
    let gone = try step(
      .multiply, topic.quantity, part, .dollars, "\(who) gives \(goal)", "dollars")
    return fundsTopic(
      try step(.subtract, topic.quantity, gone, .dollars, "\(who) keeps", "dollars"), who)
  }

  mutating func ratioOfWhole() throws -> Topic {
    let (who, other, thing) = (try person(), try person(), try noun(StoryNoun.movable))
    let first = try count(2...9, .ratio, "\(who)'s part of the ratio")
    let second = try count(2...9, .ratio, "\(other)'s part of the ratio")
    let parts = try step(.add, first, second, .ratio, "There are", "equal parts")
    let all = try multiple(
      of: parts, in: 2...20, thing.unit, "the number of all \(thing.plural)")
    say(
      who,
      "\(who) and \(other) [divide|share] \(all) \(thing.plural) in the ratio \(first) to \(second)",
      "\(all) \(thing.plural) are split between \(who) and \(other) in a ratio of \(first) to \(second)",
      "for every \(first) \(thing.plural) that \(who) gets, \(other) gets \(second) of them; together they [have|get] \(all) \(thing.plural)"
    )
    let each = try step(.divide, all, parts, thing.unit, "Each part is", thing.plural)
    return itemsTopic(
      try step(.multiply, each, first, thing.unit, "\(who) gets", thing.plural), who, thing)
  }

  mutating func ratioOfPart() throws -> Topic {
    let (who, other, thing) = (try person(), try person(), try noun(StoryNoun.movable))
    let first = try count(2...9, .ratio, "\(other)'s part of the ratio")
    let second = try count(2...9, .ratio, "\(who)'s part of the ratio")
    guard first.value != second.value else { throw Rejection() }
    let owned = try multiple(
      of: first, in: 2...20, thing.unit, "the number of \(other)'s \(thing.plural)")
    say(
      other,
      "\(other) and \(who) own \(thing.plural) in the ratio \(first) to \(second), and \(other) has \(owned) \(thing.plural)",
      "for every \(first) \(thing.plural) of \(other), \(who) has \(second) of them; \(other) [counts|owns] \(owned) \(thing.plural)"
    )
    let each = try step(.divide, owned, first, thing.unit, "Each part is", thing.plural)
    return itemsTopic(
      try step(.multiply, each, second, thing.unit, "\(who) has", thing.plural), who, thing)
  }

  mutating func divideByRatio(_ topic: Topic) throws -> Topic {
    let (who, other) = (topic.owner, try person())
    let first = try count(2...7, .ratio, "\(who)'s part of the ratio")
    let second = try count(2...7, .ratio, "\(other)'s part of the ratio")
    say(
      who, "\(who) and \(other) then divide this money in the ratio \(first) to \(second)",
      "this money is split between \(who) and \(other) in a ratio of \(first) to \(second)")
    let parts = try step(.add, first, second, .ratio, "There are", "equal parts")
    let each = try step(.divide, topic.quantity, parts, .dollars, "Each part is", "dollars")
    return fundsTopic(
      try step(.multiply, each, first, .dollars, "\(who) keeps", "dollars"), who)
  }
}
