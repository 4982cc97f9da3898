import Answers
import Corpus

extension MATHStyleProblem {
  /// The kinds of errors that some problems admit: all but another noun.
  public static var faults: [StepFault] { StepFault.allCases.filter { $0 != .wrongNoun } }

  /// The gold steps, the answer line last.
  public var goldLines: [String] { goldSteps + [answerLine(answerValue)] }

  /// Puts an error of one kind into the gold solution; `nil` where it admits none.
  public func corrupted(by fault: StepFault, _ stream: inout RandomStream) -> CorruptedSolution? {
    let step = Int(stream.nextUnit() * Double(derivation.steps.count))
    let isConsistent = stream.nextUnit() < 0.5
    return corrupted(by: fault, at: step, isConsistent: isConsistent, stream: &stream)
  }

  /// Puts an error of one kind into the gold solution.
  ///
  /// Wrong results come from the family's plausible slips (a sign, a forgotten factor, another
  /// formula) or, where it has none, from numbers nearby and other values of the problem.
  ///
  /// - Parameters:
  ///   - fault: The kind of error. `skipped` leaves a step out, `stopsEarly` ends with the step's
  ///     result as the answer.
  ///   - step: The gold step that goes wrong, from 0.
  ///   - isConsistent: Whether later steps and the answer follow from the wrong value. It makes no
  ///     difference to errors that keep the right one.
  /// - Returns: `nil` where this step admits no such error.
  public func corrupted(
    by fault: StepFault, at step: Int, isConsistent: Bool, stream: inout RandomStream
  ) -> CorruptedSolution? {
    guard derivation.steps.indices.contains(step) else { return nil }
    let injection = MATHInjection(self, step)
    switch fault {
    case .arithmetic: return injection.miscalculated(isConsistent, &stream)
    case .wrongOperand: return injection.otherCalculation(isConsistent, &stream)
    case .unfaithful: return injection.unfaithful(&stream)
    case .wrongType: return injection.wrongType()
    case .skipped: return injection.skipped()
    case .repeated: return injection.repeated(&stream)
    case .contradiction: return injection.contradiction(&stream)
    case .malformed: return injection.brokenOff()
    case .stopsEarly: return injection.stoppedEarly()
    case .wrongAnswer: return injection.wrongAnswer(&stream)
    case .wrongNoun: return nil
    }
  }
}

/// One gold step and what may be written in its place.
private struct MATHInjection {
  let problem: MATHStyleProblem
  let step: Int
  let derivation: MATHDerivation
  /// The quantity that the step computes.
  let quantity: Int
  let rule: MATHRule
  let operands: [MATHValue]
  let right: MATHValue

  init(_ problem: MATHStyleProblem, _ step: Int) {
    self.problem = problem
    self.step = step
    derivation = problem.derivation
    quantity = derivation.steps[step]
    guard let rule = derivation.rules[quantity] else {
      preconditionFailure("a step has no rule")
    }
    self.rule = rule
    operands = rule.operands.map { [values = derivation.values] in values[$0] }
    right = derivation.values[quantity]
  }

  private var goldLines: [String] { problem.goldLines }

  /// The step with these operands and this result, with its own calculation or another one.
  private func written(
    _ operands: [MATHValue], _ result: MATHValue, _ calculation: StepTemplate? = nil
  ) -> String {
    derivation.line(calculation ?? rule.template, of: quantity, operands, result: result)
  }

  // MARK: Wrong results

  func miscalculated(_ isConsistent: Bool, _ stream: inout RandomStream) -> CorruptedSolution? {
    let slips = rule.slips.filter { $0.template == nil }.map { $0.compute(operands) }
    let results = slips.shuffled(by: &stream) + right.nearby.shuffled(by: &stream)
    for wrong in results where isOtherValueOfItsKind(wrong) {
      let text = written(operands, wrong)
      if let found = carried(.arithmetic, text, wrong, isConsistent) { return found }
    }
    return nil
  }

  func otherCalculation(_ isConsistent: Bool, _ stream: inout RandomStream) -> CorruptedSolution? {
    var lines: [(text: String, value: MATHValue)] = []
    for slip in rule.slips {
      guard let template = slip.template else { continue }
      let value = slip.compute(operands)
      lines.append((written(operands, value, template), value))
    }
    lines = lines.shuffled(by: &stream)
    // Another value of the problem, or a number nearby, in the place of an operand.
    var others: [(text: String, value: MATHValue)] = []
    for place in operands.indices {
      for other in derivation.values[..<quantity] + operands[place].nearby
      where other != operands[place] && other.isLike(operands[place]) {
        var changed = operands
        changed[place] = other
        let value = rule.compute(changed)
        others.append((written(changed, value), value))
      }
    }
    let gold = problem.goldSteps[step]
    for (text, wrong) in lines + others.shuffled(by: &stream)
    where isOtherValueOfItsKind(wrong) && text != written(operands, wrong)
      && text != gold && showsCalculation(text)
    {
      if let found = carried(.wrongOperand, text, wrong, isConsistent) { return found }
    }
    return nil
  }

  /// The solution that goes on after a wrong line.
  private func carried(
    _ fault: StepFault, _ text: String, _ wrong: MATHValue, _ isConsistent: Bool
  ) -> CorruptedSolution? {
    var values = derivation.values
    if isConsistent {
      guard let changed = derivation.values(with: quantity, being: wrong) else { return nil }
      values = changed
    }
    var lines = derivation.steps.map { derivation.text(of: $0, values: values) }
    lines[step] = text
    lines.append(problem.answerLine(values[derivation.asked]))
    return CorruptedSolution(
      fault: fault, firstError: step, steps: lines)
  }

  /// Whether a line has the calculation beside its result, where the template has one.
  private func showsCalculation(_ text: String) -> Bool {
    let worded = rule.worded(rule.template, derivation.style.wordings[quantity])
    let place = worded.resultFormula
    let template = MATHStepLine(worded.text.replacing("@=", with: "r"))
    return MATHStepLine.sides(of: MATHStepLine(text).formulas[place]).count
      == MATHStepLine.sides(of: template.formulas[place]).count
  }

  private func isOtherValueOfItsKind(_ value: MATHValue) -> Bool {
    value.isDefined && value != right && value.isLike(right) && value.latex.utf8.count < 200
  }

  // MARK: Right results

  /// The right result after operands of which one is another number.
  func unfaithful(_ stream: inout RandomStream) -> CorruptedSolution? {
    for place in operands.indices.shuffled(by: &stream) {
      for other in operands[place].nearby.shuffled(by: &stream) where other != operands[place] {
        var changed = operands
        changed[place] = other
        let text = written(changed, right)
        guard
          LaTeXEvaluator.numbers(in: text) != LaTeXEvaluator.numbers(in: problem.goldSteps[step]),
          MATHStepLine(text).words == MATHStepLine(problem.goldSteps[step]).words,
          showsCalculation(text)
        else { continue }
        var lines = goldLines
        lines[step] = text
        return CorruptedSolution(
          fault: .unfaithful, firstError: step, steps: lines)
      }
    }
    return nil
  }

  /// The right calculation with a result of another kind.
  func wrongType() -> CorruptedSolution? {
    let other: MATHValue
    switch right {
    case .expression: other = .set([right])
    case .degrees(let number): other = .rational(number)
    case .tuple(let values): other = .ascending(values)
    case .set(let values) where values.count > 1: other = .tuple(values)
    case .matrix(let rows): other = .tuple(rows.flatMap { $0 })
    case .based(let number, _): other = .int(number)
    default: return nil
    }
    var lines = goldLines
    lines[step] = written(operands, other)
    return CorruptedSolution(
      fault: .wrongType, firstError: step, steps: lines)
  }

  /// The step left out.
  func skipped() -> CorruptedSolution? {
    let user = derivation.steps.indices.first { derivation.dependencies(ofStep: $0).contains(step) }
    var lines = goldLines
    lines.remove(at: step)
    return CorruptedSolution(
      fault: .skipped, firstError: (user ?? derivation.steps.count) - 1, steps: lines)
  }

  /// The step said again later.
  func repeated(_ stream: inout RandomStream) -> CorruptedSolution? {
    let place = Int(stream.nextUnit() * Double(derivation.steps.count - step)) + step + 1
    var lines = goldLines
    lines.insert(lines[step], at: place)
    return CorruptedSolution(
      fault: .repeated, firstError: place, steps: lines)
  }

  /// The step said again later with another result.
  func contradiction(_ stream: inout RandomStream) -> CorruptedSolution? {
    for wrong in right.nearby.shuffled(by: &stream) where isOtherValueOfItsKind(wrong) {
      let place = Int(stream.nextUnit() * Double(derivation.steps.count - step)) + step + 1
      var lines = goldLines
      lines.insert(written(operands, wrong), at: place)
      return CorruptedSolution(
        fault: .contradiction, firstError: place, steps: lines)
    }
    return nil
  }

  /// The step without its result.
  func brokenOff() -> CorruptedSolution? {
    var lines = goldLines
    lines[step] = written(
      operands, right, StepTemplate(rule.template.text.replacing("@=", with: "")))
    return CorruptedSolution(
      fault: .malformed, firstError: step, steps: lines)
  }

  /// The solution up to the step, whose result is given as the answer.
  func stoppedEarly() -> CorruptedSolution? {
    guard right != problem.answerValue else { return nil }
    let lines = problem.goldSteps[...step] + [problem.answerLine(right)]
    return CorruptedSolution(
      fault: .stopsEarly, firstError: step + 1, steps: Array(lines))
  }

  /// Another answer after the right steps.
  func wrongAnswer(_ stream: inout RandomStream) -> CorruptedSolution? {
    let gold = problem.answerValue
    for wrong in gold.nearby.shuffled(by: &stream)
    where wrong.isDefined && wrong != gold && wrong.isLike(gold)
      && !derivation.values.contains(wrong)
    {
      let lines = problem.goldSteps + [problem.answerLine(wrong)]
      return CorruptedSolution(
        fault: .wrongAnswer, firstError: lines.count - 1, steps: lines)
    }
    return nil
  }
}
