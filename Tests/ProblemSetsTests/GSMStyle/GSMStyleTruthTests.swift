import Corpus
import ProblemSets
import Testing

@Suite("gsm-style: the truth of steps")
struct GSMStyleTruthTests {
  static let problems = (0..<240).map { GSMStyleSuite(seed: 11).problem(at: $0) }

  @Test("every line of every gold solution is correct and needed")
  func gold() {
    let odd = Self.problems.filter { problem in
      let checked = SolutionChecker(problem).check(problem.goldLines)
      return checked.truths.contains { $0 != .correct }
        || checked.steps.contains { $0.isNeeded == false }
    }
    #expect(odd.map { "\($0.id) \(SolutionChecker($0).check($0.goldLines).truths)" } == [])
  }

  @Test("the error that was put in is found, by its kind", arguments: GSMStyleProblem.faults)
  func injected(fault: StepFault) {
    var count = 0
    var missed: [String] = []
    for (number, problem) in Self.problems.enumerated() {
      var stream = RandomStream(seed: 9, fault.rawValue, number)
      guard let corrupted = problem.corrupted(by: fault, &stream) else { continue }
      count += 1
      let checked = SolutionChecker(problem).check(corrupted.steps)
      let truths = checked.truths
      let first = truths.firstIndex { $0 != .correct }
      if first != corrupted.firstError || truths[corrupted.firstError] != .false(fault) {
        missed.append(
          "\(problem.id) at \(corrupted.firstError)\n"
            + zip(corrupted.steps, truths).map { "\($0)   \($1)" }.joined(separator: "\n"))
      }
    }
    #expect(missed.count == 0, "\(missed.prefix(4).joined(separator: "\n\n"))")
    #expect(count > 60, "only \(count) of \(Self.problems.count)")
  }

  @Test("steps may come in any order in which each follows from earlier ones")
  func reordered() {
    var odd: [String] = []
    for (number, problem) in Self.problems.enumerated() {
      var stream = RandomStream(seed: 9, "order", number)
      var rest = problem.graph.steps
      var lines: [String] = []
      while !rest.isEmpty {
        let ready = rest.filter { step in
          guard case .computed(_, let left, let right) = problem.graph.nodes[step].source else {
            return false
          }
          return !rest.contains(left) && !rest.contains(right)
        }
        let next = ready[Int(stream.nextUnit() * Double(ready.count))]
        rest.removeAll { $0 == next }
        if let index = problem.graph.steps.firstIndex(of: next) {
          lines.append(problem.goldSteps[index])
        }
      }
      lines.append("#### \(problem.answer)")
      let truths = SolutionChecker(problem).check(lines).truths
      if truths.contains(where: { $0 != .correct }) {
        odd.append("\(problem.id) \(lines) \(truths)")
      }
    }
    #expect(odd == [])
  }

  @Test("equations without any words are read the same")
  func bare() {
    var odd: [String] = []
    for problem in Self.problems {
      let lines = problem.goldSteps.map { line in
        let start = line.firstIndex { $0.isNumber } ?? line.startIndex
        let equation = line[start...].prefix { !$0.isLetter }
        return line.contains("floor(") || line.contains("ceil(")
          ? line : "= \(equation)".dropFirst(2).description
      }
      let truths = SolutionChecker(problem).check(lines + ["The answer is \(problem.answer)."])
        .truths
      if truths.contains(where: { $0 != .correct }) {
        odd.append(
          "\(problem.id)\n" + zip(lines, truths).map { "\($0)   \($1)" }.joined(separator: "\n"))
      }
    }
    #expect(odd.count == 0, "\(odd.prefix(3).joined(separator: "\n\n"))")
  }
}
