import Corpus
import ProblemSets
import Testing

@Suite("gsm-style: gold solutions and corrupted ones")
struct BasicCorruptionTests {
  static let problems = Array(BasicSuiteTests.problems.prefix(800))

  @Test("every line of every gold solution is correct")
  func gold() {
    let odd = Self.problems.filter { problem in
      let checked = BasicStepChecker(problem).check(solutionText: problem.goldSolution)
      return !checked.truths.allSatisfy { $0 == .correct }
    }
    #expect(odd.map(\.id) == [])
  }

  @Test(
    "the checker finds the error that was put in",
    arguments: [
      StepFault.wrongNoun, .skipped, .unfaithful, .arithmetic, .wrongOperand, .malformed,
      .wrongAnswer,
    ])
  func injected(fault: StepFault) {
    var count = 0
    var missed: [String] = []
    for (number, problem) in Self.problems.enumerated() {
      var stream = RandomStream(seed: 9, fault.rawValue, number)
      let step = number % problem.goldSteps.count
      guard
        let corrupted = problem.corrupted(
          by: fault, at: step, isConsistent: number % 7 < 4, stream: &stream)
      else { continue }
      count += 1
      let checked = BasicStepChecker(problem).check(solutionText: corrupted.text)
      if !checked.isReadable || checked.truths[corrupted.line] != .false(fault)
        || !TruthStandard.allCases.allSatisfy({
          checked.firstError(by: $0) == corrupted.firstError(by: $0)
        })
      {
        missed.append("\(problem.id) \(corrupted.text) \(checked.truths)")
      }
    }
    #expect(missed == [])
    #expect(count > 400, "only \(count) of \(Self.problems.count)")
  }

  @Test("steps may come in any order in which each follows from earlier ones, operands swapped")
  func reordered() {
    for (number, problem) in Self.problems.enumerated() {
      var stream = RandomStream(seed: 9, "order", number)
      var rest = problem.graph.steps
      let texts = problem.goldSteps
      var lines: [String] = []
      while !rest.isEmpty {
        let ready = rest.filter { step in
          guard case .computed(_, let left, let right) = problem.graph.sources[step] else {
            return false
          }
          return !rest.contains(left) && !rest.contains(right)
        }
        let next = ready[Int(stream.nextUnit() * Double(ready.count))]
        rest.removeAll { $0 == next }
        if let index = problem.graph.steps.firstIndex(of: next) {
          lines.append(swapped(texts[index]))
        }
      }
      let checked = BasicStepChecker(problem).check(
        solutionText: lines.joined(separator: "\n") + "\n#### \(problem.answer)")
      #expect(checked.truths.allSatisfy { $0 == .correct }, "\(problem.id) \(checked.truths)")
    }
  }

  @Test("by value there is no first error exactly when the answer and every line are right")
  func firstErrorProperty() {
    for (number, problem) in Self.problems.enumerated() {
      // Lines of another problem of the same family: mostly false, by chance right.
      let other = Self.problems[(number * 31 + 7) % Self.problems.count]
      let cut = number % (problem.goldSteps.count + 1)
      let lines = problem.goldSteps.prefix(cut) + other.goldSteps.suffix(2)
      let answer = number.isMultiple(of: 3) ? problem.answer : other.answer
      for text in [
        (lines + ["#### \(answer)"]).joined(separator: "\n"), lines.joined(separator: "\n"),
      ] {
        let checked = BasicStepChecker(problem).check(solutionText: text)
        let isRight = checked.answer == problem.answer.description
        let allTrue = checked.truths.dropLast().allSatisfy { $0.isTrue(by: .value) }
        #expect((checked.firstError(by: .value) == nil) == (isRight && allTrue))
        if !isRight {
          #expect(checked.firstError(by: .value) != nil)
          #expect(checked.firstError(by: .strict) != nil)
        }
      }
    }
  }

  /// The step with the operands of + or * swapped.
  private func swapped(_ step: String) -> String {
    var words = step.split(separator: " ").map(String.init)
    if let sign = words.firstIndex(where: { $0 == "+" || $0 == "*" }) {
      words.swapAt(sign - 1, sign + 1)
    }
    return words.joined(separator: " ")
  }
}
