extension TreeDiagram {
  /// One line for each node, indented by its depth and joined to its parent; the badge says what the
  /// rollouts came to, by sign and colour.
  func draw(width: Double) -> Drawing {
    let rows = rows
    let deepest = Double(rows.map(\.depth).max() ?? 0)
    let indent = min(22, max(8, width * 0.3 / max(deepest, 1)))
    let rowHeight = 24.0
    let counts = nodes.map { "\($0.correct)/\($0.trials)" }
    let countWidth = (counts.map(textWidth).max() ?? 0) + 10
    var drawing = Drawing(width: width, height: max(rowHeight, Double(rows.count) * rowHeight))
    var places: [Int: (x: Double, y: Double)] = [:]
    for (line, row) in rows.enumerated() {
      places[row.node] = (12 + Double(row.depth) * indent, (Double(line) + 0.5) * rowHeight)
    }
    for (index, node) in nodes.enumerated() {
      guard let parent = node.parent.flatMap({ places[$0] }), let place = places[index] else {
        continue
      }
      drawing.line(parent.x, parent.y, parent.x, place.y, class: "axis")
      drawing.line(parent.x, place.y, place.x, place.y, class: "axis")
    }
    for row in rows {
      guard let place = places[row.node] else { continue }
      let node = nodes[row.node]
      drawing.badge(node.mark, x: place.x, y: place.y)
      let start = place.x + 14
      drawing.text(
        counts[row.node], x: start + countWidth - 10, y: place.y + 4, anchor: .end, class: "value")
      drawing.text(
        fitted(node.text, width - start - countWidth), x: start + countWidth, y: place.y + 4)
    }
    return drawing
  }
}
