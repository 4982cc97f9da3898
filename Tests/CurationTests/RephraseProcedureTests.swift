import Answers
import Corpus
import Curation
import Evaluation
import Generation
import Testing

@Suite("Rephrasing")
struct RephraseProcedureTests {
  private let seed = Problem(statement: "2 + 2?", gold: "4")

  private func rephrase(
    _ text: Completion?, votes: [Ending] = []
  ) -> (output: Rephrasing, asked: [Request]) {
    rephrase(text, solutions: votes.map(\.completion))
  }

  private func rephrase(
    _ text: Completion?, solutions: [Completion?]
  ) -> (output: Rephrasing, asked: [Request]) {
    let settings = RephraseSettings(
      templates: [Template(name: "rephrase", text: "Again: {statement}")],
      sampling: Sampling(temperature: 0.5, maxTokens: 40),
      solve: SolveSettings(template: plain, sampling: Sampling(), judge: .standard, seed: 1),
      solutions: solutions.count, seed: 1)
    var asked: [Request] = []
    let (output, _) = runScripted(RephraseProcedure(seed, variant: 3, settings: settings)) {
      request in
      asked.append(request)
      return request.purpose == .rephrase ? text : solutions[request.index]
    }
    return (output, asked)
  }

  @Test(
    "A text that cannot be a new problem is dropped with its reason before it is solved",
    arguments: [
      (nil, Rephrasing.Drop.noReply, ""),
      (completion("Add two", finish: .length), .truncated, "Add two"),
      (completion(" \n "), .empty, ""), (completion("  2 + 2?\n"), .unchanged, ""),
    ])
  func dropsTexts(text: Completion?, reason: Rephrasing.Drop, detail: String) {
    let (output, asked) = rephrase(text, votes: [.correct])
    #expect(output.drop == reason && output.detail == detail)
    #expect(output.problem == nil && output.solutions.isEmpty)
    #expect(asked.map(\.purpose) == [.rephrase])
    #expect(asked[0].index == 3 && asked[0].prompt.text == "Again: 2 + 2?")
  }

  @Test("A new text keeps the seed's answer and root and is solved as any problem is")
  func asksForSolutions() {
    let (output, asked) = rephrase(
      completion(" Two and two?\n"), votes: [.correct, .incorrect, .correct])
    #expect(
      output.problem == Problem(statement: "Two and two?", gold: "4", root: seed.key))
    #expect(asked.dropFirst().map(\.purpose) == [.solve, .solve, .solve])
    #expect(asked.dropFirst().map(\.index) == [0, 1, 2])
    #expect(asked.dropFirst().allSatisfy { $0.prompt.text == "Two and two?|" })
    #expect(
      output.drop == nil && output.solutions.map(\.verdict) == [.correct, .incorrect, .correct])
    #expect(output.detail == "2 of 3 say 4, 1 of 3 say 5; the gold answer is 4")
  }

  @Test(
    "The plurality of the solutions decides, and unanswered or cut ones do not vote",
    arguments: [
      ([Ending.correct], nil), ([.correct, .unanswered, .unanswered, .cut], nil),
      ([.incorrect, .incorrect, .correct], .disagrees), ([.correct, .incorrect], .tie),
      ([.unanswered, .cut], .unanswered), ([.missing, .missing], .unanswered),
      ([.undecided, .undecided, .correct], .disagrees), ([.missing, .correct], nil),
    ] as [([Ending], Rephrasing.Drop?)])
  func votes(endings: [Ending], reason: Rephrasing.Drop?) {
    let (output, _) = rephrase(completion("Two and two?"), votes: endings)
    #expect(output.drop == reason)
    #expect(output.problem?.statement == "Two and two?")
    #expect(output.solutions.count == endings.count { $0 != .missing })
  }

  @Test("Answers written differently are one vote; a tie between wrong answers is a tie")
  func equalAnswers() {
    let same = ["#### 4", "The answer is $4.00", "#### 5"].map { completion($0) }
    #expect(rephrase(completion("New?"), solutions: same).output.drop == nil)
    let split = ["#### 7", "#### 6", "#### 7", "#### 6", "#### 4"].map { completion($0) }
    let (output, _) = rephrase(completion("New?"), solutions: split)
    #expect(output.drop == .tie)
    #expect(output.detail == "2 of 5 say 6, 2 of 5 say 7, 1 of 5 say 4; the gold answer is 4")
  }

  @Test("The attempts of a problem take the templates in turn, from one that its content decides")
  func templates() {
    let templates = (0..<3).map { Template(name: "style \($0)", text: "\($0): {statement}") }
    let settings = RephraseSettings(
      templates: templates, sampling: Sampling(),
      solve: SolveSettings(template: plain, sampling: Sampling(), judge: .standard, seed: 1),
      seed: 1)
    func styles(_ problem: Problem) -> [String] {
      (0..<4).map { variant in
        var text = ""
        _ = runScripted(RephraseProcedure(problem, variant: variant, settings: settings)) {
          text = $0.prompt.template.name
          return nil
        }
        return text
      }
    }
    let firsts = (0..<20).map { number in
      let found = styles(Problem(statement: "Problem \(number)", gold: "1"))
      #expect(Set(found[..<3]).count == 3 && found[3] == found[0])
      return found[0]
    }
    #expect(Set(firsts).count == 3)
  }

  @Test("An answer in a solution that the limit cut does not vote")
  func cutAnswer() {
    let solutions = [
      completion("#### 4", finish: .length), completion("#### 4", finish: .length),
      completion("#### 5"),
    ]
    #expect(rephrase(completion("New?"), solutions: solutions).output.drop == .disagrees)
  }
}
