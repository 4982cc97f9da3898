import Answers
import Corpus
import JSON
import ProblemSets
import TestSupport
import Testing

@Suite(
  "The arithmetic witness on published data",
  .enabled(if: SharedData.isPresent, SharedData.absence))
struct WitnessOnPublishedDataTests {
  @Test("hardly any equation of GSM8K's gold solutions is called false")
  func goldSolutions() throws {
    let file = SuiteFile(SharedData.path("gsm8k/test.jsonl.gz"), reader: GSM8KReader())
    let solutions = try file.read().rows.compactMap(\.goldSolution)
    let equations = solutions.flatMap { ArithmeticWitness().equations(in: $0) }
    #expect(equations.count > 8000)
    // All five are mistakes or loose notation of the published solutions.
    #expect(equations.count { $0.holds == false } <= 5)
  }

  @Test("the first false equation is the first error that people found")
  func processBench() throws {
    let path = SharedData.path("processbench/gsm8k.json.gz")
    var exact = 0
    var other = 0
    var onCorrect = 0
    for solution in try JSONValue.parse(FileBytes.read(path), source: path).array() {
      let steps = try solution["steps"].array().map { step throws(JSONError) in
        try step.string()
      }
      guard let found = ArithmeticWitness().firstBroken(in: steps) else { continue }
      let label = try solution["label"].int()
      if found == label { exact += 1 } else { other += 1 }
      if label < 0 { onCorrect += 1 }
    }
    #expect(exact >= 19)
    #expect(other <= 2)
    #expect(onCorrect == 0)
  }
}
