import Corpus

/// One call to a server: a request, or several of consecutive index that differ in nothing else.
struct ServerCall {
  /// The requests; request i is answered by choice i of the reply.
  let requests: [KeyedRequest]
  /// Whether the log-probabilities of the two likeliest tokens are asked for at every place.
  var wantsLogProbabilities = false
  /// Faults so far, not counting those of a busy server.
  var faults = 0
  /// How often a server was busy.
  var refusals = 0
  /// When its last try started, in seconds.
  var start = 0.0

  init(_ requests: [KeyedRequest], wantsLogProbabilities: Bool = false) {
    self.requests = requests
    self.wantsLogProbabilities = wantsLogProbabilities
  }

  var sampling: Sampling { requests[0].request.sampling }
  var prompt: Prompt { requests[0].request.prompt }

  /// What it may cost in tokens, for rate limits that count them before the reply is there.
  var expectedTokens: Int { requests.count * sampling.maxTokens + prompt.text.utf8.count / 4 }

  /// Groups requests into calls of at most `limit` choices.
  ///
  /// Choice i has the seed of choice 0 plus i, so only requests whose indices and seeds follow each
  /// other share a call.
  static func group(_ requests: [KeyedRequest], limit: Int) -> [ServerCall] {
    var calls: [ServerCall] = []
    var open: [KeyedRequest] = []
    for item in requests {
      if let last = open.last?.request, open.count < limit, continues(last, item.request) {
        open.append(item)
      } else {
        if !open.isEmpty { calls.append(ServerCall(open)) }
        open = [item]
      }
    }
    if !open.isEmpty { calls.append(ServerCall(open)) }
    return calls
  }

  private static func continues(_ last: Request, _ next: Request) -> Bool {
    guard let seed = last.seed, let following = next.seed else { return false }
    return next.index == last.index + 1 && following == seed + 1 && next.purpose == last.purpose
      && next.prompt == last.prompt && next.sampling == last.sampling
  }
}
