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
      .area, quantity, who,
      asks: [
        "how many square meters [is that|does \(who) have to cover]?",
        "[find|calculate] the area in square meters.",
        "what area, in square meters, [does \(who) have|is it for \(who)]?",
        "how large is [the area|all of it], in square meters?",
        "how many square meters does \(who) have [to deal with|in the end]?",
      ])
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
      [
        "\(who) [has|measures] a rectangular \(what) that is \(long) meters long and \(wide) meters wide",
        "a rectangular \(what) of \(who)'s measures \(long) meters by \(wide) meters",
        "the \(what) that \(who) works on is a rectangle of \(long) meters by \(wide) meters",
        "\(who) paces off a rectangular \(what): \(long) meters in one direction and \(wide) meters in the other",
        "a plan shows \(who)'s rectangular \(what) with a length of \(long) meters and a width of \(wide) meters",
        "\(long) meters long and \(wide) meters wide is the rectangular \(what) that \(who) [takes care of|has to clean]",
      ])
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
      [
        "\(who) [wants|plans] to put a fence around a rectangular \(what) of \(long) meters by \(wide) meters",
        "\(who)'s \(what) is a rectangle, \(long) meters long and \(wide) meters wide, and gets a fence all around",
        "to keep [rabbits|dogs|deer] out, \(who) fences in a rectangular \(what) with sides of \(long) meters and \(wide) meters",
        "\(who) is going to fence off a rectangular \(what), which is \(long) meters long and \(wide) meters wide, on all four sides",
      ])
    let half = try step(.add, long, wide, .meters, "Length and width are", "meters")
    let two = constant(2, StoryUnit("side", "sides"))
    return Topic(
      .length, try step(.multiply, half, two, .meters, "The fence takes", "meters"), who,
      asks: [
        "how many meters of fence does \(who) need?",
        "[find|calculate] the length of the fence in meters.",
      ])
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
      [
        "\(who)'s yard has \(outer) square meters; \(beds) flower beds of \(inner) square meters each are dug there, and the rest becomes lawn",
        "in a yard of \(outer) square meters, \(who) makes \(beds) flower beds with \(inner) square meters each and sows grass on the remaining area",
        "\(who) lays out \(beds) flower beds of \(inner) square meters each in a yard that measures \(outer) square meters, and everything else is lawn",
        "\(outer) square meters is the size of \(who)'s yard. Apart from \(beds) flower beds with \(inner) square meters each, it is all lawn",
      ])
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
      [
        "\(who) fills a [fish tank|trough|box] of \(long) by \(wide) by \(high) decimeters with water; a cubic decimeter is a liter",
        "a tank of \(who)'s is \(long) decimeters long, \(wide) decimeters wide and \(high) decimeters high and is full of water, a liter for each cubic decimeter",
        "\(who) owns [an aquarium|a tank] that measures \(long) decimeters by \(wide) decimeters by \(high) decimeters and is filled to the brim; every cubic decimeter is a liter",
        "\(who) pours water into a tank with a length of \(long) decimeters, a width of \(wide) decimeters and a height of \(high) decimeters until it is full, and a cubic decimeter holds a liter",
      ])
    let ground = try step(
      .multiply, long, wide, StoryUnit("square decimeter", "square decimeters", .measure),
      "The bottom has", "square decimeters")
    return Topic(
      .liters, try step(.multiply, ground, high, .liters, "\(who) needs", "liters"), who,
      asks: [
        "how many liters [does it hold|are in it]?",
        "[find|calculate] how many liters of water \(who) has.",
      ])
  }

  mutating func costOfArea(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let what = pick(["tiles", "turf", "varnish", "carpet", "fertilizer"])
    let price = try money(2...25, "the price for one square meter")
    say(
      who,
      [
        "\(who) buys \(what) for it at a price of \(price) a square meter",
        "covering a square meter with \(what) [comes to|costs] \(price)",
        "\(who) orders \(what) for the whole area, and the [store|supplier] charges \(price) per square meter",
        "the whole area is to be covered with \(what), for which \(who) pays \(price) a square meter",
        "at \(price) for a square meter, \(who) buys just enough \(what) for all of it",
      ])
    return Topic(
      .cost, try step(.multiply, topic.quantity, price, .dollars, "\(who) pays", "dollars"), who,
      asks: [
        "how much does \(who) pay for that?", "[find|calculate] the cost for \(who) in dollars.",
      ])
  }

  mutating func paintArea(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let each = try divisor(
      of: topic.quantity, in: 2...12, quotient: .liters, .squareMeters,
      "the square meters for one liter of paint")
    say(
      who,
      [
        "\(who) paints all of it, and one liter of paint is enough for \(each) square meters",
        "with a liter of paint, \(each) square meters can be covered, and \(who) paints everything",
        "a liter of paint covers \(each) square meters, and \(who) gives everything one coat",
        "\(who) gets out brush and roller and paints the whole area; \(each) square meters take one liter of paint",
        "all of it needs paint, and \(who) reads on the can that a liter lasts for \(each) square meters",
      ])
    return Topic(
      .liters, try step(.divide, topic.quantity, each, .liters, "\(who) uses", "liters of paint"),
      who,
      asks: [
        "how many liters of paint does \(who) [use|need]?",
        "[find|work out] the liters of paint.",
      ])
  }

  mutating func severalAreas(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let number = try count(2...6, StoryUnit("copy", "copies"), "how many there are")
    say(
      who,
      [
        "\(who) has \(number) of the same size in all",
        "altogether, there are \(number) such areas, all equal",
        "\(who) counts \(number) areas of just this size",
        "there is more to do for \(who): \(number) areas of this very size altogether",
      ])
    return areaTopic(
      try step(
        .multiply, topic.quantity, number, .squareMeters, "In all, there are", "square meters"), who
    )
  }

  mutating func costOfFence(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let price = try money(3...30, "the price for one meter")
    say(
      who,
      [
        "\(who) pays \(price) for every meter of it",
        "a meter of it is sold for \(price)",
        "\(who) compares offers and decides on one for \(price) a meter",
        "the [carpenter|dealer] asks \(who) for \(price) per meter",
        "every meter of it costs \(who) \(price)",
      ])
    return Topic(
      .cost,
      try step(.multiply, topic.quantity, price, .dollars, "The fence costs \(who)", "dollars"),
      who,
      asks: [
        "how much does \(who) pay for the fence?",
        "[find|calculate] what the fence costs, in dollars.",
      ])
  }

  mutating func gate(_ topic: Topic) throws -> Topic {
    let who = topic.owner
    let gate = try count(2...9, .meters, "the meters of the gate")
    say(
      who,
      [
        "\(who) leaves \(gate) meters open for a gate",
        "a gate [takes up|replaces] \(gate) meters of it",
        "\(who) saves \(gate) meters of it because a gate will stand there",
        "for a gate that is \(gate) meters wide, \(who) needs no fence",
      ])
    return Topic(
      .length,
      try step(.subtract, topic.quantity, gate, .meters, "Without the gate, it takes", "meters"),
      who,
      asks: [
        "how many meters of fence are [left|needed]?",
        "[find|calculate] the meters of fence without the gate.",
      ])
  }
}
