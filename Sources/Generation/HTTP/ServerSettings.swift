/// How servers are spoken to: nothing here changes what they say.
public struct ServerSettings: Sendable {
  /// The most completions that one server has in work at once; how many it gets finds itself.
  public var concurrency = 128
  /// The most completions that one call asks for, at least 1.
  public var choicesPerCall = 8
  /// How long a connection may take to come about, in seconds.
  public var connectTimeout = 10.0
  /// How long a call's first try may take from its start to the last byte of its reply, in seconds.
  public var timeout = 600.0
  /// How often a call is tried before it is given up, at least 5 by default.
  public var tries = 6
  /// How often a call is turned away by a server that is busy (429, 503) before it is given up.
  public var busyTries = 30
  /// How often in a row a server may fail to connect before it counts as dead.
  public var connectionTries = 8
  /// How many calls in a row may be given up before the run stops.
  public var givenUpInARow = 20
  /// The wait after the first fault, in seconds; it doubles with every further one.
  public var backoff = 0.5
  /// The longest wait after a fault, in seconds.
  public var longestBackoff = 60.0
  /// The longest wait that a server may ask for, in seconds.
  public var longestRetryAfter = 900.0
  /// The most bytes of a reply; a longer one is cut off.
  public var bodyLimit = 16 << 20
  /// The most requests a minute that each server gets; `nil` for no limit.
  public var requestsPerMinute: Int?
  /// The most tokens a minute, of prompts and completions, that each server gets; `nil` for no
  /// limit.
  public var tokensPerMinute: Int?
  /// A file of certificates that are trusted instead of the system's.
  public var certificates: String?
  /// The key of each server, in the order of the addresses; missing ones have none.
  public var keys: [APIKey?] = []
  /// What the servers' counts of tokens are about; a connection finds out.
  var convention = UsageConvention.allChoices

  /// The defaults.
  public init() {}

  /// How long a call may take that has failed so often, in seconds.
  ///
  /// It doubles: a slow server under load would else be asked for the same tokens again and again
  /// without ever coming to their end.
  func timeout(afterFaults faults: Int) -> Double { timeout * Double(1 << min(faults, 4)) }
}
