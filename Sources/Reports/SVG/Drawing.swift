/// A vector drawing in units of which text is 12 high.
struct Drawing {
  /// Which end of a text stands at its position.
  enum Anchor: String {
    case start
    case middle
    case end
  }

  let width: Double
  let height: Double
  private(set) var markup = Markup()

  init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }

  mutating func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double, class name: String) {
    markup.empty(
      "line",
      ["class": name, "x1": number(x1), "y1": number(y1), "x2": number(x2), "y2": number(y2)])
  }

  mutating func rectangle(
    x: Double, y: Double, width: Double, height: Double, radius: Double = 0, class name: String
  ) {
    guard width > 0, height > 0 else { return }
    if radius > 0 {
      markup.empty(
        "rect",
        [
          "class": name, "x": number(x), "y": number(y), "width": number(width),
          "height": number(height), "rx": number(min(radius, width / 2)),
        ])
    } else {
      markup.empty(
        "rect",
        [
          "class": name, "x": number(x), "y": number(y), "width": number(width),
          "height": number(height),
        ])
    }
  }

  mutating func text(
    _ text: String, x: Double, y: Double, anchor: Anchor = .start, class name: String = ""
  ) {
    markup.element(
      "text", ["class": name, "x": number(x), "y": number(y), "text-anchor": anchor.rawValue],
      text: text)
  }

  mutating func polyline(_ points: [(x: Double, y: Double)], class name: String) {
    markup.empty("polyline", ["class": name, "points": list(points)])
  }

  mutating func polygon(_ points: [(x: Double, y: Double)], class name: String) {
    markup.empty("polygon", ["class": name, "points": list(points)])
  }

  /// A sign of a series: its shape says which one, as its colour does.
  mutating func sign(series: Int, x: Double, y: Double, radius: Double = 4) {
    let name = "fill \(seriesClass(series))"
    switch series % 4 {
    case 0:
      markup.empty(
        "circle", ["class": name, "cx": number(x), "cy": number(y), "r": number(radius)])
    case 1:
      let half = radius * 0.9
      rectangle(x: x - half, y: y - half, width: 2 * half, height: 2 * half, class: name)
    case 2:
      let r = radius * 1.2
      polygon([(x, y - r), (x + r, y + r * 0.8), (x - r, y + r * 0.8)], class: name)
    default:
      let r = radius * 1.25
      polygon([(x, y - r), (x + r, y), (x, y + r), (x - r, y)], class: name)
    }
  }

  /// What a step is said to be, as in a marked solution: a coloured disc with the sign.
  mutating func badge(_ mark: MarkedSolution.Mark, x: Double, y: Double, radius: Double = 8) {
    markup.empty(
      "circle",
      ["class": "mark \(mark.rawValue)", "cx": number(x), "cy": number(y), "r": number(radius)])
    text(mark.symbol, x: x, y: y + 4, anchor: .middle, class: "on-fill")
  }

  /// A filled area of a series: colour, and a hatch over it from the second series on.
  mutating func area(series: Int, x: Double, y: Double, width: Double, height: Double) {
    rectangle(x: x, y: y, width: width, height: height, class: "fill \(seriesClass(series))")
    if series % 6 > 0 {
      rectangle(x: x, y: y, width: width, height: height, class: "hatch\(series % 6)")
    }
  }

  private func list(_ points: [(x: Double, y: Double)]) -> String {
    points.map { "\(number($0.x)),\(number($0.y))" }.joined(separator: " ")
  }
}

/// The class of a series' colour; six colours, then they repeat.
func seriesClass(_ series: Int) -> String { "s\(series % 6 + 1)" }

/// A coordinate with at most one decimal.
func number(_ value: Double) -> String {
  let tenths = Int((value * 10).rounded())
  return tenths % 10 == 0
    ? "\(tenths / 10)" : "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10)"
}

/// About how wide a text of the chart's size is.
func textWidth(_ text: String) -> Double {
  text.reduce(0) { width, character in
    switch character {
    case "i", "j", "l", "t", "f", "r", "I", ".", ",", ":", "'", "|", " ", "(", ")": width + 4.4
    case "m", "w", "M", "W", "@", "%": width + 11
    case "A"..."Z": width + 8.6
    case "\0"..."~": width + 7.3
    case "\u{2e80}"...: width + 12
    default: width + 8
    }
  }
}

/// `text` cut to about `width` units.
func fitted(_ text: String, _ width: Double) -> String {
  let line = text.replacing("\n", with: " ")
  guard textWidth(line) > width else { return line }
  var result = ""
  for character in line {
    guard textWidth(result) + textWidth(String(character)) + 8 <= width else { break }
    result.append(character)
  }
  return result + "…"
}
