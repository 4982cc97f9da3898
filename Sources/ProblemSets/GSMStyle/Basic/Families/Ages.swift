extension BasicDraft {
  mutating func tellAges(steps: Int) throws(Rejection) {
    isOrdered = false
    let people = sample(9, of: BasicLexicon.names)
    var left = steps
    let ending = try number(2, left < 3 ? 4 : 6)
    let cost = [2: 0, 3: 1, 4: 1, 5: 2, 6: 3][ending] ?? 0
    guard cost < left else { throw Rejection() }
    left -= cost

    var ages = [try tellAge(people[0], 2, 30)]
    try sometimesDistract(people[0])
    while left > 0 {
      let next = people[ages.count]
      let last = ages.count - 1
      if left >= 3, ages[last].value < 20, chance(40) {
        ages.append(try relateLater(next, to: people[last], ages[last]))
        left -= 3
      } else {
        ages.append(try relateAge(next, to: people[last], ages[last]))
        left -= 1
      }
    }
    try finishAges(ages, of: people, ending: ending)
  }

  private mutating func tellAge(_ person: String, _ low: Int, _ high: Int) throws(Rejection)
    -> BasicQuantity
  {
    let age = try given(low, high)
    say(
      "\(person) is \(age.value) years old.", "The age of \(person) is \(age.value) years.",
      "\(person) is now \(age.value) years old.", "Now \(person) has an age of \(age.value) years.")
    name(age, "\(person) is", "years old")
    return age
  }

  private mutating func relateAge(_ person: String, to other: String, _ age: BasicQuantity)
    throws(Rejection) -> BasicQuantity
  {
    switch pickRelation(for: age) {
    case .more:
      let change = try given(2, 20)
      say(
        Self.older(person, other, change.value), alike: Self.younger(other, person, change.value))
      return try compute(.add, age, change, "\(person) is", "years old")
    case .fewer:
      let change = try given(2, min(30, age.value - 2))
      say(
        Self.younger(person, other, change.value), alike: Self.older(other, person, change.value))
      return try compute(.subtract, age, change, "\(person) is", "years old")
    case .times:
      let factor = try given(2, 5)
      say(
        "\(person) is \(factor.value) times as old as \(other).",
        "The age of \(person) is \(factor.value) times the age of \(other).",
        "Compared with \(other), \(person) is \(factor.value) times as old.",
        "Multiply the age of \(other) by \(factor.value) to get the age of \(person).")
      return try compute(.multiply, age, factor, "\(person) is", "years old")
    case .part:
      let divisor = try givenDivisor(of: age, upTo: 6)
      say(
        "\(other) is \(divisor.value) times as old as \(person).",
        "The age of \(other) is \(divisor.value) times the age of \(person).",
        "Compared with \(person), \(other) is \(divisor.value) times as old.",
        "Multiply the age of \(person) by \(divisor.value) to get the age of \(other).")
      return try compute(.divide, age, divisor, "\(person) is", "years old")
    }
  }

  private static func older(_ person: String, _ other: String, _ years: Int) -> [String] {
    [
      "\(person) is \(years) years older than \(other).",
      "\(other) is \(years) years younger than \(person).",
      "\(person) was born \(years) years before \(other).",
      "Compared with \(other), \(person) is \(years) years older.",
    ]
  }

  private static func younger(_ person: String, _ other: String, _ years: Int) -> [String] {
    [
      "\(person) is \(years) years younger than \(other).",
      "\(other) is \(years) years older than \(person).",
      "\(person) was born \(years) years after \(other).",
      "Compared with \(other), \(person) is \(years) years younger.",
    ]
  }

  /// "In 4 years, Ben will be 3 times as old as Ana": three steps to Ben's age now.
  private mutating func relateLater(_ person: String, to other: String, _ age: BasicQuantity)
    throws(Rejection) -> BasicQuantity
  {
    let (years, factor) = (try given(2, 10), try given(2, 4))
    let (wait, times) = (years.value, factor.value)
    say(
      "In \(wait) years, \(person) will be \(times) times as old as \(other).",
      "The age of \(person) in \(wait) years will be \(times) times the age of \(other) then.",
      "When \(wait) years have passed, \(person) will be \(times) times as old as \(other).",
      "After \(wait) years, \(person) will be \(times) times as old as \(other).")
    let then = try compute(.add, age, years, "Then \(other) will be", "years old")
    let later = try compute(.multiply, then, factor, "Then \(person) will be", "years old")
    return try compute(.subtract, later, years, "Now \(person) is", "years old")
  }

  private mutating func finishAges(_ ages: [BasicQuantity], of people: [String], ending: Int)
    throws(Rejection)
  {
    let last = ages.count - 1
    let (person, age) = (people[last], ages[last])
    switch ending {
    case 2:
      ask(
        for: age, "How old is \(person)?", "What is the age of \(person)?",
        "Find the age of \(person).", "How old is \(person) now?")
    case 3:
      let years = try given(2, 20)
      let wait = years.value
      let later = try compute(.add, age, years, "Then \(person) will be", "years old")
      ask(
        for: later, "How old will \(person) be in \(wait) years?",
        "What will be the age of \(person) in \(wait) years?",
        "Find the age of \(person) in \(wait) years.",
        "How old will \(person) be after \(wait) years?")
    case 4:
      let years = try given(2, age.value - 2)
      let past = years.value
      let before = try compute(.subtract, age, years, "Then \(person) was", "years old")
      ask(
        for: before, "How old was \(person) exactly \(past) years ago?",
        "What was the age of \(person) \(past) years ago?",
        "Find the age of \(person) \(past) years ago.", "How old was \(person) \(past) years ago?")
    case 5:
      let years = try given(2, 15)
      guard last > 0 else { throw Rejection() }
      let pair = [people[last - 1], person]
      let total = try compute(
        .add, ages[last - 1], age, "\(BasicLexicon.list(pair)) together are", "years old")
      let later = try compute(
        .add, total, years, "Adding the age of the house makes", "years")
      let names = BasicLexicon.list(pair)
      say(
        "The house of \(names) is \(years.value) years old.",
        "The age of the house of \(names) is \(years.value) years.",
        "The house of \(names) was built \(years.value) years ago.",
        "In the family of \(names), the house is \(years.value) years old.")
      ask(
        for: later, "What is the sum of the ages of \(names) and the house?",
        "How old are \(names) and the house together?",
        "Find the sum of the ages of \(names) and the house.",
        "Taken together, how old are \(names) and the house?")
    default:
      guard last > 0 else { throw Rejection() }
      let years = try given(2, 12)
      let wait = years.value
      let pair = [people[last - 1], person]
      let first = try compute(
        .add, ages[last - 1], years, "Then \(people[last - 1]) will be", "years old")
      let second = try compute(.add, age, years, "Then \(person) will be", "years old")
      let total = try compute(
        .add, first, second, "Then \(BasicLexicon.list(pair)) together will be", "years old")
      let names = BasicLexicon.list(pair)
      ask(
        for: total, "How old will \(names) be together in \(wait) years?",
        "What will be the sum of the ages of \(names) in \(wait) years?",
        "Find the sum of the ages of \(names) in \(wait) years.",
        "After \(wait) years, how old will \(names) be together?")
    }
  }
}
