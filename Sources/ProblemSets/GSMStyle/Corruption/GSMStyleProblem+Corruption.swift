import Answers
import Corpus

extension GSMStyleProblem {
  /// The kinds of errors that some problems admit: all but another type.
  public static var faults: [StepFault] { StepFault.allCases.filter { $0 != .wrongType } }

  /// Puts an error of one kind into the gold solution; `nil` where it admits none.
  ///
  /// Drawn so that no coincidence can make the error true in another way.
  public func corrupted(by fault: StepFault, _ stream: inout RandomStream) -> CorruptedSolution? {
    guard missing == nil, !graph.steps.isEmpty else { return nil }
    let step = Int(stream.nextUnit() * Double(graph.steps.count))
    let injection = ErrorInjection(self, step)
    switch fault {
    case .arithmetic: return injection.slip(&stream)
    case .wrongOperand: return injection.otherOperands(&stream)
    case .unfaithful: return injection.unfaithful(&stream)
    case .wrongNoun: return injection.wrongNoun(&stream)
    case .skipped: return injection.skipped()
    case .malformed: return injection.brokenOff()
    case .repeated: return injection.repeated()
    case .contradiction: return injection.contradiction(&stream)
    case .stopsEarly: return injection.stoppedEarly()
    case .wrongAnswer: return injection.wrongAnswer(&stream)
    case .wrongType: return nil
    }
  }
}

/// One gold step and what may be written in its place.
private struct ErrorInjection {
  let problem: GSMStyleProblem
  let graph: StoryGraph
  let step: Int
  /// The quantity that the step computes.
  let quantity: Int
  let value: Rational

  init(_ problem: GSMStyleProblem, _ step: Int) {
    self.problem = problem
    graph = problem.graph
    self.step = step
    quantity = graph.steps[step]
    value = graph.nodes[quantity].value
  }

  private var gold: [String] { problem.goldLines }

  /// Whether a value is that of a quantity of the problem.
  private func isTaken(_ value: Rational) -> Bool { graph.nodes.contains { $0.value == value } }

  private func solution(_ fault: StepFault, _ index: Int, _ lines: [String]) -> CorruptedSolution {
    CorruptedSolution(fault: fault, firstError: index, steps: lines)
  }

  /// A false value near the right one, which is that of no quantity.
  private func wrongValue(_ stream: inout RandomStream) -> Rational? {
    let slips = [-10, -3, -2, -1, 1, 2, 3, 10, 20, 100].compactMap {
      value.adding(Rational($0))
    }.filter { $0.isPositive && !isTaken($0) }
    return slips.isEmpty ? nil : slips[Int(stream.nextUnit() * Double(slips.count))]
  }

  /// The gold lines with one step's quantity wrong; later steps go on from it half the time.
  private func lines(
    writing text: String, _ wrong: Rational, _ stream: inout RandomStream
  ) -> [String]? {
    var values = graph.values
    values[quantity] = wrong
    if stream.nextUnit() < 0.5 {
      for later in graph.steps where later > quantity {
        guard case .computed(let operation, let left, let right) = graph.nodes[later].source,
          let next = operation.applied(values[left], values[right]),
          graph.nodes[later].unit.admits(next)
        else { return nil }
        values[later] = next
      }
    } else {
      values = graph.values
    }
    var lines = graph.steps.map { index in
      graph.stepText(index, graph.equation(of: index, values: values))
    }
    lines[step] = text
    return lines + ["#### \(graph.nodes[graph.asked].unit.equationText(values[graph.asked]))"]
  }

  private func equation(
    _ operation: StepOperation, _ left: String, _ right: String, _ result: Rational
  )
    -> String
  {
    graph.stepText(
      quantity,
      operation.text(left, right) + " = " + graph.nodes[quantity].unit.equationText(result))
  }

  private var operands: (operation: StepOperation, left: StoryGraph.Node, right: StoryGraph.Node)? {
    guard case .computed(let operation, let left, let right) = graph.nodes[quantity].source else {
      return nil
    }
    return (operation, graph.nodes[left], graph.nodes[right])
  }

  /// The right operands with a result that is a slip away.
  func slip(_ stream: inout RandomStream) -> CorruptedSolution? {
    guard let (operation, left, right) = operands, let wrong = wrongValue(&stream) else {
      return nil
    }
    let text = equation(
      operation, left.unit.equationText(left.value), right.unit.equationText(right.value), wrong)
    return lines(writing: text, wrong, &stream).map { solution(.arithmetic, step, $0) }
  }

  /// A true equation with another operation or with another number of the problem.
  func otherOperands(_ stream: inout RandomStream) -> CorruptedSolution? {
    guard let (operation, left, right) = operands else { return nil }
    let simple: [StepOperation] = [.add, .subtract, .multiply, .divide]
    var candidates: [(StepOperation, StoryGraph.Node, StoryGraph.Node)] = simple.filter {
      $0 != operation
    }.map { ($0, left, right) }
    for (index, node) in graph.nodes.enumerated()
    where index < quantity && node.unit.form != .percent && node.unit.form != .share {
      candidates.append((operation, node, right))
      candidates.append((operation, left, node))
    }
    for _ in 0..<20 {
      let (sign, one, two) = candidates[Int(stream.nextUnit() * Double(candidates.count))]
      guard let wrong = sign.applied(one.value, two.value), !isTaken(wrong),
        graph.nodes[quantity].unit.admits(wrong)
      else { continue }
      let text = equation(
        sign, one.unit.equationText(one.value), two.unit.equationText(two.value), wrong)
      if let lines = lines(writing: text, wrong, &stream) {
        return solution(.wrongOperand, step, lines)
      }
    }
    return nil
  }

  /// The right result from an operand that is no value of the problem.
  func unfaithful(_ stream: inout RandomStream) -> CorruptedSolution? {
    guard value.isWhole, value.numerator > 3 else { return nil }
    let known = Set(graph.values)
    for _ in 0..<20 {
      let part = Rational(1 + Int(stream.nextUnit() * Double(min(value.numerator, 5000) - 1)))
      guard let rest = value.subtracting(part), rest.isPositive, !known.contains(part),
        !known.contains(rest)
      else { continue }
      var lines = gold
      lines[step] = equation(.add, part.description, rest.description, value)
      return solution(.unfaithful, step, lines)
    }
    return nil
  }

  /// Another name or noun in the step.
  func wrongNoun(_ stream: inout RandomStream) -> CorruptedSolution? {
    let words = gold[step].split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    let nouns = StepWords.nouns.sorted()
    let places = words.indices.filter { index in
      let word = words[index].filter(\.isLetter)
      return problem.people.contains(word) || StepWords.nouns.contains(word)
    }
    guard !places.isEmpty else { return nil }
    let own = StepWords(gold[step])
    for _ in 0..<10 {
      let place = places[Int(stream.nextUnit() * Double(places.count))]
      let word = words[place].filter(\.isLetter)
      let pool = problem.people.contains(word) ? Person.all.map(\.name) : nouns
      let other = pool[Int(stream.nextUnit() * Double(pool.count))]
      var changed = words
      changed[place] = other + words[place].dropFirst(word.count)
      let line = changed.joined(separator: " ")
      let isOfOther = graph.nodes.contains { node in
        node.value == value && node.phrase.map { StepWords($0) == StepWords(line) } ?? false
      }
      guard other != word, StepWords(line) != own, !isOfOther, words[place].hasPrefix(word) else {
        continue
      }
      var lines = gold
      lines[step] = line
      return solution(.wrongNoun, step, lines)
    }
    return nil
  }

  /// The step left out.
  func skipped() -> CorruptedSolution? {
    guard graph.nodes.count(where: { $0.value == value }) == 1 else { return nil }
    let user = graph.steps.firstIndex { index in
      guard case .computed(_, let left, let right) = graph.nodes[index].source else { return false }
      return left == quantity || right == quantity
    }
    var lines = gold
    lines.remove(at: step)
    return solution(.skipped, (user ?? graph.steps.count) - 1, lines)
  }

  /// The step without the result of its equation.
  func brokenOff() -> CorruptedSolution? {
    let result = " = " + graph.nodes[quantity].unit.equationText(value)
    guard let range = gold[step].firstRange(of: result) else { return nil }
    var lines = gold
    lines[step].replaceSubrange(range, with: " =")
    return solution(.malformed, step, lines)
  }

  /// The step said twice.
  func repeated() -> CorruptedSolution? {
    guard gold.count(where: { $0 == gold[step] }) == 1 else { return nil }
    var lines = gold
    lines.insert(gold[step], at: step + 1)
    return solution(.repeated, step + 1, lines)
  }

  /// A later line that gives the quantity another value.
  func contradiction(_ stream: inout RandomStream) -> CorruptedSolution? {
    guard let (operation, left, right) = operands, let wrong = wrongValue(&stream) else {
      return nil
    }
    let own = StepWords(gold[step])
    // Where a later step has the same words, the line may be meant as that step.
    guard !gold[(step + 1)...].contains(where: { StepWords($0) == own }) else { return nil }
    var lines = gold
    lines.insert(
      equation(
        operation, left.unit.equationText(left.value), right.unit.equationText(right.value), wrong),
      at: step + 1)
    return solution(.contradiction, step + 1, lines)
  }

  /// The solution up to the step, whose result is given as the answer.
  func stoppedEarly() -> CorruptedSolution? {
    guard value != graph.answer else { return nil }
    let answer = "#### " + graph.nodes[quantity].unit.equationText(value)
    return solution(.stopsEarly, step + 1, Array(gold[...step]) + [answer])
  }

  /// All steps right and another number as the answer.
  func wrongAnswer(_ stream: inout RandomStream) -> CorruptedSolution? {
    guard let wrong = wrongValue(&stream), wrong != graph.answer else { return nil }
    var lines = gold
    lines[lines.count - 1] = "#### " + graph.nodes[graph.asked].unit.equationText(wrong)
    return solution(.wrongAnswer, lines.count - 1, lines)
  }
}
