import Answers

/// Scenes of `comparisons`, `dependencies` and `averages`.
extension SceneBook {
  static let comparingOpenings: [Opening] = [
    Opening(.comparisons, 1, .items) { try $0.compareTwo() },
    Opening(.comparisons, 2, .items) { try $0.compareAndAdd() },
    Opening(.comparisons, 3, .items) { try $0.compareThree() },
    Opening(.dependencies, 2, .items) { try $0.depend(links: 2) },
    Opening(.dependencies, 3, .items) { try $0.depend(links: 3) },
    Opening(.dependencies, 4, .items) { try $0.depend(links: 4) },
    Opening(.dependencies, 5, .items) { try $0.depend(links: 5) },
    Opening(.averages, 2, .end) { try $0.meanOfTwo() },
    Opening(.averages, 3, .items) { try $0.meanOfDays() },
    Opening(.averages, 4, .end) { try $0.neededScore() },
  ]

  static let comparingSequels: [Sequel] = [
    Sequel(.comparisons, 1, from: .items) { try $0.compareItems($1) },
    Sequel(.comparisons, 2, from: .items) { try $0.compareAndJoin($1) },
    Sequel(.comparisons, 1, from: .funds) { try $0.compareFunds($1) },
    Sequel(.comparisons, 2, from: .funds) { try $0.gapOfFunds($1) },
    Sequel(.averages, 1, from: .items) { try $0.meanPerDay($1) },
    Sequel(.averages, 1, from: .minutes) { try $0.meanMinutes($1) },
    Sequel(.averages, 1, from: .funds) { try $0.meanFunds($1) },
  ]
}

extension Story {
  /// One person's number as told by another's; says the sentence and adds the step.
  private mutating func relate(
    _ who: Person, to other: Person, _ base: StoryQuantity, _ thing: StoryNoun
  ) throws -> StoryQuantity {
    switch pick([0, 0, 1, 1, 2, 3]) {
    case 0:
      let more = try count(2...30, thing.unit, "how many more \(thing.plural) \(who) has")
      say(
        who, "\(who) has \(more) more \(thing.plural) than \(other)",
        "\(other) has \(more) fewer \(thing.plural) than \(who)",
        "compared with \(other), \(who) has \(more) \(thing.plural) more",
        "it would take \(other) \(more) more \(thing.plural) to have as many as \(who)")
      return try step(.add, base, more, thing.unit, "\(who) has", thing.plural)
    case 1:
      let fewer = try count(2...30, thing.unit, "how many fewer \(thing.plural) \(who) has")
      say(
        who, "\(who) has \(fewer) fewer \(thing.plural) than \(other)",
        "\(other) has \(fewer) more \(thing.plural) than \(who)",
        "\(who) is \(fewer) \(thing.plural) short of what \(other) has")
      return try step(.subtract, base, fewer, thing.unit, "\(who) has", thing.plural)
    case 2:
      let factor = try count(2...5, .times, "how many times as many \(thing.plural) \(who) has")
      say(
        who, "\(who) has \(factor) as many \(thing.plural) as \(other)",
        "the number of \(who)'s \(thing.plural) is \(factor) that of \(other)",
        "\(who) [owns|counts] \(factor) as many of them as \(other)")
      return try step(.multiply, base, factor, thing.unit, "\(who) has", thing.plural)
    default:
      let part = try share("which part of \(other)'s number \(who) has")
      say(
        who, "\(who) has \(part) as many \(thing.plural) as \(other)",
        "\(who)'s number of \(thing.plural) is \(part) of what \(other) has",
        "\(who) owns only \(part) of the number of \(thing.plural) that \(other) owns")
      return try step(.multiply, base, part, thing.unit, "\(who) has", thing.plural)
    }
  }

  private mutating func hold(_ who: Person, _ thing: StoryNoun) throws -> StoryQuantity {
    let number = try count(6...80, thing.unit, "the number of \(who)'s \(thing.plural)")
    say(
      who, "\(who) has \(number) \(thing.plural)",
      "\(who) [owns|keeps|counts] \(number) \(thing.plural)",
      "there are \(number) \(thing.plural) that belong to \(who)",
      "\(number) \(thing.plural) are \(who)'s")
    return number
  }

  mutating func compareTwo() throws -> Topic {
    let (first, second, thing) = (try person(), try person(), try noun(StoryNoun.movable))
    let base = try hold(first, thing)
    return itemsTopic(try relate(second, to: first, base, thing), second, thing)
  }

  mutating func compareAndAdd() throws -> Topic {
    let (first, second, thing) = (try person(), try person(), try noun(StoryNoun.movable))
    let base = try hold(first, thing)
    let other = try relate(second, to: first, base, thing)
    return try together(first, base, second, other, thing)
  }

  mutating func compareThree() throws -> Topic {
    let thing = try noun(StoryNoun.movable)
    let (first, second, third) = (try person(), try person(), try person())
    let base = try hold(first, thing)
    let middle = try relate(second, to: first, base, thing)
    let last = try relate(third, to: second, middle, thing)
    return try together(first, base, third, last, thing)
  }

  private mutating func together(
    _ one: Person, _ a: StoryQuantity, _ two: Person, _ b: StoryQuantity, _ thing: StoryNoun
  ) throws -> Topic {
    say(
      two, "\(two) [gives|lends] all \(two.possessive) \(thing.plural) to \(one)",
      "\(one) then gets everything that \(two) has",
      "all of \(two)'s \(thing.plural) [pass|go over] to \(one)")
    return itemsTopic(
      try step(.add, a, b, thing.unit, "Then \(one) has", thing.plural), one, thing)
  }

  mutating func compareItems(_ topic: Topic) throws -> Topic {
    let other = try person()
    return itemsTopic(
      try relate(other, to: topic.owner, topic.quantity, topic.noun), other, topic.noun)
  }

  mutating func compareAndJoin(_ topic: Topic) throws -> Topic {
    let other = try person()
    let amount = try relate(other, to: topic.owner, topic.quantity, topic.noun)
    return try together(topic.owner, topic.quantity, other, amount, topic.noun)
  }

  mutating func compareFunds(_ topic: Topic) throws -> Topic {
    let (who, other) = (topic.owner, try person())
    if chance(50) {
      let factor = try count(2...4, .times, "how many times as much money \(other) has")
      say(
        other, "\(other) has \(factor) as much money as \(who) [then|now]",
        "the money of \(other) is \(factor) that of \(who)")
      return moneyTopic(
        try step(.multiply, topic.quantity, factor, .dollars, "\(other) has", "dollars"), other)
    }
    let more = try money(3...50, cents: 20, "how much more \(other) has")
    say(
      other, "\(other) has \(more) more than \(who) [then|now]",
      "\(who) would need another \(more) to have as much as \(other)")
    return moneyTopic(
      try step(.add, topic.quantity, more, .dollars, "\(other) has", "dollars"), other)
  }

  mutating func gapOfFunds(_ topic: Topic) throws -> Topic {
    let (who, other) = (topic.owner, try person())
    let factor = try count(2...4, .times, "how many times as much money \(other) has")
    say(
      other,
      "\(other) has \(factor) as much money as \(who) and gives \(who) [the difference|exactly what is more]",
      "\(other), whose money is \(factor) that of \(who), hands over the difference between the two"
    )
    let rich = try step(.multiply, topic.quantity, factor, .dollars, "\(other) has", "dollars")
    let gap = try step(.subtract, rich, topic.quantity, .dollars, "The difference is", "dollars")
    return Topic(
      .cost, gap, other, asks: "how much does \(other) [give|hand over]?",
      "how many dollars does \(who) get from \(other)?",
      "[find|work out] what \(other) pays to \(who), in dollars.")
  }

  mutating func depend(links: Int) throws -> Topic {
    let thing = try noun(StoryNoun.movable)
    let start = clauses.count
    var people: [Person] = [try person(), try person()]
    var amounts = [try hold(people[0], thing), try hold(people[1], thing)]
    for _ in 0..<links {
      let who = try person()
      let last = amounts.count - 1
      if chance(55) {
        // The last one always takes part, so that no link is idle.
        let second = pick(Array(0..<last))
        let (a, b) = (people[last], people[second])
        say(
          who,
          "\(who) has as many \(thing.plural) as \(a) and \(b) [together|combined|put together]",
          "together, \(a) and \(b) have [just|exactly] as many \(thing.plural) as \(who)",
          "adding those of \(a) to those of \(b) gives the number of \(thing.plural) that \(who) has"
        )
        amounts.append(
          try step(
            .add, amounts[last], amounts[second], thing.unit, "\(who) has", thing.plural))
      } else {
        amounts.append(try relate(who, to: people[last], amounts[last], thing))
      }
      people.append(who)
    }
    shuffleClauses(from: start)
    return itemsTopic(amounts[amounts.count - 1], people[people.count - 1], thing)
  }

  mutating func meanOfTwo() throws -> Topic {
    let who = try person()
    let what = pick(["math", "history", "spelling", "biology", "geography"])
    let (a, b) = (
      try count(55...100, .points, "the points of the first test"),
      try count(55...100, .points, "the points of the second test")
    )
    say(
      who,
      "\(who) [gets|scores|has] \(a) points in the first \(what) test and \(b) points in the second one",
      "in two \(what) tests, \(who) [earned|reached] \(a) and \(b) points")
    let sum = try step(.add, a, b, .points, "Together, these are", "points")
    let two = constant(2, StoryUnit("test", "tests"))
    return Topic(
      .end, try step(.divide, sum, two, .points, "The average is", "points"), who,
      asks: "what is \(who)'s [average|mean score] in points?",
      "how many points does \(who) get [on average|in the mean]?")
  }

  mutating func meanOfDays() throws -> Topic {
    let (who, thing) = (try person(), try noun(StoryNoun.movable))
    let (a, b, c) = (
      try count(5...60, thing.unit, "the number of \(thing.plural) on the first day"),
      try count(5...60, thing.unit, "the number of \(thing.plural) on the second day"),
      try count(5...60, thing.unit, "the number of \(thing.plural) on the third day")
    )
    say(
      who,
      "\(who) finds \(a) \(thing.plural) on Friday, \(b) \(thing.plural) on Saturday and \(c) \(thing.plural) on Sunday, and then puts the daily average of these on [show|display]",
      "on three days, \(who) gathers \(a), \(b) and \(c) \(thing.plural) and keeps only as many as the average of one day"
    )
    let two = try step(.add, a, b, thing.unit, "In the first two days, \(who) has", thing.plural)
    let all = try step(.add, two, c, thing.unit, "In three days, \(who) has", thing.plural)
    let days = constant(3, .days)
    return itemsTopic(
      try step(.divide, all, days, thing.unit, "The average is", thing.plural), who, thing)
  }

  mutating func neededScore() throws -> Topic {
    let who = try person()
    let goal = try count(70...95, .points, "the average that \(who) wants")
    let (a, b) = (
      try count(55...100, .points, "the points of the first test"),
      try count(55...100, .points, "the points of the second test")
    )
    let c = try count(55...100, .points, "the points of the third test")
    say(
      who, "\(who) [wants|hopes for] an average of \(goal) points over four tests",
      "to pass with honors, \(who) needs an average of \(goal) points in four tests")
    say(
      who, "\(who) has \(a), \(b) and \(c) points so far",
      "the first three results of \(who) are \(a), \(b) and \(c) points")
    let four = constant(4, StoryUnit("test", "tests"))
    let all = try step(.multiply, goal, four, .points, "In four tests, \(who) needs", "points")
    let two = try step(.add, a, b, .points, "In the first two tests, \(who) has", "points")
    let three = try step(.add, two, c, .points, "In three tests, \(who) has", "points")
    return Topic(
      .end, try step(.subtract, all, three, .points, "In the last test, \(who) needs", "points"),
      who, asks: "how many points does \(who) need in the fourth test?",
      "[find|work out] the score that \(who) needs in the last test.")
  }

  mutating func meanPerDay(_ topic: Topic) throws -> Topic {
    let (who, thing) = (topic.owner, topic.noun)
    let days = try divisor(
      of: topic.quantity, in: 2...14, quotient: thing.unit, .days, "the number of days")
    say(
      who,
      "\(who) uses the same number of \(thing.plural) on each of \(days) days until none [is|are] left",
      "the \(thing.plural) last \(who) for \(days) days, with as many on one day as on any other")
    return Topic(
      .items,
      try step(.divide, topic.quantity, days, thing.unit, "On one day, \(who) uses", thing.plural),
      who, thing, asks: "how many \(thing.plural) [does \(who) use|are used] [in|on] one day?",
      "[find|work out] the number of \(thing.plural) for one day.")
  }

  mutating func meanMinutes(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let days = try divisor(
      of: topic.quantity, in: 2...15, quotient: .minutes, .days, "the number of days")
    say(
      who, "\(who) spreads this time evenly over \(days) days",
      "the time is [split|divided] into equal parts for \(days) days")
    return Topic(
      .minutes,
      try step(.divide, topic.quantity, days, .minutes, "On one day, \(who) needs", "minutes"), who,
      asks: "how many minutes [a day|per day] is that for \(who)?",
      "what is the daily time in minutes for \(who)?")
  }

  mutating func meanFunds(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let days = try divisor(
      of: topic.quantity, in: 2...14, quotient: .dollars, .days, "the number of days")
    say(
      who, "\(who) uses up this money in \(days) days, [with |spending ]the same amount each day",
      "the money is enough for \(days) days on which \(who) spends equal amounts")
    return Topic(
      .cost,
      try step(.divide, topic.quantity, days, .dollars, "On one day, \(who) spends", "dollars"),
      who,
      asks: "how much does \(who) spend [a day|per day|on one day]?",
      "how many dollars does \(who) have for one day?")
  }
}
