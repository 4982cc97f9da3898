/// How many completions a server gets at once: found by trying.
///
/// Additive increase, multiplicative decrease, as TCP finds its window (Chiu and Jain, 1989): one
/// more after each window of replies, twice as many at the start; half as many after a refusal or a
/// timeout, once for all calls that were under way together.
struct ConcurrencyWindow {
  /// The present number, at least 1.
  private(set) var limit: Double
  private let most: Double
  private var isStarting = true
  private var lastDecrease = -Double.infinity

  init(most: Int) {
    self.most = Double(max(1, most))
    limit = min(8, self.most)
  }

  /// A call of `units` completions was answered while the window was in use.
  mutating func grow(_ units: Int) {
    limit = min(most, limit + (isStarting ? Double(units) : Double(units) / limit))
  }

  /// A call that started at `start` was turned away or timed out.
  mutating func shrink(start: Double, now: Double) {
    // What started before the last decrease says nothing about the smaller window.
    guard start > lastDecrease else { return }
    lastDecrease = now
    isStarting = false
    limit = max(1, limit / 2)
  }
}

/// A budget that fills up evenly, up to what a minute brings.
struct MinuteBudget {
  private let perSecond: Double
  private let most: Double
  private var left: Double
  private var updated: Double

  /// - Parameter perMinute: how much a minute brings, at least 1.
  init(perMinute: Int, now: Double) {
    perSecond = Double(perMinute) / 60
    // A twelfth at once, so that no window of a minute sees much more than its share.
    most = max(1, Double(perMinute) / 12)
    left = most
    updated = now
  }

  /// Seconds until `amount` can be taken; more than the whole budget waits for a full one.
  mutating func delay(_ amount: Int, now: Double) -> Double {
    left = min(most, left + (now - updated) * perSecond)
    updated = now
    return max(0, (min(Double(amount), most) - left) / perSecond)
  }

  /// Takes or, if negative, gives back.
  mutating func take(_ amount: Int) { left = min(most, left - Double(amount)) }
}
