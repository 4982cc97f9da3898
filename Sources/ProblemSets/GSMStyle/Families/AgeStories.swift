/// The stories of `ages`.
extension Story {
  private func ageTopic(_ quantity: StoryQuantity, _ who: Person, isLater: Bool = true) -> Topic {
    isLater
      ? Topic(
        .age, quantity, who, asks: "how old is \(who) [then|at that time|by then]?",
        "what is \(who)'s age [then|at that time|in the end], in years?",
        "[find|work out] the age of \(who) [then|at that time] in years.")
      : Topic(
        .age, quantity, who, asks: "how old is \(who)[| now| at present]?",
        "what is the [present |]age of \(who)[| in years]?",
        "[find|work out] how old \(who) is.")
  }

  mutating func ageCompared() throws -> Topic {
    let (who, other) = (try person(), try person())
    let age = try count(3...40, .years, "the age of \(other)")
    let more = try count(2...20, .years, "the years that \(who) is older")
    say(
      other, "\(other) is \(age) years old, and \(who) is \(more) years older",
      "\(who) was born \(more) years before \(other), who is \(age) years old",
      "at [the age of |]\(age) years, \(other) is \(more) years younger than \(who)")
    return ageTopic(
      try step(.add, age, more, .years, "\(who) is", "years old"), who, isLater: false)
  }

  mutating func ageLater() throws -> Topic {
    let (who, other) = (try person(), try person())
    let age = try count(3...20, .years, "the age of \(other)")
    let factor = try count(2...5, .times, "how many times as old \(who) is")
    say(
      other, "\(other) is \(age) years old, and \(who) is \(factor) as old",
      "\(who) is \(factor) as old as \(other), whose age is \(age) years")
    let years = try count(2...25, .years, "the number of years that pass")
    say(
      who, "\(who) [looks|thinks] ahead to the time in \(years) years",
      "from now on, \(years) years [pass|go by]")
    let now = try step(.multiply, age, factor, .years, "Now \(who) is", "years old")
    return ageTopic(
      try step(.add, now, years, .years, "Then \(who) is", "years old"), who)
  }

  mutating func timesAsOld(_ topic: Topic) throws -> Topic {
    let other = try person()
    let factor = try count(2...4, .times, "how many times as old \(other) is")
    say(
      other, "\(other) is then \(factor) as old as \(topic.owner)",
      "at that time, \(other)'s age is \(factor) that of \(topic.owner)")
    return ageTopic(
      try step(.multiply, topic.quantity, factor, .years, "\(other) is", "years old"), other)
  }

  mutating func olderBy(_ topic: Topic) throws -> Topic {
    let other = try person()
    let gap = try count(2...15, .years, "the years between \(other) and \(topic.owner)")
    if chance(50) {
      say(
        other, "\(other) is \(gap) years older than \(topic.owner) is then",
        "compared with \(topic.owner) at that time, \(other) is \(gap) years older")
      return ageTopic(
        try step(.add, topic.quantity, gap, .years, "\(other) is", "years old"), other)
    }
    say(
      other, "\(other) is \(gap) years younger than \(topic.owner) is then",
      "compared with \(topic.owner) at that time, \(other) is \(gap) years younger")
    return ageTopic(
      try step(.subtract, topic.quantity, gap, .years, "\(other) is", "years old"), other)
  }

  mutating func inYears(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let years = try count(2...20, .years, "the further years")
    say(
      who, "\(who) [celebrates|has] a birthday party \(years) years after that",
      "then \(years) years go by for \(who)")
    return ageTopic(
      try step(.add, topic.quantity, years, .years, "After these years, \(who) is", "years old"),
      who)
  }

  mutating func sumOfAges(_ topic: Topic) throws -> Topic {
    let other = try person()
    let gap = try count(2...15, .years, "the years that \(other) is older")
    say(
      other,
      "\(other) is \(gap) years older than \(topic.owner), and [their ages are added|both ages are summed up]",
      "someone adds the age of \(topic.owner) to that of \(other), who is \(gap) years older")
    let older = try step(.add, topic.quantity, gap, .years, "\(other) is", "years old")
    return Topic(
      .end,
      try step(
        .add, topic.quantity, older, .years, "Together, \(topic.owner) and \(other) are",
        "years old"), other, asks: "what is the sum of [both|the two] ages?",
      "how old are \(topic.owner) and \(other) together?")
  }
}
