/// The stories of `averages`.
extension Story {
  mutating func meanOfTwo() throws -> Topic {
    let who = try person()
    let what = pick(["math", "history", "spelling", "biology", "geography"])
    let (a, b) = (
      try count(55...100, .points, "the points of the first test"),
      try count(55...100, .points, "the points of the second test")
    )
    say(
      who,
      [
        "\(who) [gets|scores|has] \(a) points in the first \(what) test and \(b) points in the second one",
        "in two \(what) tests, \(who) [earned|reached] \(a) and \(b) points",
        "\(who)'s two \(what) tests [came back|were returned] with \(a) points and with \(b) points",
        "after \(a) points in one \(what) test, \(who) [reaches|manages] \(b) points in the next",
        "the teacher [enters|notes] \(a) points and then \(b) points for \(who)'s two \(what) tests",
      ])
    let sum = try step(.add, a, b, .points, "Together, these are", "points")
    let two = constant(2, StoryUnit("test", "tests"))
    return Topic(
      .end, try step(.divide, sum, two, .points, "The average is", "points"), who,
      asks: [
        "what is \(who)'s [average|mean score] in points?",
        "how many points does \(who) get [on average|in the mean]?",
      ])
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
      [
        "\(who) finds \(a) \(thing.plural) on Friday, \(b) \(thing.plural) on Saturday and \(c) \(thing.plural) on Sunday, and then puts the daily average of these on [show|display]",
        "on three days, \(who) gathers \(a), \(b) and \(c) \(thing.plural) and keeps only as many as the average of one day",
        "\(who) brings home \(a) \(thing.plural) on the first day, \(b) \(thing.plural) on the second and \(c) \(thing.plural) on the third, then gives away all but the average of one day",
        "during a long weekend \(who) collects \(a) \(thing.plural), then \(b) \(thing.plural), then \(c) \(thing.plural), one number a day, and keeps just the mean of the three numbers",
      ])
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
      who,
      [
        "\(who) [wants|hopes for] an average of \(goal) points over four tests",
        "to pass with honors, \(who) needs an average of \(goal) points in four tests",
        "\(who)'s parents promised a reward for an average of \(goal) points in four tests",
        "a scholarship [asks for|requires] an average of \(goal) points over four tests, and \(who) wants it",
        "four tests count, and \(who) is aiming for \(goal) points on average",
      ])
    say(
      who,
      [
        "\(who) has \(a), \(b) and \(c) points so far",
        "the first three results of \(who) are \(a), \(b) and \(c) points",
        "[up to now|so far], \(who) has written three tests with \(a), \(b) and \(c) points",
        "\(who) got \(a) points in the first, \(b) points in the second and \(c) points in the third of them",
        "three of them are [done|over], in which \(who) reached \(a), \(b) and \(c) points",
      ])
    let four = constant(4, StoryUnit("test", "tests"))
    let all = try step(.multiply, goal, four, .points, "In four tests, \(who) needs", "points")
    let two = try step(.add, a, b, .points, "In the first two tests, \(who) has", "points")
    let three = try step(.add, two, c, .points, "In three tests, \(who) has", "points")
    return Topic(
      .end, try step(.subtract, all, three, .points, "In the last test, \(who) needs", "points"),
      who,
      asks: [
        "how many points does \(who) need in the fourth test?",
        "[find|work out] the score that \(who) needs in the last test.",
      ])
  }

  mutating func meanPerDay(_ topic: Topic) throws -> Topic {
    let (who, thing) = (topic.owner, topic.noun)
    let days = try divisor(
      of: topic.quantity, in: 2...14, quotient: thing.unit, .days, "the number of days")
    say(
      who,
      [
        "\(who) uses the same number of \(thing.plural) on each of \(days) days until none [is|are] left",
        "the \(thing.plural) last \(who) for \(days) days, with as many on one day as on any other",
        "\(who) finishes all the \(thing.plural) in exactly \(days) days, using equally many every day",
        "divided evenly, the \(thing.plural) keep \(who) supplied for \(days) days",
        "\(who) sets aside the same number of \(thing.plural) for each of \(days) days, [and none is left|with nothing left over]",
      ])
    return Topic(
      .items,
      try step(.divide, topic.quantity, days, thing.unit, "On one day, \(who) uses", thing.plural),
      who, thing,
      asks: [
        "how many \(thing.plural) [does \(who) use|are used] [in|on] one day?",
        "[find|work out] the number of \(thing.plural) for one day.",
      ])
  }

  mutating func meanMinutes(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let days = try divisor(
      of: topic.quantity, in: 2...15, quotient: .minutes, .days, "the number of days")
    say(
      who,
      [
        "\(who) spreads this time evenly over \(days) days",
        "the time is [split|divided] into equal parts for \(days) days",
        "\(who) does not do it all at once but in equal parts on \(days) days",
        "a calendar helps \(who) to spread these minutes evenly over \(days) days",
        "to make it easier, \(who) divides the time into \(days) equal parts, one [a day|for every day]",
      ])
    return Topic(
      .minutes,
      try step(.divide, topic.quantity, days, .minutes, "On one day, \(who) needs", "minutes"), who,
      asks: [
        "how many minutes [a day|per day] is that for \(who)?",
        "what is the daily time in minutes for \(who)?",
      ])
  }

  mutating func meanFunds(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let days = try divisor(
      of: topic.quantity, in: 2...14, quotient: .dollars, .days, "the number of days")
    say(
      who,
      [
        "\(who) uses up this money in \(days) days, [with |spending ]the same amount each day",
        "the money is enough for \(days) days on which \(who) spends equal amounts",
        "\(who) plans to live on this money for \(days) days, with the same amount for each [of them|day]",
        "the money has to [last|be enough] for \(days) days, so \(who) [allows|permits] the same sum every day",
        "\(who) is on a trip of \(days) days and spends this money in equal daily amounts",
      ])
    return Topic(
      .cost,
      try step(.divide, topic.quantity, days, .dollars, "On one day, \(who) spends", "dollars"),
      who,
      asks: [
        "how much does \(who) spend [a day|per day|on one day]?",
        "how many dollars does \(who) have for one day?",
      ])
  }
}
