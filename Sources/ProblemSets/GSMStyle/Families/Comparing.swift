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
        who,
        [
          "\(who) has \(more) more \(thing.plural) than \(other)",
          "\(other) has \(more) fewer \(thing.plural) than \(who)",
          "compared with \(other), \(who) has \(more) \(thing.plural) more",
          "it would take \(other) \(more) more \(thing.plural) to have as many as \(who)",
          "\(who) beats \(other) by \(more) \(thing.plural)",
          "\(who) would have to lose \(more) \(thing.plural) to be level with \(other)",
          "if \(other) [got|found] \(more) more \(thing.plural), \(other) would have exactly as many as \(who)",
          "\(who)'s [collection|pile] has \(more) \(thing.plural) more than \(other)'s",
          "\(other) is behind \(who) by \(more) \(thing.plural)",
        ])
      return try step(.add, base, more, thing.unit, "\(who) has", thing.plural)
    case 1:
      let fewer = try count(2...30, thing.unit, "how many fewer \(thing.plural) \(who) has")
      say(
        who,
        [
          "\(who) has \(fewer) fewer \(thing.plural) than \(other)",
          "\(other) has \(fewer) more \(thing.plural) than \(who)",
          "\(who) is \(fewer) \(thing.plural) short of what \(other) has",
          "\(who) is behind \(other) by \(fewer) \(thing.plural)",
          "\(who)'s [collection|pile] is smaller than \(other)'s by \(fewer) \(thing.plural)",
          "it is \(other) who has more: \(fewer) \(thing.plural) more than \(who)",
          "if \(who) [got|found] \(fewer) more \(thing.plural), \(who) would have just as many as \(other)",
          "to be level with \(other), \(who) [lacks|is missing] \(fewer) \(thing.plural)",
        ])
      return try step(.subtract, base, fewer, thing.unit, "\(who) has", thing.plural)
    case 2:
      let factor = try count(2...5, .times, "how many times as many \(thing.plural) \(who) has")
      say(
        who,
        [
          "\(who) has \(factor) as many \(thing.plural) as \(other)",
          "the number of \(who)'s \(thing.plural) is \(factor) that of \(other)",
          "\(who) [owns|counts] \(factor) as many of them as \(other)",
          "\(who) has managed to [gather|collect] \(factor) as many \(thing.plural) as \(other)",
          "counting \(thing.plural), \(who) [comes to|arrives at] \(factor) the number of \(other)",
          "\(who)'s [collection|pile] of \(thing.plural) is \(factor) as large as \(other)'s",
          "there are \(factor) as many \(thing.plural) with \(who) as with \(other)",
        ])
      return try step(.multiply, base, factor, thing.unit, "\(who) has", thing.plural)
    default:
      let part = try share("which part of \(other)'s number \(who) has")
      say(
        who,
        [
          "\(who) has \(part) as many \(thing.plural) as \(other)",
          "\(who)'s number of \(thing.plural) is \(part) of what \(other) has",
          "\(who) owns only \(part) of the number of \(thing.plural) that \(other) owns",
          "\(who) has managed to [gather|collect] \(part) as many \(thing.plural) as \(other)",
          "\(who)'s [collection|pile] of \(thing.plural) is [only|just] \(part) of the size of \(other)'s",
          "\(who) has to be content with \(part) of the number of \(thing.plural) that \(other) has",
          "take \(part) of \(other)'s number of \(thing.plural), and you [get|have] the number that \(who) has",
        ])
      return try step(.multiply, base, part, thing.unit, "\(who) has", thing.plural)
    }
  }

  private mutating func hold(_ who: Person, _ thing: StoryNoun) throws -> StoryQuantity {
    let number = try count(6...80, thing.unit, "the number of \(who)'s \(thing.plural)")
    say(
      who,
      [
        "\(who) has \(number) \(thing.plural)",
        "\(who) [owns|keeps|counts] \(number) \(thing.plural)",
        "there are \(number) \(thing.plural) that belong to \(who)",
        "\(number) \(thing.plural) are \(who)'s",
        "\(who) has [collected|gathered|put together] \(number) \(thing.plural) [so far|over the years]",
        "\(number) \(thing.plural) lie in \(who)'s [drawer|box|room]",
        "\(who) proudly [shows|presents] \(number) \(thing.plural)",
        "a count of \(who)'s \(thing.plural) comes to \(number) \(thing.plural)",
        "\(who) [came home|returned] with \(number) \(thing.plural)",
      ])
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
      two,
      [
        "\(two) [gives|lends] all \(two.possessive) \(thing.plural) to \(one)",
        "\(one) then gets everything that \(two) has",
        "all of \(two)'s \(thing.plural) [pass|go over] to \(one)",
        "\(two) is moving [away|abroad] and leaves all \(two.possessive) \(thing.plural) to \(one)",
        "\(two) does not need the \(thing.plural) any more and [hands|passes] them all to \(one)",
        "\(one) talks \(two) into giving up all \(two.possessive) \(thing.plural) and keeps them",
        "after a lost bet, \(two) has to give every one of \(two.possessive) \(thing.plural) to \(one)",
      ])
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
        other,
        [
          "\(other) has \(factor) as much money as \(who) [then|now]",
          "the money of \(other) is \(factor) that of \(who)",
          "\(other) has been [luckier|more careful] and has \(factor) as much money as \(who)",
          "\(who)'s money is little beside that of \(other), who has \(factor) as much",
        ])
      return moneyTopic(
        try step(.multiply, topic.quantity, factor, .dollars, "\(other) has", "dollars"), other)
    }
    let more = try money(3...50, cents: 20, "how much more \(other) has")
    say(
      other,
      [
        "\(other) has \(more) more than \(who) [then|now]",
        "\(who) would need another \(more) to have as much as \(other)",
        "\(other) has been saving longer and is \(more) ahead of \(who)",
        "\(who) is \(more) short of what \(other) has",
        "if somebody gave \(who) \(more) more, \(who) would have as much money as \(other)",
      ])
    return moneyTopic(
      try step(.add, topic.quantity, more, .dollars, "\(other) has", "dollars"), other)
  }

  mutating func gapOfFunds(_ topic: Topic) throws -> Topic {
    let (who, other) = (topic.owner, try person())
    let factor = try count(2...4, .times, "how many times as much money \(other) has")
    say(
      other,
      [
        "\(other) has \(factor) as much money as \(who) and gives \(who) [the difference|exactly what is more]",
        "\(other), whose money is \(factor) that of \(who), hands over the difference between the two",
        "\(other), with \(factor) as much money as \(who), gives \(who) just the amount by which the two sums differ",
        "\(other) has \(factor) as much money as \(who). The difference between the two goes to \(who)",
      ])
    let rich = try step(.multiply, topic.quantity, factor, .dollars, "\(other) has", "dollars")
    let gap = try step(.subtract, rich, topic.quantity, .dollars, "The difference is", "dollars")
    return Topic(
      .cost, gap, other,
      asks: [
        "how much does \(other) [give|hand over]?",
        "how many dollars does \(who) get from \(other)?",
        "[find|work out] what \(other) pays to \(who), in dollars.",
      ])
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
          [
            "\(who) has as many \(thing.plural) as \(a) and \(b) [together|combined|put together]",
            "together, \(a) and \(b) have [just|exactly] as many \(thing.plural) as \(who)",
            "adding those of \(a) to those of \(b) gives the number of \(thing.plural) that \(who) has",
            "\(who) has matched \(a) and \(b) put together: as many \(thing.plural) as both of them have",
            "if \(a) and \(b) [threw|put] their \(thing.plural) together, they would have as many as \(who)",
            "the \(thing.plural) of \(a) and of \(b) [add up to|make up] the number that \(who) has",
          ])
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
}
