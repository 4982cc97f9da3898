import Answers
import Expressions
import Glibc
import Testing

@Suite("The document on the judge")
struct JudgeReasonsTests {
  @Test("names every reason that a verdict can have")
  func reasons() throws {
    let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4)
    let handle = try #require(fopen((root + ["Docs", "judge.md"]).joined(separator: "/"), "r"))
    defer { fclose(handle) }
    var bytes = [UInt8](repeating: 0, count: 1 << 17)
    let text = String(decoding: bytes[..<fread(&bytes, 1, bytes.count, handle)], as: UTF8.self)
    let rules = ComparisonRule.allCases.map(\.rawValue) + UndecidedReason.allCases.map(\.rawValue)
    let others = ["same-text", "integer", "choice", "no-answer", "gold-no-choice"]
    let refusals = ReadingRefusal.Reason.allCases.map { reason in
      // The names are those of the cases in kebab case.
      reason == .invalidUTF8
        ? "invalid-utf8"
        : reason.rawValue.reduce(into: "") { name, letter in
          name += letter.isUppercase ? "-" + letter.lowercased() : String(letter)
        }
    }
    for name in rules + others + refusals + JudgePolicy.allCases.map(\.rawValue) {
      #expect(text.contains("`\(name)`"), "\(name)")
    }
  }
}
