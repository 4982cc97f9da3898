import Corpus
import JSON
import Synchronization

/// Open requests as lines of a batch file, as OpenAI's batch API takes them (and vLLM's
/// `run-batch`): `custom_id` is the request's key.
public final class BatchSurvey: RequestSurvey {
  private struct State {
    var encoder: RequestEncoder
    var lines: [String] = []
    /// A request has one line, whoever asks for it.
    var seen: Set<ContentKey> = []
  }

  /// The lines so far; a batch has to fit into memory (services take 50,000 requests).
  private let state: Mutex<State>

  /// Starts a batch for a model.
  ///
  /// - Parameter model: the name that the service knows it by.
  public init(model: String) {
    state = Mutex(State(encoder: RequestEncoder(model: model)))
  }

  /// A line for every request, without their ends.
  public var lines: [String] { state.withLock { $0.lines } }

  /// The name is known.
  public func begin(_ generator: any Generator) {}

  /// Nothing is asked for it.
  public func found(_ request: KeyedRequest, _ completion: Completion) {}

  /// Adds a line for each.
  public func open(_ requests: [KeyedRequest], followedBy further: [FurtherRequest]?) {
    state.withLock { state in
      for item in requests where state.seen.insert(item.key).inserted {
        state.lines.append(Self.line(item, &state.encoder))
      }
    }
  }

  private static func line(_ item: KeyedRequest, _ encoder: inout RequestEncoder) -> String {
    let path: String =
      switch item.request.prompt.template.endpoint {
      case .completions: "/v1/completions"
      case .chat: "/v1/chat/completions"
      }
    let body = String(decoding: encoder.body(of: ServerCall([item])), as: UTF8.self)
    return #"{"custom_id":"\#(item.key)","method":"POST","url":"\#(path)","body":\#(body)}"#
  }
}

/// The replies to a batch.
public struct BatchReplies: Sendable {
  /// A line that gives no completion.
  public struct Fault: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file.
    public let file: String
    /// The line, from 1.
    public let line: Int
    /// The request's key as it stands there; `nil` where none can be read.
    public let request: String?
    /// What is wrong.
    public let reason: String

    /// `file:line: reason`.
    public var description: String {
      "\(file):\(line): " + (request.map { "\($0): " } ?? "") + reason
    }
  }

  var replies: [ContentKey: ServerReply] = [:]
  /// The lines that give no completion, in their order.
  public private(set) var faults: [Fault] = []
  /// How many requests have a reply.
  public var count: Int { replies.count }

  /// Makes replies of no file.
  public init() {}

  /// Reads a file of replies; good lines are kept whatever the others are.
  public mutating func read(_ bytes: [UInt8], file: String) {
    for line in JSONLines(bytes, source: file) {
      var request: String?
      do {
        let json = try line.result.get()
        request = try json["custom_id"].string()
        guard let text = request, let key = ContentKey(hexadecimal: text) else {
          throw Refusal(reason: "custom_id is none of ours")
        }
        let reply = try Self.reply(json)
        // The first of two replies counts, as the first that arrives does.
        guard replies[key] == nil else { throw Refusal(reason: "a second reply") }
        replies[key] = reply
      } catch {
        let reason =
          switch error {
          case let refusal as Refusal: refusal.reason
          case ServerReply.Fault.malformed(let text), ServerReply.Fault.withheld(let text): text
          default: "\(error)"
          }
        faults.append(Fault(file: file, line: line.number, request: request, reason: reason))
      }
    }
  }

  private struct Refusal: Error { let reason: String }

  private static func reply(_ json: JSONValue) throws -> ServerReply {
    if let error = try json.member("error"), !error.isNull {
      throw Refusal(reason: ServerMessage.text(of: error))
    }
    let response = try json["response"]
    let body = try response["body"]
    let status = try response["status_code"].int()
    guard status == 200 else {
      let error = try? body.member("error")
      throw Refusal(reason: "HTTP \(status): " + ServerMessage.text(of: error ?? body))
    }
    let isChat = try body["choices"].array().first?.member("message") != nil
    return try ServerReply(
      body.serializedBytes(), endpoint: isChat ? .chat : .completions, count: 1)
  }
}

/// The replies to a batch as a generator; a request without one is left open.
public final class BatchGenerator: Generator {
  /// The model that replied.
  public let model: ModelIdentity
  /// How many requests are handed over at once.
  public let width = 256
  private let replies: BatchReplies
  private let taken = Mutex<Set<ContentKey>>([])

  /// Makes a generator.
  public init(_ replies: BatchReplies, of model: ModelIdentity) {
    self.replies = replies
    self.model = model
  }

  /// How many replies no request has asked for.
  public var unclaimed: Int { replies.count - taken.withLock { $0.count } }

  /// Hands the replies over.
  public func serve(
    _ requests: AsyncStream<[KeyedRequest]>, deliver: @escaping @Sendable ([Delivery]) -> Void
  ) async throws(GenerationError) {
    for await group in requests {
      deliver(
        group.flatMap { item -> [Delivery] in
          guard let reply = replies.replies[item.key] else {
            return [Delivery(request: item, result: .failed(reason: "no reply in the batch"))]
          }
          taken.withLock { _ = $0.insert(item.key) }
          return HTTPGenerator.deliveries(
            of: FinishedCall(call: ServerCall([item]), result: .replied(reply)),
            convention: .allChoices)
        })
    }
  }
}
