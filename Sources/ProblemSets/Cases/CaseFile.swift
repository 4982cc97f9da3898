import Answers
import Dispatch
import JSON
import Synchronization

/// A file of cases to judge: JSON lines with `gold`, `pred` and, where there are, `id`, `mode`,
/// `expect` and `source`.
public struct CaseFile: Sendable {
  /// The file, compressed with gzip or not; `-` is standard input.
  public let path: String
  /// Judges the cases.
  public let judge: Judge
  /// The mode of a case that names none.
  public let mode: JudgeMode
  /// How many threads judge; the output does not depend on it.
  public let threads: Int

  /// Makes a file.
  public init(_ path: String, judge: Judge, mode: JudgeMode, threads: Int) {
    precondition(threads > 0, "\(threads) threads")
    self.path = path
    self.judge = judge
    self.mode = mode
    self.threads = threads
  }

  /// Judges all cases, in bounded memory; lines that are no cases are errors and cost no other
  /// line.
  ///
  /// - Parameters:
  ///   - write: is handed the verdicts as JSON lines, in the order of the cases.
  ///   - report: is handed each line's error in order, and the number of cases that are done.
  ///   - shouldStop: asked between groups of lines.
  /// - Returns: What was counted.
  /// - Throws: Why the file cannot be read, or what `write` throws.
  public func run(
    write: ([UInt8]) throws -> Void, report: ([JSONError], Int) -> Void,
    shouldStop: () -> Bool = { false }
  ) throws -> CaseTally {
    var pieces = try LinePieces(path)
    var tally = CaseTally()
    while !shouldStop() {
      var batch: [LinePieces.Piece] = []
      while batch.count < 4 * threads, let piece = try pieces.next() { batch.append(piece) }
      guard !batch.isEmpty else { break }
      for part in judged(batch) {
        try write(part.output)
        tally.add(part.tally)
        report(part.errors, tally.cases)
      }
    }
    return tally
  }

  /// The pieces judged on all threads, in their order.
  private func judged(_ batch: [LinePieces.Piece]) -> [JudgedLines] {
    // Protects the slots that the threads fill.
    let results = Mutex([JudgedLines?](repeating: nil, count: batch.count))
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: min(threads, batch.count)) { _ in
      while case let index = next.wrappingAdd(1, ordering: .relaxed).oldValue, index < batch.count {
        let lines = JudgedLines(
          batch[index].bytes, source: path, firstLine: batch[index].firstLine, judge: judge,
          mode: mode)
        results.withLock { $0[index] = lines }
      }
    }
    return results.withLock { $0.compactMap { $0 } }
  }
}
