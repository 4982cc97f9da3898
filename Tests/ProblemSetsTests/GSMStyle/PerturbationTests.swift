import Answers
import Corpus
import ProblemSets
import Testing

@Suite("gsm-style: perturbed problems")
struct PerturbationTests {
  static let problems = (0..<60).map { GSMStyleSuite(seed: 5).problem(at: $0) }

  @Test(
    "a perturbed problem keeps its seed's id and is true to itself",
    arguments: Perturbation.allCases)
  func paired(kind: Perturbation) {
    var count = 0
    for problem in Self.problems {
      guard let other = problem.perturbed(by: kind) else { continue }
      count += 1
      #expect(other.seedID == problem.id)
      #expect(GSMStyleProblem(id: other.id) == other)
      #expect(other.statement != problem.statement, "\(other.id)")
      let truths = SolutionChecker(other).check(other.goldLines).truths
      if kind != .criticalThinking {
        #expect(
          truths.allSatisfy { $0 == .correct },
          "\(other.id) \(other.statement) \(other.goldLines) \(truths)")
      }
      #expect(!other.statement.contains { "[]{}|#".contains($0) })
    }
    #expect(count > (kind == .fractionConversion ? 15 : 45), "\(count)")
  }

  private static func digits(_ value: Rational) -> Int {
    "\(value.numerator / value.denominator)".count
  }

  @Test("numbers change and operations stay")
  func numbers() {
    for problem in Self.problems {
      for kind in [
        Perturbation.numbers, .namesAndNumbers, .numericalSubstitution, .digitExpansion,
        .fractionConversion,
      ] {
        guard let other = problem.perturbed(by: kind) else { continue }
        #expect(other.graph.operationGraphKey == problem.graph.operationGraphKey)
        #expect(other.graph.graphKey != problem.graph.graphKey)
      }
    }
  }

  @Test("names, wordings and sentences beside the point leave the graph as it is")
  func words() {
    for problem in Self.problems {
      for kind in [
        Perturbation.names, .problemUnderstanding, .distractorInsertion, .irrelevantClause,
      ] {
        guard let other = problem.perturbed(by: kind) else { continue }
        #expect(other.graph.graphKey == problem.graph.graphKey)
        #expect(other.answer == problem.answer)
      }
    }
  }

  @Test("clauses add steps")
  func clauses() {
    for problem in Self.problems {
      #expect(
        problem.perturbed(by: .oneClauseMore).map(\.graph.steps.count) ?? problem.origin.steps + 1
          == problem.origin.steps + 1)
      #expect(
        problem.perturbed(by: .twoClausesMore).map(\.graph.steps.count) ?? problem.origin.steps + 2
          == problem.origin.steps + 2)
    }
  }

  @Test("a reversed problem asks for a number of its seed and tells the seed's answer")
  func reversed() {
    for problem in Self.problems {
      guard let other = problem.perturbed(by: .reversingOperation) else { continue }
      #expect(
        problem.graph.nodes.contains { $0.source == .given && $0.value == other.graph.answer })
      #expect(other.statement.contains(problem.answer), "\(other.statement)")
    }
  }

  @Test("without a needed number the answer is None")
  func missing() {
    for problem in Self.problems {
      guard let other = problem.perturbed(by: .criticalThinking) else { continue }
      #expect(other.answer == "None" && other.missing != nil)
    }
  }
}
