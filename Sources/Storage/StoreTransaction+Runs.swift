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
  public func finishRun(_ run: Int, status: RunStatus, time: String) throws(DatabaseError) {
    try connection.run(
      "UPDATE run SET status = ?, finished_at = ? WHERE id = ?",
      .text(status.rawValue), .text(time), .int(run))
  }

  /// Notes something that happened in a run, for example a row that was rejected.
  public func note(_ kind: String, _ detail: String, run: Int) throws(DatabaseError) {
    try connection.run(
      "INSERT INTO event(run_id, kind, detail) VALUES (?, ?, ?)",
      .int(run), .text(kind), .text(detail))
  }
}
