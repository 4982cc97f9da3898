import Answers
import Corpus
import Dispatch
import Glibc
import JSON
import ProblemSets
import Synchronization

/// Measures the judge alone, on cases that are read before.
struct JudgeBenchmark {
  /// What one pass over a file took.
  struct Result {
    var cases = 0
    var correct = 0
    var seconds = 0.0
    /// The slowest judgement in seconds of CPU, and its case.
    var slowest = (seconds: 0.0, id: "")
  }

  let path: String

  /// Judges every case of the file once, reading line after line, and looks at each one's time.
  func slowest() throws -> Result {
    var result = Result()
    var worker = JudgeWorker(Judge())
    for line in JSONLines(try FileBytes.read(path), source: path) {
      let item = try AnswerCase(try line.result.get(), mode: .answer)
      let start = threadSeconds()
      let judgement = worker.judge(item.prediction, gold: item.gold, mode: item.mode)
      let seconds = threadSeconds() - start
      result.cases += 1
      result.correct += judgement.verdict == .correct ? 1 : 0
      result.seconds += seconds
      if seconds > result.slowest.seconds {
        result.slowest = (seconds, item.id.serialized())
      }
    }
    return result
  }

  /// Judges the cases again and again for about a second of CPU time on one thread.
  ///
  /// - Parameter usesTextShortcut: whether equal texts are equal answers without being read.
  func rate(usesTextShortcut: Bool) throws -> Result {
    let items = try cases()
    var judge = Judge()
    judge.usesTextShortcut = usesTextShortcut
    var result = Result()
    let start = threadSeconds()
    repeat {
      result.correct = correct(items[...], judge)
      result.cases += items.count
      result.seconds = threadSeconds() - start
    } while result.seconds < 1
    return result
  }

  /// The wall seconds of eight passes over the cases on some threads.
  func wallSeconds(threads: Int) throws -> Double {
    let items = try cases()
    let judge = Judge()
    let size = 512
    let pieces = 8 * ((items.count + size - 1) / size)
    let next = Atomic(0)
    let start = ContinuousClock.now
    DispatchQueue.concurrentPerform(iterations: threads) { _ in
      while case let piece = next.wrappingAdd(1, ordering: .relaxed).oldValue, piece < pieces {
        let first = piece / 8 * size
        _ = correct(items[first..<min(items.count, first + size)], judge)
      }
    }
    return (ContinuousClock.now - start) / .seconds(1)
  }

  private func correct(_ items: ArraySlice<AnswerCase>, _ judge: Judge) -> Int {
    var worker = JudgeWorker(judge)
    return items.count {
      worker.judge($0.prediction, gold: $0.gold, mode: $0.mode).verdict == .correct
    }
  }

  private func cases() throws -> [AnswerCase] {
    try JSONLines(try FileBytes.read(path), source: path).map {
      try AnswerCase(try $0.result.get(), mode: .answer)
    }
  }
}
