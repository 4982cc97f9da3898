/// Tells exactly which lines of a solution are true, by the derivation of its problem.
///
/// A line in the suite's words is about the quantity whose step has these words. It is `correct`
/// when its formulas say what the derivation says (operands in any order), and every computed
/// value that it uses was stated rightly by an earlier line; see `StepFault` for all else. So
/// steps may come in any valid order. A line in other words is `false` where it states an equation
/// between numbers that does not hold, `correct` where its equation holds, has the value of a
/// quantity whose operands are known and writes these operands, and otherwise `unreadable`.
public struct MATHStepChecker: Sendable {
  private let derivation: MATHDerivation
  /// The gold lines by their words, in every wording.
  private let gold: [String: GoldLine]

  /// A gold step in one of its wordings.
  private struct GoldLine {
    let quantity: Int
    let line: MATHStepLine
    let rule: MATHRule
    /// Which formula ends with the result.
    let place: Int
  }

  /// Makes the checker of a problem.
  public init(_ problem: MATHStyleProblem) {
    derivation = problem.derivation
    var gold: [String: GoldLine] = [:]
    for quantity in derivation.steps {
      guard let rule = derivation.rules[quantity] else { continue }
      for wording in 0..<rule.wordings {
        let line = MATHStepLine(
          derivation.text(of: quantity, values: derivation.values, wording: wording))
        gold[line.words] = GoldLine(
          quantity: quantity, line: line, rule: rule,
          place: rule.worded(rule.template, wording).resultFormula)
      }
    }
    self.gold = gold
  }

  /// The truth of each line; a line with a box is an answer line.
  public func check(steps: [String]) -> [StepTruth] {
    var known: Set<Int> = []
    return steps.map { step in
      step.contains("\\boxed") ? checkAnswer(step, known) : check(step, &known)
    }
  }

  /// Checks a solution's text: one step a line, the last one with the boxed answer.
  ///
  /// Blank lines and what follows the answer line are left out.
  public func check(solutionText: String) -> CheckedSolution {
    var lines: [String] = []
    for line in solutionText.split(whereSeparator: \.isNewline).map(String.init)
    where line.contains(where: { !$0.isWhitespace }) {
      lines.append(line)
      if line.contains("\\boxed") { break }
    }
    var truths = check(steps: lines)
    if !(lines.last?.contains("\\boxed") ?? false) { truths.append(.false(.stopsEarly)) }
    return CheckedSolution(
      lines: lines, truths: truths, answer: lines.last.flatMap { Self.boxed(in: $0) })
  }

  /// The truth of each line of a solution's text; blank lines are left out.
  public func check(text: String) -> SolutionTruth {
    let lines = text.split(whereSeparator: \.isNewline).map(String.init).filter { line in
      line.contains { !$0.isWhitespace }
    }
    let truths = check(steps: lines)
    let steps = zip(lines, truths).map { line, truth in
      JudgedStep(text: line, truth: truth, makesClaim: true, quantities: [], isNeeded: nil)
    }
    return SolutionTruth(steps: steps, ending: nil)
  }

  /// The index of the first line of a solution's text that is not true.
  public func firstError(in solutionText: String, by standard: TruthStandard) -> Int? {
    check(solutionText: solutionText).firstError(by: standard)
  }

  // MARK: The answer

  private func checkAnswer(_ line: String, _ known: Set<Int>) -> StepTruth {
    guard let answer = Self.boxed(in: line) else { return .false(.wrongAnswer) }
    let asked = derivation.asked
    if Self.says(answer, derivation.values[asked]) {
      return known.contains(asked) ? .correct : .false(.skipped)
    }
    if known.contains(where: { $0 != asked && Self.says(answer, derivation.values[$0]) }) {
      return .false(.stopsEarly)
    }
    return .false(
      Self.isOther(kindThan: derivation.values[asked], answer) ? .wrongType : .wrongAnswer)
  }

  /// What stands in the last box.
  private static func boxed(in line: String) -> String? {
    guard let start = line.ranges(of: "\\boxed{").last?.upperBound else { return nil }
    var depth = 1
    for index in line[start...].indices {
      if line[index] == "{" { depth += 1 }
      if line[index] == "}" { depth -= 1 }
      if depth == 0 { return String(line[start..<index]) }
    }
    return nil
  }

  // MARK: Steps

  private func check(_ step: String, _ known: inout Set<Int>) -> StepTruth {
    let line = MATHStepLine(step)
    guard let gold = gold[line.words] else { return checkFree(line, &known) }
    let (quantity, rule, place) = (gold.quantity, gold.rule, gold.place)
    let right = derivation.values[quantity]
    guard line.formulas.count == gold.line.formulas.count, line.formulas.indices.contains(place),
      let result = MATHStepLine.sides(of: line.formulas[place]).last, !result.isEmpty
    else { return .false(.malformed) }
    guard Self.says(result, right) else {
      if known.contains(quantity) { return .false(.contradiction) }
      if Self.isOther(kindThan: right, result) { return .false(.wrongType) }
      return .false(isOtherCalculation(line, gold.line, place) ? .wrongOperand : .arithmetic)
    }
    let isNew = !known.contains(quantity)
    known.insert(quantity)
    guard isFaithful(line, gold.line) else { return .false(.unfaithful) }
    let needed = rule.operands.filter { derivation.rules[$0] != nil }
    guard needed.allSatisfy(known.contains) else { return .false(.skipped) }
    return isNew ? .correct : .false(.repeated)
  }

  /// Whether a line with a right result is the gold line, but for the order of its operands.
  private func isFaithful(_ line: MATHStepLine, _ gold: MATHStepLine) -> Bool {
    if line.formulas == gold.formulas { return true }
    return zip(line.formulas, gold.formulas).allSatisfy { written, right in
      if written == right { return true }
      let sides = MATHStepLine.sides(of: written)
      return LaTeXEvaluator.numbers(in: written) == LaTeXEvaluator.numbers(in: right)
        && sides.count == MATHStepLine.sides(of: right).count && Self.holds(sides) == true
    }
  }

  /// Whether a wrong result follows from what stands before it, or from other operands.
  private func isOtherCalculation(
    _ line: MATHStepLine, _ gold: MATHStepLine, _ place: Int
  ) -> Bool {
    if let holds = Self.holds(MATHStepLine.sides(of: line.formulas[place])) { return holds }
    var (written, right) = (line.formulas, gold.formulas)
    written[place] = MATHStepLine.sides(of: written[place]).dropLast().joined(separator: "=")
    right[place] = MATHStepLine.sides(of: right[place]).dropLast().joined(separator: "=")
    return written != right
  }

  /// Whether the sides of an equation that have a value have the same; `nil` with fewer than two.
  ///
  /// A side with a variable names what it is equal to, where the last one has none: `2x = 7 - 3`.
  private static func holds(_ sides: [String]) -> Bool? {
    let values = sides.map { LaTeXEvaluator.value(of: $0) }
    guard let last = values.last, let result = last else { return nil }
    let isNumber = (result.expression?.degree ?? 0) == 0
    let comparable = values.compactMap { $0 }.filter {
      !isNumber || ($0.expression?.degree ?? 0) == 0
    }
    guard comparable.count > 1 else { return nil }
    return comparable.allSatisfy { $0 == result }
  }

  /// Whether a text writes a value.
  private static func says(_ text: String, _ value: MATHValue) -> Bool {
    text == value.latex || LaTeXEvaluator.value(of: text) == value
  }

  /// Whether a text writes a value of another kind.
  private static func isOther(kindThan value: MATHValue, _ text: String) -> Bool {
    guard let written = LaTeXEvaluator.value(of: text) else { return false }
    switch (written, value) {
    case (.expression, .expression), (.degrees, .degrees), (.tuple, .tuple), (.set, .set),
      (.matrix, .matrix), (.tuple, .intervals), (.based, .based):
      return false
    default:
      return true
    }
  }

  // MARK: Lines in other words

  private func checkFree(_ line: MATHStepLine, _ known: inout Set<Int>) -> StepTruth {
    var found: [Int] = []
    for formula in line.formulas {
      let sides = MATHStepLine.sides(of: formula)
      guard sides.count > 1, let holds = Self.holds(sides) else { continue }
      guard holds else { return .false(.arithmetic) }
      let numbers = LaTeXEvaluator.numbers(in: sides.dropLast().joined(separator: "="))
      found += derivation.steps.filter { quantity in
        guard let operands = derivation.rules[quantity]?.operands,
          Self.says(sides[sides.count - 1], derivation.values[quantity])
        else { return false }
        let isNext = operands.allSatisfy { derivation.rules[$0] == nil || known.contains($0) }
        let written = operands.flatMap { LaTeXEvaluator.numbers(in: derivation.values[$0].latex) }
        return isNext && !written.isEmpty && Set(written).isSubset(of: numbers)
      }
    }
    guard !found.isEmpty else { return .unreadable }
    known.formUnion(found)
    return .correct
  }
}
