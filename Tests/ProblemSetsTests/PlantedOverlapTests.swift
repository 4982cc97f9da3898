import Corpus
import ProblemSets
import TestSupport
import Testing

/// 1,000 problems, 150 of which were made from test problems: how many are found, by tier.
@Suite("Planted overlap")
struct PlantedOverlapTests {
  /// A problem with the test problem that it was made from, if any.
  struct Planted {
    let statement: String
    let origin: Int?
    let kind: String
  }

  /// GSM8K's test where it is at hand, else our own hardest split.
  static func tests() throws -> [String] {
    guard SharedData.isPresent else {
      return try BasicSuite(seed: 9).rows(split: .hard, count: 1000).map(\.problem.statement)
    }
    return try SuiteFile(recognising: SharedData.path("gsm8k/test.jsonl.gz")).read().rows
      .map(\.problem.statement)
  }

  static func planted(_ tests: [String]) throws -> [Planted] {
    let own = try BasicSuite(seed: 4).rows(split: .train, count: 850)
    var all = own.map { Planted(statement: $0.problem.statement, origin: nil, kind: "own") }
    for (offset, kind) in ["exact", "re-worded", "re-numbered"].enumerated() {
      for number in 0..<50 {
        let origin = (offset * 50 + number) * 6
        let text = tests[origin]
        let changed =
          switch kind {
          case "exact": text.uppercased().replacing(",", with: " ,")
          case "re-worded": Rewording.reworded(text)
          default: Rewording.renumbered(text, seed: UInt64(origin))
          }
        all.append(Planted(statement: changed, origin: origin, kind: kind))
      }
    }
    return all
  }

  @Test("recall and precision of every tier")
  func tiers() async throws {
    let tests = try Self.tests()
    let planted = try Self.planted(tests)
    let statements = planted.map(\.statement)
    var found: [OverlapTier: [String: Int]] = [:]
    var wrong: [OverlapTier: Int] = [:]
    for tier in OverlapTier.allCases {
      let matches = await OverlapSearch.matches(of: statements, with: tests, tiers: [tier])
      for (problem, match) in zip(planted, matches) {
        guard let match else { continue }
        if match.reference == problem.origin {
          found[tier, default: [:]][problem.kind, default: 0] += 1
        } else {
          wrong[tier, default: 0] += 1
        }
      }
    }
    print("tier        exact  re-worded  re-numbered  wrong  (of 50, 50, 50; wrong of 1,000)")
    for tier in OverlapTier.allCases {
      let counts = ["exact", "re-worded", "re-numbered"].map { found[tier]?[$0] ?? 0 }
      print(tier.rawValue, counts, wrong[tier] ?? 0)
    }
    #expect(found[.exact]?["exact"] == 50)
    #expect(found[.near]?["exact"] == 50)
    #expect(found[.near]?["re-worded"] ?? 0 >= 40)
    #expect(found[.template]?["re-numbered"] ?? 0 >= 45)
    #expect(found[.near]?["re-numbered"] ?? 0 >= 45)
    let any = await OverlapSearch.matches(of: statements, with: tests)
    let hits = zip(planted, any).count { $1 != nil && $0.origin == $1?.reference }
    let alarms = any.count { $0 != nil }
    print("all tiers: \(hits) of 150 found, \(alarms) alarms")
    #expect(hits >= 140)
    // A different problem of the suite may itself overlap with the origin.
    #expect(alarms - hits <= (SharedData.isPresent ? 3 : 30))
  }

  @Test(
    "GSM-Plus is found as what it was made from",
    .enabled(if: SharedData.isPresent, SharedData.absence)
  )
  func perturbations() async throws {
    let tests = try SuiteFile(recognising: SharedData.path("gsm8k/test.jsonl.gz")).read().rows
    let plus = try SuiteFile(recognising: SharedData.path("gsm_plus/gsmplus_testmini.jsonl.gz"))
      .read().rows
    let matches = await OverlapSearch.matches(
      of: plus.map(\.problem.statement), with: tests.map(\.problem.statement))
    var (right, wrong): ([String: Int], Int) = ([:], 0)
    for (row, match) in zip(plus, matches) {
      guard let match else { continue }
      if tests[match.reference].problem.key.description == row.attributes["seed"] {
        right[row.attributes["perturbation"] ?? "", default: 0] += 1
      } else {
        wrong += 1
      }
    }
    print("GSM-Plus found of 300 each:", right.sorted { $0.key < $1.key }, "wrong", wrong)
    #expect(right["numerical substitution"] ?? 0 >= 290)
    #expect(right["distraction insertion"] ?? 0 >= 240)
    #expect(right["problem understanding"] ?? 0 >= 170)
    #expect(wrong <= 24)
  }

  @Test(
    "MATH-500 lies in MATH's test, and PRM800K's problems lie where their ids say",
    .enabled(if: SharedData.isPresent, SharedData.absence))
  func splitsOfMATH() async throws {
    func rows(_ path: String) throws -> [Row] {
      try SuiteFile(recognising: SharedData.path(path)).read().rows
    }
    let test = try rows("math/test.jsonl.gz")
    let statements = test.map(\.problem.statement)
    let small = try rows("math500/test.jsonl.gz")
    let matches = await OverlapSearch.matches(
      of: small.map(\.problem.statement), with: statements, tiers: [.exact])
    #expect(matches.allSatisfy { $0 != nil })
    let rated = try rows("prm800k/prm800k_val_1818.jsonl.gz")
    let found = await OverlapSearch.matches(
      of: rated.map(\.problem.statement), with: statements, tiers: [.exact])
    let isTest = rated.map { $0.attributes["math_id"]?.hasPrefix("test/") == true }
    #expect(zip(found, isTest).allSatisfy { ($0 != nil) == $1 })
    #expect(isTest.contains(true) && isTest.contains(false))
  }
}

/// Rewrites of a problem by rule, without randomness but for numbers.
enum Rewording {
  private static let synonyms = [
    "buys": "purchases", "bought": "purchased", "has": "owns", "had": "owned", "makes": "earns",
    "gets": "receives", "got": "received", "gives": "hands", "gave": "handed", "wants": "plans",
    "needs": "requires", "total": "overall", "dollars": "bucks", "kids": "children",
    "big": "large", "uses": "takes", "spends": "pays", "costs": "sells for", "sold": "gave away",
    "day": "morning", "each": "apiece", "more": "extra", "number": "count", "if": "when",
    "then": "later", "money": "cash", "friends": "pals", "his": "their", "her": "their",
  ]

  /// Every word with a synonym is replaced, and the question is introduced.
  static func reworded(_ text: String) -> String {
    "Here is a question. "
      + text.split(separator: " ", omittingEmptySubsequences: false).map { word in
        synonyms[String(word)] ?? String(word)
      }.joined(separator: " ")
  }

  /// Every run of digits becomes another one as long.
  static func renumbered(_ text: String, seed: UInt64) -> String {
    var stream = RandomStream(seed: seed, "renumbered")
    return String(
      text.map { letter in
        guard letter.isASCII, letter.isNumber else { return letter }
        return Character(String(1 + stream.next() % 9))
      })
  }
}
