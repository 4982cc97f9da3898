import Glibc

/// The regularised incomplete beta function I_x(a, b), the distribution function of Beta(a, b).
///
/// Lentz's continued fraction (DLMF 8.17.22), taken on the side where it converges quickly.
public func regularisedBeta(_ x: Double, _ a: Double, _ b: Double) -> Double {
  guard x > 0 else { return 0 }
  guard x < 1 else { return 1 }
  if x > (a + 1) / (a + b + 2) { return 1 - regularisedBeta(1 - x, b, a) }
  let front = exp(a * log(x) + b * log1p(-x) - logBeta(a, b)) / a
  let tiny = 1e-300
  var c = 1.0
  var d = 1 / nonZero(1 - (a + b) * x / (a + 1), tiny)
  var fraction = d
  for m in 1...10_000 {
    let m = Double(m)
    let even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / nonZero(1 + even * d, tiny)
    c = nonZero(1 + even / c, tiny)
    fraction *= d * c
    let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / nonZero(1 + odd * d, tiny)
    c = nonZero(1 + odd / c, tiny)
    let change = d * c
    fraction *= change
    if abs(change - 1) < 1e-15 { break }
  }
  return front * fraction
}

/// The x with I_x(a, b) = p, by bisection: slow, but right for every a and b.
public func betaQuantile(_ p: Double, _ a: Double, _ b: Double) -> Double {
  var low = 0.0
  var high = 1.0
  for _ in 0..<200 {
    let middle = (low + high) / 2
    guard middle > low, middle < high else { break }
    if regularisedBeta(middle, a, b) < p { low = middle } else { high = middle }
  }
  return (low + high) / 2
}

/// The t with P(|T| ≤ t) = `coverage` for Student's t with `degrees` degrees of freedom.
func studentQuantile(coverage: Double, degrees: Double) -> Double {
  let x = betaQuantile(1 - coverage, degrees / 2, 0.5)
  return (degrees * (1 - x) / x).squareRoot()
}

/// ln B(a, b).
public func logBeta(_ a: Double, _ b: Double) -> Double {
  logGamma(a) + logGamma(b) - logGamma(a + b)
}

private func logGamma(_ x: Double) -> Double {
  var sign: Int32 = 0
  return lgamma_r(x, &sign)
}

private func nonZero(_ value: Double, _ tiny: Double) -> Double { abs(value) < tiny ? tiny : value }
