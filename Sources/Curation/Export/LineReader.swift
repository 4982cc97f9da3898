import Glibc

/// Reads a file line by line.
final class LineReader {
  private let handle: UnsafeMutablePointer<FILE>
  private var number = 0

  init(path: String) throws(ExportError) {
    guard let handle = fopen(path, "r") else {
      throw .cannotWrite(file: path, reason: String(cString: strerror(errno)))
    }
    self.handle = handle
  }

  func next() -> (number: Int, bytes: [UInt8])? {
    var line: UnsafeMutablePointer<CChar>?
    var capacity = 0
    defer { free(line) }
    let count = getline(&line, &capacity, handle)
    guard count > 0, let line else { return nil }
    number += 1
    let bytes = UnsafeRawBufferPointer(start: line, count: count)
    return (number, Array(bytes.last == 0x0a ? bytes.dropLast() : bytes[...]))
  }

  deinit { fclose(handle) }
}
