/// The stories of `saving` and `interest`.
extension Story {
  mutating func saveWeekly() throws -> Topic {
    let who = try person()
    let weekly = try money(3...40, "the money put by in one week")
    let weeks = try count(3...20, .weeks, "the number of weeks")
    say(
      who,
      [
        "\(who) [saves|puts by|sets aside] \(weekly) every week for \(weeks) weeks",
        "for \(weeks) weeks, \(who) [drops|puts] \(weekly) a week into a [money box|jar|drawer]",
        "every week \(weekly) [goes|is moved] into \(who)'s savings, and this is kept up for \(weeks) weeks",
        "\(who) has [opened|started] a savings account and moves \(weekly) into it once a week, \(weeks) weeks in a row",
        "\(weeks) weeks long, \(who) [skips the cinema|gives up sweets|walks instead of taking the bus] and saves \(weekly) a week that way",
        "\(who) promised to save \(weekly) a week and [keeps|kept] the promise for \(weeks) weeks",
        "a jar in \(who)'s [kitchen|room] is fed with \(weekly) every week, for \(weeks) weeks in all",
      ])
    return moneyTopic(
      try step(.multiply, weekly, weeks, .dollars, "\(who) saves", "dollars"), who)
  }

  mutating func saveOnTop() throws -> Topic {
    let who = try person()
    let start = try money(10...90, cents: 15, "the money that \(who) has at first")
    let weekly = try money(3...40, "the money put by in one week")
    let weeks = try count(3...20, .weeks, "the number of weeks")
    say(
      who,
      [
        "\(who) already has \(start) in [the bank|a money box|an account]",
        "\(who)'s [money box|savings account] [holds|contains] \(start) [at first|to begin with]",
        "\(who) [got|was given] \(start) [for a birthday|by an aunt|as a prize]",
        "from last year, \(who) still has \(start)",
        "\(start) is what \(who) has at the start",
      ])
    say(
      who,
      [
        "\(who) [saves|adds] \(weekly) [a week|every week] for \(weeks) weeks",
        "over \(weeks) weeks, \(weekly) [comes|is added] [per week|each week]",
        "every week, \(who) is able to put away \(weekly), and this goes on for \(weeks) weeks",
        "\(who) then manages to set aside \(weekly) in each of \(weeks) weeks",
        "a [paper round|weekend job] lets \(who) add \(weekly) a week, \(weeks) weeks long",
      ])
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
      [
        "\(who) gets an allowance of \(allowance) a week and spends \(spent) of it on [snacks|bus rides|games]",
        "each week \(who) receives \(allowance), and \(spent) of that [is spent|goes] on [sweets|tickets|lunch]",
        "\(who) receives \(allowance) from home every week, and \(spent) of it is spent by [Sunday|the weekend]",
        "\(who)'s allowance is \(allowance) a week; out of this, \(who) pays \(spent) a week for [comics|ice cream|stickers]",
      ])
    say(
      who,
      [
        "\(who) [saves|keeps] the rest for \(weeks) weeks",
        "the rest is [saved|put away] for \(weeks) weeks",
        "what is left is never touched, and this goes on for \(weeks) weeks",
        "\(who) does not touch what remains each week, for \(weeks) weeks altogether",
        "for \(weeks) weeks, whatever remains goes into [a tin|an old sock|a savings book]",
      ])
    let price = try money(10...120, cents: 20, "the price of the \(thing.singular)")
    say(
      who,
      [
        "\(who) then buys \(thing.withArticle) for \(price) from it",
        "after that, \(thing.withArticle) for \(price) is bought [with this money|from these savings]",
        "\(who) [takes|carries] the savings to a shop and pays \(price) for \(thing.withArticle)",
        "the savings are enough for \(thing.withArticle) at \(price), which \(who) buys at once",
        "then comes the [great|big|long awaited] day: \(who) spends \(price) of it on \(thing.withArticle)",
      ])
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
      who,
      [
        "\(who) does [the same|exactly this] in each of \(times) months",
        "this [happens|is repeated] in the same way in \(times) months, and \(who) keeps all the money",
        "in \(times) months, \(who) [gets|collects] that amount every month",
        "\(who) manages this once a month, \(times) months [long|in a row]",
        "it works so well that \(who) keeps going: the same sum comes in every month for \(times) months",
        "month after month, \(who) gets the same sum, \(times) months in all",
      ])
    return moneyTopic(
      try step(.multiply, topic.quantity, times, .dollars, "In all months, \(who) gets", "dollars"),
      who)
  }

  mutating func stillNeed(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let saved = try money(5...60, cents: 20, "the money that \(who) has saved")
    say(
      who,
      [
        "\(who) has only saved \(saved) [so far|for this] and borrows the rest",
        "so far, \(who) has \(saved) [in the drawer|in cash|put aside] for it and has to borrow what is missing",
        "\(who) can only [pay|put up] \(saved) right away and borrows the rest from [the bank|a relative|a colleague]",
        "there is \(saved) in \(who)'s [purse|account], and the missing part is borrowed from [a friend|an aunt]",
        "\(saved) comes from \(who)'s savings; the rest has to be borrowed",
      ])
    return Topic(
      .cost,
      try step(.subtract, topic.quantity, saved, .dollars, "\(who) borrows", "dollars"), who,
      asks: [
        "how much does \(who) [have to|need to] borrow?",
        "how many dollars [does \(who) borrow|is \(who) short of]?",
        "[find|work out] the money that \(who) has to borrow, in dollars.",
      ])
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
      [
        "\(who) has \(saved) already and [saves|puts by] \(weekly) a week until [it is enough for this|this can be paid]",
        "with \(saved) in hand, \(who) [saves|adds] \(weekly) every week [to pay for it|until the sum is reached]",
        "\(who) owns \(saved) and can spare \(weekly) a week, which is saved until the bill can be paid",
        "since \(who) has just \(saved), the rest is saved up at \(weekly) a week",
        "\(saved) is there already, and \(who) adds \(weekly) week by week until there is enough",
      ])
    return Topic(
      .end, try step(.divide, rest, weekly, .weeks, "\(who) needs", "weeks"), who,
      asks: [
        "[for how many|how many] weeks [does \(who) save|must \(who) save]?",
        "after how many weeks [does \(who) have enough|is the money together]?",
      ])
  }

  mutating func earnInterestOnce() throws -> Topic {
    let who = try person()
    let capital = try money(50...900, cents: 0, "the money in the account")
    let rate = try percent([2, 3, 4, 5, 6, 8, 10], "the yearly rate")
    say(
      who,
      [
        "\(who) [keeps|has] \(capital) in an account that pays \(rate) simple interest a year, and [takes out|spends] only one year's interest",
        "for one year, a bank [pays|gives] \(who) \(rate) interest on \(capital), and \(who) takes only the interest out",
        "\(who)'s account holds \(capital) and earns \(rate) in simple interest a year. After one year, \(who) withdraws the interest and nothing else",
        "\(rate) simple interest a year is what \(who) gets on \(capital), and the interest of one year is paid out",
      ])
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
      [
        "\(who) [deposits|invests] \(capital) at \(rate) simple interest a year for \(years) years",
        "a bank pays \(rate) simple interest a year, and \(who) leaves \(capital) there for \(years) years",
        "\(who) lends \(capital) to a company for \(years) years at a simple interest of \(rate) a year",
        "for \(years) years, \(who) does not touch a deposit of \(capital), which earns \(rate) simple interest a year",
        "\(who) buys a bond for \(capital); it pays \(rate) simple interest a year and runs for \(years) years",
        "an inheritance of \(capital) lies in \(who)'s account for \(years) years and [bears|yields] \(rate) simple interest a year",
      ])
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
      [
        "\(who) [puts|takes] all of this money to a bank at \(rate) simple interest a year and [leaves|keeps] it there for \(years) years",
        "for \(years) years, this money earns \(rate) simple interest a year",
        "\(who) signs up for a savings plan: all the money stays there for \(years) years at \(rate) simple interest a year",
        "at a bank that offers \(rate) simple interest a year, \(who) leaves the whole sum for \(years) years",
        "\(who) prefers to wait and lets the money grow for \(years) years at \(rate) simple interest a year",
      ])
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
      [
        "\(who) [lends|invests] all of it and gets it back [after a year|a year later] with \(rate) more",
        "within a year this money grows by \(rate)",
        "\(who) buys shares with all of it, and in one year they gain \(rate)",
        "a fund into which \(who) puts the whole sum gains \(rate) in a year",
        "after a good year, \(who) has \(rate) more than that",
      ])
    let gain = try step(.multiply, topic.quantity, rate, .dollars, "The gain is", "dollars")
    return moneyTopic(
      try step(.add, topic.quantity, gain, .dollars, "With the gain, \(who) has", "dollars"), who)
  }
}
