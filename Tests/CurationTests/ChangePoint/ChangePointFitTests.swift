import Corpus
import Evaluation
import Glibc
import Testing

@testable import Curation

@Suite("Change-point fit")
struct ChangePointFitTests {
  @Test("The fit's gradient is that of its objective, by central differences")
  func gradient() throws {
    var stream = RandomStream(seed: 7, "gradient")
    let pilot = (0..<25).map { _ in pilotSolution(&stream) }
    for root in RootEvidence.allCases {
      let vector = ChangePointFit.vector(of: DrawnSolutions.priors[1])
      let (_, gradient) = ChangePointFit.objective(vector, pilot, .shipped, root)
      for i in vector.indices {
        var (up, down) = (vector, vector)
        up[i] += 1e-5
        down[i] -= 1e-5
        let slope =
          (ChangePointFit.objective(up, pilot, .shipped, root).value
            - ChangePointFit.objective(down, pilot, .shipped, root).value) / 2e-5
        try #require(abs(slope - gradient[i]) < 1e-6 * max(1, abs(slope)), "parameter \(i)")
      }
    }
  }

  @Test("One solution changes the shipped beliefs little, many change them more")
  func heldBack() throws {
    let hopeless = PilotSolution(
      SolutionOutline(steps: 3, verdict: .incorrect, others: RolloutCounts(incorrect: 7)),
      counts: [RolloutCounts(incorrect: 4), RolloutCounts(incorrect: 4)])
    let shipped = ChangePointFit.vector(of: .shipped)
    func distance(_ count: Int) throws -> Double {
      let fit = try #require(
        ChangePointFit.prior(of: Array(repeating: hopeless, count: count)))
      return zip(ChangePointFit.vector(of: fit.prior), shipped).reduce(0) {
        max($0, abs($1.0 - $1.1))
      }
    }
    let (one, many) = (try distance(1), try distance(40))
    #expect(one > 0 && one < 1.5 && many > one)
  }

  private func pilotSolution(_ stream: inout RandomStream) -> PilotSolution {
    let (outline, _) = DrawnSolutions.solution(&stream)
    return PilotSolution(
      outline,
      counts: (0..<outline.steps - 1).map { _ in
        RolloutCounts(correct: Int(stream.next() % 4), incorrect: Int(stream.next() % 4))
      })
  }

  @Test("Fitted to solutions drawn from a prior, it is likelier than the prior and near it")
  func recovery() throws {
    let truth = ChangePointPrior(
      m: -1.5, sigma: 0.8, gamma: 1, kappa: 6, a0: 0.3, b0: 12, hazard: 0.2, lastHazard: 0.05,
      flawedRight: 0.05)
    var stream = RandomStream(seed: 9, "drawn")
    let pilot = (0..<120).map { _ in draw(truth, &stream) }
    let (fitted, likelihood) = try #require(ChangePointFit.prior(of: pilot))
    let atTruth = ChangePointFit.objective(
      ChangePointFit.vector(of: truth), pilot, .shipped, .others
    ).value
    #expect(likelihood >= atTruth - 1e-3)
    #expect(abs(fitted.m - truth.m) < 0.6 && abs(fitted.luckyRate - truth.luckyRate) < 0.02)
    #expect(fitted.hazard > 0.08 && fitted.hazard < 0.4)
  }

  /// A wrong solution of four steps, drawn from a prior.
  private func draw(_ prior: ChangePointPrior, _ stream: inout RandomStream) -> PilotSolution {
    let steps = 4
    // Twelve uniforms make a good enough normal deviate, within ±6.
    let z = (0..<12).reduce(-6.0) { sum, _ in sum + stream.nextUnit() }
    func rate(_ remaining: Int) -> Double {
      beta(mean: prior.successRate(remaining: remaining, z: z), prior.kappa, &stream)
    }
    func counts(_ p: Double, _ trials: Int) -> RolloutCounts {
      let correct = (0..<trials).count { _ in stream.nextUnit() < p }
      return RolloutCounts(correct: correct, incorrect: trials - correct)
    }
    let outline = SolutionOutline(
      steps: steps, verdict: .incorrect, others: counts(rate(steps), 7))
    var (first, left) = (0, stream.nextUnit())
    for chance in prior.logPrior(outline).map({ exp($0) }) where left >= 0 {
      left -= chance
      if left >= 0 { first += 1 }
    }
    return PilotSolution(
      outline,
      counts: (0..<steps - 1).map { step in
        step < first
          ? counts(rate(steps - 1 - step), 8)
          : counts(
            beta(mean: prior.luckyRate, prior.a0 + prior.b0, &stream), 8)
      })
  }

  /// A draw of Beta(κ·mean, κ·(1 − mean)), by bisection of its distribution function.
  private func beta(mean: Double, _ kappa: Double, _ stream: inout RandomStream) -> Double {
    betaQuantile(stream.nextUnit(), kappa * mean, kappa * (1 - mean))
  }
}
