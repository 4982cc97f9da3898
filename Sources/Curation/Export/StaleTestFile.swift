import Corpus
import Glibc
import JSON

/// The test file of an earlier export to a path, whose problems an export without a holdout writes
/// into the file for training.
struct StaleTestFile {
  private let path: String

  /// Looks for it; `nil` where none is or where it is an export of its own.
  ///
  /// - Throws: `ExportError.otherTestFile` where the file that stands there is not the one that the
  ///   last export wrote.
  init?(_ path: String, besides main: String) throws(ExportError) {
    guard access(path, F_OK) == 0 else { return nil }
    if let digest = Self.digest(of: path, inManifestOf: main) {
      guard try Self.digest(path) == digest else {
        throw .otherTestFile(path, besides: main)
      }
      self.path = path
      return
    }
    guard Self.digest(of: path, inManifestOf: path) != nil else {
      throw .otherTestFile(path, besides: main)
    }
    return nil
  }

  func remove() throws(ExportError) {
    guard unlink(path) == 0 || errno == ENOENT else {
      throw .cannotWrite(file: path, reason: String(cString: strerror(errno)))
    }
  }

  /// The hash that the manifest of an export says a file beside it has; `nil` where it says none.
  private static func digest(of path: String, inManifestOf main: String) -> String? {
    let manifest = main + ".manifest.json"
    let name = path.split(separator: "/").last.map { String($0) } ?? path
    guard let bytes = try? readBytes(manifest),
      let json = try? JSONValue.parse(bytes, source: manifest),
      let files = try? json["files"].array()
    else { return nil }
    let file = files.first { (try? $0["file"].string()) == name }
    return try? file?["sha256"].string()
  }

  private static func digest(_ path: String) throws(ExportError) -> String {
    guard let handle = fopen(path, "r") else {
      throw .cannotWrite(file: path, reason: String(cString: strerror(errno)))
    }
    defer { fclose(handle) }
    var hash = RunningSHA256()
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&buffer, 1, buffer.count, handle), count > 0 {
      hash.add(count == buffer.count ? buffer : Array(buffer[..<count]))
    }
    return hash.finish()
  }
}
