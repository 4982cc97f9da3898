import Evaluation

/// How a number is written, the same in every locale.
public enum ValueFormat: Hashable, Sendable {
  /// A whole number in groups of three.
  case count
  /// A number with this many decimals.
  case decimal(Int)
  /// A proportion as a percentage with this many decimals.
  case percent(Int)

  /// The number as text; `–` where it is not finite.
  public func text(_ value: Double) -> String {
    guard value.isFinite else { return "–" }
    switch self {
    case .count: return Self.fixed(value, 0)
    case .decimal(let places): return Self.fixed(value, places)
    case .percent(let places): return Self.fixed(value * 100, places) + "%"
    }
  }

  /// An interval as text, its unit once: `71.2–80.4%`.
  public func text(_ interval: Interval) -> String {
    guard case .percent(let places) = self else {
      return "\(text(interval.low))–\(text(interval.high))"
    }
    return "\(Self.fixed(interval.low * 100, places))–\(text(interval.high))"
  }

  /// The text of a tick: no more decimals than ticks `step` apart need.
  func tick(_ value: Double, step: Double) -> String {
    var places = 0
    var scaled = (self.isPercent ? 100 : 1) * step
    while places < 6, abs(scaled - scaled.rounded()) > 1e-6 * scaled {
      places += 1
      scaled *= 10
    }
    return isPercent ? Self.fixed(value * 100, places) + "%" : Self.fixed(value, places)
  }

  private var isPercent: Bool { if case .percent = self { true } else { false } }

  private static func fixed(_ value: Double, _ places: Int) -> String {
    let places = min(9, max(0, places))
    let scale = (0..<places).reduce(1.0) { product, _ in product * 10 }
    let scaled = (abs(value) * scale).rounded()
    guard scaled < 0x1p53 else { return "\(value)" }
    let number = Int(scaled)
    let digits = Array(String(number / Int(scale)))
    var text = value < 0 && number > 0 ? "−" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    guard places > 0 else { return text }
    let fraction = String(number % Int(scale))
    return text + "." + String(repeating: "0", count: places - fraction.count) + fraction
  }
}
