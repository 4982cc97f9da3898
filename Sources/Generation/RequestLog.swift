import Corpus
import Glibc

/// A file outside the store that notes every request when a model starts on it.
///
/// With it a test counts, over kills and restarts, what was asked twice. Lines are appended by one
/// write each, so a process that is killed leaves whole lines.
public final class RequestLog: Sendable {
  private let descriptor: Int32

  /// Opens the file at `path` for appending; `nil` when it cannot be written.
  public init?(path: String) {
    descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    if descriptor < 0 { return nil }
  }

  deinit { close(descriptor) }

  /// Notes requests by their keys.
  public func write(_ keys: [ContentKey]) {
    guard !keys.isEmpty else { return }
    let lines = keys.map { "\($0)\n" }.joined()
    _ = lines.withCString { Glibc.write(descriptor, $0, strlen($0)) }
  }
}
