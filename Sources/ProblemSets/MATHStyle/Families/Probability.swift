/// Counting & Probability: draws, dice, expected values.
extension MATHDraft {
  mutating func tellDraws() throws(MATHRejection) {
    let size = int(1...4)
    let most = size == 1 ? 40 : 12
    let (red, blue) = (int(2...most), int(2...most))
    let part = int(0...size)
    try require(part <= red && size - part <= blue)
    let thing = pick(["marbles", "balls", "tickets", "chips", "beads"])
    let (r, b, k) = (given(red), given(blue), given(size))
    let all = try step(
      .arithmetic, "There are $@0 + @1 = @=$ \(thing) in all.",
      or: ["All the \(thing) together number $#$.", "\\[ \\text{number of \(thing)} = # \\]"],
      [r, b]
    ) {
      $0[0] + $0[1]
    }
    let story = "holds $\(red)$ red and $\(blue)$ blue \(thing)."
    if size == 1 {
      let chance = try step(
        .arithmetic, "The probability is $\\frac{@0}{@1} = @=$.",
        or: ["Dividing the good cases by all cases gives $#$.", "\\[ \\text{probability} = # \\]"],
        [r, all],
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
      .algebra, "The number of equally likely draws is $\\binom{@0}{@1} = @=$.",
      or: [
        "In how many ways can one draw? In $#$ ways, equally likely.",
        "\\[ \\text{number of all draws} = # \\]",
      ], [all, k],
      slips: [miscalculated { $0[0] * $0[1] }], Self.choose)
    var good: MATHQuantity
    let event: String
    switch part {
    case size:
      good = try step(
        .algebra, "The number of good draws is $\\binom{@0}{@1} = @=$.",
        or: [
          "The draws that we want can be made in $#$ ways.",
          "\\[ \\text{number of good draws} = # \\]",
        ], [r, k], Self.choose)
      event = size == 2 ? "both are red" : "all of them are red"
    case 0:
      let none = try step(
        .algebra, "The number of draws without red is $\\binom{@0}{@1} = @=$.",
        or: ["Without any red one, there are $#$ draws.", "\\[ \\text{draws without red} = # \\]"],
        [b, k], Self.choose)
      good = try step(
        .theorem, "The complement has $@0 - @1 = @=$ draws.",
        or: [
          "All the other draws, the ones that we want, number $#$.",
          "\\[ \\text{draws of the complement} = # \\]",
        ], [ways, none],
        slips: [miscalculated { $0[1] }]
      ) { $0[0] - $0[1] }
      event = "at least one of them is red"
    default:
      let p = given(part)
      let left = try step(
        .algebra, "The red ones can be drawn in $\\binom{@0}{@1} = @=$ ways.",
        or: [
          "There are $#$ ways to choose the red ones.",
          "\\[ \\text{ways to draw the red ones} = # \\]",
        ], [r, p], Self.choose)
      let rest = try step(
        .arithmetic, "The number of blue ones is $@0 - @1 = @=$.",
        or: ["That leaves $#$ to be blue.", "\\[ \\text{number of blue ones} = # \\]"], [k, p]
      ) {
        $0[0] - $0[1]
      }
      let right = try step(
        .algebra, "The blue ones can be drawn in $\\binom{@0}{@1} = @=$ ways.",
        or: [
          "There are $#$ ways to choose the blue ones.",
          "\\[ \\text{ways to draw the blue ones} = # \\]",
        ], [b, rest],
        Self.choose)
      good = try step(
        .arithmetic, "The number of good draws is $@0 \\cdot @1 = @=$.",
        or: [
          "Both choices together give $#$ good draws.", "\\[ \\text{number of good draws} = # \\]",
        ], [left, right],
        slips: [wrong("The number of good draws is $@0 + @1 = @=$.") { $0[0] + $0[1] }]
      ) { $0[0] * $0[1] }
      event = "exactly $\(part)$ of them \(part == 1 ? "is" : "are") red"
    }
    let chance = try step(
      .arithmetic, "The probability is $\\frac{@0}{@1} = @=$.",
      or: ["Dividing the good cases by all cases gives $#$.", "\\[ \\text{probability} = # \\]"],
      [good, ways],
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
        .algebra, "The number of pairs with this sum is $@0 - 1 = @=$.",
        or: ["This sum comes up for $#$ pairs.", "\\[ \\text{pairs with this sum} = # \\]"], [s],
        slips: [wrong("The number of pairs with this sum is $@0 + 1 = @=$.") { $0[0] + 1 }]
      ) { $0[0] - 1 }
    } else {
      count = try step(
        .algebra, "The number of pairs with this sum is $2 \\cdot @0 + 1 - @1 = @=$.",
        or: ["This sum comes up for $#$ pairs.", "\\[ \\text{pairs with this sum} = # \\]"],
        [n, s],
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
        or: [
          "Adding up the pairs for all sums up to it, there are $#$.",
          "\\[ \\text{pairs with this sum or a smaller one} = # \\]",
        ],
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
      .arithmetic, "The number of equally likely pairs is $@0^2 = @=$.",
      or: [
        "All in all, $#$ pairs can come up, equally likely.",
        "\\[ \\text{number of all pairs} = # \\]",
      ], [n],
      slips: [wrong("The number of equally likely pairs is $2 \\cdot @0 = @=$.") { 2 * $0[0] }]
    ) { $0[0] * $0[0] }
    let chance = try step(
      .arithmetic, "The probability is $\\frac{@0}{@1} = @=$.",
      or: ["Dividing the good cases by all cases gives $#$.", "\\[ \\text{probability} = # \\]"],
      [good, all]
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
          or: [
            "From the \(Self.ordinals[index]) case we get the contribution $#$.",
            "\\[ \\text{contribution of the \(Self.ordinals[index]) case} = # \\]",
          ],
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
      .algebra, "The expected value of one round is $\(places) = @=$.",
      or: [
        "Adding the contributions, one round is worth $#$.",
        "\\[ \\text{expected value of one round} = # \\]",
      ], terms,
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
        or: [
          "All rounds together are worth $#$ on average.",
          "\\[ \\text{expected value of all rounds} = # \\]",
        ],
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
}
