import Answers

/// Algebra: linear equations and systems, quadratic equations.
extension MATHDraft {
  mutating func tellLinearEquation() throws(MATHRejection) {
    // a(x + b) + c = d(x + e) + f, with fewer parts for the lower levels.
    let hasLeft = flip()
    let hasRight = flip()
    let (a, d) = (nonzero(9), nonzero(9))
    let (b, e) = (hasLeft ? nonzero(9) : 0, hasRight ? nonzero(9) : 0)
    let (c, f) = (nonzero(20), nonzero(20))
    let simple = !hasLeft && !hasRight && flip()
    try require(a != d && (!simple || a != 1) && a != -1)
    func side(_ factor: Int, _ inner: Int, _ constant: Int) -> String {
      let product =
        inner == 0
        ? (MATHValue.int(factor) * .x).latex
        : "\(factor == 1 ? "" : factor == -1 ? "-" : "\(factor)")(\((MATHValue.x + .int(inner)).latex))"
      return product + (constant < 0 ? " - \(-constant)" : " + \(constant)")
    }
    let left = side(a, b, c)
    let right = simple ? "\(f)" : side(d, e, f)
    var leftSide = given(.int(a) * .x + .int(a * b + c))
    var rightSide = given(simple ? .int(f) : .int(d) * .x + .int(d * e + f))
    if hasLeft {
      try require(a != 1)
      let (p, q, r) = (given(a), given(.x + .int(b)), given(c))
      leftSide = try step(
        .algebra, "The left side is $@(0)(@1) @+2 = @=$.",
        or: ["Expanding on the left gives $#$.", "\\[ \\text{left side} = # \\]"], [p, q, r],
        slips: [miscalculated { $0[0] * .x + $0[1].coefficient(0) + $0[2] }]
      ) { $0[0] * $0[1] + $0[2] }
    }
    if hasRight {
      try require(d != 1)
      let (p, q, r) = (given(d), given(.x + .int(e)), given(f))
      rightSide = try step(
        .algebra, "The right side is $@(0)(@1) @+2 = @=$.",
        or: ["Expanding on the right gives $#$.", "\\[ \\text{right side} = # \\]"], [p, q, r],
        slips: [miscalculated { $0[0] * .x + $0[1].coefficient(0) + $0[2] }]
      ) { $0[0] * $0[1] + $0[2] }
    }
    let difference = try step(
      .algebra, "Everything on the left side gives $@0 - @1 = @=$, which must be $0$.",
      or: [
        "Subtracting the right side, we need $#1$ to be $#2$.",
        "For a solution, $#2$ must be the value of \\[ #1 \\]",
      ],
      [leftSide, rightSide],
      slips: [
        miscalculated {
          ($0[0].coefficient(1) - $0[1].coefficient(1)) * .x + $0[0].coefficient(0)
            + $0[1].coefficient(0)
        }
      ]
    ) { $0[0] - $0[1] }
    let solution = try step(
      simple ? .arithmetic : .algebra, "So the equation $@0 = 0$ has the solution $x = @=$.",
      or: ["Solving $#1$ for the unknown, we find $#2$.", "From $#1$ we find \\[ #2 \\]"],
      [difference],
      slips: [miscalculated { $0[0].coefficient(0) / $0[0].coefficient(1) }]
    ) { -$0[0].coefficient(0) / $0[0].coefficient(1) }
    guard let root = value(solution).rational, root.denominator < 20, root.numerator != 0 else {
      throw MATHRejection()
    }
    ask(
      solution,
      [
        "Solve for $x$: $\(left) = \(right).$",
        "What value of $x$ satisfies the equation $\(left) = \(right)?$",
        "Find the number $x$ for which $\(left) = \(right).$",
        "The equation $\(left) = \(right)$ has exactly one solution. What is it?",
      ])
  }

  mutating func tellLinearSystem() throws(MATHRejection) {
    let (x, y) = (MATHValue.fraction(nonzero(9), pick([1, 1, 1, 2, 3])), MATHValue.int(nonzero(9)))
    let numbers = (0..<4).map { _ in nonzero(7) }
    let (a, b, c, d) = (numbers[0], numbers[1], numbers[2], numbers[3])
    try require(a * d != b * c)
    let (e, f) = (.int(a) * x + .int(b) * y, .int(c) * x + .int(d) * y)
    try require(e.int != nil && f.int != nil)
    let givens = [a, b].map { given($0) } + [given(e)] + [c, d].map { given($0) } + [given(f)]
    let (qa, qb, qe, qc, qd, qf) =
      (givens[0], givens[1], givens[2], givens[3], givens[4], givens[5])
    let determinant = try step(
      .theorem, "The determinant of the system is $@(0) \\cdot @(1) - @(2) \\cdot @(3) = @=$.",
      or: [
        "For the coefficients of the system, the determinant comes to $#$.",
        "\\[ \\text{determinant of the system} = # \\]",
      ],
      [qa, qd, qb, qc],
      slips: [
        wrong("The determinant of the system is $@(0) \\cdot @(1) + @(2) \\cdot @(3) = @=$.") {
          $0[0] * $0[1] + $0[2] * $0[3]
        }
      ]
    ) { $0[0] * $0[1] - $0[2] * $0[3] }
    let xTop = try step(
      .algebra,
      "The determinant for the first unknown is $@(0) \\cdot @(1) - @(2) \\cdot @(3) = @=$.",
      or: [
        "With the first column replaced, the determinant comes to $#$.",
        "\\[ \\text{determinant for the first unknown} = # \\]",
      ],
      [qe, qd, qb, qf],
      slips: [miscalculated { $0[0] * $0[1] + $0[2] * $0[3] }]
    ) { $0[0] * $0[1] - $0[2] * $0[3] }
    let first = try step(
      .algebra, "By Cramer's rule, the first unknown is $x = \\frac{@0}{@1} = @=$.",
      or: [
        "Dividing the determinants gives the first unknown: $#$.",
        "Cramer's rule yields the first unknown, \\[ # \\]",
      ],
      [xTop, determinant],
      slips: [miscalculated { $0[1] / $0[0] }]
    ) { $0[0] / $0[1] }
    let kind = int(0...2)
    func latexSide(_ p: Int, _ q: Int) -> String {
      (MATHValue.int(p) * .x).latex + (q < 0 ? " - " : " + ") + (abs(q) == 1 ? "" : "\(abs(q))")
        + "y"
    }
    let equations =
      "$\(latexSide(a, b)) = \(e.latex)$ and $\(latexSide(c, d)) = \(f.latex)$"
    if kind == 0 {
      ask(
        first,
        [
          "If \(equations), what is the value of $x$?",
          "Find $x$, given that \(equations).",
          "The numbers $x$ and $y$ satisfy \(equations). Determine $x$.",
          "Suppose that \(equations). Compute $x$.",
        ])
      return
    }
    let yTop = try step(
      .algebra,
      "The determinant for the second unknown is $@(0) \\cdot @(1) - @(2) \\cdot @(3) = @=$.",
      or: [
        "With the second column replaced, the determinant comes to $#$.",
        "\\[ \\text{determinant for the second unknown} = # \\]",
      ],
      [qa, qf, qe, qc],
      slips: [miscalculated { $0[2] * $0[3] - $0[0] * $0[1] }]
    ) { $0[0] * $0[1] - $0[2] * $0[3] }
    let second = try step(
      .algebra, "In the same way, the second unknown is $y = \\frac{@0}{@1} = @=$.",
      or: [
        "Dividing the determinants gives the second unknown: $#$.",
        "Likewise the second unknown is \\[ # \\]",
      ],
      [yTop, determinant]
    ) { $0[0] / $0[1] }
    if kind == 1 {
      let pair = try step(
        .arithmetic, "Together, $(x, y) = (@0, @1) = @=$.",
        or: ["So the pair of solutions is $#$.", "Hence the system is solved by \\[ # \\]"],
        [first, second],
        slips: [wrong("Together, $(x, y) = (@1, @0) = @=$.") { .tuple([$0[1], $0[0]]) }]
      ) { .tuple([$0[0], $0[1]]) }
      ask(
        pair,
        [
          "Solve the system \(equations). Give your answer as an ordered pair $(x, y)$.",
          "Find the ordered pair $(x, y)$ for which \(equations).",
          "The lines \(equations) meet in one point. What is this point?",
          "Determine the point $(x, y)$ at which the lines \(equations) intersect.",
        ])
    } else {
      let sum = try step(
        .arithmetic, "The sum is $@0 @+1 = @=$.",
        or: ["Adding the two solutions, we have $#$.", "\\[ \\text{sum of the solutions} = # \\]"],
        [first, second],
        slips: [miscalculated { $0[0] - $0[1] }]
      ) { $0[0] + $0[1] }
      ask(
        sum,
        [
          "If \(equations), what is $x + y$?",
          "Find $x + y$, given that \(equations).",
          "The numbers $x$ and $y$ satisfy \(equations). Determine their sum.",
          "Suppose that \(equations). Compute $x + y$.",
        ])
    }
  }

  mutating func tellQuadraticEquation() throws(MATHRejection) {
    let (a, b, c) = (int(1...6), nonzero(14), nonzero(20))
    let polynomial = MATHValue.polynomial([.int(a), .int(b), .int(c)])
    try require(greatestCommonDivisor(greatestCommonDivisor(a, b), c) == 1)
    let (qa, qb, qc) = (given(a), given(b), given(c))
    let discriminant = try step(
      .algebra, "The discriminant is $@^0^2 - 4 \\cdot @1 \\cdot @(2) = @=$.",
      or: [
        "For the discriminant of the equation, we compute $#$.", "\\[ \\text{discriminant} = # \\]",
      ], [qb, qa, qc],
      slips: [
        wrong("The discriminant is $@^0^2 + 4 \\cdot @1 \\cdot @(2) = @=$.") {
          $0[0] * $0[0] + 4 * $0[1] * $0[2]
        }
      ]
    ) { $0[0] * $0[0] - 4 * $0[1] * $0[2] }
    let number = try int(discriminant)
    try require(number > 0)
    let equation = polynomial.latex + " = 0"
    if int(0...3) == 0 {
      ask(
        discriminant,
        [
          "What is the discriminant of the equation $\(equation)?$",
          "Compute the discriminant of $\(polynomial.latex).$",
          "Find the discriminant of the quadratic $\(polynomial.latex).$",
          "The quadratic equation $\(equation)$ is given. Determine its discriminant.",
        ])
      return
    }
    let root = try step(
      .arithmetic, "Its square root is $\\sqrt{@0} = @=$.",
      or: [
        "The root of the discriminant is $#$.",
        "\\[ \\text{square root of the discriminant} = # \\]",
      ], [discriminant]
    ) {
      $0[0].sign == 1 ? .squareRoot($0[0]) : .undefined
    }
    let larger = try step(
      .algebra, "The larger root is $x = \\frac{-@(0) + @1}{2 \\cdot @2} = @=$.",
      or: [
        "With the plus sign, the formula gives $#$.",
        "The quadratic formula with plus yields \\[ # \\]",
      ], [qb, root, qa],
      slips: [
        wrong("The larger root is $x = \\frac{@0 + @1}{2 \\cdot @2} = @=$.") {
          ($0[0] + $0[1]) / (2 * $0[2])
        },
        miscalculated { (-$0[0] + $0[1]) / $0[2] },
      ]
    ) { (-$0[0] + $0[1]) / (2 * $0[2]) }
    let kind = int(0...2)
    if kind == 0 {
      ask(
        larger,
        [
          "Find the larger root of the equation $\(equation).$",
          "What is the larger of the two solutions of $\(equation)?$",
          "The equation $\(equation)$ has two real solutions. Compute the larger one.",
          "Determine the greatest number $x$ for which $\(equation).$",
        ])
      return
    }
    let smaller = try step(
      .algebra, "The smaller root is $x = \\frac{-@(0) - @1}{2 \\cdot @2} = @=$.",
      or: [
        "With the minus sign, the formula gives $#$.",
        "The quadratic formula with minus yields \\[ # \\]",
      ],
      [qb, root, qa],
      slips: [miscalculated { (-$0[0] - $0[1]) / $0[2] }]
    ) { (-$0[0] - $0[1]) / (2 * $0[2]) }
    if kind == 1 {
      let roots = try step(
        .arithmetic, "The solutions are $x \\in \\{@0, @1\\} = @=$.",
        or: [
          "So exactly these numbers solve the equation: $#$.",
          "As the solution set we have \\[ # \\]",
        ], [smaller, larger],
        slips: [wrong("The solutions are $x \\in \\{@1\\} = @=$.") { .set([$0[1]]) }]
      ) { .ascending([$0[0], $0[1]]) }
      ask(
        roots,
        [
          "Find all solutions of $\(equation).$ Give your answer as a set.",
          "Solve the equation $\(equation)$ and write down the set of its real solutions.",
          "What is the set of all numbers $x$ with $\(equation)?$",
          "Determine the solution set of $\(equation).$",
        ])
    } else {
      let difference = try step(
        .algebra, "The distance of the roots is $@0 - @1 = @=$.",
        or: [
          "On the number line, the roots lie $#$ apart.",
          "\\[ \\text{distance of the roots} = # \\]",
        ], [larger, smaller],
        slips: [wrong("The distance of the roots is $@0 + @1 = @=$.") { $0[0] + $0[1] }]
      ) { $0[0] - $0[1] }
      ask(
        difference,
        [
          "What is the positive difference of the two roots of $\(equation)?$",
          "How far apart are the two points at which the graph of $y = \(polynomial.latex)$ meets "
            + "the $x$-axis?",
          "Let $r > s$ be the two solutions of $\(equation).$ Find $r - s.$",
          "Compute the positive difference between the solutions of $\(equation).$",
        ])
    }
  }
}
