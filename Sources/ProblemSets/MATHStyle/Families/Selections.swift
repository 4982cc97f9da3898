/// Counting & Probability: arrangements and committees.
extension MATHDraft {
  /// The factorial; `nil` beyond 20.
  static func factorial(_ number: Int) -> Int? {
    0...20 ~= number ? (0..<number).reduce(1) { $0 * ($1 + 1) } : nil
  }

  /// The number of ways to choose; `nil` for numbers beyond 60.
  static func binomial(_ n: Int, _ k: Int) -> Int? {
    guard 0...60 ~= n, k >= 0 else { return nil }
    return k > n ? 0 : (0..<k).reduce(1) { $0 * (n - $1) / ($1 + 1) }
  }

  static let choose: @Sendable ([MATHValue]) -> MATHValue = { values in
    .whole(values) { MATHDraft.binomial($0[0], $0[1]) }
  }

  private static let arrange: @Sendable ([MATHValue]) -> MATHValue = { values in
    .whole(values) { MATHDraft.factorial($0[0]) }
  }

  mutating func tellArrangements() throws(MATHRejection) {
    if int(0...3) > 0 { return try tellRowsOfFlags() }
    let word = pick([
      "BANANA", "LEVEL", "PEPPER", "COFFEE", "ASSESS", "MISSISSIPPI", "TOMATO", "PARALLEL",
      "SUCCESS", "COMMITTEE", "BALLOON", "GEESE", "STREET", "PAPAYA", "RECEIVER", "STATISTICS",
      "KAYAK", "CINEMATIC", "PIANO", "PLANET", "ORANGE", "TRIANGLE", "NUMBER", "KITCHEN",
      "DODECAGON", "TANGENT", "ELEVEN", "SEVENTEEN", "ENGINE", "NOON", "TENNESSEE", "ALABAMA",
      "INDIANA", "HAWAII", "ILLINOIS", "SUGAR", "MARBLE", "POTATO", "LETTUCE", "PUMPKIN",
    ])
    var counts: [(letter: Character, count: Int)] = []
    for letter in word {
      if let index = counts.firstIndex(where: { $0.letter == letter }) {
        counts[index].count += 1
      } else {
        counts.append((letter, 1))
      }
    }
    let repeated = counts.filter { $0.count > 1 }
    let together = repeated.isEmpty ? nil : (int(0...2) == 0 ? pick(repeated) : nil)
    var size = given(word.count)
    if let block = together {
      let copies = given(block.count)
      size = try step(
        .algebra,
        "With all copies of \(block.letter) as one block, there are $@0 - @1 + 1 = @=$ "
          + "things to arrange.", [size, copies],
        slips: [
          wrong(
            "With all copies of \(block.letter) as one block, there are $@0 - @1 = @=$ things "
              + "to arrange."
          ) { $0[0] - $0[1] }
        ]
      ) { $0[0] - $0[1] + 1 }
    }
    var result = try step(
      .arithmetic, "If all were different, the number of orders would be $@0! = @=$.", [size],
      slips: [miscalculated { .whole($0) { MATHDraft.factorial($0[0] - 1) } }], Self.arrange)
    for (letter, count) in repeated where letter != together?.letter {
      let copies = given(count)
      let orders = try step(
        .arithmetic, "The equal letters \(letter) can be put in order in $@0! = @=$ ways.",
        [copies], slips: [miscalculated { $0[0] }], Self.arrange)
      result = try step(
        .algebra,
        "As the letters \(letter) look alike, there remain "
          + "$\\frac{@0}{@1} = @=$ orders.", [result, orders],
        slips: [
          wrong("As the letters \(letter) look alike, there remain $@0 - @1 = @=$ orders.") {
            $0[0] - $0[1]
          }
        ]
      ) { $0[0] / $0[1] }
    }
    if let letter = together?.letter {
      ask(
        result,
        [
          "In how many ways can the letters of \(word) be arranged if all copies of the letter "
            + "\(letter) must stand next to one another?",
          "How many different arrangements of the letters of \(word) have all the letters "
            + "\(letter) together?",
          "The letters of the word \(word) are put in a row so that the letters \(letter) form one "
            + "block. How many different rows are possible?",
          "Count the distinct rearrangements of \(word), the word itself included, in which all the "
            + "letters \(letter) are adjacent.",
        ])
    } else {
      ask(
        result,
        [
          "In how many different ways can the letters of \(word) be arranged?",
          "How many distinct arrangements do the letters of the word \(word) have?",
          "All letters of \(word) are put in a row. How many different rows are possible?",
          "Count the distinct rearrangements of the word \(word), the word itself included.",
        ])
    }
  }

  private mutating func tellRowsOfFlags() throws(MATHRejection) {
    let colors = sample(int(2...4), of: ["red", "blue", "green", "white", "black", "yellow"])
    let counts = colors.map { _ in int(1...5) }
    let total = counts.reduce(0, +)
    try require(total <= 12 && counts.contains { $0 > 1 })
    let thing = pick(["flags", "books", "marbles", "tiles", "cups"])
    let sizes = counts.map { given($0) }
    let places = sizes.indices.map { "@\($0)" }.joined(separator: " + ")
    let size = try step(.arithmetic, "There are $\(places) = @=$ \(thing).", sizes) {
      $0.reduce(0) { $0 + $1 }
    }
    var result = try step(
      .arithmetic, "If all were different, the number of orders would be $@0! = @=$.", [size],
      slips: [miscalculated { .whole($0) { MATHDraft.factorial($0[0] - 1) } }], Self.arrange)
    for (color, count) in zip(colors, sizes) {
      if try int(count) == 1 { continue }
      let orders = try step(
        .arithmetic, "The \(color) ones can be put in order in $@0! = @=$ ways.", [count],
        slips: [miscalculated { $0[0] }], Self.arrange)
      result = try step(
        .algebra, "As the \(color) ones look alike, there remain $\\frac{@0}{@1} = @=$ orders.",
        [result, orders],
        slips: [
          wrong("As the \(color) ones look alike, there remain $@0 - @1 = @=$ orders.") {
            $0[0] - $0[1]
          }
        ]
      ) { $0[0] / $0[1] }
    }
    let parts = zip(counts, colors).map { "$\($0)$ \($1)" }
    let list = parts.dropLast().joined(separator: ", ") + " and " + parts[parts.count - 1]
    ask(
      result,
      [
        "In how many different ways can \(list) \(thing) be put in a row, if \(thing) of the same "
          + "color look alike?",
        "There are \(list) \(thing), and those of one color cannot be told apart. How many "
          + "different rows can be made of all of them?",
        "How many distinct arrangements in a line do \(list) \(thing) have, if only their colors "
          + "can be distinguished?",
        "Someone lines up \(list) \(thing). Counting only the order of the colors, how many "
          + "results are possible?",
      ])
  }

  mutating func tellCommittees() throws(MATHRejection) {
    let (first, second) = (int(3...11), int(3...11))
    let size = int(2...6)
    let groups = pick([
      ("teachers", "students"), ("painters", "sculptors"), ("seniors", "juniors"),
      ("chemists", "physicists"), ("singers", "dancers"),
    ])
    let (a, b, k) = (given(first), given(second), given(size))
    let people = "There are $\(first)$ \(groups.0) and $\(second)$ \(groups.1)."
    func versions(_ rule: String) -> [String] {
      [
        "\(people) In how many ways can a committee of $\(size)$ of them be chosen\(rule)?",
        "From $\(first)$ \(groups.0) and $\(second)$ \(groups.1), a committee of $\(size)$ people is "
          + "formed. How many committees are possible\(rule)?",
        "How many groups of $\(size)$ can be chosen from $\(first)$ \(groups.0) and $\(second)$ "
          + "\(groups.1)\(rule)?",
        "\(people) Find the number of ways to select $\(size)$ of these people\(rule).",
      ]
    }
    switch int(0...3) {
    case 0:
      let all = try step(.arithmetic, "The number of people is $@0 + @1 = @=$.", [a, b]) {
        $0[0] + $0[1]
      }
      let ways = try step(
        .algebra, "The number of ways is $\\binom{@0}{@1} = @=$.", [all, k],
        slips: [miscalculated { $0[0] * $0[1] }], Self.choose)
      ask(ways, versions(""))
    case 1:
      let part = int(1...size - 1)
      try require(part <= first && size - part <= second)
      let q = given(part)
      let left = try step(
        .algebra, "The \(groups.0) can be chosen in $\\binom{@0}{@1} = @=$ ways.", [a, q],
        Self.choose)
      let rest = try step(
        .arithmetic, "The number of \(groups.1) needed is $@0 - @1 = @=$.", [k, q]
      ) { $0[0] - $0[1] }
      let right = try step(
        .algebra, "The \(groups.1) can be chosen in $\\binom{@0}{@1} = @=$ ways.", [b, rest],
        Self.choose)
      let ways = try step(
        .arithmetic, "The number of committees is $@0 \\cdot @1 = @=$.", [left, right],
        slips: [wrong("The number of committees is $@0 + @1 = @=$.") { $0[0] + $0[1] }]
      ) { $0[0] * $0[1] }
      ask(ways, versions(", if exactly $\(part)$ of the \(groups.0) must be chosen"))
    case 2:
      try require(size <= second)
      let all = try step(.arithmetic, "The number of people is $@0 + @1 = @=$.", [a, b]) {
        $0[0] + $0[1]
      }
      let ways = try step(
        .algebra, "Without a condition there are $\\binom{@0}{@1} = @=$ ways.", [all, k],
        Self.choose)
      let none = try step(
        .algebra, "Without any of the \(groups.0) there are $\\binom{@0}{@1} = @=$ ways.", [b, k],
        Self.choose)
      let rest = try step(
        .theorem, "The complement has $@0 - @1 = @=$ ways.", [ways, none],
        slips: [wrong("The complement has $@0 + @1 = @=$ ways.") { $0[0] + $0[1] }]
      ) { $0[0] - $0[1] }
      ask(rest, versions(", if at least one of the \(groups.0) must be chosen"))
    default:
      try require(size <= first && size <= second)
      let all = try step(.arithmetic, "The number of people is $@0 + @1 = @=$.", [a, b]) {
        $0[0] + $0[1]
      }
      let ways = try step(
        .algebra, "Without a condition there are $\\binom{@0}{@1} = @=$ ways.", [all, k],
        Self.choose)
      let left = try step(
        .algebra, "With \(groups.0) only there are $\\binom{@0}{@1} = @=$ ways.", [a, k],
        Self.choose)
      let right = try step(
        .algebra, "With \(groups.1) only there are $\\binom{@0}{@1} = @=$ ways.", [b, k],
        Self.choose)
      let bad = try step(
        .arithmetic, "Together these are $@0 + @1 = @=$ ways.", [left, right]
      ) { $0[0] + $0[1] }
      let rest = try step(
        .theorem, "The complement has $@0 - @1 = @=$ ways.", [ways, bad],
        slips: [miscalculated { $0[0] }]
      ) { $0[0] - $0[1] }
      ask(
        rest,
        versions(", if both \(groups.0) and \(groups.1) must be represented"))
    }
  }
}
