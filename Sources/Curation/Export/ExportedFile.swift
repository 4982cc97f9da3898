import Corpus
import JSON

/// What one exported file holds.
public struct ExportedFile: Hashable, Sendable {
  /// The file's path.
  public let path: String
  /// The part of the dataset: `train` or `test`.
  public let split: String
  /// Lines.
  public var lines = 0
  /// Solutions that gave at least one line.
  public var solutions = 0
  /// Root problems with at least one such solution.
  public var roots = 0
  /// Labels of right steps.
  public var positive = 0
  /// Labels of wrong steps.
  public var negative = 0
  /// Bytes.
  public var bytes = 0
  /// The SHA-256 of the bytes, in hexadecimal.
  public var sha256 = ""
}

/// A file while it is written.
final class FileInWork {
  private(set) var file: ExportedFile
  private var output: AtomicFile?

  init(path: String, split: String) throws(ExportError) {
    file = ExportedFile(path: path, split: split)
    output = try AtomicFile(path: path)
  }

  /// Adds the lines of a root problem.
  func add(_ lines: [KeptLine]) throws(ExportError) {
    guard !lines.isEmpty else { return }
    file.roots += 1
    file.solutions += Set(lines.flatMap(\.solutions)).count
    for line in lines {
      try output?.write(line.bytes + [0x0a])
      file.lines += 1
      file.positive += line.meaning.labels.count { $0 == .positive }
      file.negative += line.meaning.labels.count { $0 == .negative }
    }
  }

  func flush() throws(ExportError) {
    file.sha256 = try output?.flush() ?? ""
    file.bytes = output?.bytes ?? 0
  }

  func publish() throws(ExportError) { try output.take()?.publish() }
}

/// A line of a root problem, with all solutions that gave it.
struct KeptLine {
  let bytes: [UInt8]
  let meaning: ExportedLine
  var solutions: [ContentKey]

  /// The distinct lines of a group: equal ones of different solutions are written once.
  static func lines(
    of group: SolutionGroup, in format: any DatasetFormat
  ) throws(ExportError) -> [KeptLine] {
    var places: [LineBytes: Int] = [:]
    var lines: [KeptLine] = []
    for row in try format.lines(group) {
      let bytes = row.json.serializedBytes()
      let key = LineBytes(bytes: bytes)
      if let place = places[key] {
        lines[place].solutions += row.solutions
      } else {
        places[key] = lines.count
        lines.append(KeptLine(bytes: bytes, meaning: row.meaning, solutions: row.solutions))
      }
    }
    return lines
  }
}

/// The bytes of a line, hashed all at once: an array hashes them one by one.
private struct LineBytes: Hashable {
  let bytes: [UInt8]

  func hash(into hasher: inout Hasher) {
    bytes.withUnsafeBytes { hasher.combine(bytes: $0) }
  }
}
