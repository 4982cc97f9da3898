import Answers

/// Geometry: sides, angles and areas of triangles.
extension MATHDraft {
  mutating func tellLawOfCosines() throws(MATHRejection) {
    let (first, second) = (int(2...20), int(2...20))
    let angle = pick([30, 45, 60, 120, 135, 150])
    let (b, c) = (given(first), given(second))
    let theta = given(.degrees(.init(angle)))
    let facts =
      "$AB = \(second)$, $AC = \(first)$ and $\\angle A = \(angle)^\\circ$"
    if flip() {
      let sine = try step(
        .theorem, "The sine of the angle is $\\sin @0 = @=$.",
        or: [
          "For the angle between them, the sine has the value $#$.",
          "\\[ \\text{sine of the angle} = # \\]",
        ], [theta],
        slips: [miscalculated { MATHDraft.cosine($0[0]) }]
      ) { MATHDraft.sine($0[0]) }
      let area = try step(
        .algebra, "The area is $\\frac{1}{2} \\cdot @0 \\cdot @1 \\cdot @(2) = @=$.",
        or: [
          "Half of the product of the two sides and the sine is the area, $#$.",
          "\\[ \\text{area} = # \\]",
        ], [b, c, sine],
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
      .theorem, "The cosine of the angle is $\\cos @0 = @=$.",
      or: [
        "For the angle between them, the cosine has the value $#$.",
        "\\[ \\text{cosine of the angle} = # \\]",
      ], [theta],
      slips: [miscalculated { MATHDraft.sine($0[0]) }, miscalculated { -MATHDraft.cosine($0[0]) }]
    ) { MATHDraft.cosine($0[0]) }
    let square = try step(
      .theorem,
      "By the law of cosines, the square of the third side is "
        + "$@0^2 + @1^2 - 2 \\cdot @0 \\cdot @1 \\cdot @(2) = @=$.",
      or: [
        "The law of cosines tells that the third side has the square $#$.",
        "\\[ \\text{square of the third side} = # \\]",
      ], [b, c, cosine],
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
    let side = try step(
      .arithmetic, "So the third side is $\\sqrt{@0} = @=$.",
      or: ["Taking the root, the third side measures $#$.", "\\[ \\text{third side} = # \\]"],
      [square], Self.root)
    if flip() {
      let perimeter = try step(
        .arithmetic, "The perimeter is $@0 + @1 + @2 = @=$.",
        or: ["All sides together measure $#$.", "\\[ \\text{perimeter} = # \\]"], [b, c, side]
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
