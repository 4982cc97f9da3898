import Corpus
import Evaluation
import Testing

@testable import Reports

@Suite("Axes") struct ScaleTests {
  @Test(
    "Ticks are round and cover the range",
    arguments: [
      (0.0, 0.93, [0, 0.2, 0.4, 0.6, 0.8, 1]), (0, 61_440, [0, 20_000, 40_000, 60_000, 80_000]),
      (-0.3, 0.4, [-0.4, -0.2, 0, 0.2, 0.4]), (5, 5, [5, 6]),
    ])
  func covering(low: Double, high: Double, expected: [Double]) {
    let ticks = Ticks(covering: low...high, about: 5).values
    #expect(ticks.count == expected.count)
    for (tick, value) in zip(ticks, expected) { #expect(abs(tick - value) < 1e-9 * max(1, value)) }
  }

  @Test("Ticks inside a range never leave it")
  func inside() {
    #expect(Ticks(inside: 3...19, about: 8).values == [4, 6, 8, 10, 12, 14, 16, 18])
    #expect(Ticks(inside: 0...1, about: 5).values.count == 6)
  }

  @Test("A doubling is a constant distance on a logarithmic axis")
  func logarithmic() {
    let axis = Axis(low: 1, high: 64, start: 0, end: 600, isLogarithmic: true)
    #expect([1, 2, 8, 64].map { axis.position($0) } == [0, 100, 300, 600])
    #expect(axis.clamped(1000) == 600)
  }

  @Test("Names of curves that end close together are moved apart, inside the plot")
  func spreading() {
    #expect(spread([10, 12, 50], gap: 15, within: 0...100) == [10, 25, 50])
    #expect(spread([95, 97, 99], gap: 15, within: 0...100) == [70, 85, 100])
    #expect(spread([], gap: 15, within: 0...100) == [])
  }

  @Test(
    "Numbers are written without a locale",
    arguments: [
      (ValueFormat.count, 12_345.4, "12,345"), (.decimal(2), -0.004, "0.00"),
      (.decimal(2), -1.5, "−1.50"), (.percent(1), 0.8341, "83.4%"), (.count, .nan, "–"),
      (.decimal(1), 1234.56, "1,234.6"),
    ])
  func formats(format: ValueFormat, value: Double, text: String) {
    #expect(format.text(value) == text)
  }

  @Test("Ticks have as many decimals as their distance needs")
  func tickTexts() {
    #expect(ValueFormat.percent(1).tick(0.2, step: 0.2) == "20%")
    #expect(ValueFormat.percent(1).tick(0.025, step: 0.025) == "2.5%")
    #expect(ValueFormat.decimal(2).tick(0.5, step: 0.25) == "0.50")
    #expect(ValueFormat.percent(1).text(Interval(low: 0.7123, high: 0.804)) == "71.2–80.4%")
  }

  @Test("A histogram counts every finite value once")
  func histogram() {
    let values = [0, 0.5, 1, 1, 2.5, 10, .infinity, .nan]
    let histogram = Histogram("h", values: values, ranges: 5, xLabel: "x")
    #expect(histogram.counts.reduce(0, +) == 6)
    #expect(histogram.edges.first == 0 && histogram.edges.last == 10)
  }

  @Test("A label becomes a step with its sign and counts")
  func labels() {
    let label = Label(
      step: 0, value: .negative, method: "math-shepherd",
      counts: RolloutCounts(correct: 1, incorrect: 6, unanswered: 1, undetermined: 2),
      interval: 0.1...0.4)
    let step = MarkedSolution.Step("s", label: label, truth: .positive)
    #expect(step.mark == .negative && step.truth == .positive)
    #expect(step.counts == "1/8")
    #expect(step.interval == Interval(low: 0.1, high: 0.4))
    #expect(MarkedSolution.Step("s", label: nil).mark == .none)
  }
}
