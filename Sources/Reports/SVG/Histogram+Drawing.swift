extension Histogram {
  func draw(width: Double) -> Drawing {
    let isNarrow = width < 450
    let height = isNarrow ? 230.0 : 260.0
    let yTicks = Ticks(covering: 0...Double(max(1, counts.max() ?? 1)), about: 4)
    let whole = yTicks.values.filter { $0 == $0.rounded() }
    let yTexts = whole.map { (value: $0, text: ValueFormat.count.text($0)) }
    let low = edges.first ?? 0
    let high = edges.last ?? 1
    let xTicks = Ticks(inside: low...high, about: isNarrow ? 4 : 8)
    let frame = Frame(
      x: Axis(low: low, high: high, start: Frame.margin(for: yTexts), end: width - 14),
      y: Axis(low: 0, high: yTicks.values.last ?? 1, start: height - 46, end: 34),
      xTicks: xTicks.values.map { ($0, format.tick($0, step: xTicks.step)) }, yTicks: yTexts,
      xLabel: xLabel, yLabel: "Count")
    var drawing = Drawing(width: width, height: height)
    frame.draw(on: &drawing)
    for (index, count) in counts.enumerated() where count > 0 {
      let left = frame.x.position(edges[index])
      let right = frame.x.position(edges[index + 1])
      let top = frame.y.position(Double(count))
      drawing.rectangle(
        x: left + 0.5, y: top, width: max(0.5, right - left - 1), height: frame.y.start - top,
        class: "fill s1")
    }
    if let marker { draw(marker, frame, on: &drawing) }
    return drawing
  }

  private func draw(_ marker: Marker, _ frame: Frame, on drawing: inout Drawing) {
    let x = frame.x.clamped(marker.value)
    drawing.line(x, frame.y.end - 8, x, frame.y.start, class: "marker")
    let isRight = x > (frame.x.start + frame.x.end) / 2
    drawing.text(
      "\(marker.label) \(format.text(marker.value))", x: isRight ? x - 6 : x + 6,
      y: frame.y.end, anchor: isRight ? .end : .start, class: "value")
  }
}
