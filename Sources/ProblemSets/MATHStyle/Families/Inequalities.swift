import Answers

/// Algebra: absolute values and quadratic inequalities.
extension MATHDraft {
  mutating func tellAbsoluteValues() throws(MATHRejection) {
    let (a, b, c) = (int(1...9), nonzero(15), int(1...30))
    let inner = MATHValue.int(a) * .x + .int(b)
    let (qa, qb, qc) = (given(a), given(b), given(c))
    let kind = int(0...2)
    let lower = try step(
      .algebra, "The sides are equal where $x = \\frac{-@2 - @1}{@0} = @=$.",
      or: [
        "Equality with the negative value gives $#$.",
        "One side of the absolute value leads to \\[ # \\]",
      ], [qa, qb, qc],
      slips: [
        wrong("The sides are equal where $x = \\frac{-@2 + @1}{@0} = @=$.") {
          ($0[1] - $0[2]) / $0[0]
        }
      ]
    ) { (-$0[2] - $0[1]) / $0[0] }
    let upper = try step(
      .algebra, "They are also equal where $x = \\frac{@2 - @1}{@0} = @=$.",
      or: [
        "Equality with the positive value gives $#$.",
        "The other side of the absolute value leads to \\[ # \\]",
      ], [qa, qb, qc],
      slips: [
        wrong("They are also equal where $x = \\frac{@2 + @1}{@0} = @=$.") {
          ($0[1] + $0[2]) / $0[0]
        }
      ]
    ) { ($0[2] - $0[1]) / $0[0] }
    let (inside, isStrict) = (flip(), flip())
    let size = "\\left|\(inner.latex)\\right|"
    if kind == 0 {
      let roots = try step(
        .arithmetic, "So the solutions are $\\{@0, @1\\} = @=$.",
        or: [
          "Both numbers together form the solution set $#$.", "\\[ \\text{solution set} = # \\]",
        ], [lower, upper],
        slips: [wrong("So the solutions are $\\{@1\\} = @=$.") { .set([$0[1]]) }]
      ) { .ascending([$0[0], $0[1]]) }
      ask(
        roots,
        [
          "Find all real numbers $x$ with $\(size) = \(c).$ Give your answer as a set.",
          "What is the solution set of the equation $\(size) = \(c)?$",
          "Solve $\(size) = \(c)$ and give the set of all solutions.",
          "Determine the set of all $x$ for which $\(size) = \(c).$",
        ])
      return
    }
    let sign = inside ? (isStrict ? "<" : "\\le") : (isStrict ? ">" : "\\ge")
    let words =
      inside
      ? "The inequality holds between these two numbers" : "It holds outside these two numbers"
    let closed = !isStrict
    let region: @Sendable ([MATHValue]) -> MATHValue = { values in
      guard (values[0] - values[1]).sign == -1 else { return .undefined }
      return inside
        ? .between(values[0], values[1], closed: closed)
        : .outside(values[0], values[1], closed: closed)
    }
    let ends = "$x = @0$ and $x = @1$"
    let solution = try step(
      .theorem,
      "\(words), \(ends), \(closed ? "including them" : "not including them"): $x \\in @=$.",
      or: [
        "\(inside ? "Between" : "Outside") $#1$ and $#2$, "
          + "\(closed ? "with" : "without") these ends, the inequality is true: $#3$.",
        "The solutions lie \(inside ? "between" : "outside") $#1$ and $#2$, "
          + "\(closed ? "the ends included" : "the ends excluded"), \\[ #3 \\]",
      ],
      [lower, upper],
      slips: [
        miscalculated { values in
          guard (values[0] - values[1]).sign == -1 else { return .undefined }
          return inside
            ? .outside(values[0], values[1], closed: closed)
            : .between(values[0], values[1], closed: closed)
        }
      ], region)
    ask(
      solution,
      [
        "Solve the inequality $\(size) \(sign) \(c).$ Give your answer in interval notation.",
        "For which real numbers $x$ is $\(size) \(sign) \(c)?$ Answer in interval notation.",
        "Find all real $x$ such that $\(size) \(sign) \(c).$ Use interval notation.",
        "What is the solution set of $\(size) \(sign) \(c)?$ Express it in interval notation.",
      ])
  }

  mutating func tellQuadraticInequality() throws(MATHRejection) {
    let isSurd = flip()
    let (r, s) = (int(-20...19), int(-19...20))
    try require(r < s || isSurd)
    let (b, c) = isSurd ? (nonzero(20), nonzero(40)) : (-(r + s), r * s)
    let polynomial = MATHValue.polynomial([1, .int(b), .int(c)])
    let (qb, qc) = (given(b), given(c))
    let quarter = try step(
      .algebra, "The discriminant is $@^0^2 - 4 \\cdot @(1) = @=$.",
      or: [
        "For the discriminant of the quadratic, we compute $#$.",
        "\\[ \\text{discriminant} = # \\]",
      ], [qb, qc],
      slips: [
        wrong("The discriminant is $@^0^2 + 4 \\cdot @(1) = @=$.") {
          $0[0] * $0[0] + 4 * $0[1]
        }
      ]
    ) { $0[0] * $0[0] - 4 * $0[1] }
    try require(value(quarter).sign == 1)
    let root = try step(
      .arithmetic, "Its root is $\\sqrt{@0} = @=$.",
      or: [
        "The root of the discriminant is $#$.",
        "\\[ \\text{square root of the discriminant} = # \\]",
      ], [quarter]
    ) {
      $0[0].sign == 1 ? .squareRoot($0[0]) : .undefined
    }
    try require(isSurd == (value(root).int == nil))
    let lower = try step(
      .algebra, "The smaller zero is $\\frac{-@(0) - @1}{2} = @=$.",
      or: [
        "With the minus sign, the formula gives the zero $#$.", "\\[ \\text{smaller zero} = # \\]",
      ], [qb, root],
      slips: [miscalculated { ($0[0] - $0[1]) / 2 }]
    ) { (-$0[0] - $0[1]) / 2 }
    let upper = try step(
      .algebra, "The larger zero is $\\frac{-@(0) + @1}{2} = @=$.",
      or: [
        "With the plus sign, the formula gives the zero $#$.", "\\[ \\text{larger zero} = # \\]",
      ], [qb, root],
      slips: [miscalculated { ($0[0] + $0[1]) / 2 }]
    ) { (-$0[0] + $0[1]) / 2 }
    try require(b != 0 && c != 0)
    let (inside, closed) = (flip(), flip())
    let sign = inside ? (closed ? "\\le" : "<") : (closed ? "\\ge" : ">")
    let words =
      inside
      ? "The parabola opens upwards, so it is below the axis between the zeros"
      : "The parabola opens upwards, so it is above the axis outside the zeros"
    let solution = try step(
      .theorem, "\(words) $@0$ and $@1$: $x \\in @=$.",
      or: [
        "With zeros at $#1$ and $#2$ and a parabola that opens upwards, the "
          + "solutions lie \(inside ? "between" : "outside") them: $#3$.",
        "As the graph is \(inside ? "below" : "above") the axis "
          + "\(inside ? "between" : "outside") $#1$ and $#2$, \\[ #3 \\]",
      ], [lower, upper],
      slips: [
        miscalculated { values in
          guard (values[0] - values[1]).sign == -1 else { return .undefined }
          return inside
            ? .outside(values[0], values[1], closed: closed)
            : .between(values[0], values[1], closed: closed)
        },
        miscalculated { values in
          guard (values[0] - values[1]).sign == -1 else { return .undefined }
          return inside
            ? .between(values[0], values[1], closed: !closed)
            : .outside(values[0], values[1], closed: !closed)
        },
      ]
    ) { values in
      guard (values[0] - values[1]).sign == -1 else { return .undefined }
      return inside
        ? .between(values[0], values[1], closed: closed)
        : .outside(values[0], values[1], closed: closed)
    }
    let statement = "\(polynomial.latex) \(sign) 0"
    ask(
      solution,
      [
        "Solve the inequality $\(statement).$ Give your answer in interval notation.",
        "For which real numbers $x$ is $\(statement)?$ Answer in interval notation.",
        "Find the set of all real $x$ with $\(statement),$ in interval notation.",
        "Determine all real solutions of $\(statement)$ and write them in interval notation.",
      ])
  }
}

extension MATHValue {
  /// The interval between two numbers.
  static func between(_ lower: MATHValue, _ upper: MATHValue, closed: Bool) -> MATHValue {
    guard let lower = lower.expression, let upper = upper.expression else { return .undefined }
    return .intervals([
      MATHInterval(lower: lower, upper: upper, includesLower: closed, includesUpper: closed)
    ])
  }

  /// The numbers outside two numbers.
  static func outside(_ lower: MATHValue, _ upper: MATHValue, closed: Bool) -> MATHValue {
    guard let lower = lower.expression, let upper = upper.expression else { return .undefined }
    return .intervals([
      MATHInterval(lower: nil, upper: lower, includesLower: false, includesUpper: closed),
      MATHInterval(lower: upper, upper: nil, includesLower: closed, includesUpper: false),
    ])
  }
}
