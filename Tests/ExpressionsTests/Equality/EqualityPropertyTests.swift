import Foundation
import Testing

@testable import Expressions

/// What must hold for every expression, tried on random ones and checked by machine arithmetic.
struct EqualityPropertyTests {
  /// A random expression in prefix form, its value, and rewritings that keep or change it.
  private struct Sample {
    var text: String
    var shuffled: String
    var value: @Sendable (Double, Double) -> Double
  }

  private struct Generator {
    var state: UInt64

    mutating func next(_ bound: Int) -> Int {
      state &+= 0x9e37_79b9_7f4a_7c15
      return Int(FieldElement.mix(state) % UInt64(bound))
    }

    mutating func sample(_ depth: Int) -> Sample {
      if depth == 0 || next(6) == 0 {
        switch next(3) {
        case 0: return Sample(text: "x", shuffled: "x") { x, _ in x }
        case 1: return Sample(text: "y", shuffled: "y") { _, y in y }
        default:
          let n = next(7) - 3
          // The same number, written differently.
          return Sample(text: "\(n)", shuffled: "(+ \(n + 2) -2)") { _, _ in Double(n) }
        }
      }
      let a = sample(depth - 1)
      let b = sample(depth - 1)
      let (f, g) = (a.value, b.value)
      switch next(6) {
      case 0:
        return Sample(
          text: "(+ \(a.text) \(b.text))", shuffled: "(+ \(b.shuffled) \(a.shuffled))"
        ) { f($0, $1) + g($0, $1) }
      case 1:
        return Sample(
          text: "(* \(a.text) \(b.text))", shuffled: "(* \(b.shuffled) \(a.shuffled))"
        ) { f($0, $1) * g($0, $1) }
      case 2:
        return Sample(
          text: "(+ \(a.text) (- \(b.text)))", shuffled: "(- (+ \(b.shuffled) (- \(a.shuffled))))"
        ) { f($0, $1) - g($0, $1) }
      case 3:
        return Sample(
          text: "(/ \(a.text) (+ 2 (^ \(b.text) 2)))",
          shuffled: "(* \(a.shuffled) (^ (+ (* \(b.shuffled) \(b.shuffled)) 2) -1))"
        ) { f($0, $1) / (2 + g($0, $1) * g($0, $1)) }
      case 4:
        return Sample(
          text: "(^ (+ \(a.text) \(b.text)) 2)",
          shuffled:
            "(+ (^ \(a.shuffled) 2) (* 2 \(a.shuffled) \(b.shuffled)) (^ \(b.shuffled) 2))"
        ) { (f($0, $1) + g($0, $1)) * (f($0, $1) + g($0, $1)) }
      default:
        return Sample(
          text: "(sqrt (+ 1 (^ \(a.text) 2)))",
          shuffled: "(^ (+ (* \(a.shuffled) \(a.shuffled)) 1) (/ 1 2))"
        ) { (1 + f($0, $1) * f($0, $1)).squareRoot() }
      }
    }
  }

  private static let samples: [Sample] = {
    var generator = Generator(state: 7)
    return (0..<300).map { generator.sample(1 + $0 % 3) }
  }()

  @Test func rewritingsAreEqualAndComparingIsSymmetric() {
    for sample in Self.samples {
      #expect(compare(sample.text, sample.text).isEqual, "\(sample.text)")
      #expect(compare(sample.text, sample.shuffled).isEqual, "\(sample.text) \(sample.shuffled)")
      #expect(compare(sample.shuffled, sample.text).isEqual, "\(sample.text) \(sample.shuffled)")
    }
  }

  @Test func aTinyChangeMakesADifference() {
    for sample in Self.samples {
      let changed = "(+ \(sample.shuffled) (/ 1 1000000000000))"
      #expect(!compare(sample.text, changed).isEqual, "\(sample.text)")
      #expect(!compare(changed, sample.text).isEqual, "\(sample.text)")
    }
  }

  @Test func keysOfRewritingsAgree() {
    let comparer = ExpressionComparer()
    for sample in Self.samples {
      let key = comparer.canonicalKey(of: TreeBuilder.tree(sample.text))
      #expect(key == comparer.canonicalKey(of: TreeBuilder.tree(sample.shuffled)), "\(sample.text)")
    }
  }

  @Test func machineArithmeticAgreesOnEveryPair() {
    let points = [(0.37, 1.91), (-1.23, 0.77), (2.71, -0.59), (-0.81, -1.47)]
    let few = Self.samples.prefix(90)
    for (place, a) in few.enumerated() {
      for b in few.dropFirst(place) {
        let isEqual = points.allSatisfy { x, y in
          let (left, right) = (a.value(x, y), b.value(x, y))
          return abs(left - right) <= 1e-9 * max(1, abs(left))
        }
        #expect(compare(a.text, b.text).isEqual == isEqual, "\(a.text) \(b.text)")
      }
    }
  }

  @Test func budgetsEndComparisons() {
    var limits = ExpressionLimits()
    limits.steps = 50
    let long = "(+ \((1...100).map { "(^ x \($0))" }.joined(separator: " ")))"
    #expect(compare(long, "(sin x)", limits: limits) == .undecided(.stepLimit))
    #expect(
      compare("(sum (/ 1 k) k 1 1000000000)", "(sum (/ 1 k) k 1 999999999)")
        == .undecided(.stepLimit))
  }
}
