import Answers

/// Geometry: circles and their parts.
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
        .algebra, "The area of the whole circle is $\\pi \\cdot @0^2 = @=$.",
        or: ["The full disk measures $#$.", "\\[ \\text{area of the whole circle} = # \\]"], [r],
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
        or: [
          "Its share of the circle makes the sector $#$.", "\\[ \\text{area of the sector} = # \\]",
        ],
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
        .algebra, "The circumference is $2 \\pi \\cdot @0 = @=$.",
        or: ["All the way round, the circle measures $#$.", "\\[ \\text{circumference} = # \\]"],
        [r],
        slips: [wrong("The circumference is $\\pi \\cdot @0 = @=$.") { .pi * $0[0] }]
      ) { 2 * .pi * $0[0] }
      let angle = given(degrees)
      let arc = try step(
        .algebra, "The arc has the length $\\frac{@0}{\(fullTurn)} \\cdot @1 = @=$.",
        or: [
          "Its share of the circumference makes the arc $#$.",
          "\\[ \\text{length of the arc} = # \\]",
        ],
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
        or: [
          "Adding the two radii to the arc, we get $#$.",
          "\\[ \\text{perimeter of the sector} = # \\]",
        ],
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
        .algebra, "The larger circle has the area $\\pi \\cdot @0^2 = @=$.",
        or: [
          "For the outer circle, the area comes to $#$.",
          "\\[ \\text{area of the larger circle} = # \\]",
        ], [r],
        slips: [
          wrong("The larger circle has the area $2 \\pi \\cdot @0 = @=$.") {
            2 * .pi * $0[0]
          }
        ]
      ) { .pi * $0[0] * $0[0] }
      let inner = try step(
        .algebra, "The smaller circle has the area $\\pi \\cdot @0^2 = @=$.",
        or: [
          "For the inner circle, the area comes to $#$.",
          "\\[ \\text{area of the smaller circle} = # \\]",
        ], [s],
        slips: [
          wrong("The smaller circle has the area $2 \\pi \\cdot @0 = @=$.") {
            2 * .pi * $0[0]
          }
        ]
      ) { .pi * $0[0] * $0[0] }
      var ring = try step(
        .algebra, "The ring has the area $@0 - @1 = @=$.",
        or: [
          "Taking the inner area away, the ring measures $#$.",
          "\\[ \\text{area of the ring} = # \\]",
        ], [outer, inner],
        slips: [wrong("The ring has the area $@0 + @1 = @=$.") { $0[0] + $0[1] }]
      ) { $0[0] - $0[1] }
      var part = "the region between them"
      if flip() {
        let angle = given(degrees)
        ring = try step(
          .algebra,
          "The part within the angle has the area $\\frac{@0}{\(fullTurn)} \\cdot @1 = @=$.",
          or: [
            "Of the ring, the angle cuts out $#$.",
            "\\[ \\text{area of the part within the angle} = # \\]",
          ],
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
}
