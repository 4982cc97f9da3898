import Synchronization

/// One line on standard error that says how far a long run is.
///
/// On a terminal it is rewritten in place, at most ten times a second. Elsewhere it is silent, or,
/// if asked, a plain line every ten seconds. Any thread may report.
public final class ProgressLine: Sendable {
  /// Where and how the line is shown.
  public enum Style: Sendable {
    /// Rewritten in place.
    case live(width: Int)
    /// A new line every ten seconds, for logs.
    case log
    /// Not at all.
    case silent

    /// Live on a terminal; elsewhere a log if asked, else silent.
    public static func automatic(logging: Bool = false) -> Style {
      if Console.isTerminal(.error) { return .live(width: Console.width(of: .error)) }
      return logging ? .log : .silent
    }
  }

  private struct State {
    var snapshot: ProgressSnapshot
    var recent: [(time: Double, done: Int)] = []
    var lastShown = -Double.infinity
    var isOpen = true
  }

  private let style: Style
  private let seconds: @Sendable () -> Double
  private let write: @Sendable (String) -> Void
  /// Protects the counts and the order of the writes.
  private let state: Mutex<State>

  /// Starts a line.
  ///
  /// - Parameters:
  ///   - total: how many units there are; `nil` where nobody knows.
  ///   - seconds: a clock; the default counts from the start of the line.
  ///   - write: where the text goes.
  public init(
    _ label: String, total: Int?, style: Style = .automatic(),
    seconds: @escaping @Sendable () -> Double = ProgressLine.stopwatch(),
    write: @escaping @Sendable (String) -> Void = { Console.write($0, to: .error) }
  ) {
    self.style = style
    self.seconds = seconds
    self.write = write
    state = Mutex(State(snapshot: ProgressSnapshot(label: label, done: 0, total: total)))
  }

  /// Sets how many units are done.
  public func update(done: Int, extra: String? = nil) {
    change { _ in
      done
    } extra: {
      extra
    }
  }

  /// Counts further units as done.
  public func advance(by count: Int = 1, extra: String? = nil) {
    change {
      $0 + count
    } extra: {
      extra
    }
  }

  /// Shows the last state, ends the line and ignores what comes later.
  public func finish(extra: String? = nil) {
    let now = seconds()
    state.withLock { state in
      guard state.isOpen else { return }
      if let extra { state.snapshot.extra = extra }
      show(&state, at: now, isLast: true)
      state.isOpen = false
    }
  }

  /// A clock that starts at zero now.
  public static func stopwatch() -> @Sendable () -> Double {
    let start = ContinuousClock.now
    return { (ContinuousClock.now - start) / .seconds(1) }
  }

  private func change(_ done: (Int) -> Int, extra: () -> String?) {
    if case .silent = style { return }
    let now = seconds()
    state.withLock { state in
      guard state.isOpen else { return }
      state.snapshot.done = done(state.snapshot.done)
      if let extra = extra() { state.snapshot.extra = extra }
      let pause = if case .live = style { 0.1 } else { 10.0 }
      if now - state.lastShown >= pause { show(&state, at: now, isLast: false) }
    }
  }

  private func show(_ state: inout State, at now: Double, isLast: Bool) {
    state.snapshot.elapsed = now
    // The rate of the last half minute: what is replayed from the store at the start would
    // promise an end that never comes.
    state.recent.append((now, state.snapshot.done))
    while let first = state.recent.first, state.recent.count > 2, now - first.time > 30 {
      state.recent.removeFirst()
    }
    if let first = state.recent.first, now > first.time {
      state.snapshot.rate = Double(state.snapshot.done - first.done) / (now - first.time)
    }
    if isLast { state.snapshot.rate = now > 0 ? Double(state.snapshot.done) / now : nil }
    state.lastShown = now
    switch style {
    case .live(let width):
      write("\r\u{1b}[K" + state.snapshot.line(width: width, isLast: isLast) + (isLast ? "\n" : ""))
    case .log: write(state.snapshot.line(width: 100, isLast: isLast) + "\n")
    case .silent: break
    }
  }
}
