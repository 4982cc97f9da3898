import Answers
import Expressions

/// Lines in other words than the suite's.
extension MATHStepChecker {
  /// What is known of a formula.
  private enum Finding {
    /// It certainly does not hold.
    case wrong(StepFault)
    /// It gives these quantities.
    case found([Int])
    /// It holds for the problem's unknown.
    case follows
    /// It says what the statement says.
    case told
    /// It holds, but of what it is about nothing is known.
    case holds
    /// It is an expression that claims nothing by itself.
    case expression
    case unknown
  }

  /// Judges a line in any words by its formulas.
  func judgeFree(_ step: String, _ state: inout State) -> JudgedStep {
    let trimmed = SolutionChecker.trimmed(step)
    func judged(_ truth: StepTruth, claims: Bool = true, _ quantities: [Int] = []) -> JudgedStep {
      JudgedStep(
        text: step, truth: truth, makesClaim: claims, quantities: quantities,
        isNeeded: quantities.isEmpty ? nil : true)
    }
    if trimmed.hasPrefix("```") {
      state.isCode.toggle()
      return judged(.correct, claims: false)
    }
    if state.isCode {
      let isClaim = trimmed.contains("=") && trimmed.contains(where: \.isNumber)
      return judged(isClaim ? .unreadable : .correct, claims: isClaim)
    }
    if let isDisplay = Self.display(trimmed) {
      state.isDisplay = isDisplay
      return judged(.correct, claims: false)
    }
    let formulas = FreeFormula.all(in: trimmed, isDisplay: state.isDisplay)
    var quantities: [Int] = []
    var hasReadClaim = false
    for formula in formulas {
      switch finding(of: formula, in: trimmed, &state) {
      case .wrong(let fault): return judged(.false(fault))
      case .found(let found):
        state.known.formUnion(found)
        quantities += found
        hasReadClaim = true
      case .follows, .told: hasReadClaim = true
      case .holds, .expression: continue
      case .unknown: return judged(.unreadable, claims: true, quantities)
      }
    }
    if hasReadClaim { return judged(.correct, quantities) }
    return withoutFinding(trimmed, formulas, judged, &state)
  }

  /// Judges a line whose formulas settle nothing.
  private func withoutFinding(
    _ line: String, _ formulas: [FreeFormula],
    _ judged: (StepTruth, Bool, [Int]) -> JudgedStep, _ state: inout State
  ) -> JudgedStep {
    if formulas.contains(where: { $0.sides.count > 1 }) { return judged(.unreadable, true, []) }
    let isFalse = ArithmeticWitness().equations(in: line).contains { $0.holds == false }
    if formulas.isEmpty, isFalse { return judged(.false(.arithmetic), true, []) }
    // A bare number says nothing of it.
    if formulas.count == 1, let side = formulas[0].sides[0], side.isNumber, !side.hasOperation,
      StepText(line).sentences.allSatisfy({ $0.words.isEmpty })
    {
      return judged(.correct, false, [])
    }
    let hasNumbers = StepText.content(of: line).contains(where: \.isNumber)
    if !hasNumbers || Restatement.isHeading(line) || line.hasSuffix(":") {
      return judged(.correct, false, [])
    }
    // The value that was stated last, said again.
    if formulas.count == 1, let side = formulas[0].sides[0], side.isNumber, let last = state.last,
      side.equals(last.value) == true
    {
      switch last.truth {
      case .false: return judged(.false(.wrongOperand), true, [])
      default: return judged(last.truth, true, [])
      }
    }
    let sentences = StepText(line).sentences.filter { !$0.numbers.isEmpty }
    let isPlan = sentences.allSatisfy { sentence in
      sentence.clauses.allSatisfy { $0.numbers.isEmpty || Restatement.isIntention($0) }
    }
    return isPlan ? judged(.correct, false, []) : judged(.unreadable, true, [])
  }

  /// Whether a line opens or closes a displayed formula; `nil` for any other.
  private static func display(_ line: String) -> Bool? {
    switch line {
    case "\\[", "\\begin{align*}", "\\begin{align}", "\\begin{equation}", "\\begin{aligned}",
      "\\[\\begin{aligned}", "\\[ \\begin{aligned}":
      true
    case "\\]", "\\end{align*}", "\\end{align}", "\\end{equation}", "\\end{aligned}": false
    default: nil
    }
  }

  // MARK: Formulas

  private func finding(
    of formula: FreeFormula, in line: String, _ state: inout State
  ) -> Finding {
    if formula.sides.count < 2 {
      return formula.isLoose ? (reference.isTold(formula) ? .told : .unknown) : .expression
    }
    if reference.isTold(formula) { return .told }
    if formula.isLoose { return congruence(formula) ?? unknownRoots(formula) }
    let numbers = formula.sides.compactMap { $0 }.filter(\.isNumber)
    for (one, two) in zip(numbers, numbers.dropFirst()) where one.equals(two) == false {
      state.last = nil
      return .wrong(.arithmetic)
    }
    if let name = Self.name(of: formula), let first = numbers.first, let last = numbers.last {
      let before = state.named
      state.named = last.hasOperation ? (name, last) : nil
      // The same name in the next line goes on with the same value.
      if let before, before.name == name, before.value.equals(first) == false {
        state.last = nil
        return .wrong(.arithmetic)
      }
    }
    let isCertain = zip(numbers, numbers.dropFirst()).allSatisfy { $0.equals($1) == true }
    if let finding = unknowns(of: formula, in: line) { return finding }
    if let finding = identity(formula, &state) { return finding }
    guard isCertain, let result = numbers.last else { return .unknown }
    let found = quantities(formula, numbers, state)
    state.last = (result, found.isEmpty ? .unreadable : .correct)
    if !found.isEmpty { return .found(found) }
    guard numbers.count == formula.sides.count else { return .unknown }
    // Told numbers and small ones turn up by chance.
    if LaTeXEvaluator.numbers(in: result.text) == [result.text],
      !reference.numbers.contains(result.text)
    {
      state.part = result.text
    }
    return .holds
  }

  /// What a formula gives a value to; `nil` for a letter that may stand for several solutions.
  private static func name(of formula: FreeFormula) -> String? {
    let name = formula.text.prefix { $0 != "=" }.filter { !$0.isWhitespace }
    let isNumber = formula.sides[0].map(\.isNumber) ?? false
    return isNumber || ["x", "y", "z", "t", "n", "k"].contains(name) ? nil : name
  }

  /// The quantities that a chain of equal numbers gives.
  private func quantities(
    _ formula: FreeFormula, _ sides: [FormulaSide], _ state: State
  ) -> [Int] {
    guard let result = sides.last else { return [] }
    let written = Set(LaTeXEvaluator.numbers(in: formula.text))
    let calculation = sides.filter(\.hasOperation)
    let used = Set(calculation.flatMap { LaTeXEvaluator.numbers(in: $0.text) })
    let known = Set(
      state.known.flatMap { LaTeXEvaluator.numbers(in: derivation.values[$0].latex) })
    return reference.values.filter { value in
      guard result.writes(value.side) else { return false }
      let operands = derivation.rules[value.quantity]?.operands ?? []
      let isNext = operands.allSatisfy {
        derivation.rules[$0] == nil || state.known.contains($0)
      }
      if isNext, value.isDistinctive { return true }
      guard !calculation.isEmpty else { return false }
      if isNext, !value.numbers.isEmpty, value.numbers.isSubset(of: written) { return true }
      return value.isDistinctive && used.isSubset(of: reference.numbers.union(known))
    }.map(\.quantity)
  }

  /// What an equation says of the problem's unknowns; `nil` where it is not about them.
  private func unknowns(of formula: FreeFormula, in line: String) -> Finding? {
    let sides = formula.sides.compactMap { $0 }
    guard !reference.solutions.isEmpty, sides.count == formula.sides.count,
      sides.allSatisfy(\.isComputable), sides.contains(where: { !$0.symbols.isEmpty }),
      sides.allSatisfy({ $0.symbols.isSubset(of: reference.unknowns) })
    else { return nil }
    let words = Set(line.lowercased().split { !$0.isLetter })
    if !words.isDisjoint(with: Self.suppositions) { return .unknown }
    let truths = reference.solutions.map { values in
      let inserted = sides.map { $0.symbols.isEmpty ? $0 : $0.inserting(values) }
      var isTrue: Bool? = true
      for (one, two) in zip(inserted, inserted.dropFirst()) {
        guard let one, let two, let equal = one.equals(two) else { return Bool?.none }
        if !equal { isTrue = false }
      }
      return isTrue
    }
    if truths.allSatisfy({ $0 == true }) {
      let asked = reference.values.filter { value in
        value.quantity == derivation.asked && sides.last?.equals(value.side) == true
      }
      return asked.isEmpty ? .follows : .found([derivation.asked])
    }
    if truths.allSatisfy({ $0 == false }) { return .wrong(.wrongOperand) }
    // One of several solutions by itself.
    let isValue = sides[0].text == "x" && sides.dropFirst().allSatisfy(\.isNumber)
    return isValue && truths.contains(true) && !truths.contains(nil) ? .follows : .unknown
  }

  /// Words that make an equation no claim.
  private static let suppositions: Set<Substring> = [
    "if", "let", "suppose", "assume", "when", "try", "test", "substitute", "substituting", "plug",
    "plugging", "check", "verify", "for", "setting", "set", "case",
  ]

  /// Whether `a \equiv b \pmod{n}` is false; `nil` for anything else.
  private func congruence(_ formula: FreeFormula) -> Finding? {
    let sides = formula.text.replacing("\\mod", with: "\\pmod").replacing("\\ppmod", with: "\\pmod")
      .split(separator: "\\pmod")
    let terms = sides.first.map { String($0).replacing("\\equiv", with: "\u{1}") }?.split(
      separator: "\u{1}")
    guard sides.count == 2, let terms, terms.count == 2,
      let modulus = FormulaSide(sides[1].trimmingPrefix("{").prefix { $0.isNumber }.description),
      modulus.isNumber,
      let rest = FormulaSide("\\left(\(terms[0]) - (\(terms[1]))\\right) \\bmod \(modulus.text)"),
      rest.isNumber, let zero = FormulaSide("0"), rest.equals(zero) == false
    else { return nil }
    return .wrong(.arithmetic)
  }

  /// `x = 3 \pm 2` where these are the solutions.
  private func unknownRoots(_ formula: FreeFormula) -> Finding {
    guard formula.text.contains("\\pm"), !reference.solutions.isEmpty else { return .unknown }
    let roots = ["+", "-"].compactMap { sign in
      FormulaSide(
        formula.text.split(separator: "=").last.map(String.init)?.replacing("\\pm", with: sign)
          ?? "")
    }
    let right = reference.solutions.compactMap { $0["x"].flatMap { FormulaSide($0) } }
    guard roots.count == 2, roots.allSatisfy(\.isNumber), right.count == 2 else { return .unknown }
    let isRight = right.allSatisfy { solution in roots.contains { $0.equals(solution) == true } }
    return isRight ? .follows : .unknown
  }

  /// What an equation between polynomials says; `nil` where it is not one.
  private func identity(_ formula: FreeFormula, _ state: inout State) -> Finding? {
    let sides = formula.sides.compactMap { $0 }.filter {
      $0.isComputable && $0.symbols == ["x"]
    }
    guard reference.hasIdentities, let last = sides.last else { return nil }
    for (one, two) in zip(sides, sides.dropFirst()) {
      guard let equal = one.equals(two) else { return .unknown }
      // An equation that is to be solved is no identity: one has a product that is expanded.
      if !equal { return formula.text.contains(")") ? .wrong(.arithmetic) : .unknown }
    }
    if let name = Self.name(of: formula), let first = sides.first {
      // What has another value under the same name is not read.
      if let before = state.named, before.name == name, before.value.equals(first) == false {
        return .unknown
      }
      state.named = (name, last)
    }
    let found = reference.values.filter { $0.isDistinctive && last.equals($0.side) == true }
    return found.isEmpty ? .unknown : .found(found.map(\.quantity))
  }
}
