import Answers

/// Lines that state numbers without a calculation.
extension SolutionChecker {
  /// Judges a line without a calculation.
  func withoutEquation(
    _ step: String, _ trimmed: String, isOwn: Bool, _ state: inout State
  ) -> JudgedStep {
    let text = StepText(trimmed)
    if isOwn, trimmed.contains("=") || text.numbers.count > 1 {
      return judged(step, .false(.malformed), claims: true)
    }
    // A bare number that is told or computed says nothing of it, with its unit neither.
    let isBare =
      text.numbers.count == 1
      && text.sentences.allSatisfy { $0.words.isEmpty || $0.pieces.first?.isWord == false }
      && text.sentences.reduce(0) { $0 + $1.words.count } <= 2
    let known = graph.nodes.indices.filter { state.known[$0] }.map { graph.nodes[$0].value }
    if text.numbers.isEmpty || Restatement.isHeading(trimmed)
      || isBare && known.contains(text.numbers[0].value)
    {
      return judged(step, .correct, claims: false)
    }
    if isDefinition(trimmed, text) { return judged(step, .correct, claims: false) }
    if StepEquation.isFormula(trimmed) {
      noteNumbers(of: trimmed, &state)
      return judged(step, .unreadable, claims: true)
    }
    if let truth = closing(trimmed, text, state) { return judged(step, truth, claims: true) }
    var truths: [StepTruth] = []
    for sentence in text.sentences
    where !sentence.numbers.allSatisfy(Restatement.isOnePeriod) || state.isConclusion {
      let isAnswer = state.isConclusion && sentence == text.sentences.last { !$0.numbers.isEmpty }
      if restatement.isImpossible(sentence) {
        truths.append(.false(.wrongOperand))
        continue
      }
      if isAnswer || restatement.isTold(sentence) {
        truths.append(judge(sentence, sentence, isAnswer: isAnswer, &state))
        continue
      }
      // What ends in a colon announces a calculation.
      let isLast = sentence == text.sentences.last
      if isLast, trimmed.hasSuffix(":"),
        sentence.numbers.allSatisfy({ restatement.isTold($0) || Restatement.isOnePeriod($0) })
      {
        continue
      }
      // Clauses of several facts together may say something else.
      var facts: Set<Int>?
      for clause in sentence.clauses {
        // What is going to be done is told to the end of the sentence.
        guard !Restatement.isIntention(clause) else { break }
        guard !clause.numbers.isEmpty else {
          // What is said of somebody without a number is not read.
          if !clause.names(of: people).isEmpty { truths.append(.unreadable) }
          continue
        }
        // `Width: 5 meters`: what the number is stands in the clause before.
        let isLabelled =
          clause != sentence.clauses[0] && clause.numbers.allSatisfy(restatement.isTold)
          && !(clause.pieces.prefix { $0.isWord && $0.stem != "and" }.contains(where: \.isWord))
        guard !isLabelled else {
          truths.append(.unreadable)
          continue
        }
        let own = restatement.facts(clause)
        let common = facts?.intersection(own) ?? Set(own)
        if !own.isEmpty { facts = common }
        truths.append(
          !own.isEmpty && common.isEmpty
            ? .unreadable : judge(clause, sentence, isAnswer: false, &state))
      }
    }
    guard !truths.isEmpty else { return judged(step, .correct, claims: false) }
    let fault = truths.first { if case .false = $0 { true } else { false } }
    let truth = fault ?? (truths.contains(.unreadable) ? .unreadable : .correct)
    if truth == .unreadable { noteNumbers(of: trimmed, &state) }
    return judged(step, truth, claims: true)
  }

  /// Judges a clause that states numbers: what the statement told, or one result.
  private func judge(
    _ clause: StepText.Sentence, _ sentence: StepText.Sentence, isAnswer: Bool,
    _ state: inout State
  ) -> StepTruth {
    if !isAnswer, restatement.isTold(clause) || Restatement.isCommon(clause) { return .correct }
    let results = clause.numbers.filter { !restatement.isTold($0) }
    if !isAnswer, results.contains(where: { isFalse($0.value, state) }) {
      return .false(.wrongOperand)
    }
    // What a told number beside the result has to do with it is not read, but for a time.
    let isAlone = clause.numbers.allSatisfy { number in
      results.contains(number) || number.unit.map(Restatement.periods.contains) ?? false
    }
    guard let number = results.last, results.count == 1 && isAlone || isAnswer else {
      return .unreadable
    }
    if isAnswer, QuantityLinks.isWritten(number.value, number.decimals, graph.answer) {
      state.hasAnswer = true
      let words = AnswerText(given: number.value.description)
      let truth = judge(words, &state)
      let unit = StatedUnit(isMoney: number.isMoney, stems: number.following)
      let isOther = unit.contradicts(graph.nodes[graph.asked].unit, among: unitStems)
      return truth == .correct && isOther ? .false(.wrongNoun) : truth
    }
    guard !number.isPercent, !Restatement.isRate(number),
      !number.following.contains(where: Restatement.relations.contains)
    else { return .unreadable }
    return judge(number, sentence, state)
  }

  /// Judges a number that is stated as the result of earlier steps.
  private func judge(
    _ number: StatedNumber, _ sentence: StepText.Sentence, _ state: State
  ) -> StepTruth {
    let unit = StatedUnit(isMoney: number.isMoney, stems: number.following)
    let words = sentence.words.joined(separator: " ")
    // What is said of the result answers the question, and it is another number.
    if restatement.answersQuestion(sentence, units: unitStems),
      !QuantityLinks.isWritten(number.value, number.decimals, graph.answer)
    {
      return isFalse(number.value, state) ? .false(.wrongOperand) : .unreadable
    }
    if let last = state.last, last.value == number.value {
      switch last.truth {
      case .unreadable: return .unreadable
      case .false(let fault) where !fault.keepsValue: return .false(.wrongOperand)
      default: return truth(of: last.quantities, unit, in: words)
      }
    }
    let computed = graph.nodes.indices.filter { index in
      guard case .computed = graph.nodes[index].source, state.known[index] else { return false }
      return QuantityLinks.isWritten(number.value, number.decimals, graph.nodes[index].value)
        && unit.names(graph.nodes[index].unit) && truth(of: [index], unit, in: words) == .correct
    }
    return computed.isEmpty ? .unreadable : .correct
  }

  /// Judges a number that is marked as an answer is, before the last answer: it is a result.
  func judgeBoxed(_ step: String, _ answer: AnswerText, _ state: State) -> JudgedStep {
    guard let number = answer.number else { return judged(step, .unreadable, claims: true) }
    if graph.nodes.indices.contains(where: {
      state.known[$0] && QuantityLinks.isWritten(number, answer.decimals, graph.nodes[$0].value)
    }) {
      return judged(step, .correct, claims: false)
    }
    return judged(step, isFalse(number, state) ? .false(.wrongOperand) : .unreadable, claims: true)
  }

  /// Whether a number can only be the result of a false step.
  private func isFalse(_ value: Rational, _ state: State) -> Bool {
    state.falseValues.contains(value) && !state.doubtfulValues.contains(value)
      && !graph.nodes.contains { $0.value == value }
  }

  /// The step that gives the answer of a solution that marks none: the last one with a number, where
  /// it begins as a conclusion does.
  func conclusion(of steps: [String]) -> Int? {
    guard !steps.contains(where: { AnswerText(Self.trimmed($0)) != nil }),
      let last = steps.lastIndex(where: { !StepText($0).numbers.isEmpty })
    else { return nil }
    let first = StepText.content(of: steps[last]).prefix { $0.isLetter }.lowercased()
    return ["therefore", "so", "thus", "hence", "finally"].contains(first) ? last : nil
  }
}
