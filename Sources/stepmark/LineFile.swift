import Corpus
import Curation
import ProblemSets

/// A file of JSON lines, which appears under its name when it is complete.
final class LineFile {
  private var file: AtomicFile?

  init(_ path: String) throws(ExportError) { file = try AtomicFile(path: path) }

  /// Appends rows.
  func write(_ rows: some Sequence<Row>) throws(ExportError) {
    for row in rows { try write(row.line) }
  }

  /// Appends a line.
  func write(_ line: String) throws(ExportError) { try file?.write(Array((line + "\n").utf8)) }

  /// Ends the file before it is complete.
  ///
  /// - Returns: the name under which the lines so far are kept.
  func keepPartial() throws(ExportError) -> String? {
    guard let file = file.take() else { return nil }
    return try file.keepPartial()
  }

  /// Gives the file its name.
  func publish() throws(ExportError) {
    guard var file = file.take() else { return }
    _ = try file.flush()
    try file.publish()
  }
}
