/// The stories of `guests`.
extension Story {
  private func peopleTopic(_ quantity: StoryQuantity, _ who: Person) -> Topic {
    Topic(
      .people, quantity, who, StoryNoun(singular: "person", plural: "people"),
      asks: [
        "how many people [come|are there] [in all|in the end|altogether]?",
        "[find|work out] how many people \(who) [has to expect|has as guests].",
        "for how many people does \(who) have to [plan|set the table]?",
        "how many people does \(who) have to take care of?",
        "what is the number of \(who)'s guests [then|in the end]?",
        "how many guests does \(who) have [in the end|then]?",
      ])
  }

  mutating func groupsCome() throws -> Topic {
    let who = try person()
    let what = pick([
      ("families", "family"), ("teams", "team"), ("groups", "group"), ("crews", "crew"),
    ])
    let groups = try count(3...15, StoryUnit(what.1, what.0), "the number of \(what.0)")
    let each = try count(3...12, .people, "the people of one \(what.1)")
    say(
      who,
      [
        "\(who) [invites|expects|welcomes] \(groups) \(what.0) of \(each) people each",
        "\(groups) \(what.0) with \(each) people in each [come to|stay with|visit] \(who)",
        "at \(who)'s [party|camp|picnic], there are \(groups) \(what.0), each with \(each) people",
        "\(groups) \(what.0) have signed up for \(who)'s [tour|course|camp], and \(each) people belong to each \(what.1)",
        "\(who) reads the list: \(groups) \(what.0), every one of them with \(each) people",
        "each \(what.1) that comes to \(who)'s [party|festival] has \(each) people, and \(groups) \(what.0) come",
      ])
    return peopleTopic(
      try step(.multiply, groups, each, .people, "\(who) has", "people as guests"), who)
  }

  mutating func someCannotCome() throws -> Topic {
    let who = try person()
    let invited = try count(20...200, .people, "the number of people who are invited")
    let absent = try percent([5, 10, 15, 20, 25, 30, 40, 50], "the percentage that stays away")
    say(
      who,
      [
        "\(who) invites \(invited) people to [a wedding|a concert|a barbecue], but \(absent) of them [cannot come|stay away]",
        "of \(invited) people on \(who)'s list, \(absent) [decline|send their regrets]; all others come",
        "\(who) sent [a card|a letter|an invitation] to \(invited) people, and \(absent) of them had to decline; the others come",
        "\(absent) of \(invited) people who were asked by \(who) are [ill|away], but everybody else comes",
      ])
    let gone = try step(.multiply, invited, absent, .people, "There are", "people who stay away")
    return peopleTopic(
      try step(.subtract, invited, gone, .people, "\(who) has", "people as guests"), who)
  }

  mutating func rowsOfSeats() throws -> Topic {
    let who = try person()
    let chairs = try noun([StoryNoun(singular: "chair", plural: "chairs")])
    let rows = try count(4...20, StoryUnit("row", "rows"), "the number of rows")
    let each = try count(5...24, chairs.unit, "the chairs in one row")
    let extra = try count(2...30, chairs.unit, "the chairs along the wall")
    say(
      who,
      [
        "\(who) sets up \(rows) rows of \(each) chairs and \(extra) chairs along the wall",
        "for a [play|meeting|concert], \(who) needs \(rows) rows with \(each) chairs each, and \(extra) more chairs stand [at the back|on the side]",
        "before the [concert|lecture], \(who) arranges chairs in \(rows) rows with \(each) chairs in each row and puts \(extra) chairs along the wall",
        "\(who)'s hall has \(rows) rows of \(each) chairs, plus \(extra) chairs along the wall",
      ])
    let all = try step(.multiply, rows, each, chairs.unit, "In the rows, there are", "chairs")
    return itemsTopic(
      try step(.add, all, extra, chairs.unit, "\(who) has", "chairs"), who, chairs)
  }

  mutating func moreGuests(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let more = try count(2...25, .people, "the number of people who come unannounced")
    say(
      who,
      [
        "\(who) [lets in|welcomes] \(more) people who were not invited",
        "[unexpectedly|late in the evening], \(more) people [join|come as well]",
        "\(who) is surprised by \(more) people who [turn up|show up] without an invitation",
        "word gets around, and \(more) people more [knock at|come to] \(who)'s door",
        "\(more) people arrive late, and \(who) lets them in [too|as well]",
      ])
    return peopleTopic(
      try step(.add, topic.quantity, more, .people, "\(who) then has", "people as guests"), who)
  }

  mutating func tables(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let table = StoryNoun(singular: "table", plural: "tables")
    let seats = try count(3...12, .people, "the number of people at one table")
    say(
      who,
      [
        "\(who) seats \(seats) people at a table and uses as few tables as possible",
        "at one table, there is room for \(seats) people, and \(who) takes no more tables than needed",
        "\(who) puts up tables for \(seats) people each, as few as are needed to seat everybody",
        "everyone needs a place, and a table has places for \(seats) people, so \(who) sets up just enough tables",
      ])
    return Topic(
      .items, try step(.ceiling, topic.quantity, seats, table.unit, "\(who) needs", "tables"), who,
      table, asks: ["how many tables does \(who) need?", "[find|work out] the number of tables."])
  }

  mutating func costPerGuest(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let what = pick(["food", "a small gift", "a ticket", "a room", "drinks"])
    let price = try money(2...30, "the price for one person")
    say(
      who,
      [
        "\(who) pays \(price) for each of them for \(what)",
        "\(what) for one of these people [costs|comes to] \(price), which \(who) pays",
        "\(who) takes care of \(what) for everybody and pays \(price) per person",
        "\(price) per person is what \(who) spends on \(what)",
      ])
    return Topic(
      .cost, try step(.multiply, topic.quantity, price, .dollars, "\(who) pays", "dollars"), who,
      asks: [
        "how much does \(who) [pay|spend] [for them|in all]?",
        "[find|calculate] what this costs \(who), in dollars.",
      ])
  }

  mutating func guestsLeave(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let part = try share("the fraction of the people who leave early")
    say(
      who,
      [
        "\(who) says goodbye to \(part) of them [early|before the end]",
        "[before midnight|after an hour], \(part) of these people [leave|go home]",
        "\(part) of the people have to catch [a train|the last bus] and leave \(who) early",
        "\(who) notices that \(part) of the people are gone after the first hour",
      ])
    let gone = try step(
      .multiply, topic.quantity, part, .people, "There are", "people who leave")
    return peopleTopic(
      try step(.subtract, topic.quantity, gone, .people, "\(who) still has", "people as guests"),
      who)
  }
}
