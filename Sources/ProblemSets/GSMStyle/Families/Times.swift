/// Scenes of `schedules`, `travel`, `units` and `ages`.
extension SceneBook {
  static let timeOpenings: [Opening] = [
    Opening(.schedules, 1, .minutes) { try $0.practice() },
    Opening(.schedules, 2, .minutes) { try $0.threeActivities() },
    Opening(.travel, 1, .miles) { try $0.drive() },
    Opening(.travel, 3, .miles) { try $0.twoLegs() },
    Opening(.units, 1, .items) { try $0.dozens() },
    Opening(.units, 2, .items) { try $0.cutBoard() },
    Opening(.units, 2, .hours) { try $0.minutesToHours() },
    Opening(.ages, 1, .age) { try $0.ageCompared() },
    Opening(.ages, 2, .age) { try $0.ageLater() },
  ]

  static let timeSequels: [Sequel] = [
    Sequel(.schedules, 1, from: .minutes) { try $0.repeatMinutes($1) },
    Sequel(.schedules, 1, from: .minutes) { try $0.takeBreak($1) },
    Sequel(.schedules, 1, from: .hours) { try $0.moreHours($1) },
    Sequel(.travel, 1, from: .miles) { try $0.remainingTrip($1) },
    Sequel(.travel, 1, from: .miles) { try $0.timeForMiles($1) },
    Sequel(.travel, 2, from: .miles) { try $0.fuel($1) },
    Sequel(.travel, 1, from: .miles) { try $0.repeatTrip($1) },
    Sequel(.travel, 1, from: .hours) { try $0.walkHours($1) },
    Sequel(.units, 1, from: .minutes) { try $0.toHours($1) },
    Sequel(.units, 1, from: .hours) { try $0.toMinutes($1) },
    Sequel(.ages, 1, from: .age) { try $0.timesAsOld($1) },
    Sequel(.ages, 1, from: .age) { try $0.olderBy($1) },
    Sequel(.ages, 1, from: .age) { try $0.inYears($1) },
    Sequel(.ages, 2, from: .age) { try $0.sumOfAges($1) },
  ]
}

extension Story {
  private func minutesTopic(_ quantity: StoryQuantity, _ who: Person) -> Topic {
    Topic(
      .minutes, quantity, who,
      asks: [
        "how many minutes [does this take \(who)|is that for \(who)] [in all|altogether]?",
        "for how many minutes is \(who) [busy|occupied] [in total|altogether]?",
        "[find|calculate] the minutes that \(who) spends on this.",
        "how much time, in minutes, does \(who) [need|spend]?",
        "how many minutes [go by|pass] [until \(who) is done|before \(who) is finished]?",
        "what is the total time for \(who) in minutes?",
        "[work out|determine] for how many minutes \(who) is busy.",
      ])
  }

  func hoursTopic(_ quantity: StoryQuantity, _ who: Person) -> Topic {
    Topic(
      .hours, quantity, who,
      asks: [
        "how many hours [is that for \(who)|does \(who) need for this]?",
        "[find|calculate] how many hours this takes \(who).",
        "for how many hours is \(who) [busy|occupied] with this?",
        "what is \(who)'s time in hours?",
        "how long does this take \(who), in hours?",
        "how many hours [go by|pass] for \(who)?",
        "[determine|figure out] the hours that \(who) needs.",
      ])
  }

  mutating func practice() throws -> Topic {
    let who = try person()
    let what = pick([
      "practices the piano", "does yoga", "reads", "waters the plants", "trains for a race",
      "studies vocabulary", "draws", "plays the flute", "walks the dog",
    ])
    let minutes = try count(10...90, .minutes, "the minutes of one day")
    let days = try count(3...14, .days, "the number of days")
    say(
      who,
      [
        "\(who) \(what) for \(minutes) minutes a day on \(days) days",
        "on [each|every one] of \(days) days, \(who) \(what) for \(minutes) minutes",
        "for \(days) days [in a row|running], \(who) \(what), \(minutes) minutes at a time",
        "\(who)'s plan for \(days) days is simple: on each day, \(who) \(what) for \(minutes) minutes",
        "on \(days) days of the month, \(who) \(what), and always for \(minutes) minutes",
        "every day \(who) \(what) for \(minutes) minutes and keeps this up for \(days) days",
      ])
    return minutesTopic(
      try step(.multiply, minutes, days, .minutes, "\(who) needs", "minutes"), who)
  }

  mutating func threeActivities() throws -> Topic {
    let who = try person()
    let (a, b, c) = (
      try count(5...60, .minutes, "the minutes of the first task"),
      try count(5...60, .minutes, "the minutes of the second task"),
      try count(5...60, .minutes, "the minutes of the third task")
    )
    let tasks = pick([
      ("breakfast", "the bus ride", "homework"), ("the dishes", "the laundry", "the windows"),
      ("warming up", "running", "stretching"), ("the dough", "the filling", "the oven"),
    ])
    say(
      who,
      [
        "\(who) [spends|needs] \(a) minutes on \(tasks.0), \(b) minutes on \(tasks.1) and \(c) minutes on \(tasks.2)",
        "for \(who), \(tasks.0) [takes|lasts] \(a) minutes, \(tasks.1) \(b) minutes and \(tasks.2) \(c) minutes",
        "for \(tasks.0), \(who) needs \(a) minutes; then come \(b) minutes for \(tasks.1) and \(c) minutes for \(tasks.2)",
        "\(who) allows \(a) minutes for \(tasks.0), \(b) minutes for \(tasks.1) and \(c) minutes for \(tasks.2)",
        "[a stopwatch|a timer] shows that \(who) is busy with \(tasks.0) for \(a) minutes, with \(tasks.1) for \(b) minutes and with \(tasks.2) for \(c) minutes",
      ])
    let two = try step(
      .add, a, b, .minutes, "\(tasks.0) and \(tasks.1) take".capitalizedFirst, "minutes")
    return minutesTopic(
      try step(.add, two, c, .minutes, "With \(tasks.2), \(who) needs", "minutes"), who)
  }

  mutating func repeatMinutes(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let times = try count(2...8, .weeks, "the number of weeks")
    say(
      who,
      [
        "\(who) does [the same|all of this] in each of \(times) weeks",
        "this [goes on|is repeated] [like that|in the same way] for \(times) weeks, once a week",
        "\(who) keeps this up for \(times) weeks, once in each week",
        "it becomes a habit: for \(times) weeks, \(who) does all of this once a week",
        "week after week, \(times) weeks in all, \(who) spends that time on it",
      ])
    return minutesTopic(
      try step(.multiply, topic.quantity, times, .minutes, "In all weeks, \(who) needs", "minutes"),
      who)
  }

  mutating func takeBreak(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let less = try count(5...45, .minutes, "the minutes that are saved")
    say(
      who,
      [
        "\(who) [leaves early and saves|skips] \(less) minutes of that",
        "with some help, \(less) of these minutes are [saved|not needed]",
        "\(who) finds a way to be \(less) minutes faster",
        "\(who) is interrupted and leaves \(less) minutes of it out",
        "a [machine|helper|shortcut] spares \(who) \(less) minutes of that",
      ])
    return minutesTopic(
      try step(.subtract, topic.quantity, less, .minutes, "That leaves \(who)", "minutes"), who)
  }

  mutating func moreHours(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let more = try count(2...12, .hours, "the additional hours")
    say(
      who,
      [
        "\(who) [works|goes on] for \(more) hours more",
        "[another|a further] \(more) hours [come on top|are added] for cleaning up",
        "\(who) is not done yet and needs \(more) hours more",
        "something goes wrong, which costs \(who) \(more) additional hours",
        "\(more) hours of [paperwork|tidying up] follow for \(who)",
      ])
    return hoursTopic(
      try step(.add, topic.quantity, more, .hours, "In all, \(who) is busy for", "hours"), who)
  }

  mutating func toHours(_ topic: Topic) throws -> Topic {
    let hour = constant(60, .minutes)
    say(
      topic.owner,
      [
        "\(topic.owner) writes this time down in hours",
        "in \(topic.owner)'s calendar, the time is [noted|entered] in hours",
        "\(topic.owner) wants to know the time in hours",
        "for the [report|record|invoice], \(topic.owner) turns these minutes into hours",
        "\(topic.owner)'s boss only accepts hours, so the minutes are converted",
      ])
    return hoursTopic(
      try step(.divide, topic.quantity, hour, .hours, "In hours, this is", "hours"), topic.owner)
  }

  mutating func toMinutes(_ topic: Topic) throws -> Topic {
    let hour = constant(60, .minutes)
    say(
      topic.owner,
      [
        "\(topic.owner) writes this time down in minutes",
        "on \(topic.owner)'s timer, the time is [shown|set] in minutes",
        "\(topic.owner) wants to know the time in minutes",
        "for the [schedule|plan], \(topic.owner) turns these hours into minutes",
        "\(topic.owner)'s stopwatch only knows minutes, so the hours are converted",
      ])
    return minutesTopic(
      try step(.multiply, topic.quantity, hour, .minutes, "In minutes, this is", "minutes"),
      topic.owner)
  }

  mutating func dozens() throws -> Topic {
    let (who, thing) = (try person(), try noun(StoryNoun.foods))
    let dozens = try count(2...20, StoryUnit("dozen", "dozens"), "the number of dozens")
    say(
      who,
      [
        "\(who) [orders|buys|carries home] \(dozens) dozen \(thing.plural)",
        "\(dozens) dozen \(thing.plural) are [delivered|brought] to \(who)",
        "in \(who)'s kitchen, there are \(dozens) dozen \(thing.plural)",
        "\(who) picks up \(dozens) dozen \(thing.plural) from a [farm|bakery|market stall]",
        "\(dozens) dozen \(thing.plural) fill \(who)'s [pantry|basket|van]",
        "a [hotel|canteen] sends \(who) \(dozens) dozen \(thing.plural)",
      ])
    let twelve = constant(12, thing.unit)
    return itemsTopic(
      try step(.multiply, dozens, twelve, thing.unit, "\(who) has", thing.plural), who, thing)
  }

  mutating func cutBoard() throws -> Topic {
    let (who, thing) = (try person(), try noun([StoryNoun.piece]))
    let what = pick([
      "a board", "a rope", "a ribbon", "a pipe", "a roll of wire", "a strip of cloth",
    ])
    let feet = try count(3...30, StoryUnit("foot", "feet"), "the length in feet")
    let twelve = constant(12, StoryUnit("inch", "inches"))
    let inches = try step(
      .multiply, feet, twelve, StoryUnit("inch", "inches"), "The length is", "inches")
    let size = try divisor(
      of: inches, in: 3...24, quotient: thing.unit, StoryUnit("inch", "inches"),
      "the inches of one piece")
    say(
      who,
      [
        "\(who) cuts \(what) of \(feet) feet into pieces of \(size) inches",
        "\(what) is \(feet) feet long, and \(who) [cuts|saws] it into equal pieces of \(size) inches",
        "\(who) needs pieces of \(size) inches and [gets|cuts] them from \(what) that measures \(feet) feet",
        "\(who) has \(what) with a length of \(feet) feet, from which pieces of \(size) inches are cut until nothing is left",
        "out of \(what) that is \(feet) feet long, \(who) makes pieces, each of them \(size) inches long",
      ])
    return itemsTopic(
      try step(.divide, inches, size, thing.unit, "\(who) gets", thing.plural), who, thing)
  }

  mutating func minutesToHours() throws -> Topic {
    let who = try person()
    let what = pick(["lessons", "episodes", "shifts", "meetings", "training sessions"])
    let number = try count(3...24, StoryUnit("session", "sessions"), "the number of \(what)")
    let each = try count(15...90, .minutes, "the minutes of one of the \(what)")
    say(
      who,
      [
        "\(who) has \(number) \(what) of \(each) minutes each",
        "there are \(number) \(what) for \(who), and each of them [lasts|takes] \(each) minutes",
        "\(who) signs up for \(number) \(what), and each of them goes on for \(each) minutes",
        "\(who)'s [timetable|calendar] shows \(number) \(what) with a length of \(each) minutes each",
        "in one month, \(who) [attends|goes through] \(number) \(what), every one of them \(each) minutes long",
      ])
    let all = try step(.multiply, number, each, .minutes, "The \(what) take", "minutes")
    let hour = constant(60, .minutes)
    return hoursTopic(
      try step(.divide, all, hour, .hours, "In hours, \(who) needs", "hours"), who)
  }
}

extension String {
  /// The text with a capital first letter.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
