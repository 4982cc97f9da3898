import Corpus
import Glibc

/// Which of a problem's initial samples are evidence: of the problem, and of the solution's prefixes
/// that they share.
public enum RootEvidence: String, CaseIterable, Hashable, Sendable {
  /// All but the labelled one.
  case others
  /// All, as if the labelled one were a sample like any other: it was chosen by its outcome, so
  /// this counts it twice.
  case all
  /// None.
  case none
}

/// The exact posterior of a solution's first wrong step, by enumeration of every step and of 21
/// levels of difficulty.
///
/// - Complexity: O(21·T) for an observation and for every question, T steps.
public struct ChangePointPosterior: Sendable {
  private let prior: ChangePointPrior
  private let steps: Int
  /// Prefixes at and after this step are known to be wrong and are never drawn from.
  private let end: Int
  private let logPrior: [Double]
  /// ln of the grid's weight and of what the initial samples say, by z.
  private let logRoot: [Double]
  /// κμ by prefix and z.
  private let successes: [[Double]]
  /// ln BB of a prefix's rollouts, if it is right, by prefix and z.
  private var logGood: [[Double]]
  /// The same if it is wrong, by prefix.
  private var logBad: [Double]
  private var counts: [(correct: Double, wrong: Double)]

  /// The posterior before any rollout.
  public init(_ outline: SolutionOutline, prior: ChangePointPrior, root: RootEvidence = .others) {
    self.prior = prior
    steps = outline.steps
    end = outline.firstWrongPrefix
    logPrior = prior.logPrior(outline)
    let inner = 0..<outline.steps - 1
    let grid = ChangePointPrior.grid
    successes = inner.map { step in
      grid.map {
        prior.kappa * prior.successRate(remaining: outline.steps - 1 - step, z: $0.z)
      }
    }
    let samples = outline.samples(root)
    logRoot = grid.map { point in
      let rate = prior.successRate(remaining: outline.steps, z: point.z)
      return point.logWeight
        + logBetaBinomial(
          samples.correct, samples.trials - samples.correct, prior.kappa * rate,
          prior.kappa * (1 - rate))
    }
    logGood = inner.map { _ in grid.map { _ in 0 } }
    logBad = inner.map { _ in 0 }
    counts = inner.map { _ in (0, 0) }
    for (step, passing) in outline.passing(root).enumerated() where step < inner.count {
      for _ in 0..<passing.correct { observe(true, at: step) }
      for _ in 0..<passing.trials - passing.correct { observe(false, at: step) }
    }
  }

  /// The prefixes that a rollout may be drawn from.
  public var drawable: Range<Int> { 0..<end }

  /// Takes the outcome of one rollout of the prefix that ends with `step`.
  public mutating func observe(_ isCorrect: Bool, at step: Int) {
    let (s, f) = counts[step]
    let total = s + f
    for z in logGood[step].indices {
      let a = successes[step][z]
      logGood[step][z] += log((isCorrect ? a + s : prior.kappa - a + f) / (prior.kappa + total))
    }
    logBad[step] += log(
      (isCorrect ? prior.a0 + s : prior.b0 + f) / (prior.a0 + prior.b0 + total))
    if isCorrect { counts[step].correct += 1 } else { counts[step].wrong += 1 }
  }

  /// The posterior at one moment.
  public struct Snapshot: Hashable, Sendable {
    /// P(c) for c = 0 … T; the last one is the chance that no step is wrong.
    public let firstError: [Double]
    /// P(c, z), one row of z for each c.
    let joint: [Double]

    /// The likeliest c; T where no step is wrong.
    public var likeliest: Int {
      firstError.indices.max { (firstError[$0], $1) < (firstError[$1], $0) } ?? 0
    }

    /// The chance that steps 0 … `step` are all right.
    public func isRight(through step: Int) -> Double {
      min(1, firstError[(step + 1)...].reduce(0, +))
    }

    /// The same where the likeliest c has the chance `confidence`, and all others share the rest in
    /// the proportions that they have.
    public func isRight(through step: Int, confidence: Double) -> Double {
      let stated = min(1, firstError[likeliest])
      let factor = stated < 1 ? (1 - confidence) / (1 - stated) : 0
      let right = isRight(through: step)
      return likeliest > step
        ? min(1, confidence + max(0, right - stated) * factor) : min(1, right * factor)
    }
  }

  /// The posterior with everything that was observed.
  public var snapshot: Snapshot {
    let width = ChangePointPrior.grid.count
    // Σ over prefixes before c if right, and from c on if wrong.
    var bad = logBad.reduce(0, +)
    var good = logRoot
    var joint = [Double](repeating: 0, count: (steps + 1) * width)
    var highest = -Double.infinity
    for c in 0...steps {
      let start = logPrior[c] + bad
      for z in 0..<width {
        let value = start + good[z]
        joint[c * width + z] = value
        highest = max(highest, value)
      }
      if c < logBad.count {
        bad -= logBad[c]
        logGood[c].withUnsafeBufferPointer { terms in for z in 0..<width { good[z] += terms[z] } }
      }
    }
    var total = 0.0
    for index in joint.indices {
      // What is e^40 times less likely than the likeliest adds nothing to the sixteenth digit.
      joint[index] = joint[index] < highest - 40 ? 0 : exp(joint[index] - highest)
      total += joint[index]
    }
    var firstError = [Double](repeating: 0, count: steps + 1)
    for c in 0...steps {
      for z in 0..<width {
        joint[c * width + z] /= total
        firstError[c] += joint[c * width + z]
      }
    }
    return Snapshot(firstError: firstError, joint: joint)
  }

  /// What one more rollout of each drawable prefix tells about c, in nats: the mutual information
  /// of its outcome and c.
  public func information(_ snapshot: Snapshot) -> [Double] {
    let width = ChangePointPrior.grid.count
    return snapshot.joint.withUnsafeBufferPointer { joint in
      drawable.map { step in
        let (s, f) = counts[step]
        let bad = (prior.a0 + s) / (prior.a0 + prior.b0 + s + f)
        // Wrong at this prefix or before it: one rate for all such c.
        let wrong = snapshot.firstError[...step].reduce(0, +)
        var mean = wrong * bad
        var noise = wrong * entropy(bad)
        successes[step].withUnsafeBufferPointer { successes in
          for c in step + 1...steps where snapshot.firstError[c] > 1e-12 {
            var sum = 0.0
            for z in 0..<width { sum += joint[c * width + z] * (successes[z] + s) }
            let rate = sum / snapshot.firstError[c] / (prior.kappa + s + f)
            mean += snapshot.firstError[c] * rate
            noise += snapshot.firstError[c] * entropy(rate)
          }
        }
        return max(0, entropy(mean) - noise)
      }
    }
  }
}

extension SolutionOutline {
  /// The samples that speak of the problem: all, those that share steps too.
  ///
  /// Without these the rest would be chosen by not having gone the solution's way, and fare better.
  func samples(_ root: RootEvidence) -> RolloutCounts {
    var samples = root == .none ? RolloutCounts() : others
    if root == .all { samples.add(verdict, finish: .stop) }
    return samples
  }

  /// The samples that speak of the prefixes after each step as well.
  func passing(_ root: RootEvidence) -> [RolloutCounts] { root == .none ? [] : passing }
}

/// ln of the chance of one sequence of s successes and f failures whose rate is Beta(a, b):
/// ln B(a + s, b + f) − ln B(a, b), as a sum of logarithms.
func logBetaBinomial(_ s: Int, _ f: Int, _ a: Double, _ b: Double) -> Double {
  var sum = 0.0
  for j in 0..<s { sum += log(a + Double(j)) }
  for j in 0..<f { sum += log(b + Double(j)) }
  for j in 0..<s + f { sum -= log(a + b + Double(j)) }
  return sum
}

/// The entropy of a coin in nats.
private func entropy(_ p: Double) -> Double {
  guard p > 0, p < 1 else { return 0 }
  return -p * log(p) - (1 - p) * log1p(-p)
}
