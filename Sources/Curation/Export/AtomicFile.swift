import CCrypto
import Corpus
import Glibc

/// A file that appears under its name only when it is complete.
///
/// Bytes go to `NAME.partial`, which is flushed to the disk and renamed at the end; a process that
/// is killed before leaves the old file as it was, and work that fails leaves nothing unless it
/// keeps what there is.
public struct AtomicFile: ~Copyable {
  /// The name that the file gets.
  public let path: String
  private let handle: UnsafeMutablePointer<FILE>
  private let context: OpaquePointer?
  /// How many bytes were written.
  public private(set) var bytes = 0
  private var isPublished = false

  var partialPath: String { path + ".partial" }

  /// Starts a file under its partial name.
  ///
  /// - Throws: `ExportError.holdsStore` where a store stands under the name, or `cannotWrite`.
  public init(path: String) throws(ExportError) {
    self.path = path
    try refuseStore(path)
    guard let handle = fopen(path + ".partial", "w") else {
      throw .cannotWrite(file: path, reason: String(cString: strerror(errno)))
    }
    self.handle = handle
    context = EVP_MD_CTX_new()
    EVP_DigestInit_ex(context, EVP_sha256(), nil)
  }

  /// Appends some bytes.
  public mutating func write(_ text: [UInt8]) throws(ExportError) {
    guard fwrite(text, 1, text.count, handle) == text.count else {
      throw .cannotWrite(file: path, reason: String(cString: strerror(errno)))
    }
    EVP_DigestUpdate(context, text, text.count)
    bytes += text.count
  }

  /// Flushes everything to the disk; the file can now be read under its partial name.
  ///
  /// - Returns: the SHA-256 of what was written, in hexadecimal.
  public mutating func flush() throws(ExportError) -> String {
    guard fflush(handle) == 0, fsync(fileno(handle)) == 0 else {
      throw .cannotWrite(file: path, reason: String(cString: strerror(errno)))
    }
    var digest = [UInt8](repeating: 0, count: 32)
    EVP_DigestFinal_ex(context, &digest, nil)
    return digest.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
  }

  /// Gives the file its name.
  public consuming func publish() throws(ExportError) {
    guard rename(partialPath, path) == 0 else {
      throw .cannotWrite(file: path, reason: String(cString: strerror(errno)))
    }
    isPublished = true
  }

  /// Ends the file as it is, under its partial name.
  ///
  /// - Returns: that name.
  public consuming func keepPartial() throws(ExportError) -> String {
    let name = partialPath
    _ = try flush()
    isPublished = true
    return name
  }

  deinit {
    fclose(handle)
    if !isPublished { unlink(partialPath) }
    EVP_MD_CTX_free(context)
  }
}

/// Refuses a path where a SQLite database stands: it may hold days of work, and no command writes
/// anything else under its name.
///
/// - Throws: `ExportError.holdsStore`.
public func refuseStore(_ path: String) throws(ExportError) {
  guard let handle = fopen(path, "r") else { return }
  defer { fclose(handle) }
  let header = Array("SQLite format 3\0".utf8)
  var found = [UInt8](repeating: 0, count: header.count)
  if fread(&found, 1, found.count, handle) == found.count, found == header {
    throw .holdsStore(file: path)
  }
}

/// Writes a whole small file so that it appears complete or not at all.
public func writeAtomically(_ text: String, to path: String) throws(ExportError) {
  var file = try AtomicFile(path: path)
  try file.write(Array(text.utf8))
  _ = try file.flush()
  try file.publish()
}
