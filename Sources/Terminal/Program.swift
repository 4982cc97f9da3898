/// A command-line program: its commands and its version.
public struct Program: Sendable {
  /// The outermost command; its name is the program's.
  public let root: Command
  /// What `--version` prints after the name.
  public let version: String
  private let write: @Sendable (String, Console.Stream) -> Void

  /// Makes a program.
  ///
  /// - Parameter write: where its own texts (help, version, errors) go.
  public init(
    _ root: Command, version: String,
    write: @escaping @Sendable (String, Console.Stream) -> Void = { Console.write($0, to: $1) }
  ) {
    self.root = root
    self.version = version
    self.write = write
  }

  /// Reads the words after the program's name, does what they ask and says how it went.
  ///
  /// Every error is printed here, once.
  public func run(_ words: [String]) async -> ExitCode {
    do {
      switch try root.parse(words) {
      case .version:
        write("\(root.name) \(version)\n", .output)
        return .success
      case .help(let path):
        return explain(path, asked: words.contains { $0 == "--help" || $0 == "-h" })
      case .run(let invocation):
        guard let action = invocation.command.action else { return .usage }
        return try await action(invocation)
      }
    } catch {
      return report(error)
    }
  }

  /// Help that was not asked for answers an incomplete command line: it goes to standard error.
  private func explain(_ path: [Command], asked: Bool) -> ExitCode {
    let text = path[path.count - 1].help(
      below: Array(path.dropLast()), width: Console.width(of: asked ? .output : .error))
    write(text, asked ? .output : .error)
    return asked ? .success : .usage
  }

  private func report(_ error: any Error) -> ExitCode {
    if error is CancellationError {
      return report(Interrupted())
    }
    let known = error as? any UserFacingError ?? CommandError("\(error)")
    write(known.rendered(by: root.name), .error)
    return known.exitCode
  }
}
