import Corpus
import Glibc
import Synchronization

/// What became of a call.
struct FinishedCall {
  let call: ServerCall
  let result: Result

  enum Result {
    case replied(ServerReply)
    case givenUp(reason: String)
  }
}

/// Calls on their way to the loop's thread; filled by tasks.
final class CallMailbox: Sendable {
  private struct State {
    var calls: [ServerCall] = []
    var isClosed = false
    var isAbandoned = false
  }

  let doorbell: Doorbell
  /// Protects the calls: tasks put them in, the loop's thread takes them out.
  private let state = Mutex(State())

  init() throws(GenerationError) { doorbell = try Doorbell() }

  func put(_ calls: [ServerCall]) {
    state.withLock { $0.calls.append(contentsOf: calls) }
    doorbell.ring()
  }

  /// Nothing more will come.
  func close() {
    state.withLock { $0.isClosed = true }
    doorbell.ring()
  }

  /// Nothing is wanted any more, not even what is under way.
  func abandon() {
    state.withLock { $0.isAbandoned = true }
    doorbell.ring()
  }

  func take() -> (calls: [ServerCall], isClosed: Bool, isAbandoned: Bool) {
    state.withLock { state in
      defer { state.calls = [] }
      return (state.calls, state.isClosed, state.isAbandoned)
    }
  }
}

/// The event loop: one thread that starts calls, waits for replies and hands them over.
struct CallLoop {
  private let settings: ServerSettings
  private let transport: HTTPTransport
  private let log: RequestLog?
  private var scheduler: CallScheduler
  private var encoder: RequestEncoder
  private var inWork: [Int: (call: ServerCall, server: Int)] = [:]
  private var nextID = 0

  init(
    addresses: [String], model: String, settings: ServerSettings, log: RequestLog?
  ) throws(GenerationError) {
    self.log = log
    self.settings = settings
    transport = try HTTPTransport(urls: addresses, settings: settings)
    scheduler = CallScheduler(addresses: addresses, settings: settings, now: Self.now())
    encoder = RequestEncoder(model: model)
  }

  /// Runs until the mailbox is closed and everything in it has ended.
  ///
  /// - Throws: `GenerationError` when no call can be answered; what was answered before has been
  ///   delivered.
  mutating func run(
    _ mailbox: CallMailbox, deliver: ([FinishedCall]) -> Void
  ) throws(GenerationError) {
    while true {
      let mail = mailbox.take()
      if mail.isAbandoned { return }
      scheduler.add(mail.calls)
      var now = Self.now()
      while let (call, server) = scheduler.next(now: now) {
        if let log, call.faults == 0, call.refusals == 0 { log.write(call.requests.map(\.key)) }
        try transport.start(
          nextID, server: server, path: Self.path(call), body: encoder.body(of: call),
          faults: call.faults)
        inWork[nextID] = (call, server)
        nextID += 1
      }
      now = Self.now()
      var ended = 0
      var finished: [FinishedCall] = []
      var stop: GenerationError?
      transport.advance { id, result in
        guard let (call, server) = inWork.removeValue(forKey: id) else { return false }
        ended += 1
        let (judgement, isSound) = judge(call, server, result, now)
        switch judgement {
        case .finished(let result): finished.append(FinishedCall(call: call, result: result))
        case .again: break
        case .stop(let error): stop = stop ?? error
        }
        return isSound
      }
      if !finished.isEmpty { deliver(finished) }
      if let stop { throw stop }
      if mail.isClosed, inWork.isEmpty, scheduler.isEmpty { return }
      if ended > 0 { continue }
      let wake = scheduler.wakeTime(now: now).map { max(0, $0 - now) } ?? 60
      transport.wait(seconds: wake, doorbell: mailbox.doorbell)
    }
  }

  private enum Judgement {
    case finished(FinishedCall.Result)
    case again
    case stop(GenerationError)
  }

  private mutating func judge(
    _ call: ServerCall, _ server: Int, _ result: Swift.Result<HTTPReply, TransportFault>,
    _ now: Double
  ) -> (Judgement, isSound: Bool) {
    let key = server < settings.keys.count ? settings.keys[server] : nil
    let fault: CallFault
    do throws(ServerReply.Fault) {
      let reply: HTTPReply
      switch result {
      case .failure(let failure):
        return (judge(call, server, CallFault(failure), now), true)
      case .success(let success): reply = success.struckOut(key)
      }
      if let refused = CallFault(reply) {
        return (judge(call, server, refused.struckOut(key), now), true)
      }
      let read = try ServerReply(
        reply.body, endpoint: call.prompt.template.endpoint, count: call.requests.count
      ).struckOut(key)
      scheduler.answered(
        call, server: server, tokens: (read.promptTokens ?? 0) + (read.completionTokens ?? 0))
      return (.finished(.replied(read)), true)
    } catch {
      fault = CallFault(error).struckOut(key)
    }
    return (judge(call, server, fault, now), false)
  }

  private mutating func judge(
    _ call: ServerCall, _ server: Int, _ fault: CallFault, _ now: Double
  ) -> Judgement {
    switch scheduler.failed(call, server: server, fault, now: now) {
    case .again: .again
    case .givenUp(let reason): .finished(.givenUp(reason: reason))
    case .stop(let error): .stop(error)
    }
  }

  private static func path(_ call: ServerCall) -> String {
    switch call.prompt.template.endpoint {
    case .completions: "/completions"
    case .chat: "/chat/completions"
    }
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
