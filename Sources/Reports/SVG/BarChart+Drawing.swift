import Evaluation

extension BarChart {
  func draw(width: Double) -> Drawing {
    let isNarrow = width < 450
    let values = groups.flatMap { $0.bars.compactMap { $0 } }
    let ends = values.flatMap {
      [$0.value, $0.interval?.low ?? $0.value, $0.interval?.high ?? $0.value]
    }
    let range = domain ?? min(0, ends.min() ?? 0)...max(0, ends.max() ?? 1)
    let ticks =
      domain == nil
      ? Ticks(covering: range, about: isNarrow ? 4 : 5)
      : Ticks(inside: range, about: isNarrow ? 4 : 5)
    let low = min(range.lowerBound, ticks.values.first ?? range.lowerBound)
    let high = max(range.upperBound, ticks.values.last ?? range.upperBound)

    let labels = groups.map(\.label)
    let widest = labels.map(textWidth).max() ?? 0
    let labelWidth = isNarrow ? 0 : min(widest, width * 0.34)
    let valueWidth = (values.map { textWidth(format.text($0.value)) }.max() ?? 0) + 12
    let left = isNarrow ? 2 : labelWidth + 12
    let axis = Axis(low: low, high: high, start: left, end: width - valueWidth)

    let thickness = series.count == 1 ? 18.0 : 13.0
    let head = isNarrow ? 20.0 : 0
    let groupHeight = head + Double(series.count) * (thickness + 2) + 10
    let bottom = Double(groups.count) * groupHeight + 4
    var drawing = Drawing(width: width, height: bottom + 24)
    for tick in ticks.values {
      let x = axis.position(tick)
      drawing.line(x, 0, x, bottom, class: tick == 0 ? "axis" : "grid")
      drawing.text(
        format.tick(tick, step: ticks.step), x: x, y: bottom + 16,
        anchor: x < 14 ? .start : .middle, class: "tick")
    }
    for (index, group) in groups.enumerated() {
      let top = Double(index) * groupHeight + 4
      let middle = top + head + Double(series.count) * (thickness + 2) / 2
      if isNarrow {
        drawing.text(fitted(group.label, width), x: 0, y: top + 13)
      } else {
        drawing.text(
          fitted(group.label, labelWidth + 4), x: left - 10, y: middle + 3, anchor: .end)
      }
      for (series, bar) in group.bars.enumerated() {
        guard let bar else { continue }
        let y = top + head + Double(series) * (thickness + 2)
        draw(bar, series: series, y: y, thickness: thickness, axis, on: &drawing)
      }
    }
    return drawing
  }

  private func draw(
    _ bar: Bar, series: Int, y: Double, thickness: Double, _ axis: Axis, on drawing: inout Drawing
  ) {
    let zero = axis.clamped(0)
    let end = axis.clamped(bar.value)
    drawing.area(
      series: series, x: min(zero, end), y: y, width: abs(end - zero), height: thickness)
    let middle = y + thickness / 2
    var textStart = max(zero, end)
    if let interval = bar.interval {
      let from = axis.clamped(interval.low)
      let to = axis.clamped(interval.high)
      // A light line under the dark one keeps the whisker visible on the bar.
      for name in ["halo", "whisker"] {
        drawing.line(from, middle, to, middle, class: name)
        drawing.line(from, middle - 4, from, middle + 4, class: name)
        drawing.line(to, middle - 4, to, middle + 4, class: name)
      }
      textStart = max(textStart, to)
    }
    drawing.text(format.text(bar.value), x: textStart + 6, y: middle + 4, class: "value")
  }
}
