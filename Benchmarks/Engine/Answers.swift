import Glibc
import JSON

/// Wall and CPU seconds of this process since a moment.
struct Stopwatch {
  private let clock = ContinuousClock()
  private let start: ContinuousClock.Instant
  private let cpu: Double

  init() {
    start = clock.now
    cpu = Self.processSeconds()
  }

  var wall: Double { (clock.now - start) / .seconds(1) }

  /// The answer to a command, with the seconds that it took.
  func answer(_ members: [JSONMember]) -> JSONValue {
    JSONValue(
      members + [
        JSONMember("wall", JSONValue(wall)),
        JSONMember("cpu", JSONValue(Self.processSeconds() - cpu)),
      ])
  }

  private static func processSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

/// Prints an answer at once: the other side waits for it.
func write(_ answer: JSONValue) {
  print(answer.serialized())
  fflush(nil)
}
