import Answers

/// Geometry: circles and their parts, angles of polygons.
extension MATHDraft {
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
}
