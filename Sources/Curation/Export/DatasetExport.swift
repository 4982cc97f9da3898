import Corpus
import Glibc
import JSON
import Storage

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

/// Writes labelled solutions into files and proves that they say what the store says.
public struct DatasetExport: Sendable {
  /// The solutions.
  public let solutions: LabelledSolutions
  /// The format.
  public let format: any DatasetFormat
  /// The path of the file for training; the file for testing has `.test` before its extension.
  public let path: String
  /// The share of root problems that go to the test file, in 0 ..< 1.
  public let holdout: Double

  /// Makes an export.
  public init(
    solutions: LabelledSolutions, format: any DatasetFormat, path: String, holdout: Double
  ) {
    self.solutions = solutions
    self.format = format
    self.path = path
    self.holdout = holdout
  }

  /// Writes the files, reads every line back and compares it with the store, then publishes them.
  ///
  /// - Returns: the files and how many solutions the policy left out.
  /// - Throws: `ExportError`; nothing is published then.
  public func run() async throws -> (files: [ExportedFile], leftOut: Int) {
    var parts = [try Part(path: path, split: "train")]
    if holdout > 0 { parts.append(try Part(path: testPath, split: "test")) }
    var leftOut = 0
    try await solutions.forEach { root, solution in
      guard let solution else {
        leftOut += 1
        return
      }
      let part = isHeldOut(root) ? 1 : 0
      try parts[part].add(solution, root: root, format: format)
    }
    guard parts.contains(where: { $0.file.lines > 0 }) else {
      throw ExportError.nothingLabelled(
        suite: solutions.selection.suite, method: solutions.selection.method ?? "any method")
    }
    for index in parts.indices { try parts[index].flush() }
    try await readBack(parts)
    for part in parts { try part.publish() }
    return (parts.map(\.file), leftOut)
  }

  /// Whether a root problem belongs to the test file: a function of its content alone.
  func isHeldOut(_ root: ContentKey) -> Bool {
    var hasher = ContentHasher("holdout")
    hasher.add(root)
    return Double(hasher.key.high >> 11) * 0x1p-53 < holdout
  }

  private var testPath: String {
    guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else {
      return path + ".test"
    }
    return path[..<dot] + ".test" + path[dot...]
  }

  private func readBack(_ parts: [Part]) async throws {
    var readers: [LineReader] = []
    for part in parts { readers.append(try LineReader(path: part.file.path + ".partial")) }
    var seen = parts.map { _ in Set<[UInt8]>() }
    var root: ContentKey?
    try await solutions.forEach { current, solution in
      guard let solution else { return }
      let part = isHeldOut(current) ? 1 : 0
      if root != current {
        seen[part] = []
        root = current
      }
      for (json, meaning) in try format.lines(solution)
      where seen[part].insert(json.serializedBytes()).inserted {
        let name = parts[part].file.path
        guard let (number, line) = readers[part].next() else {
          throw ExportError.readBackDiffers(file: name, line: 0, reason: "the file ends too early")
        }
        let read = try format.read(try JSONValue.parse(line, source: name))
        guard read == meaning else {
          throw ExportError.readBackDiffers(
            file: name, line: number, reason: "solution \(solution.completion)")
        }
      }
    }
    for index in parts.indices where readers[index].next() != nil {
      throw ExportError.readBackDiffers(
        file: parts[index].file.path, line: parts[index].file.lines, reason: "there are more lines")
    }
  }

  /// One file while it is written.
  private final class Part {
    var file: ExportedFile
    private var output: AtomicFile?
    private var lastRoot: ContentKey?
    /// Lines of the current root: equal prefixes of different solutions are written once.
    private var seen: Set<[UInt8]> = []

    init(path: String, split: String) throws(ExportError) {
      file = ExportedFile(path: path, split: split)
      output = try AtomicFile(path: path)
    }

    func add(
      _ solution: LabelledSolution, root: ContentKey, format: any DatasetFormat
    ) throws(ExportError) {
      let lines = try format.lines(solution)
      guard !lines.isEmpty else { return }
      if root != lastRoot {
        seen = []
        file.roots += 1
        lastRoot = root
      }
      file.solutions += 1
      for (json, meaning) in lines {
        var bytes = json.serializedBytes()
        guard seen.insert(bytes).inserted else { continue }
        bytes.append(0x0a)
        try output?.write(bytes)
        file.lines += 1
        file.positive += meaning.labels.count { $0 == .positive }
        file.negative += meaning.labels.count { $0 == .negative }
      }
    }

    func flush() throws(ExportError) {
      file.sha256 = try output?.flush() ?? ""
      file.bytes = output?.bytes ?? 0
    }

    func publish() throws(ExportError) { try output.take()?.publish() }
  }
}

/// Reads a file line by line.
final class LineReader {
  private let handle: UnsafeMutablePointer<FILE>
  private var number = 0

  init(path: String) throws(ExportError) {
    guard let handle = fopen(path, "r") else {
      throw .cannotWrite(file: path, reason: String(cString: strerror(errno)))
    }
    self.handle = handle
  }

  func next() -> (number: Int, bytes: [UInt8])? {
    var line: UnsafeMutablePointer<CChar>?
    var capacity = 0
    defer { free(line) }
    let count = getline(&line, &capacity, handle)
    guard count > 0, let line else { return nil }
    number += 1
    let bytes = UnsafeRawBufferPointer(start: line, count: count)
    return (number, Array(bytes.last == 0x0a ? bytes.dropLast() : bytes[...]))
  }

  deinit { fclose(handle) }
}
