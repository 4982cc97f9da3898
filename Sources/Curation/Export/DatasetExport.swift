import Corpus
import JSON
import Storage

/// Writes the solutions of a store into files and proves that they say what the store says.
public struct DatasetExport: Sendable {
  /// The solutions.
  public let solutions: SolutionGroups
  /// The format.
  public let format: any DatasetFormat
  /// The path of the file for training; the file for testing has `.test` before its extension.
  public let path: String
  /// Which root problems go to the test file.
  public let holdout: Holdout
  /// Whether as many lines hold a wrong step or answer as hold none.
  public let isBalanced: Bool

  /// Makes an export.
  public init(
    solutions: SolutionGroups, format: any DatasetFormat, path: String,
    holdout: Holdout = Holdout(), isBalanced: Bool = false
  ) {
    self.solutions = solutions
    self.format = format
    self.path = path
    self.holdout = holdout
    self.isBalanced = isBalanced
  }

  /// Writes the files, reads every line back and compares it with the store, then publishes them.
  ///
  /// - Returns: the files and how many solutions the policy left out.
  /// - Throws: `ExportError`; nothing is published then.
  public func run() async throws -> (files: [ExportedFile], leftOut: Int) {
    var parts = [try FileInWork(path: path, split: "train")]
    if holdout.share > 0 { parts.append(try FileInWork(path: testPath, split: "test")) }
    let drawn = try await DrawnHoldout(holdout, solutions)
    let balance = isBalanced ? try await balance(drawn, files: parts.count) : nil
    var leftOut = 0
    let hadLines = balance.map { $0.counted > 0 } ?? false
    try await forEach(drawn, balance) { group, part, lines in
      leftOut += group.leftOut
      try parts[part].add(lines)
    }
    guard parts.contains(where: { $0.file.lines > 0 }) else {
      throw nothing(leftOut: leftOut, hadLines: hadLines)
    }
    for part in parts { try part.flush() }
    try await readBack(parts.map(\.file), drawn, balance)
    for part in parts { try part.publish() }
    return (parts.map(\.file), leftOut)
  }

  /// Hands over the distinct lines of every root problem, with the file that they belong to.
  private func forEach(
    _ holdout: DrawnHoldout, _ balance: ClassBalance?,
    _ body: (SolutionGroup, _ part: Int, [KeptLine]) throws -> Void
  ) async throws {
    try await solutions.forEach(for: format) { group in
      let part = holdout.holds(group.root) ? 1 : 0
      let lines = try KeptLine.lines(of: group, in: format)
      try body(group, part, balance?.kept(lines, file: part) ?? lines)
    }
  }

  private func nothing(leftOut: Int, hadLines: Bool) -> ExportError {
    if hadLines || leftOut > 0 { return .nothingLeft(leftOut: leftOut, isBalanced: hadLines) }
    let selection = solutions.selection
    return .nothingLabelled(
      suite: selection.suite, split: selection.split, method: selection.method)
  }

  private func balance(_ holdout: DrawnHoldout, files: Int) async throws -> ClassBalance {
    var balance = ClassBalance(files: files)
    try await forEach(holdout, nil) { _, part, lines in balance.count(lines, file: part) }
    balance.decide()
    return balance
  }

  private var testPath: String {
    guard let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else {
      return path + ".test"
    }
    return path[..<dot] + ".test" + path[dot...]
  }

  private func readBack(
    _ files: [ExportedFile], _ holdout: DrawnHoldout, _ balance: ClassBalance?
  ) async throws {
    var readers: [LineReader] = []
    for file in files { readers.append(try LineReader(path: file.path + ".partial")) }
    try await forEach(holdout, balance) { _, part, lines in
      let name = files[part].path
      for expected in lines {
        guard let (number, line) = readers[part].next() else {
          throw ExportError.readBackDiffers(file: name, line: 0, reason: "the file ends too early")
        }
        let read = try format.read(try JSONValue.parse(line, source: name))
        guard read == expected.meaning else {
          throw ExportError.readBackDiffers(
            file: name, line: number,
            reason: "solution " + expected.solutions.map(\.description).joined(separator: ", "))
        }
      }
    }
    for index in files.indices where readers[index].next() != nil {
      throw ExportError.readBackDiffers(
        file: files[index].path, line: files[index].lines, reason: "there are more lines")
    }
  }
}
