import Corpus

/// A problem in the making: values are drawn or computed one by one, with the words of each step.
struct MATHDraft {
  /// Which of the wordings the statement has.
  let wording: Int
  /// The least number of wordings that a family has.
  static let wordings = 4

  private(set) var statement = ""
  private var stream: RandomStream
  private var values: [MATHValue] = []
  private var rules: [MATHRule?] = []
  private var asked: Int?

  init(wording: Int, stream: RandomStream) {
    self.wording = wording
    self.stream = stream
  }

  /// The finished derivation; a rejection where the answer stands in the statement.
  ///
  /// - Parameter style: draws the solution's wording, see `MATHDerivation`.
  func finished(style: ([Int]) -> SolutionStyle) throws(MATHRejection) -> MATHDerivation {
    guard let asked, !statement.isEmpty else { throw MATHRejection() }
    let derivation = MATHDerivation(
      values: values, rules: rules, asked: asked, style: style)
    for index in values.indices where rules[index] == nil && values[index] == values[asked] {
      throw MATHRejection()
    }
    return derivation
  }

  // MARK: Drawing

  /// A whole number.
  mutating func int(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(stream.nextUnit() * Double(range.count))
  }

  /// A whole number other than zero, of at most this size, of either sign.
  mutating func nonzero(_ size: Int) -> Int {
    let value = int(1...size)
    return flip() ? value : -value
  }

  /// One of some items.
  mutating func pick<Item>(_ items: [Item]) -> Item { items[int(0...items.count - 1)] }

  /// Different items in an order drawn at random.
  mutating func sample<Item>(_ count: Int, of items: [Item]) -> [Item] {
    var items = items
    return (0..<count).map { _ in items.remove(at: int(0...items.count - 1)) }
  }

  /// Heads or tails.
  mutating func flip() -> Bool { stream.nextUnit() < 0.5 }

  /// Gives the draw up unless something holds.
  func require(_ condition: Bool) throws(MATHRejection) {
    guard condition else { throw MATHRejection() }
  }

  // MARK: Values

  /// A whole number that the statement gives.
  mutating func given(_ value: Int) -> MATHQuantity { given(.int(value)) }

  /// A value that the statement gives.
  mutating func given(_ value: MATHValue) -> MATHQuantity { append(value, nil) }

  /// A value that one step computes.
  ///
  /// - Parameters:
  ///   - kind: How hard the step is.
  ///   - text: The step's template, see `StepTemplate`.
  ///   - frames: Other words around the same formulas, see `StepTemplate.reworded`.
  ///   - operands: The values that it uses, all of which the text names.
  ///   - slips: Plausible mistakes.
  ///   - compute: The result from the operands' values.
  @discardableResult
  mutating func step(
    _ kind: MATHStepKind, _ text: String, or frames: [String], _ operands: [MATHQuantity],
    slips: [MATHSlip] = [], _ compute: @escaping @Sendable ([MATHValue]) -> MATHValue
  ) throws(MATHRejection) -> MATHQuantity {
    let value = compute(operands.map { values[$0.index] })
    guard value.isDefined else { throw MATHRejection() }
    return append(
      value,
      MATHRule(
        kind: kind, template: StepTemplate(text), frames: frames, operands: operands.map(\.index),
        compute: compute, slips: slips))
  }

  /// The value of a quantity.
  func value(_ quantity: MATHQuantity) -> MATHValue { values[quantity.index] }

  /// The whole number that a quantity is; a rejection where it is none.
  func int(_ quantity: MATHQuantity) throws(MATHRejection) -> Int {
    guard let value = values[quantity.index].int else { throw MATHRejection() }
    return value
  }

  private mutating func append(_ value: MATHValue, _ rule: MATHRule?) -> MATHQuantity {
    values.append(value)
    rules.append(rule)
    return MATHQuantity(index: values.count - 1)
  }

  // MARK: Words

  /// Asks for a quantity, in the wording's version of the statement.
  mutating func ask(_ quantity: MATHQuantity, _ versions: [String]) {
    asked = quantity.index
    statement = versions[wording % versions.count]
  }
}

/// A slip that writes another calculation.
func wrong(
  _ template: String, _ compute: @escaping @Sendable ([MATHValue]) -> MATHValue
) -> MATHSlip {
  MATHSlip(template: StepTemplate(template), compute: compute)
}

/// A slip that writes the right calculation with a wrong result.
func miscalculated(_ compute: @escaping @Sendable ([MATHValue]) -> MATHValue) -> MATHSlip {
  MATHSlip(template: nil, compute: compute)
}
