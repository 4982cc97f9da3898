import Answers
import JSON
import ProblemSets
import TestSupport
import Testing

/// The judge on the answer pairs of other judges' own tests.
@Suite(
  "The judge on the published cases", .enabled(if: SharedData.isPresent, SharedData.absence))
struct JudgeOnCasesTests {
  @Test("agrees with what people expect, and hardly ever accepts a wrong answer")
  func agreement() throws {
    let file = CaseFile(
      SharedData.path("../judge/cases.jsonl"), judge: Judge(), mode: .answer, threads: 2)
    var errors: [JSONError] = []
    let tally = try file.run { _ in
    } report: { found, _ in
      errors += found
    }
    #expect(errors == [])
    #expect(tally.cases == 2355)
    #expect(tally.agreement.cases == 2268)
    let agreement = tally.agreement
    let misses = agreement.falsePositives + agreement.falseNegatives
    // Of all cases, also those whose expectation is wrong (Benchmarks/judge/wrong-expects.json).
    #expect(Double(misses) <= 0.03 * Double(agreement.cases))
    // Two of the wrong expectations are that an equal answer is not.
    #expect(agreement.falsePositives <= 2)
  }

  @Test("verdicts do not depend on the number of threads")
  func threads() throws {
    let path = SharedData.path("../judge/cases.jsonl")
    let outputs = try [1, 3].map { threads in
      var output: [UInt8] = []
      let file = CaseFile(path, judge: Judge(), mode: .answer, threads: threads)
      _ = try file.run {
        output += $0
      } report: { _, _ in
      }
      return output
    }
    #expect(outputs[0] == outputs[1])
  }
}
