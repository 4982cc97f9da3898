import Dispatch
import Synchronization

/// A fixed number of workers that share out numbered pieces of work.
///
/// Which worker does a piece is not determined, so a piece's result must depend on its number only.
public struct Workers: Sendable {
  /// The number of threads, the caller's included.
  public let count: Int

  /// Workers on `count` threads.
  public init(count: Int) {
    precondition(count > 0, "\(count) workers")
    self.count = count
  }

  /// Runs `body` once on every worker and returns when all have, denormals flushed on each.
  public func run(_ body: @Sendable (_ worker: Int) -> Void) {
    guard count > 1 else {
      KernelSet.flushingDenormals { body(0) }
      return
    }
    DispatchQueue.concurrentPerform(iterations: count) { worker in
      KernelSet.flushingDenormals { body(worker) }
    }
  }

  /// Runs `body` for every piece of `0..<pieces`, each worker taking the next that is free.
  public func run(pieces: Int, _ body: @Sendable (_ worker: Int, _ piece: Int) -> Void) {
    let next = Atomic(0)
    run { worker in
      while true {
        let piece = next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard piece < pieces else { return }
        body(worker, piece)
      }
    }
  }
}
