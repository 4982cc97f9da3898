import Answers
import Corpus
import JSON

/// The formats that suites are read from.
public enum SuiteFormats {
  /// Every reader, in the order in which formats are listed.
  public static let readers: [any SuiteReader] = [GSM8KReader(), MATHReader(), JSONLReader()]

  /// The names of all formats.
  public static var names: [String] { readers.map(\.format) }

  /// The reader of a format.
  ///
  /// - Throws: An error with the nearest format when there is none of that name.
  public static func reader(named name: String) throws(ReadingError) -> any SuiteReader {
    if let reader = readers.first(where: { $0.format == name }) { return reader }
    throw .unknownFormat(name: name, nearest: nearest(to: name, among: names), known: names)
  }
}

/// A file with the problems of a suite.
public struct SuiteFile: Sendable {
  /// The file: JSON lines or one JSON array, compressed with gzip or not.
  public let path: String
  /// Its format.
  public let reader: any SuiteReader
  /// The suite's name.
  public let suite: String
  /// The split's name.
  public let split: String

  /// Makes a file; the suite is named after the format and the split after the file if they are
  /// not given.
  public init(
    _ path: String, reader: any SuiteReader, suite: String? = nil, split: String? = nil
  ) {
    self.path = path
    self.reader = reader
    self.suite = suite ?? reader.format
    self.split = split ?? Self.split(named: path)
  }

  /// Reads all rows; records that cannot be used are listed and cost no other record.
  ///
  /// - Parameter limit: The most bytes of content.
  /// - Throws: Why there are no rows at all.
  public func read(limit: Int = 4 << 30) throws(ReadingError) -> SuiteRows {
    let records = try Records(file: path, limit: limit)
    try refuseOtherFormats(records)
    var rows: [Row] = []
    var rejections: [RecordRejection] = []
    var unreadableGolds: [RecordRejection] = []
    let judge = Judge()
    var lines: [String: Int] = [:]
    rows.reserveCapacity(records.all.count)
    for record in records.all {
      do throws(JSONError) {
        let value = try record.result.get()
        let place = RecordPlace(suite: suite, split: split, line: record.number)
        let row = try reader.row(from: value, at: place)
        if let first = lines.updateValue(record.number, forKey: row.id) {
          throw value.error("the id '\(row.id)' occurs before, on line \(first)")
        }
        rows.append(row)
        if let refusal = judge.prepare(row.problem.gold).refusal {
          unreadableGolds.append(
            RecordRejection(
              file: path, line: record.number, field: "",
              reason: "the gold answer cannot be read (\(refusal)): \(row.problem.gold.prefix(80))")
          )
        }
      } catch {
        rejections.append(RecordRejection(file: path, line: record.number, error: error))
      }
    }
    return SuiteRows(rows: rows, rejections: rejections, unreadableGolds: unreadableGolds)
  }

  private func refuseOtherFormats(_ records: Records) throws(ReadingError) {
    guard let sample = records.sample, !has(reader.requiredFields, sample) else { return }
    let other = SuiteFormats.readers.first { has($0.requiredFields, sample) }
    if let other, other.format != reader.format {
      throw .mismatch(file: path, expected: reader.format, found: other.format)
    }
  }

  private func has(_ fields: [String], _ record: JSONValue) -> Bool {
    guard case .object(let members) = record.kind else { return false }
    return fields.allSatisfy { field in members.contains { $0.name == field } }
  }

  /// `train` for `…/train.jsonl.gz`.
  private static func split(named path: String) -> String {
    let name = path.split(separator: "/").last ?? "all"
    let stem = name.prefix { $0 != "." }
    return stem.isEmpty ? "all" : String(stem)
  }
}
