import Answers
import Corpus
import Evaluation
import Generation
import Storage
import Testing

@testable import Curation

@Suite("Similar and backward problems")
struct NewProblemTests {
  private let seed = Problem(
    statement: "Tom has 3 bags of 4 pens and 1,250 cards. How many pens has he?", gold: "12")

  private func settings(
    _ method: RephraseMethod, solutions: Int, keepsNumbers: Bool = true
  ) -> RephraseSettings {
    RephraseSettings(
      method: method,
      templates: [
        Template(
          name: "new",
          text: method == .fobar ? "{statement} Answer {answer}, x?" : "{statement}|{answer}")
      ],
      question: Template(name: "question", text: "{statement} What is x?"),
      sampling: Sampling(temperature: 0.5, maxTokens: 40),
      solve: SolveSettings(template: plain, sampling: Sampling(), judge: .standard, seed: 1),
      solutions: solutions, keepsNumbers: keepsNumbers, seed: 1)
  }

  @Test(
    "The numbers that x can stand for",
    arguments: [
      ("3 bags of 4 pens and 1,250 cards", ["3", "4", "1250"]),
      ("3.5 km at $2.50, 20% off", ["3.5", "2.50", "20"]),
      ("2 cats, 2 dogs, 5 birds", ["5"]), ("x^2 + 1/2 of the 3rd, A4 and 10:30", []),
      ("He has 7.", ["7"]), ("no number", []), ("1,2 and 3", ["12", "3"]),
    ])
  func masks(statement: String, values: [String]) {
    let masked = MaskedNumber.all(in: statement)
    #expect(masked.map(\.value) == values)
    for mask in masked {
      let parts = mask.statement.split(
        separator: "x", maxSplits: 1, omittingEmptySubsequences: false)
      #expect(parts.count == 2 && mask.statement.utf8.count < statement.utf8.count + 1)
    }
  }

  @Test("FOBAR gives the answer away, asks for each number in turn, and asks no model for its text")
  func fobar() throws {
    var golds: Set<String> = []
    for variant in 0..<3 {
      var asked: [Request] = []
      let procedure = BackwardProcedure(
        seed, variant: variant, settings: settings(.fobar, solutions: 3))
      let (output, _) = runScripted(procedure) { request in
        asked.append(request)
        return completion("#### \(request.prompt.problem.gold)")
      }
      let problem = try #require(output.problem)
      #expect(output.drop == nil && problem.root == seed.key)
      #expect(problem.statement.hasSuffix("Answer 12, x?") && problem.statement.contains("x "))
      #expect(asked.map(\.purpose) == [.solve, .solve, .solve])
      golds.insert(problem.gold)
    }
    #expect(golds == ["3", "4", "1250"])
    let (late, count) = runScripted(
      BackwardProcedure(seed, variant: 3, settings: settings(.fobar, solutions: 3))
    ) { _ in nil }
    #expect(late.drop == .noNumber && late.problem == nil && count == 0)
  }

  @Test("A backward problem whose number nobody finds is dropped")
  func backwardVotes() {
    let procedure = BackwardProcedure(seed, variant: 0, settings: settings(.fobar, solutions: 3))
    let (output, _) = runScripted(procedure) { _ in completion("#### 77") }
    #expect(output.drop == .disagrees && output.problem != nil)
  }

  @Test(
    "Self-verification takes a statement with x, the answer and every other number, no question")
  func selfVerification() throws {
    func run(_ text: (MaskedNumber) -> Completion?) -> (output: Rephrasing, asked: [Request]) {
      var asked: [Request] = []
      let settings = settings(.selfVerification, solutions: 2)
      let (output, _) = runScripted(BackwardProcedure(seed, variant: 0, settings: settings)) {
        request in
        asked.append(request)
        guard request.purpose == .rephrase else {
          return completion("#### \(request.prompt.problem.gold)")
        }
        return text(masked(request))
      }
      return (output, asked)
    }
    func masked(_ request: Request) -> MaskedNumber {
      let text = request.prompt.text
      let found = MaskedNumber.all(in: seed.statement).first { text == "\($0.statement)|12" }
      return found ?? MaskedNumber(value: "", statement: "")
    }
    func statement(_ mask: MaskedNumber) -> String {
      mask.statement.replacing("How many pens has he?", with: "He has 12 pens.")
    }
    let (good, asked) = run { completion(statement($0)) }
    #expect(good.drop == nil && asked.map(\.purpose) == [.rephrase, .solve, .solve])
    #expect(asked[0].prompt.problem == seed)
    let problem = try #require(good.problem)
    #expect(problem.statement.hasSuffix("He has 12 pens. What is x?"))
    #expect(["3", "4", "1250"].contains(problem.gold) && problem.root == seed.key)
    #expect(run { completion($0.statement) }.output.drop == .noStatement)
    #expect(
      run { completion(statement($0).replacing("x", with: "some")) }.output.drop == .noStatement)
    #expect(run { completion(statement($0) + " And 99.") }.output.drop == .numbersDiffer)
    #expect(run { completion(statement($0), finish: .length) }.output.drop == .truncated)
    #expect(run { _ in nil }.output.drop == .noReply)
  }

  @Test(
    "A similar problem has the answer that more than half of all its solutions have",
    arguments: [
      (["#### 5", "#### 5", "#### 6", "#### 5"], "5", nil),
      (["#### 5", "#### 5", "#### 6", "#### 7"], nil, Rephrasing.Drop.noMajority),
      (["so", "so", "#### 6", "#### 6"], nil, .noMajority),
      (["a", "b", "c", "d"], nil, .unanswered),
    ] as [([String], String?, Rephrasing.Drop?)])
  func similar(solutions: [String], gold: String?, drop: Rephrasing.Drop?) {
    var asked: [Request] = []
    let procedure = SimilarProcedure(seed, variant: 1, settings: settings(.similar, solutions: 4))
    let (output, _) = runScripted(procedure) { request in
      asked.append(request)
      return completion(
        request.purpose == .rephrase ? " A new one?\n" : solutions[request.index])
    }
    #expect(output.drop == drop && output.problem?.gold == gold && output.solutions.isEmpty)
    #expect(asked[0].index == 1 && asked.count == 5)
    if gold != nil {
      #expect(output.problem?.statement == "A new one?" && output.problem?.root == seed.key)
    }
  }

  @Test("What may follow is never less than what does", arguments: RephraseMethod.allCases)
  func further(method: RephraseMethod) {
    var procedure = RephraseProcedure(seed, variant: 0, settings: settings(.rephrase, solutions: 4))
    var similar = SimilarProcedure(seed, variant: 0, settings: settings(.similar, solutions: 4))
    var backward = BackwardProcedure(seed, variant: 0, settings: settings(method, solutions: 4))
    switch method {
    case .rephrase:
      _ = procedure.advance([])
      #expect(procedure.furtherRequests?.count == 4)
    case .similar:
      _ = similar.advance([])
      #expect(similar.furtherRequests?.count == 4)
    case .fobar, .selfVerification:
      _ = backward.advance([])
      #expect(backward.furtherRequests?.count == (method == .fobar ? 0 : 4))
    }
  }
}
