/// Numbers as people read them, the same in every locale.
public enum Quantity {
  /// A whole number in groups of three: `12,345`.
  public static func grouped(_ number: Int) -> String {
    let digits = Array(String(number.magnitude))
    var text = number < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "," }
      text.append(digit)
    }
    return text
  }

  /// A number with a fixed count of decimals (at most 9), halves rounded away from zero.
  public static func fixed(_ number: Double, decimals: Int) -> String {
    guard number.isFinite else { return number.isNaN ? "–" : number < 0 ? "-∞" : "∞" }
    let decimals = min(9, max(0, decimals))
    let scale = (0..<decimals).reduce(1.0) { product, _ in product * 10 }
    let scaled = (number.magnitude * scale).rounded()
    guard scaled < 0x1p53 else { return "\(number)" }
    let whole = Int(scaled)
    let sign = number < 0 && whole > 0 ? "-" : ""
    guard decimals > 0 else { return sign + String(whole) }
    let fraction = String(whole % Int(scale))
    let zeros = String(repeating: "0", count: decimals - fraction.count)
    return "\(sign)\(whole / Int(scale)).\(zeros)\(fraction)"
  }

  /// A count in a few characters: `950`, `1.2 k`, `1.2 M`, `3.4 G`.
  public static func compact(_ number: Double) -> String {
    scaled(number, units: ["", "k", "M", "G", "T", "P"])
  }

  /// A count in a few characters.
  public static func compact(_ number: Int) -> String { compact(Double(number)) }

  /// A number of bytes in decimal units: `3.4 kB`.
  public static func bytes(_ count: Int) -> String {
    scaled(Double(count), units: ["B", "kB", "MB", "GB", "TB", "PB"])
  }

  /// A duration with its two largest units: `0.42 s`, `12 s`, `2m 05s`, `3h 07m`, `2d 04h`.
  public static func duration(seconds: Double) -> String {
    guard seconds.isFinite, seconds >= 0 else { return "–" }
    if seconds < 0.9995 {
      return seconds < 0.0005 ? "0 ms" : "\(Int((seconds * 1000).rounded())) ms"
    }
    if seconds < 9.95 { return fixed(seconds, decimals: 1) + " s" }
    guard seconds < 1e15 else { return "–" }
    let whole = Int(seconds.rounded())
    switch whole {
    case ..<60: return "\(whole) s"
    case ..<3600: return "\(whole / 60)m \(padded(whole % 60))s"
    case ..<86_400: return "\(whole / 3600)h \(padded(whole / 60 % 60))m"
    default: return "\(whole / 86_400)d \(padded(whole / 3600 % 24))h"
    }
  }

  /// A duration.
  public static func duration(_ duration: Duration) -> String {
    self.duration(seconds: duration / .seconds(1))
  }

  /// A proportion as a percentage: `83.4%`.
  public static func percent(_ proportion: Double, decimals: Int = 1) -> String {
    fixed(proportion * 100, decimals: decimals) + "%"
  }

  private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private static func scaled(_ number: Double, units: [String]) -> String {
    guard number.isFinite else { return fixed(number, decimals: 0) }
    var value = number
    var unit = 0
    // 999.95 k would print as 1000.0 k: go to the next unit as soon as the rounded text would.
    while value.magnitude >= (unit == 0 ? 999.5 : 999.95), unit + 1 < units.count {
      value /= 1000
      unit += 1
    }
    let isWhole = unit == 0 && value == value.rounded()
    let text = fixed(value, decimals: isWhole ? 0 : 1)
    return units[unit].isEmpty ? text : "\(text) \(units[unit])"
  }
}
