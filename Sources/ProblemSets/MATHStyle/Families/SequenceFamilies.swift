import Answers

/// Algebra: sequences, logarithms, powers, lines and circles in the plane.
extension MATHDraft {
  mutating func tellArithmeticSequence() throws(MATHRejection) {
    let (first, difference) = (nonzero(30), nonzero(12))
    let n = int(8...40)
    let givesTwoTerms = flip()
    var a = given(0)
    var d = given(0)
    let intro: [String]
    if givesTwoTerms {
      let (i, j) = (int(2...5), int(6...12))
      let (p, q) = (first + (i - 1) * difference, first + (j - 1) * difference)
      let (qp, qq, qi, qj) = (given(p), given(q), given(i), given(j))
      d = try step(
        .algebra, "The common difference is $\\frac{@0 - @1}{@2 - @3} = @=$.", [qq, qp, qj, qi],
        slips: [
          wrong("The common difference is $\\frac{@0 - @1}{@2 - @3 + 1} = @=$.") {
            ($0[0] - $0[1]) / ($0[2] - $0[3] + 1)
          }
        ]
      ) { ($0[0] - $0[1]) / ($0[2] - $0[3]) }
      a = try step(
        .algebra, "The first term is $@0 - (@1 - 1) \\cdot @(2) = @=$.", [qp, qi, d],
        slips: [
          wrong("The first term is $@0 - @1 \\cdot @(2) = @=$.") { $0[0] - $0[1] * $0[2] }
        ]
      ) { $0[0] - ($0[1] - 1) * $0[2] }
      intro = [
        "Term number $\(i)$ of an arithmetic sequence is $\(p)$ and term number $\(j)$ is $\(q)$.",
        "In an arithmetic sequence, $a_{\(i)} = \(p)$ and $a_{\(j)} = \(q)$.",
        "The terms $a_{\(i)} = \(p)$ and $a_{\(j)} = \(q)$ of an arithmetic sequence are known.",
        "Let $a_1, a_2, a_3, \\ldots$ be an arithmetic sequence with $a_{\(i)} = \(p)$ and "
          + "$a_{\(j)} = \(q)$.",
      ]
    } else {
      a = given(first)
      d = given(difference)
      intro = [
        "An arithmetic sequence has first term $\(first)$ and common difference $\(difference)$.",
        "In an arithmetic sequence, the first term is $\(first)$ and the common difference is "
          + "$\(difference)$.",
        "The first term of an arithmetic sequence is $\(first)$, and each later term is the one "
          + "before it plus $\(difference)$.".replacing("plus $-", with: "minus $"),
        "Let $a_1 = \(first)$ be the first term of an arithmetic sequence whose common difference "
          + "is $\(difference)$.",
      ]
    }
    let count = given(n)
    let words = "The term in question is"
    let term = try step(
      .algebra, words + " $@0 + (@1 - 1) \\cdot @(2) = @=$.", [a, count, d],
      slips: [wrong(words + " $@0 + @1 \\cdot @(2) = @=$.") { $0[0] + $0[1] * $0[2] }]
    ) { $0[0] + ($0[1] - 1) * $0[2] }
    guard flip() else {
      ask(
        term,
        [
          intro[0] + " What is term number $\(n)$?", intro[1] + " Find $a_{\(n)}.$",
          intro[2] + " Compute the term with number $\(n)$.", intro[3] + " What is $a_{\(n)}?$",
        ])
      return
    }
    let sum = try step(
      .theorem, "The sum is $\\frac{@0 \\cdot (@1 @+2)}{2} = @=$.", [count, a, term],
      slips: [
        wrong("The sum is $@0 \\cdot (@1 @+2) = @=$.") { $0[0] * ($0[1] + $0[2]) },
        wrong("The sum is $\\frac{(@0 - 1) \\cdot (@1 @+2)}{2} = @=$.") {
          ($0[0] - 1) * ($0[1] + $0[2]) / 2
        },
      ]
    ) { $0[0] * ($0[1] + $0[2]) / 2 }
    ask(
      sum,
      [
        intro[0] + " What is the sum of the first $\(n)$ terms?",
        intro[1] + " Find $a_1 + a_2 + \\cdots + a_{\(n)}.$",
        intro[2] + " Compute the sum of its first $\(n)$ terms.",
        intro[3] + " What do the first $\(n)$ terms add up to?",
      ])
  }

  mutating func tellGeometricSequence() throws(MATHRejection) {
    let first = given(nonzero(40))
    let isInfinite = flip()
    let ratio = MATHValue.fraction(nonzero(5), isInfinite ? int(2...9) : pick([1, 1, 2, 3]))
    guard let r = ratio.rational, !r.magnitude.isOne,
      let isSmall = r.magnitude.isLess(than: .init(1)),
      isSmall == isInfinite
    else { throw MATHRejection() }
    let q: MATHQuantity
    let a1 = value(first).latex
    let second = (value(first) * ratio).latex
    var givesTerms = false
    if flip() {
      givesTerms = true
      let next = given(value(first) * ratio)
      q = try step(
        .algebra, "The common ratio is $@0 \\div @(1) = @=$.", [next, first],
        slips: [miscalculated { $0[1] / $0[0] }]
      ) { $0[0] / $0[1] }
    } else {
      q = given(ratio)
    }
    let facts =
      givesTerms
      ? "first term $\(a1)$ and second term $\(second)$"
      : "first term $\(a1)$ and common ratio $\(ratio.latex)$"
    if isInfinite {
      let rest = try step(
        .arithmetic, "One minus the ratio is $1 - @0 = @=$.", [q],
        slips: [wrong("One minus the ratio is $1 + @0 = @=$.") { 1 + $0[0] }]
      ) { 1 - $0[0] }
      let sum = try step(
        .theorem, "The series has the sum $@0 \\div @1 = @=$.", [first, rest],
        slips: [miscalculated { $0[0] * $0[1] }]
      ) { $0[0] / $0[1] }
      ask(
        sum,
        [
          "What is the sum of the infinite geometric series with \(facts)?",
          "An infinite geometric series has \(facts). Find its sum.",
          "Compute the sum of all terms of the infinite geometric sequence that has \(facts).",
          "Find the value of the infinite geometric series with \(facts).",
        ])
      return
    }
    let n = int(4...8)
    let count = given(n)
    let power = try step(
      .arithmetic, "The power of the ratio that is needed is $@^0^{@1 - 1} = @=$.", [q, count],
      slips: [
        wrong("The power of the ratio that is needed is $@^0^{@1} = @=$.") { $0[0] ^ $0[1] }
      ]
    ) { $0[0] ^ ($0[1] - 1) }
    let last = try step(
      .algebra, "The last term in question is $@0 \\cdot @(1) = @=$.", [first, power]
    ) { $0[0] * $0[1] }
    guard let size = value(last).rational, size.numerator.magnitude < 1_000_000,
      size.denominator < 2000
    else { throw MATHRejection() }
    guard flip() else {
      ask(
        last,
        [
          "A geometric sequence has \(facts). What is its term number $\(n)$?",
          "Find the term with number $\(n)$ of the geometric sequence that has \(facts).",
          "In a geometric sequence with \(facts), what is $a_{\(n)}$?",
          "Compute $a_{\(n)}$ for the geometric sequence $a_1, a_2, a_3, \\ldots$ with \(facts).",
        ])
      return
    }
    let sum = try step(
      .theorem, "The sum is $\\frac{@0 \\cdot @(1) - @2}{@1 - 1} = @=$.", [last, q, first],
      slips: [miscalculated { ($0[0] - $0[2]) / ($0[1] - 1) }]
    ) { ($0[0] * $0[1] - $0[2]) / ($0[1] - 1) }
    ask(
      sum,
      [
        "A geometric sequence has \(facts). What is the sum of its first $\(n)$ terms?",
        "Find the sum of the first $\(n)$ terms of the geometric sequence that has \(facts).",
        "In a geometric sequence with \(facts), what is $a_1 + a_2 + \\cdots + a_{\(n)}$?",
        "Compute the sum $a_1 + \\cdots + a_{\(n)}$ for the geometric sequence "
          + "$a_1, a_2, a_3, \\ldots$ with \(facts).",
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
        [x, root], slips: [miscalculated { -MATHDraft.exponent($0[0], $0[1]) }]
      ) { MATHDraft.exponent($0[0], $0[1]) }
      var result = top
      if p > 1 {
        let bottom = try step(
          .arithmetic,
          "The base $@0$ of the \(ordinal) logarithm is the power of $@1$ with "
            + "exponent $@=$.", [b, root]
        ) { MATHDraft.exponent($0[0], $0[1]) }
        result = try step(
          .algebra, "So the \(ordinal) logarithm is $\\frac{@0}{@1} = @=$.", [top, bottom],
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
      [ql, qb]
    ) { MATHDraft.exponent($0[0], $0[1]) }
    rightPower = try step(
      .arithmetic, "On the right side, the base $@0$ is the power of $@1$ with exponent $@=$.",
      [qr, qb]
    ) { MATHDraft.exponent($0[0], $0[1]) }
    let leftWhole = try step(
      .algebra, "The exponent on the left becomes $@0 \\cdot @1 = @=$.", [leftPower, e],
      slips: [miscalculated { $0[0] * $0[1].coefficient(1) * .x + $0[1].coefficient(0) }]
    ) { $0[0] * $0[1] }
    let rightWhole = try step(
      .algebra, "The exponent on the right becomes $@0 \\cdot @1 = @=$.", [rightPower, o],
      slips: [miscalculated { $0[0] + $0[1] }]
    ) { $0[0] * $0[1] }
    let difference = try step(
      .algebra, "The exponents are equal, so $@0 - @1 = @=$ must be $0$.",
      [leftWhole, rightWhole],
      slips: [
        wrong(
          "The exponents are equal, so $@0 + @1 = @=$ must be $0$."
        ) { $0[0] + $0[1] }
      ]
    ) { $0[0] - $0[1] }
    let solution = try step(
      .algebra, "The equation $@0 = 0$ gives $x = @=$.", [difference],
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

  mutating func tellLines() throws(MATHRejection) {
    let points = (0..<4).map { _ in int(-9...9) }
    let (x1, y1, x2, y2) = (points[0], points[1], points[2], points[3])
    try require(x1 != x2 && y1 != y2)
    let givens = points.map { given($0) }
    let (a, b, c, d) = (givens[0], givens[1], givens[2], givens[3])
    let (p, q) = ("(\(x1), \(y1))", "(\(x2), \(y2))")
    switch int(0...3) {
    case 0:
      let square = try step(
        .algebra, "The squared distance is $(@0 - @1)^2 + (@2 - @3)^2 = @=$.", [c, a, d, b],
        slips: [
          wrong("The squared distance is $(@0 + @1)^2 + (@2 + @3)^2 = @=$.") {
            (($0[0] + $0[1]) ^ 2) + (($0[2] + $0[3]) ^ 2)
          }
        ]
      ) { (($0[0] - $0[1]) ^ 2) + (($0[2] - $0[3]) ^ 2) }
      let distance = try step(.arithmetic, "The distance is $\\sqrt{@0} = @=$.", [square]) {
        $0[0].sign == 1 ? .squareRoot($0[0]) : .undefined
      }
      ask(
        distance,
        [
          "What is the distance between the points $\(p)$ and $\(q)$?",
          "Find the length of the segment from $\(p)$ to $\(q)$.",
          "The points $A = \(p)$ and $B = \(q)$ are given. Compute the length of $AB$.",
          "How far is the point $\(p)$ from the point $\(q)$? Give your answer in simplest radical "
            + "form.",
        ])
    case 1:
      let x = try step(
        .arithmetic, "The first coordinate is $\\frac{@0 + @1}{2} = @=$.", [a, c],
        slips: [
          wrong("The first coordinate is $\\frac{@0 - @1}{2} = @=$.") { ($0[0] - $0[1]) / 2 }
        ]
      ) { ($0[0] + $0[1]) / 2 }
      let y = try step(
        .arithmetic, "The second coordinate is $\\frac{@0 + @1}{2} = @=$.", [b, d],
        slips: [miscalculated { $0[0] + $0[1] }]
      ) { ($0[0] + $0[1]) / 2 }
      let middle = try step(
        .arithmetic, "So the midpoint is $(@0, @1) = @=$.", [x, y],
        slips: [wrong("So the midpoint is $(@1, @0) = @=$.") { .tuple([$0[1], $0[0]]) }]
      ) { .tuple([$0[0], $0[1]]) }
      ask(
        middle,
        [
          "What is the midpoint of the segment with endpoints $\(p)$ and $\(q)$?",
          "Find the midpoint of the segment that joins $\(p)$ and $\(q)$.",
          "The points $A = \(p)$ and $B = \(q)$ are given. What are the coordinates of the midpoint "
            + "of $AB$?",
          "A segment runs from $\(p)$ to $\(q)$. Determine its midpoint.",
        ])
    default:
      let slope = try step(
        .algebra, "The slope of the line is $\\frac{@0 - @1}{@2 - @3} = @=$.", [d, b, c, a],
        slips: [
          wrong("The slope of the line is $\\frac{@2 - @3}{@0 - @1} = @=$.") {
            ($0[2] - $0[3]) / ($0[0] - $0[1])
          }
        ]
      ) { ($0[0] - $0[1]) / ($0[2] - $0[3]) }
      guard flip() else {
        ask(
          slope,
          [
            "What is the slope of the line through $\(p)$ and $\(q)$?",
            "Find the slope of the line that passes through the points $\(p)$ and $\(q)$.",
            "A line contains the points $\(p)$ and $\(q)$. Compute its slope.",
            "Determine the slope of the line joining $\(p)$ to $\(q)$.",
          ])
        return
      }
      let isPerpendicular = flip()
      var direction = slope
      var at = (a, b)
      var (through, relation) = (p, "the line")
      if isPerpendicular {
        let (x3, y3) = (nonzero(9), nonzero(9))
        at = (given(x3), given(y3))
        through = "(\(x3), \(y3))"
        relation = "perpendicular"
        direction = try step(
          .theorem, "A perpendicular line has the slope $-1 \\div @(0) = @=$.", [slope],
          slips: [miscalculated { 1 / $0[0] }, miscalculated { -$0[0] }]
        ) { -1 / $0[0] }
      }
      let intercept = try step(
        .algebra, "The intercept with the $y$-axis is $@0 - @(1) \\cdot @(2) = @=$.",
        [at.1, direction, at.0],
        slips: [
          wrong("The intercept with the $y$-axis is $@0 + @(1) \\cdot @(2) = @=$.") {
            $0[0] + $0[1] * $0[2]
          }
        ]
      ) { $0[0] - $0[1] * $0[2] }
      let line = try step(
        .algebra, "The line has the equation $y = @(0) \\cdot x @+1 = @=$.",
        [direction, intercept]
      ) { $0[0] * .x + $0[1] }
      let what =
        relation == "the line"
        ? ["the line through $\(p)$ and $\(q)$", "the line that contains $\(p)$ and $\(q)$"]
        : [
          "the line through $\(through)$ that is perpendicular to the line through $\(p)$ and "
            + "$\(q)$",
          "the line that contains $\(through)$ and is perpendicular to the line joining $\(p)$ and "
            + "$\(q)$",
        ]
      ask(
        line,
        [
          "The equation of \(what[0]) can be written as $y = mx + b.$ What is the polynomial "
            + "$mx + b$?",
          "Find the linear polynomial $f(x)$ whose graph is \(what[1]).",
          "Express $y$ in terms of $x$ on \(what[0]).",
          "Determine $f(x)$ if the graph of $y = f(x)$ is \(what[1]).",
        ])
    }
  }

  mutating func tellCirclesInThePlane() throws(MATHRejection) {
    let (h, k, c) = (nonzero(9), nonzero(9), nonzero(40))
    let (d, e) = (given(-2 * h), given(-2 * k))
    let f = given(c)
    let equation =
      "x^2 + y^2" + (h > 0 ? " - \(2 * h)x" : " + \(-2 * h)x")
      + (k > 0 ? " - \(2 * k)y" : " + \(-2 * k)y") + (c > 0 ? " + \(c)" : " - \(-c)") + " = 0"
    let x = try step(
      .algebra,
      "Completing the square in $x$, the first coordinate of the center is "
        + "$-\\frac{@0}{2} = @=$.", [d],
      slips: [
        wrong(
          "Completing the square in $x$, the first coordinate of the center is "
            + "$\\frac{@0}{2} = @=$."
        ) { $0[0] / 2 }
      ]
    ) { -$0[0] / 2 }
    let y = try step(
      .algebra,
      "Completing the square in $y$, the second coordinate of the center is "
        + "$-\\frac{@0}{2} = @=$.", [e],
      slips: [miscalculated { $0[0] / 2 }]
    ) { -$0[0] / 2 }
    let kind = int(0...2)
    if kind == 0 {
      let center = try step(.arithmetic, "The center is $(@0, @1) = @=$.", [x, y]) {
        .tuple([$0[0], $0[1]])
      }
      try require(h * h + k * k > c)
      ask(
        center,
        [
          "What is the center of the circle with equation $\(equation)?$",
          "Find the center of the circle $\(equation).$",
          "The equation $\(equation)$ describes a circle. What are the coordinates of its center?",
          "Determine the midpoint of the circle that is given by $\(equation).$",
        ])
      return
    }
    let square = try step(
      .algebra, "The squared radius is $@^0^2 + @^1^2 - @2 = @=$.", [x, y, f],
      slips: [
        wrong("The squared radius is $@^0^2 + @^1^2 + @2 = @=$.") {
          $0[0] * $0[0] + $0[1] * $0[1] + $0[2]
        }
      ]
    ) { $0[0] * $0[0] + $0[1] * $0[1] - $0[2] }
    try require(value(square).sign == 1)
    if kind == 1 {
      let radius = try step(.arithmetic, "The radius is $\\sqrt{@0} = @=$.", [square]) {
        $0[0].sign == 1 ? .squareRoot($0[0]) : .undefined
      }
      ask(
        radius,
        [
          "What is the radius of the circle with equation $\(equation)?$",
          "Find the radius of the circle $\(equation).$",
          "The equation $\(equation)$ describes a circle. What is its radius?",
          "Compute the radius of the circle that is given by $\(equation).$",
        ])
    } else {
      let area = try step(
        .theorem, "The area is $\\pi r^2 = \\pi \\cdot @0 = @=$.", [square],
        slips: [wrong("The area is $2 \\pi \\cdot @0 = @=$.") { 2 * .pi * $0[0] }]
      ) { .pi * $0[0] }
      ask(
        area,
        [
          "What is the area of the circle with equation $\(equation)?$",
          "Find the area that is enclosed by the circle $\(equation).$",
          "The equation $\(equation)$ describes a circle. What is its area?",
          "Compute the area of the region inside the curve $\(equation).$",
        ])
    }
  }
}
