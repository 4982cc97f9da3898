import Corpus
import Dispatch
import Storage

/// A model behind servers that speak OpenAI's completions or chat API.
///
/// Faults are never completions: what a server gets wrong is asked again, and what it does not
/// answer at last is reported as failed, with the reason.
public final class HTTPGenerator: Generator {
  /// The model's identity: its name and revision.
  public let model: ModelIdentity
  /// How many requests it can work on at once.
  public var width: Int { settings.concurrency * address.urls.count }
  let address: ServerAddress
  let settings: ServerSettings
  private let log: RequestLog?

  /// Makes a generator without asking the servers anything; see `connect`.
  ///
  /// - Parameters:
  ///   - address: where the servers are.
  ///   - revision: what tells apart models that were served under this name.
  ///   - settings: how they are spoken to.
  ///   - log: notes every request before it is sent for the first time; for tests of recovery.
  public init(
    _ address: ServerAddress, revision: String? = nil, settings: ServerSettings,
    log: RequestLog? = nil
  ) {
    self.address = address
    self.settings = settings
    self.log = log
    model = Self.identity(address, revision: revision)
  }

  /// How many requests of one prompt are asked by one call, which is charged with it once.
  public var choicesPerCall: Int { max(1, settings.choicesPerCall) }

  /// The identity of the model at an address, whoever serves it.
  public static func identity(_ address: ServerAddress, revision: String?) -> ModelIdentity {
    ModelIdentity(name: address.name, kind: .server, revision: revision)
  }

  /// Sends requests as they come; all traffic is on one thread.
  public func serve(
    _ requests: AsyncStream<[KeyedRequest]>, deliver: @escaping @Sendable ([Delivery]) -> Void
  ) async throws(GenerationError) {
    let mailbox = try CallMailbox()
    let limit = choicesPerCall
    let result = await withTaskCancellationHandler {
      await withTaskGroup(of: Result<Void, GenerationError>?.self) { group in
        group.addTask {
          for await requests in requests {
            mailbox.put(ServerCall.group(requests, limit: limit))
          }
          mailbox.close()
          return nil
        }
        group.addTask { [self] in
          await run(mailbox) { [settings] finished in
            deliver(
              finished.flatMap { Self.deliveries(of: $0, convention: settings.convention) })
          }
        }
        var result: Result<Void, GenerationError> = .success(())
        for await ended in group {
          guard let ended else { continue }
          result = ended
          // No more requests are taken when the loop has ended, by an error for instance.
          group.cancelAll()
        }
        return result
      }
    } onCancel: {
      mailbox.abandon()
    }
    try result.get()
  }

  /// Runs the event loop on a thread of Dispatch's, never one of those that tasks share.
  func run(
    _ mailbox: CallMailbox, servers: [Int]? = nil,
    _ deliver: @escaping @Sendable ([FinishedCall]) -> Void
  ) async -> Result<Void, GenerationError> {
    let indices = servers ?? Array(address.urls.indices)
    var chosen = settings
    chosen.keys = indices.map { $0 < settings.keys.count ? settings.keys[$0] : nil }
    let (urls, name, log) = (indices.map { address.urls[$0] }, address.name, log)
    return await withCheckedContinuation { continuation in
      DispatchQueue(label: "stepmark.http").async { [chosen] in
        let result = Result { () throws(GenerationError) in
          var loop = try CallLoop(
            addresses: urls, model: name, settings: chosen, log: log)
          try loop.run(mailbox, deliver: deliver)
        }
        continuation.resume(returning: result)
      }
    }
  }

  /// What became of each request of a call.
  static func deliveries(
    of finished: FinishedCall, convention: UsageConvention
  ) -> [Delivery] {
    let call = finished.call
    switch finished.result {
    case .givenUp(let reason):
      return call.requests.map { Delivery(request: $0, result: .failed(reason: reason)) }
    case .replied(let reply):
      let counts = TokenCounts.of(
        reply, limit: call.sampling.maxTokens, convention: convention)
      let prompt = min(reply.promptTokens ?? call.prompt.text.utf8.count / 4, 1 << 30)
      return call.requests.indices.map { index in
        let choice = reply.choices[index]
        return Delivery(
          request: call.requests[index],
          result: .completion(
            Completion(
              text: Self.continuation(choice.text, of: call.prompt), reasoning: choice.reasoning,
              promptTokens: prompt, chargedPromptTokens: index == 0 ? prompt : 0,
              completionTokens: counts[index], finishReason: choice.finish)))
      }
    }
  }

  /// The text after the prefix; llama.cpp repeats a prefix that stands in a turn of its own.
  static func continuation(_ text: String, of prompt: Prompt) -> String {
    guard prompt.template.endpoint == .chat, prompt.continuesPrefix,
      let prefix = prompt.prefix?.text, !prefix.isEmpty, text.utf8.starts(with: prefix.utf8)
    else { return text }
    return String(decoding: text.utf8.dropFirst(prefix.utf8.count), as: UTF8.self)
  }
}
