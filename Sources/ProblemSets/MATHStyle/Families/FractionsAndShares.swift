import Answers

/// Prealgebra: fractions, percentages, ratios.
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
          .algebra, "The \(ordinal) operation gives $@0 + @1 = @=$.",
          or: [
            "We carry out the \(ordinal) operation: $#$.",
            "\\[ \\text{result of the \(ordinal) operation} = # \\]",
          ], pair,
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
          .algebra, "The \(ordinal) operation gives $@0 - @1 = @=$.",
          or: [
            "We carry out the \(ordinal) operation: $#$.",
            "\\[ \\text{result of the \(ordinal) operation} = # \\]",
          ], pair,
          slips: [wrong("The \(ordinal) operation gives $@0 + @1 = @=$.") { $0[0] + $0[1] }]
        ) { $0[0] - $0[1] }
      case 2:
        current = try step(
          .arithmetic, "The \(ordinal) operation gives $@0 \\cdot @1 = @=$.",
          or: [
            "We carry out the \(ordinal) operation: $#$.",
            "\\[ \\text{result of the \(ordinal) operation} = # \\]",
          ], pair,
          slips: [miscalculated { $0[0] / $0[1] }]
        ) { $0[0] * $0[1] }
      default:
        current = try step(
          .arithmetic, "The \(ordinal) operation gives $@0 \\div @1 = @=$.",
          or: [
            "We carry out the \(ordinal) operation: $#$.",
            "\\[ \\text{result of the \(ordinal) operation} = # \\]",
          ], pair,
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
          .algebra, words + " $@0 \\div \\frac{100 \(sign) @1}{100} = @=$.",
          or: [
            "Undoing the \(ordinal) change, the price becomes $#$ dollars.",
            "\\[ \\text{price before the \(ordinal) change} = # \\]",
          ], [current, percent],
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
          or: [
            "The \(ordinal) change makes the price $#$ dollars.",
            "\\[ \\text{price after the \(ordinal) change} = # \\]",
          ],
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
        .arithmetic, "The number of equal parts is $@0 + @1 + @2 = @=$.",
        or: [
          "Altogether this makes $#$ equal parts.", "\\[ \\text{number of equal parts} = # \\]",
        ], [a, b, c],
        slips: [miscalculated { $0[0] + $0[1] }]
      ) { $0[0] + $0[1] + $0[2] }
      share = try step(
        .arithmetic, "One part is $@0 \\div @1 = @=$ coins.",
        or: ["So a single part has $#$ coins.", "\\[ \\text{coins in one part} = # \\]"],
        [known, sum],
        slips: [wrong("One part is $@0 \\div 3 = @=$ coins.") { $0[0] / 3 }]
      ) { $0[0] / $0[1] }
    } else {
      share = try step(
        .arithmetic, "One part is $@0 \\div @1 = @=$ coins.",
        or: ["So a single part has $#$ coins.", "\\[ \\text{coins in one part} = # \\]"],
        [known, a]
      ) { $0[0] / $0[1] }
    }
    let second = try step(
      .arithmetic, "\(people[1]) gets $@0 \\cdot @1 = @=$ coins.",
      or: ["For \(people[1]) this makes $#$ coins.", "\\[ \\text{coins of \(people[1])} = # \\]"],
      [b, share],
      slips: [wrong("\(people[1]) gets $@0 + @1 = @=$ coins.") { $0[0] + $0[1] }]
    ) { $0[0] * $0[1] }
    var asked = second
    var question = "How many coins does \(people[1]) get?"
    if asksDifference {
      try require(parts[1] > parts[2])
      let third = try step(
        .arithmetic, "\(people[2]) gets $@0 \\cdot @1 = @=$ coins.",
        or: [
          "For \(people[2]) this makes $#$ coins.", "\\[ \\text{coins of \(people[2])} = # \\]",
        ], [c, share]
      ) { $0[0] * $0[1] }
      asked = try step(
        .arithmetic, "The difference of the two shares is $@0 - @1 = @=$.",
        or: [
          "The one share is larger than the other by $#$.",
          "\\[ \\text{difference of the shares} = # \\]",
        ], [second, third],
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
}
