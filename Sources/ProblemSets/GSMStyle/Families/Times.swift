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
      asks: "how many minutes [does this take \(who)|is that for \(who)] [in all|altogether]?",
      "for how many minutes is \(who) [busy|occupied] [in total|altogether]?",
      "[find|calculate] the minutes that \(who) spends on this.")
  }

  private func hoursTopic(_ quantity: StoryQuantity, _ who: Person) -> Topic {
    Topic(
      .hours, quantity, who, asks: "how many hours [is that for \(who)|does \(who) need for this]?",
      "[find|calculate] how many hours this takes \(who).",
      "for how many hours is \(who) [busy|occupied] with this?")
  }

  private func milesTopic(_ quantity: StoryQuantity, _ who: Person) -> Topic {
    Topic(
      .miles, quantity, who,
      asks: "how many miles [does \(who) cover|does \(who) travel|is that for \(who)]?",
      "[find|work out] the distance [for \(who)|that \(who) covers], in miles.",
      "what distance in miles does \(who) [travel|have to go]?")
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
      who, "\(who) \(what) for \(minutes) minutes a day on \(days) days",
      "on [each|every one] of \(days) days, \(who) \(what) for \(minutes) minutes",
      "for \(days) days [in a row|running], \(who) \(what), \(minutes) minutes at a time")
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
      "\(who) [spends|needs] \(a) minutes on \(tasks.0), \(b) minutes on \(tasks.1) and \(c) minutes on \(tasks.2)",
      "for \(who), \(tasks.0) [takes|lasts] \(a) minutes, \(tasks.1) \(b) minutes and \(tasks.2) \(c) minutes"
    )
    let two = try step(
      .add, a, b, .minutes, "\(tasks.0) and \(tasks.1) take".capitalizedFirst, "minutes")
    return minutesTopic(
      try step(.add, two, c, .minutes, "With \(tasks.2), \(who) needs", "minutes"), who)
  }

  mutating func repeatMinutes(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let times = try count(2...8, .weeks, "the number of weeks")
    say(
      who, "\(who) does [the same|all of this] in each of \(times) weeks",
      "this [goes on|is repeated] [like that|in the same way] for \(times) weeks, once a week")
    return minutesTopic(
      try step(.multiply, topic.quantity, times, .minutes, "In all weeks, \(who) needs", "minutes"),
      who)
  }

  mutating func takeBreak(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let less = try count(5...45, .minutes, "the minutes that are saved")
    say(
      who, "\(who) [leaves early and saves|skips] \(less) minutes of that",
      "with some help, \(less) of these minutes are [saved|not needed]")
    return minutesTopic(
      try step(.subtract, topic.quantity, less, .minutes, "That leaves \(who)", "minutes"), who)
  }

  mutating func moreHours(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let more = try count(2...12, .hours, "the additional hours")
    say(
      who, "\(who) [works|goes on] for \(more) hours more",
      "[another|a further] \(more) hours [come on top|are added] for cleaning up")
    return hoursTopic(
      try step(.add, topic.quantity, more, .hours, "In all, \(who) is busy for", "hours"), who)
  }

  mutating func drive() throws -> Topic {
    let who = try person()
    let how = pick(["drives", "cycles", "rides a scooter", "goes by train", "sails", "hikes"])
    let speed = try count(4...70, .miles, "the miles in one hour")
    let hours = try count(2...9, .hours, "the number of hours")
    say(
      who, "\(who) \(how) at \(speed) miles an hour for \(hours) hours",
      "for \(hours) hours, \(who) \(how) with a [steady|constant|mean] speed of \(speed) miles per hour",
      "at [a speed of |]\(speed) miles per hour, \(who) \(how) for \(hours) hours")
    return milesTopic(
      try step(.multiply, speed, hours, .miles, "\(who) covers", "miles"), who)
  }

  mutating func twoLegs() throws -> Topic {
    let who = try person()
    let (s1, t1) = (
      try count(4...70, .miles, "the speed of the first part"),
      try count(2...6, .hours, "the hours of the first part")
    )
    say(
      who, "\(who) travels \(t1) hours at \(s1) miles an hour",
      "the first part of \(who)'s trip takes \(t1) hours at \(s1) miles per hour")
    let (s2, t2) = (
      try count(4...70, .miles, "the speed of the second part"),
      try count(2...6, .hours, "the hours of the second part")
    )
    say(
      who, "\(who) [goes on|continues] for \(t2) hours, now at \(s2) miles an hour",
      "[then|after a rest], \(t2) hours [follow|come] at \(s2) miles per hour")
    let one = try step(.multiply, s1, t1, .miles, "In the first part, \(who) covers", "miles")
    let two = try step(.multiply, s2, t2, .miles, "In the second part, \(who) covers", "miles")
    return milesTopic(
      try step(.add, one, two, .miles, "Altogether, \(who) covers", "miles"), who)
  }

  mutating func remainingTrip(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let all = try count(60...900, .miles, "the length of the whole way")
    say(
      who, "\(who) then still has the rest of a way of \(all) miles to go",
      "the whole [way|route] is \(all) miles long, and the rest is left for [tomorrow|the next day]"
    )
    let rest = try step(.subtract, all, topic.quantity, .miles, "\(who) still has", "miles to go")
    return Topic(
      .miles, rest, who, asks: "how many miles [are left for \(who)|does \(who) still have to go]?",
      "[find|work out] the distance that is left for \(who), in miles.")
  }

  mutating func timeForMiles(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let speed = try divisor(
      of: topic.quantity, in: 4...60, quotient: .hours, .miles, "the miles in one hour")
    say(
      who, "\(who) [goes|covers] this distance once more at \(speed) miles an hour",
      "[later|on another day], \(who) takes the same distance at \(speed) miles per hour")
    return hoursTopic(
      try step(.divide, topic.quantity, speed, .hours, "For this, \(who) needs", "hours"), who)
  }

  mutating func fuel(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let gallons = StoryUnit("gallon", "gallons", .measure)
    let mileage = try divisor(
      of: topic.quantity, in: 8...50, quotient: gallons, .miles, "the miles for one gallon")
    let price = try money(2...6, cents: 60, "the price of one gallon")
    say(
      who,
      "\(who)'s [car|van|truck] needs a gallon of fuel for \(mileage) miles of this, and a gallon costs \(price)",
      "with one gallon, the [car|van] gets \(mileage) miles far; fuel costs \(price) a gallon")
    let used = try step(
      .divide, topic.quantity, mileage, gallons, "\(who) uses", "gallons")
    return Topic(
      .cost, try step(.multiply, used, price, .dollars, "\(who) pays", "dollars for fuel"), who,
      asks: "how much does \(who) pay for the fuel?",
      "[find|calculate] what the fuel costs \(who), in dollars.")
  }

  mutating func repeatTrip(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let times = try count(2...8, StoryUnit("time", "times"), "how often \(who) goes")
    say(
      who, "\(who) [covers|does] this distance \(times) times a month",
      "in a month, \(who) goes that far \(times) times")
    return milesTopic(
      try step(.multiply, topic.quantity, times, .miles, "In a month, \(who) covers", "miles"), who)
  }

  mutating func walkHours(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let speed = try count(2...12, .miles, "the miles in one hour")
    say(
      who, "\(who) [walks|runs|rows] at \(speed) miles an hour all that time",
      "during these hours, \(who) [covers|makes] \(speed) miles per hour on foot")
    return milesTopic(
      try step(.multiply, topic.quantity, speed, .miles, "\(who) covers", "miles"), who)
  }

  mutating func toHours(_ topic: Topic) throws -> Topic {
    let hour = constant(60, .minutes)
    say(
      topic.owner, "\(topic.owner) writes this time down in hours",
      "in \(topic.owner)'s calendar, the time is [noted|entered] in hours")
    return hoursTopic(
      try step(.divide, topic.quantity, hour, .hours, "In hours, this is", "hours"), topic.owner)
  }

  mutating func toMinutes(_ topic: Topic) throws -> Topic {
    let hour = constant(60, .minutes)
    say(
      topic.owner, "\(topic.owner) writes this time down in minutes",
      "on \(topic.owner)'s timer, the time is [shown|set] in minutes")
    return minutesTopic(
      try step(.multiply, topic.quantity, hour, .minutes, "In minutes, this is", "minutes"),
      topic.owner)
  }

  mutating func dozens() throws -> Topic {
    let (who, thing) = (try person(), try noun(StoryNoun.foods))
    let dozens = try count(2...20, StoryUnit("dozen", "dozens"), "the number of dozens")
    say(
      who, "\(who) [orders|buys|carries home] \(dozens) dozen \(thing.plural)",
      "\(dozens) dozen \(thing.plural) are [delivered|brought] to \(who)",
      "in \(who)'s kitchen, there are \(dozens) dozen \(thing.plural)")
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
      who, "\(who) cuts \(what) of \(feet) feet into pieces of \(size) inches",
      "\(what) is \(feet) feet long, and \(who) [cuts|saws] it into equal pieces of \(size) inches",
      "\(who) needs pieces of \(size) inches and [gets|cuts] them from \(what) that measures \(feet) feet"
    )
    return itemsTopic(
      try step(.divide, inches, size, thing.unit, "\(who) gets", thing.plural), who, thing)
  }

  mutating func minutesToHours() throws -> Topic {
    let who = try person()
    let what = pick(["lessons", "episodes", "shifts", "meetings", "training sessions"])
    let number = try count(3...24, StoryUnit("session", "sessions"), "the number of \(what)")
    let each = try count(15...90, .minutes, "the minutes of one of the \(what)")
    say(
      who, "\(who) has \(number) \(what) of \(each) minutes each",
      "there are \(number) \(what) for \(who), and each of them [lasts|takes] \(each) minutes")
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
