import Answers
import Corpus
import Curation
import Evaluation
import Generation
import Testing

@Suite("Filters on rephrasings")
struct RephraseFilterTests {
  private let seed = Problem(statement: "Ana has 3 pens and 4 cups. How many?", gold: "7")

  /// Runs an attempt whose text and whose ways back are given, one for each of two styles.
  private func attempt(
    _ text: String, back: [String], keepsNumbers: Bool, roundTrip: Bool
  ) -> (output: Rephrasing, asked: Int) {
    let settings = RephraseSettings(
      templates: (0..<2).map { Template(name: "style \($0)", text: "{statement} \($0)") },
      sampling: Sampling(temperature: 0, maxTokens: 40),
      solve: SolveSettings(
        template: Template(name: "solve", text: "{statement}{prefix}"), sampling: Sampling(),
        judge: .standard, seed: 1),
      solutions: 4, keepsNumbers: keepsNumbers, roundTrip: roundTrip, seed: 1)
    return runScripted(RephraseProcedure(seed, variant: 0, settings: settings)) { request in
      let said: String
      if request.purpose == .solve {
        said = "#### 7"
      } else if request.prompt.problem == seed {
        said = text
      } else {
        said = back[request.prompt.template.name == "style 0" ? 0 : 1]
      }
      return Completion(text: said, promptTokens: 1, completionTokens: 1, finishReason: .stop)
    }
  }

  @Test(
    "A text must hold the seed's numbers, each as often and in any order",
    arguments: [
      ("There are 4 cups and 3 pens. How many?", Rephrasing.Drop?.none),
      ("There are 4 cups and 4 pens. How many?", .numbersDiffer),
      ("There are 4 cups and some pens. How many?", .numbersDiffer),
      ("There are 34 pens and cups. How many?", .numbersDiffer),
      ("There are 3 pens, 4 cups and 4 more. How many?", .numbersDiffer),
    ])
  func numbers(text: String, drop: Rephrasing.Drop?) {
    let result = attempt(text, back: ["", ""], keepsNumbers: true, roundTrip: false)
    #expect(result.output.drop == drop)
    #expect(result.asked == (drop == nil ? 5 : 1))
    #expect(
      attempt(text, back: ["", ""], keepsNumbers: false, roundTrip: false).output.drop == nil)
  }

  @Test("A text must lead back to the seed's statement by one of the styles, before it is solved")
  func roundTrip() {
    let text = "Count 3 pens and 4 cups of Ana."
    let good = attempt(
      text, back: ["something", " " + seed.statement], keepsNumbers: true, roundTrip: true)
    #expect(good.output.drop == nil && good.asked == 7)
    let bad = attempt(
      text, back: ["something", "Ana has 3 pens and 4 cups."], keepsNumbers: true, roundTrip: true)
    #expect(bad.output.drop == .roundTrip && bad.asked == 3)
    #expect(bad.output.problem?.root == seed.key)
    #expect(bad.output.detail.contains("something"))
  }
}
