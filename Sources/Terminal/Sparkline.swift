/// A curve as one line of block characters.
public enum Sparkline {
  /// The values from left to right, the lowest as the lowest block and the highest as the highest.
  ///
  /// - Parameters:
  ///   - values: any number of them; those that are not finite are left out.
  ///   - width: the most characters; more values than that are averaged in equal stretches.
  public static func text(_ values: [Double], width: Int) -> String {
    let finite = values.filter(\.isFinite)
    guard !finite.isEmpty, width > 0 else { return "" }
    let count = min(width, finite.count)
    let means = (0..<count).map { index -> Double in
      let part = finite[index * finite.count / count..<(index + 1) * finite.count / count]
      return part.reduce(0, +) / Double(part.count)
    }
    let low = means.min() ?? 0
    let span = (means.max() ?? 0) - low
    return String(
      means.map { mean in
        blocks[span > 0 ? Int(((mean - low) / span * Double(blocks.count - 1)).rounded()) : 0]
      })
  }

  private static let blocks: [Character] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]
}
