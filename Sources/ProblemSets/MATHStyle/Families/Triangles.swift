import Answers

/// Geometry: right triangles, circles of triangles.
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
        or: [
          "The theorem of Pythagoras gives $#$ for the square of the side.",
          "\\[ \\text{square of the side} = # \\]",
        ],
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
        or: [
          "The theorem of Pythagoras gives $#$ for the square of the side.",
          "\\[ \\text{square of the side} = # \\]",
        ],
        [a, b],
        slips: [
          wrong("By the Pythagorean theorem, the square of the side is $@0^2 - @1^2 = @=$.") {
            $0[0] * $0[0] - $0[1] * $0[1]
          }
        ]
      ) { $0[0] * $0[0] + $0[1] * $0[1] }
    }
    var asked = try step(
      .arithmetic, "So the side has the length $\\sqrt{@0} = @=$.",
      or: ["Taking the root, the side measures $#$.", "\\[ \\text{length of the side} = # \\]"],
      [square], Self.root)
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
        .arithmetic, "The perimeter is $@0 + @1 + @2 = @=$.",
        or: ["All sides together measure $#$.", "\\[ \\text{perimeter} = # \\]"], [a, b, asked],
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
          .algebra, "The area is $\\frac{@0 \\cdot @1}{2} = @=$.",
          or: ["Half of the product of the legs is the area, $#$.", "\\[ \\text{area} = # \\]"],
          [b, asked],
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
          .algebra, "Twice the area is $@0 \\cdot @1 = @=$.",
          or: [
            "The product of the legs, twice the area, is $#$.",
            "\\[ \\text{twice the area} = # \\]",
          ], [a, b],
          slips: [
            wrong("Twice the area is $\\frac{@0 \\cdot @1}{2} = @=$.") {
              $0[0] * $0[1] / 2
            }
          ]
        ) { $0[0] * $0[1] }
        let height = try step(
          .theorem, "Divided by the hypotenuse, it gives the altitude $@0 \\div @1 = @=$.",
          or: [
            "Dividing by the hypotenuse, the altitude measures $#$.",
            "\\[ \\text{altitude} = # \\]",
          ],
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
      .algebra, "Half the perimeter is $\\frac{@0 + @1 + @2}{2} = @=$.",
      or: ["The half of all sides together is $#$.", "\\[ \\text{half the perimeter} = # \\]"],
      givens,
      slips: [wrong("Half the perimeter is $@0 + @1 + @2 = @=$.") { $0[0] + $0[1] + $0[2] }]
    ) { ($0[0] + $0[1] + $0[2]) / 2 }
    let product = try step(
      .algebra, "For Heron's formula, $@0 \\cdot (@0 - @1)(@0 - @2)(@0 - @3) = @=$.",
      or: ["Heron's formula needs the product $#$.", "\\[ \\text{square of the area} = # \\]"],
      [s] + givens,
      slips: [
        wrong("For Heron's formula, $(@0 - @1)(@0 - @2)(@0 - @3) = @=$.") {
          ($0[0] - $0[1]) * ($0[0] - $0[2]) * ($0[0] - $0[3])
        }
      ]
    ) { $0[0] * ($0[0] - $0[1]) * ($0[0] - $0[2]) * ($0[0] - $0[3]) }
    let area = try step(
      .theorem, "So the area is $\\sqrt{@0} = @=$.",
      or: [
        "Taking the root, the triangle has the area $#$.",
        "\\[ \\text{area of the triangle} = # \\]",
      ], [product], Self.root)
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
        .theorem, "The inradius is $@0 \\div @1 = @=$.",
        or: [
          "Area over half the perimeter gives the inradius $#$.", "\\[ \\text{inradius} = # \\]",
        ], [area, s],
        slips: [miscalculated { $0[0] / (2 * $0[1]) }]
      ) { $0[0] / $0[1] }
      ask(radius, questions("the radius of the inscribed circle"))
    default:
      let abc = try step(
        .arithmetic, "The product of the sides is $@0 \\cdot @1 \\cdot @2 = @=$.",
        or: [
          "Multiplying all three sides, we get $#$.", "\\[ \\text{product of the sides} = # \\]",
        ], givens
      ) { $0[0] * $0[1] * $0[2] }
      let radius = try step(
        .theorem, "The circumradius is $@0 \\div (4 \\cdot @1) = @=$.",
        or: [
          "Dividing the product by four times the area, the circumradius is $#$.",
          "\\[ \\text{circumradius} = # \\]",
        ], [abc, area],
        slips: [
          wrong("The circumradius is $@0 \\div (2 \\cdot @1) = @=$.") {
            $0[0] / (2 * $0[1])
          }
        ]
      ) { $0[0] / (4 * $0[1]) }
      ask(radius, questions("the radius of the circumscribed circle"))
    }
  }
}
