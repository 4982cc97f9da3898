import Answers
import Corpus

/// A gold solution with one error put in, and where a judge must find the first error.
public struct MATHCorruption: Hashable, Sendable {
  /// The error that was put in.
  public let fault: MATHStepFault
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

extension MATHStyleProblem {
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
    by fault: MATHStepFault, at step: Int, isConsistent: Bool, stream: inout RandomStream
  ) -> MATHCorruption? {
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

  private var goldLines: [String] {
    problem.goldSteps + [MATHStyleProblem.answerLine(problem.answerValue)]
  }

  // MARK: Wrong results

  func miscalculated(_ isConsistent: Bool, _ stream: inout RandomStream) -> MATHCorruption? {
    let slips = rule.slips.filter { $0.template == nil }.map { $0.compute(operands) }
    let results = slips.shuffled(by: &stream) + right.nearby.shuffled(by: &stream)
    for wrong in results where isOtherValueOfItsKind(wrong) {
      let text = rule.template.rendered(operands, result: wrong)
      if let found = carried(.arithmetic, text, wrong, isConsistent) { return found }
    }
    return nil
  }

  func otherCalculation(_ isConsistent: Bool, _ stream: inout RandomStream) -> MATHCorruption? {
    var lines: [(text: String, value: MATHValue)] = []
    for slip in rule.slips {
      guard let template = slip.template else { continue }
      let value = slip.compute(operands)
      lines.append((template.rendered(operands, result: value), value))
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
        others.append((rule.template.rendered(changed, result: value), value))
      }
    }
    let gold = problem.goldSteps[step]
    for (text, wrong) in lines + others.shuffled(by: &stream)
    where isOtherValueOfItsKind(wrong) && text != rule.template.rendered(operands, result: wrong)
      && text != gold && showsCalculation(text)
    {
      if let found = carried(.wrongOperand, text, wrong, isConsistent) { return found }
    }
    return nil
  }

  /// The solution that goes on after a wrong line.
  private func carried(
    _ fault: MATHStepFault, _ text: String, _ wrong: MATHValue, _ isConsistent: Bool
  ) -> MATHCorruption? {
    var values = derivation.values
    if isConsistent {
      guard let changed = derivation.values(with: quantity, being: wrong) else { return nil }
      values = changed
    }
    var lines = derivation.steps.map { derivation.text(of: $0, values: values) }
    lines[step] = text
    lines.append(MATHStyleProblem.answerLine(values[derivation.asked]))
    return MATHCorruption(fault: fault, line: step, isConsistent: isConsistent, lines: lines)
  }

  /// Whether a line has the calculation beside its result, where the template has one.
  private func showsCalculation(_ text: String) -> Bool {
    let place = rule.template.resultFormula
    let template = MATHStepLine(rule.template.text.replacing("@=", with: "r"))
    return MATHStepLine.sides(of: MATHStepLine(text).formulas[place]).count
      == MATHStepLine.sides(of: template.formulas[place]).count
  }

  private func isOtherValueOfItsKind(_ value: MATHValue) -> Bool {
    value.isDefined && value != right && value.isLike(right) && value.latex.utf8.count < 200
  }

  // MARK: Right results

  /// The right result after operands of which one is another number.
  func unfaithful(_ stream: inout RandomStream) -> MATHCorruption? {
    for place in operands.indices.shuffled(by: &stream) {
      for other in operands[place].nearby.shuffled(by: &stream) where other != operands[place] {
        var changed = operands
        changed[place] = other
        let text = rule.template.rendered(changed, result: right)
        guard
          LaTeXEvaluator.numbers(in: text) != LaTeXEvaluator.numbers(in: problem.goldSteps[step]),
          MATHStepLine(text).words == MATHStepLine(problem.goldSteps[step]).words,
          showsCalculation(text)
        else { continue }
        var lines = goldLines
        lines[step] = text
        return MATHCorruption(fault: .unfaithful, line: step, isConsistent: true, lines: lines)
      }
    }
    return nil
  }

  /// The right calculation with a result of another kind.
  func wrongType() -> MATHCorruption? {
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
    lines[step] = rule.template.rendered(operands, result: other)
    return MATHCorruption(fault: .wrongType, line: step, isConsistent: false, lines: lines)
  }

  /// The step left out.
  func skipped() -> MATHCorruption? {
    let user = derivation.steps.indices.first { derivation.dependencies(ofStep: $0).contains(step) }
    var lines = goldLines
    lines.remove(at: step)
    return MATHCorruption(
      fault: .skipped, line: (user ?? derivation.steps.count) - 1, isConsistent: true, lines: lines)
  }

  /// The step said again later.
  func repeated(_ stream: inout RandomStream) -> MATHCorruption? {
    let place = Int(stream.nextUnit() * Double(derivation.steps.count - step)) + step + 1
    var lines = goldLines
    lines.insert(lines[step], at: place)
    return MATHCorruption(fault: .repeated, line: place, isConsistent: true, lines: lines)
  }

  /// The step said again later with another result.
  func contradiction(_ stream: inout RandomStream) -> MATHCorruption? {
    for wrong in right.nearby.shuffled(by: &stream) where isOtherValueOfItsKind(wrong) {
      let place = Int(stream.nextUnit() * Double(derivation.steps.count - step)) + step + 1
      var lines = goldLines
      lines.insert(rule.template.rendered(operands, result: wrong), at: place)
      return MATHCorruption(fault: .contradiction, line: place, isConsistent: false, lines: lines)
    }
    return nil
  }

  /// The step without its result.
  func brokenOff() -> MATHCorruption? {
    var lines = goldLines
    lines[step] = StepTemplate(rule.template.text.replacing("@=", with: "")).rendered(
      operands, result: right)
    return MATHCorruption(fault: .malformed, line: step, isConsistent: false, lines: lines)
  }

  /// The solution up to the step, whose result is given as the answer.
  func stoppedEarly() -> MATHCorruption? {
    guard right != problem.answerValue else { return nil }
    let lines = problem.goldSteps[...step] + [MATHStyleProblem.answerLine(right)]
    return MATHCorruption(
      fault: .stopsEarly, line: step + 1, isConsistent: true, lines: Array(lines))
  }

  /// Another answer after the right steps.
  func wrongAnswer(_ stream: inout RandomStream) -> MATHCorruption? {
    let gold = problem.answerValue
    for wrong in gold.nearby.shuffled(by: &stream)
    where wrong.isDefined && wrong != gold && wrong.isLike(gold)
      && !derivation.values.contains(wrong)
    {
      let lines = problem.goldSteps + [MATHStyleProblem.answerLine(wrong)]
      return MATHCorruption(
        fault: .wrongAnswer, line: lines.count - 1, isConsistent: false, lines: lines)
    }
    return nil
  }
}

extension MATHValue {
  /// Values of the same kind that a slip of the pen may leave in this one's place.
  fileprivate var nearby: [MATHValue] {
    switch self {
    case .expression(let value):
      guard value.degree == 0 else { return [self + 1, self - 1, self + .x, -self] }
      return [self + 1, self - 1, self + 2, self + 10, self - 10, 2 * self, -self, self / 2]
    case .degrees(let angle):
      let size = MATHValue.degrees(angle)
      return [30, -30, 10, 90, 180].map { size + .degrees(.init($0)) }
    case .based(let value, let base):
      return [value + 1, value + base].map { .based($0, base: base) }
    case .tuple(let values):
      return values.indices.flatMap { index in
        values[index].nearby.prefix(2).map { other in
          var changed = values
          changed[index] = other
          return .tuple(changed)
        }
      }
    case .set(let values):
      return values.indices.flatMap { index in
        values[index].nearby.prefix(3).map { other in
          var changed = values
          changed[index] = other
          return .ascending(changed)
        }
      }
    case .matrix(let rows):
      return rows.indices.flatMap { row in
        rows[row].indices.flatMap { column in
          rows[row][column].nearby.prefix(2).map { other in
            var changed = rows
            changed[row][column] = other
            return .matrix(changed)
          }
        }
      }
    case .intervals(let parts): return [.intervals(parts.map(\.withOtherEnds))]
    case .text, .undefined: return []
    }
  }

  /// Whether two values are of one kind, as the checker tells kinds apart.
  fileprivate func isLike(_ other: MATHValue) -> Bool {
    switch (self, other) {
    case (.expression, .expression), (.degrees, .degrees), (.matrix, .matrix),
      (.intervals, .intervals), (.set, .set):
      true
    case (.tuple(let a), .tuple(let b)): a.count == b.count
    case (.based(_, let a), .based(_, let b)): a == b
    default: false
    }
  }
}

extension MATHInterval {
  /// The interval whose finite ends belong to it exactly when they did not.
  fileprivate var withOtherEnds: MATHInterval {
    MATHInterval(
      lower: lower, upper: upper, includesLower: lower != nil && !includesLower,
      includesUpper: upper != nil && !includesUpper)
  }
}

extension Collection {
  /// The elements in an order drawn from a stream, the same with every version of the library.
  fileprivate func shuffled(by stream: inout RandomStream) -> [Element] {
    var result = Array(self)
    for index in result.indices.dropFirst().reversed() {
      result.swapAt(index, Int(stream.nextUnit() * Double(index + 1)))
    }
    return result
  }
}
