import Answers

/// What the words around a number say of it.
extension SolutionChecker {
  /// The truth of the right value of some quantities under a text's words.
  ///
  /// Another unit is false; with the name of another person alone, nothing is claimed.
  func truth(of quantities: [Int], _ unit: StatedUnit, in text: String) -> StepTruth {
    if !quantities.isEmpty,
      quantities.allSatisfy({ unit.contradicts(graph.nodes[$0].unit, among: unitStems) })
    {
      return .false(.wrongNoun)
    }
    let sentences = StepText(text).sentences
    if let counted = quantities.compactMap({ otherCount($0, in: sentences) }).first {
      return unitStems.isDisjoint(with: counted) ? .unreadable : .false(.wrongNoun)
    }
    let names = Set(sentences.flatMap { $0.names(of: people) })
    return quantities.isEmpty || quantities.contains { fits($0, names) } ? .correct : .unreadable
  }

  /// The stems of what a text says it counts, `the number of stamps`, where the quantity counts
  /// something else.
  private func otherCount(_ quantity: Int, in sentences: [StepText.Sentence]) -> [String]? {
    let unit = graph.nodes[quantity].unit
    let own = (unit.singular + " " + unit.plural).split(separator: " ").map {
      StepText.stem(String($0))
    }
    for words in sentences.map({ $0.words.map { $0.lowercased() } }) {
      for index in words.indices
      where words[index] == "number" && words[(index + 1)...].first == "of" {
        let counted = words[(index + 2)...].prefix(4).map(StepText.stem)
        if !counted.isEmpty, !counted.contains(where: own.contains) { return counted }
      }
    }
    return nil
  }

  /// Whether names can be about a quantity: one of them is in the suite's sentence about it, if
  /// that has any.
  private func fits(_ quantity: Int, _ names: Set<String>) -> Bool {
    guard !names.isEmpty, let phrase = graph.nodes[quantity].phrase else { return true }
    let own = StepText(phrase.before + " " + phrase.after).sentences.flatMap {
      $0.names(of: people)
    }
    return own.isEmpty || !names.isDisjoint(with: own)
  }

  /// Judges a line without a calculation.
  func withoutEquation(
    _ step: String, _ trimmed: String, isOwn: Bool, _ state: inout State
  ) -> JudgedStep {
    let text = StepText(trimmed)
    if isOwn, trimmed.contains("=") || text.numbers.count > 1 {
      return judged(step, .false(.malformed), claims: true)
    }
    // A bare number that is told or computed says nothing of it.
    let isBare = text.numbers.count == 1 && text.sentences.allSatisfy { $0.words.isEmpty }
    let known = graph.nodes.indices.filter { state.known[$0] }.map { graph.nodes[$0].value }
    if text.numbers.isEmpty || Restatement.isHeading(trimmed)
      || isBare && known.contains(text.numbers[0].value)
    {
      return judged(step, .correct, claims: false)
    }
    var truths: [StepTruth] = []
    for sentence in text.sentences where !sentence.numbers.isEmpty {
      let isAnswer = state.isConclusion && sentence == text.sentences.last { !$0.numbers.isEmpty }
      if isAnswer || restatement.isTold(sentence) {
        truths.append(judge(sentence, sentence, isAnswer: isAnswer, &state))
        continue
      }
      // What ends in a colon announces a calculation.
      let isLast = sentence == text.sentences.last
      if isLast, trimmed.hasSuffix(":"), sentence.numbers.allSatisfy(restatement.isTold) {
        continue
      }
      for clause in sentence.clauses where !clause.numbers.isEmpty {
        guard !Restatement.isIntention(clause) else { continue }
        truths.append(judge(clause, sentence, isAnswer: false, &state))
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
    if !isAnswer, restatement.isTold(clause) { return .correct }
    let results = clause.numbers.filter { !restatement.isTold($0) }
    if !isAnswer, results.contains(where: { isFalse($0.value, state) }) {
      return .false(.wrongOperand)
    }
    guard let number = results.last, results.count == 1 || isAnswer else { return .unreadable }
    if isAnswer {
      state.hasAnswer = true
      let words = AnswerText(given: number.value.description)
      let truth = judge(words, &state)
      let unit = StatedUnit(isMoney: number.isMoney, stems: number.following)
      let isOther = unit.contradicts(graph.nodes[graph.asked].unit, among: unitStems)
      return truth == .correct && isOther ? .false(.wrongNoun) : truth
    }
    guard !number.isPercent, !number.following.contains(where: Restatement.relations.contains)
    else { return .unreadable }
    return judge(number, sentence, state)
  }

  /// Judges a number that is stated as the result of earlier steps.
  private func judge(
    _ number: StatedNumber, _ sentence: StepText.Sentence, _ state: State
  ) -> StepTruth {
    let unit = StatedUnit(isMoney: number.isMoney, stems: number.following)
    let words = sentence.words.joined(separator: " ")
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

  /// Whether a calculation uses a number that is nowhere: not told, not known to everybody, not
  /// computed, and not what two such numbers make.
  func isFromNowhere(_ strange: [Rational], _ state: State) -> Bool {
    guard !strange.isEmpty, !state.hasUnreadable else { return false }
    let values = graph.nodes.map(\.value) + Self.common
    return strange.contains { number in
      guard !Self.common.contains(number), !state.doubtfulValues.contains(number) else {
        return false
      }
      for one in values {
        for two in values {
          let made = [
            one.adding(two), one.subtracting(two), one.multiplied(by: two), one.divided(by: two),
          ]
          if made.contains(number) { return false }
        }
      }
      return true
    }
  }
}

extension StatedUnit {
  /// Whether this is certainly the unit of a quantity.
  func names(_ unit: StoryUnit) -> Bool {
    if isMoney { return unit.form == .money }
    let own = (unit.singular + " " + unit.plural).split(separator: " ").map {
      StepText.stem(String($0))
    }
    return stems.prefix(2).contains(where: own.contains)
  }
}
