/// Counting & Probability: arrangements, committees, draws, dice, expected values, paths.
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

  mutating func tellDraws() throws(MATHRejection) {
    let size = int(1...4)
    let most = size == 1 ? 40 : 12
    let (red, blue) = (int(2...most), int(2...most))
    let part = int(0...size)
    try require(part <= red && size - part <= blue)
    let thing = pick(["marbles", "balls", "tickets", "chips", "beads"])
    let (r, b, k) = (given(red), given(blue), given(size))
    let all = try step(.arithmetic, "There are $@0 + @1 = @=$ \(thing) in all.", [r, b]) {
      $0[0] + $0[1]
    }
    let story = "holds $\(red)$ red and $\(blue)$ blue \(thing)."
    if size == 1 {
      let chance = try step(
        .arithmetic, "The probability is $\\frac{@0}{@1} = @=$.", [r, all],
        slips: [
          wrong("The probability is $\\frac{@1 - @0}{@1} = @=$.") {
            ($0[1] - $0[0]) / $0[1]
          }
        ]
      ) { $0[0] / $0[1] }
      let one = String(thing.dropLast())
      ask(
        chance,
        [
          "A bag \(story) One \(one) is drawn at random. What is the probability that it is red?",
          "A box \(story) Someone takes out one \(one) at random. Find the probability of a red one.",
          "An urn \(story) If one \(one) is picked at random, what is the probability that it is "
            + "red?",
          "A jar \(story) Compute the probability that one \(one), chosen at random, is red.",
        ])
      return
    }
    let ways = try step(
      .algebra, "The number of equally likely draws is $\\binom{@0}{@1} = @=$.", [all, k],
      slips: [miscalculated { $0[0] * $0[1] }], Self.choose)
    var good: MATHQuantity
    let event: String
    switch part {
    case size:
      good = try step(
        .algebra, "The number of good draws is $\\binom{@0}{@1} = @=$.", [r, k], Self.choose)
      event = size == 2 ? "both are red" : "all of them are red"
    case 0:
      let none = try step(
        .algebra, "The number of draws without red is $\\binom{@0}{@1} = @=$.", [b, k], Self.choose)
      good = try step(
        .theorem, "The complement has $@0 - @1 = @=$ draws.", [ways, none],
        slips: [miscalculated { $0[1] }]
      ) { $0[0] - $0[1] }
      event = "at least one of them is red"
    default:
      let p = given(part)
      let left = try step(
        .algebra, "The red ones can be drawn in $\\binom{@0}{@1} = @=$ ways.", [r, p], Self.choose)
      let rest = try step(.arithmetic, "The number of blue ones is $@0 - @1 = @=$.", [k, p]) {
        $0[0] - $0[1]
      }
      let right = try step(
        .algebra, "The blue ones can be drawn in $\\binom{@0}{@1} = @=$ ways.", [b, rest],
        Self.choose)
      good = try step(
        .arithmetic, "The number of good draws is $@0 \\cdot @1 = @=$.", [left, right],
        slips: [wrong("The number of good draws is $@0 + @1 = @=$.") { $0[0] + $0[1] }]
      ) { $0[0] * $0[1] }
      event = "exactly $\(part)$ of them \(part == 1 ? "is" : "are") red"
    }
    let chance = try step(
      .arithmetic, "The probability is $\\frac{@0}{@1} = @=$.", [good, ways],
      slips: [wrong("The probability is $1 - \\frac{@0}{@1} = @=$.") { 1 - $0[0] / $0[1] }]
    ) { $0[0] / $0[1] }
    let draw = "$\(size)$ of the \(thing) are drawn at random without replacement."
    ask(
      chance,
      [
        "A bag \(story) \(draw) What is the probability that \(event)?",
        "A box \(story) \(draw) Find the probability that \(event).",
        "An urn \(story) If $\(size)$ of them are taken at random, without putting any back, what is "
          + "the probability that \(event)?",
        "A jar \(story) Someone takes $\(size)$ of them at random, all at once. Compute the "
          + "probability that \(event).",
      ])
  }

  mutating func tellDice() throws(MATHRejection) {
    let faces = flip() ? pick([4, 6, 8, 10, 12, 20]) : int(4...40)
    let target = int(3...(2 * faces - 1))
    let (n, s) = (given(faces), given(target))
    let isSmall = target <= faces + 1
    let isAtMost = isSmall && flip()
    let count: MATHQuantity
    if isSmall {
      count = try step(
        .algebra, "The number of pairs with this sum is $@0 - 1 = @=$.", [s],
        slips: [wrong("The number of pairs with this sum is $@0 + 1 = @=$.") { $0[0] + 1 }]
      ) { $0[0] - 1 }
    } else {
      count = try step(
        .algebra, "The number of pairs with this sum is $2 \\cdot @0 + 1 - @1 = @=$.", [n, s],
        slips: [
          wrong("The number of pairs with this sum is $2 \\cdot @0 - @1 = @=$.") {
            2 * $0[0] - $0[1]
          }
        ]
      ) { 2 * $0[0] + 1 - $0[1] }
    }
    var good = count
    if isAtMost {
      good = try step(
        .theorem, "With all smaller sums there are $\\frac{@0 \\cdot (@0 + 1)}{2} = @=$ pairs.",
        [count],
        slips: [
          wrong(
            "With all smaller sums there are $\\frac{@0 \\cdot (@0 - 1)}{2} = @=$ pairs."
          ) {
            $0[0] * ($0[0] - 1) / 2
          }
        ]
      ) { $0[0] * ($0[0] + 1) / 2 }
    }
    let all = try step(
      .arithmetic, "The number of equally likely pairs is $@0^2 = @=$.", [n],
      slips: [wrong("The number of equally likely pairs is $2 \\cdot @0 = @=$.") { 2 * $0[0] }]
    ) { $0[0] * $0[0] }
    let chance = try step(
      .arithmetic, "The probability is $\\frac{@0}{@1} = @=$.", [good, all]
    ) { $0[0] / $0[1] }
    let sum = isAtMost ? "at most $\(target)$" : "$\(target)$"
    let die = "fair dice whose faces show the numbers from $1$ to $\(faces)$"
    ask(
      chance,
      [
        "Two \(die) are rolled. What is the probability that the sum of the two numbers is \(sum)?",
        "Someone rolls two \(die). Find the probability that the numbers add up to \(sum).",
        "A fair die whose faces show the numbers from $1$ to $\(faces)$ is rolled twice. What is the "
          + "probability that the two results have a sum of \(sum)?",
        "When two \(die) are thrown, with what probability is the total \(sum)?",
      ])
  }

  mutating func tellExpectedValues() throws(MATHRejection) {
    let count = int(2...4)
    let prizes = sample(count, of: Array(-5...20).filter { $0 != 0 }).map { $0 }
    let weights = (0..<count).map { _ in int(1...6) }
    let total = weights.reduce(0, +)
    var terms: [MATHQuantity] = []
    var facts: [String] = []
    for index in 0..<count {
      let chance = MATHValue.fraction(weights[index], total)
      let (p, x) = (given(chance), given(prizes[index]))
      let gain = prizes[index] > 0 ? "wins $\(prizes[index])$" : "loses $\(-prizes[index])$"
      facts.append("\(gain) points with probability $\(chance.latex)$")
      terms.append(
        try step(
          .arithmetic, "The \(Self.ordinals[index]) case contributes $@0 \\cdot @(1) = @=$.",
          [p, x],
          slips: [
            wrong(
              "The \(Self.ordinals[index]) case contributes $@0 + @(1) = @=$."
            ) { $0[0] + $0[1] }
          ]
        ) { $0[0] * $0[1] })
    }
    let places = terms.indices.map { "@(\($0))" }.joined(separator: " + ")
    var asked = try step(
      .algebra, "The expected value of one round is $\(places) = @=$.", terms,
      slips: [
        miscalculated { values in
          values.reduce(0) { $0 + $1 } / .int(values.count)
        }
      ]
    ) { $0.reduce(0) { $0 + $1 } }
    let list = facts.dropLast().joined(separator: ", ") + " and " + facts[count - 1]
    var question = [
      "What is the expected number of points won in one round?",
      "Find the expected gain of one round in points.",
    ]
    if flip() {
      let rounds = int(2...50)
      let n = given(rounds)
      asked = try step(
        .theorem, "By linearity of expectation, all rounds together give $@0 \\cdot @(1) = @=$.",
        [n, asked], slips: [miscalculated { $0[1] }]
      ) { $0[0] * $0[1] }
      question = [
        "What is the expected total number of points won in $\(rounds)$ rounds?",
        "Find the expected total gain of $\(rounds)$ rounds in points.",
      ]
    }
    ask(
      asked,
      [
        "In each round of a game, a player \(list). \(question[0])",
        "A player of a game \(list) in every round. \(question[1])",
        "A game is played in rounds. In a round, one \(list). \(question[0])",
        "A round of a game ends in one of $\(count)$ ways: the player \(list). \(question[1])",
      ])
  }

  mutating func tellInclusionExclusion() throws(MATHRejection) {
    let numbers = sample(int(2...3), of: [2, 3, 4, 5, 6, 7, 9, 10, 11, 13]).sorted()
    for (index, one) in numbers.enumerated() {
      for other in numbers[(index + 1)...] {
        try require(greatestCommonDivisor(one, other) == 1)
      }
    }
    let limit = int(3...99) * 10
    let n = given(limit)
    let givens = numbers.map { given($0) }
    let isNone = flip()
    func floor(_ text: String) -> String { "$\\lfloor \\frac{@0}{\(text)} \\rfloor = @=$" }
    let quotient: @Sendable ([MATHValue]) -> MATHValue = { values in
      .whole(values) {
        let divisor = $0.dropFirst().reduce(1) { abs($1) < 1000 ? $0 * $1 : 0 }
        return divisor > 0 && $0[0] >= 0 ? $0[0] / divisor : nil
      }
    }
    var singles: [MATHQuantity] = []
    for (index, divisor) in givens.enumerated() {
      singles.append(
        try step(
          .arithmetic,
          "For the \(Self.ordinals[index]) divisor, the number of multiples is "
            + floor("@1") + ".", [n, divisor], quotient))
    }
    var pairs: [MATHQuantity] = []
    let named = numbers.count == 2 ? [(0, 1)] : [(0, 1), (0, 2), (1, 2)]
    for (one, two) in named {
      pairs.append(
        try step(
          .algebra,
          "For the \(Self.ordinals[one]) and \(Self.ordinals[two]) divisor together, it is "
            + floor("@1 \\cdot @2") + ".", [n, givens[one], givens[two]], quotient))
    }
    var places = singles.indices.map { "@\($0)" }.joined(separator: " + ")
    places += pairs.indices.map { " - @\(singles.count + $0)" }.joined()
    var used = singles + pairs
    let count = singles.count
    if numbers.count == 3 {
      used.append(
        try step(
          .algebra,
          "For all three divisors together, it is " + floor("@1 \\cdot @2 \\cdot @3") + ".",
          [n] + givens, quotient))
      places += " + @6"
    }
    let union: @Sendable ([MATHValue]) -> MATHValue = { values in
      values.enumerated().reduce(0) { sum, item in
        item.offset < count || item.offset == 6 ? sum + item.element : sum - item.element
      }
    }
    let all = singles.indices.map { "@\($0)" }.joined(separator: " + ")
    var asked = try step(
      .theorem, "By inclusion and exclusion, the count is $\(places) = @=$.", used,
      slips: [
        wrong("By inclusion and exclusion, the count is $\(all) = @=$.") {
          $0.prefix(count).reduce(0) { $0 + $1 }
        }
      ], union)
    if isNone {
      asked = try step(
        .arithmetic, "The other numbers are $@0 - @1 = @=$ in number.", [n, asked]
      ) { $0[0] - $0[1] }
    }
    let words = numbers.map { "$\($0)$" }
    let list = words.dropLast().joined(separator: ", ") + " or " + words[words.count - 1]
    let rule =
      isNone
      ? "not divisible by any of the numbers " + list.replacing(" or ", with: " and ")
      : "divisible by " + list
    ask(
      asked,
      [
        "How many whole numbers from $1$ to $\(limit)$ are \(rule)?",
        "Find the number of integers $n$ with $1 \\le n \\le \(limit)$ that are \(rule).",
        "Of the first $\(limit)$ positive integers, how many are \(rule)?",
        "Count the positive integers up to $\(limit)$ that are \(rule).",
      ])
  }

  mutating func tellPaths() throws(MATHRejection) {
    let hasStop = flip()
    let (width, height) = hasStop ? (int(2...7), int(2...7)) : (int(2...15), int(2...15))
    let (w, h) = (given(width), given(height))
    let sum = try step(
      .arithmetic, "A whole path has $@0 + @1 = @=$ steps.", [w, h]
    ) { $0[0] + $0[1] }
    let start = "from $(0, 0)$ to $(\(width), \(height))$"
    let rule = "each step goes one unit to the right or one unit up"
    guard hasStop else {
      let paths = try step(
        .theorem, "Choosing the steps to the right, there are $\\binom{@0}{@1} = @=$ paths.",
        [sum, w], slips: [miscalculated { $0[0] * $0[1] }], Self.choose)
      ask(
        paths,
        [
          "How many paths lead \(start) if \(rule)?",
          "A path \(start) is made of unit steps, and \(rule). How many such paths are there?",
          "In the coordinate plane, \(rule). In how many ways can one go \(start)?",
          "An ant walks \(start), where \(rule). How many different walks are possible?",
        ])
      return
    }
    let (x, y) = (int(1...width - 1), int(1...height - 1))
    let (p, q) = (given(x), given(y))
    let first = try step(
      .arithmetic, "The part up to the special point has $@0 + @1 = @=$ steps.", [p, q]
    ) { $0[0] + $0[1] }
    let before = try step(
      .theorem, "There are $\\binom{@0}{@1} = @=$ paths to the special point.", [first, p],
      Self.choose)
    let rest = try step(
      .arithmetic, "After the special point there are $@0 - @1 = @=$ steps.", [sum, first]
    ) { $0[0] - $0[1] }
    let right = try step(
      .arithmetic, "Of these, $@0 - @1 = @=$ lead to the right.", [w, p]
    ) { $0[0] - $0[1] }
    let after = try step(
      .theorem, "There are $\\binom{@0}{@1} = @=$ paths from the special point on.", [rest, right],
      Self.choose)
    var asked = try step(
      .arithmetic, "Through the special point there are $@0 \\cdot @1 = @=$ paths.",
      [before, after],
      slips: [
        wrong(
          "Through the special point there are $@0 + @1 = @=$ paths."
        ) { $0[0] + $0[1] }
      ]
    ) { $0[0] * $0[1] }
    let avoids = flip()
    if avoids {
      let all = try step(
        .theorem, "Without a condition there are $\\binom{@0}{@1} = @=$ paths.", [sum, w],
        Self.choose)
      asked = try step(
        .arithmetic, "So $@0 - @1 = @=$ paths avoid the special point.", [all, asked]
      ) { $0[0] - $0[1] }
    }
    let point = "$(\(x), \(y))$"
    let verb = avoids ? "do not pass through" : "pass through"
    ask(
      asked,
      [
        "If \(rule), how many paths \(start) \(verb) the point \(point)?",
        "A path \(start) is made of unit steps, and \(rule). How many of these paths \(verb) "
          + "\(point)?",
        "Consider all paths \(start) in which \(rule). Find the number of those that \(verb) "
          + "\(point).",
        "In the coordinate plane, \(rule). Count the paths \(start) that \(verb) \(point).",
      ])
  }
}
