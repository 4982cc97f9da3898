/// How much work and memory reading and comparing may take.
///
/// No input exceeds them: what would is refused or undecided, with the limit as the reason.
public struct ExpressionLimits: Hashable, Sendable {
  /// The longest text that is read as an expression, in bytes.
  public var length = 4096
  /// The deepest nesting.
  public var depth = 64
  /// The most nodes of a tree.
  public var nodes = 2048
  /// The most bits of a whole number that is computed; checked before any arithmetic.
  public var bits = 65_536
  /// The most steps of one comparison; a step is about a hundred nanoseconds of work.
  public var steps = 100_000

  /// The default limits.
  public init() {}
}
