import Glibc

/// Lines from the standard input, which a person may interrupt while they are waited for.
public final class LineInput {
  private var buffer: [UInt8] = []
  private var isAtEnd = false

  /// Reads from where the standard input stands.
  public init() {}

  /// The next line without its line end; `nil` at the end of the input, or once a stop was asked for.
  public func next() -> String? {
    while true {
      if let end = buffer.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: buffer[..<end], as: UTF8.self)
        buffer.removeFirst(end + 1)
        return line
      }
      if isAtEnd || Interrupt.isRequested {
        defer { buffer = [] }
        return buffer.isEmpty || !isAtEnd ? nil : String(decoding: buffer, as: UTF8.self)
      }
      fill()
    }
  }

  /// Waits for bytes; signals are handled with SA_RESTART, so that a plain read would not end.
  private func fill() {
    var descriptor = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    guard poll(&descriptor, 1, 200) > 0 else { return }
    var chunk = [UInt8](repeating: 0, count: 4096)
    let count = read(STDIN_FILENO, &chunk, chunk.count)
    if count > 0 {
      buffer += chunk[..<count]
    } else if count == 0 || errno != EINTR {
      isAtEnd = true
    }
  }
}
