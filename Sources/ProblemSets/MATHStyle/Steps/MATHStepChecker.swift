import Answers
import Corpus

/// Tells exactly which lines of a solution are true, by the derivation of its problem.
///
/// A line in the suite's words is about the quantity whose step has these words. It is `correct`
/// when its formulas say what the derivation says (operands in any order), and every computed
/// value that it uses was stated rightly by an earlier line; see `StepFault` for all else. So
/// steps may come in any valid order.
///
/// A line in other words is read by its formulas. It is `false` where it states an equation that
/// certainly does not hold: between numbers, between polynomials, or for the unknown of an equation
/// that the problem gives. It is `correct` where a true equation gives a value of the derivation by
/// a calculation with the numbers of its operands, or states what the problem's unknown satisfies,
/// or says what the statement says; otherwise it is `unreadable`.
public struct MATHStepChecker: Sendable {
  let derivation: MATHDerivation
  /// What free text is compared with.
  let reference: FreeReference
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
    reference = FreeReference(problem)
  }

  /// The truth of each step of a solution; one with a box or another mark gives the answer.
  public func check(_ steps: [String]) -> SolutionTruth {
    var state = State()
    let last = steps.lastIndex { Self.answer(in: $0) != nil }
    var judged: [JudgedStep] = []
    for (number, step) in steps.enumerated() {
      state.isLastAnswer = number == last
      state.part = nil
      judged.append(judge(step, &state))
      if let value = state.part, judged[number].truth == .unreadable {
        state.parts.append((number, value))
      }
      if judged[number].truth == .correct, !judged[number].quantities.isEmpty {
        // A part of what is right is right.
        let written = Set(LaTeXEvaluator.numbers(in: step))
        for part in state.parts where part.step < number && written.contains(part.value) {
          judged[part.step].truth = .correct
        }
      }
      state.hasUnreadable = state.hasUnreadable || judged[number].truth == .unreadable
    }
    return SolutionTruth(steps: judged, ending: state.hasAnswer ? nil : .false(.stopsEarly))
  }

  /// The truth of each step of a solution, without that of a missing answer.
  public func check(steps: [String]) -> [StepTruth] { check(steps).steps.map(\.truth) }

  /// The truth of each line of a solution's text; blank lines are left out.
  public func check(text: String) -> SolutionTruth {
    check(
      text.split(whereSeparator: \.isNewline).map(String.init).filter { line in
        line.contains { !$0.isWhitespace }
      })
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
    return CheckedSolution(
      lines: lines, truths: check(lines).truths,
      answer: lines.last.flatMap { AnswerExtractor.lastBoxed(in: $0) })
  }

  /// The index of the first line of a solution's text that is not true.
  public func firstError(in solutionText: String, by standard: TruthStandard) -> Int? {
    check(solutionText: solutionText).firstError(by: standard)
  }

  /// What the steps up to some place have made known.
  struct State {
    /// The quantities that were stated rightly.
    var known: Set<Int> = []
    var hasUnreadable = false
    var hasAnswer = false
    /// Whether the step being judged gives the last answer that is marked.
    var isLastAnswer = false
    /// Whether the lines stand within a displayed formula, or within a program.
    var isDisplay = false
    var isCode = false
    /// The number that the step being judged computes, where nothing else is known of it; and those
    /// of earlier steps.
    var part: String?
    var parts: [(step: Int, value: String)] = []
    /// The value that was stated last, and what is known of it.
    var last: (value: FormulaSide, truth: StepTruth)?
    /// What the last calculation was called, and its value: `d = \sqrt{81 + 100}`.
    var named: (name: String, value: FormulaSide)?
  }

  private func judge(_ step: String, _ state: inout State) -> JudgedStep {
    if let answer = Self.answer(in: step) {
      guard state.isLastAnswer else {
        // A box before the last one marks a result.
        let isKnown = state.known.contains { Self.says(answer, derivation.values[$0]) }
        return JudgedStep(
          text: step, truth: isKnown ? .correct : .unreadable, makesClaim: !isKnown,
          quantities: [], isNeeded: nil)
      }
      state.hasAnswer = true
      return JudgedStep(
        text: step, truth: checkAnswer(answer, state), makesClaim: true,
        quantities: [derivation.asked], isNeeded: true)
    }
    let line = MATHStepLine(step)
    guard let gold = gold[line.words] else { return judgeFree(step, &state) }
    let truth = check(line, gold, &state.known)
    return JudgedStep(
      text: step, truth: truth, makesClaim: true, quantities: [gold.quantity], isNeeded: true)
  }

  // MARK: The answer

  /// The answer that a line marks: a box, or `the answer is`.
  private static func answer(in line: String) -> String? {
    if line.contains("\\boxed") { return AnswerExtractor.lastBoxed(in: line) ?? "" }
    guard line.contains("nswer is") || line.contains("nswer:") else { return nil }
    return AnswerExtractor(policy: .marked).answer(in: line)?.text
  }

  private static let judge = Judge()

  /// The truth of an answer: as the derivation writes it, or equal to it by the judge.
  private func checkAnswer(_ answer: String, _ state: State) -> StepTruth {
    guard !answer.isEmpty else { return .false(.wrongAnswer) }
    let right = derivation.values[derivation.asked]
    let verdict =
      Self.says(answer, right)
      ? .correct : Self.judge.judge(answer, gold: right.latex, mode: .answer).verdict
    switch verdict {
    case .correct:
      // A step that was not read may have computed it.
      return state.known.contains(derivation.asked) || state.hasUnreadable
        ? .correct : .false(.skipped)
    case .undecided: return .unreadable
    default: break
    }
    let isEarlier = state.known.contains {
      $0 != derivation.asked && Self.says(answer, derivation.values[$0])
    }
    if isEarlier { return .false(.stopsEarly) }
    return .false(Self.isOther(kindThan: right, answer) ? .wrongType : .wrongAnswer)
  }

  // MARK: Steps

  private func check(
    _ line: MATHStepLine, _ gold: GoldLine, _ known: inout Set<Int>
  ) -> StepTruth {
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
}
