import Synchronization

/// One line on standard error that says how far a long run is.
///
/// On a terminal it is rewritten in place, at most ten times a second. Elsewhere, in a log say, it
/// is a plain line every half minute, and nothing for what is done sooner. Any thread may report.
public final class ProgressLine: Sendable {
  /// Where and how the line is shown.
  public enum Style: Sendable {
    /// Rewritten in place.
    case live(width: Int)
    /// A new line every half minute, for logs.
    case log
    /// Not at all.
    case silent

    /// Live on a terminal, elsewhere a log.
    public static func automatic() -> Style {
      Console.isTerminal(.error) ? .live(width: Console.width(of: .error)) : .log
    }

    /// The seconds between two lines.
    var pause: Double { if case .live = self { 0.1 } else { 30 } }
    /// When the first line may come.
    var firstShown: Double { if case .live = self { 0 } else { pause } }

  }

  private struct State {
    var snapshot: ProgressSnapshot
    var recent: [(time: Double, done: Int)] = []
    /// When the next line may be shown.
    var nextShown: Double
    var isOpen = true

    /// Keeps the counts of the last half minute, whose rate is shown: what is replayed from the
    /// store at the start would promise an end that never comes.
    mutating func note(at now: Double) {
      if let last = recent.last, now - last.time < 0.1 { return }
      recent.append((now, snapshot.done))
      while let first = recent.first, recent.count > 2, now - first.time > 30 {
        recent.removeFirst()
      }
    }
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
    state = Mutex(
      State(
        snapshot: ProgressSnapshot(label: label, done: 0, total: total),
        nextShown: style.firstShown))
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
      state.isOpen = false
      // Whoever reads a log wants no line of what took a moment.
      if case .log = style, now < style.firstShown { return }
      show(&state, at: now, isLast: true)
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
      state.note(at: now)
      if now >= state.nextShown { show(&state, at: now, isLast: false) }
    }
  }

  private func show(_ state: inout State, at now: Double, isLast: Bool) {
    state.snapshot.elapsed = now
    if let first = state.recent.first, now > first.time {
      state.snapshot.rate = Double(state.snapshot.done - first.done) / (now - first.time)
    }
    if isLast { state.snapshot.rate = now > 0 ? Double(state.snapshot.done) / now : nil }
    state.nextShown = now + style.pause
    switch style {
    case .live(let width):
      write("\r\u{1b}[K" + state.snapshot.line(width: width, isLast: isLast) + (isLast ? "\n" : ""))
    case .log: write(state.snapshot.line(width: 100, isLast: isLast) + "\n")
    case .silent: break
    }
  }
}
