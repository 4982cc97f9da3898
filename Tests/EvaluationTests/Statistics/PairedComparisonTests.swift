import Corpus
import Testing

@testable import Evaluation

@Suite("Paired comparison") struct PairedComparisonTests {
  @Test(
    "McNemar's exact test agrees with SciPy's binomial test",
    arguments: [
      (0, 0, 1.0), (5, 1, 0.21875), (10, 10, 1.0), (12, 3, 0.03515625),
      (40, 71, 0.004195534185394861),
    ])
  func mcNemar(first: Int, second: Int, expected: Double) {
    #expect(abs(mcNemarExact(first, second) - expected) < 1e-12)
    #expect(mcNemarExact(first, second) == mcNemarExact(second, first))
  }

  @Test("The exact sign-flip test agrees with SciPy's permutation test")
  func exactFlips() throws {
    let first = [0.5, 0.25, 0.875, 0.625, 0.5, 0.375, 0.25, 0.875]
    let second = [0.25, 0.375, 0.375, 0.25, 0.5, 0.25, 0.5, 0.25]
    let comparison = try #require(PairedComparison(first: first, second: second))
    #expect(comparison.test == .exactSignFlip)
    #expect(comparison.pValue == 0.171875)
    #expect(comparison.difference.value == 0.1875)
    #expect((comparison.firstBetter, comparison.secondBetter, comparison.equal) == (5, 2, 1))
  }

  @Test("Values of 0 and 1 are tested by McNemar")
  func binary() throws {
    let first = [Double](repeating: 1, count: 15) + [0, 0, 0]
    let second = [Double](repeating: 1, count: 3) + [Double](repeating: 0, count: 12) + [1, 1, 1]
    let comparison = try #require(PairedComparison(first: first, second: second))
    #expect(comparison.test == .exactMcNemar)
    #expect(abs(comparison.pValue - 0.03515625) < 1e-12)
    #expect(comparison.difference.value == 0.5)
  }

  @Test("Sampled flips are near the exact ones and repeatable")
  func sampledFlips() {
    let differences = (0..<14).map { Double($0 % 5) / 8 - 0.125 }
    let exact = exactSignFlip(differences)
    let sampled = sampledSignFlip(differences, seed: 1, draws: 9999)
    #expect(abs(exact - sampled) < 0.01)
    #expect(sampled == sampledSignFlip(differences, seed: 1, draws: 9999))
    #expect(sampledSignFlip([Double](repeating: 1, count: 100), seed: 0, draws: 999) == 0.001)
  }

  @Test("Equal models differ by nothing, within what so few problems can show")
  func equalModels() throws {
    let comparison = try #require(PairedComparison(first: [1, 0, 1, 1], second: [1, 0, 1, 1]))
    #expect(comparison.pValue == 1)
    #expect(comparison.difference.value == 0)
    #expect(comparison.difference.interval.high == Interval.wilson(successes: 0, trials: 4).high)
    #expect(comparison.difference.interval.low == -comparison.difference.interval.high)
    #expect(PairedComparison(first: [], second: []) == nil)
  }

  @Test("Swapping the models changes the sign and nothing else")
  func antisymmetry() throws {
    var stream = RandomStream(seed: 5, "antisymmetry")
    let first = (0..<60).map { _ in Double(Int.random(in: 0...8, using: &stream)) / 8 }
    let second = (0..<60).map { _ in Double(Int.random(in: 0...8, using: &stream)) / 8 }
    let one = try #require(PairedComparison(first: first, second: second))
    let other = try #require(PairedComparison(first: second, second: first))
    #expect(one.test == .sampledSignFlip)
    #expect(one.pValue == other.pValue)
    #expect(one.difference.value == -other.difference.value)
    #expect(one.firstBetter == other.secondBetter)
  }
}
