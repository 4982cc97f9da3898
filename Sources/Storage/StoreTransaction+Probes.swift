import Corpus

/// What a served model said to one of the fixed prompts that tell whether it is still the same.
public struct StoredProbe: Hashable, Sendable {
  /// The prompt.
  public let prompt: String
  /// The whole reply.
  public let text: String
  /// The greedy tokens with their margins, as a JSON array; empty without log-probabilities.
  public let tokens: String

  /// Makes a probe's reply.
  public init(prompt: String, text: String, tokens: String) {
    self.prompt = prompt
    self.text = text
    self.tokens = tokens
  }
}

extension StoreTransaction {
  /// The probe replies that a model's row has, version by version, each in the order of the prompts.
  ///
  /// More than one version stands where a user said that a changed probe is still the same model.
  public func probes(
    of model: ModelIdentity, endpoint: Template.Endpoint
  ) throws(DatabaseError) -> [[StoredProbe]] {
    let rows = try connection.rows(
      """
      SELECT p.version, p.prompt, p.text, p.tokens FROM probe p JOIN model m ON m.id = p.model_id
      WHERE m.key = ? AND p.endpoint = ? ORDER BY p.version, p.position
      """, [.key(model.key), .text(endpoint.rawValue)]
    ) { ($0.int(0), StoredProbe(prompt: $0.text(1), text: $0.text(2), tokens: $0.text(3))) }
    var versions: [[StoredProbe]] = []
    for (version, probe) in rows {
      while versions.count <= version { versions.append([]) }
      versions[version].append(probe)
    }
    return versions
  }

  /// Keeps a model's probe replies as a new version.
  ///
  /// - Parameter time: now, in ISO 8601.
  public func record(
    _ probes: [StoredProbe], of model: ModelIdentity, endpoint: Template.Endpoint, time: String
  ) throws(DatabaseError) {
    let id = try insert(model)
    let version = try self.probes(of: model, endpoint: endpoint).count
    for (position, probe) in probes.enumerated() {
      try connection.run(
        """
        INSERT INTO probe(model_id, endpoint, version, position, prompt, text, tokens, probed_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        .integer(id), .text(endpoint.rawValue), .int(version), .int(position), .text(probe.prompt),
        .text(probe.text), .text(probe.tokens), .text(time))
    }
  }
}
