import ProblemSets
import Testing

@Suite("StatementChecker")
struct StatementCheckerTests {
  private let suite = GSMStyleSuite(seed: 5)

  @Test("Every wording of a problem states it")
  func wordings() {
    for index in 0..<400 {
      let problem = suite.problem(at: index)
      let checker = StatementChecker(problem)
      for wording in 0..<GSMStyleProblem.wordings {
        let statement = problem.reworded(wording).statement
        #expect(checker.check(statement) == .faithful, "\(problem.id): \(statement)")
      }
    }
  }

  @Test("The statement of another problem never does")
  func otherProblems() {
    for index in 0..<400 {
      let checker = StatementChecker(suite.problem(at: index))
      #expect(checker.check(suite.problem(at: index + 1).statement) != .faithful)
    }
  }

  @Test("A changed number, a dropped or doubled sentence and a changed word are found")
  func mutations() {
    var dropped = 0
    for index in 0..<300 {
      let problem = suite.problem(at: index)
      let checker = StatementChecker(problem)
      let words = problem.statement.split(separator: " ").map(String.init)
      for (position, word) in words.enumerated() {
        guard let number = Int(word.filter(\.isNumber)), word.filter(\.isNumber) != "" else {
          continue
        }
        var changed = words
        changed[position] = word.replacing(String(number), with: String(number + 1))
        #expect(checker.check(changed.joined(separator: " ")) != .faithful)
      }
      for (word, other) in [("more", "fewer"), ("How", "What"), ("get on", "get off")]
      where problem.statement.contains(word) {
        #expect(
          checker.check(problem.statement.replacing(word, with: other)) != .faithful,
          "\(problem.statement)")
      }
      let sentences = problem.statement.split(separator: ". ", omittingEmptySubsequences: true)
      #expect(checker.check(problem.statement + " " + sentences[0] + ".") != .faithful)
      if case .missing = checker.check(sentences.dropFirst().joined(separator: ". ")) {
        dropped += 1
      }
    }
    #expect(dropped > 150)
    #expect(StatementChecker(suite.problem(at: 0)).check("pens . . 7 zebra") != .faithful)
    #expect(StatementChecker(suite.problem(at: 0)).check("") != .faithful)
  }
}
