import Answers

/// Algebra: arithmetic and geometric sequences.
extension MATHDraft {
  mutating func tellArithmeticSequence() throws(MATHRejection) {
    let (first, difference) = (nonzero(30), nonzero(12))
    let n = int(8...40)
    let givesTwoTerms = flip()
    var a = given(0)
    var d = given(0)
    let intro: [String]
    if givesTwoTerms {
      let (i, j) = (int(2...5), int(6...12))
      let (p, q) = (first + (i - 1) * difference, first + (j - 1) * difference)
      let (qp, qq, qi, qj) = (given(p), given(q), given(i), given(j))
      d = try step(
        .algebra, "The common difference is $\\frac{@0 - @1}{@2 - @3} = @=$.",
        or: [
          "From one term to the next, the sequence changes by $#$.",
          "\\[ \\text{common difference} = # \\]",
        ], [qq, qp, qj, qi],
        slips: [
          wrong("The common difference is $\\frac{@0 - @1}{@2 - @3 + 1} = @=$.") {
            ($0[0] - $0[1]) / ($0[2] - $0[3] + 1)
          }
        ]
      ) { ($0[0] - $0[1]) / ($0[2] - $0[3]) }
      a = try step(
        .algebra, "The first term is $@0 - (@1 - 1) \\cdot @(2) = @=$.",
        or: [
          "Going back to the start, the first term comes to $#$.", "\\[ \\text{first term} = # \\]",
        ], [qp, qi, d],
        slips: [
          wrong("The first term is $@0 - @1 \\cdot @(2) = @=$.") { $0[0] - $0[1] * $0[2] }
        ]
      ) { $0[0] - ($0[1] - 1) * $0[2] }
      intro = [
        "Term number $\(i)$ of an arithmetic sequence is $\(p)$ and term number $\(j)$ is $\(q)$.",
        "In an arithmetic sequence, $a_{\(i)} = \(p)$ and $a_{\(j)} = \(q)$.",
        "The terms $a_{\(i)} = \(p)$ and $a_{\(j)} = \(q)$ of an arithmetic sequence are known.",
        "Let $a_1, a_2, a_3, \\ldots$ be an arithmetic sequence with $a_{\(i)} = \(p)$ and "
          + "$a_{\(j)} = \(q)$.",
      ]
    } else {
      a = given(first)
      d = given(difference)
      intro = [
        "An arithmetic sequence has first term $\(first)$ and common difference $\(difference)$.",
        "In an arithmetic sequence, the first term is $\(first)$ and the common difference is "
          + "$\(difference)$.",
        "The first term of an arithmetic sequence is $\(first)$, and each later term is the one "
          + "before it plus $\(difference)$.".replacing("plus $-", with: "minus $"),
        "Let $a_1 = \(first)$ be the first term of an arithmetic sequence whose common difference "
          + "is $\(difference)$.",
      ]
    }
    let count = given(n)
    let words = "The term in question is"
    let term = try step(
      .algebra, words + " $@0 + (@1 - 1) \\cdot @(2) = @=$.",
      or: [
        "Going on from the first term, we reach the term $#$.",
        "\\[ \\text{term in question} = # \\]",
      ], [a, count, d],
      slips: [wrong(words + " $@0 + @1 \\cdot @(2) = @=$.") { $0[0] + $0[1] * $0[2] }]
    ) { $0[0] + ($0[1] - 1) * $0[2] }
    guard flip() else {
      ask(
        term,
        [
          intro[0] + " What is term number $\(n)$?", intro[1] + " Find $a_{\(n)}.$",
          intro[2] + " Compute the term with number $\(n)$.", intro[3] + " What is $a_{\(n)}?$",
        ])
      return
    }
    let sum = try step(
      .theorem, "The sum is $\\frac{@0 \\cdot (@1 @+2)}{2} = @=$.",
      or: [
        "Averaging the first and the last term, the sum comes to $#$.",
        "\\[ \\text{sum of the terms} = # \\]",
      ], [count, a, term],
      slips: [
        wrong("The sum is $@0 \\cdot (@1 @+2) = @=$.") { $0[0] * ($0[1] + $0[2]) },
        wrong("The sum is $\\frac{(@0 - 1) \\cdot (@1 @+2)}{2} = @=$.") {
          ($0[0] - 1) * ($0[1] + $0[2]) / 2
        },
      ]
    ) { $0[0] * ($0[1] + $0[2]) / 2 }
    ask(
      sum,
      [
        intro[0] + " What is the sum of the first $\(n)$ terms?",
        intro[1] + " Find $a_1 + a_2 + \\cdots + a_{\(n)}.$",
        intro[2] + " Compute the sum of its first $\(n)$ terms.",
        intro[3] + " What do the first $\(n)$ terms add up to?",
      ])
  }

  mutating func tellGeometricSequence() throws(MATHRejection) {
    let first = given(nonzero(40))
    let isInfinite = flip()
    let ratio = MATHValue.fraction(nonzero(5), isInfinite ? int(2...9) : pick([1, 1, 2, 3]))
    guard let r = ratio.rational, !r.magnitude.isOne,
      let isSmall = r.magnitude.isLess(than: .init(1)),
      isSmall == isInfinite
    else { throw MATHRejection() }
    let q: MATHQuantity
    let a1 = value(first).latex
    let second = (value(first) * ratio).latex
    var givesTerms = false
    if flip() {
      givesTerms = true
      let next = given(value(first) * ratio)
      q = try step(
        .algebra, "The common ratio is $@0 \\div @(1) = @=$.",
        or: ["From one term to the next, we multiply by $#$.", "\\[ \\text{common ratio} = # \\]"],
        [next, first],
        slips: [miscalculated { $0[1] / $0[0] }]
      ) { $0[0] / $0[1] }
    } else {
      q = given(ratio)
    }
    let facts =
      givesTerms
      ? "first term $\(a1)$ and second term $\(second)$"
      : "first term $\(a1)$ and common ratio $\(ratio.latex)$"
    if isInfinite {
      let rest = try step(
        .arithmetic, "One minus the ratio is $1 - @0 = @=$.",
        or: ["For the denominator we need $#$.", "\\[ \\text{one minus the ratio} = # \\]"], [q],
        slips: [wrong("One minus the ratio is $1 + @0 = @=$.") { 1 + $0[0] }]
      ) { 1 - $0[0] }
      let sum = try step(
        .theorem, "The series has the sum $@0 \\div @1 = @=$.",
        or: [
          "Adding up all terms of the series, we get $#$.", "\\[ \\text{sum of the series} = # \\]",
        ], [first, rest],
        slips: [miscalculated { $0[0] * $0[1] }]
      ) { $0[0] / $0[1] }
      ask(
        sum,
        [
          "What is the sum of the infinite geometric series with \(facts)?",
          "An infinite geometric series has \(facts). Find its sum.",
          "Compute the sum of all terms of the infinite geometric sequence that has \(facts).",
          "Find the value of the infinite geometric series with \(facts).",
        ])
      return
    }
    let n = int(4...8)
    let count = given(n)
    let power = try step(
      .arithmetic, "The power of the ratio that is needed is $@^0^{@1 - 1} = @=$.",
      or: ["We need this power of the ratio: $#$.", "\\[ \\text{power of the ratio} = # \\]"],
      [q, count],
      slips: [
        wrong("The power of the ratio that is needed is $@^0^{@1} = @=$.") { $0[0] ^ $0[1] }
      ]
    ) { $0[0] ^ ($0[1] - 1) }
    let last = try step(
      .algebra, "The last term in question is $@0 \\cdot @(1) = @=$.",
      or: ["So the last term that counts is $#$.", "\\[ \\text{last term} = # \\]"], [first, power]
    ) { $0[0] * $0[1] }
    guard let size = value(last).rational, size.numerator.magnitude < 1_000_000,
      size.denominator < 2000
    else { throw MATHRejection() }
    guard flip() else {
      ask(
        last,
        [
          "A geometric sequence has \(facts). What is its term number $\(n)$?",
          "Find the term with number $\(n)$ of the geometric sequence that has \(facts).",
          "In a geometric sequence with \(facts), what is $a_{\(n)}$?",
          "Compute $a_{\(n)}$ for the geometric sequence $a_1, a_2, a_3, \\ldots$ with \(facts).",
        ])
      return
    }
    let sum = try step(
      .theorem, "The sum is $\\frac{@0 \\cdot @(1) - @2}{@1 - 1} = @=$.",
      or: [
        "By the formula for geometric sums, we get $#$.", "\\[ \\text{sum of the terms} = # \\]",
      ], [last, q, first],
      slips: [miscalculated { ($0[0] - $0[2]) / ($0[1] - 1) }]
    ) { ($0[0] * $0[1] - $0[2]) / ($0[1] - 1) }
    ask(
      sum,
      [
        "A geometric sequence has \(facts). What is the sum of its first $\(n)$ terms?",
        "Find the sum of the first $\(n)$ terms of the geometric sequence that has \(facts).",
        "In a geometric sequence with \(facts), what is $a_1 + a_2 + \\cdots + a_{\(n)}$?",
        "Compute the sum $a_1 + \\cdots + a_{\(n)}$ for the geometric sequence "
          + "$a_1, a_2, a_3, \\ldots$ with \(facts).",
      ])
  }
}
