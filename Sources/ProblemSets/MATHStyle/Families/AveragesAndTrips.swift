import Answers

/// Prealgebra: averages, operations defined by a formula, trips.
extension MATHDraft {
  mutating func tellAverages() throws(MATHRejection) {
    let count = int(3...7)
    let numbers = (0..<count).map { _ in int(2...60) }
    let list = given(.tuple(numbers.map(MATHValue.int)))
    let size = given(count)
    let listText =
      numbers.map { "$\($0)$" }.dropLast().joined(separator: ", ")
      + " and $\(numbers[count - 1])$"
    let sum = try step(
      .arithmetic, "The sum of the numbers is $@S0 = @=$.",
      or: ["Adding the numbers gives $#$.", "\\[ \\text{sum of the numbers} = # \\]"], [list],
      slips: [miscalculated { $0[0].elements.dropLast().reduce(0) { $0 + $1 } }]
    ) { $0[0].elements.reduce(0) { $0 + $1 } }
    guard flip() else {
      let mean = try step(
        .arithmetic, "Their mean is $@0 \\div @1 = @=$.",
        or: ["So, on average, each number is $#$.", "\\[ \\text{mean} = # \\]"], [sum, size],
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
      .arithmetic, "Afterwards there are $@0 + @1 = @=$ numbers.",
      or: [
        "With the new ones there are $#$ numbers now.", "\\[ \\text{new count of numbers} = # \\]",
      ], [size, added]
    ) { $0[0] + $0[1] }
    let newSum = try step(
      .arithmetic, "They must add up to $@0 \\cdot @1 = @=$.",
      or: ["For such a mean, the total has to be $#$.", "\\[ \\text{new sum} = # \\]"],
      [newSize, target],
      slips: [
        wrong("They must add up to $(@0 - 1) \\cdot @1 = @=$.") { ($0[0] - 1) * $0[1] }
      ]
    ) { $0[0] * $0[1] }
    var asked = try step(
      .arithmetic, "What is added is $@0 - @1 = @=$.",
      or: [
        "So the new numbers contribute $#$ to the sum.",
        "\\[ \\text{sum of the new numbers} = # \\]",
      ], [newSum, sum],
      slips: [wrong("What is added is $@0 + @1 = @=$.") { $0[0] + $0[1] }]
    ) { $0[0] - $0[1] }
    try require((value(asked).int ?? 0) > 0)
    let mean = value(target).latex
    if isTwo {
      asked = try step(
        .arithmetic, "Each of the two equal numbers is $@0 \\div @1 = @=$.",
        or: [
          "Dividing this by the number of new numbers, each of them is $#$.",
          "\\[ \\text{each new number} = # \\]",
        ], [asked, added]
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
        .algebra, words + " $@2 \\cdot @(0) @+3 \\cdot @(1) = @=$.",
        or: [
          "Applying the rule, \(ordinal) time: $#$.",
          "\\[ \\text{result of the \(ordinal) use of the rule} = # \\]",
        ], pair + [first, second],
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
          .arithmetic, "The \(ordinal) part takes $@0 \\div @1 = @=$ hours.",
          or: [
            "For the \(ordinal) part, the time needed is $#$ hours.",
            "\\[ \\text{hours for the \(ordinal) part} = # \\]",
          ], [distance, rate],
          slips: [miscalculated { $0[1] / $0[0] }]
        ) { $0[0] / $0[1] })
    }
    let places = (0..<legs).map { "@\($0)" }.joined(separator: " + ")
    let time = try step(
      .arithmetic, "The whole trip takes $\(places) = @=$ hours.",
      or: ["Adding these times, we get $#$ hours.", "\\[ \\text{hours in all} = # \\]"], times
    ) {
      $0.reduce(0) { $0 + $1 }
    }
    var asked = time
    let asksSpeed = flip()
    if asksSpeed {
      let distance = try step(
        .arithmetic, "It is $\(places) = @=$ miles long.",
        or: ["Adding up the miles gives $#$.", "\\[ \\text{miles in all} = # \\]"], distances
      ) {
        $0.reduce(0) { $0 + $1 }
      }
      asked = try step(
        .algebra, "The average speed in miles per hour is $@0 \\div @1 = @=$.",
        or: [
          "Dividing the way by the time, the speed comes to $#$ miles per hour.",
          "\\[ \\text{average speed} = # \\]",
        ], [distance, time],
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
