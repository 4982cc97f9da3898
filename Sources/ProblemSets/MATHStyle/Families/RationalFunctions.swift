import Answers

/// Intermediate Algebra: partial fractions and rational inequalities.
extension MATHDraft {
  mutating func tellPartialFractions() throws(MATHRejection) {
    let (p, q) = (nonzero(8), nonzero(8))
    let (a, b) = (int(-8...8), int(-8...8))
    try require(p != q && a != b && p + q != 0)
    let (m, n) = (a + b, -(a * q + b * p))
    try require(m != 0 && n != 0)
    let numerator = given(.int(m) * .x + .int(n))
    let (qp, qq) = (given(p), given(q))
    let kind = int(0...2)
    let (first, second) = ((MATHValue.x - .int(p)).latex, (MATHValue.x - .int(q)).latex)
    let fraction = "\\frac{\(value(numerator).latex)}{(\(first))(\(second))}"
    let sum = "\\frac{A}{\(first)} + \\frac{B}{\(second)}"
    let top = try step(
      .algebra, "The numerator $@0$ at $x = @1$ is $@=$.",
      or: [
        "Inserting $#2$ into the numerator $#1$ gives $#3$.",
        "The numerator $#1$ takes at $#2$ the value \\[ #3 \\]",
      ], [numerator, qp],
      slips: [miscalculated { $0[0].at(-$0[1]) }]
    ) { $0[0].at($0[1]) }
    let one = try step(
      .theorem, "Covering up the first factor gives $A = \\frac{@0}{@1 - @2} = @=$.",
      or: ["Covering up the first factor, we find $#$.", "The first factor belongs to \\[ # \\]"],
      [top, qp, qq],
      slips: [
        wrong("Covering up the first factor gives $A = \\frac{@0}{@2 - @1} = @=$.") {
          $0[0] / ($0[2] - $0[1])
        }
      ]
    ) { $0[0] / ($0[1] - $0[2]) }
    if kind == 0 {
      ask(
        one,
        [
          "The numbers $A$ and $B$ satisfy $\(fraction) = \(sum)$ for all $x$ at which both sides are "
            + "defined. Find $A.$",
          "Let $\(fraction) = \(sum)$ be the partial fraction decomposition. What is $A$?",
          "If $\(fraction) = \(sum)$ holds identically, what is the value of $A$?",
          "Determine the constant $A$ in the decomposition $\(fraction) = \(sum).$",
        ])
      return
    }
    let bottom = try step(
      .algebra, "For the other factor, the numerator $@0$ at $x = @1$ is $@=$.",
      or: [
        "For the second factor, inserting $#2$ into the numerator $#1$ gives " + "$#3$.",
        "For the second factor, the numerator $#1$ takes at $#2$ the value \\[ " + "#3 \\]",
      ], [numerator, qq],
      slips: [miscalculated { $0[0].at(-$0[1]) }]
    ) { $0[0].at($0[1]) }
    let two = try step(
      .theorem, "Covering up the second factor gives $B = \\frac{@0}{@2 - @1} = @=$.",
      or: [
        "Covering up the second factor, we find $#$.", "The second factor belongs to \\[ # \\]",
      ],
      [bottom, qp, qq],
      slips: [
        wrong("Covering up the second factor gives $B = \\frac{@0}{@1 - @2} = @=$.") {
          $0[0] / ($0[1] - $0[2])
        }
      ]
    ) { $0[0] / ($0[2] - $0[1]) }
    if kind == 1 {
      let pair = try step(
        .arithmetic, "So $(A, B) = (@0, @1) = @=$.",
        or: ["Both constants together are $#$.", "The pair of constants is \\[ # \\]"], [one, two]
      ) {
        .tuple([$0[0], $0[1]])
      }
      ask(
        pair,
        [
          "Find the ordered pair $(A, B)$ for which $\(fraction) = \(sum)$ for all $x$ at which both "
            + "sides are defined.",
          "Let $\(fraction) = \(sum)$ be the partial fraction decomposition. What is $(A, B)$?",
          "If $\(fraction) = \(sum)$ holds identically, what is the ordered pair $(A, B)$?",
          "Determine the constants of the decomposition $\(fraction) = \(sum),$ as an ordered pair "
            + "$(A, B).$",
        ])
    } else {
      let product = try step(
        .arithmetic, "Their product is $@(0) \\cdot @(1) = @=$.",
        or: [
          "Multiplying the two constants gives $#$.",
          "\\[ \\text{product of the constants} = # \\]",
        ], [one, two]
      ) { $0[0] * $0[1] }
      ask(
        product,
        [
          "The numbers $A$ and $B$ satisfy $\(fraction) = \(sum)$ for all $x$ at which both sides are "
            + "defined. Find $AB.$",
          "Let $\(fraction) = \(sum)$ be the partial fraction decomposition. What is $AB$?",
          "If $\(fraction) = \(sum)$ holds identically, what is the value of the product $AB$?",
          "Determine $AB$ for the constants in the decomposition $\(fraction) = \(sum).$",
        ])
    }
  }

  mutating func tellRationalInequality() throws(MATHRejection) {
    let (a, b) = (int(1...5), nonzero(15))
    let (c, d) = (int(1...5), nonzero(15))
    try require(a * d != b * c)
    let limit = flip() ? 0 : nonzero(3)
    let (top, bottom) = (MATHValue.int(a) * .x + .int(b), MATHValue.int(c) * .x + .int(d))
    let text = "\\frac{\(top.latex)}{\(bottom.latex)}"
    let (numerator, denominator) = (given(top), given(bottom))
    var rest = numerator
    if limit != 0 {
      let bound = given(limit)
      rest = try step(
        .algebra, "With everything on one side, the numerator is $@0 - @1 \\cdot @2 = @=$.",
        or: [
          "Subtracting the right side, over the common denominator we have the " + "numerator $#$.",
          "\\[ \\text{numerator} = # \\]",
        ],
        [numerator, bound, denominator],
        slips: [
          wrong("With everything on one side, the numerator is $@0 - @1 = @=$.") {
            $0[0] - $0[1]
          }
        ]
      ) { $0[0] - $0[1] * $0[2] }
    }
    let slope = value(rest).coefficient(1)
    try require(slope != 0)
    let zero = try step(
      .algebra, "The numerator $@0$ is zero at $x = @=$.",
      or: [
        "Setting the numerator $#1$ to zero gives $#2$.",
        "The numerator $#1$ vanishes at \\[ #2 \\]",
      ], [rest],
      slips: [miscalculated { $0[0].coefficient(0) / $0[0].coefficient(1) }]
    ) { -$0[0].coefficient(0) / $0[0].coefficient(1) }
    let pole = try step(
      .algebra, "The denominator $@0$ is zero at $x = @=$.",
      or: [
        "Setting the denominator $#1$ to zero gives $#2$.",
        "The denominator $#1$ vanishes at \\[ #2 \\]",
      ], [denominator],
      slips: [miscalculated { $0[0].coefficient(0) / $0[0].coefficient(1) }]
    ) { -$0[0].coefficient(0) / $0[0].coefficient(1) }
    try require(value(zero) != value(pole))
    let (isGreater, isStrict) = (flip(), flip())
    // The sign far to the right is that of the leading coefficients.
    let isOutside = (slope.sign == 1) == isGreater
    let region: @Sendable ([MATHValue]) -> MATHValue = { values in
      MATHDraft.region(zero: values[0], pole: values[1], outside: isOutside, strict: isStrict)
    }
    let words = isOutside ? "outside" : "between"
    let solution = try step(
      .theorem, "The sign changes there, so the solution lies \(words) $@0$ and $@1$: $x \\in @=$.",
      or: [
        "As the sign changes at $#1$ and $#2$, the solutions are the numbers "
          + "\(words) them: $#3$.",
        "The solutions lie \(words) $#1$ and $#2$, where the sign changes: \\[ " + "#3 \\]",
      ],
      [zero, pole],
      slips: [
        miscalculated {
          MATHDraft.region(zero: $0[0], pole: $0[1], outside: !isOutside, strict: isStrict)
        },
        miscalculated {
          MATHDraft.region(zero: $0[1], pole: $0[0], outside: isOutside, strict: isStrict)
        },
      ], region)
    let sign = isGreater ? (isStrict ? ">" : "\\ge") : (isStrict ? "<" : "\\le")
    let statement = "\(text) \(sign) \(limit)"
    ask(
      solution,
      [
        "Solve the inequality $\(statement).$ Give your answer in interval notation.",
        "For which real numbers $x$ is $\(statement)?$ Answer in interval notation.",
        "Find the set of all real $x$ with $\(statement),$ in interval notation.",
        "Determine all real solutions of $\(statement)$ and write them in interval notation.",
      ])
  }

  /// Where a fraction with this zero and pole has the sign that is asked for.
  static func region(
    zero: MATHValue, pole: MATHValue, outside: Bool, strict: Bool
  ) -> MATHValue {
    guard let z = zero.expression, let p = pole.expression, let sign = (zero - pole).sign,
      sign != 0
    else { return .undefined }
    let zeroIsLower = sign < 0
    let (lower, upper) = zeroIsLower ? (z, p) : (p, z)
    let (holdsLower, holdsUpper) = (zeroIsLower && !strict, !zeroIsLower && !strict)
    return .intervals(
      outside
        ? [
          MATHInterval(lower: nil, upper: lower, includesLower: false, includesUpper: holdsLower),
          MATHInterval(lower: upper, upper: nil, includesLower: holdsUpper, includesUpper: false),
        ]
        : [
          MATHInterval(
            lower: lower, upper: upper, includesLower: holdsLower, includesUpper: holdsUpper)
        ])
  }
}
