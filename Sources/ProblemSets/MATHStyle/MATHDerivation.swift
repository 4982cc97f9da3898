import Corpus

/// How hard a step is, as the levels count it.
public enum MATHStepKind: Int, CaseIterable, Hashable, Sendable {
  /// One calculation with numbers that the step names.
  case arithmetic = 1
  /// A rearrangement: an equation solved, a formula filled in, a product expanded or factored.
  case algebra = 2
  /// A theorem or identity that has to be known.
  case theorem = 3

  /// What the step adds to a problem's score.
  public var points: Int { rawValue }
}

/// The level of a problem, from 1 to 5, as a function of its gold steps.
public enum MATHStyleLevel {
  /// The levels.
  public static let range = 1...5

  /// The level of a score: 1 up to 2 points, 2 up to 4, 3 up to 7, 4 up to 10, otherwise 5.
  public static func level(ofScore score: Int) -> Int {
    switch score {
    case ...2: 1
    case ...4: 2
    case ...7: 3
    case ...10: 4
    default: 5
    }
  }
}

/// A value of a derivation, named by its place.
struct MATHQuantity: Hashable, Sendable {
  let index: Int
}

/// A plausible mistake: another calculation with a step's operands.
struct MATHSlip: Sendable {
  /// What is written; `nil` for the right left side with the wrong result.
  let template: StepTemplate?
  let compute: @Sendable ([MATHValue]) -> MATHValue
}

/// How a value follows from others, and what a step says of it.
struct MATHRule: Sendable {
  let kind: MATHStepKind
  /// The first wording of the step.
  let template: StepTemplate
  /// The words of the other wordings, see `StepTemplate.reworded`.
  let frames: [String]
  /// The places of the values that are used.
  let operands: [Int]
  let compute: @Sendable ([MATHValue]) -> MATHValue
  let slips: [MATHSlip]

  /// The number of ways to word the step.
  var wordings: Int { frames.count + 1 }

  /// A calculation in a wording of the step.
  func worded(_ calculation: StepTemplate, _ wording: Int) -> StepTemplate {
    wording == 0 ? calculation : calculation.reworded(frames[wording - 1])
  }
}

/// What a problem is underneath: values, and how each follows from others.
///
/// Values are numbered so that every operand comes before its result.
public struct MATHDerivation: Sendable {
  /// The value of each quantity.
  public let values: [MATHValue]
  /// How each quantity is computed; `nil` for those that the statement gives.
  let rules: [MATHRule?]
  /// The quantity that the question asks for.
  let asked: Int
  /// The computed quantities that the question needs, in the order of the gold steps.
  public let steps: [Int]
  /// How the solution is worded.
  let style: SolutionStyle

  /// - Parameter style: draws the solution's wording from the numbers of wordings of all steps.
  init(
    values: [MATHValue], rules: [MATHRule?], asked: Int, style: ([Int]) -> SolutionStyle
  ) {
    self.values = values
    self.rules = rules
    self.asked = asked
    self.style = style(rules.map { $0?.wordings ?? 1 })
    var needed = [Bool](repeating: false, count: values.count)
    needed[asked] = true
    for index in values.indices.reversed() where needed[index] {
      for operand in rules[index]?.operands ?? [] { needed[operand] = true }
    }
    steps = values.indices.filter { rules[$0] != nil && needed[$0] }
  }

  /// The sum of the points of the gold steps.
  public var score: Int { steps.reduce(0) { $0 + (rules[$1]?.kind.points ?? 0) } }

  /// The gold step that computes a quantity, from 0; `nil` for one that the statement gives.
  func step(of quantity: Int) -> Int? { steps.firstIndex(of: quantity) }

  /// The steps, from 0, on whose results a step builds.
  public func dependencies(ofStep step: Int) -> [Int] {
    (rules[steps[step]]?.operands ?? []).compactMap { self.step(of: $0) }
  }

  /// The text of the step that computes a quantity when all quantities have these values.
  ///
  /// - Parameter wording: which of the step's wordings; the solution's own without it.
  func text(of quantity: Int, values: [MATHValue], wording: Int? = nil) -> String {
    guard let rule = rules[quantity] else { return "" }
    return line(
      rule.template, of: quantity, rule.operands.map { values[$0] }, result: values[quantity],
      wording: wording)
  }

  /// The text of a step for a quantity with some calculation, operands and result.
  func line(
    _ calculation: StepTemplate, of quantity: Int, _ operands: [MATHValue], result: MATHValue,
    wording: Int? = nil
  ) -> String {
    guard let rule = rules[quantity] else { return "" }
    return style.delimited(
      rule.worded(calculation, wording ?? style.wordings[quantity]).rendered(
        operands, result: result))
  }

  /// All values when one quantity has another; `nil` when a later one then has none.
  func values(with quantity: Int, being value: MATHValue) -> [MATHValue]? {
    var values = values
    values[quantity] = value
    for later in steps where later > quantity {
      guard let rule = rules[later] else { continue }
      let result = rule.compute(rule.operands.map { values[$0] })
      guard result.isDefined else { return nil }
      values[later] = result
    }
    return values
  }

  /// The identity of the derivation: its steps' words and the given values, but no statement.
  func key(family: MATHStyleFamily) -> ContentKey {
    var hasher = ContentHasher("math-style derivation")
    hasher.add(family.rawValue)
    for index in values.indices {
      hasher.add(rules[index]?.template.text ?? values[index].latex)
    }
    return hasher.key
  }
}
