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
    let label = text.prefix { $0 != "=" && !$0.isNumber }
    if !quantities.isEmpty, quantities.allSatisfy({ fitsAnotherBetter(String(label), $0) }) {
      return .unreadable
    }
    if !Self.kinds(in: String(label)).isEmpty,
      quantities.allSatisfy({ isOtherKind(Self.kinds(in: String(label)), $0) })
    {
      return .unreadable
    }
    let period = Self.period(of: label)
    if let period, !quantities.contains(where: { mentions(period, $0) }) { return .unreadable }
    let names = Set(sentences.flatMap { $0.names(of: people) })
    return quantities.isEmpty || quantities.contains { fits($0, names) } ? .correct : .unreadable
  }

  /// Whether words are more about another quantity with the same unit and another value.
  private func fitsAnotherBetter(_ label: String, _ quantity: Int) -> Bool {
    let words = StepText(label).sentences.reduce(into: Set<String>()) { $0.formUnion($1.stems) }
    let node = graph.nodes[quantity]
    let own = common(words, quantity)
    return graph.nodes.indices.contains { other in
      let rival = graph.nodes[other]
      guard case .computed = rival.source else { return false }
      return rival.value != node.value && rival.unit == node.unit && common(words, other) > own
    }
  }

  /// How many words, those that are in every sentence left out, are in the suite's sentence about a
  /// quantity.
  private func common(_ stems: Set<String>, _ quantity: Int) -> Int {
    guard let phrase = graph.nodes[quantity].phrase else { return 0 }
    return StepText(phrase.before).sentences.reduce(into: Set<String>()) {
      $0.formUnion($1.stems.map { $0.hasSuffix("'s") ? String($0.dropLast(2)) : $0 })
    }.intersection(stems).subtracting(Self.everywhere).count
  }

  private static let everywhere: Set<String> = Set(
    "the a an of is are so therefore then now in on for to with and this that we".split(
      separator: " "
    ).map { StepText.stem(String($0)) })

  /// The kinds of amounts that words speak of, for example what is left, paid or earned.
  private static func kinds(in text: String) -> Set<Int> {
    let stems = StepText(text).sentences.reduce(into: Set<String>()) { $0.formUnion($1.stems) }
    return Set(kinds.indices.filter { !kinds[$0].isDisjoint(with: stems) })
  }

  private static let kinds: [Set<String>] = [
    "left leftover remain remains remaining still rest",
    "cost costs pay pays paid price spend spends spent charge bill expense",
    "earn earns earned earnings receive receives revenue income wage salary profit",
    "interest", "discount reduction", "age old older", "distance covers cover travel travels",
    "has have had own owns", "make makes made produce produces", "save saves saved savings",
  ].map { Set($0.split(separator: " ").map { StepText.stem(String($0)) }) }

  /// Whether the suite's words about a quantity speak of other kinds of amounts.
  private func isOtherKind(_ kinds: Set<Int>, _ quantity: Int) -> Bool {
    guard let phrase = graph.nodes[quantity].phrase else { return false }
    let own = Self.kinds(in: phrase.before + " " + phrase.after)
    return !own.isEmpty && own.isDisjoint(with: kinds)
  }

  /// The stem of the time that a text says a number is for: `on one day`, `per week`.
  private static func period(of text: Substring) -> String? {
    let words = StepText(String(text)).sentences.flatMap(\.pieces).compactMap { piece in
      switch piece {
      case .word(let word): StepText.stem(word)
      case .number(let value, _, _, _): value == Rational(1) ? "one" : nil
      case .comma: nil
      }
    }
    let before = Set(["one", "per", "each", "every", "other"].map(StepText.stem))
    return zip(words, words.dropFirst()).first { before.contains($0) && periods.contains($1) }?.1
  }

  private static let periods: Set<String> = Set(
    ["day", "week", "month", "year", "hour"].map(StepText.stem))

  private func mentions(_ period: String, _ quantity: Int) -> Bool {
    guard let phrase = graph.nodes[quantity].phrase else { return true }
    return StepText(phrase.before + " " + phrase.after).sentences.contains {
      $0.stems.contains(period)
    }
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
    if let truth = closing(trimmed, text, state) { return judged(step, truth, claims: true) }
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
    guard let number = results.last, results.count == 1 || isAnswer else { return .unreadable }
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
