import Corpus
import Testing

@testable import ProblemSets

@Suite struct MATHStyleStepTests {
  private let suite = MATHStyleSuite(seed: 9)

  @Test func goldSolutionsAreCorrectInEveryLine() {
    for index in 0..<250 {
      let problem = suite.problem(at: index)
      let checked = MATHStepChecker(problem).check(solutionText: problem.goldSolution)
      #expect(checked.truths.allSatisfy { $0 == .correct }, "\(problem.id): \(checked)")
      #expect(checked.lines.count == problem.derivation.steps.count + 1)
    }
  }

  @Test func theHouseSplitterCutsGoldSolutionsIntoTheirSteps() {
    for index in 0..<250 {
      let problem = suite.problem(at: index)
      let steps = StepSplitter(.line).split(problem.goldSolution).map(\.trimmed)
      #expect(steps.dropLast() == problem.goldSteps[...], "\(problem.id)")
    }
  }

  @Test func wordsTellTheStepsOfAProblemApart() {
    for index in 0..<250 {
      let problem = suite.problem(at: index)
      let words = Set(problem.goldSteps.map { MATHStepLine($0).words })
      #expect(words.count == problem.goldSteps.count, "\(problem.id)")
    }
  }

  @Test func anyOrderThatRespectsDependenciesIsCorrect() {
    for index in 0..<150 {
      let problem = suite.problem(at: index)
      var stream = RandomStream(seed: 4, "order", index)
      var left = Array(problem.derivation.steps.indices)
      var order: [Int] = []
      while !left.isEmpty {
        let ready = left.filter { step in
          problem.derivation.dependencies(ofStep: step).allSatisfy(order.contains)
        }
        let next = ready[Int(stream.nextUnit() * Double(ready.count))]
        order.append(next)
        left.removeAll { $0 == next }
      }
      let lines = order.map { problem.goldSteps[$0] }
      let truths = MATHStepChecker(problem).check(steps: lines)
      #expect(truths.allSatisfy { $0 == .correct }, "\(problem.id)")
    }
  }

  @Test func aStepBeforeItsOperandsIsSkipping() {
    for index in 0..<200 {
      let problem = suite.problem(at: index)
      guard
        let step = problem.derivation.steps.indices.first(where: {
          !problem.derivation.dependencies(ofStep: $0).isEmpty
        })
      else { continue }
      let truths = MATHStepChecker(problem).check(steps: [problem.goldSteps[step]])
      #expect(truths == [.false(.skipped)], "\(problem.id)")
    }
  }

  @Test(arguments: MATHStyleProblem.faults)
  func injectedErrorsAreFoundWithTheirKindAndPlace(_ fault: StepFault) {
    var made = 0
    for index in 0..<150 {
      let problem = suite.problem(at: index)
      var stream = RandomStream(seed: 5, fault.rawValue, index)
      let step = Int(stream.nextUnit() * Double(problem.derivation.steps.count))
      let isConsistent = stream.nextUnit() < 0.7
      guard
        let corruption = problem.corrupted(
          by: fault, at: step, isConsistent: isConsistent, stream: &stream)
      else { continue }
      made += 1
      let checked = MATHStepChecker(problem).check(
        solutionText: corruption.steps.joined(separator: "\n"))
      #expect(checked.isReadable, "\(problem.id)\n\(corruption.steps)")
      #expect(
        checked.truths[corruption.firstError] == .false(fault),
        "\(problem.id)\n\(corruption.steps)\n\(checked.truths)")
      for standard in TruthStandard.allCases {
        #expect(
          checked.firstError(by: standard)
            == (standard == .strict || !fault.keepsValue ? corruption.firstError : nil),
          "\(problem.id) by \(standard)\n\(corruption.steps)\n\(checked.truths)")
      }
    }
    #expect(made > 75, "\(made)")
  }

  @Test func laterStepsFollowFromAWrongOne() throws {
    let problem = try #require(MATHStyleProblem(id: "math-style-1-0-averages-l2-w0"))
    var stream = RandomStream(seed: 1, "consistent")
    let corruption = try #require(
      problem.corrupted(by: .arithmetic, at: 0, isConsistent: true, stream: &stream))
    let gold = problem.goldSteps
    #expect(corruption.steps[0] != gold[0])
    #expect(corruption.steps[1] == gold[1], "it does not use the sum")
    #expect(corruption.steps.last != problem.answerLine(problem.answerValue))
  }

  @Test func linesInOtherWordsAreReadByTheirEquations() throws {
    let problem = try #require(MATHStyleProblem(id: "math-style-1-0-right-triangles-l2-w0"))
    let checker = MATHStepChecker(problem)
    let gold = MATHStepLine(problem.goldSteps[0]).formulas[0]
    #expect(checker.check(steps: ["We get $\(gold)$ for it."]) == [.correct])
    #expect(checker.check(steps: ["Well, $2 + 2 = 5$."]) == [.false(.arithmetic)])
    #expect(checker.check(steps: ["Let us draw a picture."]) == [.unreadable])
  }
}
