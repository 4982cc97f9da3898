import ProblemSets
import TestSupport
import Testing

@Suite("Reading files")
struct FileBytesTests {
  private let folder = TemporaryFolder()
  /// `gzip` of "hello\n".
  private let hello: [UInt8] = [
    0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x03, 0xcb, 0x48, 0xcd, 0xc9, 0xc9, 0xe7,
    0x02, 0x00, 0x20, 0x30, 0x3a, 0x36, 0x06, 0x00, 0x00, 0x00,
  ]

  @Test("reads plain and compressed files alike")
  func reads() throws {
    let text = Array("hello\n".utf8)
    #expect(try FileBytes.read(folder.write(text, to: "plain")) == text)
    #expect(try FileBytes.read(folder.write(hello, to: "packed.gz")) == text)
    #expect(try FileBytes.read(folder.write(hello + hello, to: "two.gz")) == text + text)
    #expect(try FileBytes.read(folder.write([], to: "empty")).isEmpty)
  }

  @Test("says what is wrong with a file")
  func errors() {
    expect(folder.file("absent"), .missing)
    expect(folder.path, .isFolder)
    expect(folder.write(Array(hello.dropLast(9)), to: "short.gz"), .truncated)
    expect(folder.write([0x1f, 0x8b], to: "head.gz"), .truncated)
    expect(folder.write(hello + [1, 2], to: "tail.gz"), .damaged)
    var damaged = hello
    damaged[18] ^= 1
    expect(folder.write(damaged, to: "damaged.gz"), .damaged)
    expect(folder.write(hello, to: "large.gz"), .tooLarge(limit: 25), limit: 25)
    let error = FileError(path: "a.gz", reason: .truncated)
    #expect("\(error)" == "a.gz: the compressed data is truncated: download the file again")
  }

  @Test("the limit bounds what a file expands to")
  func bomb() {
    let path = folder.write(hello, to: "bomb.gz")
    #expect(throws: Never.self) { try FileBytes.read(path, limit: 26) }
    let many = Array(repeatElement(hello, count: 100).joined())
    expect(folder.write(many, to: "many.gz"), .tooLarge(limit: 100), limit: 100)
  }

  private func expect(_ path: String, _ reason: FileError.Reason, limit: Int = 1 << 20) {
    #expect(throws: FileError(path: path, reason: reason)) {
      try FileBytes.read(path, limit: limit)
    }
  }
}
