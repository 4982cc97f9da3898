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
    /// Whether an earlier run has ended it.
    var isEnded = false
  }

  /// A request and the procedure that asks it.
  private typealias Asked = (number: Int, item: KeyedRequest)

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
  /// Under a cap on tokens: what has not been looked up yet, by procedure.
  private var queue: [Asked] = []
  /// Under a cap on tokens: those of all replies that procedures were handed, each reply once.
  private var tokensCounted = 0
  private var repliesCounted: Set<ContentKey> = []
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
      if !exhausted, outgoing.stop == nil, isRoundOver { exhausted = try await admit(next) }
      if !ready.isEmpty, isRoundOver {
        try await moveReady()
        driver.progress(progress)
        continue
      }
      if alive.isEmpty {
        if exhausted { return }
        continue
      }
      if let cap = driver.tokenCap, isRoundOver, !queue.isEmpty {
        guard tokensCounted < cap else {
          progress.stop = .tokenCap
          return
        }
        let round = queue.prefix(Driver.roundSize)
        queue.removeFirst(round.count)
        try await lookUp(Array(round))
        driver.progress(progress)
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

  /// Whether nothing of the round is on the wire; without a cap on tokens there are no rounds.
  private var isRoundOver: Bool {
    driver.tokenCap == nil || waiting.isEmpty || outgoing.stop != nil && outgoing.inFlight == 0
  }

  /// Lets procedures in, in order, up to the bound; returns whether the source is at its end.
  private mutating func admit(
    _ next: () async throws -> ProcedureTask<Body>?
  ) async throws -> Bool {
    let limit = driver.tokenCap == nil ? 4 * driver.generator.width : Driver.roundSize
    var exhausted = false
    // A quarter at a time: fewer looks at the store, and never idle for want of procedures.
    while alive.count <= limit * 3 / 4, !exhausted {
      var group: [ProcedureTask<Body>] = []
      while alive.count + group.count < limit {
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
        let isEnded = outcome.map { $0.status != .open } ?? false
        // A cap counts the replies of ended procedures as they came, from the store.
        if isEnded, driver.tokenCap == nil {
          progress.skipped += 1
          uses.tasks.append((task.key, task.problem))
        } else {
          alive[number] = Alive(task: task, procedure: task.procedure, isEnded: isEnded)
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
    var asked: [Asked] = []
    let moving = driver.tokenCap == nil ? ready : ready.sorted()
    ready = []
    for number in moving {
      guard var state = alive[number] else { continue }
      let replies = state.keys.map { state.replies[$0] ?? Reply(key: $0, completion: nil) }
      switch state.procedure.advance(replies) {
      case .finish(let output):
        alive[number] = nil
        if state.isEnded {
          progress.skipped += 1
          uses.tasks.append((state.task.key, state.task.problem))
        } else {
          ended.append((state, output))
        }
      case .ask(let requests):
        let keyed = requests.map {
          KeyedRequest(key: $0.key(model: driver.generator.model), request: $0)
        }
        var distinct: Set<ContentKey> = []
        asked += keyed.filter { distinct.insert($0.key).inserted }.map { (number, $0) }
        state.keys = keyed.map(\.key)
        state.replies = [:]
        state.missing = distinct.count
        alive[number] = state
        if distinct.isEmpty { ready.append(number) }
      }
    }
    if !ended.isEmpty { try await write(ended) }
    guard driver.tokenCap != nil else {
      if !asked.isEmpty { try await lookUp(asked) }
      return
    }
    // A procedure's requests stay in the order in which it asked them.
    queue = (queue + asked).enumerated()
      .sorted { ($0.element.number, $0.offset) < ($1.element.number, $1.offset) }.map(\.element)
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
    }
  }

  /// Hands on what the store has and sends the rest.
  private mutating func lookUp(_ asked: [Asked]) async throws(DatabaseError) {
    let keys = asked.map(\.item.key)
    let found = try await driver.store.read { (store) throws(DatabaseError) in
      var found: [ContentKey: Completion] = [:]
      for key in keys where found[key] == nil { found[key] = try store.completion(key) }
      return found
    }
    var misses: [KeyedRequest] = []
    for (number, item) in asked {
      if let completion = found[item.key] {
        progress.replayed += 1
        uses.replies.append(item.key)
        hand(Reply(key: item.key, completion: completion), to: number)
      } else if driver.isClosed {
        hand(Reply(key: item.key, completion: nil), to: number)
      } else {
        if waiting[item.key] == nil { misses.append(item) }
        waiting[item.key, default: []].append(number)
      }
    }
    outgoing.add(misses)
    progress.asked = outgoing.sent
  }

  /// Gives a procedure one of its replies.
  private mutating func hand(_ reply: Reply, to number: Int) {
    guard var state = alive[number] else { return }
    state.replies[reply.key] = reply
    state.missing -= 1
    let tokens = reply.completion?.completionTokens ?? 0
    state.tokens += tokens
    if driver.tokenCap != nil, repliesCounted.insert(reply.key).inserted { tokensCounted += tokens }
    if reply.completion == nil { state.lacksReply = true }
    alive[number] = state
    if state.missing == 0 { ready.append(number) }
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
      for number in waiting.removeValue(forKey: key) ?? [] { hand(reply, to: number) }
    }
    progress.money = outgoing.spent
  }
}
