import Corpus

/// What a million tokens cost, in a currency that the user knows.
public struct TokenPrice: Hashable, Sendable {
  /// A million tokens of prompts.
  public let prompt: Double
  /// A million generated tokens.
  public let completion: Double

  /// Makes a price.
  public init(prompt: Double, completion: Double) {
    self.prompt = prompt
    self.completion = completion
  }

  /// What so many tokens cost.
  public func cost(prompt tokens: Int, completion generated: Int) -> Double {
    (Double(tokens) * prompt + Double(generated) * completion) / 1e6
  }
}

/// What ended a run before its work was done.
public enum StopCause: String, Sendable, CaseIterable {
  /// A cap on generated tokens.
  case tokenCap = "token-cap"
  /// A cap on money.
  case moneyCap = "money-cap"
  /// A cap on time.
  case timeCap = "time-cap"
  /// The user.
  case user

  /// Whether what is done by then is a function of the seed and the cap: time and what replies cost
  /// are not.
  public var isReproducible: Bool { self == .tokenCap }
}

extension StoreTransaction {
  /// How a run ended.
  public enum RunStatus: String, Sendable {
    /// It did all its work.
    case finished
    /// It stopped before the end, at a cap or at the user's wish.
    case stopped
    /// An error ended it.
    case failed
  }

  /// Opens a run.
  ///
  /// A run that was killed stays `running` in the store; the next one of the same stage marks it
  /// as stopped.
  ///
  /// - Parameters:
  ///   - stage: the command, for example `label`.
  ///   - recipe: what was asked for, as a JSON object without secrets.
  ///   - seed: the run's seed.
  ///   - version: the version of StepMark.
  ///   - time: now, in ISO 8601.
  ///   - price: what a million tokens of prompts and of completions cost, in the user's currency.
  /// - Returns: the run's number.
  public func startRun(
    stage: String, recipe: String, seed: UInt64, version: String, time: String,
    price: TokenPrice? = nil
  ) throws(DatabaseError) -> Int {
    try connection.run(
      "UPDATE run SET status = 'stopped' WHERE stage = ? AND status = 'running'", .text(stage))
    try connection.run(
      """
      INSERT INTO run(stage, recipe, seed, version, started_at, status, price_in, price_out)
      VALUES (?, ?, ?, ?, ?, 'running', ?, ?)
      """,
      .text(stage), .text(recipe), .integer(Int64(bitPattern: seed)), .text(version), .text(time),
      price.map { .real($0.prompt) } ?? .null, price.map { .real($0.completion) } ?? .null)
    return Int(connection.lastInsertedRow)
  }

  /// Closes a run.
  ///
  /// - Parameter cause: what stopped it, where something did; it decides whether the run can be
  ///   reproduced.
  public func finishRun(
    _ run: Int, status: RunStatus, cause: StopCause? = nil, time: String
  ) throws(DatabaseError) {
    try connection.run(
      """
      UPDATE run SET status = ?, finished_at = ?, stopped_by = ?, reproducible = ? WHERE id = ?
      """,
      .text(status.rawValue), .text(time), .optional(cause?.rawValue),
      .int(cause.map { $0.isReproducible ? 1 : 0 } ?? 1), .int(run))
  }

  /// The runs of a stage that a cap stopped whose effect no seed decides, and that no later run of
  /// the stage made good by doing all its work.
  public func unreproducibleRuns() throws(DatabaseError) -> [(
    run: Int, stage: String, cause: StopCause
  )] {
    try connection.rows(
      """
      SELECT r.id, r.stage, r.stopped_by FROM run r
      WHERE r.reproducible = 0 AND NOT EXISTS (
        SELECT 1 FROM run n WHERE n.stage = r.stage AND n.id > r.id AND n.status = 'finished'
          AND n.recipe ->> '$.options.shard' IS r.recipe ->> '$.options.shard')
      ORDER BY r.id
      """
    ) { ($0.int(0), $0.text(1), StopCause(rawValue: $0.text(2)) ?? .user) }
  }

  /// Notes something that happened in a run, for example a row that was rejected.
  public func note(_ kind: String, _ detail: String, run: Int) throws(DatabaseError) {
    try connection.run(
      "INSERT INTO event(run_id, kind, detail) VALUES (?, ?, ?)",
      .int(run), .text(kind), .text(detail))
  }
}
