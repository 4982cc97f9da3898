/// Tells exactly which lines of a solution are true, by the quantities of its problem.
///
/// A quantity is known when the statement gives it or an earlier line has computed it. A line is
/// `correct` when its equation is numerically true, its operands are the values of known
/// quantities, its operation on them is the one that defines a quantity, and its words name that
/// quantity's people and things (see `StepFault` for all else). So steps may come in any valid
/// order and more than once, quantities that the question does not need may be computed, operands
/// of + and * may be swapped, and sums and differences may be taken in any order. Where two
/// quantities have the same value, every reading is tried, and the words decide.
///
/// A product of a sum is not expanded: (3 + 4) * 2 written as 3 * 2 and 4 * 2 is `wrongOperand`.
public struct BasicStepChecker: Sendable {
  private let graph: BasicGraph
  private let forms: LinearForms
  private let attributions: [Attribution?]

  /// Makes the checker of a problem.
  public init(_ problem: BasicProblem) {
    graph = problem.graph
    forms = LinearForms(problem.graph)
    attributions = problem.phrases.map { phrase in
      phrase.map { Attribution(of: "\($0.before) \($0.after)") }
    }
  }

  /// The truth of each line; a line that begins with `####` is an answer line.
  public func check(steps: [String]) -> [StepTruth] {
    var known = KnownQuantities(forms)
    return steps.map { step in
      Self.isAnswerLine(step) ? checkAnswer(step, known) : check(step, &known)
    }
  }

  /// Checks a solution's text: one step a line, ended by the line `#### N`.
  ///
  /// Blank lines and what follows the answer line are left out.
  public func check(solutionText: String) -> CheckedSolution {
    var lines: [String] = []
    for line in solutionText.split(whereSeparator: \.isNewline).map(String.init)
    where line.contains(where: { !$0.isWhitespace }) {
      lines.append(line)
      if Self.isAnswerLine(line) { break }
    }
    var truths = check(steps: lines)
    let last = lines.last.flatMap { Self.isAnswerLine($0) ? $0 : nil }
    if last == nil { truths.append(.false(.wrongAnswer)) }
    return CheckedSolution(
      lines: lines, truths: truths, answer: last.flatMap(Self.answer)?.description)
  }

  /// The index of the first line of a solution's text that is not true.
  ///
  /// The answer line counts as the last step, so by either standard there is a first error unless
  /// the final answer is right; by `value` there is none exactly when it is right and every line's
  /// result is a right value.
  public func firstError(in solutionText: String, by standard: TruthStandard) -> Int? {
    check(solutionText: solutionText).firstError(by: standard)
  }

  /// Whether a line has none but the suite's own words and completes no equation.
  ///
  /// In the suite's language every line states one, so such a line states nothing true. A line in
  /// other words may well say something true in a way of its own.
  private static func isMalformed(_ line: String) -> Bool {
    WrittenEquation.isMissing(in: line)
      && line.split { !$0.isLetter }.allSatisfy { suiteWords.contains($0) }
  }

  /// The words of statements and gold steps.
  private static let suiteWords: Set<Substring> = {
    let suite = BasicSuite(seed: 0)
    return (0..<1500).reduce(into: []) { words, index in
      let problem = suite.problem(at: index)
      for text in [problem.statement] + problem.goldSteps {
        words.formUnion(text.split { !$0.isLetter })
      }
    }
  }()

  private static func isAnswerLine(_ line: String) -> Bool {
    line.drop { $0.isWhitespace }.hasPrefix("####")
  }

  private static func answer(of line: String) -> Int? {
    var text = line.drop { $0.isWhitespace }.dropFirst(4).drop { $0.isWhitespace || $0 == "$" }
    while let last = text.last, last.isWhitespace || last == "." { text.removeLast() }
    return Int(text)
  }

  private func checkAnswer(_ line: String, _ known: KnownQuantities) -> StepTruth {
    guard Self.answer(of: line) == graph.values[graph.asked] else { return .false(.wrongAnswer) }
    return known.contains(forms.forms[graph.asked]) ? .correct : .false(.skipped)
  }

  private func check(_ step: String, _ known: inout KnownQuantities) -> StepTruth {
    guard let equation = WrittenEquation(in: step) else {
      return Self.isMalformed(step) ? .false(.malformed) : .unreadable
    }
    let words = Attribution(of: step)
    if equation.holds {
      let readings = known.readings(of: equation)
      let fitting = readings.filter { fits(words, $0) }
      if !fitting.isEmpty {
        known.learn(learned(fitting, words))
        return .correct
      }
      if !readings.isEmpty {
        known.learn(readings)
        return .false(.wrongNoun)
      }
      let skipping = KnownQuantities(all: forms).readings(of: equation).filter { fits(words, $0) }
      if !skipping.isEmpty {
        known.learn(skipping)
        return .false(.skipped)
      }
    }
    let named = quantities(named: words, known).filter { graph.values[$0] == equation.result }
    if !named.isEmpty {
      known.learn(named.map { forms.forms[$0] })
      return .false(.unfaithful)
    }
    return .false(equation.holds ? .wrongOperand : .arithmetic)
  }

  /// Whether a step's words can name what has this form.
  ///
  /// A part of a sum that is no quantity has no words of its own: all fit that do not name, with a
  /// person, only quantities of other values.
  private func fits(_ words: Attribution, _ form: LinearForm) -> Bool {
    let quantities = forms.quantities(of: form)
    if !quantities.isEmpty {
      return quantities.contains { attributions[$0].map(words.fits) ?? true }
    }
    guard !words.names.isEmpty else { return true }
    let named = attributions.indices.filter { attributions[$0] == words }
    return named.isEmpty || named.contains { graph.values[$0] == forms.value(of: form) }
  }

  /// What a fitting step makes known: its readings and, when it reads as a part of a sum, the
  /// quantity of the same value that its words name ("Tom has 3 + 4 = 7 more than Ben").
  private func learned(_ readings: [LinearForm], _ words: Attribution) -> [LinearForm] {
    guard !words.names.isEmpty else { return readings }
    return readings
      + readings.filter { forms.quantities(of: $0).isEmpty }.flatMap { part in
        attributions.indices.filter {
          attributions[$0] == words && graph.values[$0] == forms.value(of: part)
        }.map { forms.forms[$0] }
      }
  }

  /// The computed quantities that a step's words can name and that are known or come next.
  private func quantities(named words: Attribution, _ known: KnownQuantities) -> [Int] {
    graph.sources.indices.filter { index in
      guard case .computed(_, let left, let right) = graph.sources[index],
        let own = attributions[index], words.fits(own)
      else { return false }
      let isKnown = known.contains(forms.forms[index])
      let isNext = known.contains(forms.forms[left]) && known.contains(forms.forms[right])
      return words.isEmpty ? isNext && !isKnown : isNext || isKnown
    }
  }
}
