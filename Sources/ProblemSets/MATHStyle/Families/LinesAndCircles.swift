import Answers

/// Algebra: lines and circles in the plane.
extension MATHDraft {
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
        .algebra, "The squared distance is $(@0 - @1)^2 + (@2 - @3)^2 = @=$.",
        or: [
          "By the distance formula, the square of the distance is $#$.",
          "\\[ \\text{squared distance} = # \\]",
        ], [c, a, d, b],
        slips: [
          wrong("The squared distance is $(@0 + @1)^2 + (@2 + @3)^2 = @=$.") {
            (($0[0] + $0[1]) ^ 2) + (($0[2] + $0[3]) ^ 2)
          }
        ]
      ) { (($0[0] - $0[1]) ^ 2) + (($0[2] - $0[3]) ^ 2) }
      let distance = try step(
        .arithmetic, "The distance is $\\sqrt{@0} = @=$.",
        or: ["Taking the root, the points are $#$ apart.", "\\[ \\text{distance} = # \\]"], [square]
      ) {
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
        .arithmetic, "The first coordinate is $\\frac{@0 + @1}{2} = @=$.",
        or: [
          "Averaging the first coordinates gives $#$.",
          "\\[ \\text{first coordinate of the midpoint} = # \\]",
        ], [a, c],
        slips: [
          wrong("The first coordinate is $\\frac{@0 - @1}{2} = @=$.") { ($0[0] - $0[1]) / 2 }
        ]
      ) { ($0[0] + $0[1]) / 2 }
      let y = try step(
        .arithmetic, "The second coordinate is $\\frac{@0 + @1}{2} = @=$.",
        or: [
          "Averaging the second coordinates gives $#$.",
          "\\[ \\text{second coordinate of the midpoint} = # \\]",
        ], [b, d],
        slips: [miscalculated { $0[0] + $0[1] }]
      ) { ($0[0] + $0[1]) / 2 }
      let middle = try step(
        .arithmetic, "So the midpoint is $(@0, @1) = @=$.",
        or: ["Putting both together, the midpoint lies at $#$.", "\\[ \\text{midpoint} = # \\]"],
        [x, y],
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
        .algebra, "The slope of the line is $\\frac{@0 - @1}{@2 - @3} = @=$.",
        or: ["Rise over run gives the slope $#$.", "\\[ \\text{slope} = # \\]"], [d, b, c, a],
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
          .theorem, "A perpendicular line has the slope $-1 \\div @(0) = @=$.",
          or: [
            "Turning by a right angle, the slope becomes $#$.",
            "\\[ \\text{slope of the perpendicular line} = # \\]",
          ], [slope],
          slips: [miscalculated { 1 / $0[0] }, miscalculated { -$0[0] }]
        ) { -1 / $0[0] }
      }
      let intercept = try step(
        .algebra, "The intercept with the $y$-axis is $@0 - @(1) \\cdot @(2) = @=$.",
        or: [
          "The line crosses the $#1$-axis at $#2$.",
          "Along the $#1$-axis, the intercept is \\[ #2 \\]",
        ],
        [at.1, direction, at.0],
        slips: [
          wrong("The intercept with the $y$-axis is $@0 + @(1) \\cdot @(2) = @=$.") {
            $0[0] + $0[1] * $0[2]
          }
        ]
      ) { $0[0] - $0[1] * $0[2] }
      let line = try step(
        .algebra, "The line has the equation $y = @(0) \\cdot x @+1 = @=$.",
        or: [
          "Slope and intercept together give $#$.", "As an equation of the line we have \\[ # \\]",
        ],
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
        + "$-\\frac{@0}{2} = @=$.",
      or: [
        "In $#1$ the square is completed at $#2$.",
        "The center's first coordinate, from the terms with $#1$, is \\[ #2 \\]",
      ], [d],
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
        + "$-\\frac{@0}{2} = @=$.",
      or: [
        "In $#1$ the square is completed at the height $#2$.",
        "The center's second coordinate, from the terms with $#1$, is \\[ #2 \\]",
      ], [e],
      slips: [miscalculated { $0[0] / 2 }]
    ) { -$0[0] / 2 }
    let kind = int(0...2)
    if kind == 0 {
      let center = try step(
        .arithmetic, "The center is $(@0, @1) = @=$.",
        or: ["Both coordinates together give the center $#$.", "\\[ \\text{center} = # \\]"],
        [x, y]
      ) {
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
      .algebra, "The squared radius is $@^0^2 + @^1^2 - @2 = @=$.",
      or: [
        "Moving the constant to the other side, the square of the radius is $#$.",
        "\\[ \\text{squared radius} = # \\]",
      ], [x, y, f],
      slips: [
        wrong("The squared radius is $@^0^2 + @^1^2 + @2 = @=$.") {
          $0[0] * $0[0] + $0[1] * $0[1] + $0[2]
        }
      ]
    ) { $0[0] * $0[0] + $0[1] * $0[1] - $0[2] }
    try require(value(square).sign == 1)
    if kind == 1 {
      let radius = try step(
        .arithmetic, "The radius is $\\sqrt{@0} = @=$.",
        or: ["Taking the root, the radius comes to $#$.", "\\[ \\text{radius} = # \\]"], [square]
      ) {
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
        .theorem, "The area is $\\pi r^2 = \\pi \\cdot @0 = @=$.",
        or: ["The disk has the area $#$.", "With the formula for the area of a circle, \\[ # \\]"],
        [square],
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
