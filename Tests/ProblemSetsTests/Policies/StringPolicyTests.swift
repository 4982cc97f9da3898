import Answers
import Glibc
import JSON
import Testing

/// Compares the policies with what `Benchmarks/peers/string_policies.py` had the originals say.
@Suite("String policies")
struct StringPolicyTests {
  private static let records = JSONLines(fixture("string-policies.jsonl"))

  @Test("extract and normalise as the originals do", arguments: PublishedPolicy.allCases)
  func texts(named: PublishedPolicy) throws {
    let policy = named.policy
    #expect(policy.name == named.rawValue)
    var count = 0
    for record in Self.records {
      let record = try record.result.get()
      guard let text = try record.member("text")?.string() else { continue }
      count += 1
      let extracted = try record["extract"][named.rawValue]
      #expect(
        isSame(policy.extract(from: text), extracted.isNull ? nil : try extracted.string()),
        "extract \(text.debugDescription)")
      let normalised = try record["normalise"][named.rawValue].string()
      #expect(isSame(policy.normalise(text), normalised), "normalise \(text.debugDescription)")
    }
    #expect(count > 300)
  }

  @Test(
    "compare as the originals do, and ask SymPy's questions", arguments: PublishedPolicy.allCases)
  func pairs(named: PublishedPolicy) throws {
    let policy = named.policy
    var count = 0
    for record in Self.records {
      let record = try record.result.get()
      guard let answer = try record.member("answer")?.string() else { continue }
      count += 1
      let gold = try record["gold"].string()
      let questions = Questions()
      let verdict = policy.equals(answer, gold) { left, right in
        questions.asked.append([left, right])
        return false
      }
      #expect(
        try verdict == record["equals"][named.rawValue].bool(), "\(answer) against \(gold)")
      let expected =
        try record["questions"].member(named.rawValue)?.array().map {
          try $0.array().map { try $0.string() }
        } ?? []
      #expect(questions.asked == expected, "\(answer) against \(gold)")
      #expect(policy.asksForSymbolicEquality || questions.asked.isEmpty)
    }
    #expect(count > 80)
  }

  @Test("what SymPy would find equal is equal")
  func symbolic() {
    for policy in [MinervaPolicy(), QwenPolicy()] as [any StringPolicy] {
      #expect(policy.equals("x+1", "1+x") { $0 == "x+1" && $1 == "1+x" })
      #expect(!policy.equals("x+1", "1+x"))
    }
  }

  private final class Questions {
    var asked: [[String]] = []
  }

  /// Equal code points, not canonical equivalence.
  private func isSame(_ left: String?, _ right: String?) -> Bool {
    left.map { Array($0.unicodeScalars) } == right.map { Array($0.unicodeScalars) }
  }
}

/// The bytes of a file below Tests/Fixtures.
func fixture(_ name: String) -> [UInt8] {
  let tests = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
  guard let file = fopen((tests + ["Fixtures", name[...]]).joined(separator: "/"), "r") else {
    return []
  }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  while case let byte = getc(file), byte != EOF { bytes.append(UInt8(truncatingIfNeeded: byte)) }
  return bytes
}
