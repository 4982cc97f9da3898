extension BasicDraft {
  mutating func tellBus(steps: Int) throws(Rejection) {
    let driver = pick(BasicLexicon.names)
    var left = steps
    let ending = try number(2, left < 3 ? 4 : 6)
    left -= [2: 0, 3: 1, 4: 1, 5: 1, 6: 2][ending] ?? 0
    var people = try given(6, 50)
    let count = people.value
    say(
      "A bus starts with \(count) people.", "There are \(count) people on a bus.",
      "At first, there are \(count) people on a bus.",
      "The bus of \(driver) starts with \(count) people.")
    try sometimesDistract(driver)
    var stop = 0
    while left > 0 {
      guard stop < BasicLexicon.stops.count else { throw Rejection() }
      let name = "the \(BasicLexicon.stops[stop])"
      if left >= 2, chance(55) {
        people = try tellExchange(people, at: name)
        left -= 2
      } else if left >= 2, people.value < 70, chance(50) {
        people = try tellFamilies(people, at: name)
        left -= 2
      } else {
        people = try tellStop(people, at: name)
        left -= 1
      }
      stop += 1
    }
    try finishBus(people, ending: ending)
  }

  private mutating func tellStop(_ people: BasicQuantity, at stop: String) throws(Rejection)
    -> BasicQuantity
  {
    let gains = people.value < 6 || (people.value < 75 && chance(45))
    let change = try given(2, gains ? 25 : people.value - 2)
    let count = change.value
    if gains {
      say(
        "At \(stop), \(count) people get on.", "Then \(count) people get on at \(stop).",
        "At \(stop), \(count) more people get on the bus.",
        "At \(stop), the bus takes on \(count) people.")
      return try compute(.add, people, change, "After \(stop), there are", "people on the bus")
    }
    say(
      "At \(stop), \(count) people get off.", "Then \(count) people get off at \(stop).",
      "At \(stop), \(count) people leave the bus.", "At \(stop), the bus loses \(count) people.")
    return try compute(.subtract, people, change, "After \(stop), there are", "people on the bus")
  }

  private mutating func tellExchange(_ people: BasicQuantity, at stop: String) throws(Rejection)
    -> BasicQuantity
  {
    let (off, on) = (try given(2, people.value - 2), try given(2, 25))
    let (fewer, more) = (off.value, on.value)
    say(
      "At \(stop), \(fewer) people get off and \(more) people get on.",
      "Then \(fewer) people get off at \(stop), and \(more) people get on.",
      "At \(stop), \(fewer) people leave the bus. There, \(more) people get on.",
      "At \(stop), the bus loses \(fewer) people and takes on \(more) people.")
    let rest = try compute(.subtract, people, off, "At \(stop), there are", "people left")
    return try compute(.add, rest, on, "After \(stop), there are", "people on the bus")
  }

  private mutating func tellFamilies(_ people: BasicQuantity, at stop: String) throws(Rejection)
    -> BasicQuantity
  {
    let (groups, size) = (try given(2, 6), try given(2, 6))
    let (count, each) = (groups.value, size.value)
    say(
      "At \(stop), \(count) families of \(each) people get on.",
      "Then \(count) families with \(each) people each get on at \(stop).",
      "At \(stop), \(count) families get on. There are \(each) people in each family.",
      "At \(stop), the bus takes on \(count) families of \(each) people.")
    let family = try compute(.multiply, groups, size, "The families at \(stop) have", "people")
    return try compute(.add, people, family, "After \(stop), there are", "people on the bus")
  }

  private mutating func finishBus(_ people: BasicQuantity, ending: Int) throws(Rejection) {
    switch ending {
    case 2:
      ask(
        for: people, "How many people are on the bus in the end?",
        "What is the number of people on the bus in the end?",
        "Find the number of people on the bus in the end.",
        "In the end, how many people are on the bus?")
    case 3:
      let seats = try given(people.value + 2, min(maximum, people.value + 40))
      say(
        "The bus has \(seats.value) seats.", "There are \(seats.value) seats on the bus.",
        "The number of seats on the bus is \(seats.value).",
        "On the bus, there are \(seats.value) seats.")
      let free = try compute(.subtract, seats, people, "In the end, the bus has", "free seats")
      ask(
        for: free, "How many seats are free in the end?",
        "What is the number of free seats in the end?", "Find the number of free seats in the end.",
        "In the end, how many seats are free?")
    case 4:
      let size = try givenDivisor(of: people, upTo: 8)
      say(
        "In the end, they sit in rows of \(size.value) people.",
        "At last, the people sit in rows of \(size.value).",
        "In the end, each row has \(size.value) people.",
        "At last, there are \(size.value) people in each row.")
      let rows = try compute(.divide, people, size, "The people fill", "rows")
      ask(
        for: rows, "How many rows do the people fill in the end?",
        "What is the number of rows that the people fill?",
        "Find the number of rows that the people fill.",
        "In the end, how many rows do the people fill?")
    default:
      let price = try given(2, 6)
      say(
        "In the end, each of the people on the bus pays \(price.value) dollars.",
        "At last, all the people on the bus pay \(price.value) dollars each.",
        "In the end, the people on the bus have to pay \(price.value) dollars each.",
        "At last, each of the people still on the bus pays \(price.value) dollars.")
      let paid = try compute(.multiply, people, price, "The people pay", "dollars")
      guard ending == 6 else {
        ask(
          for: paid, "How many dollars do the people pay?",
          "What do the people pay in dollars?", "Find the number of dollars that the people pay.",
          "How many dollars are paid in all?")
        return
      }
      let fuel = try given(2, paid.value - 2)
      say(
        "For this trip, gas costs \(fuel.value) dollars.", "The gas costs \(fuel.value) dollars.",
        "Of this, \(fuel.value) dollars are needed for gas.",
        "For gas, \(fuel.value) dollars are spent.")
      let rest = try compute(.subtract, paid, fuel, "After the gas, there are", "dollars left")
      ask(
        for: rest, "How many dollars are left after the gas?",
        "What is the number of dollars that are left after the gas?",
        "Find the number of dollars that are left after the gas.",
        "After the gas, how many dollars are left?")
    }
  }
}
