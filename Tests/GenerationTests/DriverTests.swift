import Corpus
import Generation
import Storage
import Synchronization
import Testing

/// Asks for `count` completions, then for one more of each that was even.
private struct TwoRounds: Procedure {
  let prompt: Prompt
  let count: Int
  var round = 0

  mutating func advance(_ replies: [Reply]) -> Move<[String]> {
    round += 1
    switch round {
    case 1: return .ask((0..<count).map(request))
    case 2:
      let even = replies.indices.filter { (replies[$0].completion?.completionTokens ?? 1) % 2 == 0 }
      return even.isEmpty ? .finish([]) : .ask(even.map { request($0 + count) })
    default: return .finish(replies.map { $0.completion?.text ?? "none" })
    }
  }

  private func request(_ index: Int) -> Request {
    Request(
      prompt: prompt, sampling: Sampling(), purpose: .solve, index: index, runSeed: 1)
  }
}

@Suite("Driver")
struct DriverTests {
  private let template = Template(name: "plain", text: "{statement}{prefix}")

  private func tasks(_ count: Int, asking: Int = 3) -> [ProcedureTask<TwoRounds>] {
    (0..<count).map { number in
      let problem = Problem(statement: "Problem \(number)", gold: "\(number)")
      let prompt = Prompt(template: template, problem: problem)
      return ProcedureTask(
        key: ContentKey(hashing: "task \(number)"), problem: problem,
        procedure: TwoRounds(prompt: prompt, count: asking))
    }
  }

  private func reply(_ request: Request) -> Delivery.Result {
    let tokens = 1 + Int(request.prompt.textKey.low % 5) + request.index
    return .completion(
      Completion(
        text: "\(request.prompt.text)/\(request.index)", promptTokens: 2,
        completionTokens: tokens, finishReason: .stop))
  }

  private func open(_ store: Store) async throws -> Int {
    try await store.write { (store) throws(DatabaseError) in
      try store.startRun(
        stage: "test", recipe: "{}", seed: 1, version: "0", time: "2026-01-01T00:00:00Z")
    }
  }

  private func results(_ store: Store) async throws -> [[SQLValue]] {
    try await store.read { (store) throws(DatabaseError) in
      try store.table("SELECT hex(key), status, detail, tokens FROM outcome ORDER BY key").rows
    }
  }

  private func drive(
    _ tasks: [ProcedureTask<TwoRounds>], _ generator: ScriptedGenerator, _ store: Store,
    cap: Int? = nil, closed: Bool = false
  ) async throws -> DriverProgress {
    var driver = Driver(
      store: store, generator: generator, run: try await open(store), stage: "test")
    driver.tokenCap = cap
    driver.isClosed = closed
    return try await driver.run(tasks) { _, output, _ in
      Outcome(.kept, detail: output.joined(separator: " "))
    }
  }

  @Test("Every procedure gets the replies to its own requests, in the order asked")
  func repliesInOrder() async throws {
    let store = try Store(path: ":memory:", access: .write)
    let generator = ScriptedGenerator(width: 2) { self.reply($0) }
    let progress = try await drive(tasks(50), generator, store)
    #expect(progress.finished == 50)
    let direct = tasks(50).map { task in
      runScripted(task.procedure) { request in
        guard case .completion(let completion) = reply(request) else { return nil }
        return completion
      }.output.joined(separator: " ")
    }
    let stored = try await results(store).map { $0[2] }
    #expect(Set(stored) == Set(direct.map { SQLValue.text($0) }))
  }

  @Test("A second run asks nothing again, and a run without outcomes replays the stored replies")
  func replay() async throws {
    let store = try Store(path: ":memory:", access: .write)
    let generator = ScriptedGenerator { self.reply($0) }
    let first = try await drive(tasks(20), generator, store)
    let before = try await results(store)
    let second = try await drive(tasks(20), generator, store)
    #expect(second.skipped == 20 && second.asked == 0)
    try await store.write { (store) throws(DatabaseError) in
      _ = try store.table("DELETE FROM outcome RETURNING 1")
    }
    let third = try await drive(tasks(20), generator, store)
    #expect(third.replayed == first.asked && third.asked == 0)
    #expect(try await results(store) == before)
    #expect(Set(generator.requestedKeys).count == generator.requestedKeys.count)
  }

  @Test("More completions of the same prompts only buy the new ones")
  func growth() async throws {
    let store = try Store(path: ":memory:", access: .write)
    let generator = ScriptedGenerator { request in
      .completion(
        Completion(text: "x", promptTokens: 1, completionTokens: 1, finishReason: .stop))
    }
    let small = try await drive(tasks(10, asking: 8), generator, store)
    try await store.write { (store) throws(DatabaseError) in
      _ = try store.table("DELETE FROM outcome RETURNING 1")
    }
    let large = try await drive(tasks(10, asking: 16), generator, store)
    #expect(small.asked == 80 && large.asked == 80 && large.replayed == 80)
  }

  @Test("Equal requests in flight are asked once and answer everyone who waits")
  func equalRequests() async throws {
    let store = try Store(path: ":memory:", access: .write)
    let generator = ScriptedGenerator(width: 8) { self.reply($0) }
    let twin = tasks(1)[0]
    let copies = (0..<6).map {
      ProcedureTask(
        key: ContentKey(hashing: "copy \($0)"), problem: twin.problem, procedure: twin.procedure)
    }
    let progress = try await drive(copies, generator, store)
    #expect(progress.finished == 6)
    #expect(generator.requestedKeys.count == Set(generator.requestedKeys).count)
    #expect(Set(try await results(store).map { $0[2] }).count == 1)
  }

  @Test("A request that fails leaves the procedure open, and the next run asks only for it")
  func failure() async throws {
    let store = try Store(path: ":memory:", access: .write)
    let broken = ScriptedGenerator { request in
      request.index == 1 ? .failed(reason: "no route") : self.reply(request)
    }
    let first = try await drive(tasks(5), broken, store)
    #expect(first.open == 5 && first.failed == 5 && first.failure == "no route")
    let healthy = ScriptedGenerator { self.reply($0) }
    let second = try await drive(tasks(5), healthy, store)
    #expect(second.open == 0 && second.finished == 5)
    #expect(healthy.requestedKeys.filter { broken.requestedKeys.contains($0) }.count == 5)
  }

  @Test("Without a model a miss ends in an open outcome and nothing is asked")
  func closedReplay() async throws {
    let store = try Store(path: ":memory:", access: .write)
    let generator = ScriptedGenerator { self.reply($0) }
    let progress = try await drive(tasks(4), generator, store, closed: true)
    #expect(progress.open == 4 && generator.requestedKeys.isEmpty)
  }

  @Test("What a token cap lets through does not depend on what the store held or on the width")
  func tokenCap() async throws {
    func finished(
      prefilled: Int, width: Int = 3, caps: [Int] = [1500]
    ) async throws -> (asked: [ContentKey], rows: [[SQLValue]]) {
      let store = try Store(path: ":memory:", access: .write)
      _ = try await drive(
        Array(tasks(400).prefix(prefilled)), ScriptedGenerator { self.reply($0) }, store)
      let generator = ScriptedGenerator(width: width) { self.reply($0) }
      for cap in caps {
        let progress = try await drive(tasks(400), generator, store, cap: cap)
        #expect(progress.stop == .tokenCap)
      }
      return (generator.requestedKeys, try await results(store))
    }
    let empty = try await finished(prefilled: 0)
    #expect(!empty.rows.isEmpty && empty.rows.count < 400)
    for width in [1, 16, 64] {
      let other = try await finished(prefilled: 0, width: width)
      #expect(other.rows == empty.rows && Set(other.asked) == Set(empty.asked), "\(width)")
    }
    #expect(try await finished(prefilled: 30).rows == empty.rows)
    // The same cap again asks nothing; reached in parts it ends at the same point.
    let again = try await finished(prefilled: 0, caps: [1500, 1500])
    #expect(again.asked.count == empty.asked.count && again.rows == empty.rows)
    let parts = try await finished(prefilled: 0, caps: [200, 900, 1500])
    #expect(Set(parts.asked) == Set(empty.asked) && parts.asked.count == empty.asked.count)
    #expect(parts.rows == empty.rows)
  }

  @Test(
    "At the cap nothing more is asked: it is passed by no more than one round, which is told",
    arguments: [(1, 1), (40, 3), (700, 8), (900, 20)])
  func overshoot(cap: Int, asking: Int) async throws {
    let store = try Store(path: ":memory:", access: .write)
    let generator = ScriptedGenerator(width: 64) { self.reply($0) }
    let progress = try await drive(tasks(120, asking: asking), generator, store, cap: cap)
    let held = try await store.read { (store) throws(DatabaseError) in
      try store.table("SELECT sum(completion_tokens), count(*) FROM completion").rows[0]
    }
    #expect(held[0] == .integer(Int64(progress.completionTokens)))
    #expect(held[1] == .integer(Int64(generator.requestedKeys.count)))
    let longest = 5 + 2 * asking
    #expect(progress.stop == .tokenCap && progress.completionTokens >= cap)
    #expect(progress.completionTokens < cap + Driver.roundSize * longest)
    // Whoever goes on without a cap ends where a run that never had one does.
    _ = try await drive(tasks(120, asking: asking), generator, store)
    let whole = try Store(path: ":memory:", access: .write)
    _ = try await drive(
      tasks(120, asking: asking), ScriptedGenerator { self.reply($0) }, whole)
    #expect(try await results(store) == results(whole))
    #expect(Set(generator.requestedKeys).count == generator.requestedKeys.count)
  }

  @Test("A cap that is not reached stops nothing, and failures under it leave procedures open")
  func roomyCap() async throws {
    let store = try Store(path: ":memory:", access: .write)
    let broken = ScriptedGenerator { request in
      request.index == 1 ? .failed(reason: "no route") : self.reply(request)
    }
    let first = try await drive(tasks(20), broken, store, cap: 1_000_000)
    #expect(!first.stopped && first.open == 20 && first.finished == 20 && first.failed == 20)
    let healthy = ScriptedGenerator { self.reply($0) }
    let second = try await drive(tasks(20), healthy, store, cap: 1_000_000)
    #expect(!second.stopped && second.open == 0 && second.finished == 20)
    let third = try await drive(tasks(20), healthy, store, cap: 1_000_000)
    #expect(!third.stopped && third.skipped == 20 && third.finished == 0 && third.asked == 0)
  }

  @Test("The bound on procedures alive holds while the source is endless")
  func laziness() async throws {
    let store = try Store(path: ":memory:", access: .write)
    let generator = ScriptedGenerator(width: 2) { self.reply($0) }
    let drawn = Mutex(0)
    let seen = Mutex(0)
    var driver = Driver(
      store: store, generator: generator, run: try await open(store), stage: "test")
    driver.shouldStop = { seen.withLock { $0 } >= 10 }
    driver.progress = { progress in seen.withLock { $0 = progress.finished } }
    let endless = (0...).lazy.map { number in
      drawn.withLock { $0 += 1 }
      return tasks(number + 1)[number]
    }
    let progress = try await driver.run(endless) { _, _, _ in Outcome(.kept) }
    #expect(progress.stopped)
    #expect(drawn.withLock { $0 } <= progress.finished + 4 * 2)
  }
}
