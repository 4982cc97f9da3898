import Answers

/// Precalculus: vectors and matrices.
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
}
