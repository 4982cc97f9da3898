/// The stories of `ages`.
extension Story {
  private func ageTopic(_ quantity: StoryQuantity, _ who: Person, isLater: Bool = true) -> Topic {
    isLater
      ? Topic(
        .age, quantity, who,
        asks: [
          "how old is \(who) [then|at that time|by then]?",
          "what is \(who)'s age [then|at that time|in the end], in years?",
          "[find|work out] the age of \(who) [then|at that time] in years.",
          "what age has \(who) reached [then|at that time], in years?",
          "how many years old is \(who) [by then|at that time]?",
        ])
      : Topic(
        .age, quantity, who,
        asks: [
          "how old is \(who)[| now| at present]?",
          "what is the [present |]age of \(who)[| in years]?",
          "[find|work out] how old \(who) is.",
          "how many years old is \(who)?",
          "what age has \(who) reached?",
          "can you tell \(who)'s age in years?",
        ])
  }

  mutating func ageCompared() throws -> Topic {
    let (who, other) = (try person(), try person())
    let age = try count(3...40, .years, "the age of \(other)")
    let more = try count(2...20, .years, "the years that \(who) is older")
    say(
      other,
      [
        "\(other) is \(age) years old, and \(who) is \(more) years older",
        "\(who) was born \(more) years before \(other), who is \(age) years old",
        "at [the age of |]\(age) years, \(other) is \(more) years younger than \(who)",
        "\(other) [turned|has turned] \(age) years old, which is \(more) years less than the age of \(who)",
        "when \(who) was \(more) years old, \(other) was born, and now \(other) is \(age) years old",
        "\(who) has lived \(more) years longer than \(other), who is \(age) years old",
        "\(other) [celebrates|celebrated] a birthday at \(age) years of age; \(who) is \(more) years ahead",
      ])
    return ageTopic(
      try step(.add, age, more, .years, "\(who) is", "years old"), who, isLater: false)
  }

  mutating func ageLater() throws -> Topic {
    let (who, other) = (try person(), try person())
    let age = try count(3...20, .years, "the age of \(other)")
    let factor = try count(2...5, .times, "how many times as old \(who) is")
    say(
      other,
      [
        "\(other) is \(age) years old, and \(who) is \(factor) as old",
        "\(who) is \(factor) as old as \(other), whose age is \(age) years",
        "\(who) has lived \(factor) as long as \(other), who is \(age) years old",
        "at \(age) years, \(other) has \(who) for [a babysitter|a neighbor|a teacher], who is \(factor) as old",
      ])
    let years = try count(2...25, .years, "the number of years that pass")
    say(
      who,
      [
        "\(who) [looks|thinks] ahead to the time in \(years) years",
        "from now on, \(years) years [pass|go by]",
        "imagine both of them \(years) years from now",
        "\(years) years later, \(who) [opens|finds] an old diary of these days",
        "the question is about the time when \(years) years have passed",
      ])
    let now = try step(.multiply, age, factor, .years, "Now \(who) is", "years old")
    return ageTopic(
      try step(.add, now, years, .years, "Then \(who) is", "years old"), who)
  }

  mutating func timesAsOld(_ topic: Topic) throws -> Topic {
    let other = try person()
    let factor = try count(2...4, .times, "how many times as old \(other) is")
    say(
      other,
      [
        "\(other) is then \(factor) as old as \(topic.owner)",
        "at that time, \(other)'s age is \(factor) that of \(topic.owner)",
        "\(other) has lived \(factor) as long as \(topic.owner) by then",
        "\(topic.owner) is young beside \(other), who is \(factor) as old at that time",
      ])
    return ageTopic(
      try step(.multiply, topic.quantity, factor, .years, "\(other) is", "years old"), other)
  }

  mutating func olderBy(_ topic: Topic) throws -> Topic {
    let other = try person()
    let gap = try count(2...15, .years, "the years between \(other) and \(topic.owner)")
    if chance(50) {
      say(
        other,
        [
          "\(other) is \(gap) years older than \(topic.owner) is then",
          "compared with \(topic.owner) at that time, \(other) is \(gap) years older",
          "\(other) was born \(gap) years before \(topic.owner)",
          "at that time, \(topic.owner) is \(gap) years younger than \(other)",
        ])
      return ageTopic(
        try step(.add, topic.quantity, gap, .years, "\(other) is", "years old"), other)
    }
    say(
      other,
      [
        "\(other) is \(gap) years younger than \(topic.owner) is then",
        "compared with \(topic.owner) at that time, \(other) is \(gap) years younger",
        "\(other) was born \(gap) years after \(topic.owner)",
        "at that time, \(topic.owner) is \(gap) years older than \(other)",
      ])
    return ageTopic(
      try step(.subtract, topic.quantity, gap, .years, "\(other) is", "years old"), other)
  }

  mutating func inYears(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let years = try count(2...20, .years, "the further years")
    say(
      who,
      [
        "\(who) [celebrates|has] a birthday party \(years) years after that",
        "then \(years) years go by for \(who)",
        "\(who) moves away then and comes back \(years) years later",
        "after that, \(years) more years have to pass until \(who) [retires|opens a shop|finishes the house]",
        "\(who) has to wait \(years) years longer for [a big wish|an important letter|a house]",
      ])
    return ageTopic(
      try step(.add, topic.quantity, years, .years, "After these years, \(who) is", "years old"),
      who)
  }

  mutating func sumOfAges(_ topic: Topic) throws -> Topic {
    let other = try person()
    let gap = try count(2...15, .years, "the years that \(other) is older")
    say(
      other,
      [
        "\(other) is \(gap) years older than \(topic.owner), and [their ages are added|both ages are summed up]",
        "someone adds the age of \(topic.owner) to that of \(other), who is \(gap) years older",
        "\(other) was born \(gap) years earlier than \(topic.owner), and their ages are added up",
        "together with \(other), who is \(gap) years older, \(topic.owner) [counts|adds up] the years of both",
      ])
    let older = try step(.add, topic.quantity, gap, .years, "\(other) is", "years old")
    return Topic(
      .end,
      try step(
        .add, topic.quantity, older, .years, "Together, \(topic.owner) and \(other) are",
        "years old"), other,
      asks: [
        "what is the sum of [both|the two] ages?",
        "how old are \(topic.owner) and \(other) together?",
      ])
  }
}
