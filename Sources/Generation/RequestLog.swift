import Corpus
import Glibc

/// A file outside the store that notes every request when a model starts on it, or every finished
/// step of training.
///
/// With it a test counts, over kills and restarts, what was done twice. Lines are appended by one
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
    append(keys.map { "\($0)\n" }.joined())
  }

  /// Notes a finished step of training.
  public func write(step: Int) { append("step \(step)\n") }

  private func append(_ lines: String) {
    _ = lines.withCString { Glibc.write(descriptor, $0, strlen($0)) }
  }
}
