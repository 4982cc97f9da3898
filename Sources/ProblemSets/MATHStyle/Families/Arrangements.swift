/// Counting & Probability: arrangements.
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
          + "things to arrange.",
        or: [
          "Glueing all copies of \(block.letter) together, we arrange $#$ things.",
          "\\[ \\text{things with all copies of \(block.letter) as one block} = # " + "\\]",
        ], [size, copies],
        slips: [
          wrong(
            "With all copies of \(block.letter) as one block, there are $@0 - @1 = @=$ things "
              + "to arrange."
          ) { $0[0] - $0[1] }
        ]
      ) { $0[0] - $0[1] + 1 }
    }
    var result = try step(
      .arithmetic, "If all were different, the number of orders would be $@0! = @=$.",
      or: [
        "With all of them told apart, there would be $#$ orders.",
        "\\[ \\text{number of orders if all were different} = # \\]",
      ], [size],
      slips: [miscalculated { .whole($0) { MATHDraft.factorial($0[0] - 1) } }], Self.arrange)
    for (letter, count) in repeated where letter != together?.letter {
      let copies = given(count)
      let orders = try step(
        .arithmetic, "The equal letters \(letter) can be put in order in $@0! = @=$ ways.",
        or: [
          "There are $#$ orders among the letters \(letter).",
          "\\[ \\text{orders of the letters \(letter)} = # \\]",
        ],
        [copies], slips: [miscalculated { $0[0] }], Self.arrange)
      result = try step(
        .algebra,
        "As the letters \(letter) look alike, there remain "
          + "$\\frac{@0}{@1} = @=$ orders.",
        or: [
          "Not telling the letters \(letter) apart, we are left with $#$ orders.",
          "\\[ \\text{orders with equal letters \(letter)} = # \\]",
        ], [result, orders],
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
    let size = try step(
      .arithmetic, "There are $\(places) = @=$ \(thing).",
      or: ["Counting the \(thing), we have $#$.", "\\[ \\text{number of \(thing)} = # \\]"], sizes
    ) {
      $0.reduce(0) { $0 + $1 }
    }
    var result = try step(
      .arithmetic, "If all were different, the number of orders would be $@0! = @=$.",
      or: [
        "With all of them told apart, there would be $#$ orders.",
        "\\[ \\text{number of orders if all were different} = # \\]",
      ], [size],
      slips: [miscalculated { .whole($0) { MATHDraft.factorial($0[0] - 1) } }], Self.arrange)
    for (color, count) in zip(colors, sizes) {
      if try int(count) == 1 { continue }
      let orders = try step(
        .arithmetic, "The \(color) ones can be put in order in $@0! = @=$ ways.",
        or: [
          "There are $#$ orders among the \(color) ones.",
          "\\[ \\text{orders of the \(color) ones} = # \\]",
        ], [count],
        slips: [miscalculated { $0[0] }], Self.arrange)
      result = try step(
        .algebra, "As the \(color) ones look alike, there remain $\\frac{@0}{@1} = @=$ orders.",
        or: [
          "Not telling the \(color) ones apart, we are left with $#$ orders.",
          "\\[ \\text{orders with equal \(color) ones} = # \\]",
        ],
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
}
