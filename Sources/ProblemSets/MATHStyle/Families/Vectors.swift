import Answers

/// Precalculus: vectors.
extension MATHDraft {
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
        .arithmetic, "The first multiple is $@0 \\cdot @1 = @=$.",
        or: ["Scaling the first one gives $#$.", "\\[ \\text{first multiple} = # \\]"], [qp, a]
      ) { $0[0] * $0[1] }
      let second = try step(
        .arithmetic, "The second multiple is $@0 \\cdot @1 = @=$.",
        or: ["Scaling the second one gives $#$.", "\\[ \\text{second multiple} = # \\]"], [qq, b]
      ) { $0[0] * $0[1] }
      let sum = try step(
        .arithmetic, "The sum is $@0 + @1 = @=$.",
        or: ["Adding both, we get $#$.", "\\[ \\text{sum} = # \\]"], [first, second],
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
      .algebra, "The dot product is $@0 \\cdot @1 = @=$.",
      or: [
        "Multiplying entry by entry and adding up, we get $#$.", "\\[ \\text{dot product} = # \\]",
      ], [a, b],
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
      .algebra, "The squared length of the second vector is $@0 \\cdot @0 = @=$.",
      or: [
        "With itself, the second vector has the dot product $#$.",
        "\\[ \\text{squared length of the second vector} = # \\]",
      ], [b],
      slips: [
        miscalculated { values in
          values[0].elements.reduce(0) { $0 + $1.magnitude }
        }
      ]
    ) { values in values[0].elements.reduce(0) { $0 + $1 * $1 } }
    if kind == 2 {
      let factor = try step(
        .algebra, "The factor of the projection is $\\frac{@0}{@1} = @=$.",
        or: [
          "The second vector is scaled by $#$.", "\\[ \\text{factor of the projection} = # \\]",
        ], [product, square],
        slips: [
          wrong("The factor of the projection is $\\frac{@0}{\\sqrt{@1}} = @=$.") {
            $0[1].sign == 1 ? $0[0] / .squareRoot($0[1]) : .undefined
          }
        ]
      ) { $0[0] / $0[1] }
      let projection = try step(
        .theorem, "So the projection is $@0 \\cdot @1 = @=$.",
        or: [
          "Scaling the second vector, we get the projection $#$.", "\\[ \\text{projection} = # \\]",
        ], [factor, b]
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
      .algebra, "The squared length of the first vector is $@0 \\cdot @0 = @=$.",
      or: [
        "With itself, the first vector has the dot product $#$.",
        "\\[ \\text{squared length of the first vector} = # \\]",
      ], [a]
    ) { values in values[0].elements.reduce(0) { $0 + $1 * $1 } }
    if kind == 3 {
      let area = try step(
        .theorem, "The square of the area is $@0 \\cdot @1 - @^2^2 = @=$.",
        or: [
          "By Lagrange's identity, the area has the square $#$.",
          "\\[ \\text{square of the area} = # \\]",
        ],
        [other, square, product],
        slips: [
          wrong("The square of the area is $@0 \\cdot @1 + @^2^2 = @=$.") {
            $0[0] * $0[1] + $0[2] * $0[2]
          }
        ]
      ) { $0[0] * $0[1] - $0[2] * $0[2] }
      let root = try step(
        .arithmetic, "So the area of the parallelogram is $\\sqrt{@0} = @=$.",
        or: [
          "Taking the root, the parallelogram has the area $#$.",
          "\\[ \\text{area of the parallelogram} = # \\]",
        ], [area], Self.root)
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
      .arithmetic, "The product of the lengths is $\\sqrt{@0 \\cdot @1} = @=$.",
      or: [
        "Multiplied together, the lengths are $#$.", "\\[ \\text{product of the lengths} = # \\]",
      ], [other, square]
    ) { $0[0].sign == 1 && $0[1].sign == 1 ? .squareRoot($0[0] * $0[1]) : .undefined }
    let cosine = try step(
      .theorem, "So the cosine of the angle is $@0 \\div @1 = @=$.",
      or: [
        "Dividing by the lengths, the cosine comes to $#$.",
        "\\[ \\text{cosine of the angle} = # \\]",
      ], [product, lengths],
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
}
