import Glibc

/// Standard output and standard error.
public enum Console {
  /// One of the two streams.
  public enum Stream: Int32, Sendable {
    /// What was asked for: data, tables, help.
    case output = 1
    /// What is said about it: progress, warnings, errors.
    case error = 2
  }

  /// Writes a text whole; a reader that has gone away (a closed pipe) is not an error.
  public static func write(_ text: String, to stream: Stream = .output) {
    var text = text
    text.withUTF8 { bytes in
      var rest = UnsafeRawBufferPointer(bytes)
      while let start = rest.baseAddress, rest.count > 0 {
        let count = Glibc.write(stream.rawValue, start, rest.count)
        if count < 0 {
          guard errno == EINTR || errno == EAGAIN else { return }
          continue
        }
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      }
    }
  }

  /// Writes a text and a line break.
  public static func writeLine(_ text: String = "", to stream: Stream = .output) {
    write(text + "\n", to: stream)
  }

  /// Whether a person looks at the stream.
  public static func isTerminal(_ stream: Stream) -> Bool { isatty(stream.rawValue) == 1 }

  /// The columns of the terminal behind the stream; 80 where there is none.
  public static func width(of stream: Stream = .output) -> Int {
    var size = winsize()
    guard ioctl(stream.rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }
}
