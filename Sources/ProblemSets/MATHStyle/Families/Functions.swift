import Answers

/// Algebra: composed functions, logarithms, equations between powers.
extension MATHDraft {
  mutating func tellComposition() throws(MATHRejection) {
    let f = MATHValue.int(nonzero(5)) * .x + .int(nonzero(9))
    let isSquare = flip()
    let g =
      isSquare
      ? MATHValue.x * .x + .int(nonzero(6)) * .x + .int(nonzero(9))
      : .int(nonzero(5)) * .x + .int(nonzero(9))
    try require(f != g)
    let functions = [("f", given(f)), ("g", given(g))]
    let isPolynomial = int(0...2) == 0
    let definitions = "$f(x) = \(f.latex)$ and $g(x) = \(g.latex)$"
    if isPolynomial {
      let order = flip() ? [0, 1] : [1, 0]
      let (outer, inner) = (functions[order[0]], functions[order[1]])
      var result = try step(
        .algebra, "Inserting gives $\(outer.0)(\(inner.0)(x)) = \(outer.0)(@1) = @=$.",
        or: [
          "Putting the inner function into the outer one, we have $#$.",
          "The composition is \\[ # \\]",
        ],
        [outer.1, inner.1],
        slips: [miscalculated { $0[0] * $0[1] }, miscalculated { $0[1].at($0[0]) }]
      ) { $0[0].at($0[1]) }
      var text = "\(outer.0)(\(inner.0)(x))"
      if flip() {
        let other = functions[int(0...1)]
        text += " - \(other.0)(x)"
        result = try step(
          .algebra, "The difference is $@0 - @1 = @=$.",
          or: ["Taking one from the other leaves $#$.", "\\[ \\text{difference} = # \\]"],
          [result, other.1],
          slips: [wrong("The difference is $@0 + @1 = @=$.") { $0[0] + $0[1] }]
        ) { $0[0] - $0[1] }
      }
      try require((value(result).expression?.degree ?? 0) > 0)
      ask(
        result,
        [
          "Let \(definitions). Expand $\(text)$ as a polynomial in $x$.",
          "If \(definitions), what polynomial is $\(text)$?",
          "Given \(definitions), find $\(text)$ and simplify.",
          "For \(definitions), write $\(text)$ as a polynomial in standard form.",
        ])
      return
    }
    let count = int(1...6)
    var current = given(nonzero(5))
    var text = value(current).latex
    for ordinal in Self.ordinals.prefix(count) {
      let function = functions[int(0...1)]
      text = "\(function.0)(\(text))"
      let words = "The \(ordinal) value is"
      current = try step(
        .algebra, words + " $\(function.0)(@1) = @=$, where $\(function.0)(x) = @0$.",
        or: [
          "Evaluating, \(ordinal) time: $#1$, because $#2$.",
          "With $#2$, the \(ordinal) value comes to \\[ #1 \\]",
        ],
        [function.1, current],
        slips: [miscalculated { $0[0].at(-$0[1]) }, miscalculated { $0[0].at($0[1]) + $0[1] }]
      ) { $0[0].at($0[1]) }
      try require(abs(try int(current)) < 3000)
    }
    ask(
      current,
      [
        "Let \(definitions). What is $\(text)$?",
        "Suppose that \(definitions). Find $\(text).$",
        "Given \(definitions), compute $\(text).$",
        "Evaluate $\(text)$ for the functions \(definitions).",
      ])
  }

  mutating func tellLogarithms() throws(MATHRejection) {
    let count = int(1...3)
    let base = count == 1 ? int(2...20) : pick([2, 3, 5, 7, 10])
    var text = ""
    var current: MATHQuantity?
    for ordinal in Self.ordinals.prefix(count) {
      // Base and argument are powers of the same number.
      let (p, e) = (int(1...3), nonzero(5))
      let foot = Self.power(base, p)
      try require(foot < 130 && Self.power(base, abs(e)) < 20_000)
      let argument: MATHValue =
        e > 0 ? .int(Self.power(base, e)) : .fraction(1, Self.power(base, -e))
      let root = given(base)
      let (b, x) = (given(foot), given(argument))
      let log = "\\log_{\(foot)} \(argument.latex)"
      let top = try step(
        .algebra, "For the \(ordinal) logarithm, $@0$ is the power of $@1$ with exponent $@=$.",
        or: [
          "In the \(ordinal) logarithm, we write $#1$ as a power of $#2$, with the "
            + "exponent $#3$.",
          "For the \(ordinal) logarithm, $#1$ is written to the base $#2$ with the "
            + "exponent \\[ #3 \\]",
        ],
        [x, root], slips: [miscalculated { -MATHDraft.exponent($0[0], $0[1]) }]
      ) { MATHDraft.exponent($0[0], $0[1]) }
      var result = top
      if p > 1 {
        let bottom = try step(
          .arithmetic,
          "The base $@0$ of the \(ordinal) logarithm is the power of $@1$ with "
            + "exponent $@=$.",
          or: [
            "We write the base $#1$ of the \(ordinal) logarithm as a power of $#2$, "
              + "with the exponent $#3$.",
            "The \(ordinal) logarithm has the base $#1$, a power of $#2$ with the "
              + "exponent \\[ #3 \\]",
          ], [b, root]
        ) { MATHDraft.exponent($0[0], $0[1]) }
        result = try step(
          .algebra, "So the \(ordinal) logarithm is $\\frac{@0}{@1} = @=$.",
          or: [
            "Dividing the exponents, the \(ordinal) logarithm comes to $#$.",
            "\\[ \\text{\(ordinal) logarithm} = # \\]",
          ], [top, bottom],
          slips: [miscalculated { $0[1] / $0[0] }, miscalculated { $0[0] - $0[1] }]
        ) { $0[0] / $0[1] }
      }
      try require(!text.contains(log))
      guard let before = current else {
        text = log
        current = result
        continue
      }
      let isSum = flip()
      text += (isSum ? " + " : " - ") + log
      current = try step(
        .arithmetic,
        "With the \(ordinal) logarithm, the value is $@0 \(isSum ? "+" : "-") @(1) = @=$.",
        or: [
          "Taking the \(ordinal) logarithm into account, we have $#$.",
          "\\[ \\text{value with the \(ordinal) logarithm} = # \\]",
        ],
        [before, result]
      ) { isSum ? $0[0] + $0[1] : $0[0] - $0[1] }
    }
    guard let current else { throw MATHRejection() }
    ask(
      current,
      [
        "Evaluate $\(text).$", "What is the value of $\(text)?$", "Compute $\(text).$",
        "Find the exact value of $\(text).$",
      ])
  }

  /// A power of whole numbers.
  static func power(_ base: Int, _ exponent: Int) -> Int {
    (0..<exponent).reduce(1) { product, _ in product * base }
  }

  /// The whole exponent that makes a power of a base; undefined where there is none.
  static func exponent(_ power: MATHValue, _ base: MATHValue) -> MATHValue {
    for exponent in -20...20 where (base ^ .int(exponent)) == power { return .int(exponent) }
    return .undefined
  }

  mutating func tellExponentialEquation() throws(MATHRejection) {
    let base = pick([2, 3, 5])
    let (p, q) = (int(1...3), int(1...4))
    let (a, b) = (nonzero(4), nonzero(7))
    let d = nonzero(9)
    let (left, right) = (Self.power(base, p), Self.power(base, q))
    try require(left != right && left < 130)
    let (exponent, other) = (MATHValue.int(a) * .x + .int(b), MATHValue.x + .int(d))
    let hasTwo = flip()
    let (qb, ql, qr) = (given(base), given(left), given(right))
    let (e, o) = (given(exponent), given(hasTwo ? other : .int(d)))
    var (leftPower, rightPower) = (given(1), given(1))
    leftPower = try step(
      .arithmetic, "On the left side, the base $@0$ is the power of $@1$ with exponent $@=$.",
      or: [
        "We write the base $#1$ on the left as a power of $#2$, with the " + "exponent $#3$.",
        "On the left, $#1$ is a power of $#2$, namely with the exponent \\[ #3 " + "\\]",
      ],
      [ql, qb]
    ) { MATHDraft.exponent($0[0], $0[1]) }
    rightPower = try step(
      .arithmetic, "On the right side, the base $@0$ is the power of $@1$ with exponent $@=$.",
      or: [
        "We write the base $#1$ on the right as a power of $#2$, with the " + "exponent $#3$.",
        "On the right, $#1$ is a power of $#2$, namely with the exponent \\[ #3 " + "\\]",
      ],
      [qr, qb]
    ) { MATHDraft.exponent($0[0], $0[1]) }
    let leftWhole = try step(
      .algebra, "The exponent on the left becomes $@0 \\cdot @1 = @=$.",
      or: [
        "Multiplying the exponents on the left gives $#$.",
        "\\[ \\text{exponent on the left} = # \\]",
      ], [leftPower, e],
      slips: [miscalculated { $0[0] * $0[1].coefficient(1) * .x + $0[1].coefficient(0) }]
    ) { $0[0] * $0[1] }
    let rightWhole = try step(
      .algebra, "The exponent on the right becomes $@0 \\cdot @1 = @=$.",
      or: [
        "Multiplying the exponents on the right gives $#$.",
        "\\[ \\text{exponent on the right} = # \\]",
      ], [rightPower, o],
      slips: [miscalculated { $0[0] + $0[1] }]
    ) { $0[0] * $0[1] }
    let difference = try step(
      .algebra, "The exponents are equal, so $@0 - @1 = @=$ must be $0$.",
      or: [
        "Comparing the exponents, $#1$ has to be $#2$.",
        "As the exponents agree, the number $#2$ must be the value of \\[ #1 \\]",
      ],
      [leftWhole, rightWhole],
      slips: [
        wrong(
          "The exponents are equal, so $@0 + @1 = @=$ must be $0$."
        ) { $0[0] + $0[1] }
      ]
    ) { $0[0] - $0[1] }
    let solution = try step(
      .algebra, "The equation $@0 = 0$ gives $x = @=$.",
      or: ["Solving $#1$, we find $#2$.", "From $#1$ it follows that \\[ #2 \\]"], [difference],
      slips: [miscalculated { $0[0].coefficient(0) / $0[0].coefficient(1) }]
    ) { -$0[0].coefficient(0) / $0[0].coefficient(1) }
    let text = "\(left)^{\(exponent.latex)} = \(right)^{\(value(o).latex)}"
    ask(
      solution,
      [
        "Solve for $x$: $\(text).$", "Find the number $x$ for which $\(text).$",
        "What is the solution of the equation $\(text)?$",
        "If $\(text),$ what is $x$?",
      ])
  }
}
