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
  let graph: StoryGraph
  private let links: QuantityLinks
  private let phrases: [StepWords?]
  let restatement: Restatement
  let isSolvable: Bool
  /// The names of the people in the story.
  let people: Set<String>
  /// The stems of what the problem's quantities count and measure.
  let unitStems: Set<String>

  /// Makes the checker of a problem.
  public init(_ problem: GSMStyleProblem) {
    graph = problem.graph
    links = QuantityLinks(problem.graph)
    phrases = problem.graph.nodes.map { $0.phrase.map { StepWords($0) } }
    restatement = Restatement(problem)
    isSolvable = problem.missing == nil
    people = Set(problem.people)
    unitStems = Set(
      problem.graph.nodes.map(\.unit).filter { [.count, .measure, .money].contains($0.form) }
        .flatMap { $0.plural.split(separator: " ") + $0.singular.split(separator: " ") }
        .map { StepText.stem(String($0)) })
  }

  /// The truth of each step of a solution.
  public func check(_ steps: [String]) -> SolutionTruth {
    var state = State(links: links, graph: graph)
    let conclusion = conclusion(of: steps)
    let lastAnswer = steps.lastIndex { AnswerText(Self.trimmed($0)) != nil }
    var judged: [JudgedStep] = []
    for (number, step) in steps.enumerated() {
      state.hasPart = false
      state.isConclusion = number == conclusion
      state.isLastAnswer = number == lastAnswer
      judged.append(judge(step, &state))
      state.hasUnreadable = state.hasUnreadable || judged[number].truth == .unreadable
      if state.hasPart, judged[number].truth == .unreadable {
        state.parts.append(number)
      }
      if judged[number].truth == .correct, !judged[number].quantities.isEmpty {
        // A part of what is right is right.
        let used = state.last?.operands ?? []
        for part in state.parts where part < number {
          if let value = partValue(judged[part]), used.contains(value) {
            judged[part].truth = .correct
          }
        }
      }
    }
    if state.answer == graph.answer, state.known[graph.asked] {
      for index in state.parts { judged[index].truth = .correct }
    }
    settleLastSteps(&judged, state)
    if !state.hasAnswer, let last = judged.indices.last, Self.isBrokenOff(judged) {
      // What is cut off within a formula states nothing yet.
      judged[last] = self.judged(judged[last].text, .correct, claims: false)
    }
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
  struct State {
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
    /// The result of the last calculation.
    var last: Result?
    var hasUnreadable = false
    /// What the last calculation without a result was called.
    var openName: String?
    /// Whether a fence is open, and whether it holds a program.
    var isFenced = false
    var isCode = false
    /// The values of a program's variables.
    var variables: [String: Rational] = [:]
    /// Whether the step being judged gives the last answer that is marked.
    var isLastAnswer = false
    /// Whether the step being judged gives the answer without a mark.
    var isConclusion = false
    var hasAnswer = false
    var answer: Rational?

    /// A result and what is known of it.
    struct Result {
      let value: Rational
      let truth: StepTruth
      let quantities: [Int]
      let operands: [Rational]
    }

    init(links: QuantityLinks, graph: StoryGraph) {
      self.links = links
      known = graph.nodes.map { node in
        if case .computed = node.source { false } else { true }
      }
    }
  }

  // MARK: Steps

  private func partValue(_ step: JudgedStep) -> Rational? {
    StepEquation.all(in: Self.trimmed(step.text))?.last?.result
  }

  private func judge(_ step: String, _ state: inout State) -> JudgedStep {
    let trimmed = Self.trimmed(step)
    if let code = judgeCode(step, trimmed, &state) { return code }
    if let answer = AnswerText(trimmed), StepEquation.all(in: trimmed)?.isEmpty ?? true {
      guard state.isLastAnswer else { return judgeBoxed(step, answer, state) }
      state.hasAnswer = true
      return judged(step, judge(answer, &state), claims: true)
    }
    let words = StepWords(trimmed)
    let named = graph.nodes.indices.filter { phrases[$0] == words }
    let own = named.isEmpty ? nil : StepEquation(inOwnSentence: trimmed)
    guard isSolvable, var equations = own.map({ [$0] }) ?? StepEquation.all(in: trimmed) else {
      noteNumbers(of: trimmed, &state)
      return judged(step, .unreadable, claims: true)
    }
    if equations.isEmpty, named.isEmpty, let open = StepEquation.open(in: trimmed) {
      equations = [open.equation]
      state.openName = open.name
    }
    guard !equations.isEmpty else {
      return withoutEquation(step, trimmed, isOwn: !named.isEmpty, &state)
    }
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
    state.last = equations.last.map {
      State.Result(
        value: $0.result, truth: truth, quantities: quantities,
        operands: Self.numbers(of: $0.expression))
    }
    if state.isConclusion, let last = equations.last {
      state.hasAnswer = true
      state.answer = last.result
    }
    if state.isLastAnswer, let answer = AnswerText(trimmed) {
      state.hasAnswer = true
      let said = judge(answer, &state)
      if truth == .correct || said != .correct, truth == .correct { truth = said }
    }
    state.texts.insert(trimmed)
    return judged(step, truth, claims: true, quantities)
  }

  func judged(
    _ text: String, _ truth: StepTruth, claims: Bool, _ quantities: [Int] = []
  ) -> JudgedStep {
    JudgedStep(
      text: text, truth: truth, makesClaim: claims, quantities: quantities,
      isNeeded: quantities.isEmpty ? nil : quantities.contains { graph.isNeeded[$0] })
  }

  /// Numbers of a step that is not read may be used later: nothing is claimed of what uses them.
  func noteNumbers(of text: String, _ state: inout State) {
    state.doubtfulValues.formUnion(Self.numbers(in: text))
  }

  func judge(
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
        noteParts(of: equation.expression, &state)
        return (named.isEmpty ? truth(of: fitting, equation.unit, in: text) : .correct, fitting)
      }
      if !hits.isEmpty {
        for quantity in hits { state.known[quantity] = true }
        return (.false(.wrongNoun), hits)
      }
      if let truth = skippedOrUnfaithful(equation, named, &state) { return truth }
      return (unlinked(equation, readings, named, &state), [])
    }
    if let truth = skippedOrUnfaithful(equation, named, &state) { return truth }
    if named.isEmpty, let truth = roundedSilently(equation, readings, &state) { return truth }
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

  func isContradiction(
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

  // MARK: Answers

  func judge(_ answer: AnswerText, _ state: inout State) -> StepTruth {
    guard isSolvable else { return answer.isNone ? .correct : .false(.wrongAnswer) }
    if answer.isNone { return .false(.wrongAnswer) }
    guard let number = answer.number else { return .unreadable }
    state.answer = number
    let gold = graph.answer
    if QuantityLinks.isWritten(number, answer.decimals, gold) {
      // A step that was not read may have computed it.
      return state.known[graph.asked] || state.hasUnreadable ? .correct : .false(.skipped)
    }
    let isIntermediate = graph.steps.contains {
      state.known[$0] && graph.nodes[$0].value == number
    }
    return .false(isIntermediate ? .stopsEarly : .wrongAnswer)
  }
}
