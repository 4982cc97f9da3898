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
      asks: "how much money does \(who) have [then|in the end|after that|now]?",
      "how many dollars [will \(who) have|does \(who) have] [in total|altogether|by then]?",
      "[find|calculate|determine] the [sum|amount] of money that \(who) has [in the end|then], in dollars.",
      "in the end, [what sum|how much] does \(who) have, in dollars?")
  }

  mutating func workHours() throws -> Topic {
    let who = try person()
    let job = pick(["mowing lawns", "washing cars", "babysitting", "painting fences", "tutoring"])
    let hours = try count(2...12, .hours, "the number of hours that \(who) works")
    let pay = try money(8...30, cents: 25, "the pay for one hour")
    say(
      who, "\(who) [earns|makes|gets] \(pay) an hour by \(job) and works \(hours) hours",
      "for \(hours) hours of \(job), \(who) is paid \(pay) [an hour|per hour]",
      "\(who) spends \(hours) hours \(job), which [pays|brings in] \(pay) for every hour")
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
      "\(who) works in \(job) for \(hours) hours a day on \(days) days of the week and [earns|gets] \(pay) an hour",
      "\(job) [pays|offers] \(who) \(pay) an hour; there are \(days) working days with \(hours) hours each",
      "on \(days) days, \(who) has a shift of \(hours) hours in \(job), and an hour [is paid with|brings] \(pay)"
    )
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
      "\(who) [earns|is paid] \(pay) for a normal hour and \(bonus) more for an hour of overtime",
      "an hour of work brings \(who) \(pay), and in overtime \(bonus) is added to that for each hour"
    )
    say(
      who,
      "\(who) [worked|did] \(normal) normal hours and \(extra) hours of overtime [last week|this week]",
      "on the time sheet there are \(normal) normal hours and \(extra) overtime hours")
    let base = try step(
      .multiply, normal, pay, .dollars, "For normal hours, \(who) gets", "dollars")
    let rate = try step(.add, pay, bonus, .dollars, "An hour of overtime pays", "dollars")
    let over = try step(.multiply, extra, rate, .dollars, "The overtime brings", "dollars")
    let gross = try step(.add, base, over, .dollars, "Altogether, \(who) gets", "dollars")
    let fee = try money(3...60, cents: 20, "what is withheld")
    say(
      nil, "[the employer keeps|a union fee takes] \(fee) [of this|from the pay]",
      "\(fee) [is withheld|goes] for [insurance|the uniform|lunches]")
    return moneyTopic(
      try step(.subtract, gross, fee, .dollars, "After the deduction, \(who) has", "dollars"), who)
  }

  mutating func payHours(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let pay = try money(6...30, cents: 25, "the pay for one hour")
    say(
      who, "\(who) is paid \(pay) for [each|every] hour of this",
      "this [is paid|is rewarded] with \(pay) an hour",
      "[each|every] one of these hours [brings|earns] \(who) \(pay)")
    return moneyTopic(
      try step(.multiply, topic.quantity, pay, .dollars, "\(who) earns", "dollars"), who)
  }

  mutating func workForCost(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let pay = try divisor(
      of: topic.quantity, in: 4...30, quotient: .hours, .dollars, "the pay for one hour")
    say(
      who,
      "\(who) [earns|makes] \(pay) an hour and [works just as long as it takes to pay this|works for all of it]",
      "to [afford|pay] this, \(who) works for \(pay) an hour")
    return Topic(
      .hours,
      try step(.divide, topic.quantity, pay, .hours, "\(who) has to work", "hours"), who,
      asks: "how many hours does \(who) [have to|need to] work?",
      "for how many hours [will \(who) work|does \(who) work] [to pay for this|until it is paid]?")
  }

  mutating func earnMore(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let job = pick(["walking dogs", "selling lemonade", "delivering papers", "raking leaves"])
    let times = try count(2...9, StoryUnit("time", "times"), "how often \(who) does the job")
    let pay = try money(3...20, "the pay for doing the job once")
    say(
      who, "\(who) also earns \(pay) each time by \(job) and does so \(times) times",
      "by \(job) \(times) times, \(who) gets \(pay) more each time",
      "[besides|moreover], \(job) [pays|brings] \(pay), and \(who) does it \(times) times")
    let more = try step(.multiply, times, pay, .dollars, "By \(job), \(who) earns", "dollars")
    return moneyTopic(
      try step(.add, topic.quantity, more, .dollars, "\(who) now has", "dollars"), who)
  }

  mutating func saveWeekly() throws -> Topic {
    let who = try person()
    let weekly = try money(3...40, "the money put by in one week")
    let weeks = try count(3...20, .weeks, "the number of weeks")
    say(
      who, "\(who) [saves|puts by|sets aside] \(weekly) every week for \(weeks) weeks",
      "for \(weeks) weeks, \(who) [drops|puts] \(weekly) a week into a [money box|jar|drawer]",
      "every week \(weekly) [goes|is moved] into \(who)'s savings, and this is kept up for \(weeks) weeks"
    )
    return moneyTopic(
      try step(.multiply, weekly, weeks, .dollars, "\(who) saves", "dollars"), who)
  }

  mutating func saveOnTop() throws -> Topic {
    let who = try person()
    let start = try money(10...90, cents: 15, "the money that \(who) has at first")
    let weekly = try money(3...40, "the money put by in one week")
    let weeks = try count(3...20, .weeks, "the number of weeks")
    say(
      who, "\(who) already has \(start) in [the bank|a money box|an account]",
      "\(who)'s [money box|savings account] [holds|contains] \(start) [at first|to begin with]")
    say(
      who, "\(who) [saves|adds] \(weekly) [a week|every week] for \(weeks) weeks",
      "over \(weeks) weeks, \(weekly) [comes|is added] [per week|each week]")
    let saved = try step(.multiply, weekly, weeks, .dollars, "\(who) saves", "dollars")
    return moneyTopic(
      try step(.add, start, saved, .dollars, "\(who) has", "dollars"), who)
  }

  mutating func saveForGoal() throws -> Topic {
    let (who, thing) = (try person(), try noun(StoryNoun.goods))
    let allowance = try money(5...30, cents: 10, "the weekly allowance")
    let spent = try money(1...12, cents: 20, "what \(who) spends each week")
    let weeks = try count(3...16, .weeks, "the number of weeks")
    say(
      who,
      "\(who) gets an allowance of \(allowance) a week and spends \(spent) of it on [snacks|bus rides|games]",
      "each week \(who) receives \(allowance), and \(spent) of that [is spent|goes] on [sweets|tickets|lunch]"
    )
    say(
      who, "\(who) [saves|keeps] the rest for \(weeks) weeks",
      "the rest is [saved|put away] for \(weeks) weeks")
    let price = try money(10...120, cents: 20, "the price of the \(thing.singular)")
    say(
      who, "\(who) then buys a \(thing.singular) for \(price) from it",
      "after that, a \(thing.singular) for \(price) is bought [with this money|from these savings]")
    let kept = try step(.subtract, allowance, spent, .dollars, "Each week, \(who) keeps", "dollars")
    let all = try step(.multiply, kept, weeks, .dollars, "\(who) saves", "dollars")
    return moneyTopic(
      try step(
        .subtract, all, price, .dollars, "After buying the \(thing.singular), \(who) has", "dollars"
      ), who)
  }

  mutating func repeatSaving(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let times = try count(2...6, StoryUnit("month", "months"), "the number of months")
    say(
      who, "\(who) does [the same|exactly this] in each of \(times) months",
      "this [happens|is repeated] in the same way in \(times) months, and \(who) keeps all the money",
      "in \(times) months, \(who) [gets|collects] that amount every month")
    return moneyTopic(
      try step(.multiply, topic.quantity, times, .dollars, "In all months, \(who) gets", "dollars"),
      who)
  }

  mutating func stillNeed(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let saved = try money(5...60, cents: 20, "the money that \(who) has saved")
    say(
      who, "\(who) has only saved \(saved) [so far|for this] and borrows the rest",
      "so far, \(who) has \(saved) [in the drawer|in cash|put aside] for it and has to borrow what is missing"
    )
    return Topic(
      .cost,
      try step(.subtract, topic.quantity, saved, .dollars, "\(who) borrows", "dollars"), who,
      asks: "how much does \(who) [have to|need to] borrow?",
      "how many dollars [does \(who) borrow|is \(who) short of]?",
      "[find|work out] the money that \(who) has to borrow, in dollars.")
  }

  mutating func weeksUntil(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let saved = try money(2...60, cents: 0, "the money that \(who) has")
    let rest = try step(
      .subtract, topic.quantity, saved, .dollars, "\(who) still needs", "dollars")
    let weekly = try divisor(
      of: rest, in: 2...20, quotient: .weeks, .dollars, "the money put by in one week")
    say(
      who,
      "\(who) has \(saved) already and [saves|puts by] \(weekly) a week until [it is enough for this|this can be paid]",
      "with \(saved) in hand, \(who) [saves|adds] \(weekly) every week [to pay for it|until the sum is reached]"
    )
    return Topic(
      .end, try step(.divide, rest, weekly, .weeks, "\(who) needs", "weeks"), who,
      asks: "[for how many|how many] weeks [does \(who) save|must \(who) save]?",
      "after how many weeks [does \(who) have enough|is the money together]?")
  }

  mutating func earnInterestOnce() throws -> Topic {
    let who = try person()
    let capital = try money(50...900, cents: 0, "the money in the account")
    let rate = try percent([2, 3, 4, 5, 6, 8, 10], "the yearly rate")
    say(
      who,
      "\(who) [keeps|has] \(capital) in an account that pays \(rate) simple interest a year, and [takes out|spends] only one year's interest",
      "for one year, a bank [pays|gives] \(who) \(rate) interest on \(capital), and \(who) takes only the interest out"
    )
    return moneyTopic(
      try step(.multiply, capital, rate, .dollars, "The interest is", "dollars"), who)
  }

  mutating func earnInterest() throws -> Topic {
    let who = try person()
    let capital = try money(100...2000, cents: 0, "the money that is deposited")
    let rate = try percent([2, 3, 4, 5, 6, 8, 10], "the yearly rate")
    let years = try count(2...9, .years, "the number of years")
    say(
      who,
      "\(who) [deposits|invests] \(capital) at \(rate) simple interest a year for \(years) years",
      "a bank pays \(rate) simple interest a year, and \(who) leaves \(capital) there for \(years) years",
      "\(who) lends \(capital) to a company for \(years) years at a simple interest of \(rate) a year"
    )
    let yearly = try step(
      .multiply, capital, rate, .dollars, "In one year, the interest is", "dollars")
    let all = try step(
      .multiply, yearly, years, .dollars, "In all years, the interest is", "dollars")
    return moneyTopic(
      try step(.add, capital, all, .dollars, "In the end, \(who) has", "dollars"), who)
  }

  mutating func putIntoBank(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let rate = try percent([2, 3, 4, 5, 6, 8, 10], "the yearly rate of the bank")
    let years = try count(2...6, .years, "the number of years in the bank")
    say(
      who,
      "\(who) [puts|takes] all of this money to a bank at \(rate) simple interest a year and [leaves|keeps] it there for \(years) years",
      "for \(years) years, this money earns \(rate) simple interest a year")
    let yearly = try step(
      .multiply, topic.quantity, rate, .dollars, "In one year, the bank adds", "dollars")
    let all = try step(.multiply, yearly, years, .dollars, "In all years, the bank adds", "dollars")
    return moneyTopic(
      try step(.add, topic.quantity, all, .dollars, "With the interest, \(who) has", "dollars"), who
    )
  }

  mutating func yearlyInterest(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let rate = try percent([2, 4, 5, 10, 20], "the rate of the growth")
    say(
      who,
      "\(who) [lends|invests] all of it and gets it back [after a year|a year later] with \(rate) more",
      "within a year this money grows by \(rate)")
    let gain = try step(.multiply, topic.quantity, rate, .dollars, "The gain is", "dollars")
    return moneyTopic(
      try step(.add, topic.quantity, gain, .dollars, "With the gain, \(who) has", "dollars"), who)
  }
}
