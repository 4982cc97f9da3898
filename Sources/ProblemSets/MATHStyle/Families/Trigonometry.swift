import Answers

/// Precalculus: trigonometric values, powers of complex numbers, polar coordinates.
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
          or: [
            "Taking off a full turn, the \(ordinal) angle becomes $#$.",
            "\\[ \\text{\(ordinal) angle without a full turn} = # \\]",
          ],
          [angle]
        ) { $0[0] - .degrees(.init(360)) }
      }
      let sine: @Sendable ([MATHValue]) -> MATHValue = {
        isSine ? MATHDraft.sine($0[0]) : MATHDraft.cosine($0[0])
      }
      let result = try step(
        .algebra, "For the \(ordinal) angle, $\\\(name) @0 = @=$.",
        or: [
          "At the \(ordinal) angle, the function has the value $#$.",
          "The value for the \(ordinal) angle is \\[ # \\]",
        ], [reduced],
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
        .arithmetic, "With the \(ordinal) angle, the value is \(last).",
        or: [
          "Taking the \(ordinal) angle into account, we have $#$.",
          "\\[ \\text{value with the \(ordinal) angle} = # \\]",
        ], [before, result]
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
      .algebra, "The absolute value of $@0$ is $r = @=$.",
      or: [
        "From the origin, $#1$ has the distance $#2$.",
        "To $#1$ belongs the absolute value \\[ #2 \\]",
      ], [z],
      slips: [miscalculated { $0[0] * $0[0].conjugated }]
    ) { values in
      let square = values[0] * values[0].conjugated
      return square.sign == 1 ? .squareRoot(square) : .undefined
    }
    let angle = try step(
      .theorem, "The argument of $@0$ is $\\theta = @=$.",
      or: [
        "In the plane, $#1$ has the direction $#2$.", "To $#1$ belongs the argument \\[ #2 \\]",
      ], [z],
      slips: [miscalculated { .degrees(.init(360)) - MATHDraft.argument($0[0]) }]
    ) { MATHDraft.argument($0[0]) }
    let power = try step(
      .algebra, "By De Moivre's theorem, the new absolute value is $(@0)^{@1} = @=$.",
      or: [
        "De Moivre's theorem makes the absolute value $#$.",
        "\\[ \\text{new absolute value} = # \\]",
      ],
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
      .theorem, "The new argument is $@1 \\cdot @0 = @=$.",
      or: ["Multiplying the angle, the argument becomes $#$.", "\\[ \\text{new argument} = # \\]"],
      [angle, n],
      slips: [wrong("The new argument is $@0 \\div @1 = @=$.") { $0[0] / $0[1] }]
    ) { $0[0] * $0[1] }
    if int(0...2) == 0 {
      let reduced = try step(
        .arithmetic,
        "Without full turns, the argument is $@0 - 360^\\circ \\cdot "
          + "\\lfloor \\frac{@0}{360^\\circ} \\rfloor = @=$.",
        or: [
          "Leaving out full turns, the argument is the same as $#$.",
          "\\[ \\text{argument without full turns} = # \\]",
        ], [turned]
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
      .theorem, "So the power is $@0 (\\cos @1 + i \\sin @1) = @=$.",
      or: ["Back in rectangular form, the power is $#$.", "\\[ \\text{power} = # \\]"],
      [power, turned],
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

  mutating func tellPolarCoordinates() throws(MATHRejection) {
    let radius = int(1...60)
    let degrees = pick([30, 45, 60, 120, 135, 150, 210, 225, 240, 300, 315, 330])
    guard flip() else {
      let (r, angle) = (given(radius), given(.degrees(.init(degrees))))
      let cosine = try step(
        .arithmetic, "The cosine is $\\cos @0 = @=$.",
        or: ["At this angle, the cosine has the value $#$.", "\\[ \\text{cosine} = # \\]"], [angle],
        slips: [miscalculated { MATHDraft.sine($0[0]) }]
      ) { MATHDraft.cosine($0[0]) }
      let sine = try step(
        .arithmetic, "The sine is $\\sin @0 = @=$.",
        or: ["At this angle, the sine has the value $#$.", "\\[ \\text{sine} = # \\]"], [angle],
        slips: [miscalculated { -MATHDraft.sine($0[0]) }]
      ) { MATHDraft.sine($0[0]) }
      let point = try step(
        .theorem, "So the point is $(@0 \\cdot @(1), @0 \\cdot @(2)) = @=$.",
        or: ["In rectangular coordinates, this is the point $#$.", "\\[ \\text{point} = # \\]"],
        [r, cosine, sine],
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
      .algebra, "The squared distance from the origin is $@^0^2 + @^1^2 = @=$.",
      or: [
        "Adding the squares of the coordinates, we get $#$.",
        "\\[ \\text{squared distance from the origin} = # \\]",
      ], [x, y],
      slips: [
        wrong("The squared distance from the origin is $@^0^2 - @^1^2 = @=$.") {
          $0[0] * $0[0] - $0[1] * $0[1]
        }
      ]
    ) { $0[0] * $0[0] + $0[1] * $0[1] }
    let r = try step(
      .arithmetic, "So $r = \\sqrt{@0} = @=$.",
      or: ["Taking the root, we find $#$.", "The distance from the origin is \\[ # \\]"], [square],
      Self.root)
    let angle = try step(
      .theorem, "The direction of $(@0, @1)$ is $\\theta = @=$.",
      or: [
        "Seen from the origin, $#1$ lies in the direction $#2$.",
        "For the point $#1$, the angle is \\[ #2 \\]",
      ], [x, y],
      slips: [miscalculated { .degrees(.init(180)) - MATHDraft.argument($0[0] + $0[1] * .i) }]
    ) { MATHDraft.argument($0[0] + $0[1] * .i) }
    let polar = try step(
      .arithmetic, "The pair is $(r, \\theta) = (@0, @1) = @=$.",
      or: ["Both coordinates together are $#$.", "In polar coordinates, the point is \\[ # \\]"],
      [r, angle]
    ) {
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
