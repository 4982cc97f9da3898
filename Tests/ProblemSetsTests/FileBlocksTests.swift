import Corpus
import Glibc
import TestSupport
import Testing

@testable import ProblemSets

@Suite("Files of any size")
struct FileBlocksTests {
  private let folder = TemporaryFolder()

  private func blocks(of path: String, size: Int) throws -> [[UInt8]] {
    var blocks = try FileBlocks(path, size: size)
    var found: [[UInt8]] = []
    while let block = try blocks.next() { found.append(block) }
    return found
  }

  @Test("blocks are whole lines and together the file", arguments: [1, 2, 5, 7, 64])
  func lines(size: Int) throws {
    for text in ["", "\n", "one\ntwo\n\nfour", "a line longer than a block\nx\n", "no end"] {
      let found = try blocks(of: folder.write(Array(text.utf8), to: "t"), size: size)
      #expect(found.flatMap { $0 } == Array(text.utf8))
      #expect(found.dropLast().allSatisfy { $0.last == UInt8(ascii: "\n") })
      #expect(found.allSatisfy { !$0.isEmpty })
    }
  }

  @Test("a missing file, a folder and a truncated one are told apart")
  func failures() throws {
    #expect(throws: FileError(path: folder.file("none"), reason: .missing)) {
      try blocks(of: folder.file("none"), size: 8)
    }
    #expect(throws: FileError(path: folder.path, reason: .isFolder)) {
      try blocks(of: folder.path, size: 8)
    }
  }

  @Test(
    "published files come in blocks as they come whole, and a cut off one is an error",
    .enabled(if: SharedData.isPresent, SharedData.absence))
  func compressed() throws {
    let path = SharedData.path("gsm8k/test.jsonl.gz")
    let whole = try FileBytes.read(path)
    #expect(try blocks(of: path, size: 10_000).flatMap { $0 } == whole)
    var packed: [UInt8] = []
    let file = try #require(fopen(path, "r"))
    defer { fclose(file) }
    var buffer = [UInt8](repeating: 0, count: 60_000)
    packed = Array(buffer[..<fread(&buffer, 1, buffer.count, file)])
    let cut = folder.write(packed, to: "cut.gz")
    #expect(throws: FileError(path: cut, reason: .truncated)) { try blocks(of: cut, size: 4_096) }
  }

  @Test(
    "rows one by one are those of the whole file",
    .enabled(if: SharedData.isPresent, SharedData.absence),
    arguments: [
      "gsm8k/test.jsonl.gz", "mawps/multiarith.jsonl", "svamp/SVAMP.json.gz",
      "olympiadbench/test.jsonl.gz",
    ])
  func rows(name: String) throws {
    let recognised = try SuiteFile(recognising: SharedData.path(name))
    let read = try recognised.read()
    // Without its content the file is read in blocks.
    let file = SuiteFile(
      recognised.path, reader: recognised.reader, suite: recognised.suite,
      split: recognised.split)
    var rows: [Row] = []
    let rejections = try file.forEachRow { rows.append($0) }
    #expect(rejections == read.rejections)
    #expect(rows.map(\.id) == read.rows.map(\.id))
    #expect(rows.map(\.problem) == read.rows.map(\.problem))
  }

  @Test("a bad line costs no other and is named by its place")
  func badLine() throws {
    let text =
      #"{"question":"1?","answer":"it is #### 1"}"# + "\n{\n" + #"{"question":"2?"}"# + "\n"
    let path = folder.write(Array(text.utf8), to: "bad.jsonl")
    var rows: [Row] = []
    let file = SuiteFile(path, reader: GSM8KReader(), suite: "s", split: "t")
    let rejections = try file.forEachRow { rows.append($0) }
    #expect(rows.map(\.problem.statement) == ["1?"])
    #expect(rejections == (try file.read().rejections))
    #expect(rejections.map(\.line) == [2, 3])
  }
}
