import Answers

/// The operation of one step.
public enum StepOperation: String, CaseIterable, Hashable, Sendable {
  /// Addition.
  case add = "+"
  /// Subtraction.
  case subtract = "-"
  /// Multiplication.
  case multiply = "*"
  /// Division.
  case divide = "/"
  /// Division, rounded down: how many full boxes there are.
  case floor
  /// Division, rounded up: how many boxes are needed.
  case ceiling = "ceil"

  /// Whether the order of the operands is free.
  public var isCommutative: Bool { self == .add || self == .multiply }

  /// Whether this is addition or subtraction.
  public var isAdditive: Bool { self == .add || self == .subtract }

  /// The exact result; `nil` for a division by zero and for what does not fit.
  public func applied(_ left: Rational, _ right: Rational) -> Rational? {
    switch self {
    case .add: left.adding(right)
    case .subtract: left.subtracting(right)
    case .multiply: left.multiplied(by: right)
    case .divide: left.divided(by: right)
    case .floor: left.divided(by: right).flatMap { $0.roundedDown }
    case .ceiling: left.divided(by: right).flatMap { $0.negated.roundedDown?.negated }
    }
  }

  /// The expression with its operands written out.
  func text(_ left: String, _ right: String) -> String {
    switch self {
    case .floor, .ceiling: "\(rawValue)(\(left) / \(right))"
    case .divide where right.contains("/"): "\(left) / (\(right))"
    default: "\(left) \(rawValue) \(right)"
    }
  }
}

extension Rational {
  /// The largest whole number that is not above this one.
  var roundedDown: Rational? {
    let quotient = numerator / denominator
    let isBelow = numerator < 0 && numerator % denominator != 0
    return Rational(isBelow ? quotient - 1 : quotient, over: 1)
  }

  /// Whether the number has no fraction.
  var isWhole: Bool { denominator == 1 }

  /// Whether the number is above zero.
  var isPositive: Bool { numerator > 0 }
}

extension Int {
  /// The number as an exact fraction.
  var rational: Rational { Rational(self) }
}
