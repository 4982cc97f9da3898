import Answers

/// Scenes of `production`, `teamwork`, `recipes`, `mixtures`, `packing` and `inventory`.
extension SceneBook {
  static let makingOpenings: [Opening] = [
    Opening(.production, 1, .items) { try $0.makeThings() },
    Opening(.production, 3, .items) { try $0.twoMachines() },
    Opening(.teamwork, 2, .items) { try $0.workTogether() },
    Opening(.teamwork, 3, .hours) { try $0.finishTogether() },
    Opening(.recipes, 1, .items) { try $0.bakeBatches() },
    Opening(.recipes, 2, .end) { try $0.scaleRecipe() },
    Opening(.mixtures, 1, .liters) { try $0.mixDrinks() },
    Opening(.mixtures, 3, .liters) { try $0.mixSolutions() },
    Opening(.packing, 1, .items) { try $0.fillBoxes() },
    Opening(.packing, 3, .items) { try $0.leftOver() },
    Opening(.inventory, 1, .items) { try $0.sellFromStock() },
    Opening(.inventory, 2, .items) { try $0.stockDays() },
  ]

  static let makingSequels: [Sequel] = [
    Sequel(.production, 2, from: .items) { try $0.makeMore($1) },
    Sequel(.production, 1, from: .hours) { try $0.makeInHours($1) },
    Sequel(.recipes, 1, from: .people) { try $0.servePeople($1) },
    Sequel(.mixtures, 1, from: .liters) { try $0.fillBottles($1) },
    Sequel(.mixtures, 2, from: .liters) { try $0.spill($1) },
    Sequel(.mixtures, 1, from: .liters) { try $0.sellLiters($1) },
    Sequel(.packing, 1, from: .items) { try $0.packForSale($1) },
    Sequel(.packing, 3, from: .items) { try $0.packRemainder($1) },
    Sequel(.inventory, 1, from: .items) { try $0.loseSome($1) },
    Sequel(.inventory, 1, from: .items) { try $0.getSome($1) },
    Sequel(.inventory, 1, from: .items) { try $0.sellAll($1) },
  ]
}

extension Story {
  mutating func makeThings() throws -> Topic {
    let (who, thing) = (try person(), try noun(StoryNoun.made))
    let rate = try count(3...40, thing.unit, "the number of \(thing.plural) made in one hour")
    let hours = try count(2...12, .hours, "the number of hours")
    guard hours.value.isWhole else { throw Rejection() }
    say(
      who,
      [
        "\(who) [makes|can make|finishes] \(rate) \(thing.plural) an hour and [works|keeps going] for \(hours) hours",
        "in one hour, \(who) [produces|completes] \(rate) \(thing.plural); [today|this time] the work lasts \(hours) hours",
        "\(who)'s workshop [turns out|delivers] \(rate) \(thing.plural) every hour, \(hours) hours in a row",
        "\(who) has a gift for making \(thing.plural): \(rate) \(thing.plural) an hour. On this day, the work goes on for \(hours) hours",
        "working without a break for \(hours) hours, \(who) completes \(rate) \(thing.plural) in each of them",
        "every hour, \(rate) \(thing.plural) leave \(who)'s [bench|workshop|kitchen], and the work goes on for \(hours) hours",
        "it takes \(who) an hour to make \(rate) \(thing.plural), and there are \(hours) hours to [fill|work]",
      ])
    return itemsTopic(
      try step(.multiply, rate, hours, thing.unit, "\(who) makes", thing.plural), who, thing)
  }

  mutating func twoMachines() throws -> Topic {
    let (who, thing) = (try person(), try noun(StoryNoun.made))
    let (r1, t1) = (
      try count(4...40, thing.unit, "the rate of the old machine"),
      try count(2...9, .hours, "the hours of the old machine")
    )
    say(
      who,
      [
        "\(who) has an old machine that makes \(r1) \(thing.plural) an hour and [runs|is on] for \(t1) hours",
        "an old machine in \(who)'s factory runs for \(t1) hours at \(r1) \(thing.plural) an hour",
        "\(who)'s old machine has a rate of \(r1) \(thing.plural) an hour and is switched off after \(t1) hours",
        "the older one of \(who)'s two machines works for \(t1) hours, [turning out|producing] \(r1) \(thing.plural) every hour",
      ])
    let (r2, t2) = (
      try count(10...60, thing.unit, "the rate of the new machine"),
      try count(2...9, .hours, "the hours of the new machine")
    )
    say(
      nil,
      [
        "the new machine [makes|manages] \(r2) \(thing.plural) an hour and is used for \(t2) hours",
        "a [newer|second] machine adds \(r2) \(thing.plural) per hour during \(t2) hours",
        "its [successor|replacement], a new machine, [turns out|produces] \(r2) \(thing.plural) per hour and works for \(t2) hours",
        "meanwhile, a new machine is running for \(t2) hours and finishes \(r2) \(thing.plural) in every hour",
      ])
    let one = try step(.multiply, r1, t1, thing.unit, "The old machine makes", thing.plural)
    let two = try step(.multiply, r2, t2, thing.unit, "The new machine makes", thing.plural)
    return itemsTopic(
      try step(.add, one, two, thing.unit, "Together, \(who) gets", thing.plural), who, thing)
  }

  mutating func makeMore(_ topic: Topic) throws -> Topic {
    let (who, thing) = (topic.owner, topic.noun)
    let rate = try count(2...15, thing.unit, "the number of \(thing.plural) that come in a day")
    let days = try count(2...9, .days, "the number of days")
    say(
      who,
      [
        "\(who) [finds|gets|collects] \(rate) more \(thing.plural) a day for \(days) days",
        "on each of the next \(days) days, \(rate) \(thing.plural) are added",
        "then \(rate) \(thing.plural) [arrive|come in] every day, \(days) days long",
        "\(who)'s supply grows by \(rate) \(thing.plural) a day during \(days) days",
        "for another \(days) days, \(who) adds \(rate) \(thing.plural) every day",
        "a [friend|relative] sends \(who) \(rate) \(thing.plural) a day, and does so for \(days) days",
      ])
    let more = try step(
      .multiply, rate, days, thing.unit, "In these days, \(who) gets", thing.plural)
    return itemsTopic(
      try step(.add, topic.quantity, more, thing.unit, "Now \(who) has", thing.plural), who, thing)
  }

  mutating func makeInHours(_ topic: Topic) throws -> Topic {
    let (who, thing) = (topic.owner, try noun(StoryNoun.made))
    let rate = try count(2...30, thing.unit, "the number of \(thing.plural) made in one hour")
    say(
      who,
      [
        "\(who) [makes|completes] \(rate) \(thing.plural) in each of these hours",
        "all this time, \(rate) \(thing.plural) [are made|get done] per hour",
        "\(who) uses the time well: \(rate) \(thing.plural) are finished every hour",
        "an hour is all that \(who) needs for \(rate) \(thing.plural), and the work goes on all that time",
        "hour after hour, \(who) completes \(rate) \(thing.plural)",
      ])
    return itemsTopic(
      try step(.multiply, topic.quantity, rate, thing.unit, "\(who) makes", thing.plural), who,
      thing)
  }

  mutating func workTogether() throws -> Topic {
    let (who, other, thing) = (try person(), try person(), try noun(StoryNoun.made))
    let (a, b) = (
      try count(2...25, thing.unit, "the number of \(thing.plural) that \(who) makes in an hour"),
      try count(2...25, thing.unit, "the number of \(thing.plural) that \(other) makes in an hour")
    )
    let hours = try count(2...9, .hours, "the number of hours")
    say(
      who,
      [
        "\(who) makes \(a) \(thing.plural) an hour and \(other) makes \(b) \(thing.plural) an hour; they work together for \(hours) hours and \(who) keeps the result",
        "[side by side|together], \(who) and \(other) work for \(hours) hours, \(who) at \(a) \(thing.plural) an hour and \(other) at \(b), all for \(who)",
        "\(who) can make \(a) \(thing.plural) in an hour, while \(other) manages \(b) \(thing.plural). For \(hours) hours they work side by side, and everything is for \(who)",
        "\(other) offers to help \(who) for \(hours) hours: in one hour, \(who) completes \(a) \(thing.plural) and \(other) completes \(b) \(thing.plural), all of which go to \(who)",
      ])
    let rate = try step(
      .add, a, b, thing.unit, "In one hour, both make", thing.plural)
    return itemsTopic(
      try step(.multiply, rate, hours, thing.unit, "\(who) gets", thing.plural), who, thing)
  }

  mutating func finishTogether() throws -> Topic {
    let (who, other, thing) = (try person(), try person(), try noun(StoryNoun.made))
    let (a, b) = (
      try count(2...25, thing.unit, "the number of \(thing.plural) that \(who) makes in an hour"),
      try count(2...25, thing.unit, "the number of \(thing.plural) that \(other) makes in an hour")
    )
    let both = try step(.add, a, b, thing.unit, "In one hour, both make", thing.plural)
    let all = try multiple(
      of: both, in: 3...12, thing.unit, "the number of \(thing.plural) ordered")
    let done = try multiple(
      of: both, in: 1...2, thing.unit, "the number of \(thing.plural) that are ready")
    say(
      who,
      [
        "\(who) and \(other) have an order for \(all) \(thing.plural), of which \(done) \(thing.plural) are ready",
        "a customer ordered \(all) \(thing.plural) from \(who) and \(other), who have \(done) \(thing.plural) ready",
        "\(all) \(thing.plural) have to be delivered by \(who) and \(other), and \(done) \(thing.plural) are finished already",
        "\(who) and \(other) promised \(all) \(thing.plural) to a [hotel|school|shop] and have made \(done) \(thing.plural) so far",
      ])
    say(
      who,
      [
        "\(who) makes \(a) \(thing.plural) an hour and \(other) makes \(b) \(thing.plural) in the same time",
        "an hour is enough for \(a) \(thing.plural) by \(who) and for \(b) \(thing.plural) by \(other)",
        "working at the same time, \(who) adds \(a) \(thing.plural) an hour and \(other) \(b) \(thing.plural) an hour",
        "\(who) is able to finish \(a) \(thing.plural) in an hour, and \(other) is able to finish \(b) \(thing.plural)",
      ])
    let rest = try step(.subtract, all, done, thing.unit, "They still make", thing.plural)
    return Topic(
      .hours, try step(.divide, rest, both, .hours, "They need", "hours"), who,
      asks: [
        "how many hours do \(who) and \(other) [need|have to work] for the rest?",
        "in how many hours are all \(thing.plural) [ready|finished]?",
      ])
  }

  mutating func bakeBatches() throws -> Topic {
    let who = try person()
    let thing = try noun(StoryNoun.foods)
    let batches = try count(2...12, StoryUnit("tray", "trays"), "the number of trays")
    let each = try count(4...36, thing.unit, "the number of \(thing.plural) on one tray")
    say(
      who,
      [
        "\(who) [prepares|fills] \(batches) trays with \(each) \(thing.plural) on each",
        "one tray of \(who)'s [holds|takes] \(each) \(thing.plural), and there are \(batches) trays",
        "following a recipe, \(who) [lays out|arranges] \(batches) trays of \(each) \(thing.plural) each",
        "for a [bake sale|street party|wedding], \(who) gets \(batches) trays ready and puts \(each) \(thing.plural) on every one of them",
        "\(each) \(thing.plural) fit on a tray, and \(who) fills \(batches) trays that way",
        "\(who) carries \(batches) trays to the kitchen, each with \(each) \(thing.plural) on it",
      ])
    return itemsTopic(
      try step(.multiply, batches, each, thing.unit, "\(who) has", thing.plural), who, thing)
  }

  mutating func scaleRecipe() throws -> Topic {
    let who = try person()
    let stuff = pick(["flour", "rice", "milk", "sugar", "lentils", "cream", "oats"])
    let dish = pick(["a soup", "a cake", "a curry", "a stew", "a pudding", "a casserole"])
    let servings = try count(2...8, StoryUnit("serving", "servings"), "the servings of the recipe")
    let cups = try count(2...12, .cups, "the cups in the recipe")
    let wanted = try count(6...40, StoryUnit("serving", "servings"), "the servings that are wanted")
    say(
      who,
      [
        "\(who) [cooks|makes] \(dish) after a recipe with \(cups) cups of \(stuff) for \(servings) servings, but needs \(wanted) servings",
        "a recipe for \(dish) takes \(cups) cups of \(stuff) and [gives|makes] \(servings) servings; \(who) wants \(wanted) servings",
        "\(who) found \(dish) in a [magazine|cookbook]: \(cups) cups of \(stuff) are enough for \(servings) servings. This time \(wanted) servings are needed",
        "\(who) has guests and must make \(wanted) servings of \(dish), although a recipe with \(cups) cups of \(stuff) is for \(servings) servings only",
      ])
    let each = try step(.divide, cups, servings, .cups, "One serving takes", "cups of \(stuff)")
    return Topic(
      .end, try step(.multiply, each, wanted, .cups, "\(who) needs", "cups of \(stuff)"), who,
      asks: [
        "how many cups of \(stuff) does \(who) [need|use]?",
        "[find|work out] how many cups of \(stuff) [are needed|\(who) has to take].",
      ])
  }

  mutating func servePeople(_ topic: Topic) throws -> Topic {
    let (who, thing) = (topic.owner, try noun(StoryNoun.foods))
    let each = try count(2...8, thing.unit, "the number of \(thing.plural) for one person")
    say(
      who,
      [
        "\(who) [prepares|buys|has] \(each) \(thing.plural) for each of them",
        "every one of these people [gets|is served] \(each) \(thing.plural) by \(who)",
        "\(who) reckons with \(each) \(thing.plural) per person",
        "nobody should stay hungry, so \(who) [plans|calculates] \(each) \(thing.plural) for everyone",
        "on every plate, \(who) [puts|lays] \(each) \(thing.plural), one plate for each person",
      ])
    return Topic(
      .items,
      try step(.multiply, topic.quantity, each, thing.unit, "\(who) prepares", thing.plural), who,
      thing,
      asks: [
        "how many \(thing.plural) does \(who) [prepare|need] [for them|in all]?",
        "[find|work out] how many \(thing.plural) are needed.",
      ])
  }
}
