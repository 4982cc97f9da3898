import Corpus
import ProblemSets
import Testing
import Transformer

@testable import Curation

@Suite("Prefixes of the local model's solutions")
struct PrefixTokensTests {
  @Test("A prefix's tokens are the first tokens of the solution, at every step and for any text")
  func prefixTokens() throws {
    let suite = BasicSuite(seed: 3)
    let texts = (0..<200).map {
      LocalPrompts.completion(solution: suite.problem(at: $0).goldSolution)
    }
    let tokenizer = try Tokenizer.build(
      from: texts, endToken: LocalPrompts.endMarker, numbersUpTo: 99)
    let allowed = (0..<Int32(tokenizer.count)).filter {
      !tokenizer.suppressed.contains($0) && !tokenizer.isSpecial($0)
    }
    var stream = RandomStream(seed: 1, "sampled texts")
    // Whatever may be sampled, not only what makes sense.
    let sampled = (0..<200).map { _ in
      tokenizer.decode((0..<40).map { _ in allowed.randomElement(using: &stream) ?? allowed[0] })
    }
    var prefixes = 0
    for text in texts + sampled {
      let tokens = try tokenizer.encode(text)
      let solution = SolutionToLabel(
        problem: Problem(statement: "", gold: ""), completion: ContentKey(hashing: text),
        text: text, steps: StepSplitter(.line).contentRanges(text), verdict: .correct)
      for step in solution.steps.indices {
        let prefix = try tokenizer.encode(solution.prefix(through: step).text)
        #expect(prefix == Array(tokens.prefix(prefix.count)))
        prefixes += 1
      }
    }
    #expect(prefixes > 1000)
  }
}
