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

  /// Reads a file, decompressed when it starts as gzip data does.
  ///
  /// - Throws: What is wrong with the file.
  public init(file: String, limit: Int = 4 << 30) throws(FileError) {
    self.init(bytes: try FileBytes.read(file, limit: limit))
  }
}
