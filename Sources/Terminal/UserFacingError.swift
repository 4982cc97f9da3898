/// An error that is written for the person who typed the command.
///
/// Errors of other layers conform to it in the tool, so that one place prints every error and
/// chooses the exit status.
public protocol UserFacingError: Error {
  /// What happened, naming the file, the line and the field where there is one.
  var message: String { get }
  /// A way out: what to type or change; `nil` where there is nothing honest to say.
  var hint: String? { get }
  /// The exit status.
  var exitCode: ExitCode { get }
}

extension UserFacingError {
  /// The text for standard error: `stepmark: error: …` and, with a hint, a line `  try: …`.
  public func rendered(by program: String) -> String {
    var text = "\(program): error: \(printable(message, keepingLines: true))\n"
    if let hint { text += "  try: \(printable(hint, keepingLines: true))\n" }
    return text
  }
}

/// A plain error of the command line.
public struct CommandError: UserFacingError, Hashable {
  /// What happened.
  public let message: String
  /// A way out.
  public let hint: String?
  /// The exit status.
  public let exitCode: ExitCode

  /// Makes an error.
  public init(_ message: String, hint: String? = nil, exitCode: ExitCode = .failure) {
    self.message = message
    self.hint = hint
    self.exitCode = exitCode
  }

  /// An error in how the tool was called.
  public static func usage(_ message: String, hint: String? = nil) -> CommandError {
    CommandError(message, hint: hint, exitCode: .usage)
  }
}
