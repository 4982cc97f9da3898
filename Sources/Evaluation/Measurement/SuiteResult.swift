import Answers
import Corpus

/// The judged samples of one row of a suite.
public struct RowResult: Hashable, Sendable {
  /// The attributes by which accuracy is told apart: MATH calls its subjects types.
  public static let groupings = ["family", "steps", "level", "type", "subject"]

  /// The row's id.
  public let row: String
  /// What the source says beside the problem: family, steps, level and the like.
  public let attributes: [String: String]
  /// The samples in the order of their indices.
  public let samples: [JudgedReply]
  /// Tokens that were generated for them.
  public let completionTokens: Int

  /// Makes a row's result.
  public init(
    row: String, attributes: [String: String], samples: [JudgedReply], completionTokens: Int
  ) {
    self.row = row
    self.attributes = attributes
    self.samples = samples
    self.completionTokens = completionTokens
  }

  /// How many samples are correct.
  public var correct: Int { samples.count { $0.verdict == .correct } }

  /// The samples as votes, grouped by equal answers.
  public var votes: Votes {
    Votes(samples.map { (answer: $0.voteKey, isCorrect: $0.verdict == .correct) })
  }
}

/// What a model did on a split of a suite.
public struct SuiteResult: Hashable, Sendable {
  /// The suite.
  public let suite: String
  /// The split.
  public let split: String
  /// The model.
  public let model: ModelIdentity
  /// How it was sampled, as a JSON object.
  public let settings: String
  /// The rows with at least one sample, in their order.
  public let rows: [RowResult]
  /// How many rows have no sample.
  public let missing: Int

  /// Makes a result.
  public init(
    suite: String, split: String, model: ModelIdentity, settings: String, rows: [RowResult],
    missing: Int
  ) {
    self.suite = suite
    self.split = split
    self.model = model
    self.settings = settings
    self.rows = rows
    self.missing = missing
  }

  /// The samples that every row has: the smallest number.
  public var samplesPerRow: Int { rows.map(\.samples.count).min() ?? 0 }

  /// How many samples have each verdict.
  public var verdicts: [Verdict: Int] {
    rows.reduce(into: [:]) { counts, row in
      for sample in row.samples { counts[sample.verdict, default: 0] += 1 }
    }
  }

  /// The rows grouped by one of their attributes, in the order of its values: numbers by size,
  /// then names.
  public func grouped(by attribute: String) -> [(value: String, rows: [RowResult])] {
    let groups = Dictionary(grouping: rows) { $0.attributes[attribute] ?? "" }
    return groups.map { (value: $0.key, rows: $0.value) }
      .sorted {
        (Int($0.value) ?? Int.max, $0.value) < (Int($1.value) ?? Int.max, $1.value)
      }
  }
}

/// The metrics of rows, each with its interval over problems.
public struct RowMetrics: Sendable {
  private let rows: [RowResult]

  /// The metrics of these rows.
  public init(_ rows: [RowResult]) { self.rows = rows }

  /// The k at which curves are drawn: powers of two up to the number of samples, and that number.
  public var curve: [Int] {
    let most = rows.map(\.samples.count).min() ?? 0
    var values = sequence(first: 1) { $0 * 2 }.prefix { $0 <= most }
    if let last = values.last, last < most { values.append(most) }
    return Array(values)
  }

  /// The mean share of correct samples.
  public var accuracy: Estimate? {
    Estimate.accuracy(ofProblems: rows.map { $0.samples.map { $0.verdict == .correct } })
  }

  /// pass@k by the unbiased estimator (2107.03374).
  public func passAtK(_ k: Int) -> Estimate? {
    Estimate.passAtK(
      ofProblems: rows.map { (samples: $0.samples.count, correct: $0.correct) }, k: k)
  }

  /// maj@k: the expected share of problems whose most frequent answer among k samples is correct.
  public func majorityAtK(_ k: Int) -> Estimate? {
    Estimate.majorityAtK(ofProblems: rows.map(\.votes), k: k)
  }
}

extension SuiteResult {
  /// The paired comparison of two models on the rows that both have samples of.
  ///
  /// What is compared is each row's share of correct samples.
  public func compared(with other: SuiteResult) -> PairedComparison? {
    let theirs = Dictionary(other.rows.map { ($0.row, $0) }) { first, _ in first }
    let pairs = rows.compactMap { row -> (Double, Double)? in
      guard let match = theirs[row.row], !row.samples.isEmpty, !match.samples.isEmpty else {
        return nil
      }
      return (
        Double(row.correct) / Double(row.samples.count),
        Double(match.correct) / Double(match.samples.count)
      )
    }
    return PairedComparison(first: pairs.map(\.0), second: pairs.map(\.1))
  }
}
