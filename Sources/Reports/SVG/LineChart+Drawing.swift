import Evaluation
import Glibc

extension LineChart {
  func draw(width: Double) -> Drawing {
    let isNarrow = width < 450
    let height = isNarrow ? 270.0 : 340.0
    let points = series.flatMap(\.points)
    let yTicks = verticalTicks(points)
    let yTexts = yTicks.values.map { (value: $0, text: yFormat.tick($0, step: yTicks.step)) }
    let xRange = span(points.map(\.x))
    let names = isNarrow || legend?.isDirectWhenWide != true ? [] : series.map(\.name)
    let room = names.map(textWidth).max() ?? 0
    let left = Frame.margin(for: yTexts)
    let right = names.isEmpty ? width - 14 : width - room - 18
    let frame = Frame(
      x: Axis(
        low: isLogarithmic ? max(xRange.lowerBound, .leastNormalMagnitude) : xRange.lowerBound,
        high: xRange.upperBound, start: left + 8, end: right, isLogarithmic: isLogarithmic),
      y: Axis(
        low: yDomain?.lowerBound ?? yTicks.values.first ?? 0,
        high: yDomain?.upperBound ?? yTicks.values.last ?? 1, start: height - 46, end: 30),
      xTicks: horizontalTicks(xRange, about: isNarrow ? 5 : 8), yTicks: yTexts, xLabel: xLabel,
      yLabel: yLabel)
    var drawing = Drawing(width: width, height: height)
    frame.draw(on: &drawing)
    for (index, curve) in series.enumerated() { drawBand(curve, index, frame, on: &drawing) }
    for (index, curve) in series.enumerated() { drawCurve(curve, index, frame, on: &drawing) }
    if !names.isEmpty { nameCurves(frame, room: room, on: &drawing) }
    return drawing
  }

  private func verticalTicks(_ points: [Point]) -> Ticks {
    if let yDomain { return Ticks(inside: yDomain, about: 5) }
    let range = span(
      points.flatMap { [$0.y, $0.interval?.low ?? $0.y, $0.interval?.high ?? $0.y] })
    // An axis that nearly reaches 0 might as well start there.
    let low =
      range.lowerBound > 0 && range.lowerBound < range.upperBound * 0.35 ? 0 : range.lowerBound
    return Ticks(covering: low...range.upperBound, about: 5)
  }

  private func horizontalTicks(
    _ range: ClosedRange<Double>, about count: Int
  ) -> [(value: Double, text: String)] {
    guard isLogarithmic else {
      let ticks = Ticks(inside: range, about: count)
      return ticks.values.map { ($0, xFormat.tick($0, step: ticks.step)) }
    }
    let first = Int(log2(range.lowerBound).rounded(.up))
    let last = Int(log2(range.upperBound).rounded(.down))
    guard first <= last else { return [(range.lowerBound, xFormat.text(range.lowerBound))] }
    let stride = max(1, (last - first) / count + ((last - first) % count > 0 ? 1 : 0))
    return Swift.stride(from: first, through: last, by: stride).map { exponent in
      let value = exp2(Double(exponent))
      return (value, xFormat.text(value))
    }
  }

  private func drawBand(_ curve: Series, _ index: Int, _ frame: Frame, on drawing: inout Drawing) {
    let banded = curve.points.compactMap { point in
      point.interval.map { (x: frame.x.position(point.x), interval: $0) }
    }
    guard banded.count > 1 else { return }
    let upper = banded.map { (x: $0.x, y: frame.y.clamped($0.interval.high)) }
    let lower = banded.reversed().map { (x: $0.x, y: frame.y.clamped($0.interval.low)) }
    drawing.polygon(upper + lower, class: "band \(seriesClass(index))")
  }

  private func drawCurve(_ curve: Series, _ index: Int, _ frame: Frame, on drawing: inout Drawing) {
    let points = curve.points.map { (x: frame.x.position($0.x), y: frame.y.clamped($0.y)) }
    drawing.polyline(points, class: "curve \(seriesClass(index)) dash\(index % 4)")
    // Signs on a dense curve would hide it: at most about a dozen.
    let stride = max(1, points.count / 12)
    for (position, point) in points.enumerated()
    where position % stride == 0 || position == points.count - 1 {
      drawing.sign(series: index, x: point.x, y: point.y, radius: 3.5)
    }
  }

  private func nameCurves(_ frame: Frame, room: Double, on drawing: inout Drawing) {
    let ends = series.enumerated().compactMap { index, curve in
      curve.points.last.map { (index: index, y: frame.y.clamped($0.y), x: frame.x.position($0.x)) }
    }.sorted { $0.y < $1.y }
    let places = spread(ends.map(\.y), gap: 15, within: frame.y.end...frame.y.start)
    for (end, place) in zip(ends, places) {
      if abs(place - end.y) > 2 || end.x < frame.x.end - 1 {
        drawing.line(end.x + 5, end.y, frame.x.end + 10, place, class: "leader")
      }
      drawing.text(
        fitted(series[end.index].name, room + 4), x: frame.x.end + 13, y: place + 4,
        class: "name \(seriesClass(end.index))")
    }
  }
}

/// Ascending positions moved as little as needed to be `gap` apart within a range.
func spread(_ positions: [Double], gap: Double, within range: ClosedRange<Double>) -> [Double] {
  var result = positions
  for index in result.indices.dropFirst() {
    result[index] = max(result[index], result[index - 1] + gap)
  }
  guard let last = result.last, last > range.upperBound else { return result }
  result[result.count - 1] = range.upperBound
  for index in result.indices.dropLast().reversed() {
    result[index] = min(result[index], result[index + 1] - gap)
  }
  return result
}
