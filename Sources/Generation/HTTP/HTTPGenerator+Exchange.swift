import Corpus
import Dispatch
import Glibc
import JSON

// Single exchanges beside the run's calls: what servers say of themselves.

extension HTTPGenerator {
  /// The error of a fault outside a run's calls.
  func error(_ fault: CallFault, server: Int) -> GenerationError {
    let url = address.urls[server]
    if case .stop(let reason, let advice) = fault {
      return .server(address: url, reason: reason, advice: advice)
    }
    return .server(
      address: url, reason: fault.reason,
      advice: "--model http://HOST:PORT/v1#NAME, where an OpenAI-compatible server listens")
  }

  /// Gets a path, or posts a document to it.
  ///
  /// - Parameters:
  ///   - document: what is posted; `nil` to get.
  ///   - fromRoot: whether the path lies beside `/v1` and not below it.
  func exchange(
    _ path: String, _ document: JSONValue? = nil, server: Int, fromRoot: Bool = false
  ) async throws(GenerationError) -> HTTPReply {
    let key = server < settings.keys.count ? settings.keys[server] : nil
    var url = address.urls[server]
    if fromRoot, url.hasSuffix("/v1") { url.removeLast(3) }
    var chosen = settings
    chosen.keys = [key]
    if document == nil { chosen.timeout = min(settings.timeout, 30) }
    let body = document?.serializedBytes()
    let outcome = await withCheckedContinuation { continuation in
      DispatchQueue(label: "stepmark.http").async { [chosen, url] in
        continuation.resume(
          returning: Result { () throws(GenerationError) in
            try Self.exchangeBlocking(path, body, url, chosen)
          })
      }
    }
    let result = try outcome.get()
    switch result {
    case .success(let reply): return reply.struckOut(key)
    case .failure(let fault): throw error(CallFault(fault), server: server)
    }
  }

  /// The document that a server replies with; `nil` where it does not answer with one.
  func document(
    _ path: String, _ document: JSONValue, server: Int, fromRoot: Bool = false
  ) async throws(GenerationError) -> JSONValue? {
    let reply = try await exchange(path, document, server: server, fromRoot: fromRoot)
    guard reply.status == 200 else { return nil }
    return try? JSONValue.parse(reply.body, source: path, maximumDepth: 64)
  }

  /// Asks again and again while the server says that it is busy, as one does that loads its model.
  private static func exchangeBlocking(
    _ path: String, _ body: [UInt8]?, _ url: String, _ settings: ServerSettings
  ) throws(GenerationError) -> Result<HTTPReply, TransportFault> {
    let transport = try HTTPTransport(urls: [url], settings: settings)
    let doorbell = try Doorbell()
    var wait = settings.backoff
    var attempt = 0
    while true {
      attempt += 1
      try transport.start(attempt, server: 0, path: path, body: body)
      var result: Result<HTTPReply, TransportFault>?
      while result == nil {
        transport.advance {
          result = $1
          return true
        }
        if result == nil { transport.wait(seconds: 1, doorbell: doorbell) }
      }
      guard let result else { continue }
      guard case .success(let reply) = result,
        [429, 502, 503].contains(reply.status)
          || reply.status == 500 && body == nil, attempt < settings.busyTries
      else { return result }
      usleep(UInt32(1e6 * min(5, max(wait, reply.retryAfter))))
      wait *= 2
    }
  }
}
