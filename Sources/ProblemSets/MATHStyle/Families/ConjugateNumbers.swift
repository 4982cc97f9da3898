import Answers

/// Intermediate Algebra: complex numbers, and polynomials with given roots.
extension MATHDraft {
  mutating func tellPolynomialsFromRoots() throws(MATHRejection) {
    let count = int(1...3)
    let isComplex = flip()
    var factors: [MATHQuantity] = []
    var names: [String] = []
    if isComplex {
      let (a, b) = (nonzero(5), int(1...5))
      let useRoot = flip()
      let square = pick([2, 3, 5, 6, 7])
      let size: MATHValue = useRoot ? .squareRoot(.int(square)) : .int(b) * .i
      let zero = .int(a) + size
      names.append(zero.latex)
      let root = given(zero)
      let conjugate = try step(
        .theorem, "As the coefficients are rational, another root is the conjugate of $@0$, $@=$.",
        or: [
          "With $#1$, its conjugate must be a root as well: $#2$.",
          "Rational coefficients force the conjugate of $#1$ to be a root, \\[ #2 " + "\\]",
        ],
        [root], slips: [miscalculated { -$0[0] }]
      ) { $0[0].conjugated }
      let sum = try step(
        .arithmetic, "Their sum is $(@0) + @1 = @=$.",
        or: ["Adding the two roots gives $#$.", "\\[ \\text{sum of the two roots} = # \\]"],
        [root, conjugate]
      ) {
        $0[0] + $0[1]
      }
      let product = try step(
        .algebra, "Their product is $(@0)(@1) = @=$.",
        or: [
          "Multiplying the two roots gives $#$.", "\\[ \\text{product of the two roots} = # \\]",
        ], [root, conjugate],
        slips: [
          miscalculated { values in
            let half = (values[0] + values[1]) / 2
            let other = (values[0] - values[1]) / 2
            return half * half + other * other
          }
        ]
      ) { $0[0] * $0[1] }
      factors.append(
        try step(
          .theorem, "So a factor is $x^2 - @0 x + @1 = @=$.",
          or: [
            "These two roots belong to the factor $#$.", "\\[ \\text{quadratic factor} = # \\]",
          ], [sum, product],
          slips: [
            wrong("So a factor is $x^2 + @0 x + @1 = @=$.") {
              .x * .x + $0[0] * .x + $0[1]
            }
          ]
        ) { .x * .x - $0[0] * .x + $0[1] })
    }
    let roots = sample(count, of: Array(-6...6).filter { $0 != 0 })
    for (index, root) in roots.prefix(isComplex ? count - 1 : count + 1).enumerated() {
      names.append("\(root)")
      let r = given(root)
      factors.append(
        try step(
          .arithmetic, "The \(Self.ordinals[index]) whole root gives the factor $x - @0 = @=$.",
          or: [
            "For the \(Self.ordinals[index]) whole root, we multiply by $#$.",
            "\\[ \\text{factor of the \(Self.ordinals[index]) whole root} = # \\]",
          ],
          [r], slips: [miscalculated { .x + $0[0] }]
        ) { .x - $0[0] })
    }
    var product = factors[0]
    for (index, factor) in factors.dropFirst().enumerated() {
      product = try step(
        .algebra, "The \(Self.ordinals[index]) multiplication gives $(@0)(@1) = @=$.",
        or: [
          "Expanding, \(Self.ordinals[index]) time: $#$.",
          "\\[ \\text{result of the \(Self.ordinals[index]) multiplication} = # \\]",
        ],
        [product, factor],
        slips: [miscalculated { $0[0] * $0[1] - $0[0].coefficient(0) * .x }]
      ) { $0[0] * $0[1] }
    }
    try require(factors.count > 1 || isComplex)
    let text = names.map { "$\($0)$" }
    let list =
      text.count == 1
      ? "root \(text[0])"
      : "roots " + text.dropLast().joined(separator: ", ") + " and " + text[text.count - 1]
    let degree = value(product).expression?.degree ?? 0
    let kind = isComplex ? "with rational coefficients" : "with leading coefficient $1$"
    ask(
      product,
      [
        "Find the monic polynomial of degree $\(degree)$ \(kind) that has the \(list). Write it in "
          + "expanded form.",
        "A monic polynomial of degree $\(degree)$ \(kind) has the \(list). Expand it.",
        "Write down, in expanded form, the polynomial $p(x) = x^\(degree.latexExponent) + \\cdots$ "
          + "of degree $\(degree)$ \(kind) that has the \(list).",
        "Determine the polynomial of degree $\(degree)$ \(isComplex ? kind + " and" : "with") leading "
          + "coefficient $1$ that has the \(list), and expand it.",
      ].map {
        isComplex
          ? $0
          : $0.replacing(
            "monic polynomial of degree $\(degree)$ \(kind)",
            with: "monic polynomial of degree $\(degree)$")
      })
  }

  mutating func tellComplexNumbers() throws(MATHRejection) {
    func number(_ draft: inout MATHDraft) -> MATHValue {
      .int(draft.nonzero(7)) + .int(draft.nonzero(7)) * .i
    }
    let count = int(1...6)
    var current = given(number(&self))
    var text = value(current).latex
    for (index, ordinal) in Self.ordinals.prefix(count).enumerated() {
      let other = given(number(&self))
      let otherText = value(other).latex
      let kind = int(0...3)
      let inner = index == 0 ? "(\(text))" : text
      switch kind {
      case 0, 1:
        let isSum = kind == 0
        text = "\(inner) \(isSum ? "+" : "-") (\(otherText))"
        if index < count - 1 { text = "\\left(\(text)\\right)" }
        let words = "The \(ordinal) operation gives"
        current = try step(
          .arithmetic, words + " $(@0) \(isSum ? "+" : "-") (@1) = @=$.",
          or: [
            "We carry out the \(ordinal) operation: $#$.",
            "\\[ \\text{result of the \(ordinal) operation} = # \\]",
          ], [current, other],
          slips: [
            wrong(words + " $(@0) \(isSum ? "-" : "+") (@1) = @=$.") {
              isSum ? $0[0] - $0[1] : $0[0] + $0[1]
            }
          ]
        ) { isSum ? $0[0] + $0[1] : $0[0] - $0[1] }
      case 2:
        text = "\(inner)(\(otherText))"
        current = try step(
          .algebra, "The \(ordinal) operation gives $(@0)(@1) = @=$.",
          or: [
            "We carry out the \(ordinal) operation: $#$.",
            "\\[ \\text{result of the \(ordinal) operation} = # \\]",
          ], [current, other],
          slips: [
            miscalculated { values in
              // i squared taken for 1.
              let (a, b) = (values[0], values[1])
              let (x, y) = ((a - a.conjugated) / (2 * .i), (b - b.conjugated) / (2 * .i))
              return a * b + 2 * x * y
            }
          ]
        ) { $0[0] * $0[1] }
      default:
        text = "\\frac{\(index == 0 ? text : inner)}{\(otherText)}"
        current = try step(
          .algebra, "The \(ordinal) operation gives $\\frac{@0}{@1} = @=$.",
          or: [
            "We carry out the \(ordinal) operation: $#$.",
            "\\[ \\text{result of the \(ordinal) operation} = # \\]",
          ], [current, other],
          slips: [miscalculated { $0[0] * $0[1].conjugated }]
        ) { $0[0] / $0[1] }
      }
      guard let result = value(current).expression, result.isComplex,
        result.terms.allSatisfy({
          $0.coefficient.denominator < 200 && $0.coefficient.numerator.magnitude < 2000
        })
      else { throw MATHRejection() }
    }
    if flip() {
      let conjugate = try step(
        .arithmetic, "The conjugate of $@0$ is $@=$.",
        or: [
          "Changing the sign of the imaginary part of $#1$ gives $#2$.",
          "To $#1$ belongs the conjugate \\[ #2 \\]",
        ], [current]
      ) {
        $0[0].conjugated
      }
      let square = try step(
        .theorem, "The squared absolute value is $(@0)(@1) = @=$.",
        or: [
          "Times its conjugate, the number gives $#$.",
          "\\[ \\text{squared absolute value} = # \\]",
        ], [current, conjugate],
        slips: [miscalculated { $0[0] * $0[0] }]
      ) { $0[0] * $0[1] }
      let size = try step(
        .arithmetic, "So the absolute value is $\\sqrt{@0} = @=$.",
        or: ["Taking the root, the absolute value is $#$.", "\\[ \\text{absolute value} = # \\]"],
        [square], Self.root)
      ask(
        size,
        [
          "Compute $\\left|\(text)\\right|,$ where $i^2 = -1.$",
          "What is the absolute value of $\(text)$, where $i^2 = -1$?",
          "Find the magnitude of the complex number $\(text).$",
          "How far is the complex number $\(text)$ from the origin of the complex plane?",
        ])
      return
    }
    ask(
      current,
      [
        "Compute $\(text),$ where $i^2 = -1.$ Express your answer in the form $a + bi.$",
        "Write $\(text)$ in the form $a + bi$ with real numbers $a$ and $b$.",
        "Simplify the complex number $\(text)$ to the form $a + bi.$",
        "Evaluate $\(text)$ and give the result in the form $a + bi$, where $i^2 = -1$.",
      ])
  }
}

extension MATHValue {
  /// The conjugate of a complex number, or of `a + b√c`.
  var conjugated: MATHValue {
    guard let value = expression else { return .undefined }
    if value.isComplex || value.rational != nil { return .expression(value.conjugate) }
    guard let rational = value.coefficient(ofRadicand: 1) else { return .undefined }
    return .rational(rational) * 2 - self
  }
}

extension MATHExpression {
  /// The rational factor of the root of a number, in a real expression without variable and π.
  func coefficient(ofRadicand radicand: Int) -> Rational? {
    guard degree == 0, !isComplex, terms.allSatisfy({ $0.piPower == 0 }) else { return nil }
    return terms.first { $0.radicand == radicand }?.coefficient ?? Rational(0)
  }
}
