import Corpus
import ProblemSets
import Testing

@Suite("Overlap of statements")
struct OverlapTests {
  private func tier(_ left: String, _ right: String) -> OverlapTier? {
    var index = OverlapIndex()
    index.insert(StatementFingerprint(left))
    return index.match(StatementFingerprint(right))?.tier
  }

  @Test(
    "case, marks and spaces do not matter; words, operators and numbers do",
    arguments: [
      ("Tom has 1,000 pens.  How many?", "tom has 1000 PENS: how many", true),
      ("What is $x + 1$?", "What is x+1?", true), ("What is x + 1?", "What is x - 1?", false),
      ("A 5-inch heel", "A 5 inch heel", true), ("It is 2.5 m", "It is 25 m", false),
      ("It is 2.5 m", "It is 2 5 m", false), ("x − 1", "x - 1", true),
      ("“Yes”, he said", "\"Yes\" he said", true), ("Größe", "größe", true), ("a", "b", false),
    ])
  func exact(left: String, right: String, isEqual: Bool) {
    #expect((tier(left, right) == .exact) == isEqual)
    #expect((tier(right, left) == .exact) == isEqual)
  }

  @Test("other numbers in the same words are a template")
  func template() {
    let text = "Ann buys 3 red pens and 12 blue pens at 1.50 dollars each. How many are there?"
    let other = "Ann buys 7 red pens and 4 blue pens at 1,200 dollars each. How many are there?"
    #expect(tier(text, other) == .template)
    #expect(tier("3 + 4 = ?", "5 + 6 = ?") != .template)
  }

  @Test("the strongest tier wins, then the score, then the earliest reference")
  func order() {
    let base = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
    var index = OverlapIndex()
    for text in [base + " a b c d e f g h", base + " fifteen", base, base] {
      index.insert(StatementFingerprint(text))
    }
    #expect(index.count == 4)
    #expect(
      index.match(StatementFingerprint(base.uppercased()))
        == OverlapMatch(reference: 2, tier: .exact, score: 1))
    #expect(index.match(StatementFingerprint(base), tier: .run13)?.reference == 2)
    let long = StatementFingerprint(
      "Quite another story comes first, then " + base + " and what else there was to tell here")
    #expect(index.match(long)?.tier == .run13)
    #expect(index.match(long)?.reference == 2)
    #expect(index.match(long, tier: .run8)?.score == 1)
    #expect(index.match(StatementFingerprint("nothing of the kind")) == nil)
  }

  @Test("phrases that many references have do not count as runs")
  func commonPhrases() {
    let phrase = "enter your answer in the form of a comma separated list of all the values please"
    var index = OverlapIndex(tiers: [.run13, .run8])
    for number in 0..<40 {
      index.insert(
        StatementFingerprint(
          (0..<20).map { "w\(number * 20 + $0)" }.joined(separator: " ") + " " + phrase))
    }
    #expect(index.match(StatementFingerprint("Solve it and " + phrase)) == nil)
  }

  @Test("the signature's candidates follow the promised curve, and the score is the true index")
  func recallCurve() {
    // Sets of runs with a known Jaccard index: texts of distinct words with a common beginning.
    // c common words of n give (c − 2) / (2 (n − 2) − (c − 2)).
    var stream = RandomStream(seed: 5, "overlap recall")
    for (common, expected) in [(55, 0.84), (47, 0.63), (41, 0.50)] {
      var (found, trials) = (0, 0)
      for _ in 0..<100 {
        func word() -> String { "w" + String(stream.next() >> 20, radix: 36).filter(\.isLetter) }
        let shared = (0..<common).map { _ in word() }
        let left = shared + (common..<60).map { _ in word() }
        let right = shared + (common..<60).map { _ in word() }
        var index = OverlapIndex(tiers: [.near])
        index.insert(StatementFingerprint(left.joined(separator: " ")))
        let match = index.match(StatementFingerprint(right.joined(separator: " ")))
        trials += 1
        if let match {
          found += 1
          #expect(abs(match.score - expected) < 0.03)
        }
      }
      let promised = 1 - pow(1 - pow(expected, 4), 32)
      let deviation = (promised * (1 - promised) / Double(trials)).squareRoot()
      #expect(abs(Double(found) / Double(trials) - promised) < 5 * deviation + 0.02)
    }
  }

  private func pow(_ base: Double, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { product, _ in product * base }
  }

  @Test("a repeat is found as the first that was kept, and threads change nothing")
  func duplicates() async {
    let texts = (0..<5000).map { number -> String in
      let words = (0..<12).map { "w\((number % 4000) * 31 + $0 * $0)" }.joined(separator: " ")
      return number >= 4000 ? words.uppercased() : words
    }
    let found = await OverlapSearch.duplicates(in: texts, tiers: [.exact])
    #expect(found.prefix(4000).allSatisfy { $0 == nil })
    for (place, match) in found.enumerated().dropFirst(4000) {
      #expect(match == OverlapMatch(reference: place - 4000, tier: .exact, score: 1))
    }
    #expect(await OverlapSearch.duplicates(in: texts, tiers: [.exact], threads: 3) == found)
    let references = Array(texts.prefix(3000))
    let one = await OverlapSearch.matches(of: texts, with: references)
    #expect(await OverlapSearch.matches(of: texts, with: references, threads: 4) == one)
    #expect(one.count { $0?.tier == .exact } >= 4000)
  }
}
