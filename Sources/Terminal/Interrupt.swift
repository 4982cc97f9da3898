import Glibc
import Synchronization

/// Whether the user (Ctrl-C) or the batch system (SIGTERM) asks the run to stop.
///
/// The first signal only raises a flag, which loops poll between units of work, so that whatever
/// is under way is committed; a second one ends the process at once.
public enum Interrupt {
  /// Starts to listen; called once, before the first long work.
  public static func install() {
    // Touching the flag here initialises it outside the handler.
    requests.store(0, ordering: .relaxed)
    var action = sigaction()
    action.__sigaction_handler.sa_handler = { _ in
      // Only what is safe inside a signal handler: one atomic addition and `_exit`.
      if requests.add(1, ordering: .relaxed).newValue > 1 { _exit(ExitCode.interrupted.rawValue) }
    }
    action.sa_flags = Int32(SA_RESTART)
    sigemptyset(&action.sa_mask)
    sigaction(SIGINT, &action, nil)
    sigaction(SIGTERM, &action, nil)
  }

  /// Whether a stop was asked for.
  public static var isRequested: Bool { requests.load(ordering: .relaxed) > 0 }

  /// Throws once a stop was asked for.
  public static func check() throws(Interrupted) {
    if isRequested { throw Interrupted() }
  }
}

/// The run was stopped by its user.
public struct Interrupted: UserFacingError, Hashable {
  private let kept: String

  /// How to go on.
  public let hint: String?

  /// Makes the error.
  ///
  /// - Parameters:
  ///   - kept: what there is of the work, in words.
  ///   - hint: how to go on.
  public init(
    kept: String = "everything that was finished is kept",
    hint: String? = "the same command again: it goes on where it stopped"
  ) {
    self.kept = kept
    self.hint = hint
  }

  /// What happened.
  public var message: String { "interrupted; " + kept }
  /// The exit status.
  public var exitCode: ExitCode { .interrupted }
}

private let requests = Atomic<Int>(0)
