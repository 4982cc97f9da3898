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
  /// What is wrong with the data after the lines that were handed over.
  private var damage: FileError?
  /// How much is decompressed at a time: what stands before damage in such a piece is lost.
  private static let piece = 1 << 14
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
  /// - Throws: What is wrong with the data; the whole lines before it were handed over.
  mutating func next() throws(FileError) -> [UInt8]? {
    if let damage { throw damage }
    var block = rest
    rest = []
    while !isAtEnd, damage == nil {
      let start = block.count
      read(into: &block)
      // Only the first line can have begun in an earlier block.
      guard
        block.count <= longestLine
          || block.prefix(longestLine + 1).contains(UInt8(ascii: "\n"))
      else {
        throw stop(FileError(path: path, reason: .longLine(limit: longestLine)))
      }
      // Without a line feed the whole block is one line.
      if !isAtEnd, let end = block[start...].lastIndex(of: UInt8(ascii: "\n")) {
        rest = Array(block[(end + 1)...])
        block.removeLast(block.count - end - 1)
        return block
      }
    }
    // What is left of a line that was cut off is no line.
    if let damage { throw damage }
    return block.isEmpty ? nil : block
  }

  /// Appends up to `size` bytes, fewer at the end of the file or before damage.
  private mutating func read(into block: inout [UInt8]) {
    var (ends, fault) = (false, FileError?.none)
    let found = [UInt8](unsafeUninitializedCapacity: size) { bytes, done in
      while done < size, !ends, fault == nil {
        let most = min(Self.piece, size - done)
        let count = gzread(file, bytes.baseAddress.map { $0 + done }, UInt32(most))
        if count < 0 {
          fault = failure()
        } else {
          done += Int(count)
          guard count < most else { continue }
          // A file that was cut off gives what it has and says so only then.
          var code: Int32 = Z_OK
          _ = gzerror(file, &code)
          if code == Z_OK || code == Z_STREAM_END {
            ends = true
          } else {
            fault = failure()
          }
        }
      }
    }
    (isAtEnd, damage) = (ends, fault)
    block.append(contentsOf: found)
  }

  /// An error after which nothing more is read.
  private mutating func stop(_ error: FileError) -> FileError {
    damage = error
    return error
  }

  private func failure() -> FileError {
    var code: Int32 = Z_OK
    _ = gzerror(file, &code)
    if code == Z_ERRNO { return FileError(path: path, code: errno) }
    return FileError(path: path, reason: code == Z_BUF_ERROR ? .truncated : .damaged)
  }

  deinit { gzclose(file) }
}
