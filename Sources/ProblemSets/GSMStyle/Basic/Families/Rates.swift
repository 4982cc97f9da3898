extension BasicDraft {
  mutating func tellRates(steps: Int) throws(Rejection) {
    let people = sample(4, of: BasicLexicon.names)
    let noun = pick(BasicLexicon.made)
    let thing = noun.plural
    var left = steps
    let ending = left < 3 ? 2 : try number(2, 4)
    if ending > 2 { left -= 1 }

    var workers = [people[0]]
    var total: BasicQuantity
    if left > 1, chance(35) {
      total = try tellSteadyWork(of: people[0], noun)
      left -= 2
    } else {
      total = try tellWork(of: people[0], noun)
      left -= 1
    }
    try sometimesDistract(people[0], apartFrom: noun)
    while left > 0 {
      if left >= 3, workers.count < people.count, chance(30) {
        let amount = try tellSteadyWork(of: people[workers.count], noun)
        total = try add(amount, to: total, of: people[workers.count], &workers, thing)
        left -= 3
      } else if left >= 2, workers.count < people.count, chance(75) {
        let amount = try tellWork(of: people[workers.count], noun)
        total = try add(amount, to: total, of: people[workers.count], &workers, thing)
        left -= 2
      } else {
        total = try tellStock(total, noun)
        left -= 1
      }
    }
    try finishRates(total, ending: ending, workers: workers, noun: noun)
  }

  private mutating func add(
    _ amount: BasicQuantity, to total: BasicQuantity, of person: String, _ workers: inout [String],
    _ thing: String
  ) throws(Rejection) -> BasicQuantity {
    workers.append(person)
    return try compute(.add, total, amount, "With those of \(person), there are", thing)
  }

  private mutating func tellWork(of person: String, _ noun: BasicLexicon.Noun) throws(Rejection)
    -> BasicQuantity
  {
    let (rate, time) = (try given(2, 12), try given(2, 8))
    let (each, hours) = (rate.value, time.value)
    say(
      "\(person) makes \(each) \(noun.plural) an hour for \(hours) hours.",
      "\(person) works for \(hours) hours and makes \(each) \(noun.plural) an hour.",
      "In each of \(hours) hours, \(person) makes \(each) \(noun.plural).",
      "For \(hours) hours, \(person) makes \(each) \(noun.plural) an hour.")
    return try compute(.multiply, rate, time, "\(person) makes", noun.plural)
  }

  /// "20 pens in 4 hours; at the same rate for 6 hours": a division, then a product.
  private mutating func tellSteadyWork(of person: String, _ noun: BasicLexicon.Noun)
    throws(Rejection)
    -> BasicQuantity
  {
    let (sample, hours) = (try given(6, 60), try number(2, 8))
    guard sample.value.isMultiple(of: hours), sample.value > hours else { throw Rejection() }
    let time = try given(hours, hours)
    let longer = try given(2, 9)
    guard longer.value != hours else { throw Rejection() }
    let (count, work) = (sample.value, longer.value)
    say(
      "\(person) can make \(count) \(noun.plural) in \(hours) hours. At this rate, \(person) works for \(work) hours.",
      "In \(hours) hours, \(person) can make \(count) \(noun.plural). \(person) works for \(work) hours at this rate.",
      "It takes \(person) \(hours) hours to make \(count) \(noun.plural). At the same rate, \(person) works for \(work) hours.",
      "\(person) works for \(work) hours at a rate of \(count) \(noun.plural) in \(hours) hours.")
    let rate = try compute(.divide, sample, time, "In an hour, \(person) makes", noun.plural)
    return try compute(.multiply, rate, longer, "\(person) makes", noun.plural)
  }

  private mutating func tellStock(_ total: BasicQuantity, _ noun: BasicLexicon.Noun)
    throws(Rejection)
    -> BasicQuantity
  {
    let thing = noun.plural
    let gains = total.value < 6 || (total.value < 80 && chance(35))
    let change = try given(2, gains ? 20 : total.value - 2)
    let count = change.value
    if gains {
      say(
        "There are \(count) \(thing) more from the day before.",
        "From the day before, there are \(count) more \(thing).",
        "They add \(count) \(thing) from the day before.",
        "Then \(count) \(thing) from the day before are added.")
      return try compute(.add, total, change, "Now there are", thing)
    }
    say(
      "Then \(count) of the \(thing) are thrown away.",
      "After that, \(count) of these \(thing) are sold.",
      "Later, \(count) of the \(thing) are given away.", "Of all these \(thing), \(count) get lost."
    )
    return try compute(.subtract, total, change, "Now there are", "\(thing) left")
  }

  private mutating func finishRates(
    _ total: BasicQuantity, ending: Int, workers: [String], noun: BasicLexicon.Noun
  ) throws(Rejection) {
    let thing = noun.plural
    switch ending {
    case 2:
      ask(
        for: total, "How many \(thing) are there in the end?",
        "What is the number of \(thing) in the end?", "Find the number of \(thing) in the end.",
        "In the end, how many \(thing) are there?")
    case 3:
      let price = try given(2, 6)
      say(
        "In the end, each \(noun.singular) is sold for \(price.value) dollars.",
        "All the \(thing) are then sold for \(price.value) dollars each.",
        "At last, the price of each \(noun.singular) is \(price.value) dollars, and all are sold.",
        "In the end, all the \(thing) are sold at \(price.value) dollars each.")
      let income = try compute(.multiply, total, price, "The \(thing) bring in", "dollars")
      ask(
        for: income, "How many dollars do the \(thing) bring in?",
        "What is the number of dollars that the \(thing) bring in?",
        "Find the number of dollars that the \(thing) bring in.",
        "How much money in dollars do the \(thing) bring in?")
    default:
      let container = pick(BasicLexicon.containers)
      let size = try givenDivisor(of: total, upTo: 12)
      say(
        "In the end, \(size.value) \(thing) are put into each \(container.singular).",
        "All the \(thing) go into \(container.plural) of \(size.value).",
        "In the end, the \(thing) are put into \(container.plural) with \(size.value) in each.",
        "Each \(container.singular) is then filled with \(size.value) \(thing).")
      let boxes = try compute(.divide, total, size, "The \(thing) fill", container.plural)
      ask(
        for: boxes, "How many \(container.plural) do the \(thing) fill?",
        "What is the number of \(container.plural) that are filled?",
        "Find the number of \(container.plural) that are filled.",
        "How many \(container.plural) are filled?")
    }
  }
}
