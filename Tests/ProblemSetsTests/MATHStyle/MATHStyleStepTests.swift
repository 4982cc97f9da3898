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

  @Test func wordsTellTheStepsOfAProblemApartInEveryWording() {
    for index in 0..<250 {
      let derivation = suite.problem(at: index).derivation
      var words: Set<String> = []
      var count = 0
      for quantity in derivation.steps {
        for wording in 0..<(derivation.rules[quantity]?.wordings ?? 0) {
          count += 1
          words.insert(
            MATHStepLine(
              derivation.text(of: quantity, values: derivation.values, wording: wording)
            ).words)
        }
      }
      #expect(words.count == count, "\(suite.problem(at: index).id)")
    }
  }

  @Test func everyStepHasThreeWordingsOfWhichOneIsDisplayed() {
    var styles: Set<SolutionStyle> = []
    for family in MATHStyleFamily.allCases {
      for level in family.levels {
        let problem = MATHStyleProblem(
          origin: .init(seed: 4, index: 1, family: family, level: level, wording: 0))
        let derivation = problem.derivation
        styles.insert(derivation.style)
        for quantity in derivation.steps {
          let lines = (0..<3).map {
            derivation.text(of: quantity, values: derivation.values, wording: $0)
          }
          #expect(derivation.rules[quantity]?.wordings == 3)
          #expect(Set(lines).count == 3 && lines[2].contains("\\["), "\(lines)")
          #expect(!lines.contains { $0.contains("#") || $0.contains("@") }, "\(lines)")
          // All name the same numbers.
          let numbers = lines.map { line in
            Set(MATHStepLine(line).formulas.flatMap { LaTeXEvaluator.numbers(in: $0) })
          }
          #expect(numbers[0] == numbers[1] && numbers[1] == numbers[2], "\(lines)")
        }
      }
    }
    #expect(Set(styles.map(\.usesParentheses)).count == 2 && Set(styles.map(\.answer)).count == 3)
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
    let silent = checker.check(["Let us draw a picture."]).steps[0]
    #expect(silent.truth == .correct && !silent.makesClaim)
    #expect(checker.check(steps: ["We know that $m = 3$."]) == [.unreadable])
  }
}
