/// One of the four operations of whole-number arithmetic that a step may use.
public enum ArithmeticOperation: String, CaseIterable, Hashable, Sendable {
  /// Addition.
  case add = "+"
  /// Subtraction.
  case subtract = "-"
  /// Multiplication.
  case multiply = "*"
  /// Division without a remainder.
  case divide = "/"

  /// Whether the order of the operands is free.
  public var isCommutative: Bool { self == .add || self == .multiply }

  /// Whether this is addition or subtraction.
  public var isAdditive: Bool { self == .add || self == .subtract }

  /// The result; `nil` when it is not a whole number or overflows.
  public func applied(_ left: Int, _ right: Int) -> Int? {
    let (value, overflow): (Int, Bool)
    switch self {
    case .add: (value, overflow) = left.addingReportingOverflow(right)
    case .subtract: (value, overflow) = left.subtractingReportingOverflow(right)
    case .multiply: (value, overflow) = left.multipliedReportingOverflow(by: right)
    case .divide:
      guard right != 0, left % right == 0 else { return nil }
      (value, overflow) = left.dividedReportingOverflow(by: right)
    }
    return overflow ? nil : value
  }
}
