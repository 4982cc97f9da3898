import Answers

/// Intermediate Algebra: roots, remainders and quotients of polynomials.
extension MATHDraft {
  mutating func tellVieta() throws(MATHRejection) {
    let isCubic = flip()
    let (b, c, d) = (nonzero(12), nonzero(20), nonzero(20))
    let lead = pick([1, 1, 2, 3])
    let coefficients = isCubic ? [lead, b, c, d] : [lead, b, c]
    try require(coefficients.reduce(0, greatestCommonDivisor) == 1)
    try require(isCubic || b * b > 4 * lead * c)
    let equation = MATHValue.polynomial(coefficients.map(MATHValue.int)).latex + " = 0"
    let (qa, qb, qc) = (given(lead), given(b), given(c))
    let sum = try step(
      .theorem, "By Vieta's formulas, the sum of the roots is $-\\frac{@0}{@1} = @=$.",
      or: [
        "Vieta's formulas tell that the roots add up to $#$.",
        "\\[ \\text{sum of the roots} = # \\]",
      ], [qb, qa],
      slips: [
        wrong("By Vieta's formulas, the sum of the roots is $\\frac{@0}{@1} = @=$.") {
          $0[0] / $0[1]
        }
      ]
    ) { -$0[0] / $0[1] }
    let letters = isCubic ? "$r$, $s$ and $t$" : "$r$ and $s$"
    let kind = int(0...3)
    func questions(_ text: String) -> [String] {
      [
        "Let \(letters) be the roots of $\(equation).$ What is $\(text)$?",
        "The equation $\(equation)$ has the roots \(letters). Find $\(text).$",
        "If \(letters) are the solutions of $\(equation),$ compute $\(text).$",
        "Suppose that \(letters) are the roots (with multiplicity) of $\(equation).$ Determine "
          + "$\(text).$",
      ]
    }
    if kind == 0 {
      ask(sum, questions(isCubic ? "r + s + t" : "r + s"))
      return
    }
    let pairs = try step(
      .theorem,
      "They also say that the \(isCubic ? "sum of the products of two roots" : "product")"
        + " is $\\frac{@0}{@1} = @=$.",
      or: [
        "For the " + "\(isCubic ? "products of two roots, added up," : "product of the roots"), "
          + "Vieta's formulas give $#$.",
        "\\[ " + "\\text{\(isCubic ? "sum of the products of two roots" : "product of the roots")} "
          + "= # \\]",
      ], [qc, qa],
      slips: [
        wrong(
          "They also say that the \(isCubic ? "sum of the products of two roots" : "product")"
            + " is $-\\frac{@0}{@1} = @=$."
        ) { -$0[0] / $0[1] }
      ]
    ) { $0[0] / $0[1] }
    switch kind {
    case 1:
      let squares = try step(
        .algebra, "The sum of the squares is $@^0^2 - 2 \\cdot @(1) = @=$.",
        or: [
          "Squaring the sum and correcting for the mixed terms, we get $#$.",
          "\\[ \\text{sum of the squares} = # \\]",
        ], [sum, pairs],
        slips: [
          wrong("The sum of the squares is $@^0^2 + 2 \\cdot @(1) = @=$.") {
            $0[0] * $0[0] + 2 * $0[1]
          },
          wrong("The sum of the squares is $@^0^2 = @=$.") { $0[0] * $0[0] },
        ]
      ) { $0[0] * $0[0] - 2 * $0[1] }
      ask(squares, questions(isCubic ? "r^2 + s^2 + t^2" : "r^2 + s^2"))
    case 2 where isCubic:
      let qd = given(d)
      let product = try step(
        .theorem, "The product of all roots is $-\\frac{@0}{@1} = @=$.",
        or: [
          "Vieta's formulas give $#$ for the product of all roots.",
          "\\[ \\text{product of all roots} = # \\]",
        ], [qd, qa],
        slips: [wrong("The product of all roots is $\\frac{@0}{@1} = @=$.") { $0[0] / $0[1] }]
      ) { -$0[0] / $0[1] }
      let inverse = try step(
        .algebra, "The sum of the reciprocals is $@0 \\div @(1) = @=$.",
        or: [
          "Over a common denominator, the reciprocals add up to $#$.",
          "\\[ \\text{sum of the reciprocals} = # \\]",
        ], [pairs, product],
        slips: [miscalculated { $0[1] / $0[0] }]
      ) { $0[0] / $0[1] }
      ask(inverse, questions("\\frac{1}{r} + \\frac{1}{s} + \\frac{1}{t}"))
    case 2:
      let inverse = try step(
        .algebra, "The sum of the reciprocals is $@0 \\div @(1) = @=$.",
        or: [
          "Over a common denominator, the reciprocals add up to $#$.",
          "\\[ \\text{sum of the reciprocals} = # \\]",
        ], [sum, pairs],
        slips: [miscalculated { $0[1] / $0[0] }]
      ) { $0[0] / $0[1] }
      ask(inverse, questions("\\frac{1}{r} + \\frac{1}{s}"))
    default:
      let qd = given(isCubic ? d : int(1...3))
      if isCubic {
        let product = try step(
          .theorem, "The product of all roots is $-\\frac{@0}{@1} = @=$.",
          or: [
            "Vieta's formulas give $#$ for the product of all roots.",
            "\\[ \\text{product of all roots} = # \\]",
          ], [qd, qa],
          slips: [wrong("The product of all roots is $\\frac{@0}{@1} = @=$.") { $0[0] / $0[1] }]
        ) { -$0[0] / $0[1] }
        let shifted = try step(
          .algebra,
          "Expanding the product of the roots, each plus $1$, gives "
            + "$@0 @+1 @+2 + 1 = @=$.",
          or: [
            "If $#1$ is added to each root, the product becomes $#2$.",
            "With $#1$ added to each root, expanding the product gives \\[ #2 \\]",
          ], [product, pairs, sum],
          slips: [
            wrong(
              "Expanding the product of the roots, each plus $1$, gives "
                + "$@0 + 1 = @=$."
            ) { $0[0] + 1 }
          ]
        ) { $0[0] + $0[1] + $0[2] + 1 }
        ask(shifted, questions("(r + 1)(s + 1)(t + 1)"))
      } else {
        let shifted = try step(
          .algebra,
          "Expanding the product of the roots, each minus $@0$, gives "
            + "$@1 - @0 \\cdot @(2) + @0^2 = @=$.",
          or: [
            "If $#1$ is taken from each root, the product becomes $#2$.",
            "With $#1$ subtracted from each root, expanding the product gives \\[ #2 " + "\\]",
          ], [qd, pairs, sum],
          slips: [
            wrong(
              "Expanding the product of the roots, each minus $@0$, gives "
                + "$@1 + @0 \\cdot @(2) + @0^2 = @=$."
            ) {
              $0[1] + $0[0] * $0[2] + $0[0] * $0[0]
            }
          ]
        ) { $0[1] - $0[0] * $0[2] + $0[0] * $0[0] }
        let shift = value(qd).latex
        ask(shifted, questions("(r - \(shift))(s - \(shift))"))
      }
    }
  }

  mutating func tellRemainderTheorem() throws(MATHRejection) {
    let degree = int(2...5)
    var coefficients = (0...degree).map { _ in int(-6...6) }
    coefficients[0] = nonzero(4)
    let polynomial = MATHValue.polynomial(coefficients.map(MATHValue.int))
    let (r, s) = (nonzero(3), nonzero(4))
    let isQuadratic = degree > 2 && flip()
    let p = given(polynomial)
    let place = given(r)
    let at = try step(
      .theorem,
      "By the remainder theorem, the value at $@1$ is needed: $p(@1) = @=$ for "
        + "$p(x) = @0$.",
      or: [
        "We need the remainder theorem at $#1$: $#2$, because $#3$.",
        "For $#3$, the remainder theorem asks for the value at $#1$, \\[ #2 \\]",
      ], [p, place], slips: [miscalculated { $0[0].at(-$0[1]) }]
    ) { $0[0].at($0[1]) }
    let name = polynomial.latex
    func factor(_ root: Int) -> String { (MATHValue.x - .int(root)).latex }
    guard isQuadratic else {
      ask(
        at,
        [
          "What is the remainder when $\(name)$ is divided by $\(factor(r))$?",
          "Find the remainder of $\(name)$ upon division by $\(factor(r)).$",
          "The polynomial $\(name)$ is divided by $\(factor(r)).$ What remainder is left?",
          "Determine the number that remains when $\(name)$ is divided by $\(factor(r)).$",
        ])
      return
    }
    try require(r > s)
    let second = given(s)
    let other = try step(
      .theorem, "In the same way, $p(@1) = @=$ for this $p(x) = @0$.",
      or: ["The other value is $#1$, again with $#2$.", "Again for $#2$, we compute \\[ #1 \\]"],
      [p, second],
      slips: [miscalculated { $0[0].at(-$0[1]) }]
    ) { $0[0].at($0[1]) }
    let slope = try step(
      .algebra, "The remainder $ax + b$ has $a = \\frac{@0 - @1}{@2 - @3} = @=$.",
      or: [
        "For the remainder $#1$, comparing both values gives $#2$.",
        "In the remainder $#1$ we have \\[ #2 \\]",
      ],
      [at, other, place, second],
      slips: [
        wrong("The remainder $ax + b$ has $a = \\frac{@0 + @(1)}{@2 - @3} = @=$.") {
          ($0[0] + $0[1]) / ($0[2] - $0[3])
        }
      ]
    ) { ($0[0] - $0[1]) / ($0[2] - $0[3]) }
    let constant = try step(
      .algebra, "Then the other coefficient is $b = @0 - @(1) \\cdot @(2) = @=$.",
      or: [
        "Inserting one of the values, the constant is $#$.",
        "The constant of the remainder is \\[ # \\]",
      ],
      [at, slope, place],
      slips: [
        wrong("Then the other coefficient is $b = @0 + @(1) \\cdot @(2) = @=$.") {
          $0[0] + $0[1] * $0[2]
        }
      ]
    ) { $0[0] - $0[1] * $0[2] }
    let rest = try step(
      .arithmetic, "So the remainder is $@(0) \\cdot x @+1 = @=$.",
      or: ["Both coefficients together give the remainder $#$.", "\\[ \\text{remainder} = # \\]"],
      [slope, constant]
    ) { $0[0] * .x + $0[1] }
    let divisor =
      flip()
      ? "(\(factor(r)))(\(factor(s)))"
      : ((MATHValue.x - .int(r)) * (MATHValue.x - .int(s))).latex
    ask(
      rest,
      [
        "What is the remainder when $\(name)$ is divided by $\(divisor)$?",
        "Find the remainder of $\(name)$ upon division by $\(divisor).$",
        "The polynomial $\(name)$ is divided by $\(divisor).$ What remainder is left?",
        "Determine the linear polynomial that remains when $\(name)$ is divided by $\(divisor).$",
      ])
  }

  mutating func tellPolynomialDivision() throws(MATHRejection) {
    let degree = int(2...4)
    let root = nonzero(5)
    var quotient = (0..<degree).map { _ in int(-7...7) }
    quotient[0] = nonzero(4)
    let rest = int(-9...9)
    let divisor = MATHValue.x - .int(root)
    let polynomial = MATHValue.polynomial(quotient.map(MATHValue.int)) * divisor + .int(rest)
    let r = given(root)
    let coefficients = (0...degree).map { given(polynomial.coefficient(degree - $0)) }
    var parts = [coefficients[0]]
    for index in 1..<degree {
      parts.append(
        try step(
          .arithmetic,
          "In synthetic division, the \(Self.ordinals[index]) coefficient is "
            + "$@0 + @(1) \\cdot @(2) = @=$.",
          or: [
            "Bringing down and adding, the \(Self.ordinals[index]) coefficient " + "becomes $#$.",
            "\\[ \\text{\(Self.ordinals[index]) coefficient of the quotient} = # \\]",
          ], [coefficients[index], r, parts[index - 1]],
          slips: [
            wrong(
              "In synthetic division, the \(Self.ordinals[index]) coefficient is "
                + "$@0 - @(1) \\cdot @(2) = @=$."
            ) { $0[0] - $0[1] * $0[2] }
          ]
        ) { $0[0] + $0[1] * $0[2] })
    }
    let places = parts.indices.map { "@\($0)" }.joined(separator: ", ")
    let result = try step(
      .theorem, "The quotient with the coefficients $\(places)$ is $@=$.",
      or: [
        "From the coefficients $#1$ we read off the quotient $#2$.",
        "The coefficients $#1$ belong to the quotient \\[ #2 \\]",
      ], parts,
      slips: [miscalculated { .polynomial($0.reversed()) }]
    ) { .polynomial($0) }
    try require((value(result).expression?.degree ?? 0) == degree - 1)
    let exact = rest == 0
    let (name, foot) = (polynomial.latex, divisor.latex)
    ask(
      result,
      exact
        ? [
          "Compute $\\frac{\(name)}{\(foot)}$ as a polynomial.",
          "Simplify $\\frac{\(name)}{\(foot)}$ for all $x$ at which it is defined.",
          "The polynomial $\(name)$ is divisible by $\(foot).$ What is the quotient?",
          "Find the polynomial $q(x)$ with $\(name) = (\(foot)) \\cdot q(x).$",
        ]
        : [
          "What is the quotient when $\(name)$ is divided by $\(foot)$?",
          "Find the quotient of the division of $\(name)$ by $\(foot),$ without the remainder.",
          "When $\(name)$ is divided by $\(foot),$ a number remains. What is the quotient?",
          "Find the polynomial $q(x)$ such that $\(name) = (\(foot)) \\cdot q(x) + r$ with a number "
            + "$r$.",
        ])
  }
}
