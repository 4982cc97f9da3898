/// What the exit status of the tool tells a script.
public enum ExitCode: Int32, Sendable, CaseIterable {
  /// Everything that was asked for was done.
  case success = 0
  /// The work was understood but could not be done.
  case failure = 1
  /// The command line was not understood.
  case usage = 2
  /// A data set or model that has to be there is not there.
  case missingData = 3
  /// A file's content is not what its format says.
  case badInput = 4
  /// The store could not be opened, read or written.
  case store = 5
  /// A cap on tokens, money or time ended the work before its end; what was done is kept.
  case capped = 6
  /// The user stopped the run (Ctrl-C); what was committed is kept.
  case interrupted = 130
}
