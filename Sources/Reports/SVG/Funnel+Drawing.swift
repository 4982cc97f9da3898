extension Funnel {
  func draw(width: Double) -> Drawing {
    let isNarrow = width < 450
    let largest = Double(max(1, stages.map(\.count).max() ?? 1))
    let labelWidth = isNarrow ? 0 : min(stages.map { textWidth($0.label) }.max() ?? 0, width * 0.34)
    let left = isNarrow ? 0 : labelWidth + 12
    let countWidth =
      (stages.map { textWidth(ValueFormat.count.text(Double($0.count))) }.max() ?? 0) + 12
    let full = width - left - countWidth
    let remarks = stages.indices.map { self.remarks($0, width: width - left) }
    let lines = Double(remarks.map(\.count).max() ?? 0)
    let rowHeight = (isNarrow ? 44 : 34) + lines * 14
    var drawing = Drawing(width: width, height: Double(stages.count) * rowHeight)
    for (index, stage) in stages.enumerated() {
      let top = Double(index) * rowHeight + (isNarrow ? 20 : 4)
      let length = full * Double(stage.count) / largest
      if isNarrow {
        drawing.text(fitted(stage.label, width), x: 0, y: top - 6)
      } else {
        drawing.text(fitted(stage.label, labelWidth + 4), x: left - 10, y: top + 14, anchor: .end)
      }
      if index > 0 {
        // What the stage took away, as an outline.
        let before = full * Double(stages[index - 1].count) / largest
        drawing.rectangle(
          x: left + length, y: top, width: before - length, height: 20, class: "lost")
      }
      drawing.rectangle(x: left, y: top, width: max(1, length), height: 20, class: "fill s1")
      let before = index > 0 ? full * Double(stages[index - 1].count) / largest : length
      drawing.text(
        ValueFormat.count.text(Double(stage.count)), x: left + max(length, before) + 6, y: top + 14,
        class: "value")
      for (line, text) in remarks[index].enumerated() {
        drawing.text(
          fitted(text, width - left), x: left, y: top + 34 + Double(line) * 14, class: "tick")
      }
    }
    return drawing
  }

  /// What a stage changed and why: on one line where there is room for both.
  private func remarks(_ index: Int, width: Double) -> [String] {
    let stage = stages[index]
    guard let kept = kept(index) else { return stage.note.map { [$0] } ?? [] }
    let lost = stages[index - 1].count - stage.count
    let change =
      lost > 0 ? "keeps \(kept), drops \(ValueFormat.count.text(Double(lost)))" : "keeps \(kept)"
    guard let note = stage.note else { return [change] }
    let whole = "\(change): \(note)"
    return textWidth(whole) > width ? [change, note] : [whole]
  }
}
