/// Scenes of `wages`, `saving` and `interest`.
extension SceneBook {
  static let earningOpenings: [Opening] = [
    Opening(.wages, 1, .funds) { try $0.workHours() },
    Opening(.wages, 2, .funds) { try $0.workDays() },
    Opening(.wages, 5, .funds) { try $0.workOvertime() },
    Opening(.saving, 1, .funds) { try $0.saveWeekly() },
    Opening(.saving, 2, .funds) { try $0.saveOnTop() },
    Opening(.saving, 3, .funds) { try $0.saveForGoal() },
    Opening(.interest, 1, .funds) { try $0.earnInterestOnce() },
    Opening(.interest, 3, .funds) { try $0.earnInterest() },
  ]

  static let earningSequels: [Sequel] = [
    Sequel(.wages, 1, from: .hours) { try $0.payHours($1) },
    Sequel(.wages, 1, from: .cost) { try $0.workForCost($1) },
    Sequel(.wages, 2, from: .funds) { try $0.earnMore($1) },
    Sequel(.saving, 1, from: .funds) { try $0.repeatSaving($1) },
    Sequel(.saving, 1, from: .cost) { try $0.stillNeed($1) },
    Sequel(.saving, 2, from: .cost) { try $0.weeksUntil($1) },
    Sequel(.interest, 3, from: .funds) { try $0.putIntoBank($1) },
    Sequel(.interest, 2, from: .funds) { try $0.yearlyInterest($1) },
  ]
}

extension Story {
  func moneyTopic(_ quantity: StoryQuantity, _ who: Person) -> Topic {
    Topic(
      .funds, quantity, who,
      asks: [
        "how much money does \(who) have [then|in the end|after that|now]?",
        "how many dollars [will \(who) have|does \(who) have] [in total|altogether|by then]?",
        "[find|calculate|determine] the [sum|amount] of money that \(who) has [in the end|then], in dollars.",
        "in the end, [what sum|how much] does \(who) have, in dollars?",
        "how much money is in \(who)'s [hands|possession] [now|at the end]?",
        "what amount of money has \(who) [then|by the end], in dollars?",
        "how many dollars does \(who) end up with?",
        "to how many dollars does \(who)'s money [come|add up] [then|in the end]?",
        "[figure out|work out] how many dollars \(who) can [count|spend] at the end.",
      ])
  }

  mutating func workHours() throws -> Topic {
    let who = try person()
    let job = pick(["mowing lawns", "washing cars", "babysitting", "painting fences", "tutoring"])
    let hours = try count(2...12, .hours, "the number of hours that \(who) works")
    let pay = try money(8...30, cents: 25, "the pay for one hour")
    say(
      who,
      [
        "\(who) [earns|makes|gets] \(pay) an hour by \(job) and works \(hours) hours",
        "for \(hours) hours of \(job), \(who) is paid \(pay) [an hour|per hour]",
        "\(who) spends \(hours) hours \(job), which [pays|brings in] \(pay) for every hour",
        "a neighbor offers \(who) \(pay) an hour for \(job), and \(who) [stays|is busy] for \(hours) hours",
        "\(who) has a part-time job: \(job) for \(pay) an hour. This week it came to \(hours) hours",
        "after \(hours) hours of \(job) at \(pay) an hour, \(who) [goes home tired|is done for the day|takes the money home]",
        "\(who)'s hourly rate for \(job) is \(pay), and there was enough to do for \(hours) hours",
        "\(job) [is hard work|is no fun], but it pays \(pay) an hour, and \(who) [sticks to it|keeps at it] for \(hours) hours",
      ])
    return moneyTopic(
      try step(.multiply, hours, pay, .dollars, "\(who) earns", "dollars"), who)
  }

  mutating func workDays() throws -> Topic {
    let who = try person()
    let job = pick(["a bakery", "a garage", "a bookshop", "a farm", "a café", "an office", "a zoo"])
    let hours = try count(2...9, .hours, "the number of hours in a working day")
    let days = try count(2...6, .days, "the number of working days")
    let pay = try money(9...35, cents: 25, "the pay for one hour")
    say(
      who,
      [
        "\(who) works in \(job) for \(hours) hours a day on \(days) days of the week and [earns|gets] \(pay) an hour",
        "\(job) [pays|offers] \(who) \(pay) an hour; there are \(days) working days with \(hours) hours each",
        "on \(days) days, \(who) has a shift of \(hours) hours in \(job), and an hour [is paid with|brings] \(pay)",
        "\(who) has found work in \(job). A shift lasts \(hours) hours, there are \(days) shifts on different days, and every hour is paid with \(pay)",
        "at \(pay) an hour, \(who) helps out in \(job) on \(days) days of the week, always for \(hours) hours",
        "\(who)'s contract with \(job) says \(hours) hours a day, \(days) days a week and \(pay) an hour",
      ])
    let all = try step(.multiply, hours, days, .hours, "\(who) works", "hours")
    return moneyTopic(
      try step(.multiply, all, pay, .dollars, "\(who) earns", "dollars"), who)
  }

  mutating func workOvertime() throws -> Topic {
    let who = try person()
    let normal = try count(20...40, .hours, "the number of normal hours")
    let extra = try count(2...12, .hours, "the number of extra hours")
    let pay = try money(8...30, cents: 0, "the pay for a normal hour")
    let bonus = try money(2...9, cents: 20, "the addition for an extra hour")
    say(
      who,
      [
        "\(who) [earns|is paid] \(pay) for a normal hour and \(bonus) more for an hour of overtime",
        "an hour of work brings \(who) \(pay), and in overtime \(bonus) is added to that for each hour",
        "\(who)'s hourly wage is \(pay), and every hour of overtime is paid \(bonus) better than that",
        "normally an hour earns \(who) \(pay); overtime is rewarded with \(bonus) extra per hour",
        "the contract of \(who) mentions \(pay) an hour and a bonus of \(bonus) for every hour of overtime",
      ])
    say(
      who,
      [
        "\(who) [worked|did] \(normal) normal hours and \(extra) hours of overtime [last week|this week]",
        "on the time sheet there are \(normal) normal hours and \(extra) overtime hours",
        "\(who) stayed late and had \(extra) hours of overtime after \(normal) normal hours",
        "besides \(normal) normal hours, \(who) [put in|logged] \(extra) hours of overtime",
        "it was a busy [week|season]: \(normal) normal hours and then \(extra) hours of overtime for \(who)",
      ])
    let base = try step(
      .multiply, normal, pay, .dollars, "For normal hours, \(who) gets", "dollars")
    let rate = try step(.add, pay, bonus, .dollars, "An hour of overtime pays", "dollars")
    let over = try step(.multiply, extra, rate, .dollars, "The overtime brings", "dollars")
    let gross = try step(.add, base, over, .dollars, "Altogether, \(who) gets", "dollars")
    let fee = try money(3...60, cents: 20, "what is withheld")
    say(
      nil,
      [
        "[the employer keeps|a union fee takes] \(fee) [of this|from the pay]",
        "\(fee) [is withheld|goes] for [insurance|the uniform|lunches]",
        "\(fee) [is deducted|is taken off] for [the canteen|a parking space|health insurance]",
        "before the money is paid out, \(fee) is held back for [taxes|the pension fund|tools]",
        "the boss subtracts \(fee) for [a broken window|the work clothes|meals]",
      ])
    return moneyTopic(
      try step(.subtract, gross, fee, .dollars, "After the deduction, \(who) has", "dollars"), who)
  }

  mutating func payHours(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let pay = try money(6...30, cents: 25, "the pay for one hour")
    say(
      who,
      [
        "\(who) is paid \(pay) for [each|every] hour of this",
        "this [is paid|is rewarded] with \(pay) an hour",
        "[each|every] one of these hours [brings|earns] \(who) \(pay)",
        "\(who) does not work for nothing: an hour brings \(pay)",
        "for every hour that this takes, \(who) charges \(pay)",
        "the pay that \(who) [agreed on|asked for] is \(pay) an hour",
        "somebody offers \(who) \(pay) for each of these hours, and \(who) [accepts|agrees]",
      ])
    return moneyTopic(
      try step(.multiply, topic.quantity, pay, .dollars, "\(who) earns", "dollars"), who)
  }

  mutating func workForCost(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let pay = try divisor(
      of: topic.quantity, in: 4...30, quotient: .hours, .dollars, "the pay for one hour")
    say(
      who,
      [
        "\(who) [earns|makes] \(pay) an hour and [works just as long as it takes to pay this|works for all of it]",
        "to [afford|pay] this, \(who) works for \(pay) an hour",
        "\(who) takes a job at \(pay) an hour and quits as soon as this is [paid|earned]",
        "a job [in the library|at the car wash] pays \(who) \(pay) an hour, and the plan is to work until this sum is earned",
        "\(who) decides to earn exactly this sum by working for \(pay) an hour",
      ])
    return Topic(
      .hours,
      try step(.divide, topic.quantity, pay, .hours, "\(who) has to work", "hours"), who,
      asks: [
        "how many hours does \(who) [have to|need to] work?",
        "for how many hours [will \(who) work|does \(who) work] [to pay for this|until it is paid]?",
      ])
  }

  mutating func earnMore(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let job = pick(["walking dogs", "selling lemonade", "delivering papers", "raking leaves"])
    let times = try count(2...9, StoryUnit("time", "times"), "how often \(who) does the job")
    let pay = try money(3...20, "the pay for doing the job once")
    say(
      who,
      [
        "\(who) also earns \(pay) each time by \(job) and does so \(times) times",
        "by \(job) \(times) times, \(who) gets \(pay) more each time",
        "[besides|moreover], \(job) [pays|brings] \(pay), and \(who) does it \(times) times",
        "\(job) on the side, which \(who) does \(times) times, brings \(pay) more [each time|every time]",
        "[a neighbor|the man next door] hires \(who) for \(job) \(times) times, and \(who) receives \(pay) on each occasion",
        "whenever \(who) has time for \(job), it [pays|earns] \(pay), and that happens \(times) times",
      ])
    let more = try step(.multiply, times, pay, .dollars, "By \(job), \(who) earns", "dollars")
    return moneyTopic(
      try step(.add, topic.quantity, more, .dollars, "\(who) now has", "dollars"), who)
  }
}
