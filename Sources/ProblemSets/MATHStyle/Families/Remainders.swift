/// Number Theory: remainders of powers, linear congruences.
extension MATHDraft {
  mutating func tellPowerRemainders() throws(MATHRejection) {
    let modulus = int(5...60)
    let base = int(2...60)
    let bits = int(1...5)
    let exponent = int((1 << bits)...((2 << bits) - 1))
    try require(greatestCommonDivisor(base, modulus) == 1)
    let m = given(modulus)
    let number = given(base)
    var current = number
    if base >= modulus {
      current = try step(
        .arithmetic, "The base leaves the remainder $@0 \\bmod @1 = @=$.",
        or: ["Reducing the base first, we have $#$.", "\\[ \\text{remainder of the base} = # \\]"],
        [number, m]
      ) { .whole($0) { $0[1] > 0 && $0[0] >= 0 ? $0[0] % $0[1] : nil } }
    }
    let start = current
    try require(try int(start) > 1)
    let binary = String(exponent, radix: 2).dropFirst()
    var power = 1
    for (index, bit) in binary.enumerated() {
      power *= 2
      current = try step(
        .algebra,
        "The \(Self.ordinals[index]) squaring gives the remainder "
          + "$@0^2 \\bmod @1 = @=$.",
        or: [
          "Squaring and reducing, \(Self.ordinals[index]) time: $#$.",
          "\\[ \\text{remainder after the \(Self.ordinals[index]) squaring} = # \\]",
        ], [current, m],
        slips: [
          miscalculated { .whole($0) { $0[1] > 0 && $0[0] >= 0 ? 2 * $0[0] % $0[1] : nil } }
        ]
      ) { .whole($0) { $0[1] > 0 && abs($0[0]) < 1 << 20 ? $0[0] * $0[0] % $0[1] : nil } }
      if bit == "1" {
        power += 1
        current = try step(
          .arithmetic,
          "One more factor after the \(Self.ordinals[index]) squaring gives the "
            + "remainder $@0 \\cdot @1 \\bmod @2 = @=$.",
          or: [
            "Multiplying by the base again after the \(Self.ordinals[index]) "
              + "squaring, we have $#$.",
            "\\[ \\text{remainder with one more factor after the "
              + "\(Self.ordinals[index]) squaring} = # \\]",
          ], [current, start, m]
        ) {
          .whole($0) {
            $0[2] > 0 && abs($0[0]) < 1 << 20 && abs($0[1]) < 1 << 20 && $0[0] * $0[1] >= 0
              ? $0[0] * $0[1] % $0[2] : nil
          }
        }
      }
    }
    let text = "\(base)^{\(exponent)}"
    ask(
      current,
      [
        "What is the remainder when $\(text)$ is divided by $\(modulus)$?",
        "Find the remainder of $\(text)$ upon division by $\(modulus)$.",
        "Determine the integer $r$ with $0 \\le r < \(modulus)$ and "
          + "$\(text) \\equiv r \\pmod{\(modulus)}.$",
        "When $\(text)$ is divided by $\(modulus)$, what remainder is left?",
      ])
  }

  mutating func tellCongruences() throws(MATHRejection) {
    let (m, n) = (int(3...25), int(3...25))
    try require(greatestCommonDivisor(m, n) == 1 && m != n)
    let (r, s) = (int(0...m - 1), int(0...n - 1))
    try require(r != s)
    let (qm, qn, qr, qs) = (given(m), given(n), given(r), given(s))
    guard int(0...2) > 0 else {
      let factor = int(2...30)
      try require(greatestCommonDivisor(factor, m) == 1 && factor % m != 1 && r > 0)
      let a = given(factor)
      let inverse = try step(
        .theorem, "The inverse of $@0$ modulo $@1$ is $@=$.",
        or: [
          "Modulo $#2$, the number $#1$ has the inverse $#3$.",
          "To $#1$ belongs, modulo $#2$, the inverse \\[ #3 \\]",
        ], [a, qm],
        slips: [miscalculated { $0[1] - $0[0] }]
      ) { .whole($0) { MATHDraft.inverse(of: $0[0], modulo: $0[1]) } }
      let solution = try step(
        .algebra, "Multiplying by it gives $x = @0 \\cdot @1 \\bmod @2 = @=$.",
        or: [
          "With this inverse, the unknown is $#$.",
          "Multiplying both sides by the inverse gives \\[ # \\]",
        ],
        [qr, inverse, qm]
      ) {
        .whole($0) {
          $0[2] > 0 && abs($0[0]) < 1 << 20 && abs($0[1]) < 1 << 20 && $0[0] * $0[1] >= 0
            ? $0[0] * $0[1] % $0[2] : nil
        }
      }
      let text = "\(factor)x \\equiv \(r) \\pmod{\(m)}"
      ask(
        solution,
        [
          "Find the smallest nonnegative integer $x$ with $\(text).$",
          "What is the least integer $x \\ge 0$ for which $\(text)?$",
          "Solve $\(text)$ for $x$, where $0 \\le x < \(m)$.",
          "Determine the integer $x$ with $0 \\le x < \(m)$ that satisfies $\(text).$",
        ])
      return
    }
    let inverse = try step(
      .theorem, "The inverse of $@0$ modulo $@1$ is $@=$.",
      or: [
        "Modulo $#2$, the number $#1$ has the inverse $#3$.",
        "To $#1$ belongs, modulo $#2$, the inverse \\[ #3 \\]",
      ], [qm, qn],
      slips: [miscalculated { .whole($0) { MATHDraft.inverse(of: $0[1], modulo: $0[0]) } }]
    ) { .whole($0) { MATHDraft.inverse(of: $0[0], modulo: $0[1]) } }
    let difference = try step(
      .arithmetic, "The remainders differ by $@0 - @1 = @=$.",
      or: [
        "The second remainder minus the first one is $#$.",
        "\\[ \\text{difference of the remainders} = # \\]",
      ], [qs, qr],
      slips: [wrong("The remainders differ by $@1 - @0 = @=$.") { $0[1] - $0[0] }]
    ) { $0[0] - $0[1] }
    let times = try step(
      .algebra, "The multiple needed is $@(0) \\cdot @1 \\bmod @2 = @=$.",
      or: [
        "Times the inverse, this gives the multiple $#$.",
        "\\[ \\text{multiple that is needed} = # \\]",
      ],
      [difference, inverse, qn]
    ) {
      .whole($0) {
        guard $0[2] > 0, abs($0[0]) < 1 << 20, abs($0[1]) < 1 << 20 else { return nil }
        return (($0[0] * $0[1]) % $0[2] + $0[2]) % $0[2]
      }
    }
    let number = try step(
      .algebra, "So the number is $@0 + @1 \\cdot @2 = @=$.",
      or: [
        "Adding this multiple to the first remainder, we find $#$.", "\\[ \\text{number} = # \\]",
      ], [qr, qm, times],
      slips: [wrong("So the number is $@1 \\cdot @2 = @=$.") { $0[1] * $0[2] }]
    ) { $0[0] + $0[1] * $0[2] }
    var asked = number
    let three = flip()
    if three {
      let product = try step(
        .theorem, "Two such numbers differ by a multiple of $@0 \\cdot @1 = @=$.",
        or: ["The solutions repeat with a period of $#$.", "\\[ \\text{period} = # \\]"], [qm, qn]
      ) { $0[0] * $0[1] }
      asked = try step(
        .arithmetic, "So the next such number is $@0 + @1 = @=$.",
        or: ["The one after it is $#$.", "\\[ \\text{next number} = # \\]"], [number, product],
        slips: [miscalculated { $0[1] - $0[0] }]
      ) { $0[0] + $0[1] }
    }
    let least = three ? "second smallest" : "smallest"
    ask(
      asked,
      [
        "What is the \(least) nonnegative integer that leaves the remainder $\(r)$ when it is "
          + "divided by $\(m)$ and the remainder $\(s)$ when it is divided by $\(n)$?",
        "Find the \(least) integer $x \\ge 0$ with $x \\equiv \(r) \\pmod{\(m)}$ and "
          + "$x \\equiv \(s) \\pmod{\(n)}.$",
        "Among the nonnegative integers with remainder $\(r)$ on division by $\(m)$ and remainder "
          + "$\(s)$ on division by $\(n)$, which is the \(least)?",
        "Determine the \(least) nonnegative whole number $x$ such that $x - \(r)$ is divisible by "
          + "$\(m)$ and $x - \(s)$ is divisible by $\(n)$.",
      ])
  }

  /// The inverse modulo a number, from 1; `nil` where there is none.
  static func inverse(of number: Int, modulo modulus: Int) -> Int? {
    guard modulus > 1, modulus < 10_000 else { return nil }
    return (1..<modulus).first { (number % modulus * $0 % modulus + modulus) % modulus == 1 }
  }
}
