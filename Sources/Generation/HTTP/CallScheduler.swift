import Corpus

/// Decides which call goes to which server and when; a pure function of what it is told, the time
/// included.
struct CallScheduler {
  /// What becomes of a call that failed.
  enum Verdict {
    /// It will be tried again.
    case again
    /// It is given up.
    case givenUp(reason: String)
    /// The run ends.
    case stop(GenerationError)
  }

  private let settings: ServerSettings
  private let addresses: [String]
  private(set) var servers: [ServerLoad]
  private var waiting: [ServerCall] = []
  private var taken = 0
  /// Calls that wait for another try, the latest first.
  private var delayed: [(time: Double, call: ServerCall)] = []
  private var givenUpInARow = 0
  private var hasAnswered = false

  init(addresses: [String], settings: ServerSettings, now: Double) {
    self.addresses = addresses
    self.settings = settings
    servers = addresses.map { _ in ServerLoad(settings, now: now) }
  }

  /// Whether nothing waits.
  var isEmpty: Bool { taken == waiting.count && delayed.isEmpty }

  /// Takes calls that will be started in this order.
  mutating func add(_ calls: [ServerCall]) {
    if taken == waiting.count {
      waiting = calls
      taken = 0
    } else {
      waiting.append(contentsOf: calls)
    }
  }

  /// The next call to start now, with its server.
  mutating func next(now: Double) -> (call: ServerCall, server: Int)? {
    let isRetry = delayed.last.map { $0.time <= now } ?? false
    guard isRetry || taken < waiting.count else { return nil }
    var call = isRetry ? delayed[delayed.count - 1].call : waiting[taken]
    guard let server = server(for: call, now: now) else { return nil }
    if isRetry { delayed.removeLast() } else { taken += 1 }
    if taken > 4096 {
      waiting.removeFirst(taken)
      taken = 0
    }
    call.start = now
    servers[server].start(call)
    return (call, server)
  }

  /// When something may be started that cannot be now, apart from the end of a call.
  mutating func wakeTime(now: Double) -> Double? {
    var times: [Double] = []
    if let last = delayed.last, last.time > now { times.append(last.time) }
    let candidate =
      delayed.last.flatMap { $0.time <= now ? $0.call : nil }
      ?? (taken < waiting.count ? waiting[taken] : nil)
    if let candidate {
      for index in servers.indices {
        if let delay = servers[index].delay(candidate, now: now) { times.append(now + delay) }
      }
    }
    return times.min()
  }

  /// A call was answered.
  mutating func answered(_ call: ServerCall, server: Int, tokens: Int) {
    servers[server].answered(call, tokens: tokens)
    givenUpInARow = 0
    hasAnswered = true
  }

  /// A call failed; it is kept where it will be tried again.
  mutating func failed(
    _ call: ServerCall, server: Int, _ fault: CallFault, now: Double
  ) -> Verdict {
    servers[server].failed(call, fault, settings, now: now)
    var call = call
    switch fault {
    case .stop(let reason, let advice):
      return .stop(.server(address: addresses[server], reason: reason, advice: advice))
    case .refused(let reason):
      // A server that has answered may well refuse many in a row: prompts that are too long, say.
      return hasAnswered ? .givenUp(reason: reason) : giveUp(reason, server)
    case .unreachable(let reason):
      guard servers.contains(where: { !$0.isDead }) else {
        return .stop(
          .server(
            address: addresses[server],
            reason: "no connection after \(settings.connectionTries) tries: \(reason)",
            advice: "start the server and run the same command again: it goes on where it stopped"))
      }
      delay(call, until: now)
      return .again
    case .busy(let reason, let wait):
      call.refusals += 1
      guard call.refusals < settings.busyTries else {
        return giveUp("\(reason) (turned away \(call.refusals) times)", server)
      }
      delay(call, until: now + max(min(wait, settings.longestRetryAfter), backoff(call)))
      return .again
    case .again(let reason):
      call.faults += 1
      guard call.faults < settings.tries else {
        return giveUp("\(reason) (after \(call.faults) tries)", server)
      }
      let time = now + backoff(call)
      if call.requests.count > 1 {
        // One call each: a server that knows no `n` gets what it can answer.
        for request in call.requests {
          var single = ServerCall([request], wantsLogProbabilities: call.wantsLogProbabilities)
          (single.faults, single.refusals) = (call.faults, call.refusals)
          delay(single, until: time)
        }
      } else {
        delay(call, until: time)
      }
      return .again
    }
  }

  private mutating func giveUp(_ reason: String, _ server: Int) -> Verdict {
    givenUpInARow += 1
    guard givenUpInARow < settings.givenUpInARow else {
      return .stop(
        .server(
          address: addresses[server],
          reason: "\(givenUpInARow) calls in a row got no usable reply, the last one: \(reason)",
          advice: "see what the server says of itself; what was answered is kept"))
    }
    return .givenUp(reason: reason)
  }

  /// Doubles with every try; spread by the call's key, so that calls do not come back together.
  private func backoff(_ call: ServerCall) -> Double {
    let tries = call.faults + call.refusals
    let wait = min(settings.longestBackoff, settings.backoff * Double(1 << min(tries - 1, 20)))
    let key = call.requests[0].key
    return wait * (0.5 + 0.5 * RandomStream.unit(seed: key.low, position: tries))
  }

  private mutating func delay(_ call: ServerCall, until time: Double) {
    var (low, high) = (0, delayed.count)
    while low < high {
      let middle = (low + high) / 2
      if delayed[middle].time > time { low = middle + 1 } else { high = middle }
    }
    delayed.insert((time, call), at: low)
  }

  /// A server that can take the call now: one that its problem points to, whose cache may know the
  /// prompt, else the one with most room.
  private mutating func server(for call: ServerCall, now: Double) -> Int? {
    guard servers.count > 1 else {
      return servers[0].delay(call, now: now) == 0 ? 0 : nil
    }
    let home = Int(call.prompt.problem.key.low % UInt64(servers.count))
    if servers[home].delay(call, now: now) == 0 { return home }
    var best: Int?
    for index in servers.indices where servers[index].delay(call, now: now) == 0 {
      if best.map({ servers[index].room > servers[$0].room }) ?? true { best = index }
    }
    return best
  }
}
