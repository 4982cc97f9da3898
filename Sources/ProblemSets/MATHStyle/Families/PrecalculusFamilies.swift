import Answers

/// Precalculus: trigonometric values, vectors, matrices, powers of complex numbers, limits and
/// derivatives.
extension MATHDraft {
  mutating func tellTrigonometricValues() throws(MATHRejection) {
    let count = int(1...4)
    let angles = Array(stride(from: 0, through: 690, by: 15)).filter {
      $0 > 90 && $0 % 90 != 0 && ($0 % 30 == 0 || $0 % 45 == 0)
    }
    var text = ""
    var current: MATHQuantity?
    let drawn = sample(count, of: angles)
    try require(Set(drawn.map { $0 % 360 }).count == count)
    for (index, degrees) in drawn.enumerated() {
      let isSine = flip()
      let name = isSine ? "sin" : "cos"
      let angle = given(.degrees(.init(degrees)))
      let ordinal = Self.ordinals[index]
      var reduced = angle
      if degrees >= 360 {
        reduced = try step(
          .arithmetic, "A full turn less makes the \(ordinal) angle $@0 - 360^\\circ = @=$.",
          [angle]
        ) { $0[0] - .degrees(.init(360)) }
      }
      let sine: @Sendable ([MATHValue]) -> MATHValue = {
        isSine ? MATHDraft.sine($0[0]) : MATHDraft.cosine($0[0])
      }
      let result = try step(
        .algebra, "For the \(ordinal) angle, $\\\(name) @0 = @=$.", [reduced],
        slips: [
          miscalculated { isSine ? -MATHDraft.sine($0[0]) : -MATHDraft.cosine($0[0]) },
          miscalculated { isSine ? MATHDraft.cosine($0[0]) : MATHDraft.sine($0[0]) },
        ], sine)
      let term = "\\\(name) \(degrees)^\\circ"
      guard let before = current else {
        text = term
        current = result
        continue
      }
      let kind = int(0...2)
      let sign = ["+", "-", "\\cdot"][kind]
      if kind == 2 { try require(index == 1) }
      text += " \(sign) \(term)"
      let last = kind == 2 ? "$@(0) \\cdot @(1) = @=$" : "$@0 \(sign) (@1) = @=$"
      current = try step(
        .arithmetic, "With the \(ordinal) angle, the value is \(last).", [before, result]
      ) { kind == 0 ? $0[0] + $0[1] : kind == 1 ? $0[0] - $0[1] : $0[0] * $0[1] }
    }
    guard let current else { throw MATHRejection() }
    ask(
      current,
      [
        "Compute $\(text).$", "What is the exact value of $\(text)?$",
        "Evaluate $\(text)$ without a calculator.",
        "Find $\(text)$ in simplest exact form.",
      ])
  }

  private mutating func vector(_ size: Int) -> MATHValue {
    .tuple((0..<size).map { _ in .int(int(-7...7)) })
  }

  private static let dot: @Sendable ([MATHValue]) -> MATHValue = { values in
    zip(values[0].elements, values[1].elements).reduce(0) { $0 + $1.0 * $1.1 }
  }

  mutating func tellVectors() throws(MATHRejection) {
    let size = int(2...3)
    let (a, b) = (given(vector(size)), given(vector(size)))
    let (u, v) = (value(a).latex, value(b).latex)
    let zero = MATHValue.tuple((0..<size).map { _ in 0 })
    try require(value(a) != zero && value(b) != zero && u != v)
    let vectors = "$\\mathbf{u} = \(u)$ and $\\mathbf{v} = \(v)$"
    let kind = int(0...4)
    if kind == 0 {
      let (p, q) = (nonzero(5), nonzero(5))
      let (qp, qq) = (given(p), given(q))
      let first = try step(
        .arithmetic, "The first multiple is $@0 \\cdot @1 = @=$.", [qp, a]
      ) { $0[0] * $0[1] }
      let second = try step(
        .arithmetic, "The second multiple is $@0 \\cdot @1 = @=$.", [qq, b]
      ) { $0[0] * $0[1] }
      let sum = try step(
        .arithmetic, "The sum is $@0 + @1 = @=$.", [first, second],
        slips: [wrong("The sum is $@0 - @1 = @=$.") { $0[0] - $0[1] }]
      ) { $0[0] + $0[1] }
      let text =
        (MATHValue.int(p) * .x).latex.replacing("x", with: "\\mathbf{u}")
        + (q < 0 ? " - " : " + ") + (abs(q) == 1 ? "" : "\(abs(q))") + "\\mathbf{v}"
      ask(
        sum,
        [
          "Let \(vectors). Find $\(text).$", "If \(vectors), what is the vector $\(text)$?",
          "Compute $\(text)$ for the vectors \(vectors).",
          "Given the vectors \(vectors), determine $\(text).$",
        ])
      return
    }
    let product = try step(
      .algebra, "The dot product is $@0 \\cdot @1 = @=$.", [a, b],
      slips: [
        miscalculated { values in
          values[0].elements.reduce(0) { $0 + $1 } * values[1].elements.reduce(0) { $0 + $1 }
        }
      ], Self.dot)
    if kind == 1 {
      ask(
        product,
        [
          "Let \(vectors). Find $\\mathbf{u} \\cdot \\mathbf{v}.$",
          "What is the dot product of \(vectors)?",
          "Compute the dot product of the vectors \(vectors).",
          "Given the vectors \(vectors), determine $\\mathbf{u} \\cdot \\mathbf{v}.$",
        ])
      return
    }
    let square = try step(
      .algebra, "The squared length of the second vector is $@0 \\cdot @0 = @=$.", [b],
      slips: [
        miscalculated { values in
          values[0].elements.reduce(0) { $0 + $1.magnitude }
        }
      ]
    ) { values in values[0].elements.reduce(0) { $0 + $1 * $1 } }
    if kind == 2 {
      let factor = try step(
        .algebra, "The factor of the projection is $\\frac{@0}{@1} = @=$.", [product, square],
        slips: [
          wrong("The factor of the projection is $\\frac{@0}{\\sqrt{@1}} = @=$.") {
            $0[1].sign == 1 ? $0[0] / .squareRoot($0[1]) : .undefined
          }
        ]
      ) { $0[0] / $0[1] }
      let projection = try step(
        .theorem, "So the projection is $@0 \\cdot @1 = @=$.", [factor, b]
      ) { $0[0] * $0[1] }
      try require(value(factor).int != 0)
      ask(
        projection,
        [
          "Let \(vectors). Find the projection of $\\mathbf{u}$ onto $\\mathbf{v}.$",
          "For \(vectors), what is the projection of $\\mathbf{u}$ onto $\\mathbf{v}$?",
          "Compute $\\operatorname{proj}_{\\mathbf{v}} \\mathbf{u}$ for the vectors \(vectors).",
          "Given the vectors \(vectors), determine the orthogonal projection of $\\mathbf{u}$ onto "
            + "the line spanned by $\\mathbf{v}.$",
        ])
      return
    }
    let other = try step(
      .algebra, "The squared length of the first vector is $@0 \\cdot @0 = @=$.", [a]
    ) { values in values[0].elements.reduce(0) { $0 + $1 * $1 } }
    if kind == 3 {
      let area = try step(
        .theorem, "The square of the area is $@0 \\cdot @1 - @^2^2 = @=$.",
        [other, square, product],
        slips: [
          wrong("The square of the area is $@0 \\cdot @1 + @^2^2 = @=$.") {
            $0[0] * $0[1] + $0[2] * $0[2]
          }
        ]
      ) { $0[0] * $0[1] - $0[2] * $0[2] }
      let root = try step(
        .arithmetic, "So the area of the parallelogram is $\\sqrt{@0} = @=$.", [area], Self.root)
      ask(
        root,
        [
          "What is the area of the parallelogram spanned by \(vectors)?",
          "Find the area of the parallelogram that the vectors \(vectors) span.",
          "Two sides of a parallelogram are given by the vectors \(vectors). Compute its area.",
          "The vectors \(vectors) generate a parallelogram. How large is its area?",
        ])
      return
    }
    let lengths = try step(
      .arithmetic, "The product of the lengths is $\\sqrt{@0 \\cdot @1} = @=$.", [other, square]
    ) { $0[0].sign == 1 && $0[1].sign == 1 ? .squareRoot($0[0] * $0[1]) : .undefined }
    let cosine = try step(
      .theorem, "So the cosine of the angle is $@0 \\div @1 = @=$.", [product, lengths],
      slips: [miscalculated { $0[1] / $0[0] }]
    ) { $0[0] / $0[1] }
    try require(value(cosine).int == nil)
    ask(
      cosine,
      [
        "What is the cosine of the angle between the vectors \(vectors)?",
        "Let $\\theta$ be the angle between \(vectors). Find $\\cos \\theta.$",
        "Compute $\\cos \\theta$ for the angle $\\theta$ between the vectors \(vectors).",
        "Given the vectors \(vectors), determine the cosine of the angle that they enclose.",
      ])
  }

  private mutating func matrix() -> MATHValue {
    .matrix((0..<2).map { _ in (0..<2).map { _ in .int(int(-6...6)) } })
  }

  static func determinant(_ value: MATHValue) -> MATHValue {
    guard case .matrix(let rows) = value, rows.count == 2, rows[0].count == 2 else {
      return .undefined
    }
    return rows[0][0] * rows[1][1] - rows[0][1] * rows[1][0]
  }

  private static func adjugate(_ value: MATHValue) -> MATHValue {
    guard case .matrix(let rows) = value, rows.count == 2, rows[0].count == 2 else {
      return .undefined
    }
    return .matrix([[rows[1][1], -rows[0][1]], [-rows[1][0], rows[0][0]]])
  }

  mutating func tellMatrices() throws(MATHRejection) {
    let (a, b) = (given(matrix()), given(matrix()))
    let (m, n) = (value(a).latex, value(b).latex)
    try require(m != n)
    let names = "$A = \(m)$ and $B = \(n)$"
    let entries: [MATHQuantity]
    guard case .matrix(let rows) = value(a) else { throw MATHRejection() }
    entries = rows.flatMap { $0 }.map { given($0) }
    let determinantWords = "The determinant of $A$ is $@(0) \\cdot @(1) - @(2) \\cdot @(3) = @=$."
    let determinantOperands = [entries[0], entries[3], entries[1], entries[2]]
    let determinantSlip = wrong(
      "The determinant of $A$ is $@(0) \\cdot @(1) + @(2) \\cdot @(3) = @=$."
    ) { $0[0] * $0[1] + $0[2] * $0[3] }
    switch int(0...4) {
    case 0:
      let product = try step(
        .theorem, "Row by column, $AB = @0 @1 = @=$.", [a, b],
        slips: [miscalculated { $0[1] * $0[0] }]
      ) { $0[0] * $0[1] }
      guard flip() else {
        ask(
          product,
          [
            "Let \(names). Find the matrix $AB.$", "If \(names), what is the product $AB$?",
            "Compute $AB$ for the matrices \(names).",
            "Given the matrices \(names), determine $AB.$",
          ])
        return
      }
      let reversed = try step(
        .theorem, "In the other order, $BA = @1 @0 = @=$.", [a, b]
      ) { $0[1] * $0[0] }
      let difference = try step(
        .algebra, "The difference is $@0 - @1 = @=$.", [product, reversed],
        slips: [wrong("The difference is $@1 - @0 = @=$.") { $0[1] - $0[0] }]
      ) { $0[0] - $0[1] }
      ask(
        difference,
        [
          "Let \(names). Find the matrix $AB - BA.$", "If \(names), what is $AB - BA$?",
          "Compute $AB - BA$ for the matrices \(names).",
          "Given the matrices \(names), determine the matrix $AB - BA.$",
        ])
    case 1:
      let determinant = try step(
        .algebra, determinantWords, determinantOperands, slips: [determinantSlip]
      ) { $0[0] * $0[1] - $0[2] * $0[3] }
      ask(
        determinant,
        [
          "What is the determinant of the matrix $A = \(m)$?",
          "Find $\\det A$ for $A = \(m).$", "Compute the determinant of $A = \(m).$",
          "Let $A = \(m).$ Determine $\\det A.$",
        ])
    case 2:
      let determinant = try step(
        .algebra, determinantWords, determinantOperands, slips: [determinantSlip]
      ) { $0[0] * $0[1] - $0[2] * $0[3] }
      try require(value(determinant).int != 0 && value(determinant).int != 1)
      let adjugate = try step(
        .theorem, "Swapping the diagonal entries of $@0$ and changing the other signs gives $@=$.",
        [a],
        slips: [miscalculated { -MATHDraft.adjugate($0[0]) }]
      ) { MATHDraft.adjugate($0[0]) }
      let inverse = try step(
        .algebra, "Divided by the determinant $@0$, the matrix $@1$ becomes $@=$.",
        [determinant, adjugate], slips: [miscalculated { $0[0] * $0[1] }]
      ) { (1 / $0[0]) * $0[1] }
      ask(
        inverse,
        [
          "What is the inverse of the matrix $A = \(m)$?", "Find $A^{-1}$ for $A = \(m).$",
          "Compute the inverse of $A = \(m).$", "Let $A = \(m).$ Determine the matrix $A^{-1}.$",
        ])
    case 3:
      let determinant = try step(
        .algebra, determinantWords, determinantOperands, slips: [determinantSlip]
      ) { $0[0] * $0[1] - $0[2] * $0[3] }
      let power = int(2...4)
      let factor = nonzero(4)
      let (k, c) = (given(power), given(factor))
      try require(abs(value(determinant).int ?? 0) > 1 && abs(factor) > 1)
      let raised = try step(
        .theorem, "For the power of the matrix, it becomes $@^0^@1 = @=$.", [determinant, k],
        slips: [
          wrong("For the power of the matrix, it becomes $@(0) \\cdot @1 = @=$.") {
            $0[0] * $0[1]
          }
        ]
      ) { $0[0] ^ $0[1] }
      let scaled = try step(
        .theorem, "The factor counts twice, once for each row: $@^0^2 \\cdot @(1) = @=$.",
        [c, raised],
        slips: [
          wrong("The factor counts twice, once for each row: $@(0) \\cdot @(1) = @=$.") {
            $0[0] * $0[1]
          }
        ]
      ) { $0[0] * $0[0] * $0[1] }
      let text = "\\det(\(factor) A^\(power))"
      ask(
        scaled,
        [
          "Let $A = \(m).$ Find $\(text).$", "If $A = \(m),$ what is $\(text)$?",
          "Compute $\(text)$ for the matrix $A = \(m).$",
          "The matrix $A = \(m)$ is given. Determine $\(text).$",
        ])
    default:
      let (p, q) = (nonzero(4), nonzero(4))
      let (qp, qq) = (given(p), given(q))
      let first = try step(
        .arithmetic, "The multiple of the first matrix is $@(0) \\cdot @1 = @=$.", [qp, a]
      ) { $0[0] * $0[1] }
      let second = try step(
        .arithmetic, "The multiple of the second matrix is $@(0) \\cdot @1 = @=$.", [qq, b]
      ) { $0[0] * $0[1] }
      let sum = try step(.arithmetic, "The sum is $@0 + @1 = @=$.", [first, second]) {
        $0[0] + $0[1]
      }
      let text =
        (MATHValue.int(p) * .x).latex.replacing("x", with: "A")
        + (q < 0 ? " - " : " + ") + (abs(q) == 1 ? "" : "\(abs(q))") + "B"
      ask(
        sum,
        [
          "Let \(names). Find the matrix $\(text).$", "If \(names), what is $\(text)$?",
          "Compute $\(text)$ for the matrices \(names).",
          "Given the matrices \(names), determine $\(text).$",
        ])
    }
  }

  mutating func tellComplexPowers() throws(MATHRejection) {
    let isSixty = flip()
    let scale = int(1...12)
    let signs = (flip() ? 1 : -1, flip() ? 1 : -1)
    let base: MATHValue =
      .int(scale) * (.int(signs.0) + .int(signs.1) * .i * (isSixty ? .squareRoot(3) : 1))
    let exponent = int(2...12)
    try require(Self.power(scale * 2, exponent) < 3_000_000)
    let (z, n) = (given(base), given(exponent))
    let modulus = try step(
      .algebra, "The absolute value of $@0$ is $r = @=$.", [z],
      slips: [miscalculated { $0[0] * $0[0].conjugated }]
    ) { values in
      let square = values[0] * values[0].conjugated
      return square.sign == 1 ? .squareRoot(square) : .undefined
    }
    let angle = try step(
      .theorem, "The argument of $@0$ is $\\theta = @=$.", [z],
      slips: [miscalculated { .degrees(.init(360)) - MATHDraft.argument($0[0]) }]
    ) { MATHDraft.argument($0[0]) }
    let power = try step(
      .algebra, "By De Moivre's theorem, the new absolute value is $(@0)^{@1} = @=$.",
      [modulus, n],
      slips: [
        wrong(
          "By De Moivre's theorem, the new absolute value is $(@0) \\cdot @1 = @=$."
        ) {
          $0[0] * $0[1]
        }
      ]
    ) { $0[0] ^ $0[1] }
    let turned = try step(
      .theorem, "The new argument is $@1 \\cdot @0 = @=$.", [angle, n],
      slips: [wrong("The new argument is $@0 \\div @1 = @=$.") { $0[0] / $0[1] }]
    ) { $0[0] * $0[1] }
    if int(0...2) == 0 {
      let reduced = try step(
        .arithmetic,
        "Without full turns, the argument is $@0 - 360^\\circ \\cdot "
          + "\\lfloor \\frac{@0}{360^\\circ} \\rfloor = @=$.", [turned]
      ) { MATHDraft.withoutTurns($0[0]) }
      let text = "\\left(\(base.latex)\\right)^{\(exponent)}"
      try require(value(reduced) != .degrees(.init(0)))
      ask(
        reduced,
        [
          "The number $\(text)$ is written as $r (\\cos \\theta + i \\sin \\theta)$ with $r > 0$ and "
            + "$0^\\circ \\le \\theta < 360^\\circ.$ Find $\\theta$ in degrees.",
          "What is the argument of $\(text)$ in degrees, between $0^\\circ$ and $360^\\circ$?",
          "Find the angle $\\theta$ with $0^\\circ \\le \\theta < 360^\\circ$ for which "
            + "$\(text) = r (\\cos \\theta + i \\sin \\theta)$ for some $r > 0.$",
          "In the complex plane, how many degrees (from $0^\\circ$ up to $360^\\circ$) lie between "
            + "the positive real axis and the ray to $\(text)$, counterclockwise?",
        ])
      return
    }
    let result = try step(
      .theorem, "So the power is $@0 (\\cos @1 + i \\sin @1) = @=$.", [power, turned],
      slips: [
        miscalculated { values in
          values[0] * (MATHDraft.sine(values[1]) + .i * MATHDraft.cosine(values[1]))
        }
      ]
    ) { values in
      values[0] * (MATHDraft.cosine(values[1]) + .i * MATHDraft.sine(values[1]))
    }
    let text = "\\left(\(base.latex)\\right)^{\(exponent)}"
    ask(
      result,
      [
        "Compute $\(text),$ where $i^2 = -1.$ Express your answer in the form $a + bi.$",
        "Write $\(text)$ in the form $a + bi$ with real numbers $a$ and $b$.",
        "Evaluate $\(text),$ where $i^2 = -1.$",
        "Find the exact value of $\(text)$ in the form $a + bi.$",
      ])
  }

  /// The argument, from 0 up to 360 degrees, of a number on the rays of 30 and 45 degrees.
  static func argument(_ value: MATHValue) -> MATHValue {
    for degrees in stride(from: 0, to: 360, by: 15) where degrees % 30 == 0 || degrees % 45 == 0 {
      let angle = MATHValue.degrees(.init(degrees))
      let turned = value * (cosine(angle) - .i * sine(angle))
      if turned.sign == 1 { return angle }
    }
    return .undefined
  }

  static func withoutTurns(_ angle: MATHValue) -> MATHValue {
    guard case .degrees(let degrees) = angle, degrees.denominator == 1,
      degrees.numerator.magnitude < 1 << 40
    else { return .undefined }
    return .degrees(.init((Int(degrees.numerator) % 360 + 360) % 360))
  }

  mutating func tellDerivatives() throws(MATHRejection) {
    let degree = int(2...5)
    var coefficients = (0...degree).map { _ in int(-6...6) }
    coefficients[0] = nonzero(5)
    let polynomial = MATHValue.polynomial(coefficients.map(MATHValue.int))
    let f = given(polynomial)
    let name = polynomial.latex
    let derivative = try step(
      .theorem, "The derivative of $@0$ is $f'(x) = @=$.", [f],
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
      .algebra, "At $x = @1$, the derivative $f'(x) = @0$ has the value $@=$.", [derivative, c],
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
        .theorem, "The second derivative, from $@0$, is $f''(x) = @=$.", [derivative]
      ) { $0[0].derivative }
      let value = try step(
        .algebra, "At $x = @1$, the second derivative $f''(x) = @0$ has the value $@=$.",
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
      .algebra, "The point of the graph of $@0$ at $x = @1$ has the height $@=$.", [f, c],
      slips: [miscalculated { $0[0].at(-$0[1]) }]
    ) { $0[0].at($0[1]) }
    let intercept = try step(
      .algebra, "The tangent meets the $y$-axis at $@0 - @(1) \\cdot @(2) = @=$.",
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
      .algebra, "So the tangent is the graph of $@(0) \\cdot x @+1 = @=$.", [slope, intercept]
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
      [numerator, divisor],
      slips: [
        miscalculated { values in
          (values[0] / values[1]).at(-1 * .x)
        }
      ]
    ) { $0[0] / $0[1] }
    let lower = try step(
      .algebra, "Without the common factor $@1$, the denominator $@0$ becomes $@=$.",
      [denominator, divisor],
      slips: [
        miscalculated { values in
          (values[0] / values[1]).at(-1 * .x)
        }
      ]
    ) { $0[0] / $0[1] }
    let high = try step(
      .arithmetic, "The numerator $@0$ tends to $@=$ as $x \\to @1$.", [upper, place],
      slips: [miscalculated { $0[0].at(-$0[1]) }]
    ) { $0[0].at($0[1]) }
    let low = try step(
      .arithmetic, "The denominator $@0$ tends to $@=$ as $x \\to @1$.", [lower, place],
      slips: [miscalculated { $0[0].at(-$0[1]) }]
    ) { $0[0].at($0[1]) }
    try require(value(low).int != 0 && value(high).int != 0)
    let limit = try step(
      .arithmetic, "So the limit is $\\frac{@0}{@1} = @=$.", [high, low],
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

  mutating func tellPolarCoordinates() throws(MATHRejection) {
    let radius = int(1...60)
    let degrees = pick([30, 45, 60, 120, 135, 150, 210, 225, 240, 300, 315, 330])
    guard flip() else {
      let (r, angle) = (given(radius), given(.degrees(.init(degrees))))
      let cosine = try step(
        .arithmetic, "The cosine is $\\cos @0 = @=$.", [angle],
        slips: [miscalculated { MATHDraft.sine($0[0]) }]
      ) { MATHDraft.cosine($0[0]) }
      let sine = try step(
        .arithmetic, "The sine is $\\sin @0 = @=$.", [angle],
        slips: [miscalculated { -MATHDraft.sine($0[0]) }]
      ) { MATHDraft.sine($0[0]) }
      let point = try step(
        .theorem, "So the point is $(@0 \\cdot @(1), @0 \\cdot @(2)) = @=$.", [r, cosine, sine],
        slips: [miscalculated { .tuple([$0[0] * $0[2], $0[0] * $0[1]]) }]
      ) { .tuple([$0[0] * $0[1], $0[0] * $0[2]]) }
      let polar = "(r, \\theta) = \\left(\(radius), \(degrees)^\\circ\\right)"
      ask(
        point,
        [
          "Convert the polar coordinates $\(polar)$ to rectangular coordinates.",
          "What are the rectangular coordinates $(x, y)$ of the point with polar coordinates "
            + "$\(polar)?$",
          "A point has the polar coordinates $\(polar).$ Find its rectangular coordinates.",
          "Write the point with polar coordinates $\(polar)$ as a pair $(x, y)$ of rectangular "
            + "coordinates.",
        ])
      return
    }
    let direction = MATHValue.degrees(.init(degrees))
    let size: MATHValue = degrees % 45 == 0 && flip() ? .squareRoot(2) : 1
    let z = .int(radius) * size
    let (x, y) = (given(z * Self.cosine(direction)), given(z * Self.sine(direction)))
    let square = try step(
      .algebra, "The squared distance from the origin is $@^0^2 + @^1^2 = @=$.", [x, y],
      slips: [
        wrong("The squared distance from the origin is $@^0^2 - @^1^2 = @=$.") {
          $0[0] * $0[0] - $0[1] * $0[1]
        }
      ]
    ) { $0[0] * $0[0] + $0[1] * $0[1] }
    let r = try step(
      .arithmetic, "So $r = \\sqrt{@0} = @=$.", [square], Self.root)
    let angle = try step(
      .theorem, "The direction of $(@0, @1)$ is $\\theta = @=$.", [x, y],
      slips: [miscalculated { .degrees(.init(180)) - MATHDraft.argument($0[0] + $0[1] * .i) }]
    ) { MATHDraft.argument($0[0] + $0[1] * .i) }
    let polar = try step(.arithmetic, "The pair is $(r, \\theta) = (@0, @1) = @=$.", [r, angle]) {
      .tuple([$0[0], $0[1]])
    }
    let point = "\\left(\(value(x).latex), \(value(y).latex)\\right)"
    let range = "with $r > 0$ and $0^\\circ \\le \\theta < 360^\\circ$"
    ask(
      polar,
      [
        "Convert $\(point)$ to polar coordinates $(r, \\theta)$ \(range).",
        "What are the polar coordinates $(r, \\theta)$ of $\(point)$, \(range)?",
        "A point has the rectangular coordinates $\(point).$ Find its polar coordinates "
          + "$(r, \\theta)$ \(range).",
        "Write the point $\(point)$ in polar coordinates $(r, \\theta)$ \(range).",
      ])
  }
}
