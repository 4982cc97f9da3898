import Synchronization

/// Where a generator's threads leave deliveries and the driver picks up all that have come.
///
/// Everything that arrives while one group is being committed becomes the next group, so the
/// number of commits follows the speed of the disk.
final class Inbox: Sendable {
  private let waiting = Mutex<[Delivery]>([])
  private let doorbell: AsyncStream<Void>
  private let bell: AsyncStream<Void>.Continuation

  init() {
    (doorbell, bell) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
  }

  func put(_ deliveries: [Delivery]) {
    waiting.withLock { $0.append(contentsOf: deliveries) }
    bell.yield()
  }

  /// Says that nothing more will come.
  func close() { bell.finish() }

  /// All that has come, at once.
  func take() -> [Delivery] {
    waiting.withLock { list in
      defer { list = [] }
      return list
    }
  }

  /// Wakes the driver though nothing has come, so that it can look whether it should stop.
  func ring() { bell.yield() }

  /// Waits until something has come or the bell rings; `nil` when nothing more will come.
  func next() async -> [Delivery]? {
    let first = take()
    if !first.isEmpty { return first }
    for await _ in doorbell { return take() }
    let last = take()
    return last.isEmpty ? nil : last
  }
}
