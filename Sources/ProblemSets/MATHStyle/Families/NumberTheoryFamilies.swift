/// Number Theory: divisors, remainders, bases, congruences.
extension MATHDraft {
  mutating func tellGreatestDivisor() throws(MATHRejection) {
    let shared = int(2...40)
    let (a, b) = (shared * int(3...40), shared * int(3...40))
    try require(a > b && a % b != 0)
    let (qa, qb) = (given(a), given(b))
    var (larger, smaller) = (qa, qb)
    var divisor: MATHQuantity?
    for index in 0... {
      try require(index < 6)
      let words = "The \(Self.ordinals[index]) division of Euclid's algorithm"
      let rest = try step(
        .arithmetic, words + " leaves the remainder $@0 \\bmod @1 = @=$.", [larger, smaller]
      ) { .whole($0) { $0[1] > 0 && $0[0] >= 0 ? $0[0] % $0[1] : nil } }
      if try int(rest) == 0 {
        divisor = try step(
          .theorem,
          "The remainder after division by $@0$ is $@1$, so the greatest common divisor "
            + "is $@=$.", [smaller, rest]
        ) { $0[0] }
        break
      }
      (larger, smaller) = (smaller, rest)
    }
    guard let divisor else { throw MATHRejection() }
    guard flip() else {
      ask(
        divisor,
        [
          "What is the greatest common divisor of $\(a)$ and $\(b)$?",
          "Find the greatest common factor of $\(a)$ and $\(b)$.",
          "Compute $\\gcd(\(a), \(b)).$",
          "What is the largest whole number that divides both $\(a)$ and $\(b)$?",
        ])
      return
    }
    let multiple = try step(
      .theorem, "The least common multiple is $\\frac{@0 \\cdot @1}{@2} = @=$.", [qa, qb, divisor],
      slips: [wrong("The least common multiple is $@0 \\cdot @1 = @=$.") { $0[0] * $0[1] }]
    ) { $0[0] * $0[1] / $0[2] }
    ask(
      multiple,
      [
        "What is the least common multiple of $\(a)$ and $\(b)$?",
        "Find the smallest positive whole number that is divisible by $\(a)$ and by $\(b)$.",
        "Compute $\\operatorname{lcm}(\(a), \(b)).$",
        "Two lights flash together and then every $\(a)$ and every $\(b)$ seconds. After how many "
          + "seconds do they flash together again for the first time?",
      ])
  }

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
        .arithmetic, "The base leaves the remainder $@0 \\bmod @1 = @=$.", [number, m]
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
          + "$@0^2 \\bmod @1 = @=$.", [current, m],
        slips: [
          miscalculated { .whole($0) { $0[1] > 0 && $0[0] >= 0 ? 2 * $0[0] % $0[1] : nil } }
        ]
      ) { .whole($0) { $0[1] > 0 && abs($0[0]) < 1 << 20 ? $0[0] * $0[0] % $0[1] : nil } }
      if bit == "1" {
        power += 1
        current = try step(
          .arithmetic,
          "One more factor after the \(Self.ordinals[index]) squaring gives the "
            + "remainder $@0 \\cdot @1 \\bmod @2 = @=$.", [current, start, m]
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
      sum = try step(.arithmetic, "Their sum is $@0 + @1 = @=$.", [one, two]) { $0[0] + $0[1] }
    case 1:
      sign = "-"
      try require(first > second)
      sum = try step(.arithmetic, "Their difference is $@0 - @1 = @=$.", [one, two]) {
        $0[0] - $0[1]
      }
    default:
      sign = "\\cdot"
      try require(first < 200 && second < 200)
      sum = try step(.arithmetic, "Their product is $@0 \\cdot @1 = @=$.", [one, two]) {
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
      .algebra, "In base ten, the \(name) is $\(places) = @=$.", digits + [foot],
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
          .arithmetic, "The \(ordinal) digit from the right is $@0 \\bmod @1 = @=$.", [rest, foot]
        ) { .whole($0) { $0[1] > 0 && $0[0] >= 0 ? $0[0] % $0[1] : nil } })
      if try int(rest) < base { break }
      rest = try step(
        .arithmetic,
        "After the \(ordinal) digit there remains "
          + "$\\lfloor \\frac{@0}{@1} \\rfloor = @=$.", [rest, foot]
      ) { .whole($0) { $0[1] > 0 && $0[0] >= 0 ? $0[0] / $0[1] : nil } }
    }
    let order = (0..<places.count).map { "@\($0)" }.joined(separator: ", ")
    let reversed = Array(places.reversed())
    return try step(
      .arithmetic, "The digits from the left are $\(order)$, so the number is $@=$.", reversed,
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

  mutating func tellDivisorCounts() throws(MATHRejection) {
    let primes = sample(int(2...3), of: [2, 3, 5, 7, 11]).sorted()
    let exponents = primes.map { _ in int(1...4) }
    let number = zip(primes, exponents).reduce(1) { $0 * Self.power($1.0, $1.1) }
    try require(30..<30_000 ~= number)
    let n = given(number)
    let isSum = flip()
    var factors: [MATHQuantity] = []
    for prime in primes {
      let p = given(prime)
      let ordinal = Self.ordinals[factors.count]
      let exponent = try step(
        .arithmetic, "In $@0$, the \(ordinal) prime $@1$ has the exponent $@=$.", [n, p]
      ) { .whole($0) { MATHDraft.multiplicity(of: $0[1], in: $0[0]) } }
      if isSum {
        factors.append(
          try step(
            .theorem,
            "The powers of the \(ordinal) prime add up to "
              + "$\\frac{@0^{@1 + 1} - 1}{@0 - 1} = @=$.", [p, exponent],
            slips: [
              wrong(
                "The powers of the \(ordinal) prime add up to "
                  + "$\\frac{@0^{@1} - 1}{@0 - 1} = @=$."
              ) {
                (($0[0] ^ $0[1]) - 1) / ($0[0] - 1)
              }
            ]
          ) { (($0[0] ^ ($0[1] + 1)) - 1) / ($0[0] - 1) })
      } else {
        factors.append(
          try step(
            .arithmetic, "The number of choices for the \(ordinal) prime is $@0 + 1 = @=$.",
            [exponent], slips: [miscalculated { $0[0] }]
          ) { $0[0] + 1 })
      }
    }
    let dots = factors.indices.map { "@\($0)" }.joined(separator: " \\cdot ")
    let sums = factors.indices.map { "@\($0)" }.joined(separator: " + ")
    let words = isSum ? "The sum of all positive divisors is" : "The number of divisors is"
    let result = try step(
      isSum ? .arithmetic : .theorem, words + " $\(dots) = @=$.", factors,
      slips: [wrong(words + " $\(sums) = @=$.") { $0.reduce(0) { $0 + $1 } }]
    ) { $0.reduce(1) { $0 * $1 } }
    ask(
      result,
      isSum
        ? [
          "What is the sum of all positive divisors of $\(number)$?",
          "Find the sum of the positive divisors of $\(number)$.",
          "Add up all positive whole numbers that divide $\(number)$. What is the result?",
          "Compute the sum of all positive factors of $\(number)$.",
        ]
        : [
          "How many positive divisors does $\(number)$ have?",
          "Find the number of positive factors of $\(number)$.",
          "How many positive whole numbers divide $\(number)$ without a remainder?",
          "Determine how many positive integers are divisors of $\(number)$.",
        ])
  }

  /// How often a number divides another.
  static func multiplicity(of prime: Int, in number: Int) -> Int? {
    guard prime > 1, number > 0 else { return nil }
    var (rest, count) = (number, 0)
    while rest % prime == 0 {
      rest /= prime
      count += 1
    }
    return count
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
        .theorem, "The inverse of $@0$ modulo $@1$ is $@=$.", [a, qm],
        slips: [miscalculated { $0[1] - $0[0] }]
      ) { .whole($0) { MATHDraft.inverse(of: $0[0], modulo: $0[1]) } }
      let solution = try step(
        .algebra, "Multiplying by it gives $x = @0 \\cdot @1 \\bmod @2 = @=$.",
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
      .theorem, "The inverse of $@0$ modulo $@1$ is $@=$.", [qm, qn],
      slips: [miscalculated { .whole($0) { MATHDraft.inverse(of: $0[1], modulo: $0[0]) } }]
    ) { .whole($0) { MATHDraft.inverse(of: $0[0], modulo: $0[1]) } }
    let difference = try step(
      .arithmetic, "The remainders differ by $@0 - @1 = @=$.", [qs, qr],
      slips: [wrong("The remainders differ by $@1 - @0 = @=$.") { $0[1] - $0[0] }]
    ) { $0[0] - $0[1] }
    let times = try step(
      .algebra, "The multiple needed is $@(0) \\cdot @1 \\bmod @2 = @=$.",
      [difference, inverse, qn]
    ) {
      .whole($0) {
        guard $0[2] > 0, abs($0[0]) < 1 << 20, abs($0[1]) < 1 << 20 else { return nil }
        return (($0[0] * $0[1]) % $0[2] + $0[2]) % $0[2]
      }
    }
    let number = try step(
      .algebra, "So the number is $@0 + @1 \\cdot @2 = @=$.", [qr, qm, times],
      slips: [wrong("So the number is $@1 \\cdot @2 = @=$.") { $0[1] * $0[2] }]
    ) { $0[0] + $0[1] * $0[2] }
    var asked = number
    let three = flip()
    if three {
      let product = try step(
        .theorem, "Two such numbers differ by a multiple of $@0 \\cdot @1 = @=$.", [qm, qn]
      ) { $0[0] * $0[1] }
      asked = try step(
        .arithmetic, "So the next such number is $@0 + @1 = @=$.", [number, product],
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
