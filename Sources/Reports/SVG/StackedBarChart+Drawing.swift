extension StackedBarChart {
  func draw(width: Double) -> Drawing {
    let isNarrow = width < 450
    let totals = bars.map { format.text($0.total) }
    let labelWidth = isNarrow ? 0 : min(bars.map { textWidth($0.label) }.max() ?? 0, width * 0.34)
    let left = isNarrow ? 0 : labelWidth + 12
    let right = width - (totals.map(textWidth).max() ?? 0) - 10
    let largest = bars.map(\.total).max() ?? 0
    let head = isNarrow ? 20.0 : 0
    let rowHeight = head + 34
    var drawing = Drawing(width: width, height: Double(bars.count) * rowHeight + 4)
    for (index, bar) in bars.enumerated() {
      let top = Double(index) * rowHeight + head + 2
      if isNarrow {
        drawing.text(fitted(bar.label, width), x: 0, y: top - 6)
      } else {
        drawing.text(fitted(bar.label, labelWidth + 4), x: left - 10, y: top + 16, anchor: .end)
      }
      let full = isNormalised ? bar.total : largest
      let scale = full > 0 ? (right - left) / full : 0
      var x = left
      for (part, value) in bar.values.enumerated() where value > 0 {
        let length = value * scale
        drawing.area(series: part, x: x, y: top, width: max(0.5, length - 1.5), height: 24)
        let text = format.text(value)
        if length > textWidth(text) + 6 {
          let padding = textWidth(text) + 4
          // Hatches would run through the digits.
          drawing.rectangle(
            x: x + length / 2 - padding / 2 - 0.75, y: top + 4, width: padding, height: 16,
            radius: 3,
            class: "fill \(seriesClass(part))")
          drawing.text(
            text, x: x + length / 2 - 0.75, y: top + 16, anchor: .middle, class: "on-fill")
        }
        x += length
      }
      drawing.text(totals[index], x: max(left, x) + 6, y: top + 16, class: "value")
    }
    return drawing
  }
}
