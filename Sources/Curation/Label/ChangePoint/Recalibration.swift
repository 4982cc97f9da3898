import Glibc
import JSON

/// Turns stated probabilities into ones that come true as often as they say.
///
/// The beta map, logit p′ = a·ln p − b·ln(1 − p) + c with a, b ≥ 0 (Kull, Silva Filho and Flach, "Beta calibration", AISTATS 2017),
/// fitted by maximum likelihood on a sample of labelled cases. Unlike Platt's map, which it is with
/// a = b, it can trust what is nearly certain more, or less, than what is nearly excluded. The targets
/// are moved inwards by Platt's rule, so that a sample without a single mistake does not promise
/// certainty.
public struct Recalibration: Hashable, Sendable {
  /// a, the factor of ln p.
  public let slope: Double
  /// b, the factor of −ln(1 − p).
  public let complementSlope: Double
  /// c, what is added.
  public let offset: Double

  /// Makes a map; Platt's where only one slope is given.
  public init(slope: Double, complementSlope: Double? = nil, offset: Double) {
    self.slope = slope
    self.complementSlope = complementSlope ?? slope
    self.offset = offset
  }

  /// The map for the change-point model of a policy that nobody has measured, at its default cost.
  ///
  /// It is that of small policies on gsm-style problems and chains of them (`Docs/labelling.md`).
  /// Without the witness the model is the surer of itself the more it errs, and is believed less.
  public static func shipped(usesArithmetic: Bool) -> Recalibration {
    usesArithmetic
      ? Recalibration(slope: 1.2, complementSlope: 0.5, offset: 0.4)
      : Recalibration(slope: 1, complementSlope: 0.35, offset: 0.4)
  }

  /// Fits the map; `nil` where all cases came true or none did.
  public init?(_ cases: [(probability: Double, cameTrue: Bool)]) {
    let positives = Double(cases.count { $0.cameTrue })
    let negatives = Double(cases.count) - positives
    guard positives > 0, negatives > 0 else { return nil }
    let high = (positives + 1) / (positives + 2)
    let low = 1 / (negatives + 2)
    let targets = cases.map { $0.cameTrue ? high : low }
    let features = cases.map { Self.features($0.probability) }
    // A slope that would fall is held at 0, so that the order is kept.
    var rising = [0, 1]
    var weights = [0.0, 0, 0]
    repeat {
      let free = rising + [2]
      let fitted = Self.fit(features.map { row in free.map { row[$0] } }, targets)
      weights = [0, 0, 0]
      for (index, weight) in zip(free, fitted) { weights[index] = weight }
      rising.removeAll { weights[$0] < 0 }
    } while weights[0] < 0 || weights[1] < 0
    self.init(slope: weights[0], complementSlope: weights[1], offset: weights[2])
  }

  /// The corrected probability.
  public func corrected(_ probability: Double) -> Double {
    let x = Self.features(probability)
    return 1 / (1 + exp(-(slope * x[0] + complementSlope * x[1] + offset)))
  }

  /// ln p, −ln(1 − p) and 1.
  private static func features(_ p: Double) -> [Double] {
    let clipped = min(max(p, 1e-6), 1 - 1e-6)
    return [log(clipped), -log1p(-clipped), 1]
  }

  /// The weights of a logistic regression, by Newton's method.
  private static func fit(_ rows: [[Double]], _ targets: [Double]) -> [Double] {
    let width = rows.first?.count ?? 0
    var weights = [Double](repeating: 0, count: width)
    for _ in 0..<100 {
      var gradient = [Double](repeating: 0, count: width)
      var curvature = (0..<width).map { i in (0..<width).map { $0 == i ? 1e-9 : 0 } }
      for (row, target) in zip(rows, targets) {
        let p = 1 / (1 + exp(-zip(row, weights).reduce(0) { $0 + $1.0 * $1.1 }))
        let spread = max(p * (1 - p), 1e-9)
        for i in 0..<width {
          gradient[i] += (p - target) * row[i]
          for j in 0..<width { curvature[i][j] += spread * row[i] * row[j] }
        }
      }
      var step = solution(of: curvature, gradient)
      // A long step can leave the region where the curvature means anything.
      let length = step.reduce(0) { $0 + $1 * $1 }.squareRoot()
      if length > 1 { step = step.map { $0 / length } }
      for i in 0..<width { weights[i] -= step[i] }
      if length < 1e-10 { break }
    }
    return weights
  }

  /// x of A·x = b for a positive definite A, by elimination.
  private static func solution(of matrix: [[Double]], _ right: [Double]) -> [Double] {
    var (a, x) = (matrix, right)
    for i in x.indices {
      for j in (i + 1)..<max(x.count, i + 1) {
        let factor = a[j][i] / a[i][i]
        for k in i..<x.count { a[j][k] -= factor * a[i][k] }
        x[j] -= factor * x[i]
      }
    }
    for i in x.indices.reversed() {
      for k in (i + 1)..<max(x.count, i + 1) { x[i] -= a[i][k] * x[k] }
      x[i] /= a[i][i]
    }
    return x
  }

  /// The map as JSON.
  public var json: JSONValue {
    [
      "slope": JSONValue(slope), "complement_slope": JSONValue(complementSlope),
      "offset": JSONValue(offset),
    ]
  }

  /// The numbers as `label --recalibration` takes them.
  public var numbers: [Double] { [slope, complementSlope, offset] }
}
