import Curation
import Generation
import Glibc
import JSON
import Storage
import Synchronization
import Terminal

/// One run of a stage: opens the store, keeps the run's row, shows progress, says what was done.
struct StageRun {
  let store: Store
  let run: Int
  let invocation: Invocation
  let stage: String
  let mode: StageMode
  private let ending = StageEnding()

  /// Runs `body` as a run of the store and records how it ended.
  ///
  /// - Parameter isFilled: whether the stage works on what a store holds, so that one that is not
  ///   there is an error.
  static func with(
    _ invocation: Invocation, stage: String, isFilled: Bool = false,
    _ body: (StageRun) async throws -> ExitCode
  ) async throws -> ExitCode {
    // An address with a password in it must not get into the run's recipe.
    for option in ["model", "completer"] where invocation.declares(option) {
      for model in invocation.strings(option) { _ = try Invocation.serverAddress(model) }
    }
    let path = try invocation.string("store")
    let mode = try StageMode(invocation)
    if isFilled { _ = try invocation.openedStore() }
    if mode.isSurvey {
      let store = try Store(path: path, access: .read)
      return try await body(
        StageRun(store: store, run: 0, invocation: invocation, stage: stage, mode: mode))
    }
    let store = try Store(path: path, access: .write, fault: try CommitFault.requested())
    let recipe = invocation.recipe.serialized()
    let seed = invocation.declares("seed") ? try invocation.seed() : 0
    let price = try invocation.price()
    let run = try await store.write { (store) throws(DatabaseError) in
      try store.startRun(
        stage: stage, recipe: recipe, seed: seed, version: Tool.version, time: timeStamp(),
        price: price)
    }
    let stageRun = StageRun(
      store: store, run: run, invocation: invocation, stage: stage, mode: mode)
    do {
      let code = try await body(stageRun)
      try await stageRun.close(code == .success ? .finished : .stopped)
      return code
    } catch {
      if error is Interrupted { stageRun.ending.cause.withLock { $0 = $0 ?? .user } }
      // The first error is the one that matters; the run's row stays `running` on a full disk.
      try? await stageRun.close(error is Interrupted ? .stopped : .failed)
      throw error
    }
  }

  private func close(_ status: StoreTransaction.RunStatus) async throws {
    let (run, cause) = (run, ending.cause.withLock { $0 })
    try await store.write { (store) throws(DatabaseError) in
      try store.finishRun(run, status: status, cause: cause, time: timeStamp())
    }
  }

  private init(
    store: Store, run: Int, invocation: Invocation, stage: String, mode: StageMode
  ) {
    (self.store, self.run, self.invocation) = (store, run, invocation)
    (self.stage, self.mode) = (stage, mode)
  }

  /// The stage's context with a progress line over `total` procedures.
  ///
  /// - Parameter detail: what the line says beside what was asked.
  func context(
    _ generator: any Generator, line: ProgressLine, detail: (@Sendable () -> String)? = nil
  ) throws(CommandError) -> StageContext {
    var context = StageContext(store: store, generator: generator, run: run)
    if invocation.declares("token-cap") {
      context.tokenCap = try invocation.optionalInt("token-cap", in: 1...)
    }
    if invocation.declares("money-cap") {
      context.timeCap = try invocation.optionalDuration("time-cap")
      context.moneyCap = try moneyCap()
      context.survey = mode.survey
    }
    context.shouldStop = { Interrupt.isRequested }
    context.progress = { progress in
      var extra =
        "\(Quantity.compact(progress.asked)) asked, \(Quantity.compact(progress.replayed)) replayed"
      if let detail { extra += ", " + detail() }
      line.update(done: progress.finished + progress.skipped, extra: extra)
    }
    return context
  }

  private func moneyCap() throws(CommandError) -> MoneyCap? {
    guard let limit = try invocation.optionalDouble("money-cap", in: 0...) else { return nil }
    guard let price = try invocation.price() else {
      throw .usage(
        "--money-cap needs to know what tokens cost",
        hint: "--price-in and --price-out, what a million tokens cost")
    }
    return MoneyCap(limit: limit, price: price)
  }

  /// Notes what stopped the work, and gives the exit status for it; `nil` where nothing did.
  func ended(_ progress: DriverProgress) -> ExitCode? {
    ending.cause.withLock { $0 = progress.stop }
    guard let stop = progress.stop else { return nil }
    if stop == .user { return .interrupted }
    if !invocation.flag("json") {
      Console.writeLine(
        "\(invocation.command.name): stopped by \(stop.rawValue)"
          + (stop.isReproducible ? "" : "; what is done by now, no seed decides")
          + ". The same command with a higher cap goes on", to: .error)
    }
    return .capped
  }

  /// Prints what a stage did, or would do, and says how it ended.
  ///
  /// - Parameters:
  ///   - details: further parts of the line that says what was done.
  ///   - members: the same for machines.
  func finish(
    _ progress: DriverProgress, line: ProgressLine, noun: String, details: [String] = [],
    members: [JSONMember] = []
  ) async throws -> ExitCode {
    line.finish()
    if mode.isSurvey {
      try await mode.show(progress, self, noun: noun)
      return progress.stopped ? .interrupted : .success
    }
    mode.reportBatch()
    if invocation.flag("json") {
      let common = [
        JSONMember("run", JSONValue(run)), JSONMember("finished", JSONValue(progress.finished)),
        JSONMember("skipped", JSONValue(progress.skipped)),
        JSONMember("open", JSONValue(progress.open)),
        JSONMember("asked", JSONValue(progress.asked)),
        JSONMember("replayed", JSONValue(progress.replayed)),
        JSONMember("failed", JSONValue(progress.failed)),
        JSONMember("completion_tokens", JSONValue(progress.completionTokens)),
        JSONMember("stopped", JSONValue(progress.stopped)),
        JSONMember("stopped_by", JSONValue(progress.stop.map { JSONValue($0.rawValue) })),
      ]
      Console.writeLine(JSONValue(common + members).serialized())
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
      parts += details
      Console.writeLine("\(invocation.command.name): " + parts.joined(separator: ", "))
    }
    if let code = ended(progress) { return code }
    if let failure = progress.failure, !invocation.flag("json") {
      Console.writeLine("\(invocation.command.name): a failure: \(failure)", to: .error)
    }
    return progress.open > 0 ? .failure : .success
  }
}

/// What ended a stage before its work was done.
private final class StageEnding: Sendable {
  /// Written when the stage ends, read when its run is closed.
  let cause = Mutex<StopCause?>(nil)
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
