import Answers

/// An exact value that a step states: a number, an expression or a collection of them.
public indirect enum MATHValue: Hashable, Sendable {
  /// A number or a polynomial.
  case expression(MATHExpression)
  /// An angle in degrees.
  case degrees(Rational)
  /// A whole number written in a base from 2 to 16.
  case based(Int, base: Int)
  /// Values in order, in parentheses.
  case tuple([MATHValue])
  /// Values without order, in ascending order where they are real.
  case set([MATHValue])
  /// A matrix of rows.
  case matrix([[MATHValue]])
  /// A union of intervals in ascending order.
  case intervals([MATHInterval])
  /// One of a few words.
  case text(String)
  /// No value: a division by zero, a number too large, an operation that does not exist.
  case undefined
}

/// An interval of real numbers.
public struct MATHInterval: Hashable, Sendable {
  /// The lower end; `nil` for minus infinity.
  public let lower: MATHExpression?
  /// The upper end; `nil` for infinity.
  public let upper: MATHExpression?
  /// Whether the lower end belongs to the interval.
  public let includesLower: Bool
  /// Whether the upper end belongs to the interval.
  public let includesUpper: Bool
}

/// Why a draw is given up: a number out of range, a trivial or degenerate case.
struct MATHRejection: Error {}

extension MATHValue: ExpressibleByIntegerLiteral {
  /// A whole number.
  public init(integerLiteral value: Int) { self = .int(value) }

  /// A whole number.
  static func int(_ value: Int) -> MATHValue { .expression(MATHExpression(Rational(value))) }

  /// A rational number; undefined without one.
  static func rational(_ value: Rational?) -> MATHValue {
    value.map { .expression(MATHExpression($0)) } ?? .undefined
  }

  /// A fraction of two whole numbers.
  static func fraction(_ top: Int, _ bottom: Int) -> MATHValue {
    .rational(Rational(Int128(top), over: Int128(bottom)))
  }

  static let i = MATHValue.expression(.imaginaryUnit)
  static let pi = MATHValue.expression(.pi)
  static let x = MATHValue.expression(.variable)

  /// A polynomial with the coefficient of the highest power first.
  static func polynomial(_ coefficients: [MATHValue]) -> MATHValue {
    coefficients.reduce(0) { $0 * .x + $1 }
  }

  /// The expression, where the value is one.
  var expression: MATHExpression? { if case .expression(let value) = self { value } else { nil } }

  /// The rational number, where the value is one.
  var rational: Rational? { expression?.rational }

  /// The whole number, where the value is one of at most 62 bits.
  var int: Int? {
    guard let rational, rational.denominator == 1, rational.numerator.magnitude < 1 << 62 else {
      return nil
    }
    return Int(rational.numerator)
  }

  /// The elements of a tuple or set.
  var elements: [MATHValue] {
    switch self {
    case .tuple(let values), .set(let values): values
    default: []
    }
  }

  static func + (left: MATHValue, right: MATHValue) -> MATHValue {
    switch (left, right) {
    case (.expression(let a), .expression(let b)): wrap(a.adding(b))
    case (.degrees(let a), .degrees(let b)): a.adding(b).map { .degrees($0) } ?? .undefined
    case (.tuple(let a), .tuple(let b)) where a.count == b.count:
      MATHValue.tuple(zip(a, b).map { $0 + $1 }).checked
    case (.matrix(let a), .matrix(let b)) where a.count == b.count && a[0].count == b[0].count:
      MATHValue.matrix(zip(a, b).map { zip($0, $1).map { $0 + $1 } }).checked
    default: .undefined
    }
  }

  static prefix func - (value: MATHValue) -> MATHValue { -1 * value }

  static func - (left: MATHValue, right: MATHValue) -> MATHValue { left + (-right) }

  static func * (left: MATHValue, right: MATHValue) -> MATHValue {
    switch (left, right) {
    case (.expression(let a), .expression(let b)): return wrap(a.multiplied(by: b))
    case (.expression(let a), .degrees(let b)), (.degrees(let b), .expression(let a)):
      return a.rational.flatMap { $0.multiplied(by: b) }.map { .degrees($0) } ?? .undefined
    case (.expression, .tuple(let b)): return MATHValue.tuple(b.map { left * $0 }).checked
    case (.expression, .matrix(let b)):
      return MATHValue.matrix(b.map { $0.map { left * $0 } }).checked
    case (.matrix(let a), .matrix(let b)) where a[0].count == b.count:
      let product = a.map { row in
        b[0].indices.map { column in
          row.indices.reduce(MATHValue.int(0)) { $0 + row[$1] * b[$1][column] }
        }
      }
      return MATHValue.matrix(product).checked
    case (.tuple(let a), .tuple(let b)) where a.count == b.count:
      return zip(a, b).reduce(0) { $0 + $1.0 * $1.1 }
    default: return .undefined
    }
  }

  static func / (left: MATHValue, right: MATHValue) -> MATHValue {
    switch (left, right) {
    case (.expression(let a), .expression(let b)): wrap(a.divided(by: b))
    case (.degrees(let a), .expression(let b)):
      b.rational.flatMap { a.divided(by: $0) }.map { .degrees($0) } ?? .undefined
    case (.degrees(let a), .degrees(let b)): .rational(a.divided(by: b))
    default: .undefined
    }
  }

  /// The power with a whole exponent.
  static func ^ (base: MATHValue, exponent: MATHValue) -> MATHValue {
    guard let value = base.expression, let power = exponent.int else { return .undefined }
    return wrap(value.power(power))
  }

  /// The square root of a rational number.
  static func squareRoot(_ value: MATHValue) -> MATHValue {
    wrap(value.rational.flatMap { MATHExpression.squareRoot(of: $0) })
  }

  /// The value of a polynomial at a place.
  func at(_ place: MATHValue) -> MATHValue {
    guard let value = expression, let argument = place.expression else { return .undefined }
    return Self.wrap(value.substituting(argument))
  }

  /// The derivative by the variable.
  var derivative: MATHValue { Self.wrap(expression?.derivative) }

  /// The coefficient of a power of the variable.
  func coefficient(_ power: Int) -> MATHValue { .rational(expression?.coefficient(of: power)) }

  /// A function of whole numbers; undefined for others and where it has no value.
  static func whole(_ values: [MATHValue], _ function: ([Int]) -> Int?) -> MATHValue {
    let numbers = values.compactMap(\.int)
    guard numbers.count == values.count, numbers.allSatisfy({ abs($0) < 1 << 40 }) else {
      return .undefined
    }
    return function(numbers).map { .int($0) } ?? .undefined
  }

  /// The absolute value of a real number.
  var magnitude: MATHValue { sign == -1 ? -self : sign == nil ? .undefined : self }

  /// The sign of a real number.
  var sign: Int? { expression?.sign }

  /// A set in ascending order, each value once; order of writing where some value is not real.
  static func ascending(_ values: [MATHValue]) -> MATHValue {
    var result: [MATHValue] = []
    for value in values where !result.contains(value) {
      let place = result.firstIndex { (value - $0).sign == -1 } ?? result.count
      result.insert(value, at: place)
    }
    return MATHValue.set(result).checked
  }

  /// Whether no part is undefined.
  var isDefined: Bool {
    switch self {
    case .undefined: false
    case .tuple(let values), .set(let values): values.allSatisfy(\.isDefined)
    case .matrix(let rows): rows.allSatisfy { $0.allSatisfy(\.isDefined) }
    default: true
    }
  }

  private var checked: MATHValue { isDefined ? self : .undefined }

  private static func wrap(_ value: MATHExpression?) -> MATHValue {
    value.map { .expression($0) } ?? .undefined
  }
}
