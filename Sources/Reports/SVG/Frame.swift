import Glibc

/// One axis: values and where they stand.
struct Axis {
  let low: Double
  let high: Double
  let start: Double
  let end: Double
  var isLogarithmic = false

  func position(_ value: Double) -> Double {
    let share =
      isLogarithmic
      ? (log2(value) - log2(low)) / (log2(high) - log2(low)) : (value - low) / (high - low)
    return start + (end - start) * (share.isFinite ? share : 0.5)
  }

  /// A position that does not leave the plot.
  func clamped(_ value: Double) -> Double { position(min(high, max(low, value))) }
}

/// The plot area of a chart with two axes, and its furniture.
struct Frame {
  let x: Axis
  let y: Axis
  let xTicks: [(value: Double, text: String)]
  let yTicks: [(value: Double, text: String)]
  let xLabel: String
  let yLabel: String

  /// Grid lines, tick texts and the names of the axes; the vertical axis' name stands above it,
  /// where it can be read without turning one's head.
  func draw(on drawing: inout Drawing, verticalGrid: Bool = false) {
    let bottom = y.start
    for tick in yTicks {
      let position = y.position(tick.value)
      drawing.line(x.start, position, x.end, position, class: tick.value == y.low ? "axis" : "grid")
      drawing.text(tick.text, x: x.start - 8, y: position + 4, anchor: .end, class: "tick")
    }
    for tick in xTicks {
      let position = x.position(tick.value)
      drawing.line(
        position, verticalGrid ? y.end : bottom, position, bottom + 4,
        class: verticalGrid ? "grid" : "axis")
      drawing.text(tick.text, x: position, y: bottom + 18, anchor: .middle, class: "tick")
    }
    drawing.line(x.start, bottom, x.end, bottom, class: "axis")
    drawing.text(yLabel, x: 2, y: 13, class: "label")
    drawing.text(xLabel, x: x.end, y: bottom + 36, anchor: .end, class: "label")
  }

  /// How much room the texts of the vertical axis need.
  static func margin(for ticks: [(value: Double, text: String)]) -> Double {
    (ticks.map { textWidth($0.text) }.max() ?? 0) + 12
  }
}

/// The range that numbers span, widened where they are all equal.
func span(_ values: [Double]) -> ClosedRange<Double> {
  let finite = values.filter(\.isFinite)
  guard let low = finite.min(), let high = finite.max() else { return 0...1 }
  return low < high ? low...high : (low - 0.5)...(high + 0.5)
}
