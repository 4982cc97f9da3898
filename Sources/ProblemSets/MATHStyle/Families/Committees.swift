/// Counting & Probability: committees.
extension MATHDraft {
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
      let all = try step(
        .arithmetic, "The number of people is $@0 + @1 = @=$.",
        or: ["Altogether we have $#$ people.", "\\[ \\text{number of people} = # \\]"], [a, b]
      ) {
        $0[0] + $0[1]
      }
      let ways = try step(
        .algebra, "The number of ways is $\\binom{@0}{@1} = @=$.",
        or: ["The group can be chosen in $#$ ways.", "\\[ \\text{number of ways} = # \\]"],
        [all, k],
        slips: [miscalculated { $0[0] * $0[1] }], Self.choose)
      ask(ways, versions(""))
    case 1:
      let part = int(1...size - 1)
      try require(part <= first && size - part <= second)
      let q = given(part)
      let left = try step(
        .algebra, "The \(groups.0) can be chosen in $\\binom{@0}{@1} = @=$ ways.",
        or: [
          "There are $#$ ways to choose the \(groups.0).",
          "\\[ \\text{choices of the \(groups.0)} = # \\]",
        ], [a, q],
        Self.choose)
      let rest = try step(
        .arithmetic, "The number of \(groups.1) needed is $@0 - @1 = @=$.",
        or: [
          "That leaves $#$ places for the \(groups.1).",
          "\\[ \\text{number of \(groups.1)} = # \\]",
        ], [k, q]
      ) { $0[0] - $0[1] }
      let right = try step(
        .algebra, "The \(groups.1) can be chosen in $\\binom{@0}{@1} = @=$ ways.",
        or: [
          "There are $#$ ways to choose the \(groups.1).",
          "\\[ \\text{choices of the \(groups.1)} = # \\]",
        ], [b, rest],
        Self.choose)
      let ways = try step(
        .arithmetic, "The number of committees is $@0 \\cdot @1 = @=$.",
        or: [
          "Both choices together give $#$ committees.", "\\[ \\text{number of committees} = # \\]",
        ], [left, right],
        slips: [wrong("The number of committees is $@0 + @1 = @=$.") { $0[0] + $0[1] }]
      ) { $0[0] * $0[1] }
      ask(ways, versions(", if exactly $\(part)$ of the \(groups.0) must be chosen"))
    case 2:
      try require(size <= second)
      let all = try step(
        .arithmetic, "The number of people is $@0 + @1 = @=$.",
        or: ["Altogether we have $#$ people.", "\\[ \\text{number of people} = # \\]"], [a, b]
      ) {
        $0[0] + $0[1]
      }
      let ways = try step(
        .algebra, "Without a condition there are $\\binom{@0}{@1} = @=$ ways.",
        or: [
          "If every choice is allowed, there are $#$ ways.",
          "\\[ \\text{ways without a condition} = # \\]",
        ], [all, k],
        Self.choose)
      let none = try step(
        .algebra, "Without any of the \(groups.0) there are $\\binom{@0}{@1} = @=$ ways.",
        or: [
          "Leaving out the \(groups.0) altogether, there are $#$ ways.",
          "\\[ \\text{ways without any of the \(groups.0)} = # \\]",
        ], [b, k],
        Self.choose)
      let rest = try step(
        .theorem, "The complement has $@0 - @1 = @=$ ways.",
        or: [
          "Taking these away, we are left with $#$ ways.",
          "\\[ \\text{ways of the complement} = # \\]",
        ], [ways, none],
        slips: [wrong("The complement has $@0 + @1 = @=$ ways.") { $0[0] + $0[1] }]
      ) { $0[0] - $0[1] }
      ask(rest, versions(", if at least one of the \(groups.0) must be chosen"))
    default:
      try require(size <= first && size <= second)
      let all = try step(
        .arithmetic, "The number of people is $@0 + @1 = @=$.",
        or: ["Altogether we have $#$ people.", "\\[ \\text{number of people} = # \\]"], [a, b]
      ) {
        $0[0] + $0[1]
      }
      let ways = try step(
        .algebra, "Without a condition there are $\\binom{@0}{@1} = @=$ ways.",
        or: [
          "If every choice is allowed, there are $#$ ways.",
          "\\[ \\text{ways without a condition} = # \\]",
        ], [all, k],
        Self.choose)
      let left = try step(
        .algebra, "With \(groups.0) only there are $\\binom{@0}{@1} = @=$ ways.",
        or: [
          "If only \(groups.0) are taken, there are $#$ ways.",
          "\\[ \\text{ways with \(groups.0) only} = # \\]",
        ], [a, k],
        Self.choose)
      let right = try step(
        .algebra, "With \(groups.1) only there are $\\binom{@0}{@1} = @=$ ways.",
        or: [
          "If only \(groups.1) are taken, there are $#$ ways.",
          "\\[ \\text{ways with \(groups.1) only} = # \\]",
        ], [b, k],
        Self.choose)
      let bad = try step(
        .arithmetic, "Together these are $@0 + @1 = @=$ ways.",
        or: [
          "Adding these two cases, there are $#$ ways.", "\\[ \\text{ways of both cases} = # \\]",
        ], [left, right]
      ) { $0[0] + $0[1] }
      let rest = try step(
        .theorem, "The complement has $@0 - @1 = @=$ ways.",
        or: [
          "Taking these away, we are left with $#$ ways.",
          "\\[ \\text{ways of the complement} = # \\]",
        ], [ways, bad],
        slips: [miscalculated { $0[0] }]
      ) { $0[0] - $0[1] }
      ask(
        rest,
        versions(", if both \(groups.0) and \(groups.1) must be represented"))
    }
  }
}
