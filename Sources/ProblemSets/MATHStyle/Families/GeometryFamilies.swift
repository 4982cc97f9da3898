import Answers

/// Geometry: triangles, circles, polygons, solids.
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

  mutating func tellCircles() throws(MATHRejection) {
    let radius = int(2...30)
    let degrees = int(1...23) * 15
    try require(degrees != 180 || radius % 2 == 1)
    let r = given(radius)
    let fullTurn = "360"
    switch int(0...3) {
    case 0:
      let area = try step(
        .algebra, "The area of the whole circle is $\\pi \\cdot @0^2 = @=$.", [r],
        slips: [
          wrong("The area of the whole circle is $2 \\pi \\cdot @0 = @=$.") {
            2 * .pi * $0[0]
          }
        ]
      ) { .pi * $0[0] * $0[0] }
      guard flip() else {
        ask(
          area,
          [
            "What is the area of a circle with radius $\(radius)$?",
            "Find the area of a circle of radius $\(radius)$ in terms of $\\pi$.",
            "A circle has radius $\(radius)$. Compute its area.",
            "A disk has radius $\(radius)$. What area does it cover? Answer in terms of $\\pi$.",
          ])
        return
      }
      let angle = given(degrees)
      let sector = try step(
        .algebra, "The sector has the area $\\frac{@0}{\(fullTurn)} \\cdot @1 = @=$.",
        [angle, area], slips: [miscalculated { $0[0] / 180 * $0[1] }]
      ) { $0[0] / 360 * $0[1] }
      ask(
        sector,
        [
          "A sector of a circle with radius $\(radius)$ has a central angle of "
            + "$\(degrees)^\\circ.$ What is its area?",
          "Find the area of a sector with radius $\(radius)$ and central angle "
            + "$\(degrees)^\\circ.$",
          "A circle has radius $\(radius)$. What is the area of the sector that a central angle of "
            + "$\(degrees)^\\circ$ cuts out of it?",
          "Compute, in terms of $\\pi$, the area of a sector whose radius is $\(radius)$ and whose "
            + "central angle is $\(degrees)^\\circ.$",
        ])
    case 1:
      let length = try step(
        .algebra, "The circumference is $2 \\pi \\cdot @0 = @=$.", [r],
        slips: [wrong("The circumference is $\\pi \\cdot @0 = @=$.") { .pi * $0[0] }]
      ) { 2 * .pi * $0[0] }
      let angle = given(degrees)
      let arc = try step(
        .algebra, "The arc has the length $\\frac{@0}{\(fullTurn)} \\cdot @1 = @=$.",
        [angle, length], slips: [miscalculated { $0[0] / 180 * $0[1] }]
      ) { $0[0] / 360 * $0[1] }
      guard flip() else {
        ask(
          arc,
          [
            "How long is an arc of a circle with radius $\(radius)$ if its central angle is "
              + "$\(degrees)^\\circ?$",
            "Find the length of an arc with radius $\(radius)$ and central angle "
              + "$\(degrees)^\\circ.$",
            "On a circle of radius $\(radius)$, a central angle of $\(degrees)^\\circ$ cuts off an "
              + "arc. Compute its length.",
            "What is the arc length that belongs to a central angle of $\(degrees)^\\circ$ in a "
              + "circle of radius $\(radius)$?",
          ])
        return
      }
      let perimeter = try step(
        .algebra, "With the two radii, the perimeter of the sector is $2 \\cdot @0 + @1 = @=$.",
        [r, arc], slips: [miscalculated { $0[0] + $0[1] }]
      ) { 2 * $0[0] + $0[1] }
      ask(
        perimeter,
        [
          "What is the perimeter of a sector with radius $\(radius)$ and central angle "
            + "$\(degrees)^\\circ?$",
          "Find the perimeter of a sector whose radius is $\(radius)$ and whose central angle is "
            + "$\(degrees)^\\circ.$",
          "A sector with a central angle of $\(degrees)^\\circ$ is cut from a circle of radius "
            + "$\(radius)$. Compute the perimeter of the sector.",
          "A piece of a round cake of radius $\(radius)$ has the angle $\(degrees)^\\circ$ at its "
            + "tip. How long is the boundary of the piece, seen from above?",
        ])
    default:
      let other = int(1...radius - 1)
      let s = given(other)
      let outer = try step(
        .algebra, "The larger circle has the area $\\pi \\cdot @0^2 = @=$.", [r],
        slips: [
          wrong("The larger circle has the area $2 \\pi \\cdot @0 = @=$.") {
            2 * .pi * $0[0]
          }
        ]
      ) { .pi * $0[0] * $0[0] }
      let inner = try step(
        .algebra, "The smaller circle has the area $\\pi \\cdot @0^2 = @=$.", [s],
        slips: [
          wrong("The smaller circle has the area $2 \\pi \\cdot @0 = @=$.") {
            2 * .pi * $0[0]
          }
        ]
      ) { .pi * $0[0] * $0[0] }
      var ring = try step(
        .algebra, "The ring has the area $@0 - @1 = @=$.", [outer, inner],
        slips: [wrong("The ring has the area $@0 + @1 = @=$.") { $0[0] + $0[1] }]
      ) { $0[0] - $0[1] }
      var part = "the region between them"
      if flip() {
        let angle = given(degrees)
        ring = try step(
          .algebra,
          "The part within the angle has the area $\\frac{@0}{\(fullTurn)} \\cdot @1 = @=$.",
          [angle, ring]
        ) { $0[0] / 360 * $0[1] }
        part =
          "the part of the region between them that lies within a central angle of "
          + "$\(degrees)^\\circ$"
      }
      ask(
        ring,
        [
          "Two circles with the same center have radii $\(radius)$ and $\(other)$. What is the area "
            + "of \(part)?",
          "Concentric circles have radii $\(other)$ and $\(radius)$. Find the area of \(part).",
          "Two concentric circles of radii $\(radius)$ and $\(other)$ are drawn. Compute the area of "
            + "\(part).",
          "The radii of two circles around the same point are $\(other)$ and $\(radius)$. How large "
            + "is the area of \(part)?",
        ])
    }
  }

  mutating func tellAngles() throws(MATHRejection) {
    switch int(0...2) {
    case 0:
      let sides = int(5...40)
      let n = given(sides)
      let sum = try step(
        .algebra, "The interior angles add up to $(@0 - 2) \\cdot 180^\\circ = @=$.", [n],
        slips: [
          wrong("The interior angles add up to $@0 \\cdot 180^\\circ = @=$.") {
            $0[0] * .degrees(.init(180))
          }
        ]
      ) { ($0[0] - 2) * .degrees(.init(180)) }
      let angle = try step(
        .arithmetic, "Each angle is $@0 \\div @1 = @=$.", [sum, n]
      ) { $0[0] / $0[1] }
      ask(
        angle,
        [
          "What is the measure of each interior angle of a regular polygon with $\(sides)$ sides?",
          "Find the degree measure of an interior angle of a regular $\(sides)$-gon.",
          "A regular polygon has $\(sides)$ sides. How large is each of its interior angles, in "
            + "degrees?",
          "Compute the interior angle, in degrees, of a regular polygon with $\(sides)$ vertices.",
        ])
    case 1:
      let (one, two) = (int(15...110), int(15...110))
      try require(one + two < 170 && one != two)
      let a = given(.degrees(.init(one)))
      let b = given(.degrees(.init(two)))
      let third = try step(
        .algebra, "The third angle of the triangle is $180^\\circ - @0 - @1 = @=$.", [a, b],
        slips: [
          wrong("The third angle of the triangle is $360^\\circ - @0 - @1 = @=$.") {
            .degrees(.init(360)) - $0[0] - $0[1]
          }
        ]
      ) { .degrees(.init(180)) - $0[0] - $0[1] }
      let half = flip()
      var asked = third
      if half {
        asked = try step(
          .arithmetic, "Half of it is $@0 \\div 2 = @=$.", [third]
        ) { $0[0] / 2 }
        let axis = try step(
          .algebra,
          "In the triangle that the bisector cuts off with $A$, the angle at the "
            + "bisector's foot is $180^\\circ - @0 - @1 = @=$.", [a, asked],
          slips: [miscalculated { $0[0] + $0[1] }]
        ) { .degrees(.init(180)) - $0[0] - $0[1] }
        ask(
          axis,
          [
            "In triangle $ABC$, $\\angle A = \(one)^\\circ$ and $\\angle B = \(two)^\\circ.$ The "
              + "bisector of $\\angle C$ meets $AB$ at $D$. How large is $\\angle ADC$?",
            "Triangle $ABC$ has angles of $\(one)^\\circ$ at $A$ and $\(two)^\\circ$ at $B$. The "
              + "bisector of the angle at $C$ meets side $AB$ at $D$. Find the measure of "
              + "$\\angle ADC.$",
            "Point $D$ lies on side $AB$ of triangle $ABC$ so that $CD$ bisects $\\angle ACB.$ If "
              + "$\\angle A = \(one)^\\circ$ and $\\angle B = \(two)^\\circ,$ what is "
              + "$\\angle ADC?$",
            "In triangle $ABC$ with $\\angle A = \(one)^\\circ$ and $\\angle B = \(two)^\\circ,$ let "
              + "$D$ be the point of $AB$ with $\\angle ACD = \\angle DCB.$ Determine "
              + "$\\angle ADC.$",
          ])
        return
      }
      ask(
        asked,
        [
          "Two angles of a triangle measure $\(one)^\\circ$ and $\(two)^\\circ.$ How large is the "
            + "third angle?",
          "In triangle $ABC$, $\\angle A = \(one)^\\circ$ and $\\angle B = \(two)^\\circ.$ What is "
            + "the measure of $\\angle C?$",
          "A triangle has angles of $\(one)^\\circ$ and $\(two)^\\circ.$ Find its remaining angle.",
          "What is the third angle of a triangle whose other angles are $\(one)^\\circ$ and "
            + "$\(two)^\\circ?$",
        ])
    default:
      let parts = sample(3, of: Array(1...12))
      try require(180 % (parts.reduce(0, +)) == 0 && parts.reduce(0, greatestCommonDivisor) == 1)
      let givens = parts.map { given($0) }
      let sum = try step(.arithmetic, "There are $@0 + @1 + @2 = @=$ equal parts.", givens) {
        $0[0] + $0[1] + $0[2]
      }
      let unit = try step(
        .algebra, "One part of the angle sum is $180^\\circ \\div @0 = @=$.", [sum],
        slips: [
          wrong("One part of the angle sum is $360^\\circ \\div @0 = @=$.") {
            .degrees(.init(360)) / $0[0]
          }
        ]
      ) { .degrees(.init(180)) / $0[0] }
      let (isLargest, index) =
        flip()
        ? (true, parts.indices.max { parts[$0] < parts[$1] } ?? 0)
        : (false, parts.indices.min { parts[$0] < parts[$1] } ?? 0)
      let name = isLargest ? "largest" : "smallest"
      let angle = try step(
        .arithmetic, "The \(name) angle is $@0 \\cdot @1 = @=$.", [givens[index], unit]
      ) { $0[0] * $0[1] }
      let ratio = parts.map(String.init).joined(separator: " : ")
      ask(
        angle,
        [
          "The angles of a triangle are in the ratio $\(ratio).$ What is the \(name) angle?",
          "In a triangle, the measures of the angles are in the ratio $\(ratio).$ Find the measure "
            + "of the \(name) one.",
          "A triangle has angles whose ratio is $\(ratio).$ How many degrees does the \(name) angle "
            + "have?",
          "If the three angles of a triangle have the ratio $\(ratio),$ how large is the \(name) of "
            + "them?",
        ])
    }
  }

  mutating func tellSolids() throws(MATHRejection) {
    let (radius, height) = (int(2...15), int(2...24))
    let (r, h) = (given(radius), given(height))
    switch int(0...3) {
    case 0:
      let base = try step(
        .algebra, "The base has the area $\\pi \\cdot @0^2 = @=$.", [r],
        slips: [wrong("The base has the area $2 \\pi \\cdot @0 = @=$.") { 2 * .pi * $0[0] }]
      ) { .pi * $0[0] * $0[0] }
      let volume = try step(
        .theorem, "The cone has the volume $\\frac{1}{3} \\cdot @0 \\cdot @1 = @=$.", [base, h],
        slips: [wrong("The cone has the volume $@0 \\cdot @1 = @=$.") { $0[0] * $0[1] }]
      ) { $0[0] * $0[1] / 3 }
      ask(
        volume,
        [
          "What is the volume of a cone with radius $\(radius)$ and height $\(height)$?",
          "Find the volume of a cone whose base has radius $\(radius)$ and whose height is "
            + "$\(height)$.",
          "A cone has height $\(height)$ and a base of radius $\(radius)$. Compute its volume.",
          "How large is the volume of a cone that is $\(height)$ units high and whose base has radius "
            + "$\(radius)$?",
        ])
    case 1:
      let square = try step(
        .theorem, "The square of the slant height is $@0^2 + @1^2 = @=$.", [r, h],
        slips: [
          wrong("The square of the slant height is $@1^2 - @0^2 = @=$.") {
            $0[1] * $0[1] - $0[0] * $0[0]
          }
        ]
      ) { $0[0] * $0[0] + $0[1] * $0[1] }
      let slant = try step(
        .arithmetic, "So the slant height is $\\sqrt{@0} = @=$.", [square], Self.root)
      let lateral = try step(
        .theorem, "The lateral area is $\\pi \\cdot @0 \\cdot @1 = @=$.", [r, slant],
        slips: [
          wrong("The lateral area is $2 \\pi \\cdot @0 \\cdot @1 = @=$.") {
            2 * .pi * $0[0] * $0[1]
          }
        ]
      ) { .pi * $0[0] * $0[1] }
      var asked = lateral
      var what = "lateral surface area"
      if flip() {
        let base = try step(
          .algebra, "The base has the area $\\pi \\cdot @0^2 = @=$.", [r],
          slips: [wrong("The base has the area $2 \\pi \\cdot @0 = @=$.") { 2 * .pi * $0[0] }]
        ) { .pi * $0[0] * $0[0] }
        asked = try step(
          .arithmetic, "The whole surface is $@0 + @1 = @=$.", [lateral, base]
        ) { $0[0] + $0[1] }
        what = "total surface area (with the base)"
      }
      ask(
        asked,
        [
          "What is the \(what) of a right circular cone with radius $\(radius)$ and height "
            + "$\(height)$?",
          "Find the \(what) of a right circular cone whose base has radius $\(radius)$ and whose "
            + "height is $\(height)$.",
          "A right circular cone has height $\(height)$ and a base of radius $\(radius)$. Compute its "
            + "\(what).",
          "Determine the \(what) of a right circular cone of height $\(height)$ and radius "
            + "$\(radius)$.",
        ])
    case 2:
      let width = int(2...20)
      let w = given(width)
      let square = try step(
        .theorem, "The square of the diagonal is $@0^2 + @1^2 + @2^2 = @=$.", [r, h, w],
        slips: [miscalculated { $0[0] * $0[0] + $0[1] * $0[1] }]
      ) { $0[0] * $0[0] + $0[1] * $0[1] + $0[2] * $0[2] }
      let diagonal = try step(
        .arithmetic, "So the diagonal is $\\sqrt{@0} = @=$.", [square], Self.root)
      let box = "$\(radius) \\times \(height) \\times \(width)$"
      ask(
        diagonal,
        [
          "How long is a space diagonal of a box with dimensions \(box)?",
          "Find the length of the space diagonal of a rectangular box that measures \(box).",
          "A rectangular prism has the dimensions \(box). What is the distance between two opposite "
            + "vertices?",
          "Determine the length of the longest segment that fits into a rectangular box with "
            + "dimensions \(box).",
        ])
    default:
      let volume = try step(
        .theorem, "The cylinder has the volume $\\pi \\cdot @0^2 \\cdot @1 = @=$.", [r, h],
        slips: [
          wrong("The cylinder has the volume $2 \\pi \\cdot @0 \\cdot @1 = @=$.") {
            2 * .pi * $0[0] * $0[1]
          }
        ]
      ) { .pi * $0[0] * $0[0] * $0[1] }
      let side = try step(
        .algebra, "The lateral surface is $2 \\pi \\cdot @0 \\cdot @1 = @=$.", [r, h],
        slips: [
          wrong("The lateral surface is $\\pi \\cdot @0 \\cdot @1 = @=$.") {
            .pi * $0[0] * $0[1]
          }
        ]
      ) { 2 * .pi * $0[0] * $0[1] }
      if flip() {
        let caps = try step(
          .algebra, "The two bases have the area $2 \\pi \\cdot @0^2 = @=$.", [r],
          slips: [
            wrong("The two bases have the area $\\pi \\cdot @0^2 = @=$.") {
              .pi * $0[0] * $0[0]
            }
          ]
        ) { 2 * .pi * $0[0] * $0[0] }
        let surface = try step(
          .arithmetic, "The whole surface is $@0 + @1 = @=$.", [side, caps]
        ) { $0[0] + $0[1] }
        ask(
          surface,
          [
            "What is the total surface area of a cylinder with radius $\(radius)$ and height "
              + "$\(height)$?",
            "Find the surface area, with both bases, of a cylinder whose radius is $\(radius)$ and "
              + "whose height is $\(height)$.",
            "A closed cylinder has height $\(height)$ and radius $\(radius)$. Compute its whole "
              + "surface area.",
            "A closed can in the form of a cylinder is $\(height)$ units high and has radius "
              + "$\(radius)$. How large is its surface?",
          ])
      } else {
        ask(
          volume,
          [
            "What is the volume of a cylinder with radius $\(radius)$ and height $\(height)$?",
            "Find the volume of a cylinder whose radius is $\(radius)$ and whose height is "
              + "$\(height)$.",
            "A cylinder has height $\(height)$ and radius $\(radius)$. Compute its volume.",
            "A can in the form of a cylinder is $\(height)$ units high and has radius $\(radius)$. "
              + "What is its volume?",
          ])
      }
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

  mutating func tellPolygonsInThePlane() throws(MATHRejection) {
    let count = int(3...5)
    var points: [(Int, Int)] = []
    for _ in 0..<count { points.append((int(-9...9), int(-9...9))) }
    // In the order of their angle around the mean, so that no two sides cross.
    let (mx, my) = (points.reduce(0) { $0 + $1.0 }, points.reduce(0) { $0 + $1.1 })
    func direction(_ p: (Int, Int)) -> (Int, Int) { (p.0 * count - mx, p.1 * count - my) }
    func half(_ p: (Int, Int)) -> Int { p.1 > 0 || (p.1 == 0 && p.0 > 0) ? 0 : 1 }
    points.sort { one, two in
      let (p, q) = (direction(one), direction(two))
      if half(p) != half(q) { return half(p) < half(q) }
      return p.0 * q.1 - p.1 * q.0 > 0
    }
    for index in 0..<count {
      let (p, q, r) = (points[index], points[(index + 1) % count], points[(index + 2) % count])
      try require((q.0 - p.0) * (r.1 - q.1) - (q.1 - p.1) * (r.0 - q.0) > 0)
    }
    let xs = points.map { given($0.0) }
    let ys = points.map { given($0.1) }
    var terms: [MATHQuantity] = []
    for index in 0..<count {
      let next = (index + 1) % count
      terms.append(
        try step(
          .algebra,
          "The \(Self.ordinals[index]) side contributes "
            + "$@(0) \\cdot @(1) - @(2) \\cdot @(3) = @=$.",
          [xs[index], ys[next], xs[next], ys[index]],
          slips: [
            wrong(
              "The \(Self.ordinals[index]) side contributes "
                + "$@(0) \\cdot @(1) + @(2) \\cdot @(3) = @=$."
            ) {
              $0[0] * $0[1] + $0[2] * $0[3]
            }
          ]
        ) { $0[0] * $0[1] - $0[2] * $0[3] })
    }
    let places = terms.indices.map { "@(\($0))" }.joined(separator: " + ")
    let double = try step(.arithmetic, "The sum of these is $\(places) = @=$.", terms) {
      $0.reduce(0) { $0 + $1 }
    }
    let area = try step(
      .theorem, "The shoelace formula gives the area $\\frac{1}{2} \\cdot @0 = @=$.", [double],
      slips: [miscalculated { $0[0] }]
    ) { $0[0] / 2 }
    let list = points.map { "$(\($0.0), \($0.1))$" }
    let text = list.dropLast().joined(separator: ", ") + " and " + list[count - 1]
    let name = ["triangle", "quadrilateral", "pentagon"][count - 3]
    ask(
      area,
      [
        "What is the area of the \(name) with vertices \(text), in this order?",
        "Find the area of the \(name) whose vertices are, in order, \(text).",
        "A \(name) has the vertices \(text) (in this order). Compute its area.",
        "The points \(text) are, in this order, the vertices of a \(name). How large is its area?",
      ])
  }
}
