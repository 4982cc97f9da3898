import Answers

/// Prealgebra: fractions, percentages, ratios, averages, powers, trips, made-up operations.
extension MATHDraft {
  /// A number of an order that steps count by.
  static let ordinals = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh"]
  static let names = ["Amara", "Boris", "Clara", "Dinesh", "Elif", "Farid", "Greta", "Hiro"]

  mutating func tellFractions() throws(MATHRejection) {
    func latex(_ value: MATHValue) -> String { value.latex }
    let count = int(1...6)
    var current = given(.fraction(int(1...9), int(2...12)))
    try require(value(current).int == nil)
    var text = latex(value(current))
    var endsWithSum = false
    for ordinal in Self.ordinals.prefix(count) {
      let other = given(.fraction(int(1...9), int(2...12)))
      try require(value(other).int == nil)
      let kind = int(0...3)
      if kind > 1, endsWithSum { text = "\\left(\(text)\\right)" }
      endsWithSum = kind < 2
      text += [" + ", " - ", " \\cdot ", " \\div "][kind] + latex(value(other))
      let pair = [current, other]
      switch kind {
      case 0:
        current = try step(
          .algebra, "The \(ordinal) operation gives $@0 + @1 = @=$.", pair,
          slips: [
            miscalculated { values in
              guard let a = values[0].rational, let b = values[1].rational,
                let top = a.adding(b).map(\.numerator), abs(top) < 1 << 60
              else { return .undefined }
              return .fraction(Int(top), Int(truncatingIfNeeded: a.denominator + b.denominator))
            }
          ]
        ) { $0[0] + $0[1] }
      case 1:
        current = try step(
          .algebra, "The \(ordinal) operation gives $@0 - @1 = @=$.", pair,
          slips: [wrong("The \(ordinal) operation gives $@0 + @1 = @=$.") { $0[0] + $0[1] }]
        ) { $0[0] - $0[1] }
      case 2:
        current = try step(
          .arithmetic, "The \(ordinal) operation gives $@0 \\cdot @1 = @=$.", pair,
          slips: [miscalculated { $0[0] / $0[1] }]
        ) { $0[0] * $0[1] }
      default:
        current = try step(
          .arithmetic, "The \(ordinal) operation gives $@0 \\div @1 = @=$.", pair,
          slips: [miscalculated { $0[0] * $0[1] }, miscalculated { $0[1] / $0[0] }]
        ) { $0[0] / $0[1] }
      }
      guard let result = value(current).rational, result.denominator < 3000,
        result.numerator.magnitude < 3000, result.numerator != 0
      else { throw MATHRejection() }
    }
    ask(
      current,
      [
        "Compute $\(text).$ Express your answer as a common fraction or a whole number.",
        "What is the value of $\(text)?$ Give your answer in lowest terms.",
        "Evaluate $\(text)$ and simplify the result as far as possible.",
        "Write $\(text)$ as a single number in simplest form.",
      ])
  }

  mutating func tellPercentages() throws(MATHRejection) {
    let count = int(1...6)
    let isBackwards = flip()
    let thing = pick(["a coat", "a lamp", "a bicycle", "a guitar", "a tent"])
    let original = int(2...80) * pick([5, 20, 50, 100])
    var price = original
    var actions: [(rises: Bool, percent: Int)] = []
    for _ in 0..<count {
      let rises = flip()
      // All prices are whole numbers.
      let percents = (1...12).map { $0 * 5 }.filter {
        price * (rises ? 100 + $0 : 100 - $0) % 100 == 0
      }
      try require(!percents.isEmpty)
      let percent = pick(percents)
      price = price * (rises ? 100 + percent : 100 - percent) / 100
      actions.append((rises, percent))
    }
    let start = given(isBackwards ? price : original)
    var sentences: [String] = []
    for action in actions {
      sentences.append(
        "\(action.rises ? "raised" : "lowered") by $\(action.percent)\\%$")
    }
    let story =
      sentences.count == 1
      ? sentences[0]
      : sentences.dropLast().joined(separator: ", then ") + " and then "
        + sentences[sentences.count - 1]
    var current = start
    let order = isBackwards ? Array(actions.enumerated().reversed()) : Array(actions.enumerated())
    for (index, action) in order {
      let percent = given(action.percent)
      let ordinal = Self.ordinals[index]
      let (sign, opposite) = action.rises ? ("+", "-") : ("-", "+")
      let rises = action.rises
      if isBackwards {
        let words = "Before the \(ordinal) change, the price in dollars was"
        current = try step(
          .algebra, words + " $@0 \\div \\frac{100 \(sign) @1}{100} = @=$.", [current, percent],
          slips: [
            wrong(words + " $@0 \\cdot \\frac{100 \(opposite) @1}{100} = @=$.") {
              $0[0] * MATHDraft.factor($0[1], rises: !rises)
            }
          ]
        ) { $0[0] / MATHDraft.factor($0[1], rises: rises) }
      } else {
        let words = "After the \(ordinal) change, the price in dollars is"
        current = try step(
          .algebra, words + " $@0 \\cdot \\frac{100 \(sign) @1}{100} = @=$.",
          [current, percent],
          slips: [
            wrong(words + " $@0 \(sign) @1 = @=$.") {
              sign == "+" ? $0[0] + $0[1] : $0[0] - $0[1]
            },
            wrong(words + " $@0 \\cdot \\frac{100 \(opposite) @1}{100} = @=$.") {
              $0[0] * MATHDraft.factor($0[1], rises: !rises)
            },
          ]
        ) { $0[0] * MATHDraft.factor($0[1], rises: rises) }
      }
      guard let price = value(current).int, 5...20_000 ~= price else { throw MATHRejection() }
    }
    let first = value(start).latex
    if isBackwards {
      ask(
        current,
        [
          "The price of \(thing) was \(story). Now it is $\(first)$ dollars. What was the price "
            + "in dollars at the beginning?",
          "After its price was \(story), \(thing) costs $\(first)$ dollars. How many dollars did "
            + "it cost originally?",
          "A shop sells \(thing) for $\(first)$ dollars. Before that, the price had been \(story)."
            + " Find the original price in dollars.",
          "What did \(thing) cost (in dollars) before its price was \(story), if it costs "
            + "$\(first)$ dollars afterwards?",
        ])
    } else {
      ask(
        current,
        [
          "At first, \(thing) costs $\(first)$ dollars. Its price is \(story). What is the final "
            + "price in dollars?",
          "The price of \(thing) was $\(first)$ dollars before it was \(story). How many dollars "
            + "does it cost now?",
          "A shop sells \(thing) for $\(first)$ dollars. The price is \(story). Find the price in "
            + "dollars after that.",
          "What does \(thing) cost (in dollars) if its price was $\(first)$ dollars and has been "
            + "\(story)?",
        ])
    }
  }

  /// What a change by some percent multiplies a price with.
  private static func factor(_ percent: MATHValue, rises: Bool) -> MATHValue {
    let whole: MATHValue = 100
    return (rises ? whole + percent : whole - percent) / whole
  }

  mutating func tellRatios() throws(MATHRejection) {
    let people = sample(3, of: Self.names)
    let parts = sample(3, of: Array(1...9))
    try require(parts.reduce(0, greatestCommonDivisor) == 1)
    let unit = int(3...40)
    let ratio = parts.map(String.init).joined(separator: " : ")
    let (a, b, c) = (given(parts[0]), given(parts[1]), given(parts[2]))
    let asksDifference = flip()
    let isTotal = flip()
    let known = given((isTotal ? parts[0] + parts[1] + parts[2] : parts[0]) * unit)
    let share: MATHQuantity
    if isTotal {
      let sum = try step(
        .arithmetic, "The number of equal parts is $@0 + @1 + @2 = @=$.", [a, b, c],
        slips: [miscalculated { $0[0] + $0[1] }]
      ) { $0[0] + $0[1] + $0[2] }
      share = try step(
        .arithmetic, "One part is $@0 \\div @1 = @=$ coins.", [known, sum],
        slips: [wrong("One part is $@0 \\div 3 = @=$ coins.") { $0[0] / 3 }]
      ) { $0[0] / $0[1] }
    } else {
      share = try step(
        .arithmetic, "One part is $@0 \\div @1 = @=$ coins.", [known, a]
      ) { $0[0] / $0[1] }
    }
    let second = try step(
      .arithmetic, "\(people[1]) gets $@0 \\cdot @1 = @=$ coins.", [b, share],
      slips: [wrong("\(people[1]) gets $@0 + @1 = @=$ coins.") { $0[0] + $0[1] }]
    ) { $0[0] * $0[1] }
    var asked = second
    var question = "How many coins does \(people[1]) get?"
    if asksDifference {
      try require(parts[1] > parts[2])
      let third = try step(
        .arithmetic, "\(people[2]) gets $@0 \\cdot @1 = @=$ coins.", [c, share]
      ) { $0[0] * $0[1] }
      asked = try step(
        .arithmetic, "The difference of the two shares is $@0 - @1 = @=$.", [second, third],
        slips: [wrong("The difference of the two shares is $@0 + @1 = @=$.") { $0[0] + $0[1] }]
      ) { $0[0] - $0[1] }
      question = "How many more coins does \(people[1]) get than \(people[2])?"
    }
    let total = value(known).latex
    let list = "\(people[0]), \(people[1]) and \(people[2])"
    let fact =
      isTotal
      ? "There are $\(total)$ coins in all." : "\(people[0]) gets $\(total)$ coins."
    ask(
      asked,
      [
        "\(list) share some coins in the ratio $\(ratio)$, in this order. \(fact) \(question)",
        "Some coins are divided among \(list) in the ratio $\(ratio)$ (in this order). \(fact) "
          + question,
        "The shares of \(list) in a heap of coins are in the ratio $\(ratio)$, respectively. "
          + "\(fact) \(question)",
        "In the order \(list), three friends split a heap of coins in the ratio $\(ratio)$. "
          + "\(fact) \(question)",
      ])
  }

  mutating func tellAverages() throws(MATHRejection) {
    let count = int(3...7)
    let numbers = (0..<count).map { _ in int(2...60) }
    let list = given(.tuple(numbers.map(MATHValue.int)))
    let size = given(count)
    let listText =
      numbers.map { "$\($0)$" }.dropLast().joined(separator: ", ")
      + " and $\(numbers[count - 1])$"
    let sum = try step(
      .arithmetic, "The sum of the numbers is $@S0 = @=$.", [list],
      slips: [miscalculated { $0[0].elements.dropLast().reduce(0) { $0 + $1 } }]
    ) { $0[0].elements.reduce(0) { $0 + $1 } }
    guard flip() else {
      let mean = try step(
        .arithmetic, "Their mean is $@0 \\div @1 = @=$.", [sum, size],
        slips: [wrong("Their mean is $@0 \\div (@1 - 1) = @=$.") { $0[0] / ($0[1] - 1) }]
      ) { $0[0] / $0[1] }
      ask(
        mean,
        [
          "Find the mean of the numbers \(listText).",
          "What is the average of \(listText)?",
          "The numbers \(listText) are written on a board. What is their arithmetic mean?",
          "Compute the arithmetic mean of the $\(count)$ numbers \(listText).",
        ])
      return
    }
    let target = given(int(5...70))
    let isTwo = flip()
    let added = given(isTwo ? 2 : 1)
    let newSize = try step(
      .arithmetic, "Afterwards there are $@0 + @1 = @=$ numbers.", [size, added]
    ) { $0[0] + $0[1] }
    let newSum = try step(
      .arithmetic, "They must add up to $@0 \\cdot @1 = @=$.", [newSize, target],
      slips: [
        wrong("They must add up to $(@0 - 1) \\cdot @1 = @=$.") { ($0[0] - 1) * $0[1] }
      ]
    ) { $0[0] * $0[1] }
    var asked = try step(
      .arithmetic, "What is added is $@0 - @1 = @=$.", [newSum, sum],
      slips: [wrong("What is added is $@0 + @1 = @=$.") { $0[0] + $0[1] }]
    ) { $0[0] - $0[1] }
    try require((value(asked).int ?? 0) > 0)
    let mean = value(target).latex
    if isTwo {
      asked = try step(
        .arithmetic, "Each of the two equal numbers is $@0 \\div @1 = @=$.", [asked, added]
      ) { $0[0] / $0[1] }
    }
    let (what, whatAsked) =
      isTwo ? ("two equal numbers are", "one of the two new numbers") : ("one number is", "it")
    ask(
      asked,
      [
        "To the numbers \(listText), \(what) added so that the mean of all becomes $\(mean)$. "
          + "What is \(whatAsked)?",
        "The mean of \(listText) changes to $\(mean)$ when \(what) added to the list. "
          + "Find \(whatAsked == "it" ? "the new number" : whatAsked).",
        "A list holds \(listText). When \(what) added, the average is $\(mean)$. "
          + "Determine \(whatAsked == "it" ? "the added number" : whatAsked).",
        "The numbers \(listText) are given. Suppose that \(what) added and that the mean is then "
          + "exactly $\(mean)$. Find \(whatAsked == "it" ? "the number added" : whatAsked).",
      ])
  }

  mutating func tellOperations() throws(MATHRejection) {
    let (p, q) = (int(2...5), nonzero(4))
    let symbol = pick(["\\star", "\\diamond", "\\oplus"])
    let rule = MATHValue.x * .int(p)
    let definition =
      rule.latex.replacing("x", with: "a") + (q < 0 ? " - " : " + ")
      + (abs(q) == 1 ? "" : "\(abs(q))") + "b"
    let (first, second) = (given(.int(p)), given(.int(q)))
    let count = int(1...6)
    var current = given(nonzero(9))
    func written(_ value: MATHValue) -> String {
      value.sign == -1 ? "(\(value.latex))" : value.latex
    }
    var text = written(value(current))
    for ordinal in Self.ordinals.prefix(count) {
      let other = given(nonzero(9))
      let isLeft = flip()
      let otherText = written(value(other))
      let inner = ordinal == "first" ? text : "(\(text))"
      text = isLeft ? "\(inner) \(symbol) \(otherText)" : "\(otherText) \(symbol) \(inner)"
      let pair = isLeft ? [current, other] : [other, current]
      let words = "The \(ordinal) use of the rule gives"
      current = try step(
        .algebra, words + " $@2 \\cdot @(0) @+3 \\cdot @(1) = @=$.", pair + [first, second],
        slips: [
          wrong(words + " $@2 \\cdot @(1) @+3 \\cdot @(0) = @=$.") {
            $0[2] * $0[1] + $0[3] * $0[0]
          },
          miscalculated { $0[2] * $0[0] - $0[3] * $0[1] },
        ]
      ) { $0[2] * $0[0] + $0[3] * $0[1] }
      try require(abs(try int(current)) < 5000)
    }
    ask(
      current,
      [
        "For all numbers $a$ and $b$, let $a \(symbol) b = \(definition).$ Compute $\(text).$",
        "The operation $\(symbol)$ is defined by $a \(symbol) b = \(definition).$ "
          + "What is the value of $\(text)?$",
        "Suppose that $a \(symbol) b$ means $\(definition)$ for all numbers $a$ and $b$. "
          + "Find $\(text).$",
        "Evaluate $\(text),$ where $a \(symbol) b = \(definition)$ for all $a$ and $b$.",
      ])
  }

  mutating func tellTrips() throws(MATHRejection) {
    let legs = int(2...4)
    var times: [MATHQuantity] = []
    var distances: [MATHQuantity] = []
    var sentences: [String] = []
    let person = pick(Self.names)
    for ordinal in Self.ordinals.prefix(legs) {
      let speed = int(2...15) * 4
      let distance = given(speed * int(1...6) / pick([1, 2, 4]))
      let miles = try int(distance)
      try require(miles > 0 && miles != speed)
      let rate = given(speed)
      sentences.append("$\(value(distance).latex)$ miles at $\(speed)$ miles per hour")
      distances.append(distance)
      times.append(
        try step(
          .arithmetic, "The \(ordinal) part takes $@0 \\div @1 = @=$ hours.", [distance, rate],
          slips: [miscalculated { $0[1] / $0[0] }]
        ) { $0[0] / $0[1] })
    }
    let places = (0..<legs).map { "@\($0)" }.joined(separator: " + ")
    let time = try step(.arithmetic, "The whole trip takes $\(places) = @=$ hours.", times) {
      $0.reduce(0) { $0 + $1 }
    }
    var asked = time
    let asksSpeed = flip()
    if asksSpeed {
      let distance = try step(.arithmetic, "It is $\(places) = @=$ miles long.", distances) {
        $0.reduce(0) { $0 + $1 }
      }
      asked = try step(
        .algebra, "The average speed in miles per hour is $@0 \\div @1 = @=$.", [distance, time],
        slips: [miscalculated { $0[1] / $0[0] }]
      ) { $0[0] / $0[1] }
    }
    guard let number = value(asked).rational, number.denominator < 60 else { throw MATHRejection() }
    let trip = sentences.dropLast().joined(separator: ", ") + " and then " + sentences[legs - 1]
    let question =
      asksSpeed
      ? [
        "What is the average speed of the whole trip in miles per hour?",
        "Find the average speed, in miles per hour, for the whole trip.",
      ]
      : ["How many hours does the whole trip take?", "Find the time for the whole trip in hours."]
    ask(
      asked,
      [
        "\(person) rides \(trip). \(question[0])",
        "On a trip, \(person) drives \(trip). \(question[1])",
        "\(person) travels \(trip), without a break. \(question[0])",
        "A trip of \(person) has \(legs == 2 ? "two" : legs == 3 ? "three" : "four") parts: "
          + "\(trip). \(question[1])",
      ])
  }
}
