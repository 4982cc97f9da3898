/// What one server has in work and may get.
struct ServerLoad {
  private(set) var window: ConcurrencyWindow
  /// Completions in work.
  private(set) var inWork = 0
  /// No call starts before this time.
  private(set) var pausedUntil = -Double.infinity
  /// Failures to connect in a row.
  private var connectionFailures = 0
  /// Whether it is no longer tried.
  private(set) var isDead = false
  private var requests: MinuteBudget?
  private var tokens: MinuteBudget?

  init(_ settings: ServerSettings, now: Double) {
    window = ConcurrencyWindow(most: settings.concurrency)
    requests = settings.requestsPerMinute.map { MinuteBudget(perMinute: $0, now: now) }
    tokens = settings.tokensPerMinute.map { MinuteBudget(perMinute: $0, now: now) }
  }

  /// Seconds until a call may start: 0 for now, `nil` when only the end of another one can tell.
  mutating func delay(_ call: ServerCall, now: Double) -> Double? {
    if isDead { return nil }
    guard inWork == 0 || inWork + call.requests.count <= Int(window.limit) else { return nil }
    let wait = max(0, pausedUntil - now)
    // The calls of a paused server do not pile up at the end of its pause: one goes first.
    if connectionFailures > 0, inWork > 0 { return nil }
    return max(
      wait, requests?.delay(1, now: now) ?? 0,
      tokens?.delay(call.expectedTokens, now: now) ?? 0)
  }

  /// The room that is left, as a share of the window.
  var room: Double { 1 - Double(inWork) / window.limit }

  mutating func start(_ call: ServerCall) {
    inWork += call.requests.count
    requests?.take(1)
    tokens?.take(call.expectedTokens)
  }

  /// A call was answered with so many tokens.
  mutating func answered(_ call: ServerCall, tokens used: Int) {
    // Only a window that is in use shows that more fits.
    if Double(inWork) >= window.limit / 2 { window.grow(call.requests.count) }
    inWork -= call.requests.count
    connectionFailures = 0
    tokens?.take(used - call.expectedTokens)
  }

  /// A call failed.
  mutating func failed(
    _ call: ServerCall, _ fault: CallFault, _ settings: ServerSettings, now: Double
  ) {
    inWork -= call.requests.count
    tokens?.take(-call.expectedTokens)
    switch fault {
    case .busy(_, let wait):
      window.shrink(start: call.start, now: now)
      if wait > 0 {
        pausedUntil = max(pausedUntil, now + min(wait, settings.longestRetryAfter))
      }
      connectionFailures = 0
    case .again:
      window.shrink(start: call.start, now: now)
      connectionFailures = 0
    case .unreachable:
      // Calls that were under way together are one failure.
      guard call.start >= pausedUntil else { return }
      connectionFailures += 1
      isDead = connectionFailures >= settings.connectionTries
      let wait = settings.backoff * Double(1 << min(connectionFailures - 1, 20))
      pausedUntil = now + min(wait, settings.longestBackoff)
    case .refused, .stop: connectionFailures = 0
    }
  }
}
