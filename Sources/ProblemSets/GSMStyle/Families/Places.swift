/// Scenes of `geometry` and `guests`.
extension SceneBook {
  static let placesOpenings: [Opening] = [
    Opening(.geometry, 1, .area) { try $0.areaOf() },
    Opening(.geometry, 2, .length) { try $0.borderOf() },
    Opening(.geometry, 2, .area) { try $0.pathAround() },
    Opening(.geometry, 2, .liters) { try $0.tank() },
    Opening(.guests, 1, .people) { try $0.groupsCome() },
    Opening(.guests, 2, .people) { try $0.someCannotCome() },
    Opening(.guests, 2, .items) { try $0.rowsOfSeats() },
  ]

  static let placesSequels: [Sequel] = [
    Sequel(.geometry, 1, from: .area) { try $0.costOfArea($1) },
    Sequel(.geometry, 1, from: .area) { try $0.paintArea($1) },
    Sequel(.geometry, 1, from: .area) { try $0.severalAreas($1) },
    Sequel(.geometry, 1, from: .length) { try $0.costOfFence($1) },
    Sequel(.geometry, 1, from: .length) { try $0.gate($1) },
    Sequel(.guests, 1, from: .people) { try $0.moreGuests($1) },
    Sequel(.guests, 1, from: .people) { try $0.tables($1) },
    Sequel(.guests, 1, from: .people) { try $0.costPerGuest($1) },
    Sequel(.guests, 2, from: .people) { try $0.guestsLeave($1) },
  ]
}

extension Story {
  private func areaTopic(_ quantity: StoryQuantity, _ who: Person) -> Topic {
    Topic(
      .area, quantity, who, asks: "how many square meters [is that|does \(who) have to cover]?",
      "[find|calculate] the area in square meters.",
      "what area, in square meters, [does \(who) have|is it for \(who)]?")
  }

  private func peopleTopic(_ quantity: StoryQuantity, _ who: Person) -> Topic {
    Topic(
      .people, quantity, who, StoryNoun(singular: "person", plural: "people"),
      asks: "how many people [come|are there] [in all|in the end|altogether]?",
      "[find|work out] how many people \(who) [has to expect|has as guests].",
      "for how many people does \(who) have to [plan|set the table]?")
  }

  mutating func areaOf() throws -> Topic {
    let who = try person()
    let what = pick([
      "garden", "kitchen", "courtyard", "field", "classroom floor", "wall", "carpet",
    ])
    let (long, wide) = (
      try count(3...30, .meters, "the length"), try count(3...20, .meters, "the width")
    )
    say(
      who,
      "\(who) [has|measures] a rectangular \(what) that is \(long) meters long and \(wide) meters wide",
      "a rectangular \(what) of \(who)'s measures \(long) meters by \(wide) meters",
      "the \(what) that \(who) works on is a rectangle of \(long) meters by \(wide) meters")
    return areaTopic(
      try step(.multiply, long, wide, .squareMeters, "The \(what) has", "square meters"), who)
  }

  mutating func borderOf() throws -> Topic {
    let who = try person()
    let what = pick(["garden", "meadow", "yard", "chicken run", "playground", "flower bed"])
    let (long, wide) = (
      try count(3...60, .meters, "the length"), try count(3...40, .meters, "the width")
    )
    say(
      who,
      "\(who) [wants|plans] to put a fence around a rectangular \(what) of \(long) meters by \(wide) meters",
      "\(who)'s \(what) is a rectangle, \(long) meters long and \(wide) meters wide, and gets a fence all around"
    )
    let half = try step(.add, long, wide, .meters, "Length and width are", "meters")
    let two = constant(2, StoryUnit("side", "sides"))
    return Topic(
      .length, try step(.multiply, half, two, .meters, "The fence takes", "meters"), who,
      asks: "how many meters of fence does \(who) need?",
      "[find|calculate] the length of the fence in meters.")
  }

  mutating func pathAround() throws -> Topic {
    let who = try person()
    let (outer, inner) = (
      try count(60...400, .squareMeters, "the area of the whole yard"),
      try count(10...50, .squareMeters, "the area of one flower bed")
    )
    let beds = try count(2...5, StoryUnit("bed", "beds"), "the number of flower beds")
    say(
      who,
      "\(who)'s yard has \(outer) square meters; \(beds) flower beds of \(inner) square meters each are dug there, and the rest becomes lawn",
      "in a yard of \(outer) square meters, \(who) makes \(beds) flower beds with \(inner) square meters each and sows grass on the remaining area"
    )
    let used = try step(
      .multiply, beds, inner, .squareMeters, "The flower beds take", "square meters")
    return areaTopic(
      try step(.subtract, outer, used, .squareMeters, "The lawn has", "square meters"), who)
  }

  mutating func tank() throws -> Topic {
    let who = try person()
    let (long, wide, high) = (
      try count(2...12, StoryUnit("decimeter", "decimeters", .measure), "the length of the tank"),
      try count(2...9, StoryUnit("decimeter", "decimeters", .measure), "the width of the tank"),
      try count(2...9, StoryUnit("decimeter", "decimeters", .measure), "the height of the tank")
    )
    say(
      who,
      "\(who) fills a [fish tank|trough|box] of \(long) by \(wide) by \(high) decimeters with water; a cubic decimeter is a liter",
      "a tank of \(who)'s is \(long) decimeters long, \(wide) decimeters wide and \(high) decimeters high and is full of water, a liter for each cubic decimeter"
    )
    let ground = try step(
      .multiply, long, wide, StoryUnit("square decimeter", "square decimeters", .measure),
      "The bottom has", "square decimeters")
    return Topic(
      .liters, try step(.multiply, ground, high, .liters, "\(who) needs", "liters"), who,
      asks: "how many liters [does it hold|are in it]?",
      "[find|calculate] how many liters of water \(who) has.")
  }

  mutating func costOfArea(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let what = pick(["tiles", "turf", "varnish", "carpet", "fertilizer"])
    let price = try money(2...25, "the price for one square meter")
    say(
      who, "\(who) buys \(what) for it at a price of \(price) a square meter",
      "covering a square meter with \(what) [comes to|costs] \(price)")
    return Topic(
      .cost, try step(.multiply, topic.quantity, price, .dollars, "\(who) pays", "dollars"), who,
      asks: "how much does \(who) pay for that?", "[find|calculate] the cost for \(who) in dollars."
    )
  }

  mutating func paintArea(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let each = try divisor(
      of: topic.quantity, in: 2...12, quotient: .liters, .squareMeters,
      "the square meters for one liter of paint")
    say(
      who, "\(who) paints all of it, and one liter of paint is enough for \(each) square meters",
      "with a liter of paint, \(each) square meters can be covered, and \(who) paints everything")
    return Topic(
      .liters, try step(.divide, topic.quantity, each, .liters, "\(who) uses", "liters of paint"),
      who, asks: "how many liters of paint does \(who) [use|need]?",
      "[find|work out] the liters of paint.")
  }

  mutating func severalAreas(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let number = try count(2...6, StoryUnit("copy", "copies"), "how many there are")
    say(
      who, "\(who) has \(number) of the same size in all",
      "altogether, there are \(number) such areas, all equal")
    return areaTopic(
      try step(
        .multiply, topic.quantity, number, .squareMeters, "In all, there are", "square meters"), who
    )
  }

  mutating func costOfFence(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let price = try money(3...30, "the price for one meter")
    say(
      who, "\(who) pays \(price) for every meter of it",
      "a meter of it is sold for \(price)")
    return Topic(
      .cost,
      try step(.multiply, topic.quantity, price, .dollars, "The fence costs \(who)", "dollars"),
      who, asks: "how much does \(who) pay for the fence?",
      "[find|calculate] what the fence costs, in dollars.")
  }

  mutating func gate(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let gate = try count(2...9, .meters, "the meters of the gate")
    say(
      who, "\(who) leaves \(gate) meters open for a gate",
      "a gate [takes up|replaces] \(gate) meters of it")
    return Topic(
      .length,
      try step(.subtract, topic.quantity, gate, .meters, "Without the gate, it takes", "meters"),
      who, asks: "how many meters of fence are [left|needed]?",
      "[find|calculate] the meters of fence without the gate.")
  }

  mutating func groupsCome() throws -> Topic {
    let who = try person()
    let what = pick([
      ("families", "family"), ("teams", "team"), ("groups", "group"), ("crews", "crew"),
    ])
    let groups = try count(3...15, StoryUnit(what.1, what.0), "the number of \(what.0)")
    let each = try count(3...12, .people, "the people of one \(what.1)")
    say(
      who, "\(who) [invites|expects|welcomes] \(groups) \(what.0) of \(each) people each",
      "\(groups) \(what.0) with \(each) people in each [come to|stay with|visit] \(who)",
      "at \(who)'s [party|camp|picnic], there are \(groups) \(what.0), each with \(each) people")
    return peopleTopic(
      try step(.multiply, groups, each, .people, "\(who) has", "people as guests"), who)
  }

  mutating func someCannotCome() throws -> Topic {
    let who = try person()
    let invited = try count(20...200, .people, "the number of people who are invited")
    let absent = try percent([5, 10, 15, 20, 25, 30, 40, 50], "the percentage that stays away")
    say(
      who,
      "\(who) invites \(invited) people to [a wedding|a concert|a barbecue], but \(absent) of them [cannot come|stay away]",
      "of \(invited) people on \(who)'s list, \(absent) [decline|send their regrets]; all others come"
    )
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
      who, "\(who) sets up \(rows) rows of \(each) chairs and \(extra) chairs along the wall",
      "for a [play|meeting|concert], \(who) needs \(rows) rows with \(each) chairs each, and \(extra) more chairs stand [at the back|on the side]"
    )
    let all = try step(.multiply, rows, each, chairs.unit, "In the rows, there are", "chairs")
    return itemsTopic(
      try step(.add, all, extra, chairs.unit, "\(who) has", "chairs"), who, chairs)
  }

  mutating func moreGuests(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let more = try count(2...25, .people, "the number of people who come unannounced")
    say(
      who, "\(who) [lets in|welcomes] \(more) people who were not invited",
      "[unexpectedly|late in the evening], \(more) people [join|come as well]")
    return peopleTopic(
      try step(.add, topic.quantity, more, .people, "\(who) then has", "people as guests"), who)
  }

  mutating func tables(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let table = StoryNoun(singular: "table", plural: "tables")
    let seats = try count(3...12, .people, "the number of people at one table")
    say(
      who, "\(who) seats \(seats) people at a table and uses as few tables as possible",
      "at one table, there is room for \(seats) people, and \(who) takes no more tables than needed"
    )
    return Topic(
      .items, try step(.ceiling, topic.quantity, seats, table.unit, "\(who) needs", "tables"), who,
      table, asks: "how many tables does \(who) need?", "[find|work out] the number of tables.")
  }

  mutating func costPerGuest(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let what = pick(["food", "a small gift", "a ticket", "a room", "drinks"])
    let price = try money(2...30, "the price for one person")
    say(
      who, "\(who) pays \(price) for each of them for \(what)",
      "\(what) for one of these people [costs|comes to] \(price), which \(who) pays")
    return Topic(
      .cost, try step(.multiply, topic.quantity, price, .dollars, "\(who) pays", "dollars"), who,
      asks: "how much does \(who) [pay|spend] [for them|in all]?",
      "[find|calculate] what this costs \(who), in dollars.")
  }

  mutating func guestsLeave(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let part = try share("the fraction of the people who leave early")
    say(
      who, "\(who) says goodbye to \(part) of them [early|before the end]",
      "[before midnight|after an hour], \(part) of these people [leave|go home]")
    let gone = try step(
      .multiply, topic.quantity, part, .people, "There are", "people who leave")
    return peopleTopic(
      try step(.subtract, topic.quantity, gone, .people, "\(who) still has", "people as guests"),
      who)
  }
}
