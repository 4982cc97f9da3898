import Answers
import Corpus
import JSON

/// A file with the problems of a suite.
public struct SuiteFile: Sendable {
  /// The file, compressed with gzip or not.
  public let path: String
  /// Its format.
  public let reader: any SuiteReader
  /// The suite's name.
  public let suite: String
  /// The split's name.
  public let split: String
  /// Whether it was recognised as a published file, by the SHA-256 of its card.
  public let isPublished: Bool
  let content: FileContent?

  /// Makes a file; the suite is named after the format and the split after the file if they are
  /// not given.
  public init(
    _ path: String, reader: any SuiteReader, suite: String? = nil, split: String? = nil
  ) {
    self.init(
      path, reader: reader, suite: suite, split: split, content: nil, isPublished: false)
  }

  /// The most bytes of content that are kept between recognising a file and reading it.
  private static let keptBytes = 64 << 20

  /// Makes a file whose format, suite and split are recognised: by the SHA-256 of a card, else by
  /// the shape of the records.
  ///
  /// - Throws: Why the file cannot be read, or that no format fits.
  public init(
    recognising path: String, suite: String? = nil, split: String? = nil
  ) throws(ReadingError) {
    let content: FileContent
    let isWhole: Bool
    do {
      (content, isWhole) = try FileContent.start(of: path, most: Self.keptBytes)
    } catch {
      throw .file(error)
    }
    if let (card, file) = SuiteCard.file(digest: content.digest) {
      self.init(
        path, reader: try SuiteFormats.reader(named: card.format), suite: suite ?? card.name,
        split: split ?? file.split, content: isWhole ? content : nil, isPublished: true)
    } else {
      self.init(
        path, reader: try SuiteFormats.reader(recognising: content, file: path), suite: suite,
        split: split, content: isWhole ? content : nil, isPublished: false)
    }
  }

  private init(
    _ path: String, reader: any SuiteReader, suite: String?, split: String?,
    content: FileContent?, isPublished: Bool
  ) {
    self.path = path
    self.reader = reader
    self.suite = suite ?? reader.format
    self.split = split ?? Self.split(named: path)
    self.content = content
    self.isPublished = isPublished
  }

  /// Reads all rows; records that cannot be used are listed and cost no other record.
  ///
  /// A row that says the same as an earlier one, or contradicts it, is kept and flagged.
  ///
  /// - Parameter limit: The most bytes of content.
  /// - Throws: Why there are no rows at all.
  public func read(limit: Int = 4 << 30) throws(ReadingError) -> SuiteRows {
    let records =
      if let content {
        try Records(content, file: path, container: reader.container)
      } else {
        try Records(file: path, container: reader.container, limit: limit)
      }
    if let sample = records.sample { try refuseOtherFormats(sample) }
    let rated = reader as? any RatedSolutionReader
    var rows: [Row] = []
    var solutions: [RatedSolution] = []
    var rejections: [RecordRejection] = []
    var unreadableGolds: [RecordRejection] = []
    let judge = Judge()
    var lines: [String: Int] = [:]
    var earlier = EarlierRows()
    rows.reserveCapacity(records.all.count)
    for record in records.all {
      do throws(JSONError) {
        let value = try record.result.get()
        let place = RecordPlace(suite: suite, split: split, line: record.number)
        let row = try reader.row(from: value, at: place)
        let solution = try rated?.solution(from: value)
        if let first = lines[row.id] {
          throw value.error("the id '\(row.id)' occurs before, on line \(first)")
        }
        lines[row.id] = record.number
        rows.append(earlier.compared(row, allowsRepeats: rated != nil))
        if let solution { solutions.append(solution) }
        let gold = row.problem.gold
        if !gold.isEmpty, let refusal = judge.prepare(gold).refusal {
          unreadableGolds.append(
            RecordRejection(
              file: path, line: record.number, field: "",
              reason: "the gold answer cannot be read (\(refusal)): \(gold.prefix(80))"))
        }
      } catch {
        rejections.append(
          RecordRejection(
            file: path, line: record.number, error: error, positions: record.positions))
      }
    }
    return SuiteRows(
      rows: rows, solutions: solutions, rejections: rejections, unreadableGolds: unreadableGolds,
      digest: records.digest)
  }

  /// Refuses a file when a record shows that it has another format.
  func refuseOtherFormats(_ sample: JSONValue) throws(ReadingError) {
    guard !reader.recognises(sample) else { return }
    if let other = SuiteFormats.reader(recognising: sample), other.format != reader.format,
      other.container == reader.container
    {
      throw .mismatch(file: path, expected: reader.format, found: other.format)
    }
  }

  /// `train` for `…/train.jsonl.gz`.
  private static func split(named path: String) -> String {
    let name = path.split(separator: "/").last ?? "all"
    let stem = name.prefix { $0 != "." }
    return stem.isEmpty ? "all" : String(stem)
  }
}

/// The statements of a file so far.
private struct EarlierRows {
  private var first: [String: (id: String, gold: String)] = [:]

  /// The row, flagged when an earlier one has its statement.
  mutating func compared(_ row: Row, allowsRepeats: Bool) -> Row {
    let statement = row.problem.statement
    guard let before = first[statement] else {
      first[statement] = (row.id, row.problem.gold)
      return row
    }
    if before.gold != row.problem.gold {
      return row.flagged(.conflictingGold, "repeats", before.id)
    }
    // Rated solutions come several a problem: that is no fault of the file.
    return allowsRepeats ? row : row.flagged(.duplicate, "repeats", before.id)
  }
}
