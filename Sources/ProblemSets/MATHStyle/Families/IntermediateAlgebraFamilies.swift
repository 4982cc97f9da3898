import Answers

/// Intermediate Algebra: polynomials, their roots, rational functions, complex numbers.
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
      .theorem, "By Vieta's formulas, the sum of the roots is $-\\frac{@0}{@1} = @=$.", [qb, qa],
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
        + " is $\\frac{@0}{@1} = @=$.", [qc, qa],
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
        .algebra, "The sum of the squares is $@^0^2 - 2 \\cdot @(1) = @=$.", [sum, pairs],
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
        .theorem, "The product of all roots is $-\\frac{@0}{@1} = @=$.", [qd, qa],
        slips: [wrong("The product of all roots is $\\frac{@0}{@1} = @=$.") { $0[0] / $0[1] }]
      ) { -$0[0] / $0[1] }
      let inverse = try step(
        .algebra, "The sum of the reciprocals is $@0 \\div @(1) = @=$.", [pairs, product],
        slips: [miscalculated { $0[1] / $0[0] }]
      ) { $0[0] / $0[1] }
      ask(inverse, questions("\\frac{1}{r} + \\frac{1}{s} + \\frac{1}{t}"))
    case 2:
      let inverse = try step(
        .algebra, "The sum of the reciprocals is $@0 \\div @(1) = @=$.", [sum, pairs],
        slips: [miscalculated { $0[1] / $0[0] }]
      ) { $0[0] / $0[1] }
      ask(inverse, questions("\\frac{1}{r} + \\frac{1}{s}"))
    default:
      let qd = given(isCubic ? d : int(1...3))
      if isCubic {
        let product = try step(
          .theorem, "The product of all roots is $-\\frac{@0}{@1} = @=$.", [qd, qa],
          slips: [wrong("The product of all roots is $\\frac{@0}{@1} = @=$.") { $0[0] / $0[1] }]
        ) { -$0[0] / $0[1] }
        let shifted = try step(
          .algebra,
          "Expanding the product of the roots, each plus $1$, gives "
            + "$@0 @+1 @+2 + 1 = @=$.", [product, pairs, sum],
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
            + "$@1 - @0 \\cdot @(2) + @0^2 = @=$.", [qd, pairs, sum],
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
        + "$p(x) = @0$.", [p, place], slips: [miscalculated { $0[0].at(-$0[1]) }]
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
      .theorem, "In the same way, $p(@1) = @=$ for this $p(x) = @0$.", [p, second],
      slips: [miscalculated { $0[0].at(-$0[1]) }]
    ) { $0[0].at($0[1]) }
    let slope = try step(
      .algebra, "The remainder $ax + b$ has $a = \\frac{@0 - @1}{@2 - @3} = @=$.",
      [at, other, place, second],
      slips: [
        wrong("The remainder $ax + b$ has $a = \\frac{@0 + @(1)}{@2 - @3} = @=$.") {
          ($0[0] + $0[1]) / ($0[2] - $0[3])
        }
      ]
    ) { ($0[0] - $0[1]) / ($0[2] - $0[3]) }
    let constant = try step(
      .algebra, "Then the other coefficient is $b = @0 - @(1) \\cdot @(2) = @=$.",
      [at, slope, place],
      slips: [
        wrong("Then the other coefficient is $b = @0 + @(1) \\cdot @(2) = @=$.") {
          $0[0] + $0[1] * $0[2]
        }
      ]
    ) { $0[0] - $0[1] * $0[2] }
    let rest = try step(
      .arithmetic, "So the remainder is $@(0) \\cdot x @+1 = @=$.", [slope, constant]
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
            + "$@0 + @(1) \\cdot @(2) = @=$.", [coefficients[index], r, parts[index - 1]],
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
      .theorem, "The quotient with the coefficients $\(places)$ is $@=$.", parts,
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

  mutating func tellPolynomialsFromRoots() throws(MATHRejection) {
    let count = int(1...3)
    let isComplex = flip()
    var factors: [MATHQuantity] = []
    var names: [String] = []
    if isComplex {
      let (a, b) = (nonzero(5), int(1...5))
      let useRoot = flip()
      let square = pick([2, 3, 5, 6, 7])
      let size: MATHValue = useRoot ? .squareRoot(.int(square)) : .int(b) * .i
      let zero = .int(a) + size
      names.append(zero.latex)
      let root = given(zero)
      let conjugate = try step(
        .theorem, "As the coefficients are rational, another root is the conjugate of $@0$, $@=$.",
        [root], slips: [miscalculated { -$0[0] }]
      ) { $0[0].conjugated }
      let sum = try step(.arithmetic, "Their sum is $(@0) + @1 = @=$.", [root, conjugate]) {
        $0[0] + $0[1]
      }
      let product = try step(
        .algebra, "Their product is $(@0)(@1) = @=$.", [root, conjugate],
        slips: [
          miscalculated { values in
            let half = (values[0] + values[1]) / 2
            let other = (values[0] - values[1]) / 2
            return half * half + other * other
          }
        ]
      ) { $0[0] * $0[1] }
      factors.append(
        try step(
          .theorem, "So a factor is $x^2 - @0 x + @1 = @=$.", [sum, product],
          slips: [
            wrong("So a factor is $x^2 + @0 x + @1 = @=$.") {
              .x * .x + $0[0] * .x + $0[1]
            }
          ]
        ) { .x * .x - $0[0] * .x + $0[1] })
    }
    let roots = sample(count, of: Array(-6...6).filter { $0 != 0 })
    for (index, root) in roots.prefix(isComplex ? count - 1 : count + 1).enumerated() {
      names.append("\(root)")
      let r = given(root)
      factors.append(
        try step(
          .arithmetic, "The \(Self.ordinals[index]) whole root gives the factor $x - @0 = @=$.",
          [r], slips: [miscalculated { .x + $0[0] }]
        ) { .x - $0[0] })
    }
    var product = factors[0]
    for (index, factor) in factors.dropFirst().enumerated() {
      product = try step(
        .algebra, "The \(Self.ordinals[index]) multiplication gives $(@0)(@1) = @=$.",
        [product, factor],
        slips: [miscalculated { $0[0] * $0[1] - $0[0].coefficient(0) * .x }]
      ) { $0[0] * $0[1] }
    }
    try require(factors.count > 1 || isComplex)
    let text = names.map { "$\($0)$" }
    let list =
      text.count == 1
      ? "root \(text[0])"
      : "roots " + text.dropLast().joined(separator: ", ") + " and " + text[text.count - 1]
    let degree = value(product).expression?.degree ?? 0
    let kind = isComplex ? "with rational coefficients" : "with leading coefficient $1$"
    ask(
      product,
      [
        "Find the monic polynomial of degree $\(degree)$ \(kind) that has the \(list). Write it in "
          + "expanded form.",
        "A monic polynomial of degree $\(degree)$ \(kind) has the \(list). Expand it.",
        "Write down, in expanded form, the polynomial $p(x) = x^\(degree.latexExponent) + \\cdots$ "
          + "of degree $\(degree)$ \(kind) that has the \(list).",
        "Determine the polynomial of degree $\(degree)$ \(isComplex ? kind + " and" : "with") leading "
          + "coefficient $1$ that has the \(list), and expand it.",
      ].map {
        isComplex
          ? $0
          : $0.replacing(
            "monic polynomial of degree $\(degree)$ \(kind)",
            with: "monic polynomial of degree $\(degree)$")
      })
  }

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
      .algebra, "The numerator $@0$ at $x = @1$ is $@=$.", [numerator, qp],
      slips: [miscalculated { $0[0].at(-$0[1]) }]
    ) { $0[0].at($0[1]) }
    let one = try step(
      .theorem, "Covering up the first factor gives $A = \\frac{@0}{@1 - @2} = @=$.",
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
      .algebra, "For the other factor, the numerator $@0$ at $x = @1$ is $@=$.", [numerator, qq],
      slips: [miscalculated { $0[0].at(-$0[1]) }]
    ) { $0[0].at($0[1]) }
    let two = try step(
      .theorem, "Covering up the second factor gives $B = \\frac{@0}{@2 - @1} = @=$.",
      [bottom, qp, qq],
      slips: [
        wrong("Covering up the second factor gives $B = \\frac{@0}{@1 - @2} = @=$.") {
          $0[0] / ($0[1] - $0[2])
        }
      ]
    ) { $0[0] / ($0[2] - $0[1]) }
    if kind == 1 {
      let pair = try step(.arithmetic, "So $(A, B) = (@0, @1) = @=$.", [one, two]) {
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
        .arithmetic, "Their product is $@(0) \\cdot @(1) = @=$.", [one, two]
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
      .algebra, "The numerator $@0$ is zero at $x = @=$.", [rest],
      slips: [miscalculated { $0[0].coefficient(0) / $0[0].coefficient(1) }]
    ) { -$0[0].coefficient(0) / $0[0].coefficient(1) }
    let pole = try step(
      .algebra, "The denominator $@0$ is zero at $x = @=$.", [denominator],
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

  mutating func tellComplexNumbers() throws(MATHRejection) {
    func number(_ draft: inout MATHDraft) -> MATHValue {
      .int(draft.nonzero(7)) + .int(draft.nonzero(7)) * .i
    }
    let count = int(1...6)
    var current = given(number(&self))
    var text = value(current).latex
    for (index, ordinal) in Self.ordinals.prefix(count).enumerated() {
      let other = given(number(&self))
      let otherText = value(other).latex
      let kind = int(0...3)
      let inner = index == 0 ? "(\(text))" : text
      switch kind {
      case 0, 1:
        let isSum = kind == 0
        text = "\(inner) \(isSum ? "+" : "-") (\(otherText))"
        if index < count - 1 { text = "\\left(\(text)\\right)" }
        let words = "The \(ordinal) operation gives"
        current = try step(
          .arithmetic, words + " $(@0) \(isSum ? "+" : "-") (@1) = @=$.", [current, other],
          slips: [
            wrong(words + " $(@0) \(isSum ? "-" : "+") (@1) = @=$.") {
              isSum ? $0[0] - $0[1] : $0[0] + $0[1]
            }
          ]
        ) { isSum ? $0[0] + $0[1] : $0[0] - $0[1] }
      case 2:
        text = "\(inner)(\(otherText))"
        current = try step(
          .algebra, "The \(ordinal) operation gives $(@0)(@1) = @=$.", [current, other],
          slips: [
            miscalculated { values in
              // i squared taken for 1.
              let (a, b) = (values[0], values[1])
              let (x, y) = ((a - a.conjugated) / (2 * .i), (b - b.conjugated) / (2 * .i))
              return a * b + 2 * x * y
            }
          ]
        ) { $0[0] * $0[1] }
      default:
        text = "\\frac{\(index == 0 ? text : inner)}{\(otherText)}"
        current = try step(
          .algebra, "The \(ordinal) operation gives $\\frac{@0}{@1} = @=$.", [current, other],
          slips: [miscalculated { $0[0] * $0[1].conjugated }]
        ) { $0[0] / $0[1] }
      }
      guard let result = value(current).expression, result.isComplex,
        result.terms.allSatisfy({
          $0.coefficient.denominator < 200 && $0.coefficient.numerator.magnitude < 2000
        })
      else { throw MATHRejection() }
    }
    if flip() {
      let conjugate = try step(.arithmetic, "The conjugate of $@0$ is $@=$.", [current]) {
        $0[0].conjugated
      }
      let square = try step(
        .theorem, "The squared absolute value is $(@0)(@1) = @=$.", [current, conjugate],
        slips: [miscalculated { $0[0] * $0[0] }]
      ) { $0[0] * $0[1] }
      let size = try step(
        .arithmetic, "So the absolute value is $\\sqrt{@0} = @=$.", [square], Self.root)
      ask(
        size,
        [
          "Compute $\\left|\(text)\\right|,$ where $i^2 = -1.$",
          "What is the absolute value of $\(text)$, where $i^2 = -1$?",
          "Find the magnitude of the complex number $\(text).$",
          "How far is the complex number $\(text)$ from the origin of the complex plane?",
        ])
      return
    }
    ask(
      current,
      [
        "Compute $\(text),$ where $i^2 = -1.$ Express your answer in the form $a + bi.$",
        "Write $\(text)$ in the form $a + bi$ with real numbers $a$ and $b$.",
        "Simplify the complex number $\(text)$ to the form $a + bi.$",
        "Evaluate $\(text)$ and give the result in the form $a + bi$, where $i^2 = -1$.",
      ])
  }
}

extension MATHValue {
  /// The conjugate of a complex number, or of `a + b√c`.
  var conjugated: MATHValue {
    guard let value = expression else { return .undefined }
    if value.isComplex || value.rational != nil { return .expression(value.conjugate) }
    guard let rational = value.coefficient(ofRadicand: 1) else { return .undefined }
    return .rational(rational) * 2 - self
  }
}

extension MATHExpression {
  /// The rational factor of the root of a number, in a real expression without variable and π.
  func coefficient(ofRadicand radicand: Int) -> Rational? {
    guard degree == 0, !isComplex, terms.allSatisfy({ $0.piPower == 0 }) else { return nil }
    return terms.first { $0.radicand == radicand }?.coefficient ?? Rational(0)
  }
}
