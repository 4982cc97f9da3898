/// How far a run is at one moment.
struct ProgressSnapshot: Sendable {
  var label: String
  var done: Int
  var total: Int?
  var elapsed = 0.0
  /// Units a second.
  var rate: Double?
  var extra = ""

  /// The line, shorter than `width`: what matters least is left out first.
  func line(width: Int, isLast: Bool) -> String {
    var parts = [printable(label)]
    if let total, total > 0 {
      let share = min(1, max(0, Double(done) / Double(total)))
      if !isLast, width >= 70 { parts.append(bar(share)) }
      parts.append("\(Quantity.grouped(done))/\(Quantity.grouped(total))")
      if !isLast { parts.append(Quantity.percent(share, decimals: 0)) }
    } else {
      parts.append(Quantity.grouped(done))
    }
    if let rate { parts.append("\(Quantity.compact(rate))/s") }
    if isLast {
      parts.append("in " + Quantity.duration(seconds: elapsed))
    } else if let total, let rate, rate > 0, done < total {
      parts.append("ETA " + Quantity.duration(seconds: Double(total - done) / rate))
    }
    if !extra.isEmpty { parts.append(printable(extra)) }
    return truncated(parts.joined(separator: "  "), to: max(10, width - 1))
  }

  private func bar(_ share: Double) -> String {
    let cells = 20
    let eighths = Int((share * Double(cells * 8)).rounded(.down))
    let partial = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8]
    let filled = String(repeating: "█", count: eighths / 8) + partial
    let empty = String(repeating: "░", count: cells - eighths / 8 - (partial.isEmpty ? 0 : 1))
    return filled + empty
  }
}
