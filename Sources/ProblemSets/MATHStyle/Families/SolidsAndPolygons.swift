import Answers

/// Geometry: solids, and polygons given by coordinates.
extension MATHDraft {
  mutating func tellSolids() throws(MATHRejection) {
    let (radius, height) = (int(2...15), int(2...24))
    let (r, h) = (given(radius), given(height))
    switch int(0...3) {
    case 0:
      let base = try step(
        .algebra, "The base has the area $\\pi \\cdot @0^2 = @=$.",
        or: ["The base is a disk of area $#$.", "\\[ \\text{area of the base} = # \\]"], [r],
        slips: [wrong("The base has the area $2 \\pi \\cdot @0 = @=$.") { 2 * .pi * $0[0] }]
      ) { .pi * $0[0] * $0[0] }
      let volume = try step(
        .theorem, "The cone has the volume $\\frac{1}{3} \\cdot @0 \\cdot @1 = @=$.",
        or: [
          "A third of base times height gives the volume $#$.",
          "\\[ \\text{volume of the cone} = # \\]",
        ], [base, h],
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
        .theorem, "The square of the slant height is $@0^2 + @1^2 = @=$.",
        or: [
          "By the theorem of Pythagoras, the slant height has the square $#$.",
          "\\[ \\text{square of the slant height} = # \\]",
        ], [r, h],
        slips: [
          wrong("The square of the slant height is $@1^2 - @0^2 = @=$.") {
            $0[1] * $0[1] - $0[0] * $0[0]
          }
        ]
      ) { $0[0] * $0[0] + $0[1] * $0[1] }
      let slant = try step(
        .arithmetic, "So the slant height is $\\sqrt{@0} = @=$.",
        or: [
          "Taking the root, the slant height measures $#$.", "\\[ \\text{slant height} = # \\]",
        ], [square], Self.root)
      let lateral = try step(
        .theorem, "The lateral area is $\\pi \\cdot @0 \\cdot @1 = @=$.",
        or: ["The side surface measures $#$.", "\\[ \\text{lateral area} = # \\]"], [r, slant],
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
          .algebra, "The base has the area $\\pi \\cdot @0^2 = @=$.",
          or: ["The base is a disk of area $#$.", "\\[ \\text{area of the base} = # \\]"], [r],
          slips: [wrong("The base has the area $2 \\pi \\cdot @0 = @=$.") { 2 * .pi * $0[0] }]
        ) { .pi * $0[0] * $0[0] }
        asked = try step(
          .arithmetic, "The whole surface is $@0 + @1 = @=$.",
          or: [
            "Adding both, the whole surface measures $#$.", "\\[ \\text{whole surface} = # \\]",
          ], [lateral, base]
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
        .theorem, "The square of the diagonal is $@0^2 + @1^2 + @2^2 = @=$.",
        or: [
          "Applying the theorem of Pythagoras twice, the diagonal has the square " + "$#$.",
          "\\[ \\text{square of the diagonal} = # \\]",
        ], [r, h, w],
        slips: [miscalculated { $0[0] * $0[0] + $0[1] * $0[1] }]
      ) { $0[0] * $0[0] + $0[1] * $0[1] + $0[2] * $0[2] }
      let diagonal = try step(
        .arithmetic, "So the diagonal is $\\sqrt{@0} = @=$.",
        or: ["Taking the root, the diagonal measures $#$.", "\\[ \\text{diagonal} = # \\]"],
        [square], Self.root)
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
        .theorem, "The cylinder has the volume $\\pi \\cdot @0^2 \\cdot @1 = @=$.",
        or: [
          "Base times height gives the volume $#$.", "\\[ \\text{volume of the cylinder} = # \\]",
        ], [r, h],
        slips: [
          wrong("The cylinder has the volume $2 \\pi \\cdot @0 \\cdot @1 = @=$.") {
            2 * .pi * $0[0] * $0[1]
          }
        ]
      ) { .pi * $0[0] * $0[0] * $0[1] }
      let side = try step(
        .algebra, "The lateral surface is $2 \\pi \\cdot @0 \\cdot @1 = @=$.",
        or: ["Unrolled, the side surface measures $#$.", "\\[ \\text{lateral surface} = # \\]"],
        [r, h],
        slips: [
          wrong("The lateral surface is $\\pi \\cdot @0 \\cdot @1 = @=$.") {
            .pi * $0[0] * $0[1]
          }
        ]
      ) { 2 * .pi * $0[0] * $0[1] }
      if flip() {
        let caps = try step(
          .algebra, "The two bases have the area $2 \\pi \\cdot @0^2 = @=$.",
          or: [
            "Top and bottom together measure $#$.", "\\[ \\text{area of the two bases} = # \\]",
          ], [r],
          slips: [
            wrong("The two bases have the area $\\pi \\cdot @0^2 = @=$.") {
              .pi * $0[0] * $0[0]
            }
          ]
        ) { 2 * .pi * $0[0] * $0[0] }
        let surface = try step(
          .arithmetic, "The whole surface is $@0 + @1 = @=$.",
          or: [
            "Adding both, the whole surface measures $#$.", "\\[ \\text{whole surface} = # \\]",
          ], [side, caps]
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
          or: [
            "From the \(Self.ordinals[index]) side we get $#$.",
            "\\[ \\text{contribution of the \(Self.ordinals[index]) side} = # \\]",
          ],
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
    let double = try step(
      .arithmetic, "The sum of these is $\(places) = @=$.",
      or: [
        "Adding up the contributions, we have $#$.", "\\[ \\text{sum of the contributions} = # \\]",
      ], terms
    ) {
      $0.reduce(0) { $0 + $1 }
    }
    let area = try step(
      .theorem, "The shoelace formula gives the area $\\frac{1}{2} \\cdot @0 = @=$.",
      or: ["Half of that sum is the area, $#$.", "\\[ \\text{area of the polygon} = # \\]"],
      [double],
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
