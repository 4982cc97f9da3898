extension BasicDraft {
  mutating func tellTravel(steps: Int) throws(Rejection) {
    let person = pick(BasicLexicon.names)
    var left = steps
    let ending = try number(2, left < 3 ? 3 : 5) - 2
    left -= min(ending, 2)
    guard left > 0 else { throw Rejection() }
    let days = BasicLexicon.days
    var leg = 1
    var total = try tellLeg(of: person, day: days[0])
    left -= 1
    try sometimesDistract(person)
    while left > 0 {
      guard leg < days.count else { throw Rejection() }
      if left >= 2, chance(70) {
        let miles = try tellLeg(of: person, day: days[leg])
        total = try compute(.add, total, miles, "With \(days[leg]), \(person) has gone", "miles")
        left -= 2
      } else {
        let miles = try given(2, 25)
        let count = miles.value
        say(
          "On \(days[leg]), \(person) walks \(count) miles.",
          "\(person) walks \(count) miles on \(days[leg]).",
          "On \(days[leg]), \(person) walks a path of \(count) miles.",
          "The path that \(person) walks on \(days[leg]) is \(count) miles long.")
        total = try compute(.add, total, miles, "With \(days[leg]), \(person) has gone", "miles")
        left -= 1
      }
      leg += 1
    }
    try finishTravel(total, ending: ending, person: person)
  }

  private mutating func tellLeg(of person: String, day: String) throws(Rejection) -> BasicQuantity {
    let (speed, time) = (try given(2, 20), try given(2, 6))
    let (each, hours) = (speed.value, time.value)
    let (verb, noun) = each < 5 ? ("walks", "walk") : ("rides", "ride")
    say(
      "On \(day), \(person) \(verb) \(each) miles an hour for \(hours) hours.",
      "\(person) \(verb) for \(hours) hours on \(day) and makes \(each) miles an hour.",
      "On \(day), \(person) goes for a \(noun) of \(hours) hours at \(each) miles an hour.",
      "For \(hours) hours on \(day), \(person) \(verb) at \(each) miles an hour.")
    return try compute(.multiply, speed, time, "On \(day), \(person) goes", "miles")
  }

  private mutating func finishTravel(_ total: BasicQuantity, ending: Int, person: String)
    throws(Rejection)
  {
    guard ending > 0 else {
      ask(
        for: total, "How many miles does \(person) go in all?",
        "What is the total number of miles that \(person) goes?",
        "Find the number of miles that \(person) goes in all.",
        "In all, how many miles does \(person) go?")
      return
    }
    if ending == 3 { return try tellReturn(total, person: person) }
    let whole = try given(total.value + 2, min(maximum, total.value + 50))
    say(
      "The whole trip is \(whole.value) miles long.",
      "The trip of \(person) has a length of \(whole.value) miles.",
      "In all, the trip of \(person) is \(whole.value) miles long.",
      "For the whole trip, \(person) has to go \(whole.value) miles.")
    let rest = try compute(.subtract, whole, total, "\(person) still has to go", "miles")
    guard ending > 1 else {
      ask(
        for: rest, "How many miles does \(person) still have to go?",
        "What is the number of miles that are left for \(person)?",
        "Find the number of miles that \(person) still has to go.",
        "How many miles are left for \(person)?")
      return
    }
    let speed = try givenDivisor(of: rest, upTo: 20)
    say(
      "For the rest, \(person) goes \(speed.value) miles an hour.",
      "\(person) goes the rest at \(speed.value) miles an hour.",
      "On the rest of the way, \(person) makes \(speed.value) miles an hour.",
      "The rest is done at \(speed.value) miles an hour.")
    let hours = try compute(.divide, rest, speed, "The rest takes", "hours")
    ask(
      for: hours, "How many hours does the rest take?",
      "What is the number of hours that the rest takes?",
      "Find the number of hours for the rest of the trip.", "For how many hours does the rest last?"
    )
  }

  /// The way is done several times, then the miles are spread over some days.
  private mutating func tellReturn(_ total: BasicQuantity, person: String) throws(Rejection) {
    let times = try given(2, 5)
    let goal = try compute(.multiply, total, times, "In a month, \(person) goes", "miles")
    say(
      "\(person) does all this \(times.value) times in a month.",
      "In a month, \(person) does all this \(times.value) times.",
      "All this is done \(times.value) times in a month by \(person).",
      "It all happens \(times.value) times in a month.")
    let bus = try given(2, goal.value - 2)
    say(
      "Of these miles, \(bus.value) are done by bus.",
      "\(person) does \(bus.value) of these miles by bus.",
      "For \(bus.value) of the miles, \(person) takes the bus.",
      "The bus is taken for \(bus.value) of these miles.")
    let rest = try compute(.subtract, goal, bus, "Without the bus, there are", "miles")
    ask(
      for: rest, "How many miles in a month are done without the bus?",
      "What is the number of miles in a month without the bus?",
      "Find the number of miles that \(person) goes in a month without the bus.",
      "In a month, how many miles does \(person) go without the bus?")
  }
}
