import Corpus
import Glibc
import ProblemSets
import Storage
import Terminal

/// Finds the problems that a name on the command line means: a file, a published suite below
/// `$STEPMARK_DATA`, or a suite of the store.
struct SuiteSource {
  /// Rows with the name they are shown under.
  struct Found {
    let name: String
    let rows: [Row]
    let rejections: [RecordRejection]
  }

  /// The folder of published data; `nil` where the environment names none.
  static var dataFolder: String? {
    getenv("STEPMARK_DATA").map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// The store to look in at last; `nil` for none.
  let store: String?

  /// The rows behind a name: a file's path, `suite` or `suite/split`.
  ///
  /// A suite without a split means all of its files that are there.
  func rows(named name: String) async throws -> [Found] {
    if access(name, F_OK) == 0 {
      let file = try SuiteFile(recognising: name)
      return [try found(file, name: "\(file.suite)/\(file.split)")]
    }
    let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
    let split = parts.count == 2 ? parts[1] : nil
    if let suite = parts.first {
      let published = try publishedRows(suite, split)
      if !published.isEmpty { return published }
      let stored = try await storedRows(suite, split)
      if !stored.isEmpty { return stored }
    }
    throw Self.missing(name)
  }

  /// The rows of every published file below `$STEPMARK_DATA`.
  func allPublished() throws -> [Found] {
    guard Self.dataFolder != nil else {
      throw CommandError(
        "STEPMARK_DATA names no folder with the published suites", hint: "STEPMARK_DATA=FOLDER",
        exitCode: .missingData)
    }
    return try SuiteCard.all.flatMap { try publishedRows($0.name, nil) }
  }

  /// The rows of the files of a published suite that are below `$STEPMARK_DATA`.
  func publishedRows(_ suite: String, _ split: String?) throws -> [Found] {
    guard let data = Self.dataFolder, let card = SuiteCard.named(suite) else { return [] }
    return try card.files.filter { split == nil || $0.split == split }.compactMap { file in
      guard let path = card.path(of: file, below: data) else { return nil }
      let reader = try SuiteFormats.reader(named: card.format)
      return try found(
        SuiteFile(path, reader: reader, suite: card.name, split: file.split),
        name: "\(card.name)/\(file.split)")
    }
  }

  private func storedRows(_ suite: String, _ split: String?) async throws -> [Found] {
    guard let store, access(store, F_OK) == 0 else { return [] }
    return try await Store(path: store, access: .read).read { (store) throws(DatabaseError) in
      var found: [Found] = []
      for place in try store.suites()
      where place.suite == suite && (split == nil || place.split == split) {
        let problems = try store.problems(
          suite: suite, split: place.split, from: 0, limit: Int.max)
        let rows = problems.map {
          Row(id: $0.rowID, suite: suite, split: place.split, problem: $0.problem)
        }
        found.append(Found(name: "\(suite)/\(place.split)", rows: rows, rejections: []))
      }
      return found
    }
  }

  private func found(_ file: SuiteFile, name: String) throws(ReadingError) -> Found {
    let read = try file.read()
    return Found(name: name, rows: read.rows, rejections: read.rejections)
  }

  /// What to do about a suite that is nowhere: its address and hash, where it has them.
  static func missing(_ name: String) -> CommandError {
    let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
    guard let card = parts.first.flatMap({ SuiteCard.named($0) }) else {
      let known = SuiteCard.all.map(\.name)
      let close = parts.first.flatMap { Terminal.nearest(to: $0, among: known) }
      return CommandError(
        "there is no file and no suite named \(name)"
          + (close.map { ": did you mean \($0)?" } ?? ""),
        hint: "a file, or one of " + known.joined(separator: ", "), exitCode: .missingData)
    }
    let files = card.files.filter { parts.count < 2 || $0.split == parts[1] }
    let places = files.map { "\(card.name)/\($0.split): \(place(of: $0))" }
    return CommandError(
      "the files of \(card.name) are neither below STEPMARK_DATA nor in the store\n  "
        + places.joined(separator: "\n  "),
      hint: "stepmark problems fetch \(name), or STEPMARK_DATA=FOLDER", exitCode: .missingData)
  }

  /// Where a file is from, with its hash.
  static func place(of file: SuiteCard.File) -> String {
    let origin =
      file.address
      ?? "github.com/\(file.repository), \(file.path) at \(file.commit.prefix(10)) "
      + "(\(file.assembly ?? ""))"
    return "\(origin), SHA-256 \(file.digest)"
  }
}
