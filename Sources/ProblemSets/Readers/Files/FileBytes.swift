import CZlib
import Glibc

/// Why a file cannot be read.
public struct FileError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What is wrong with a file.
  public enum Reason: Hashable, Sendable {
    /// There is no such file.
    case missing
    /// The path names a folder.
    case isFolder
    /// The file system refuses, with its message.
    case unreadable(String)
    /// The compressed data ends before its end mark.
    case truncated
    /// The compressed data is damaged.
    case damaged
    /// A line has more bytes than are allowed.
    case longLine(limit: Int)
    /// There are more bytes than are allowed.
    case tooLarge(limit: Int)
  }

  /// The file.
  public let path: String
  /// What is wrong with it.
  public let reason: Reason

  /// Makes an error.
  public init(path: String, reason: Reason) {
    self.path = path
    self.reason = reason
  }

  /// An error of the file system.
  init(path: String, code: Int32) {
    let reason: Reason =
      switch code {
      case ENOENT, ENOTDIR: .missing
      case EISDIR: .isFolder
      default: .unreadable(String(cString: strerror(code)))
      }
    self.init(path: path, reason: reason)
  }

  /// The message as `file: reason`.
  public var description: String {
    let text =
      switch reason {
      case .missing: "there is no such file"
      case .isFolder: "this is a folder, not a file"
      case .unreadable(let message): message
      case .truncated: "the compressed data is truncated: download the file again"
      case .damaged: "the compressed data is damaged: download the file again"
      case .longLine(let limit): "a line is longer than \(limit / 1_048_576) MiB"
      case .tooLarge(let limit): "larger than \(limit / 1_048_576) MiB"
      }
    return "\(path): \(text)"
  }
}

/// Reads whole files, compressed or not.
public enum FileBytes {
  /// The content of a file, decompressed when it starts as gzip data does.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - limit: The most bytes of content, which also bounds what a hostile file expands to.
  /// - Throws: What is wrong with the file.
  public static func read(_ path: String, limit: Int = 4 << 30) throws(FileError) -> [UInt8] {
    try decompressed(contents(of: path, limit: limit), source: path, limit: limit)
  }

  /// Bytes as they are, decompressed when they start as gzip data does.
  ///
  /// - Parameters:
  ///   - bytes: What was read or received.
  ///   - path: Where from, for messages.
  ///   - limit: The most bytes of content.
  /// - Throws: What is wrong with them.
  public static func decompressed(
    _ bytes: [UInt8], source path: String, limit: Int = 4 << 30
  ) throws(FileError) -> [UInt8] {
    guard bytes.starts(with: [0x1f, 0x8b]) else { return bytes }
    switch inflate(bytes, limit: limit) {
    case .success(let content): return content
    case .failure(let failure): throw FileError(path: path, reason: failure.reason)
    }
  }

  private static func contents(of path: String, limit: Int) throws(FileError) -> [UInt8] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw FileError(path: path, code: errno) }
    defer { close(file) }
    var status = stat()
    guard fstat(file, &status) == 0 else {
      throw FileError(path: path, code: errno)
    }
    guard status.st_mode & S_IFMT != S_IFDIR else { throw FileError(path: path, reason: .isFolder) }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(limit, Int(status.st_size)) + 1)
    var chunk = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      let count = Glibc.read(file, &chunk, chunk.count)
      if count == 0 { return bytes }
      if count < 0 {
        if errno == EINTR { continue }
        throw FileError(path: path, code: errno)
      }
      bytes.append(contentsOf: chunk[..<count])
      guard bytes.count <= limit else {
        throw FileError(path: path, reason: .tooLarge(limit: limit))
      }
    }
  }

  private struct InflateFailure: Error {
    let reason: FileError.Reason
  }

  /// Decompresses gzip data of one or more members.
  private static func inflate(_ data: [UInt8], limit: Int) -> Result<[UInt8], InflateFailure> {
    var input = data
    return input.withUnsafeMutableBufferPointer { input in
      var stream = z_stream()
      let size = Int32(MemoryLayout<z_stream>.size)
      // 16 asks zlib for a gzip header.
      guard inflateInit2_(&stream, 15 + 16, ZLIB_VERSION, size) == Z_OK else {
        return .failure(InflateFailure(reason: .unreadable("zlib cannot start")))
      }
      defer { inflateEnd(&stream) }
      var content: [UInt8] = []
      content.reserveCapacity(min(limit, input.count * 4))
      var chunk = [UInt8](repeating: 0, count: 1 << 18)
      var consumed = 0
      while true {
        let offered = min(input.count - consumed, 1 << 30)
        stream.next_in = input.baseAddress.map { $0 + consumed }
        stream.avail_in = UInt32(offered)
        let (status, produced) = chunk.withUnsafeMutableBufferPointer { chunk in
          stream.next_out = chunk.baseAddress
          stream.avail_out = UInt32(chunk.count)
          return (CZlib.inflate(&stream, Z_NO_FLUSH), chunk.count - Int(stream.avail_out))
        }
        consumed += offered - Int(stream.avail_in)
        content.append(contentsOf: chunk[..<produced])
        guard content.count <= limit else {
          return .failure(InflateFailure(reason: .tooLarge(limit: limit)))
        }
        switch status {
        case Z_STREAM_END:
          // Files that were compressed in parts and joined have a member for every part.
          guard consumed < input.count else { return .success(content) }
          guard input[consumed] == 0x1f else {
            return .failure(InflateFailure(reason: .damaged))
          }
          inflateReset(&stream)
        case Z_OK: continue
        case Z_BUF_ERROR: return .failure(InflateFailure(reason: .truncated))
        default: return .failure(InflateFailure(reason: .damaged))
        }
      }
    }
  }
}
