/// The stories of `travel`.
extension Story {
  private func milesTopic(_ quantity: StoryQuantity, _ who: Person) -> Topic {
    Topic(
      .miles, quantity, who,
      asks: [
        "how many miles [does \(who) cover|does \(who) travel|is that for \(who)]?",
        "[find|work out] the distance [for \(who)|that \(who) covers], in miles.",
        "what distance in miles does \(who) [travel|have to go]?",
        "how far does \(who) get, in miles?",
        "how long is \(who)'s way in miles?",
        "[calculate|determine] how many miles \(who) [goes|covers].",
        "how many miles lie behind \(who) then?",
      ])
  }

  mutating func drive() throws -> Topic {
    let who = try person()
    let how = pick(["drives", "cycles", "rides a scooter", "goes by train", "sails", "hikes"])
    let speed = try count(4...70, .miles, "the miles in one hour")
    let hours = try count(2...9, .hours, "the number of hours")
    say(
      who,
      [
        "\(who) \(how) at \(speed) miles an hour for \(hours) hours",
        "for \(hours) hours, \(who) \(how) with a [steady|constant|mean] speed of \(speed) miles per hour",
        "at [a speed of |]\(speed) miles per hour, \(who) \(how) for \(hours) hours",
        "\(who) sets out [early|at dawn|after breakfast] and \(how) for \(hours) hours, covering \(speed) miles in every hour",
        "it takes \(who) an hour to get \(speed) miles ahead, and \(who) \(how) for \(hours) hours like that",
        "\(hours) hours long, \(who) \(how) without a stop at \(speed) miles per hour",
      ])
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
      who,
      [
        "\(who) travels \(t1) hours at \(s1) miles an hour",
        "the first part of \(who)'s trip takes \(t1) hours at \(s1) miles per hour",
        "\(who) is on the road for \(t1) hours with a speed of \(s1) miles per hour",
        "the day begins for \(who) with \(t1) hours at \(s1) miles per hour",
        "[on good roads|with the wind behind], \(who) manages \(s1) miles an hour for \(t1) hours",
      ])
    let (s2, t2) = (
      try count(4...70, .miles, "the speed of the second part"),
      try count(2...6, .hours, "the hours of the second part")
    )
    say(
      who,
      [
        "\(who) [goes on|continues] for \(t2) hours, now at \(s2) miles an hour",
        "[then|after a rest], \(t2) hours [follow|come] at \(s2) miles per hour",
        "[the road gets worse|it starts to rain|the traffic changes], and \(who) goes on for \(t2) hours with \(s2) miles per hour",
        "the rest of the trip takes \(who) \(t2) hours with a speed of \(s2) miles per hour",
        "then \(who) travels \(s2) miles in each of \(t2) further hours",
      ])
    let one = try step(.multiply, s1, t1, .miles, "In the first part, \(who) covers", "miles")
    let two = try step(.multiply, s2, t2, .miles, "In the second part, \(who) covers", "miles")
    return milesTopic(
      try step(.add, one, two, .miles, "Altogether, \(who) covers", "miles"), who)
  }

  mutating func remainingTrip(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let all = try count(60...900, .miles, "the length of the whole way")
    say(
      who,
      [
        "\(who) then still has the rest of a way of \(all) miles to go",
        "the whole [way|route] is \(all) miles long, and the rest is left for [tomorrow|the next day]",
        "\(who)'s destination is \(all) miles from the start, so there is some way left",
        "the map says that \(who)'s whole route is \(all) miles long",
        "\(who) wants to reach a [town|lake|village] that is \(all) miles away from where it all began",
      ])
    let rest = try step(.subtract, all, topic.quantity, .miles, "\(who) still has", "miles to go")
    return Topic(
      .miles, rest, who,
      asks: [
        "how many miles [are left for \(who)|does \(who) still have to go]?",
        "[find|work out] the distance that is left for \(who), in miles.",
      ])
  }

  mutating func timeForMiles(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let speed = try divisor(
      of: topic.quantity, in: 4...60, quotient: .hours, .miles, "the miles in one hour")
    say(
      who,
      [
        "\(who) [goes|covers] this distance once more at \(speed) miles an hour",
        "[later|on another day], \(who) takes the same distance at \(speed) miles per hour",
        "\(who) does the same distance again another day, at \(speed) miles an hour",
        "with \(speed) miles an hour, \(who) covers this distance a second time",
      ])
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
      [
        "\(who)'s [car|van|truck] needs a gallon of fuel for \(mileage) miles of this, and a gallon costs \(price)",
        "with one gallon, the [car|van] gets \(mileage) miles far; fuel costs \(price) a gallon",
        "\(who) gets \(mileage) miles out of a gallon of fuel, which [costs|is sold for] \(price)",
        "for \(mileage) miles, \(who)'s car burns a gallon, and the pump shows \(price) for a gallon",
        "\(who) has to refuel for this: a gallon at \(price) is enough for \(mileage) miles",
      ])
    let used = try step(
      .divide, topic.quantity, mileage, gallons, "\(who) uses", "gallons")
    return Topic(
      .cost, try step(.multiply, used, price, .dollars, "\(who) pays", "dollars for fuel"), who,
      asks: [
        "how much does \(who) pay for the fuel?",
        "[find|calculate] what the fuel costs \(who), in dollars.",
      ])
  }

  mutating func repeatTrip(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let times = try count(2...8, StoryUnit("time", "times"), "how often \(who) goes")
    say(
      who,
      [
        "\(who) [covers|does] this distance \(times) times a month",
        "in a month, \(who) goes that far \(times) times",
        "\(who) goes this distance \(times) times in a month",
        "this is [routine|nothing new] for \(who), who covers the same distance \(times) times every month",
        "\(times) times a month, \(who) has to go just as far",
      ])
    return milesTopic(
      try step(.multiply, topic.quantity, times, .miles, "In a month, \(who) covers", "miles"), who)
  }

  mutating func walkHours(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let speed = try count(2...12, .miles, "the miles in one hour")
    say(
      who,
      [
        "\(who) [walks|runs|rows] at \(speed) miles an hour all that time",
        "during these hours, \(who) [covers|makes] \(speed) miles per hour on foot",
        "\(who) is out walking during all of these hours and makes \(speed) miles an hour",
        "a step counter shows that \(who) makes \(speed) miles in each of these hours",
        "\(who) spends these hours on a [boat|horse|bicycle] that does \(speed) miles an hour",
      ])
    return milesTopic(
      try step(.multiply, topic.quantity, speed, .miles, "\(who) covers", "miles"), who)
  }
}
