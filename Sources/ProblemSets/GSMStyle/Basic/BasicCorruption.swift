import Corpus

/// A gold solution with one error put in, and where a judge must find the first error.
///
/// For tests of the checker, and for sets like ProcessBench (2412.06559), whose task is to name the
/// first wrong step.
public struct BasicCorruption: Hashable, Sendable {
  /// The error that was put in.
  public let fault: StepFault
  /// The index of the first line that the error makes false by the strict standard.
  public let line: Int
  /// Whether the later lines go on with the wrong value; otherwise they are the gold ones.
  public let isConsistent: Bool
  /// The lines, the answer line last.
  public let lines: [String]

  /// The lines joined by line feeds.
  public var text: String { lines.joined(separator: "\n") }

  /// The index of the first false line; by `value`, none where every result is right.
  public func firstError(by standard: TruthStandard) -> Int? {
    standard == .strict || !fault.keepsValue ? line : nil
  }
}

extension BasicProblem {
  /// Puts an error of one kind into the gold solution.
  ///
  /// Drawn so that no coincidence can make the error true in another way: a wrong result is the
  /// value of no quantity of the problem and of no part of a sum, and an unfaithful step has an
  /// operand that is none.
  ///
  /// - Parameters:
  ///   - fault: The kind of error. `skipped` leaves a step out; `wrongAnswer` stops after a step
  ///     and gives its result as the answer.
  ///   - step: The gold step that goes wrong, from 0.
  ///   - isConsistent: Whether later steps go on with the wrong value. It makes no difference to
  ///     errors that keep the right value.
  /// - Returns: `nil` where this step admits no such error, or no draw was found.
  public func corrupted(
    by fault: StepFault, at step: Int, isConsistent: Bool, stream: inout RandomStream
  ) -> BasicCorruption? {
    guard goldSteps.indices.contains(step) else { return nil }
    let injection = Injection(self, step)
    switch fault {
    case .arithmetic:
      return injection.withWrongResult(fault, injection.slips(), isConsistent, &stream)
    case .wrongOperand:
      return injection.withWrongResult(fault, injection.otherOperands(), isConsistent, &stream)
    case .unfaithful: return injection.unfaithful(&stream)
    case .wrongNoun: return injection.wrongNoun(&stream)
    case .skipped: return injection.skipped()
    case .malformed: return injection.brokenOff()
    case .wrongAnswer: return injection.stoppedEarly()
    // By this checker, a step that is said twice is true twice, and every result is a number.
    case .repeated, .contradiction, .stopsEarly, .wrongType: return nil
    }
  }
}

/// One gold step and what may be written in its place.
private struct Injection {
  let problem: BasicProblem
  let step: Int
  /// The quantity that the step computes.
  let quantity: Int
  let gold: WrittenEquation
  let forms: LinearForms

  init(_ problem: BasicProblem, _ step: Int) {
    self.problem = problem
    self.step = step
    let graph = problem.graph
    quantity = graph.steps[step]
    gold = graph.equation(of: quantity, values: graph.values)
    forms = LinearForms(graph)
  }

  /// The values that some reading of a right solution may have.
  private func reachableValues() -> Set<Int> {
    Set(problem.graph.values).union(forms.parts.map(forms.value))
  }

  /// Whether some part of a sum that is no quantity has the step's result.
  private func isNamelessResult() -> Bool {
    forms.parts.contains { part in
      forms.value(of: part) == gold.result && forms.quantities(of: part).isEmpty
    }
  }

  /// The step without the result of its equation.
  func brokenOff() -> BasicCorruption {
    var lines = problem.goldSteps
    lines[step] = problem.text(ofStep: quantity, gold).replacing(" = \(gold.result)", with: " =")
    return BasicCorruption(
      fault: .malformed, line: step, isConsistent: false,
      lines: lines + ["#### \(problem.answer)"])
  }

  // MARK: Wrong results

  /// The right operands with a result that is a slip away.
  func slips() -> [WrittenEquation] {
    [-10, -3, -2, -1, 1, 2, 3, 10].map { slip in
      WrittenEquation(gold.left, gold.operation, gold.right, gold.result + slip)
    }
  }

  /// True equations with another operation, or with a number of the problem as another operand.
  func otherOperands() -> [WrittenEquation] {
    var equations: [WrittenEquation] = []
    func add(_ left: Int, _ operation: ArithmeticOperation, _ right: Int) {
      guard let result = operation.applied(left, right) else { return }
      equations.append(WrittenEquation(left, operation, right, result))
    }
    for operation in ArithmeticOperation.allCases where operation != gold.operation {
      add(gold.left, operation, gold.right)
    }
    let graph = problem.graph
    let written = graph.sources.indices.filter { $0 < quantity || !graph.steps.contains($0) }
    for value in written.map({ graph.values[$0] }) + [gold.left + 1, gold.right + 1] {
      add(value, gold.operation, gold.right)
      add(gold.left, gold.operation, value)
    }
    return equations
  }

  func withWrongResult(
    _ fault: StepFault, _ candidates: [WrittenEquation], _ isConsistent: Bool,
    _ stream: inout RandomStream
  ) -> BasicCorruption? {
    let limit = 0...problem.origin.maximum
    let reachable = reachableValues()
    let possible = candidates.filter {
      limit.contains($0.result) && !reachable.contains($0.result)
    }
    for equation in possible.shuffled(by: &stream) {
      guard let values = isConsistent ? consequences(of: equation.result) : problem.graph.values
      else { continue }
      return BasicCorruption(
        fault: fault, line: step, isConsistent: isConsistent,
        lines: lines(writing: equation, values: values))
    }
    return nil
  }

  /// All values when the step's result is `wrong`; `nil` when one is out of range.
  private func consequences(of wrong: Int) -> [Int]? {
    let graph = problem.graph
    var values = graph.values
    values[quantity] = wrong
    for later in graph.steps where later > quantity {
      guard case .computed(let operation, let left, let right) = graph.sources[later],
        let value = operation.applied(values[left], values[right]),
        (0...problem.origin.maximum).contains(value)
      else { return nil }
      values[later] = value
    }
    return values
  }

  private func lines(writing equation: WrittenEquation, values: [Int]) -> [String] {
    let graph = problem.graph
    let steps = graph.steps.map { index in
      problem.text(
        ofStep: index, index == quantity ? equation : graph.equation(of: index, values: values))
    }
    return steps + ["#### \(values[graph.asked])"]
  }

  // MARK: Right results

  /// Operands of which one is no value of the problem; the equation is true or, half the time, not.
  func unfaithful(_ stream: inout RandomStream) -> BasicCorruption? {
    let result = gold.result
    var equations: [WrittenEquation] = []
    if stream.nextUnit() < 0.5 {
      for left in 1..<max(2, result) {
        equations.append(WrittenEquation(left, .add, result - left, result))
      }
      for right in 1...20 {
        equations.append(WrittenEquation(result + right, .subtract, right, result))
      }
    } else {
      for slip in [-3, -2, -1, 1, 2, 3] {
        equations.append(WrittenEquation(gold.left + slip, gold.operation, gold.right, result))
        equations.append(WrittenEquation(gold.left, gold.operation, gold.right + slip, result))
      }
    }
    let numbers = 1...problem.origin.maximum
    let reachable = reachableValues()
    let possible = equations.filter { equation in
      numbers.contains(equation.left) && numbers.contains(equation.right)
        && !(reachable.contains(equation.left) && reachable.contains(equation.right))
    }
    guard let equation = possible.shuffled(by: &stream).first else { return nil }
    return BasicCorruption(
      fault: .unfaithful, line: step, isConsistent: true,
      lines: lines(writing: equation, values: problem.graph.values))
  }

  /// Another name or noun in the step.
  func wrongNoun(_ stream: inout RandomStream) -> BasicCorruption? {
    guard !isNamelessResult() else { return nil }
    let values = problem.graph.values
    let words = problem.goldSteps[step].split(separator: " ", omittingEmptySubsequences: false)
    let own = Attribution(of: problem.goldSteps[step])
    let rivals = values.indices.filter { values[$0] == gold.result }.compactMap { index in
      problem.phrases[index].map { Attribution(of: "\($0.before) \($0.after)") }
    }
    let nouns = BasicLexicon.things.map(\.plural)
    for _ in 0..<20 {
      let candidates = words.indices.filter { index in
        let word = words[index].filter(\.isLetter)
        return own.names.contains(word) || nouns.contains(word)
      }
      guard let index = candidates.shuffled(by: &stream).first else { return nil }
      let word = words[index].filter(\.isLetter)
      let pool = own.names.contains(word) ? BasicLexicon.names : nouns
      guard let other = pool.shuffled(by: &stream).first, other != word else { continue }
      var changed = words.map(String.init)
      changed[index] = other + words[index].drop { $0.isLetter }
      let line = changed.joined(separator: " ")
      let attribution = Attribution(of: line)
      guard attribution != own, !rivals.contains(where: attribution.fits) else { continue }
      var lines = problem.goldSteps + ["#### \(problem.answer)"]
      lines[step] = line
      return BasicCorruption(fault: .wrongNoun, line: step, isConsistent: true, lines: lines)
    }
    return nil
  }

  /// The step left out.
  func skipped() -> BasicCorruption? {
    let graph = problem.graph
    let isUnique = graph.values.filter { $0 == gold.result }.count == 1
    guard isUnique, !isNamelessResult() else { return nil }
    let user = graph.steps.firstIndex { index in
      guard case .computed(_, let left, let right) = graph.sources[index] else { return false }
      return left == quantity || right == quantity
    }
    var lines = problem.goldSteps + ["#### \(problem.answer)"]
    lines.remove(at: step)
    return BasicCorruption(
      fault: .skipped, line: (user ?? graph.steps.count) - 1, isConsistent: true, lines: lines)
  }

  /// The solution up to the step, whose result is given as the answer.
  func stoppedEarly() -> BasicCorruption? {
    guard gold.result != problem.answer else { return nil }
    let lines = problem.goldSteps[...step] + ["#### \(gold.result)"]
    return BasicCorruption(
      fault: .wrongAnswer, line: step + 1, isConsistent: true, lines: Array(lines))
  }
}

extension Array {
  /// The elements in an order drawn from a stream, the same with every version of the library.
  fileprivate func shuffled(by stream: inout RandomStream) -> [Element] {
    var result = self
    for index in result.indices.dropFirst().reversed() {
      result.swapAt(index, Int(stream.nextUnit() * Double(index + 1)))
    }
    return result
  }
}
