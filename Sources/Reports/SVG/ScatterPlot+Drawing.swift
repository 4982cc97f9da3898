import Evaluation

extension ScatterPlot {
  func draw(width: Double) -> Drawing {
    let isNarrow = width < 450
    let points = series.flatMap(\.points)
    let yValues = points.flatMap { [$0.y, $0.interval?.low ?? $0.y, $0.interval?.high ?? $0.y] }
    let isSquare = diagonal != nil
    let common = isSquare ? span(yValues + points.map(\.x)) : nil
    let xTicks = ticks(common ?? span(points.map(\.x)))
    let yTicks = ticks(common ?? span(yValues))
    let xTexts = xTicks.values.map { (value: $0, text: format.tick($0, step: xTicks.step)) }
    let yTexts = yTicks.values.map { (value: $0, text: format.tick($0, step: yTicks.step)) }
    let left = Frame.margin(for: yTexts) + 8
    let height = isNarrow ? (isSquare ? width : 280) : (isSquare ? 400 : 340)
    let plotHeight = height - 76
    let right = isSquare ? min(width - 14, left + plotHeight * 1.15) : width - 14
    let frame = Frame(
      x: axis(xTicks, start: left, end: right), y: axis(yTicks, start: height - 46, end: 30),
      xTicks: xTexts, yTicks: yTexts, xLabel: xLabel, yLabel: yLabel)
    var drawing = Drawing(width: width, height: height)
    frame.draw(on: &drawing, verticalGrid: true)
    if let diagonal { drawDiagonal(diagonal, frame, on: &drawing) }
    let heaviest = points.compactMap(\.weight).max() ?? 1
    for (index, series) in series.enumerated() {
      for point in series.points { draw(point, index, heaviest, frame, on: &drawing) }
    }
    return drawing
  }

  private func ticks(_ range: ClosedRange<Double>) -> Ticks {
    domain.map { Ticks(inside: $0, about: 5) } ?? Ticks(covering: range, about: 5)
  }

  private func axis(_ ticks: Ticks, start: Double, end: Double) -> Axis {
    Axis(
      low: domain?.lowerBound ?? ticks.values.first ?? 0,
      high: domain?.upperBound ?? ticks.values.last ?? 1, start: start, end: end)
  }

  private func drawDiagonal(_ name: String, _ frame: Frame, on drawing: inout Drawing) {
    let low = max(frame.x.low, frame.y.low)
    let high = min(frame.x.high, frame.y.high)
    drawing.line(
      frame.x.position(low), frame.y.position(low), frame.x.position(high), frame.y.position(high),
      class: "reference")
    drawing.text(
      name, x: frame.x.position(high) - 6, y: frame.y.position(low) - 8, anchor: .end,
      class: "tick")
    let swatch = frame.x.position(high) - 12 - textWidth(name)
    drawing.line(
      swatch - 24, frame.y.position(low) - 12, swatch, frame.y.position(low) - 12,
      class: "reference")
  }

  private func draw(
    _ point: Point, _ index: Int, _ heaviest: Double, _ frame: Frame, on drawing: inout Drawing
  ) {
    // Series stand a little apart so that their intervals do not hide each other.
    let shift = (Double(index) - Double(series.count - 1) / 2) * 3
    let x = frame.x.clamped(point.x) + shift
    let y = frame.y.clamped(point.y)
    if let interval = point.interval {
      drawing.line(
        x, frame.y.clamped(interval.low), x, frame.y.clamped(interval.high),
        class: "stem \(seriesClass(index))")
    }
    let radius = point.weight.map { 2.5 + 6 * (max(0, $0) / heaviest).squareRoot() } ?? 4
    drawing.sign(series: index, x: x, y: y, radius: radius)
    if let label = point.label {
      let isRight = x > (frame.x.start + frame.x.end) * 0.6
      drawing.text(
        fitted(label, 120), x: isRight ? x - radius - 4 : x + radius + 4, y: y + 4,
        anchor: isRight ? .end : .start, class: "tick")
    }
  }
}
