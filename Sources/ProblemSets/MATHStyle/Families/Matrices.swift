import Answers

/// Precalculus: matrices.
extension MATHDraft {
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
        .theorem, "Row by column, $AB = @0 @1 = @=$.",
        or: [
          "Multiplying rows by columns, we get $#$.", "The product in the given order is \\[ # \\]",
        ], [a, b],
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
        .theorem, "In the other order, $BA = @1 @0 = @=$.",
        or: ["The other way round, we get $#$.", "The product in the other order is \\[ # \\]"],
        [a, b]
      ) { $0[1] * $0[0] }
      let difference = try step(
        .algebra, "The difference is $@0 - @1 = @=$.",
        or: ["Taking one from the other leaves $#$.", "\\[ \\text{difference} = # \\]"],
        [product, reversed],
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
        .algebra, determinantWords,
        or: [
          "Cross products of the entries of $#1$ give the determinant $#2$.",
          "For the determinant of $#1$ we have \\[ #2 \\]",
        ], determinantOperands, slips: [determinantSlip]
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
        .algebra, determinantWords,
        or: [
          "Cross products of the entries of $#1$ give the determinant $#2$.",
          "For the determinant of $#1$ we have \\[ #2 \\]",
        ], determinantOperands, slips: [determinantSlip]
      ) { $0[0] * $0[1] - $0[2] * $0[3] }
      try require(value(determinant).int != 0 && value(determinant).int != 1)
      let adjugate = try step(
        .theorem, "Swapping the diagonal entries of $@0$ and changing the other signs gives $@=$.",
        or: [
          "From $#1$, the adjugate is $#2$: the diagonal swapped, the other signs " + "changed.",
          "The adjugate of $#1$ is \\[ #2 \\]",
        ],
        [a],
        slips: [miscalculated { -MATHDraft.adjugate($0[0]) }]
      ) { MATHDraft.adjugate($0[0]) }
      let inverse = try step(
        .algebra, "Divided by the determinant $@0$, the matrix $@1$ becomes $@=$.",
        or: [
          "Dividing $#2$ by the determinant $#1$, entry by entry, gives $#3$.",
          "With the determinant $#1$, the matrix $#2$ turns into \\[ #3 \\]",
        ],
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
        .algebra, determinantWords,
        or: [
          "Cross products of the entries of $#1$ give the determinant $#2$.",
          "For the determinant of $#1$ we have \\[ #2 \\]",
        ], determinantOperands, slips: [determinantSlip]
      ) { $0[0] * $0[1] - $0[2] * $0[3] }
      let power = int(2...4)
      let factor = nonzero(4)
      let (k, c) = (given(power), given(factor))
      try require(abs(value(determinant).int ?? 0) > 1 && abs(factor) > 1)
      let raised = try step(
        .theorem, "For the power of the matrix, it becomes $@^0^@1 = @=$.",
        or: [
          "Taking the power as well, the determinant comes to $#$.",
          "\\[ \\text{determinant of the power} = # \\]",
        ], [determinant, k],
        slips: [
          wrong("For the power of the matrix, it becomes $@(0) \\cdot @1 = @=$.") {
            $0[0] * $0[1]
          }
        ]
      ) { $0[0] ^ $0[1] }
      let scaled = try step(
        .theorem, "The factor counts twice, once for each row: $@^0^2 \\cdot @(1) = @=$.",
        or: [
          "As the factor comes in once for each row, we have $#$.",
          "\\[ \\text{determinant with the factor} = # \\]",
        ],
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
        .arithmetic, "The multiple of the first matrix is $@(0) \\cdot @1 = @=$.",
        or: [
          "Scaling the first matrix gives $#$.", "\\[ \\text{multiple of the first matrix} = # \\]",
        ], [qp, a]
      ) { $0[0] * $0[1] }
      let second = try step(
        .arithmetic, "The multiple of the second matrix is $@(0) \\cdot @1 = @=$.",
        or: [
          "Scaling the second matrix gives $#$.",
          "\\[ \\text{multiple of the second matrix} = # \\]",
        ], [qq, b]
      ) { $0[0] * $0[1] }
      let sum = try step(
        .arithmetic, "The sum is $@0 + @1 = @=$.",
        or: ["Adding both, we get $#$.", "\\[ \\text{sum} = # \\]"], [first, second]
      ) {
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
