import Corpus

/// What a check of a model found; kept with the model and never among the completions.
public struct Examination: Sendable, Hashable {
  /// How the model was spoken to.
  public let template: String
  /// Prefixes of greedy solutions from which the model was let go on.
  public let prefixes: Int
  /// How many of them it went on from as the solution did.
  public let reproduced: Int
  /// Everything that was found, as a JSON object.
  public let findings: String
  /// When, in ISO 8601.
  public let time: String

  /// The share of prefixes that were reproduced; `nil` without any.
  public var share: Double? { prefixes == 0 ? nil : Double(reproduced) / Double(prefixes) }

  /// Makes an examination.
  public init(template: String, prefixes: Int, reproduced: Int, findings: String, time: String) {
    self.template = template
    self.prefixes = prefixes
    self.reproduced = reproduced
    self.findings = findings
    self.time = time
  }
}

extension StoreTransaction {
  /// Keeps what was found.
  public func record(
    _ examination: Examination, of model: ModelIdentity
  ) throws(DatabaseError) {
    try connection.run(
      """
      INSERT INTO examination(model_id, template, prefixes, reproduced, findings, examined_at)
      VALUES (?, ?, ?, ?, ?, ?)
      """,
      .integer(try insert(model)), .text(examination.template), .int(examination.prefixes),
      .int(examination.reproduced), .text(examination.findings), .text(examination.time))
  }

  /// The newest examination of a model that was spoken to by this template.
  public func examination(
    of model: ModelIdentity, template: String
  ) throws(DatabaseError) -> Examination? {
    try connection.first(
      """
      SELECT e.template, e.prefixes, e.reproduced, e.findings, e.examined_at
      FROM examination e JOIN model m ON m.id = e.model_id
      WHERE m.key = ? AND e.template = ? ORDER BY e.id DESC LIMIT 1
      """, [.key(model.key), .text(template)]
    ) {
      Examination(
        template: $0.text(0), prefixes: $0.int(1), reproduced: $0.int(2), findings: $0.text(3),
        time: $0.text(4))
    }
  }
}
