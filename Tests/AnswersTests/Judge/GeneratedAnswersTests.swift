import Answers
import Corpus
import Glibc
import Testing

/// Answers whose exact value is known: the same value in other words must be correct, a value next
/// to it never.
///
/// `STEPMARK_FUZZ_SECONDS` makes this go on for that long, with other values in every run.
@Suite("The judge on generated answers")
struct GeneratedAnswersTests {
  private let seconds = getenv("STEPMARK_FUZZ_SECONDS").flatMap { Int(String(cString: $0)) } ?? 0

  @Test("the same value is correct however it is written, and another value never is")
  func sameAndOther() {
    let end = time(nil) + seconds
    let seed = seconds > 0 ? UInt64(time(nil)) : 1
    var judge = Judge()
    judge.usesTextShortcut = false
    var worker = JudgeWorker(judge)
    var count = 0
    while count < 4000 || time(nil) < end {
      var stream = RandomStream(seed: seed, "generated answers", count)
      count += 1
      let value = GeneratedAnswer.random(&stream)
      let gold = value.text(&stream)
      let same = value.text(&stream)
      let judgement = worker.judge(same, gold: gold, mode: .answer)
      #expect(judgement.verdict == .correct, "\(same) is \(gold): \(judgement.reason)")
      let other = value.mutated(&stream)
      guard other != value else { continue }
      let text = other.text(&stream)
      let verdict = worker.judge(text, gold: gold, mode: .answer)
      #expect(verdict.verdict != .correct, "\(text) is not \(gold): \(verdict.reason)")
      #expect(verdict.verdict != .unanswered)
    }
    if seconds > 0 { print("generated answers: \(2 * count) judgements from seed \(seed)") }
  }
}
