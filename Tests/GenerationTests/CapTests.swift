import Corpus
import Storage
import Synchronization
import Testing

@testable import Generation

@Suite("Caps and estimates")
struct CapTests {
  private static let price = TokenPrice(prompt: 3, completion: 10)

  private static func reply(_ request: Request) -> Delivery.Result {
    let tokens = 1 + Int(request.prompt.textKey.low % 9) + request.index % 3
    return .completion(
      Completion(
        text: "\(request.prompt.text)/\(request.index)",
        promptTokens: request.prompt.text.utf8.count / 4, completionTokens: tokens,
        finishReason: .stop))
  }

  private func tasks(_ count: Int) -> [ProcedureTask<AskOnce>] {
    (0..<count).map {
      ServerTest.task("Problem \($0)", count: 5, sampling: Sampling(maxTokens: 12))
    }
  }

  private func drive(
    _ store: Store, _ generator: any Generator, _ count: Int = 40,
    _ change: (inout Driver) -> Void = { _ in }
  ) async throws -> DriverProgress {
    let run = try await store.write { (store) throws(DatabaseError) in
      try store.startRun(
        stage: "test", recipe: "{}", seed: 1, version: "0", time: "2026-01-01T00:00:00Z",
        price: Self.price)
    }
    var driver = Driver(store: store, generator: generator, run: run, stage: "test")
    change(&driver)
    return try await driver.run(tasks(count)) { _, count, _ in Outcome(.kept, detail: "\(count)") }
  }

  private func rows(_ store: Store) async throws -> [[SQLValue]] {
    try await ServerTest.table(store, "SELECT hex(key), text FROM completion ORDER BY key")
  }

  @Test(
    "A run never costs more than its cap, keeps every reply it paid for, and goes on later",
    arguments: [0.0, 0.0002, 0.0007, 0.0051, 0.02, 1])
  func money(limit: Double) async throws {
    let store = try Store(path: ":memory:", access: .write)
    let generator = ScriptedGenerator(width: 6) { Self.reply($0) }
    let progress = try await drive(store, generator) {
      $0.moneyCap = MoneyCap(limit: limit, price: Self.price)
    }
    let spent = try await ServerTest.table(store, "SELECT coalesce(sum(price), 0.0) FROM cost")
    guard case .real(let price) = spent[0][0] else {
      Issue.record("no price: \(spent)")
      return
    }
    #expect(price <= limit && abs(price - progress.money) < 1e-12)
    #expect(generator.requestedKeys.count == progress.asked)
    #expect(try await rows(store).count == progress.asked)
    #expect((progress.stop == .moneyCap) == (progress.finished < 40))
    // What is left of the cap would not have paid for one more request.
    if progress.stopped { #expect(limit - price < 0.0003) }
    _ = try await drive(store, generator)
    let whole = try Store(path: ":memory:", access: .write)
    _ = try await drive(whole, ScriptedGenerator(width: 6) { Self.reply($0) })
    #expect(try await rows(store) == rows(whole))
    #expect(Set(generator.requestedKeys).count == generator.requestedKeys.count)
  }

  @Test("When the time is over nothing more is sent, and what was sent is kept")
  func time() async throws {
    let store = try Store(path: ":memory:", access: .write)
    let asked = Mutex(0)
    let generator = ScriptedGenerator(width: 6) { request in
      asked.withLock { $0 += 1 }
      return Self.reply(request)
    }
    let progress = try await drive(store, generator) {
      $0.timeCap = .seconds(60)
      $0.elapsed = { asked.withLock { $0 } < 30 ? .seconds(59) : .seconds(60) }
    }
    #expect(progress.stop == .timeCap && progress.finished < 40)
    let sent = asked.withLock { $0 }
    #expect(sent >= 30 && sent <= 30 + 6 && progress.asked == sent)
    #expect(try await rows(store).count == sent)
  }

  @Test("A cap on money holds under a cap on tokens, whichever is reached first")
  func moneyAndTokens() async throws {
    for (money, tokens, cause) in [
      (0.0007, 1_000_000, StopCause.moneyCap), (1, 90, .tokenCap),
    ] {
      let store = try Store(path: ":memory:", access: .write)
      let progress = try await drive(store, ScriptedGenerator(width: 6) { Self.reply($0) }) {
        $0.moneyCap = MoneyCap(limit: money, price: Self.price)
        $0.tokenCap = tokens
      }
      #expect(progress.stop == cause && progress.money <= money)
      #expect(progress.finished < 40 && progress.asked > 0)
    }
  }

  @Test("A cap that no seed decides is declared in the run's row, until a later run does all")
  func declaration() async throws {
    let store = try Store(path: ":memory:", access: .write)
    for (status, cause) in [
      (StoreTransaction.RunStatus.stopped, StopCause.timeCap), (.stopped, .tokenCap),
    ] {
      try await store.write { (store) throws(DatabaseError) in
        let run = try store.startRun(
          stage: "label", recipe: "{}", seed: 1, version: "0", time: "2026-01-01T00:00:00Z")
        try store.finishRun(run, status: status, cause: cause, time: "2026-01-01T00:01:00Z")
      }
    }
    let runs = try await ServerTest.table(
      store, "SELECT stopped_by, reproducible FROM run ORDER BY id")
    #expect(
      runs == [[.text("time-cap"), .integer(0)], [.text("token-cap"), .integer(1)]])
    func open() async throws -> [Int] {
      try await store.read { (store) throws(DatabaseError) in
        try store.unreproducibleRuns().map(\.run)
      }
    }
    #expect(try await open() == [1])
    try await store.write { (store) throws(DatabaseError) in
      let run = try store.startRun(
        stage: "label", recipe: "{}", seed: 1, version: "0", time: "2026-01-01T00:02:00Z")
      try store.finishRun(run, status: .finished, time: "2026-01-01T00:03:00Z")
    }
    #expect(try await open().isEmpty)
  }

  @Test("A dry run counts what a run then asks, writes nothing and asks nothing")
  func dryRun() async throws {
    let store = try Store(path: ":memory:", access: .write)
    let generator = ScriptedGenerator(width: 6, choicesPerCall: 8) { Self.reply($0) }
    _ = try await drive(store, generator, 15)
    let before = try await rows(store)
    let survey = WorkSurvey()
    // An outcome hides the requests of its procedure; without outcomes all are looked at.
    try await store.write { (store) throws(DatabaseError) in
      _ = try store.table("DELETE FROM outcome")
    }
    let planned = try await drive(store, generator, 40) { $0.survey = survey }
    #expect(planned.finished == 15 && planned.open == 25 && planned.asked == 0)
    #expect(try await rows(store) == before)
    let estimate = try await survey.estimate(stage: "test", price: Self.price, store: store)
    let part = try #require(estimate.parts.first)
    #expect(estimate.parts.count == 1 && part.purpose == .solve)
    #expect(part.stored == 75 && part.open.requests == 125 && part.history?.completions == 75)
    // Five requests of one prompt are one call of a server.
    let bytes = (15..<40).reduce(0) { $0 + "Problem \($1)".utf8.count }
    #expect(part.open.promptSize == bytes && part.open.mostPromptTokens == 5 * bytes)
    let asked = generator.requestedKeys.count
    let done = try await drive(store, generator, 40)
    #expect(generator.requestedKeys.count - asked == 125 && done.finished == 40)
    let money = try #require(estimate.money)
    let most = try #require(money.most)
    #expect(money.expected > 0 && money.expected <= most)
    #expect(estimate.completionTokens.most == 1500.0)
    let mean = try #require(part.history?.meanTokens)
    #expect(abs(estimate.completionTokens.expected - 125 * mean) < 1e-9)
    #expect(estimate.seconds == nil)
  }
}
