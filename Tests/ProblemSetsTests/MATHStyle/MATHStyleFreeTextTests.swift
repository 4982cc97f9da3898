import Corpus
import Testing

@testable import ProblemSets

@Suite struct MATHStyleFreeTextTests {
  private let suite = MATHStyleSuite(seed: 12)

  /// The formulas of lines, each displayed on lines of its own under a heading, without any words.
  private func displayed(_ lines: [String]) -> [String] {
    lines.enumerated().flatMap { number, line in
      ["\(number + 1). **Step \(number + 1)**:"]
        + MATHStepLine(line).formulas.flatMap { ["   \\[", "   \($0)", "   \\]"] }
    }
  }

  @Test func noFormulaOfAGoldSolutionIsFalseWithoutItsWords() {
    var claims = 0
    var readable = 0
    for index in 0..<120 {
      let problem = suite.problem(at: index)
      let truth = MATHStepChecker(problem).check(displayed(problem.goldLines))
      for step in truth.steps where step.makesClaim {
        claims += 1
        readable += step.truth == .unreadable ? 0 : 1
        if case .false(let fault) = step.truth {
          #expect(fault.keepsValue, "\(problem.id): \(step.text)")
        }
      }
    }
    #expect(Double(readable) > 0.75 * Double(claims), "\(readable) of \(claims)")
  }

  @Test(arguments: [StepFault.arithmetic, .wrongOperand, .wrongAnswer])
  func noFalseFormulaIsCorrectAndNoneBeforeItIsFalse(_ fault: StepFault) {
    var found = 0
    var made = 0
    for index in 0..<100 {
      let problem = suite.problem(at: index)
      var stream = RandomStream(seed: 6, fault.rawValue, index)
      guard let wrong = problem.corrupted(by: fault, &stream) else { continue }
      let right = problem.goldLines[wrong.firstError]
      let formulas = MATHStepLine(right).formulas
      let changed = MATHStepLine(wrong.steps[wrong.firstError]).formulas.filter {
        !formulas.contains($0)
      }
      let checker = MATHStepChecker(problem)
      let before = displayed(Array(wrong.steps[..<wrong.firstError]))
      let truths = checker.check(before + ["\\["] + changed + ["\\]"]).steps
      made += 1
      for step in truths.prefix(before.count) {
        if case .false(let other) = step.truth {
          #expect(other.keepsValue, "\(problem.id): \(step.text)")
        }
      }
      let last = truths.dropFirst(before.count).filter(\.makesClaim)
      found += last.contains { if case .false = $0.truth { true } else { false } } ? 1 : 0
      // With other operands the result can be that of another step.
      if fault != .wrongOperand {
        #expect(!last.contains { $0.truth == .correct }, "\(problem.id): \(changed)")
      }
    }
    #expect(made > 40)
    if fault != .wrongOperand { #expect(Double(found) > 0.5 * Double(made), "\(found) of \(made)") }
  }

  @Test(arguments: [
    // The problem's own equation, an equivalent one, one that is not, the solution, another.
    ("Given: $%$", StepTruth.correct, true), ("So \\(x - (@) = 0\\).", .correct, true),
    ("Hence $2x = 2 \\cdot (@) + 2$.", .false(.wrongOperand), true),
    ("Therefore \\[ x = @ \\]", .correct, true), ("$x = (@) + 1$", .false(.wrongOperand), true),
    ("If $x = (@) + 1$, then something else.", .unreadable, true),
    ("Let us solve for the unknown.", .correct, false),
    ("We get $m = (@) + 1$ for it.", .unreadable, true),
  ])
  func anEquationIsTrueWhenItsSolutionSatisfiesIt(
    _ line: String, _ expected: StepTruth, _ claims: Bool
  ) {
    for index in 0..<12 {
      let problem = MATHStyleProblem(
        origin: .init(seed: 2, index: index, family: .linearEquations, level: 3, wording: 1))
      guard problem.derivation.steps.count > 2, problem.statement.contains("x"),
        case let equation? = MATHStepLine(problem.statement).formulas.first(where: {
          $0.contains("=") && $0.contains("x")
        })
      else { continue }
      let text = line.replacing("@", with: problem.answer).replacing("%", with: equation)
      let step = MATHStepChecker(problem).check([text]).steps[0]
      #expect(step.truth == expected && step.makesClaim == claims, "\(problem.statement) \(text)")
    }
  }

  @Test func rootsAreReadTogetherAndAlone() {
    for index in 0..<30 {
      let problem = MATHStyleProblem(
        origin: .init(seed: 2, index: index, family: .quadraticEquations, level: 4, wording: 1))
      guard case .set(let roots) = problem.answerValue, roots.count == 2 else { continue }
      let (one, two) = (roots[0].latex, roots[1].latex)
      let checker = MATHStepChecker(problem)
      let truths = checker.check(steps: [
        "So $x = \(one)$ or $x = \(two)$.", "\\(x = \(one) \\quad \\text{or} \\quad x = \(two)\\)",
        "This means $x = \(one) + 1$.", "The solution set is $\\boxed{\\{\(two), \(one)\\}}$.",
      ])
      #expect(truths[0] == .correct && truths[1] == .correct, "\(problem.id)")
      #expect(truths[2] == .false(.wrongOperand) || roots.contains(roots[0] + 1), "\(problem.id)")
      #expect(truths[3] != .false(.wrongAnswer) && truths[3] != .unreadable, "\(problem.id)")
    }
  }

  @Test func numbersAreComparedExactlyAndRoundedOnesLeftAlone() throws {
    let problem = try #require(MATHStyleProblem(id: "math-style-1-0-right-triangles-l2-w0"))
    let checker = MATHStepChecker(problem)
    #expect(checker.check(steps: ["\\[ \\sqrt{50} = 5\\sqrt{3} \\]"]) == [.false(.arithmetic)])
    #expect(checker.check(steps: ["\\[ \\sqrt{50} = 7.07 \\]"]) == [.unreadable])
    #expect(
      checker.check(steps: ["\\( \\frac{6}{4} = \\frac{3}{2} = 1 \\)"]) == [.false(.arithmetic)])
    #expect(checker.check(steps: ["so $7^2 \\equiv 3 \\pmod{23}$"]) == [.unreadable])
  }
}
