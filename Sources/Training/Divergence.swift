/// When a loss that is still a number has risen for good.
///
/// The mean of the last ``window`` steps is compared with the lowest mean of as many steps before:
/// above ``factor`` times that and ``margin`` nats more, what was learnt is lost. A change of the
/// lessons' difficulty stays far below.
struct Divergence: Sendable {
  /// Steps of a mean.
  static let window = 20

  /// How many times the lowest mean.
  static let factor = 2.0

  /// Nats beyond.
  static let margin = 1.0

  private var recent: [Float] = []
  private var next = 0
  private var sum = 0.0

  /// The lowest mean so far; `nil` before there is one.
  private(set) var lowest: Double?

  /// The mean of the last steps.
  private(set) var last = 0.0

  /// Takes the loss of a step and says whether the run has diverged.
  mutating func diverges(after loss: Float) -> Bool {
    if recent.count < Self.window {
      recent.append(loss)
      sum += Double(loss)
    } else {
      sum += Double(loss) - Double(recent[next])
      recent[next] = loss
    }
    next = (next + 1) % Self.window
    guard recent.count == Self.window else { return false }
    last = sum / Double(Self.window)
    let least = min(lowest ?? last, last)
    lowest = least
    return last > Self.factor * least + Self.margin
  }
}
