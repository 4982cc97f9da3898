/// Counting & Probability: multiples of several numbers, paths on a grid.
extension MATHDraft {
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
            + floor("@1") + ".",
          or: [
            "Of the whole numbers in question, the \(Self.ordinals[index]) divisor "
              + "divides $#$.",
            "\\[ \\text{multiples of the \(Self.ordinals[index]) divisor} = # \\]",
          ], [n, divisor], quotient))
    }
    var pairs: [MATHQuantity] = []
    let named = numbers.count == 2 ? [(0, 1)] : [(0, 1), (0, 2), (1, 2)]
    for (one, two) in named {
      pairs.append(
        try step(
          .algebra,
          "For the \(Self.ordinals[one]) and \(Self.ordinals[two]) divisor together, it is "
            + floor("@1 \\cdot @2") + ".",
          or: [
            "Both the \(Self.ordinals[one]) and the \(Self.ordinals[two]) divisor "
              + "divide $#$ of them.",
            "\\[ \\text{common multiples of the \(Self.ordinals[one]) and "
              + "\(Self.ordinals[two]) divisor} = # \\]",
          ], [n, givens[one], givens[two]], quotient))
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
          or: [
            "All three divisors at once divide $#$ of them.",
            "\\[ \\text{common multiples of all three divisors} = # \\]",
          ],
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
      .theorem, "By inclusion and exclusion, the count is $\(places) = @=$.",
      or: [
        "Adding the singles and correcting for what is counted twice, we have " + "$#$.",
        "\\[ \\text{count by inclusion and exclusion} = # \\]",
      ], used,
      slips: [
        wrong("By inclusion and exclusion, the count is $\(all) = @=$.") {
          $0.prefix(count).reduce(0) { $0 + $1 }
        }
      ], union)
    if isNone {
      asked = try step(
        .arithmetic, "The other numbers are $@0 - @1 = @=$ in number.",
        or: ["All the others are $#$ in number.", "\\[ \\text{number of the others} = # \\]"],
        [n, asked]
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
      .arithmetic, "A whole path has $@0 + @1 = @=$ steps.",
      or: [
        "From corner to corner it takes $#$ steps.", "\\[ \\text{steps of a whole path} = # \\]",
      ], [w, h]
    ) { $0[0] + $0[1] }
    let start = "from $(0, 0)$ to $(\(width), \(height))$"
    let rule = "each step goes one unit to the right or one unit up"
    guard hasStop else {
      let paths = try step(
        .theorem, "Choosing the steps to the right, there are $\\binom{@0}{@1} = @=$ paths.",
        or: [
          "The steps to the right can be placed in $#$ ways.",
          "\\[ \\text{number of paths} = # \\]",
        ],
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
      .arithmetic, "The part up to the special point has $@0 + @1 = @=$ steps.",
      or: [
        "To reach the special point it takes $#$ steps.",
        "\\[ \\text{steps to the special point} = # \\]",
      ], [p, q]
    ) { $0[0] + $0[1] }
    let before = try step(
      .theorem, "There are $\\binom{@0}{@1} = @=$ paths to the special point.",
      or: [
        "The special point can be reached on $#$ paths.",
        "\\[ \\text{paths to the special point} = # \\]",
      ], [first, p],
      Self.choose)
    let rest = try step(
      .arithmetic, "After the special point there are $@0 - @1 = @=$ steps.",
      or: [
        "From the special point on, $#$ steps are left.",
        "\\[ \\text{steps after the special point} = # \\]",
      ], [sum, first]
    ) { $0[0] - $0[1] }
    let right = try step(
      .arithmetic, "Of these, $@0 - @1 = @=$ lead to the right.",
      or: [
        "Among these, the steps to the right number $#$.",
        "\\[ \\text{steps to the right among them} = # \\]",
      ], [w, p]
    ) { $0[0] - $0[1] }
    let after = try step(
      .theorem, "There are $\\binom{@0}{@1} = @=$ paths from the special point on.",
      or: [
        "The way on from the special point can be chosen in $#$ ways.",
        "\\[ \\text{paths from the special point on} = # \\]",
      ], [rest, right],
      Self.choose)
    var asked = try step(
      .arithmetic, "Through the special point there are $@0 \\cdot @1 = @=$ paths.",
      or: [
        "Both parts together give $#$ paths through the special point.",
        "\\[ \\text{paths through the special point} = # \\]",
      ],
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
        .theorem, "Without a condition there are $\\binom{@0}{@1} = @=$ paths.",
        or: [
          "If every path is allowed, there are $#$.",
          "\\[ \\text{paths without a condition} = # \\]",
        ], [sum, w],
        Self.choose)
      asked = try step(
        .arithmetic, "So $@0 - @1 = @=$ paths avoid the special point.",
        or: [
          "Leaving out those through the special point, $#$ paths remain.",
          "\\[ \\text{paths that avoid the special point} = # \\]",
        ], [all, asked]
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
