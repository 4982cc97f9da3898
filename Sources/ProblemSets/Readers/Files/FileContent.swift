import Corpus

/// What a file holds, decompressed, and what it is recognised by.
public struct FileContent: Sendable {
  /// The bytes.
  public let bytes: [UInt8]
  /// Their SHA-256 as 64 lower-case hexadecimal digits.
  public let digest: String

  /// Hashes some bytes.
  public init(bytes: [UInt8]) {
    self.bytes = bytes
    digest = SHA256Digest.hexadecimal(of: bytes)
  }

  private init(bytes: [UInt8], digest: String) {
    self.bytes = bytes
    self.digest = digest
  }

  /// Reads the start of a file, at least its first line, and the digest of all of it.
  ///
  /// - Parameter most: content of at most so many bytes is kept whole.
  /// - Returns: the content or its start, and whether this is all.
  /// - Throws: What is wrong with the file.
  static func start(
    of file: String, most: Int
  ) throws(FileError) -> (content: FileContent, isWhole: Bool) {
    var blocks = try FileBlocks(file)
    var digest = RunningSHA256()
    var kept: [UInt8] = []
    var isWhole = true
    var most = most
    while let block = try blocks.next() {
      digest.add(block)
      // One JSON array or XML document is of no use in part.
      if kept.isEmpty, let first = Records.first(block), "[<".utf8.contains(first) { most = .max }
      if kept.isEmpty || isWhole && kept.count + block.count <= most {
        kept += block
      } else {
        isWhole = false
      }
    }
    return (FileContent(bytes: kept, digest: digest.finish()), isWhole)
  }

  /// Reads a file, decompressed when it starts as gzip data does.
  ///
  /// - Throws: What is wrong with the file.
  public init(file: String, limit: Int = 4 << 30) throws(FileError) {
    self.init(bytes: try FileBytes.read(file, limit: limit))
  }
}
