/// The 97.5 % quantile of the standard normal distribution.
let normal975 = 1.959963984540054

extension Interval {
  /// Wilson's score interval for a proportion, at 95 %.
  ///
  /// Wilson, "Probable inference, the law of succession, and statistical inference", JASA 1927. It
  /// lies inside [0, 1] and has a width at 0 and 1 too.
  ///
  /// - Parameters:
  ///   - proportion: the measured proportion.
  ///   - trials: the number of independent trials; an effective number need not be whole.
  public static func wilson(proportion: Double, trials: Double) -> Interval {
    guard trials > 0 else { return Interval(low: 0, high: 1) }
    let z = normal975
    let denominator = 1 + z * z / trials
    let centre = (proportion + z * z / (2 * trials)) / denominator
    let spread = proportion * (1 - proportion) / trials + z * z / (4 * trials * trials)
    let half = z * max(0, spread).squareRoot() / denominator
    // At the ends rounding would leave 1e-17 where the formula gives 0 or 1.
    return Interval(
      low: proportion <= 0 ? 0 : max(0, centre - half),
      high: proportion >= 1 ? 1 : min(1, centre + half))
  }

  /// Wilson's interval for `successes` of `trials`.
  public static func wilson(successes: Int, trials: Int) -> Interval {
    wilson(
      proportion: trials > 0 ? Double(successes) / Double(trials) : 0, trials: Double(trials))
  }

  /// The exact interval of Clopper and Pearson (Biometrika 1934): covers at least as often as said.
  ///
  /// Low = Beta⁻¹(α/2; c, n − c + 1), high = Beta⁻¹(1 − α/2; c + 1, n − c).
  public static func clopperPearson(
    successes: Int, trials: Int, coverage: Double = 0.95
  ) -> Interval {
    precondition(0 <= successes && successes <= trials, "there are at most as many hits as trials")
    guard trials > 0 else { return Interval(low: 0, high: 1) }
    let tail = (1 - coverage) / 2
    let c = Double(successes)
    let n = Double(trials)
    return Interval(
      low: successes == 0 ? 0 : betaQuantile(tail, c, n - c + 1),
      high: successes == trials ? 1 : betaQuantile(1 - tail, c + 1, n - c))
  }
}
