/// Number Theory: numbers in other bases.
extension MATHDraft {
  mutating func tellBases() throws(MATHRejection) {
    let base = int(2...9)
    let (low, high) = (Self.power(base, 2), min(Self.power(base, 5) - 1, 3000))
    let first = int(low...high)
    let isConversion = flip()
    if isConversion {
      let other = pick([2, 3, 4, 5, 6, 7, 8, 9].filter { $0 != base })
      let ten = try valueInTen(first, base, "number")
      guard flip() else {
        ask(ten, Self.baseQuestions(MATHValue.based(first, base: base).latex))
        return
      }
      let result = try digits(of: ten, base: other)
      try require(first >= other * other)
      let text = MATHValue.based(first, base: base).latex
      ask(
        result,
        [
          "Write $\(text)$ as a number in base $\(other)$.",
          "Convert $\(text)$ to base $\(other)$.",
          "What is the base-$\(other)$ representation of $\(text)$?",
          "The number $\(text)$ is written in base $\(base)$. How is it written in base "
            + "$\(other)$?",
        ])
      return
    }
    let second = int(low...high)
    let kind = int(0...2)
    let one = try valueInTen(first, base, "first number")
    let two = try valueInTen(second, base, "second number")
    let sum: MATHQuantity
    let sign: String
    switch kind {
    case 0:
      sign = "+"
      sum = try step(
        .arithmetic, "Their sum is $@0 + @1 = @=$.",
        or: ["Adding these two, we have $#$.", "\\[ \\text{sum of both} = # \\]"], [one, two]
      ) { $0[0] + $0[1] }
    case 1:
      sign = "-"
      try require(first > second)
      sum = try step(
        .arithmetic, "Their difference is $@0 - @1 = @=$.",
        or: [
          "Subtracting one from the other, we have $#$.", "\\[ \\text{difference of both} = # \\]",
        ], [one, two]
      ) {
        $0[0] - $0[1]
      }
    default:
      sign = "\\cdot"
      try require(first < 200 && second < 200)
      sum = try step(
        .arithmetic, "Their product is $@0 \\cdot @1 = @=$.",
        or: ["Multiplying them, we have $#$.", "\\[ \\text{product of both} = # \\]"], [one, two]
      ) {
        $0[0] * $0[1]
      }
    }
    let result = try digits(of: sum, base: base)
    let text =
      "\(MATHValue.based(first, base: base).latex) \(sign) "
      + MATHValue.based(second, base: base).latex
    ask(
      result,
      [
        "Compute $\(text).$ Express your answer in base $\(base)$.",
        "What is $\(text)$ in base $\(base)$?",
        "Evaluate $\(text),$ giving the result as a base-$\(base)$ number.",
        "Both numbers in $\(text)$ are written in base $\(base)$. Find the result in the same base.",
      ])
  }

  private static func baseQuestions(_ text: String) -> [String] {
    [
      "Convert $\(text)$ to base $10$.",
      "What is $\(text)$ when it is written in base $10$?",
      "Express $\(text)$ as a decimal number.",
      "Which number in base $10$ is equal to $\(text)$?",
    ]
  }

  /// The step that finds the value of a number that is written in a base.
  private mutating func valueInTen(
    _ number: Int, _ base: Int, _ name: String
  ) throws(MATHRejection) -> MATHQuantity {
    let text = Array(String(number, radix: base))
    let foot = given(base)
    let digits = text.compactMap { $0.wholeNumberValue }.map { given($0) }
    let last = digits.count - 1
    let places = digits.indices.map { index in
      let power = last - index
      return "@\(index)"
        + (power == 0 ? "" : " \\cdot @\(last + 1)" + (power == 1 ? "" : "^\(power)"))
    }.joined(separator: " + ")
    return try step(
      .algebra, "In base ten, the \(name) is $\(places) = @=$.",
      or: [
        "Written out with the place values, the \(name) is $#$.",
        "\\[ \\text{\(name) in base ten} = # \\]",
      ], digits + [foot],
      slips: [
        miscalculated { values in
          values.dropLast().reversed().reduce(0) { $0 * values[values.count - 1] + $1 }
        }
      ]
    ) { values in
      values.dropLast().reduce(0) { $0 * values[values.count - 1] + $1 }
    }
  }

  /// The steps that write a number in a base, by division with remainders.
  private mutating func digits(
    of number: MATHQuantity, base: Int
  ) throws(MATHRejection) -> MATHQuantity {
    let foot = given(base)
    var rest = number
    var places: [MATHQuantity] = []
    while true {
      try require(places.count < 7)
      let ordinal = Self.ordinals[places.count]
      places.append(
        try step(
          .arithmetic, "The \(ordinal) digit from the right is $@0 \\bmod @1 = @=$.",
          or: [
            "The remainder that gives the \(ordinal) digit is $#$.",
            "\\[ \\text{\(ordinal) digit from the right} = # \\]",
          ], [rest, foot]
        ) { .whole($0) { $0[1] > 0 && $0[0] >= 0 ? $0[0] % $0[1] : nil } })
      if try int(rest) < base { break }
      rest = try step(
        .arithmetic,
        "After the \(ordinal) digit there remains "
          + "$\\lfloor \\frac{@0}{@1} \\rfloor = @=$.",
        or: [
          "What is left after the \(ordinal) digit is $#$.",
          "\\[ \\text{rest after the \(ordinal) digit} = # \\]",
        ], [rest, foot]
      ) { .whole($0) { $0[1] > 0 && $0[0] >= 0 ? $0[0] / $0[1] : nil } }
    }
    let order = (0..<places.count).map { "@\($0)" }.joined(separator: ", ")
    let reversed = Array(places.reversed())
    return try step(
      .arithmetic, "The digits from the left are $\(order)$, so the number is $@=$.",
      or: [
        "Reading the digits $#1$ from the left, we have $#2$.",
        "Reading $#1$ from the left, the number is \\[ #2 \\]",
      ], reversed,
      slips: [miscalculated { MATHDraft.based($0.reversed(), base) }]
    ) { MATHDraft.based($0, base) }
  }

  private static func based(_ digits: [MATHValue], _ base: Int) -> MATHValue {
    var number = 0
    for digit in digits {
      guard let digit = digit.int, 0..<base ~= digit else { return .undefined }
      number = number * base + digit
    }
    return .based(number, base: base)
  }
}
