import Corpus
import Testing

@testable import ProblemSets

@Suite struct MATHStyleSuiteTests {
  private let suite = MATHStyleSuite(seed: 1)

  @Test func everyFamilyHasTheLevelsItNames() {
    for family in MATHStyleFamily.allCases {
      for level in family.levels {
        let problem = MATHStyleProblem(
          origin: .init(seed: 2, index: 0, family: family, level: level, wording: 0))
        #expect(MATHStyleLevel.level(ofScore: problem.derivation.score) == level)
      }
    }
  }

  @Test func everySubjectHasFamiliesAtItsLevels() {
    for subject in MATHStyleSubject.allCases {
      #expect(subject.families.count >= 5)
      #expect(
        MATHStyleLevel.range.allSatisfy { level in
          subject.families.contains { $0.levels.contains(level) }
        }, "\(subject)")
    }
  }

  @Test func anIDGivesItsProblemAgain() throws {
    for index in 0..<80 {
      let problem = suite.problem(at: index)
      let again = try #require(MATHStyleProblem(id: problem.id))
      #expect(again.problem == problem.problem && again.goldSolution == problem.goldSolution)
      #expect(again.split == problem.split)
    }
    #expect(MATHStyleProblem(id: "math-style-1-007-vieta-l2-w0") == nil)
    #expect(MATHStyleProblem(id: "math-style-1-7-vieta-l1-w0") == nil)
    #expect(MATHStyleProblem(id: "math-style-1-7-vieta-l2-w9") == nil)
  }

  @Test func wordingsDifferInNothingButWords() {
    for index in 0..<80 {
      let problem = suite.problem(at: index, wording: 0)
      let versions = (0..<MATHStyleProblem.wordings).map(problem.reworded)
      #expect(Set(versions.map(\.statement)).count == versions.count, "\(problem.id)")
      #expect(Set(versions.map(\.answer)).count == 1)
      #expect(Set(versions.map(\.derivation.values)).count == 1)
      #expect(Set(versions.map(\.split)).count == 1)
      #expect(Set(versions.map(\.problem.rootKey)).count == 1)
    }
  }

  @Test func aLongerListBeginsWithTheShorterOne() throws {
    let long = try suite.rows(split: .test, count: 60)
    #expect(try Array(long.prefix(25)) == suite.rows(split: .test, count: 25))
    #expect(Set(long.map(\.problem.key)).count == long.count)
    #expect(long.allSatisfy { $0.split == "test" })
  }

  @Test func theStreamBytesStayAsTheyAre() {
    var hasher = ContentHasher("math-style stream")
    for index in 0..<400 {
      let problem = suite.problem(at: index)
      hasher.add(problem.statement)
      hasher.add(problem.goldSolution)
    }
    #expect(hasher.key.description == "291e6b583175f919c9c914c331b81239")
  }

  @Test func noFamilyIsMoreThanATenth() {
    var counts: [MATHStyleFamily: Int] = [:]
    for index in 0..<20_000 { counts[suite.origin(at: index).family, default: 0] += 1 }
    #expect(counts.count == MATHStyleFamily.allCases.count)
    #expect(counts.values.allSatisfy { $0 < 2000 }, "\(counts)")
  }

  @Test func levelsAndSubjectsCanBeChosen() {
    let configuration = MATHStyleSuite.Configuration(
      subjectWeights: [.geometry: 1], levelWeights: [4: 1], families: [.solids, .circles, .vieta])
    let suite = MATHStyleSuite(seed: 3, configuration: configuration)
    let origins = (0..<200).map { suite.origin(at: $0) }
    #expect(origins.allSatisfy { $0.level == 4 && [.solids, .circles].contains($0.family) })
  }

  @Test func anExhaustedMixtureSaysSo() {
    let configuration = MATHStyleSuite.Configuration(
      levelWeights: [2: 1], families: [.dice], wordings: [0])
    let suite = MATHStyleSuite(seed: 3, configuration: configuration)
    #expect(throws: SuiteExhausted.self) { try suite.rows(split: nil, count: 5000) }
  }

  @Test func theAnswerStandsInNoStatementAsAValue() {
    for index in 0..<150 {
      let problem = suite.problem(at: index)
      let given = problem.derivation.values.indices.filter { problem.derivation.rules[$0] == nil }
      #expect(!given.contains { problem.derivation.values[$0] == problem.answerValue })
    }
  }

  @Test func everyProblemHasKnownLaTeX() {
    for index in 0..<250 {
      let problem = suite.problem(at: index)
      for text in [problem.statement, problem.goldSolution] {
        #expect(text.count { $0 == "$" }.isMultiple(of: 2), "\(problem.id)")
        #expect(text.count { $0 == "{" } == text.count { $0 == "}" }, "\(problem.id)")
        #expect(!text.contains("@") && !text.contains("undefined") && !text.contains("+ -"))
        #expect(!text.contains("  ") && !text.contains("- -"))
      }
    }
  }
}
