import Glibc

/// The content of a file in pieces that end with whole lines, so that a file of any size can be
/// worked through in bounded memory.
///
/// Compressed files are decompressed whole first.
struct LinePieces: ~Copyable {
  /// Some lines of the file.
  struct Piece: Sendable {
    /// The lines; all but the file's last end with a line break.
    let bytes: [UInt8]
    /// The number of the first one, from 1.
    let firstLine: Int
  }

  private let path: String
  private let size: Int
  private let lineLimit: Int
  private let file: Int32
  /// What was read; `handedOut` bytes of it are not needed any more.
  private var buffer: [UInt8] = []
  private var handedOut = 0
  private var line = 1
  private var isAtEnd = false

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: the file; `-` is standard input.
  ///   - size: about how many bytes a piece has.
  ///   - lineLimit: the most bytes of one line.
  init(_ path: String, size: Int = 1 << 18, lineLimit: Int = 1 << 26) throws(FileError) {
    // Nothing of a noncopyable value may be set before the last error is past.
    let file = path == "-" ? 0 : open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw FileError(path: path, code: errno) }
    var status = stat()
    if fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      close(file)
      throw FileError(path: path, reason: .isFolder)
    }
    self.path = path
    self.size = size
    self.lineLimit = lineLimit
    self.file = file
  }

  deinit { if file > 0 { close(file) } }

  /// The next lines; `nil` at the end of the file.
  mutating func next() throws(FileError) -> Piece? {
    var wanted = size
    try decompress()
    while true {
      try fill(upTo: wanted)
      let rest = buffer[handedOut...]
      guard !rest.isEmpty else { return nil }
      let found = rest.prefix(wanted).lastIndex(of: UInt8(ascii: "\n"))
      let last = rest.count <= wanted && isAtEnd ? rest.endIndex : nil
      guard let end = found.map({ $0 + 1 }) ?? last else {
        guard wanted < lineLimit else {
          throw FileError(path: "\(path):\(line)", reason: .tooLarge(limit: lineLimit))
        }
        wanted *= 4
        continue
      }
      let bytes = Array(rest[..<end])
      handedOut = end
      defer { line += bytes.count { $0 == UInt8(ascii: "\n") } }
      return Piece(bytes: bytes, firstLine: line)
    }
  }

  /// Reads a compressed file whole, before its first line.
  private mutating func decompress() throws(FileError) {
    guard line == 1, handedOut == 0, file > 0 else { return }
    try fill(upTo: 2)
    guard buffer.starts(with: [0x1f, 0x8b]) else { return }
    buffer = try FileBytes.read(path)
    isAtEnd = true
  }

  private mutating func fill(upTo wanted: Int) throws(FileError) {
    guard !isAtEnd, buffer.count - handedOut < wanted else { return }
    buffer.removeSubrange(..<handedOut)
    handedOut = 0
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while buffer.count < wanted {
      let count = Glibc.read(file, &chunk, chunk.count)
      if count == 0 {
        isAtEnd = true
        return
      }
      guard count > 0 else {
        if errno == EINTR { continue }
        throw FileError(path: path, code: errno)
      }
      buffer.append(contentsOf: chunk[..<count])
    }
  }
}
