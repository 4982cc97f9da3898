import Glibc

/// Round numbers along an axis.
struct Ticks {
  /// The numbers, ascending; the first and last enclose what has to be covered.
  let values: [Double]
  /// Their distance.
  let step: Double

  /// Steps of 1, 2 or 5 times a power of ten (or 2.5 for quarters), about `count` of them, that
  /// cover a range.
  init(covering range: ClosedRange<Double>, about count: Int) {
    let span = range.upperBound - range.lowerBound
    let step = Self.roundStep(
      atLeast: (span > 0 ? span : max(abs(range.upperBound), 1)) / Double(count))
    let first = (range.lowerBound / step + 1e-9).rounded(.down)
    let last = max(first + 1, (range.upperBound / step - 1e-9).rounded(.up))
    self.step = step
    values = (0...Int(last - first)).map { (first + Double($0)) * step }
  }

  /// Steps inside a range whose ends are fixed.
  init(inside range: ClosedRange<Double>, about count: Int) {
    let step = Self.roundStep(atLeast: (range.upperBound - range.lowerBound) / Double(count))
    let first = (range.lowerBound / step - 1e-9).rounded(.up)
    let last = (range.upperBound / step + 1e-9).rounded(.down)
    self.step = step
    values = last < first ? [] : (0...Int(last - first)).map { (first + Double($0)) * step }
  }

  private static func roundStep(atLeast rough: Double) -> Double {
    guard rough > 0, rough.isFinite else { return 1 }
    let power = pow(10, log10(rough).rounded(.down))
    let factor = [1, 2, 2.5, 5, 10].first { $0 * power >= rough * (1 - 1e-9) } ?? 10
    return factor * power
  }
}
