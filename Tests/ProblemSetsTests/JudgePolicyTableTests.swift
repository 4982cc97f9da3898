import Answers
import Corpus
import JSON
import ProblemSets
import TestSupport
import Testing

/// The decisions of Docs/judge.md are those that the judge takes.
@Suite(
  "The judge's documented decisions", .enabled(if: SharedData.isPresent, SharedData.absence))
struct JudgePolicyTableTests {
  @Test("every ambiguous pair is decided as the table says")
  func table() throws {
    let documented = try decisions()
    let path = SharedData.path("../judge/policy.jsonl")
    var count = 0
    for line in JSONLines(try FileBytes.read(path), source: path) {
      let value = try line.result.get()
      let item = try AnswerCase(value, mode: .answer)
      let judgement = Judge().judge(item.prediction, gold: item.gold, mode: item.mode)
      let decision: String
      switch judgement.verdict {
      case .correct: decision = judgement.isApproximate ? "equal, approximate" : "equal"
      case .incorrect: decision = "different"
      case .undecided, .unanswered: decision = judgement.verdict.rawValue
      }
      let id = try value["id"].string()
      #expect(decision == documented[id], "\(id): \(judgement.reason)")
      count += 1
    }
    #expect(count == 42)
    #expect(documented.count == 42)
  }

  private func decisions() throws -> [String: String] {
    let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
    let file = (root + ["Docs", "judge.md"]).joined(separator: "/")
    let text = String(decoding: try FileBytes.read(file), as: UTF8.self)
    var decisions: [String: String] = [:]
    for line in text.split(separator: "\n") where line.hasPrefix("| `p") {
      let cells = line.split(separator: "|").map { cell in
        cell.drop { $0 == " " || $0 == "`" }.prefix { $0 != "`" }
      }
      guard cells.count >= 3 else { continue }
      decisions[String(cells[0])] = String(cells[2].split { $0 == " " }.joined(separator: " "))
    }
    return decisions
  }
}
