import Answers

/// Geometry: right triangles, areas and circles of triangles, the law of cosines.
extension MATHDraft {
  static let root: @Sendable ([MATHValue]) -> MATHValue = {
    $0[0].sign == 1 ? .squareRoot($0[0]) : .undefined
  }

  mutating func tellRightTriangles() throws(MATHRejection) {
    let (first, second) = (int(2...30), int(2...30))
    let (a, b) = (given(first), given(second))
    let asksLeg = flip()
    let square: MATHQuantity
    if asksLeg {
      try require(first > second)
      square = try step(
        .theorem, "By the Pythagorean theorem, the square of the side is $@0^2 - @1^2 = @=$.",
        [a, b],
        slips: [
          wrong("By the Pythagorean theorem, the square of the side is $@0^2 + @1^2 = @=$.") {
            $0[0] * $0[0] + $0[1] * $0[1]
          }
        ]
      ) { $0[0] * $0[0] - $0[1] * $0[1] }
    } else {
      square = try step(
        .theorem, "By the Pythagorean theorem, the square of the side is $@0^2 + @1^2 = @=$.",
        [a, b],
        slips: [
          wrong("By the Pythagorean theorem, the square of the side is $@0^2 - @1^2 = @=$.") {
            $0[0] * $0[0] - $0[1] * $0[1]
          }
        ]
      ) { $0[0] * $0[0] + $0[1] * $0[1] }
    }
    var asked = try step(
      .arithmetic, "So the side has the length $\\sqrt{@0} = @=$.", [square], Self.root)
    let facts =
      asksLeg
      ? "a hypotenuse of length $\(first)$ and a leg of length $\(second)$"
      : "legs of lengths $\(first)$ and $\(second)$"
    let missing = asksLeg ? "other leg" : "hypotenuse"
    switch int(0...2) {
    case 0:
      ask(
        asked,
        [
          "A right triangle has \(facts). How long is its \(missing)?",
          "Find the length of the \(missing) of a right triangle with \(facts).",
          "What is the length of the \(missing) in a right triangle that has \(facts)?",
          "The \(missing) of a right triangle is to be found; the triangle has \(facts). Give its "
            + "length in simplest radical form.",
        ])
    case 1:
      asked = try step(
        .arithmetic, "The perimeter is $@0 + @1 + @2 = @=$.", [a, b, asked],
        slips: [miscalculated { $0[0] + $0[1] }]
      ) { $0[0] + $0[1] + $0[2] }
      ask(
        asked,
        [
          "A right triangle has \(facts). What is its perimeter?",
          "Find the perimeter of a right triangle with \(facts).",
          "What is the perimeter of a right triangle that has \(facts)?",
          "Compute the sum of all three side lengths of a right triangle with \(facts).",
        ])
    default:
      let area: MATHQuantity
      if asksLeg {
        area = try step(
          .algebra, "The area is $\\frac{@0 \\cdot @1}{2} = @=$.", [b, asked],
          slips: [wrong("The area is $@0 \\cdot @1 = @=$.") { $0[0] * $0[1] }]
        ) { $0[0] * $0[1] / 2 }
        ask(
          area,
          [
            "A right triangle has \(facts). What is its area?",
            "Find the area of a right triangle with \(facts).",
            "What is the area of a right triangle that has \(facts)?",
            "Compute the area that is enclosed by a right triangle with \(facts).",
          ])
      } else {
        area = try step(
          .algebra, "Twice the area is $@0 \\cdot @1 = @=$.", [a, b],
          slips: [
            wrong("Twice the area is $\\frac{@0 \\cdot @1}{2} = @=$.") {
              $0[0] * $0[1] / 2
            }
          ]
        ) { $0[0] * $0[1] }
        let height = try step(
          .theorem, "Divided by the hypotenuse, it gives the altitude $@0 \\div @1 = @=$.",
          [area, asked], slips: [miscalculated { $0[0] / (2 * $0[1]) }]
        ) { $0[0] / $0[1] }
        ask(
          height,
          [
            "A right triangle has \(facts). How long is the altitude to its hypotenuse?",
            "Find the length of the altitude to the hypotenuse of a right triangle with \(facts).",
            "In a right triangle with \(facts), how far is the vertex of the right angle from the "
              + "hypotenuse?",
            "Compute the distance of the right angle's vertex from the hypotenuse in a right "
              + "triangle with \(facts).",
          ])
      }
    }
  }

  mutating func tellTriangleCenters() throws(MATHRejection) {
    let sides = [int(3...30), int(3...30), int(3...30)].sorted()
    try require(sides[0] + sides[1] > sides[2] && sides[0] != sides[2])
    let givens = sides.map { given($0) }
    let s = try step(
      .algebra, "Half the perimeter is $\\frac{@0 + @1 + @2}{2} = @=$.", givens,
      slips: [wrong("Half the perimeter is $@0 + @1 + @2 = @=$.") { $0[0] + $0[1] + $0[2] }]
    ) { ($0[0] + $0[1] + $0[2]) / 2 }
    let product = try step(
      .algebra, "For Heron's formula, $@0 \\cdot (@0 - @1)(@0 - @2)(@0 - @3) = @=$.",
      [s] + givens,
      slips: [
        wrong("For Heron's formula, $(@0 - @1)(@0 - @2)(@0 - @3) = @=$.") {
          ($0[0] - $0[1]) * ($0[0] - $0[2]) * ($0[0] - $0[3])
        }
      ]
    ) { $0[0] * ($0[0] - $0[1]) * ($0[0] - $0[2]) * ($0[0] - $0[3]) }
    let area = try step(
      .theorem, "So the area is $\\sqrt{@0} = @=$.", [product], Self.root)
    let facts = "sides of lengths $\(sides[0])$, $\(sides[1])$ and $\(sides[2])$"
    func questions(_ what: String) -> [String] {
      [
        "A triangle has \(facts). What is \(what)?",
        "Find \(what), given a triangle with \(facts).",
        "Compute \(what) for a triangle that has \(facts).",
        "In a triangle with \(facts), determine \(what).",
      ]
    }
    switch int(0...2) {
    case 0:
      ask(
        area,
        [
          "A triangle has \(facts). What is its area?",
          "Find the area of a triangle with \(facts).",
          "Compute the area of a triangle that has \(facts).",
          "How large is the area of a triangle with \(facts)?",
        ])
    case 1:
      let radius = try step(
        .theorem, "The inradius is $@0 \\div @1 = @=$.", [area, s],
        slips: [miscalculated { $0[0] / (2 * $0[1]) }]
      ) { $0[0] / $0[1] }
      ask(radius, questions("the radius of the inscribed circle"))
    default:
      let abc = try step(
        .arithmetic, "The product of the sides is $@0 \\cdot @1 \\cdot @2 = @=$.", givens
      ) { $0[0] * $0[1] * $0[2] }
      let radius = try step(
        .theorem, "The circumradius is $@0 \\div (4 \\cdot @1) = @=$.", [abc, area],
        slips: [
          wrong("The circumradius is $@0 \\div (2 \\cdot @1) = @=$.") {
            $0[0] / (2 * $0[1])
          }
        ]
      ) { $0[0] / (4 * $0[1]) }
      ask(radius, questions("the radius of the circumscribed circle"))
    }
  }

  mutating func tellLawOfCosines() throws(MATHRejection) {
    let (first, second) = (int(2...20), int(2...20))
    let angle = pick([30, 45, 60, 120, 135, 150])
    let (b, c) = (given(first), given(second))
    let theta = given(.degrees(.init(angle)))
    let facts =
      "$AB = \(second)$, $AC = \(first)$ and $\\angle A = \(angle)^\\circ$"
    if flip() {
      let sine = try step(
        .theorem, "The sine of the angle is $\\sin @0 = @=$.", [theta],
        slips: [miscalculated { MATHDraft.cosine($0[0]) }]
      ) { MATHDraft.sine($0[0]) }
      let area = try step(
        .algebra, "The area is $\\frac{1}{2} \\cdot @0 \\cdot @1 \\cdot @(2) = @=$.", [b, c, sine],
        slips: [wrong("The area is $@0 \\cdot @1 \\cdot @(2) = @=$.") { $0[0] * $0[1] * $0[2] }]
      ) { $0[0] * $0[1] * $0[2] / 2 }
      ask(
        area,
        [
          "In triangle $ABC$, \(facts). What is the area of the triangle?",
          "Find the area of triangle $ABC$ with \(facts).",
          "Triangle $ABC$ has \(facts). Compute its area.",
          "If \(facts) in triangle $ABC$, how large is the triangle's area?",
        ])
      return
    }
    try require([60, 120].contains(angle) || flip())
    let cosine = try step(
      .theorem, "The cosine of the angle is $\\cos @0 = @=$.", [theta],
      slips: [miscalculated { MATHDraft.sine($0[0]) }, miscalculated { -MATHDraft.cosine($0[0]) }]
    ) { MATHDraft.cosine($0[0]) }
    let square = try step(
      .theorem,
      "By the law of cosines, the square of the third side is "
        + "$@0^2 + @1^2 - 2 \\cdot @0 \\cdot @1 \\cdot @(2) = @=$.", [b, c, cosine],
      slips: [
        wrong(
          "By the law of cosines, the square of the third side is "
            + "$@0^2 + @1^2 + 2 \\cdot @0 \\cdot @1 \\cdot @(2) = @=$."
        ) {
          $0[0] * $0[0] + $0[1] * $0[1] + 2 * $0[0] * $0[1] * $0[2]
        }
      ]
    ) { $0[0] * $0[0] + $0[1] * $0[1] - 2 * $0[0] * $0[1] * $0[2] }
    if value(square).rational == nil {
      ask(
        square,
        [
          "In triangle $ABC$, \(facts). What is $BC^2?$",
          "Find the square of the length of $BC$ in triangle $ABC$ with \(facts).",
          "Triangle $ABC$ has \(facts). Compute $BC^2.$",
          "If \(facts) in triangle $ABC$, what is the square of the length of side $BC$?",
        ])
      return
    }
    let side = try step(.arithmetic, "So the third side is $\\sqrt{@0} = @=$.", [square], Self.root)
    if flip() {
      let perimeter = try step(
        .arithmetic, "The perimeter is $@0 + @1 + @2 = @=$.", [b, c, side]
      ) { $0[0] + $0[1] + $0[2] }
      ask(
        perimeter,
        [
          "In triangle $ABC$, \(facts). What is the perimeter of the triangle?",
          "Find the perimeter of triangle $ABC$ with \(facts).",
          "Triangle $ABC$ has \(facts). Compute its perimeter.",
          "If \(facts) in triangle $ABC$, what is the sum of the three side lengths?",
        ])
      return
    }
    ask(
      side,
      [
        "In triangle $ABC$, \(facts). How long is $BC$?",
        "Find the length of $BC$ in triangle $ABC$ with \(facts).",
        "Triangle $ABC$ has \(facts). Compute the length of side $BC$.",
        "If \(facts) in triangle $ABC$, what is the length of $BC$?",
      ])
  }

  /// The sine of an angle that is a multiple of 30 or 45 degrees.
  static func sine(_ angle: MATHValue) -> MATHValue {
    guard case .degrees(let degrees) = angle, degrees.denominator == 1,
      degrees.numerator.magnitude < 100_000
    else { return .undefined }
    let turn = (Int(degrees.numerator) % 360 + 360) % 360
    if turn >= 180 { return -sine(.degrees(.init(turn - 180))) }
    switch turn > 90 ? 180 - turn : turn {
    case 0: return 0
    case 30: return .fraction(1, 2)
    case 45: return .squareRoot(2) / 2
    case 60: return .squareRoot(3) / 2
    case 90: return 1
    default: return .undefined
    }
  }

  /// The cosine of an angle that is a multiple of 30 or 45 degrees.
  static func cosine(_ angle: MATHValue) -> MATHValue {
    guard case .degrees = angle else { return .undefined }
    return sine(.degrees(.init(90)) - angle)
  }
}
