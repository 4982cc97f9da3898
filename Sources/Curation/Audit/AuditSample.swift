import Corpus
import Evaluation
import Storage

/// A stratified sample of labelled steps, for a person to judge.
public struct AuditSample: Sendable {
  /// Steps that are drawn together: one label, one third of the solution.
  public struct Stratum: Hashable, Sendable, CustomStringConvertible {
    /// What the labeller says.
    public let value: LabelValue
    /// The third of the solution that the step lies in, from 0.
    public let third: Int

    /// `+, first third`.
    public var description: String {
      "\(value.rawValue), \(["first", "middle", "last"][third]) third"
    }
  }

  /// The steps to ask about, in an order that mixes the strata.
  public let steps: [LabelledStep]
  /// How many steps of each stratum there are to draw from.
  public let sizes: [Stratum: Int]

  /// Draws `count` steps: half of those called right and half of those called wrong, as far as there
  /// are so many, each over the thirds of solutions in proportion.
  ///
  /// A step's place in the draw is a hash of its solution and the seed, so that a larger sample
  /// holds the smaller one of each stratum.
  public init(of labelled: [LabelledStep], count: Int, seed: UInt64) {
    var ranked: [Stratum: [(rank: UInt64, step: LabelledStep)]] = [:]
    for step in labelled {
      ranked[Self.stratum(of: step), default: []].append((Self.rank(of: step, seed), step))
    }
    sizes = ranked.mapValues(\.count)
    var chosen: [(rank: UInt64, step: LabelledStep)] = []
    let sides = [LabelValue.positive, .negative].map { value in
      ranked.filter { $0.key.value == value }.sorted { $0.key.third < $1.key.third }.map {
        $0.value.sorted { $0.rank < $1.rank }
      }
    }
    let totals = sides.map { $0.reduce(0) { $0 + $1.count } }
    var shares = [min(totals[0], count - count / 2), min(totals[1], count / 2)]
    // What one side lacks, the other one gives.
    for (side, other) in [(0, 1), (1, 0)] {
      shares[side] = min(totals[side], max(shares[side], count - shares[other]))
    }
    for (strata, share) in zip(sides, shares) {
      let parts = Self.proportional(share, among: strata.map(\.count))
      for (stratum, part) in zip(strata, parts) { chosen += stratum.prefix(part) }
    }
    steps = chosen.sorted { $0.rank < $1.rank }.map(\.step)
  }

  /// The stratum of a step.
  public static func stratum(of step: LabelledStep) -> Stratum {
    Stratum(value: step.value, third: min(2, 3 * step.step / max(step.steps, 1)))
  }

  private static func rank(of step: LabelledStep, _ seed: UInt64) -> UInt64 {
    var hasher = ContentHasher("audit")
    hasher.add(seed)
    hasher.add(step.completion)
    hasher.add(step.step)
    return hasher.key.high
  }

  /// Whole parts of `total` in proportion to `sizes`, by largest remainders.
  static func proportional(_ total: Int, among sizes: [Int]) -> [Int] {
    let all = sizes.reduce(0, +)
    guard all > 0 else { return sizes.map { _ in 0 } }
    var parts = sizes.map { $0 * total / all }
    let order = sizes.indices.sorted {
      (sizes[$1] * total % all, $0) < (sizes[$0] * total % all, $1)
    }
    for index in order.prefix(total - parts.reduce(0, +)) { parts[index] += 1 }
    return parts
  }

  /// How often a person agrees with the labels.
  public struct Result: Sendable {
    /// Of the steps called right, the share that is; `nil` without an answer.
    public let right: Estimate?
    /// Of the steps called wrong, the share that is.
    public let wrong: Estimate?
    /// Of all labelled steps, the share that is labelled as the person would.
    public let all: Estimate?
    /// Steps that the person could not judge.
    public let unsure: Int
  }

  /// Weighs the answers by how many steps each stratum has.
  ///
  /// The estimate is Σ W·p over strata with W their shares of the steps; its variance is
  /// Σ W²·p(1 − p)/n, with p taken as (k + 1)/(n + 2) there, so that a stratum that is all alike has
  /// one too; the interval is Wilson's with the trials that such a variance stands for. Steps of one
  /// solution count as independent: the sample has few of them.
  public func result(_ answers: [LabelledStep: AuditAnswer]) -> Result {
    func estimate(_ isMember: (Stratum) -> Bool) -> Estimate? {
      var (value, variance, weight, count) = (0.0, 0.0, 0.0, 0)
      for (stratum, size) in sizes.sorted(by: { "\($0.key)" < "\($1.key)" })
      where isMember(stratum) {
        let judged = answers.filter {
          Self.stratum(of: $0.key) == stratum && $0.value != .unsure
        }
        guard !judged.isEmpty else { continue }
        let agreed = judged.count { ($0.value == .right) == ($0.key.value == .positive) }
        let (n, k) = (Double(judged.count), Double(agreed))
        let (share, smooth) = (Double(size), (k + 1) / (n + 2))
        value += share * k / n
        variance += share * share * smooth * (1 - smooth) / n
        weight += share
        count += judged.count
      }
      guard weight > 0 else { return nil }
      let p = min(1, value / weight)
      let smooth = (p * Double(count) + 1) / (Double(count) + 2)
      let trials = min(Double(count), smooth * (1 - smooth) * weight * weight / variance)
      return Estimate(
        value: p, interval: .wilson(proportion: p, trials: trials), clusters: count)
    }
    return Result(
      right: estimate { $0.value == .positive }, wrong: estimate { $0.value == .negative },
      all: estimate { _ in true }, unsure: answers.values.count { $0 == .unsure })
  }
}
