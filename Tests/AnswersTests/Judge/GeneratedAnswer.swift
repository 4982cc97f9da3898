import Corpus

/// A fraction in lowest terms with a positive denominator.
struct Fraction: Hashable {
  let numerator: Int
  let denominator: Int

  init(_ numerator: Int, _ denominator: Int = 1) {
    var (a, b) = (abs(numerator), abs(denominator))
    while b != 0 { (a, b) = (b, a % b) }
    let sign = denominator < 0 ? -1 : 1
    self.numerator = sign * numerator / max(a, 1)
    self.denominator = abs(denominator) / max(a, 1)
  }
}

/// An answer whose value is known exactly, and that can be written in many ways.
///
/// Values of the same case are equal only if they are the same value.
enum GeneratedAnswer: Hashable {
  case fraction(Fraction)
  /// a + b√c; b is not 0 and c > 1 has no square factor.
  case surd(Fraction, Fraction, Int)
  case multipleOfPi(Fraction)
  /// At least two; their order counts.
  case tuple([Fraction])
  /// At least two, all different; their order does not count.
  case set(Set<Fraction>)
  /// The first end is less than the second.
  case interval(Fraction, Fraction, includesLower: Bool, includesUpper: Bool)
  /// By rising powers of x; the last is not 0 and is not the first.
  case polynomial([Int])
  /// Row by row, with this many columns.
  case matrix([Int], columns: Int)
  /// base^exponent + offset, of up to thousands of digits.
  case power(Int, Int, Int)
}

extension GeneratedAnswer {
  /// A random value.
  static func random(_ stream: inout RandomStream) -> GeneratedAnswer {
    func fraction() -> Fraction { .random(&stream) }
    func integers(_ count: Int) -> [Int] {
      (0..<count).map { _ in Int.random(in: -12...12, using: &stream) }
    }
    switch Int.random(in: 0..<12, using: &stream) {
    case 0...2: return .fraction(fraction())
    case 3: return .fraction(Fraction(Int.random(in: -2_000_000...2_000_000, using: &stream)))
    case 4: return .surd(fraction(), .nonzero(&stream), squareFree(&stream))
    case 5: return .multipleOfPi(.nonzero(&stream))
    case 6: return .tuple((0..<Int.random(in: 2...4, using: &stream)).map { _ in fraction() })
    case 7:
      let items = Set((0..<Int.random(in: 2...4, using: &stream)).map { _ in fraction() })
      return items.count > 1 ? .set(items) : .fraction(fraction())
    case 8:
      let low = Int.random(in: -20...20, using: &stream)
      return .interval(
        Fraction(low), Fraction(low + Int.random(in: 1...20, using: &stream)),
        includesLower: Bool.random(using: &stream), includesUpper: Bool.random(using: &stream))
    case 9:
      var coefficients = integers(Int.random(in: 2...5, using: &stream))
      if coefficients[coefficients.count - 1] == 0 { coefficients[coefficients.count - 1] = 1 }
      return .polynomial(coefficients)
    case 10:
      let columns = Int.random(in: 1...3, using: &stream)
      return .matrix(
        integers(columns * Int.random(in: 2...3, using: &stream)), columns: columns)
    default:
      return .power(
        Int.random(in: 2...9, using: &stream), Int.random(in: 2...2000, using: &stream),
        Int.random(in: -5...5, using: &stream))
    }
  }

  /// Another value of the same kind: a number is one more or has the other sign, or entries or
  /// ends are exchanged.
  func mutated(_ stream: inout RandomStream) -> GeneratedAnswer {
    switch self {
    case .fraction(let value): return .fraction(value.mutated(&stream))
    case .surd(let a, let b, let c):
      switch Int.random(in: 0..<3, using: &stream) {
      case 0: return .surd(a.mutated(&stream), b, c)
      case 1:
        let other = b.mutated(&stream)
        return .surd(a, other.numerator == 0 ? Fraction(1000) : other, c)
      default: return .surd(a, b, c == 2 ? 3 : 2)
      }
    case .multipleOfPi(let value):
      let other = value.mutated(&stream)
      return .multipleOfPi(other.numerator == 0 ? Fraction(1000) : other)
    case .tuple(var items):
      let index = Int.random(in: 1..<items.count, using: &stream)
      if Bool.random(using: &stream), items[index] != items[index - 1] {
        items.swapAt(index, index - 1)
      } else {
        items[index] = items[index].mutated(&stream)
      }
      return .tuple(items)
    case .set(var items):
      let ordered = items.sorted { ($0.numerator, $0.denominator) < ($1.numerator, $1.denominator) }
      let item = ordered[Int.random(in: 0..<ordered.count, using: &stream)]
      items.remove(item)
      if Bool.random(using: &stream), items.count > 1 { return .set(items) }
      items.insert(item.mutated(&stream))
      return items.count == ordered.count ? .set(items) : .set(items.union([Fraction(1001, 2)]))
    case .interval(let low, let high, let lower, let upper):
      switch Int.random(in: 0..<3, using: &stream) {
      case 0: return .interval(low, high, includesLower: !lower, includesUpper: upper)
      case 1: return .interval(low, high, includesLower: lower, includesUpper: !upper)
      default:
        return .interval(
          low, Fraction(high.numerator + 1), includesLower: lower, includesUpper: upper)
      }
    case .polynomial(var coefficients):
      let index = Int.random(in: 0..<coefficients.count, using: &stream)
      coefficients[index] += index == coefficients.count - 1 && coefficients[index] == -1 ? 2 : 1
      return .polynomial(coefficients)
    case .matrix(var entries, let columns):
      entries[Int.random(in: 0..<entries.count, using: &stream)] += 1
      return .matrix(entries, columns: columns)
    case .power(let base, let exponent, let offset):
      return Bool.random(using: &stream)
        ? .power(base, exponent, offset + 1) : .power(base, exponent + 1, offset)
    }
  }

  private static func squareFree(_ stream: inout RandomStream) -> Int {
    [2, 3, 5, 6, 7, 10, 11, 13, 14, 15][Int.random(in: 0..<10, using: &stream)]
  }
}

extension Fraction {
  static func random(_ stream: inout RandomStream) -> Fraction {
    Fraction(
      Int.random(in: -40...40, using: &stream),
      Bool.random(using: &stream) ? 1 : Int.random(in: 2...12, using: &stream))
  }

  static func nonzero(_ stream: inout RandomStream) -> Fraction {
    let value = random(&stream)
    return value.numerator == 0 ? Fraction(1) : value
  }

  /// A fraction with another value.
  func mutated(_ stream: inout RandomStream) -> Fraction {
    if numerator != 0, Int.random(in: 0..<3, using: &stream) == 0 {
      return Fraction(-numerator, denominator)
    }
    return Fraction(numerator + (Bool.random(using: &stream) ? 1 : -1), denominator)
  }
}
