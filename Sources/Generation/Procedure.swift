import Corpus

/// What a procedure wants next.
public enum Move<Output: Sendable>: Sendable {
  /// Completions of these requests; the replies come back together, in this order.
  case ask([Request])
  /// Nothing more: this is its result.
  case finish(Output)
}

/// An algorithm as a pure state machine over replies.
///
/// A procedure does no I/O and holds no clock, lock or random source: its next move is a function
/// of the replies that it was handed. So it is tested with replies written by hand, and resumed by
/// handing it the stored replies again.
public protocol Procedure<Output>: Sendable {
  /// What it computes.
  associatedtype Output: Sendable

  /// Takes the replies to the last requests (none at the start) and says what comes next.
  ///
  /// A reply without a completion was not to be had; the procedure goes on with what it has.
  mutating func advance(_ replies: [Reply]) -> Move<Output>

  /// The most requests that may follow those that were just asked, for estimates: with stand-ins
  /// where a text is not known yet; `nil` where nobody can say.
  var furtherRequests: [FurtherRequest]? { get }
}

extension Procedure {
  /// Nobody can say.
  public var furtherRequests: [FurtherRequest]? { nil }
}

/// A request that may follow.
public struct FurtherRequest: Sendable {
  /// The request, with stand-ins for what is not written yet.
  public let request: Request
  /// The most tokens that the prompt can have beyond those of its stand-in; 0 where nothing stands
  /// in for anything, so that this is the very request.
  public let unknownTokens: Int

  /// Makes a request that may follow.
  public init(_ request: Request, unknownTokens: Int = 0) {
    self.request = request
    self.unknownTokens = unknownTokens
  }
}

/// A procedure with its identity and its problem.
public struct ProcedureTask<Body: Procedure>: Sendable {
  /// A hash of everything that the result depends on: stage, settings, inputs, model and seed.
  public let key: ContentKey
  /// The problem that the outcome belongs to.
  public let problem: Problem
  /// The procedure in its first state.
  public let procedure: Body

  /// Makes a task.
  public init(key: ContentKey, problem: Problem, procedure: Body) {
    self.key = key
    self.problem = problem
    self.procedure = procedure
  }
}

/// Runs a procedure on replies from a function, for tests and documents.
///
/// - Parameter reply: gives the completion of a request, or `nil` where there is none.
/// - Returns: the result and how many completions it took.
public func runScripted<Body: Procedure>(
  _ procedure: Body, model: ModelIdentity = ModelIdentity(name: "script", kind: .scripted),
  reply: (Request) -> Completion?
) -> (output: Body.Output, asked: Int) {
  var procedure = procedure
  var replies: [Reply] = []
  var asked = 0
  while true {
    switch procedure.advance(replies) {
    case .finish(let output): return (output, asked)
    case .ask(let requests):
      asked += requests.count
      replies = requests.map { Reply(key: $0.key(model: model), completion: reply($0)) }
    }
  }
}
