import Corpus
import Storage

/// One run of the driver: which procedures are alive, what each waits for, what is in flight.
struct DriverLoop<Body: Procedure> {
  private struct Alive {
    let task: ProcedureTask<Body>
    var procedure: Body
    /// The keys of its last requests, in order, and what has come so far.
    var keys: [ContentKey] = []
    var replies: [ContentKey: Reply] = [:]
    var missing = 0
    var lacksReply = false
    var tokens = 0
  }

  private let driver: Driver
  private let inbox: Inbox
  private let finish:
    @Sendable (ProcedureTask<Body>, Body.Output, StoreTransaction) throws(DatabaseError) -> Outcome

  private var alive: [Int: Alive] = [:]
  /// Procedures that have all their replies, in the order in which they will move.
  private var ready: [Int] = []
  /// Who waits for a request that is in flight; equal requests are asked once.
  private var waiting: [ContentKey: [Int]] = [:]
  private var outgoing: OutgoingRequests
  private var admitted = 0
  private var roundEnd: Int
  private var tokensGranted = 0
  private(set) var progress = DriverProgress()
  /// What the run rests on and has not noted yet.
  private var uses = RunUses()

  init(
    driver: Driver, feed: AsyncStream<[KeyedRequest]>.Continuation, inbox: Inbox,
    finish:
      @escaping @Sendable (ProcedureTask<Body>, Body.Output, StoreTransaction)
      throws(DatabaseError) -> Outcome
  ) {
    self.driver = driver
    outgoing = OutgoingRequests(driver: driver, feed: feed)
    self.inbox = inbox
    self.finish = finish
    roundEnd = driver.tokenCap == nil ? Int.max : Driver.roundSize
  }

  mutating func run(_ next: () async throws -> ProcedureTask<Body>?) async throws {
    var exhausted = false
    while true {
      if driver.shouldStop() || Task.isCancelled {
        progress.stop = .user
        return
      }
      outgoing.send()
      progress.asked = outgoing.sent
      if let cause = outgoing.stop, outgoing.inFlight == 0, ready.isEmpty {
        // A cap that was reached with the last reply has stopped nothing.
        if !(exhausted && alive.isEmpty) { progress.stop = cause }
        return
      }
      if !exhausted, outgoing.stop == nil { exhausted = try await admit(next) }
      if !ready.isEmpty {
        try await moveReady()
        driver.progress(progress)
        continue
      }
      if alive.isEmpty {
        if exhausted { return }
        // The round is over: the cap is looked at again.
        guard let cap = driver.tokenCap, tokensGranted < cap else {
          guard driver.tokenCap != nil else { continue }
          progress.stop = .tokenCap
          return
        }
        roundEnd = admitted + Driver.roundSize
        continue
      }
      // Without a next group the generator ended with requests open: its error comes out of the
      // task group.
      guard let group = await inbox.next() else { return }
      if group.isEmpty { continue }
      try await commit(group)
      driver.progress(progress)
    }
  }

  /// Lets procedures in, in order, up to the bound; returns whether the source is at its end.
  private mutating func admit(
    _ next: () async throws -> ProcedureTask<Body>?
  ) async throws -> Bool {
    let limit = 4 * driver.generator.width
    var exhausted = false
    // A quarter at a time: fewer looks at the store, and never idle for want of procedures.
    while alive.count <= limit * 3 / 4, admitted < roundEnd, !exhausted {
      var group: [ProcedureTask<Body>] = []
      while alive.count + group.count < limit, admitted + group.count < roundEnd {
        guard let task = try await next() else {
          exhausted = true
          break
        }
        group.append(task)
      }
      let keys = group.map(\.key)
      let ended = try await driver.store.read { (store) throws(DatabaseError) in
        var ended: [Outcome?] = []
        for key in keys {
          ended.append(try store.outcome(key))
        }
        return ended
      }
      for (task, outcome) in zip(group, ended) {
        let number = admitted
        admitted += 1
        if let outcome, outcome.status != .open {
          progress.skipped += 1
          tokensGranted += outcome.tokens
          uses.tasks.append((task.key, task.problem))
        } else {
          alive[number] = Alive(task: task, procedure: task.procedure)
          ready.append(number)
        }
      }
      if uses.count >= Self.usesHeld { try await noteUses() }
      driver.progress(progress)
    }
    return exhausted
  }

  /// How many uses wait for the next transaction before they get one of their own.
  private static var usesHeld: Int { 4096 }

  /// Notes what the run rests on.
  mutating func noteUses() async throws(DatabaseError) {
    guard uses.count > 0 else { return }
    let (uses, run) = (uses, driver.run)
    try await driver.store.write { (store) throws(DatabaseError) in
      try store.record(uses, run: run)
    }
    self.uses = RunUses()
  }

  /// Moves every procedure that has its replies: writes the ends, looks up or sends the requests.
  private mutating func moveReady() async throws(DatabaseError) {
    var ended: [(Alive, Body.Output)] = []
    var asked: [(number: Int, requests: [KeyedRequest])] = []
    for number in ready {
      guard var state = alive[number] else { continue }
      let replies = state.keys.map { state.replies[$0] ?? Reply(key: $0, completion: nil) }
      switch state.procedure.advance(replies) {
      case .finish(let output):
        alive[number] = nil
        ended.append((state, output))
      case .ask(let requests):
        let keyed = requests.map {
          KeyedRequest(key: $0.key(model: driver.generator.model), request: $0)
        }
        state.keys = keyed.map(\.key)
        state.replies = [:]
        alive[number] = state
        asked.append((number, keyed))
      }
    }
    ready = []
    if !ended.isEmpty { try await write(ended) }
    if !asked.isEmpty { try await lookUp(asked) }
  }

  private mutating func write(_ ended: [(Alive, Body.Output)]) async throws(DatabaseError) {
    let finish = finish
    let stage = driver.stage
    let items = ended.map { ($0.0.task, $0.1, $0.0.lacksReply, $0.0.tokens) }
    uses.tasks += ended.map { ($0.0.task.key, $0.0.task.problem) }
    let (uses, run) = (uses, driver.run)
    try await driver.store.write { (store) throws(DatabaseError) in
      try store.record(uses, run: run)
      for (task, output, lacksReply, tokens) in items {
        var outcome = try finish(task, output, store)
        if lacksReply {
          outcome = Outcome(.open, reason: "replies missing", detail: outcome.reason)
        }
        outcome.tokens = tokens
        try store.record(outcome, key: task.key, stage: stage, problem: task.problem)
      }
    }
    self.uses = RunUses()
    for (state, _) in ended {
      progress.finished += 1
      if state.lacksReply { progress.open += 1 }
      tokensGranted += state.tokens
    }
  }

  private mutating func lookUp(
    _ asked: [(number: Int, requests: [KeyedRequest])]
  ) async throws(DatabaseError) {
    let keys = asked.flatMap { $0.requests.map(\.key) }
    let found = try await driver.store.read { (store) throws(DatabaseError) in
      var found: [ContentKey: Completion] = [:]
      for key in keys where found[key] == nil { found[key] = try store.completion(key) }
      return found
    }
    var misses: [KeyedRequest] = []
    for (number, requests) in asked {
      guard var state = alive[number] else { continue }
      for item in requests where state.replies[item.key] == nil {
        if let completion = found[item.key] {
          state.replies[item.key] = Reply(key: item.key, completion: completion)
          state.tokens += completion.completionTokens
          progress.replayed += 1
          uses.replies.append(item.key)
        } else if driver.isClosed {
          state.replies[item.key] = Reply(key: item.key, completion: nil)
          state.lacksReply = true
        } else if waiting[item.key]?.contains(number) != true {
          if waiting[item.key] == nil { misses.append(item) }
          waiting[item.key, default: []].append(number)
          state.missing += 1
        }
      }
      alive[number] = state
      if state.missing == 0 { ready.append(number) }
    }
    outgoing.add(misses)
    progress.asked = outgoing.sent
  }

  /// Commits replies, then hands them to whoever waits for them.
  mutating func commit(_ group: [Delivery]) async throws(DatabaseError) {
    let model = driver.generator.model
    let run = driver.run
    try await driver.store.write { (store) throws(DatabaseError) in
      for delivery in group {
        switch delivery.result {
        case .completion(let completion):
          try store.record(
            completion, of: delivery.request.request, key: delivery.request.key, model: model,
            run: run)
        case .failed(let reason):
          try store.note("request failed", "\(delivery.request.key): \(reason)", run: run)
        }
      }
    }
    for delivery in group {
      outgoing.ended(delivery)
      let key = delivery.request.key
      var reply = Reply(key: key, completion: nil)
      switch delivery.result {
      case .completion(let completion):
        reply = Reply(key: key, completion: completion)
        progress.completionTokens += completion.completionTokens
      case .failed(let reason):
        progress.failed += 1
        progress.failure = reason
      }
      for number in waiting.removeValue(forKey: key) ?? [] {
        guard var state = alive[number] else { continue }
        state.replies[key] = reply
        state.missing -= 1
        state.tokens += reply.completion?.completionTokens ?? 0
        if reply.completion == nil { state.lacksReply = true }
        alive[number] = state
        if state.missing == 0 { ready.append(number) }
      }
    }
    progress.money = outgoing.spent
  }
}
