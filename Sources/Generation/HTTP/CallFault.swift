import Corpus

/// What is to be done after a try that gave no usable reply.
enum CallFault: Error, Hashable {
  /// Try again: the reply was broken, or the server had a fault.
  case again(String)
  /// Try again when the server is less busy, at the earliest after so many seconds.
  case busy(String, wait: Double)
  /// Try again, there or elsewhere, when a connection comes about.
  case unreachable(String)
  /// Give this call up: the server will not answer it.
  case refused(String)
  /// Stop: no call will be answered.
  case stop(String, advice: String)

  /// The reason, for a person.
  var reason: String {
    switch self {
    case .again(let reason), .busy(let reason, _), .unreachable(let reason),
      .refused(let reason), .stop(let reason, _):
      reason
    }
  }

  init(_ fault: TransportFault) {
    switch fault.kind {
    case .connection: self = .unreachable(fault.reason)
    case .transfer, .tooLong: self = .again(fault.reason)
    case .trust:
      self = .stop(
        fault.reason,
        advice: "check the address; --ca-file FILE trusts a certificate authority of your own")
    }
  }

  /// The fault of a reply's status; `nil` for 200.
  init?(_ reply: HTTPReply) {
    guard reply.status != 200 else { return nil }
    let message = ServerMessage.text(reply.body)
    let reason = "HTTP \(reply.status)" + (message.isEmpty ? "" : ": \(message)")
    switch reply.status {
    case 401, 403:
      self = .stop(
        reason,
        advice: "put the key into STEPMARK_API_KEY, or name its variable with --api-key-env")
    case 402:
      self = .stop(reason, advice: "the account has no credit left")
    case 404, 405, 410:
      self = .stop(
        reason,
        advice: "check the address (most end in /v1) and the name behind #; a server without "
          + "/completions takes --template chat, one without /chat/completions few-shot")
    case 429 where message.contains("quota"):
      self = .stop(reason, advice: "the account's quota is used up")
    case 429, 503, 529: self = .busy(reason, wait: reply.retryAfter)
    case 408, 409, 425, 500...: self = .again(reason)
    case 300..<400:
      let host = reply.redirect.map { " to \(ServerAddress.host($0))" } ?? ""
      self = .again("HTTP \(reply.status): the server sends us on\(host), which is not followed")
    case 200..<300: self = .again("HTTP \(reply.status) where a reply was expected")
    default: self = .refused(reason)
    }
  }

  init(_ fault: ServerReply.Fault) {
    switch fault {
    case .malformed(let reason): self = .again(reason)
    case .withheld(let reason): self = .refused(reason)
    }
  }
}
