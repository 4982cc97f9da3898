import Curation
import Generation
import Glibc
import JSON
import Storage
import Terminal

/// One run of a stage: opens the store, keeps the run's row, shows progress, says what was done.
struct StageRun {
  let store: Store
  let run: Int
  let invocation: Invocation

  /// Runs `body` as a run of the store and records how it ended.
  static func with(
    _ invocation: Invocation, stage: String,
    _ body: (StageRun) async throws -> ExitCode
  ) async throws -> ExitCode {
    // An address with a password in it must not get into the run's recipe.
    for option in ["model", "completer"] where invocation.declares(option) {
      for model in invocation.strings(option) { _ = try Invocation.serverAddress(model) }
    }
    let path = try invocation.string("store")
    let store = try Store(path: path, access: .write, fault: try CommitFault.requested())
    let recipe = invocation.recipe.serialized()
    let seed = invocation.declares("seed") ? try invocation.seed() : 0
    let price = try invocation.price()
    let run = try await store.write { (store) throws(DatabaseError) in
      try store.startRun(
        stage: stage, recipe: recipe, seed: seed, version: Tool.version, time: timeStamp(),
        price: price)
    }
    var status = StoreTransaction.RunStatus.failed
    do {
      let code = try await body(StageRun(store: store, run: run, invocation: invocation))
      status = code == .success ? .finished : .stopped
      try await close(store, run, status)
      return code
    } catch {
      // The first error is the one that matters; the run's row stays `running` on a full disk.
      try? await close(store, run, status)
      throw error
    }
  }

  private static func close(
    _ store: Store, _ run: Int, _ status: StoreTransaction.RunStatus
  ) async throws {
    try await store.write { (store) throws(DatabaseError) in
      try store.finishRun(run, status: status, time: timeStamp())
    }
  }

  /// The stage's context with a progress line over `total` procedures.
  func context(_ generator: any Generator, line: ProgressLine) throws(CommandError) -> StageContext
  {
    var context = StageContext(store: store, generator: generator, run: run)
    if invocation.declares("token-cap") {
      context.tokenCap = try invocation.optionalInt("token-cap", in: 1...)
    }
    context.shouldStop = { Interrupt.isRequested }
    context.progress = { progress in
      let extra =
        "\(Quantity.compact(progress.asked)) asked, \(Quantity.compact(progress.replayed)) replayed"
      line.update(done: progress.finished + progress.skipped, extra: extra)
    }
    return context
  }

  /// Prints what a stage did and says how it ended.
  func finish(_ progress: DriverProgress, line: ProgressLine, noun: String) -> ExitCode {
    line.finish()
    if invocation.flag("json") {
      let json: JSONValue = [
        "run": JSONValue(run), "finished": JSONValue(progress.finished),
        "skipped": JSONValue(progress.skipped), "open": JSONValue(progress.open),
        "asked": JSONValue(progress.asked), "replayed": JSONValue(progress.replayed),
        "failed": JSONValue(progress.failed),
        "completion_tokens": JSONValue(progress.completionTokens),
        "stopped": JSONValue(progress.stopped),
      ]
      Console.writeLine(json.serialized())
    } else {
      var parts = ["\(Quantity.grouped(progress.finished)) \(noun) done"]
      if progress.skipped > 0 { parts.append("\(Quantity.grouped(progress.skipped)) done before") }
      parts.append("\(Quantity.grouped(progress.asked)) completions asked")
      if progress.replayed > 0 {
        parts.append("\(Quantity.grouped(progress.replayed)) from the store")
      }
      if progress.open > 0 { parts.append("\(Quantity.grouped(progress.open)) open") }
      if progress.failed > 0 { parts.append("\(Quantity.grouped(progress.failed)) failed") }
      parts.append("\(Quantity.compact(progress.completionTokens)) tokens")
      Console.writeLine("\(invocation.command.name): " + parts.joined(separator: ", "))
    }
    if progress.stopped { return Interrupt.isRequested ? .interrupted : .success }
    return progress.open > 0 ? .failure : .success
  }
}

extension CommitFault {
  /// The fault that the environment asks for, for tests of recovery: `STEPMARK_FAULT=after:K` or
  /// `inside:K`.
  static func requested() throws(CommandError) -> CommitFault? {
    guard let value = getenv("STEPMARK_FAULT").map({ String(cString: $0) }), !value.isEmpty else {
      return nil
    }
    let parts = value.split(separator: ":")
    if parts.count == 2, let count = Int(parts[1]), count > 0 {
      if parts[0] == "after" { return .killAfter(count) }
      if parts[0] == "inside" { return .killInside(count) }
    }
    throw .usage("STEPMARK_FAULT=\(value): after:K or inside:K is known")
  }
}
