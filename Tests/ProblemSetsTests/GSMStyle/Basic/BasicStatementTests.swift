import Corpus
import Testing

@testable import ProblemSets

@Suite("gsm-style: texts that state a problem")
struct BasicStatementTests {
  @Test("every wording of a problem is faithful")
  func wordings() {
    for (problem, checker) in StatementCases.pairs {
      for wording in [problem] + problem.rewordings {
        #expect(checker.check(wording.statement) == .faithful, "\(wording.statement)")
      }
    }
  }

  @Test("sentences of all wordings mixed are faithful, in any order where there are no events")
  func mixed() {
    for (problem, checker) in StatementCases.pairs {
      var stream = RandomStream(seed: 6, problem.id)
      for _ in 0..<3 {
        let draft = BasicProblem.draft(of: problem.origin, keepsVersions: true)
        var sentences = draft.clauses.map { stream.pick($0.versions) }
        if !draft.isOrdered { stream.shuffle(&sentences) }
        sentences.insert(
          stream.pick(draft.question.versions), at: stream.below(sentences.count + 1))
        let text = sentences.joined(separator: " ")
        #expect(checker.check(text) == .faithful, "\(text)")
      }
    }
  }

  @Test("asides may be left out, changed and added")
  func asides() {
    var found = 0
    for (problem, checker) in StatementCases.pairs {
      let draft = BasicProblem.draft(of: problem.origin)
      let facts = draft.clauses.filter { !$0.isAside }.map(\.text) + [draft.question.text]
      let asides = draft.clauses.filter(\.isAside).map(\.text)
      found += asides.count
      let changed = asides.map { $0.replacing(/\d+/) { "\((Int($0.output) ?? 0) + 1)" } }
      for aside in [[], changed, changed + changed, ["It is day 3 of the month."]] {
        let text = (aside + facts).joined(separator: " ")
        #expect(checker.check(text) == .faithful, "\(text)")
      }
    }
    #expect(found > 40)
  }

  @Test("facts that the question does not need may be left out")
  func unneeded() {
    var found = 0
    let suite = BasicSuite(seed: 22, configuration: .init(familyWeights: [.graphs: 1]))
    for problem in (0..<60).map({ suite.problem(at: $0) }) {
      let checker = StatementChecker(problem)
      let draft = BasicProblem.draft(of: problem.origin)
      let needed = draft.graph.needed
      let (kept, left) = (
        draft.clauses.filter { $0.quantities.contains { needed[$0] } },
        draft.clauses.filter { !$0.quantities.contains { needed[$0] } }
      )
      let facts = kept.map(\.text) + [draft.question.text]
      #expect(checker.check(facts.joined(separator: " ")) == .faithful)
      for clause in left where clause.text.contains(/\d/) {
        found += 1
        let other = clause.text.replacing(/\d+/) { "\((Int($0.output) ?? 0) + 1)" }
        let text = ([other] + facts).joined(separator: " ")
        #expect(checker.check(text) == .faithful, "\(text)")
      }
    }
    #expect(found > 3)
  }

  @Test("an equivalent relation is faithful, and so is a list in another order")
  func equivalent() {
    let family: [BasicFamily] = [.chains, .graphs, .ages]
    var found = 0
    for (problem, checker) in StatementCases.pairs where family.contains(problem.family) {
      let text = problem.statement.replacing(/(\w+) has (\d+) more (\w+) than (\w+)\./) {
        "\($0.output.4) has \($0.output.2) \($0.output.3) fewer than \($0.output.1)."
      }.replacing(/(\w+) has (\d+) times as many (\w+) as (\w+)\./) {
        "The number of \($0.output.3) that \($0.output.1) has is \($0.output.2) times that of \($0.output.4)."
      }.replacing(/\b([A-Z]\w\w\w?) and ([A-Z]\w+)/) { "\($0.output.2) and \($0.output.1)" }
      found += text == problem.statement ? 0 : 1
      #expect(checker.check(text) == .faithful, "\(text)")
    }
    #expect(found > 15)
  }
}
