import CZlib
import Glibc

/// The content of a file in blocks of whole lines, decompressed when it is gzip data: so a file of
/// any size is read in little memory.
///
/// A line that is longer than a block makes its block longer, up to a limit.
struct FileBlocks: ~Copyable {
  private let path: String
  private let file: gzFile
  private let size: Int
  /// What was read of a line whose end was not.
  private var rest: [UInt8] = []
  private var isAtEnd = false
  private let longestLine: Int

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - size: how many bytes are read at a time.
  ///   - longestLine: the most bytes of a line.
  /// - Throws: What is wrong with the file.
  init(
    _ path: String, size: Int = 1 << 22, longestLine: Int = 1 << 30
  ) throws(FileError) {
    var status = stat()
    guard stat(path, &status) == 0 else { throw FileError(path: path, code: errno) }
    guard status.st_mode & S_IFMT != S_IFDIR else { throw FileError(path: path, reason: .isFolder) }
    guard let file = gzopen(path, "rb") else { throw FileError(path: path, code: errno) }
    self.path = path
    self.file = file
    self.size = size
    self.longestLine = longestLine
  }

  /// The next block, or `nil` at the end.
  ///
  /// All blocks but the last end with a line feed.
  ///
  /// - Throws: What is wrong with the data.
  mutating func next() throws(FileError) -> [UInt8]? {
    var block = rest
    rest = []
    while !isAtEnd {
      let start = block.count
      block.append(contentsOf: repeatElement(0, count: size))
      let count = block.withUnsafeMutableBytes { bytes in
        gzread(file, bytes.baseAddress.map { $0 + start }, UInt32(size))
      }
      guard count >= 0 else { throw failure() }
      block.removeLast(size - Int(count))
      if count < size {
        // A file that was cut off gives what it has and says so only then.
        var code: Int32 = Z_OK
        _ = gzerror(file, &code)
        guard code != Z_BUF_ERROR else { throw FileError(path: path, reason: .truncated) }
        isAtEnd = true
        break
      }
      // Without a line feed the whole block is one line.
      if let end = block[start...].lastIndex(of: UInt8(ascii: "\n")) {
        rest = Array(block[(end + 1)...])
        block.removeLast(block.count - end - 1)
        return block
      }
      guard block.count <= longestLine else {
        throw FileError(path: path, reason: .longLine(limit: longestLine))
      }
    }
    return block.isEmpty ? nil : block
  }

  private func failure() -> FileError {
    var code: Int32 = Z_OK
    _ = gzerror(file, &code)
    if code == Z_ERRNO { return FileError(path: path, code: errno) }
    return FileError(path: path, reason: code == Z_BUF_ERROR ? .truncated : .damaged)
  }

  deinit { gzclose(file) }
}
