import Answers

/// Precalculus: derivatives and limits.
extension MATHDraft {
  mutating func tellDerivatives() throws(MATHRejection) {
    let degree = int(2...5)
    var coefficients = (0...degree).map { _ in int(-6...6) }
    coefficients[0] = nonzero(5)
    let polynomial = MATHValue.polynomial(coefficients.map(MATHValue.int))
    let f = given(polynomial)
    let name = polynomial.latex
    let derivative = try step(
      .theorem, "The derivative of $@0$ is $f'(x) = @=$.",
      or: [
        "Differentiating $#1$ term by term, we get $#2$.",
        "For $#1$, the power rule gives \\[ #2 \\]",
      ], [f],
      slips: [
        miscalculated { values in
          // The exponents stay as they are.
          values[0].derivative * .x
        }
      ]
    ) { $0[0].derivative }
    let kind = int(0...3)
    if kind == 0 {
      ask(
        derivative,
        [
          "Find the derivative of $f(x) = \(name).$", "What is $f'(x)$ if $f(x) = \(name)$?",
          "Differentiate $f(x) = \(name).$", "Let $f(x) = \(name).$ Compute $f'(x).$",
        ])
      return
    }
    let place = nonzero(3)
    let c = given(place)
    let slope = try step(
      .algebra, "At $x = @1$, the derivative $f'(x) = @0$ has the value $@=$.",
      or: [
        "Putting $#1$ into the derivative $#2$ gives $#3$.",
        "At $#1$, the derivative $#2$ takes the value \\[ #3 \\]",
      ], [derivative, c],
      slips: [miscalculated { $0[0].at(-$0[1]) }]
    ) { $0[0].at($0[1]) }
    if kind == 1 {
      ask(
        slope,
        [
          "What is the slope of the tangent to the graph of $f(x) = \(name)$ at $x = \(place)$?",
          "Let $f(x) = \(name).$ Find $f'(\(place)).$",
          "Compute $\\displaystyle \\lim_{h \\to 0} \\frac{f(\(place) + h) - f(\(place))}{h}$ for "
            + "$f(x) = \(name).$",
          "How steep is the graph of $f(x) = \(name)$ at the point with $x = \(place)$? Give the "
            + "slope.",
        ])
      return
    }
    if kind == 2 {
      let second = try step(
        .theorem, "The second derivative, from $@0$, is $f''(x) = @=$.",
        or: [
          "Differentiating $#1$ once more, we get $#2$.",
          "For $#1$, another use of the power rule gives \\[ #2 \\]",
        ], [derivative]
      ) { $0[0].derivative }
      let value = try step(
        .algebra, "At $x = @1$, the second derivative $f''(x) = @0$ has the value $@=$.",
        or: [
          "Putting $#1$ into the second derivative $#2$ gives $#3$.",
          "At $#1$, the second derivative $#2$ takes the value \\[ #3 \\]",
        ],
        [second, c], slips: [miscalculated { $0[0].at(-$0[1]) }]
      ) { $0[0].at($0[1]) }
      ask(
        value,
        [
          "Let $f(x) = \(name).$ Find $f''(\(place)).$",
          "What is the second derivative of $f(x) = \(name)$ at $x = \(place)$?",
          "Compute $f''(\(place))$ for $f(x) = \(name).$",
          "If $f(x) = \(name),$ what is the value of $f''(\(place))$?",
        ])
      return
    }
    let height = try step(
      .algebra, "The point of the graph of $@0$ at $x = @1$ has the height $@=$.",
      or: [
        "Putting $#2$ into $#1$, the height of the point is $#3$.",
        "The graph of $#1$ has at $#2$ the height \\[ #3 \\]",
      ], [f, c],
      slips: [miscalculated { $0[0].at(-$0[1]) }]
    ) { $0[0].at($0[1]) }
    let intercept = try step(
      .algebra, "The tangent meets the $y$-axis at $@0 - @(1) \\cdot @(2) = @=$.",
      or: [
        "So the tangent crosses the vertical axis (the $#1$-axis) at $#2$.",
        "The intercept of the tangent on the $#1$-axis is \\[ #2 \\]",
      ],
      [height, slope, c],
      slips: [
        wrong(
          "The tangent meets the $y$-axis at $@0 + @(1) \\cdot @(2) = @=$."
        ) {
          $0[0] + $0[1] * $0[2]
        }
      ]
    ) { $0[0] - $0[1] * $0[2] }
    let line = try step(
      .algebra, "So the tangent is the graph of $@(0) \\cdot x @+1 = @=$.",
      or: [
        "Hence the tangent belongs to the linear function $#$.",
        "\\[ \\text{linear function of the tangent} = # \\]",
      ], [slope, intercept]
    ) { $0[0] * .x + $0[1] }
    try require(value(slope).int != 0)
    ask(
      line,
      [
        "The tangent to the graph of $f(x) = \(name)$ at $x = \(place)$ has the equation "
          + "$y = mx + b.$ What is the polynomial $mx + b$?",
        "Find the linear function whose graph is the tangent to $y = \(name)$ at $x = \(place).$",
        "Determine the linear polynomial $t(x)$ such that $y = t(x)$ is tangent to the graph of "
          + "$f(x) = \(name)$ at $x = \(place).$",
        "Let $f(x) = \(name).$ Express $y$ in terms of $x$ on the tangent to the graph of $f$ at "
          + "$x = \(place).$",
      ])
  }

  mutating func tellLimits() throws(MATHRejection) {
    let root = nonzero(5)
    let degree = int(1...2)
    func factor(_ draft: inout MATHDraft) -> MATHValue {
      .int(draft.int(1...3)) * .x + .int(draft.nonzero(9))
    }
    let p = degree == 1 ? factor(&self) : factor(&self) * factor(&self)
    let q = factor(&self)
    let common = MATHValue.x - .int(root)
    let (numerator, denominator) = (given(p * common), given(q * common))
    let divisor = given(common)
    let place = given(root)
    let (a, b) = (value(numerator).latex, value(denominator).latex)
    let upper = try step(
      .theorem, "Without the common factor $@1$, the numerator $@0$ becomes $@=$.",
      or: [
        "Dividing the numerator $#2$ by $#1$, we are left with $#3$.",
        "Cancelling $#1$ in the numerator $#2$ leaves \\[ #3 \\]",
      ],
      [numerator, divisor],
      slips: [
        miscalculated { values in
          (values[0] / values[1]).at(-1 * .x)
        }
      ]
    ) { $0[0] / $0[1] }
    let lower = try step(
      .algebra, "Without the common factor $@1$, the denominator $@0$ becomes $@=$.",
      or: [
        "Dividing the denominator $#2$ by $#1$, we are left with $#3$.",
        "Cancelling $#1$ in the denominator $#2$ leaves \\[ #3 \\]",
      ],
      [denominator, divisor],
      slips: [
        miscalculated { values in
          (values[0] / values[1]).at(-1 * .x)
        }
      ]
    ) { $0[0] / $0[1] }
    let high = try step(
      .arithmetic, "The numerator $@0$ tends to $@=$ as $x \\to @1$.",
      or: [
        "As $#3$, the limit of the numerator $#1$ is $#2$.",
        "In the numerator $#1$, for $#3$, we reach \\[ #2 \\]",
      ], [upper, place],
      slips: [miscalculated { $0[0].at(-$0[1]) }]
    ) { $0[0].at($0[1]) }
    let low = try step(
      .arithmetic, "The denominator $@0$ tends to $@=$ as $x \\to @1$.",
      or: [
        "As $#3$, the limit of the denominator $#1$ is $#2$.",
        "In the denominator $#1$, for $#3$, we reach \\[ #2 \\]",
      ], [lower, place],
      slips: [miscalculated { $0[0].at(-$0[1]) }]
    ) { $0[0].at($0[1]) }
    try require(value(low).int != 0 && value(high).int != 0)
    let limit = try step(
      .arithmetic, "So the limit is $\\frac{@0}{@1} = @=$.",
      or: ["Dividing the two limits, we get $#$.", "\\[ \\text{limit} = # \\]"], [high, low],
      slips: [miscalculated { $0[1] / $0[0] }]
    ) { $0[0] / $0[1] }
    let text = "\\lim_{x \\to \(root)} \\frac{\(a)}{\(b)}"
    ask(
      limit,
      [
        "Compute $\\displaystyle \(text).$", "Find the limit $\\displaystyle \(text).$",
        "What is the value of $\\displaystyle \(text)$?",
        "What number does $\\frac{\(a)}{\(b)}$ approach as $x$ approaches $\(root)$?",
      ])
  }
}
