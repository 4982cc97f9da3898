/// Number Theory: common divisors and multiples, numbers and sums of divisors.
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
        .arithmetic, words + " leaves the remainder $@0 \\bmod @1 = @=$.",
        or: [
          "In the \(Self.ordinals[index]) division of the algorithm, what is left " + "is $#$.",
          "\\[ \\text{remainder of the \(Self.ordinals[index]) division} = # \\]",
        ], [larger, smaller]
      ) { .whole($0) { $0[1] > 0 && $0[0] >= 0 ? $0[0] % $0[1] : nil } }
      if try int(rest) == 0 {
        divisor = try step(
          .theorem,
          "The remainder after division by $@0$ is $@1$, so the greatest common divisor "
            + "is $@=$.",
          or: [
            "Division by $#1$ leaves $#2$, and so the greatest common divisor is " + "$#3$.",
            "As $#1$ leaves $#2$, the greatest common divisor is \\[ #3 \\]",
          ], [smaller, rest]
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
      .theorem, "The least common multiple is $\\frac{@0 \\cdot @1}{@2} = @=$.",
      or: [
        "Multiplying the numbers and dividing by their greatest common divisor, " + "we get $#$.",
        "\\[ \\text{least common multiple} = # \\]",
      ], [qa, qb, divisor],
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
        .arithmetic, "In $@0$, the \(ordinal) prime $@1$ has the exponent $@=$.",
        or: [
          "The \(ordinal) prime in $#1$ is $#2$, and its exponent is $#3$.",
          "In the factorization of $#1$, the \(ordinal) prime $#2$ has the "
            + "exponent \\[ #3 \\]",
        ], [n, p]
      ) { .whole($0) { MATHDraft.multiplicity(of: $0[1], in: $0[0]) } }
      if isSum {
        factors.append(
          try step(
            .theorem,
            "The powers of the \(ordinal) prime add up to "
              + "$\\frac{@0^{@1 + 1} - 1}{@0 - 1} = @=$.",
            or: [
              "For the \(ordinal) prime, the geometric sum of its powers is $#$.",
              "\\[ \\text{sum of the powers of the \(ordinal) prime} = # \\]",
            ], [p, exponent],
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
            or: [
              "The exponent of the \(ordinal) prime can be chosen in $#$ ways.",
              "\\[ \\text{choices for the \(ordinal) prime} = # \\]",
            ],
            [exponent], slips: [miscalculated { $0[0] }]
          ) { $0[0] + 1 })
      }
    }
    let dots = factors.indices.map { "@\($0)" }.joined(separator: " \\cdot ")
    let sums = factors.indices.map { "@\($0)" }.joined(separator: " + ")
    let words = isSum ? "The sum of all positive divisors is" : "The number of divisors is"
    let result = try step(
      isSum ? .arithmetic : .theorem, words + " $\(dots) = @=$.",
      or: [
        "Multiplying these, we get $#$.",
        "\\[ \\text{\(isSum ? "sum of the divisors" : "number of divisors")} = # " + "\\]",
      ], factors,
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
}
