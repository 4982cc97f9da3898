import Answers
import JSON
import ProblemSets
import TestSupport
import Testing

@Suite(
  "String policies on published answers", .enabled(if: SharedData.isPresent, SharedData.absence))
struct PublishedVerdictTests {
  @Test("the policy of Qwen finds the answers and verdicts of Qwen's example")
  func qwenExample() throws {
    let policy = QwenPolicy()
    var correct = [Int](repeating: 0, count: 8)
    var solved = 0
    var majority = 0
    var best = 0
    for record in try lines("qwen_maj_example/math_cot_100.jsonl.gz") {
      let gold = try record["gt"].string()
      let answers = try record["code"].array().map {
        policy.normalise(policy.extract(from: try $0.string()) ?? "")
      }
      #expect(try answers == record["pred"].array().map { try $0.string() })
      let verdicts = answers.map { policy.equals($0, gold) }
      // Not one of the verdicts needs SymPy.
      #expect(try verdicts == record["score"].array().map { try $0.bool() })
      for (index, isCorrect) in verdicts.enumerated() { correct[index] += isCorrect ? 1 : 0 }
      solved += verdicts.contains(true) ? 1 : 0
      let counts = answers.map { answer in answers.count { $0 == answer } }
      let mostCommon = try #require(counts.firstIndex(of: counts.max() ?? 0))
      majority += verdicts[mostCommon] ? 1 : 0
      let rewards = try record["pred_score"].array().flatMap { try $0.array() }.map {
        try $0.double()
      }
      let highest = try #require(rewards.firstIndex(of: rewards.max() ?? 0))
      best += verdicts[highest] ? 1 : 0
    }
    // 91.0 on average.
    #expect(correct == [90, 92, 93, 89, 92, 92, 90, 90])
    #expect(solved == 96)
    #expect(majority == 93)
    #expect(best == 94)
  }

  @Test("the strings of MATH's authors decide as recorded")
  func hendrycksVerdicts() throws {
    let policy = HendrycksPolicy(extraction: .lastBox)
    var recorded: [String: Bool] = [:]
    for record in try lines("../judge/peers.jsonl") {
      recorded[try record["id"].string()] = try record["hendrycks"]["ans"].bool()
    }
    var agreeing = 0
    var count = 0
    for record in try lines("../judge/cases.jsonl") {
      // The record was made of the content of the last box, or of the text, without dollar signs.
      let pair = try ["pred", "gold"].map { name in
        let text = try record[name].string()
        return withoutDelimiters(policy.extract(from: text) ?? text)
      }
      count += 1
      agreeing += policy.equals(pair[0], pair[1]) == recorded[try record["id"].string()] ? 1 : 0
    }
    #expect(count == 2355)
    #expect(agreeing >= 2350)
  }

  @Test("the answers of real texts are those of the originals", arguments: PublishedPolicy.allCases)
  func digests(named: PublishedPolicy) throws {
    let policy = named.policy
    var extracted = Digest()
    var normalised = Digest()
    for record in try lines("../judge/cases.jsonl") {
      for field in ["gold", "pred"] {
        let text = try record[field].string()
        guard text.unicodeScalars.count <= 400 else { continue }
        extracted.add(policy.extract(from: text) ?? "\0")
        normalised.add(policy.normalise(text))
      }
    }
    let expected = try JSONValue.parse(fixture("string-policy-digests.json"), source: "digests")
    #expect(try extracted.text == expected["\(policy.name).extract"].string())
    #expect(try normalised.text == expected["\(policy.name).normalise"].string())
  }

  private func lines(_ name: String) throws -> [JSONValue] {
    try JSONLines(FileBytes.read(SharedData.path(name))).map { try $0.result.get() }
  }

  private func withoutDelimiters(_ text: String) -> String {
    let text = trimmed(text)
    for (open, close) in [("$$", "$$"), ("$", "$"), ("\\(", "\\)"), ("\\[", "\\]")]
    where text.hasPrefix(open) && text.hasSuffix(close) && text.count >= open.count + close.count {
      return trimmed(String(text.dropFirst(open.count).dropLast(close.count)))
    }
    return text
  }

  private func trimmed(_ text: String) -> String {
    String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
  }

  /// FNV-1a over texts, each followed by a byte that no text holds.
  private struct Digest {
    private var value: UInt64 = 0xcbf2_9ce4_8422_2325

    var text: String {
      let digits = String(value, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }

    mutating func add(_ text: String) {
      for byte in Array(text.utf8) + [0xff] { value = (value ^ UInt64(byte)) &* 0x100_0000_01b3 }
    }
  }
}
