import Corpus

/// An estimate as it is stored.
public struct StoredEstimate: Sendable, Hashable {
  /// The metric: `pass@k` or `maj@k`.
  public let metric: String
  /// The number of samples that it is about.
  public let k: Int
  /// The attribute that rows are grouped by; empty for all rows.
  public let groupName: String
  /// The group's value; empty for all rows.
  public let groupValue: String
  /// The value.
  public let value: Double
  /// The lower end of its 95 % interval.
  public let low: Double
  /// The upper end of its 95 % interval.
  public let high: Double
  /// How many problems it rests on.
  public let problems: Int

  /// Makes an estimate.
  public init(
    metric: String, k: Int, groupName: String, groupValue: String, value: Double, low: Double,
    high: Double, problems: Int
  ) {
    self.metric = metric
    self.k = k
    self.groupName = groupName
    self.groupValue = groupValue
    self.value = value
    self.low = low
    self.high = high
    self.problems = problems
  }
}

extension StoreTransaction {
  /// Writes the estimates of a model on a split, replacing those of the same settings.
  public func replaceEstimates(
    _ estimates: [StoredEstimate], suite: String, split: String, model: ModelIdentity,
    settings: String
  ) throws(DatabaseError) {
    let id = try insert(model)
    try connection.run(
      "DELETE FROM estimate WHERE suite = ? AND split = ? AND model_id = ? AND settings = ?",
      .text(suite), .text(split), .integer(id), .text(settings))
    for estimate in estimates {
      try connection.run(
        """
        INSERT INTO estimate(suite, split, model_id, settings, metric, k, group_name, group_value,
          value, low, high, problems)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        .text(suite), .text(split), .integer(id), .text(settings), .text(estimate.metric),
        .int(estimate.k), .text(estimate.groupName), .text(estimate.groupValue),
        .real(estimate.value), .real(estimate.low), .real(estimate.high), .int(estimate.problems))
    }
  }
}
