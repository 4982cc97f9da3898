import Corpus
import JSON
import Storage
import Synchronization

extension HTTPGenerator {
  /// Asks servers who they are and gives a generator that knows how they count.
  ///
  /// Every server must know the model's name, and its replies to the fixed prompts must be those
  /// that the store has for the model; where the store has none, they are kept.
  ///
  /// - Parameters:
  ///   - address: where the servers are.
  ///   - revision: what tells apart models that were served under this name.
  ///   - endpoint: what the run will send; the other endpoint need not exist.
  ///   - extra: extra fields of the run's requests; those that are null are not sent here either.
  ///   - settings: how the servers are spoken to.
  ///   - store: where the replies are kept; `nil` compares nothing.
  ///   - acceptsChange: whether other replies than before are kept beside them as the same model's.
  ///   - time: now, in ISO 8601.
  ///   - log: notes every request of the run before it is sent for the first time.
  /// - Throws: `GenerationError`, which says what a server lacks and the way out, or
  ///   `DatabaseError`.
  public static func connect(
    _ address: ServerAddress, revision: String?, endpoint: Template.Endpoint, extra: String = "",
    settings: ServerSettings, store: Store?, acceptsChange: Bool = false, time: String,
    log: RequestLog? = nil
  ) async throws -> HTTPGenerator {
    let generator = HTTPGenerator(address, revision: revision, settings: settings)
    let omitting = omissions(of: extra)
    var settings = settings
    for server in address.urls.indices {
      let names = try await generator.modelNames(server: server)
      if let names, !names.contains(address.name) {
        throw GenerationError.server(
          address: address.urls[server], reason: "it serves no model \(address.name)",
          advice: names.isEmpty
            ? "load a model into the server"
            : "--model …#" + names.prefix(20).joined(separator: "|"))
      }
      let replies = try await generator.probe(server: server, endpoint, omitting: omitting)
      if let store {
        try await generator.compare(
          replies, endpoint, server: server, store: store, acceptsChange: acceptsChange,
          time: time)
      }
      guard settings.choicesPerCall > 1 else { continue }
      switch try await generator.counting(server: server, endpoint, omitting: omitting) {
      case nil: settings.choicesPerCall = 1
      case .firstChoice?: settings.convention = .firstChoice
      case .allChoices?: break
      }
    }
    return HTTPGenerator(address, revision: revision, settings: settings, log: log)
  }

  /// Whether a server goes on from a last turn of the assistant, and does not begin a new one.
  public func continuesTurns(extra: String = "") async throws -> Bool {
    let template = Template(
      name: "continuation",
      turns: [
        Message(.user, "Count from one to twelve in words, with commas between them."),
        Message(.assistant, "{prefix}"),
      ])
    let problem = Problem(statement: "", gold: "")
    let prefix = Prefix(text: "one, two, three, four, five, six,", completion: problem.key)
    let prompt = Prompt(template: template, problem: problem, prefix: prefix)
    let request = Request(
      prompt: prompt,
      sampling: Sampling(temperature: 0, maxTokens: 8, extra: Self.omissions(of: extra)),
      purpose: .evaluate, index: 0, runSeed: 0)
    for server in address.urls.indices {
      let call = ServerCall([KeyedRequest(key: request.key(model: model), request: request)])
      guard case .replied(let reply)? = try await ask([call], server: server).first?.result,
        let text = reply.choices.first?.text
      else { return false }
      let rest = Self.continuation(text, of: prompt).drop { !$0.isLetter }
      guard rest.lowercased().hasPrefix("seven") else { return false }
    }
    return true
  }

  /// The completion of one request, without a store.
  ///
  /// - Throws: `GenerationError` where there is none, with the reason.
  public func completion(of request: Request) async throws(GenerationError) -> Completion {
    switch try await result(of: request) {
    case .completion(let completion): return completion
    case .failed(let reason):
      throw .server(
        address: address.urls[0], reason: reason, advice: "see what the server says of itself")
    }
  }

  /// The names that a server lists; `nil` where it has no list.
  public func modelNames(server: Int) async throws -> [String]? {
    let reply = try await exchange("/models", server: server)
    if [404, 405, 501].contains(reply.status) { return nil }
    if let fault = CallFault(reply) {
      let key = server < settings.keys.count ? settings.keys[server] : nil
      throw error(fault.struckOut(key), server: server)
    }
    do {
      let list = try JSONValue.parse(reply.body, source: "/models", maximumDepth: 32)
      return try list["data"].array().map { try $0["id"].string() }
    } catch {
      throw self.error(.again("\(error)"), server: server)
    }
  }

  /// Makes calls one after the other on one server.
  func ask(_ calls: [ServerCall], server: Int) async throws -> [FinishedCall] {
    var all: [FinishedCall] = []
    for call in calls {
      let mailbox = try CallMailbox()
      let finished = Mutex<[FinishedCall]>([])
      mailbox.put([call])
      mailbox.close()
      try await withTaskCancellationHandler {
        await run(mailbox, servers: [server]) { group in
          finished.withLock { $0.append(contentsOf: group) }
        }
      } onCancel: {
        mailbox.abandon()
      }.get()
      try Task.checkCancellation()
      all += finished.withLock { $0 }
    }
    return all
  }

  private func probe(
    server: Int, _ endpoint: Template.Endpoint, omitting: String
  ) async throws -> [StoredProbe] {
    var logProbabilities = true
    var replies: [StoredProbe] = []
    for prompt in ModelProbe.prompts {
      while true {
        let call = ModelProbe.call(
          prompt, endpoint, omitting: omitting, logProbabilities: logProbabilities)
        let finished = try await ask(call.map { [$0] } ?? [], server: server)
        switch finished.first?.result {
        case .replied(let reply):
          replies.append(ModelProbe.stored(prompt, reply.choices[0]))
        case .givenUp where logProbabilities && replies.isEmpty:
          // Some servers refuse a request for log-probabilities; they are asked without.
          logProbabilities = false
          continue
        case .givenUp(let reason):
          throw GenerationError.server(
            address: address.urls[server], reason: reason,
            advice: "see what the server supports; --extra '{\"FIELD\":null}' leaves a field out, "
              + "--template takes another endpoint")
        case nil: throw CancellationError()
        }
        break
      }
    }
    return replies
  }

  private func counting(
    server: Int, _ endpoint: Template.Endpoint, omitting: String
  ) async throws -> UsageConvention? {
    guard let call = ModelProbe.countingCall(endpoint, omitting: omitting) else { return nil }
    let finished = try await ask([call], server: server)
    guard finished.count == 1, case .replied(let reply) = finished[0].result,
      reply.choices.count == 2
    else { return nil }
    let isCut = reply.choices.allSatisfy { $0.finish == .length }
    return isCut && reply.completionTokens == 4 ? .firstChoice : .allChoices
  }

  private func compare(
    _ replies: [StoredProbe], _ endpoint: Template.Endpoint, server: Int, store: Store,
    acceptsChange: Bool, time: String
  ) async throws {
    let model = model
    let known = try await store.read { (store) throws(DatabaseError) in
      try store.probes(of: model, endpoint: endpoint)
    }
    let changes = known.map { ModelProbe.change(from: $0, to: replies) }
    if changes.contains(where: { $0 == nil }) { return }
    if let change = changes.last, let index = change, !acceptsChange {
      throw GenerationError.server(
        address: address.urls[server],
        reason: "\(address.name) is not the model that it was: to \"\(replies[index].prompt)\" it "
          + "now says \"\(replies[index].text)\"",
        advice: "--revision NAME keeps it apart as another model; --same-model takes it for the "
          + "same one")
    }
    try await store.write { (store) throws(DatabaseError) in
      try store.record(replies, of: model, endpoint: endpoint, time: time)
    }
  }

  /// The extra fields that are not to be sent.
  private static func omissions(of extra: String) -> String {
    let fields = Sampling(extra: extra).extraMembers.filter(\.value.isNull)
    return fields.isEmpty ? "" : JSONValue(fields).serialized()
  }
}
