import Answers

/// Tells which steps of a solution are true, in whatever words they are written.
///
/// The equations of each step are found, and their numbers are linked to the problem's quantities
/// by value. A calculation is right when, read with some such links, it is equal to a quantity of
/// the problem, or to a part of one, for all numbers and not only for these: so steps may be taken
/// in any valid order, joined, or expanded, and a right value by chance is no right step. The
/// suite's own sentences are known by their words, so what they are about is certain; of other
/// texts nothing is claimed in doubt.
public struct SolutionChecker: Sendable {
  private let graph: StoryGraph
  private let links: QuantityLinks
  private let phrases: [StepWords?]
  private let restatement: Restatement
  private let isSolvable: Bool

  /// Numbers that may be in a calculation without being told.
  private static let common: Set<Rational> = Set(
    [1, 2, 7, 10, 12, 24, 30, 52, 60, 100, 365, 1000].map { Rational($0) })

  /// Makes the checker of a problem.
  public init(_ problem: GSMStyleProblem) {
    graph = problem.graph
    links = QuantityLinks(problem.graph)
    phrases = problem.graph.nodes.map { $0.phrase.map { StepWords($0) } }
    restatement = Restatement(problem)
    isSolvable = problem.missing == nil
  }

  /// The truth of each step of a solution.
  public func check(_ steps: [String]) -> SolutionTruth {
    var state = State(links: links, graph: graph)
    var judged: [JudgedStep] = []
    for step in steps {
      state.hasPart = false
      judged.append(judge(step, &state))
      if state.hasPart, judged[judged.count - 1].truth == .unreadable {
        state.parts.append(judged.count - 1)
      }
    }
    if state.answer == graph.answer, state.known[graph.asked] {
      for index in state.parts { judged[index].truth = .correct }
    }
    settleLastStep(&judged, state)
    let ending: StepTruth? = state.hasAnswer ? nil : .false(.stopsEarly)
    return SolutionTruth(steps: judged, ending: ending)
  }

  /// Checks a solution's text, one step a line; blank lines are left out.
  public func check(text: String) -> SolutionTruth {
    check(
      text.split(whereSeparator: \.isNewline).map(String.init).filter { line in
        line.contains { !$0.isWhitespace }
      })
  }

  /// What the steps up to some place have made known.
  private struct State {
    var links: QuantityLinks
    /// Whether each quantity is given or computed.
    var known: [Bool]
    /// Results of steps that are false, and of steps that could not be read.
    var falseValues: Set<Rational> = []
    var doubtfulValues: Set<Rational> = []
    /// Texts of earlier steps.
    var texts: Set<String> = []
    /// Whether the last step computed a part of a quantity, and the steps that did.
    var hasPart = false
    var parts: [Int] = []
    var hasAnswer = false
    var answer: Rational?

    init(links: QuantityLinks, graph: StoryGraph) {
      self.links = links
      known = graph.nodes.map { node in
        if case .computed = node.source { false } else { true }
      }
    }
  }

  // MARK: Steps

  private func judge(_ step: String, _ state: inout State) -> JudgedStep {
    let trimmed = Self.trimmed(step)
    if let answer = AnswerText(trimmed), StepEquation.all(in: trimmed)?.isEmpty ?? true {
      state.hasAnswer = true
      return judged(step, judge(answer, &state), claims: true)
    }
    let words = StepWords(trimmed)
    let named = graph.nodes.indices.filter { phrases[$0] == words }
    let own = named.isEmpty ? nil : StepEquation(inOwnSentence: trimmed)
    guard isSolvable, let equations = own.map({ [$0] }) ?? StepEquation.all(in: trimmed) else {
      noteNumbers(of: trimmed, &state)
      return judged(step, .unreadable, claims: true)
    }
    guard !equations.isEmpty else { return withoutEquation(step, trimmed, words, named, &state) }
    var truth: StepTruth = .correct
    var quantities: [Int] = []
    for equation in equations {
      let isOwn = equations.count == 1
      let (part, found) = judge(
        equation, trimmed, words, named: isOwn ? named : [], &state)
      quantities += found
      if case .false = part { truth = part; break }
      if part == .unreadable { truth = part }
    }
    if let answer = AnswerText(trimmed) {
      state.hasAnswer = true
      let said = judge(answer, &state)
      if truth == .correct || said != .correct, truth == .correct { truth = said }
    }
    state.texts.insert(trimmed)
    return judged(step, truth, claims: true, quantities)
  }

  private func judged(
    _ text: String, _ truth: StepTruth, claims: Bool, _ quantities: [Int] = []
  ) -> JudgedStep {
    JudgedStep(
      text: text, truth: truth, makesClaim: claims, quantities: quantities,
      isNeeded: quantities.isEmpty ? nil : quantities.contains { graph.isNeeded[$0] })
  }

  private func withoutEquation(
    _ step: String, _ trimmed: String, _ words: StepWords, _ named: [Int], _ state: inout State
  ) -> JudgedStep {
    let numbers = Self.numbers(in: trimmed)
    if !named.isEmpty, trimmed.contains("=") || numbers.count > 1 {
      return judged(step, .false(.malformed), claims: true)
    }
    if numbers.isEmpty || Restatement.isHeading(trimmed), !trimmed.contains("=") {
      return judged(step, .correct, claims: false)
    }
    if restatement.isSaid(trimmed, known: state.known) {
      return judged(step, .correct, claims: true)
    }
    noteNumbers(of: trimmed, &state)
    return judged(step, .unreadable, claims: true)
  }

  /// Numbers of a step that is not read may be used later: nothing is claimed of what uses them.
  private func noteNumbers(of text: String, _ state: inout State) {
    state.doubtfulValues.formUnion(Self.numbers(in: text))
  }

  private func judge(
    _ equation: StepEquation, _ text: String, _ words: StepWords, named: [Int],
    _ state: inout State
  ) -> (StepTruth, [Int]) {
    let readings = state.links.readings(of: equation.expression, known: state.known)
    let hits = Array(Set(readings.flatMap(state.links.quantities))).sorted().filter {
      isResult(equation, of: $0)
    }
    if equation.holds {
      let fitting = named.isEmpty ? hits : hits.filter(named.contains)
      if !fitting.isEmpty, named.isEmpty ? fits(fitting, words) : true {
        if state.texts.contains(text), fitting.allSatisfy({ state.known[$0] }) {
          return (.false(.repeated), fitting)
        }
        for quantity in fitting { state.known[quantity] = true }
        return (.correct, fitting)
      }
      if !hits.isEmpty {
        for quantity in hits { state.known[quantity] = true }
        return (.false(.wrongNoun), hits)
      }
      if let truth = skippedOrUnfaithful(equation, named, &state) { return truth }
      return (unlinked(equation, readings, named, &state), [])
    }
    if let truth = skippedOrUnfaithful(equation, named, &state) { return truth }
    state.falseValues.insert(equation.result)
    if isContradiction(named, equation, state) { return (.false(.contradiction), []) }
    return (.false(.arithmetic), [])
  }

  private func isResult(_ equation: StepEquation, of quantity: Int) -> Bool {
    if QuantityLinks.isWritten(equation.result, equation.decimals, graph.nodes[quantity].value) {
      return true
    }
    // The exact quotient, before it is rounded.
    guard links.quotients[quantity] != nil, case .operation(.divide, _, _) = equation.expression
    else { return false }
    return equation.holds && !equation.result.isWhole
  }

  /// Whether the words of a step can be about one of some quantities: they are those of a sentence
  /// of the suite with other names or nouns only when they are not.
  private func fits(_ quantities: [Int], _ words: StepWords) -> Bool {
    !quantities.allSatisfy { quantity in
      phrases[quantity].map {
        words.differsInNames(from: $0, names: StepWords.names, nouns: StepWords.nouns)
      } ?? false
    }
  }

  private func isContradiction(
    _ named: [Int], _ equation: StepEquation, _ state: State
  ) -> Bool {
    !named.isEmpty
      && named.allSatisfy { state.known[$0] && graph.nodes[$0].value != equation.result }
  }

  /// A right value that does not follow: an operand was never computed, or it is computed otherwise.
  private func skippedOrUnfaithful(
    _ equation: StepEquation, _ named: [Int], _ state: inout State
  ) -> (StepTruth, [Int])? {
    if equation.holds {
      let all = [Bool](repeating: true, count: graph.nodes.count)
      let hits = Set(
        state.links.readings(of: equation.expression, known: all).flatMap(state.links.quantities))
      let fitting = hits.sorted().filter { quantity in
        isResult(equation, of: quantity) && (named.isEmpty || named.contains(quantity))
      }
      if !fitting.isEmpty {
        for quantity in fitting { state.known[quantity] = true }
        // A step that was not read may have computed the operand.
        let isDoubtful =
          named.isEmpty
          && Self.numbers(of: equation.expression).contains(where: state.doubtfulValues.contains)
        return (isDoubtful ? .unreadable : .false(.skipped), fitting)
      }
    }
    let right = named.filter { graph.nodes[$0].value == equation.result }
    guard !right.isEmpty else { return nil }
    for quantity in right { state.known[quantity] = true }
    return (.false(.unfaithful), right)
  }

  /// The truth of a true equation that computes no quantity of the problem.
  private func unlinked(
    _ equation: StepEquation, _ readings: [QuantityLinks.Reading], _ named: [Int],
    _ state: inout State
  ) -> StepTruth {
    if !named.isEmpty {
      state.falseValues.insert(equation.result)
      return .false(isContradiction(named, equation, state) ? .contradiction : .wrongOperand)
    }
    let operands = Self.numbers(of: equation.expression)
    let linked = Set(
      graph.nodes.indices.filter { state.known[$0] }.map { graph.nodes[$0].value })
    let strange = operands.filter { operand in
      !linked.contains(operand) && !state.links.parts.contains { $0.value == operand }
    }
    let certain = readings.filter { !$0.usesLiteral }
    if let useful = certain.first(where: state.links.isUseful) {
      // A part such as 63 * 2 of 63 * 2 / 7 may be meant as the whole: it is true when the answer
      // that is built on it is.
      state.links.learn(equation.result, useful.polynomial)
      state.doubtfulValues.insert(equation.result)
      state.hasPart = true
      return .unreadable
    }
    if strange.contains(where: {
      state.falseValues.contains($0) && !state.doubtfulValues.contains($0)
    }) {
      state.falseValues.insert(equation.result)
      return .false(.wrongOperand)
    }
    // Nothing is told or computed that no reading could be a part of.
    let isHopeless =
      strange.isEmpty && !certain.isEmpty
      && operands.allSatisfy { !Self.common.contains($0) }
    if isHopeless {
      state.falseValues.insert(equation.result)
      return .false(.wrongOperand)
    }
    state.doubtfulValues.insert(equation.result)
    return .unreadable
  }

  /// A last calculation whose result is given as the answer, and is not the answer, is false.
  private func settleLastStep(_ steps: inout [JudgedStep], _ state: State) {
    guard let answer = state.answer, isSolvable, answer != graph.answer,
      let last = steps.indices.last(where: { steps[$0].truth == .unreadable }),
      !steps[(last + 1)...].contains(where: { !$0.quantities.isEmpty }),
      let equation = StepEquation.all(in: Self.trimmed(steps[last].text))?.last,
      equation.result == answer, equation.holds,
      !graph.nodes.contains(where: { $0.value == answer })
    else { return }
    steps[last].truth = .false(.wrongOperand)
  }

  // MARK: Answers

  private func judge(_ answer: AnswerText, _ state: inout State) -> StepTruth {
    guard isSolvable else { return answer.isNone ? .correct : .false(.wrongAnswer) }
    if answer.isNone { return .false(.wrongAnswer) }
    guard let number = answer.number else { return .unreadable }
    state.answer = number
    let gold = graph.answer
    if QuantityLinks.isWritten(number, answer.decimals, gold) {
      return state.known[graph.asked] ? .correct : .false(.skipped)
    }
    let isIntermediate = graph.steps.contains {
      state.known[$0] && graph.nodes[$0].value == number
    }
    return .false(isIntermediate ? .stopsEarly : .wrongAnswer)
  }
}
