import Glibc
import JSON

/// Turns stated probabilities into ones that come true as often as they say.
///
/// Platt's logistic map of the log-odds, p′ = 1/(1 + exp(−(slope·logit p + offset))), fitted by
/// maximum likelihood on a sample of labelled cases (Platt 1999; the targets are moved inwards by
/// his rule, so that a sample without a single mistake does not promise certainty).
public struct Recalibration: Hashable, Sendable {
  /// The factor of the log-odds; below 1 for a model that is too sure of itself.
  public let slope: Double
  /// What is added to the log-odds.
  public let offset: Double

  /// Makes a map.
  public init(slope: Double, offset: Double) {
    self.slope = slope
    self.offset = offset
  }

  /// Fits the map by Newton's method; `nil` where all cases came true or none did.
  public init?(_ cases: [(probability: Double, cameTrue: Bool)]) {
    let positives = Double(cases.count { $0.cameTrue })
    let negatives = Double(cases.count) - positives
    guard positives > 0, negatives > 0 else { return nil }
    let high = (positives + 1) / (positives + 2)
    let low = 1 / (negatives + 2)
    var (a, b) = (1.0, 0.0)
    for _ in 0..<100 {
      var (ga, gb, haa, hab, hbb) = (0.0, 0.0, 1e-9, 0.0, 1e-9)
      for item in cases {
        let x = Self.logOdds(item.probability)
        let p = 1 / (1 + exp(-(a * x + b)))
        let error = p - (item.cameTrue ? high : low)
        let weight = max(p * (1 - p), 1e-9)
        ga += error * x
        gb += error
        haa += weight * x * x
        hab += weight * x
        hbb += weight
      }
      let determinant = haa * hbb - hab * hab
      guard determinant > 1e-18 else { break }
      var da = (hbb * ga - hab * gb) / determinant
      var db = (haa * gb - hab * ga) / determinant
      // A long step can leave the region where the curvature means anything.
      let length = (da * da + db * db).squareRoot()
      if length > 1 { (da, db) = (da / length, db / length) }
      a -= da
      b -= db
      if abs(da) + abs(db) < 1e-10 { break }
    }
    self.init(slope: a, offset: b)
  }

  /// The corrected probability.
  public func corrected(_ probability: Double) -> Double {
    1 / (1 + exp(-(slope * Self.logOdds(probability) + offset)))
  }

  private static func logOdds(_ p: Double) -> Double {
    let clipped = min(max(p, 1e-6), 1 - 1e-6)
    return log(clipped) - log1p(-clipped)
  }

  /// The map as JSON.
  public var json: JSONValue { ["slope": JSONValue(slope), "offset": JSONValue(offset)] }

  /// Reads a map.
  public init(_ json: JSONValue) throws(JSONError) {
    self.init(slope: try json["slope"].double(), offset: try json["offset"].double())
  }
}
