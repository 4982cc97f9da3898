import Glibc

/// A folder that is gone when the test has ended.
public final class TemporaryFolder {
  /// The folder's path.
  public let path: String

  /// Makes the folder.
  public init() {
    let root = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array("\(root)/stepmark-XXXXXX".utf8CString)
    path = template.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) } ?? ""
    }
    precondition(!path.isEmpty, "no temporary folder can be made under \(root)")
  }

  deinit { removeTree(path) }

  /// The path of a file in the folder.
  public func file(_ name: String) -> String { path + "/" + name }

  /// Writes a file and returns its path.
  public func write(_ bytes: [UInt8], to name: String) -> String {
    let file = file(name)
    guard let handle = fopen(file, "w") else { return file }
    fwrite(bytes, 1, bytes.count, handle)
    fclose(handle)
    return file
  }

  private func removeTree(_ path: String) {
    if let folder = opendir(path) {
      while let entry = readdir(folder) {
        let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
          String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        if name != ".", name != ".." { removeTree(path + "/" + name) }
      }
      closedir(folder)
    }
    remove(path)
  }
}
