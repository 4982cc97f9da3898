import Corpus
import Generation
import Storage

/// Asks for `count` completions of one prompt.
struct AskOnce: Procedure {
  let requests: [Request]
  var isAsked = false

  var furtherRequests: [FurtherRequest]? { [] }

  mutating func advance(_ replies: [Reply]) -> Move<Int> {
    if isAsked { return .finish(replies.count { $0.completion != nil }) }
    isAsked = true
    return .ask(requests)
  }
}

/// What the tests of servers share.
enum ServerTest {
  static let template = Template(name: "plain", text: "{statement}{prefix}")

  static func settings(_ change: (inout ServerSettings) -> Void = { _ in }) -> ServerSettings {
    var settings = ServerSettings()
    settings.backoff = 0.001
    settings.longestBackoff = 0.01
    settings.longestRetryAfter = 0.01
    settings.bodyLimit = 1 << 20
    settings.timeout = 20
    settings.givenUpInARow = 1000
    settings.busyTries = 8
    change(&settings)
    return settings
  }

  static func task(_ statement: String, count: Int, sampling: Sampling = Sampling())
    -> ProcedureTask<AskOnce>
  {
    let problem = Problem(statement: statement, gold: "0")
    let prompt = Prompt(template: template, problem: problem)
    let requests = (0..<count).map {
      Request(prompt: prompt, sampling: sampling, purpose: .solve, index: $0, runSeed: 1)
    }
    return ProcedureTask(
      key: ContentKey(hashing: statement), problem: problem,
      procedure: AskOnce(requests: requests))
  }

  static func drive(
    _ tasks: [ProcedureTask<AskOnce>], _ generator: any Generator, _ store: Store
  ) async throws -> DriverProgress {
    let run = try await store.write { (store) throws(DatabaseError) in
      try store.startRun(
        stage: "test", recipe: "{}", seed: 1, version: "0", time: "2026-01-01T00:00:00Z")
    }
    return try await Driver(store: store, generator: generator, run: run, stage: "test")
      .run(tasks) { _, count, _ in Outcome(.kept, detail: "\(count)") }
  }

  static func table(_ store: Store, _ sql: String) async throws -> [[SQLValue]] {
    try await store.read { (store) throws(DatabaseError) in try store.table(sql).rows }
  }
}
