import Answers
import Corpus

/// What the rows of a file are, in numbers.
public struct SuiteSummary: Sendable {
  /// Rows that can be used.
  public let rows: Int
  /// Different problems among them.
  public let distinct: Int
  /// Records that cannot be used.
  public let rejected: Int
  /// Gold answers; a row may have none.
  public let golds: Int
  /// Gold answers that the judge reads and finds equal to themselves without comparing texts.
  public let equalGolds: Int
  /// Rows by the type of their gold answer, the most frequent first.
  public let answerTypes: [(name: String, rows: Int)]
  /// Rows by their flags, in the order of ``RowFlag``; flags without a row are left out.
  public let flags: [(name: String, rows: Int)]
  /// Rows with at least one flag.
  public let flagged: Int

  /// Counts what was read.
  public init(_ read: SuiteRows) {
    rows = read.rows.count
    distinct = Set(read.rows.map(\.problem.key)).count
    rejected = read.rejections.count
    answerTypes = Dictionary(read.rows.map { (AnswerType.of($0), 1) }, uniquingKeysWith: +)
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
    flags = RowFlag.allCases.map { flag in
      (flag.rawValue, read.rows.count { $0.flags.contains(flag) })
    }.filter { $0.1 > 0 }
    flagged = read.rows.count { !$0.flags.isEmpty }
    let answers = read.rows.map(\.problem.gold).filter { !$0.isEmpty }
    golds = answers.count
    var judge = Judge()
    judge.usesTextShortcut = false
    var worker = JudgeWorker(judge)
    var isEqual: [String: Bool] = [:]
    for gold in answers where isEqual[gold] == nil {
      isEqual[gold] = worker.judge(gold, gold: gold, mode: .answer).verdict == .correct
    }
    equalGolds = answers.count { isEqual[$0] == true }
  }
}
