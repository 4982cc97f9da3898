import Corpus

extension StoreTransaction {
  /// The row id of a problem, which is inserted when it is new.
  ///
  /// A rephrasing's root must have been inserted before.
  @discardableResult
  public func insert(_ problem: Problem) throws(DatabaseError) -> Int64 {
    try id(of: problem.key, in: "problem") { () throws(DatabaseError) in
      var root: Int64?
      if let key = problem.root {
        root = try connection.first("SELECT id FROM problem WHERE key = ?", [.key(key)]) {
          $0.int64(0)
        }
      }
      try connection.run(
        "INSERT INTO problem(key, statement, gold, root_id) VALUES (?, ?, ?, ?)",
        .key(problem.key), .text(problem.statement), .text(problem.gold), .optional(root))
    }
  }

  /// Lets a text that several seed problems were made into belong to the one with the smallest key,
  /// whichever came first.
  public func settleRoot(of problem: Problem) throws(DatabaseError) {
    guard let root = problem.root else { return }
    try connection.run(
      """
      UPDATE problem SET root_id = (SELECT id FROM problem WHERE key = ?2)
      WHERE key = ?1 AND (SELECT r.key FROM problem r WHERE r.id = problem.root_id) > ?2
      """, .key(problem.key), .key(root))
  }

  /// Inserts a row of a suite; returns `false` when the suite has the row already.
  ///
  /// A row that is there gets the attributes given: a newer reader may see more in the same file.
  @discardableResult
  public func insert(_ row: Row, position: Int) throws(DatabaseError) -> Bool {
    let problem = try insert(row.problem)
    try connection.run(
      """
      INSERT OR IGNORE INTO row(suite, split, row_id, position, problem_id, attributes, gold_solution)
      VALUES (?, ?, ?, ?, ?, ?, ?)
      """,
      .text(row.suite), .text(row.split), .text(row.id), .int(position), .integer(problem),
      .text(attributesText(row.attributes)), .optional(row.goldSolution))
    guard connection.changes == 0 else { return true }
    try connection.run(
      """
      UPDATE row SET attributes = ?1
      WHERE suite = ?2 AND split = ?3 AND row_id = ?4 AND problem_id = ?5 AND attributes <> ?1
      """,
      .text(attributesText(row.attributes)), .text(row.suite), .text(row.split), .text(row.id),
      .integer(problem))
    return false
  }

  /// The row id of a model, which is inserted when it is new.
  @discardableResult
  public func insert(_ model: ModelIdentity) throws(DatabaseError) -> Int64 {
    try id(of: model.key, in: "model") { () throws(DatabaseError) in
      try connection.run(
        "INSERT INTO model(key, name, kind) VALUES (?, ?, ?)",
        .key(model.key), .text(model.name), .text(model.kind.rawValue))
    }
  }

  /// The completion of a request's key, if the store has it.
  public func completion(_ key: ContentKey) throws(DatabaseError) -> Completion? {
    try connection.first(
      """
      SELECT text, prompt_tokens, completion_tokens, finish_reason, reasoning,
        coalesce(charged_prompt_tokens, prompt_tokens)
      FROM completion WHERE key = ?
      """, [.key(key)]
    ) { row in
      Completion(
        text: row.text(0), reasoning: row.optionalText(4), promptTokens: row.int(1),
        chargedPromptTokens: row.int(5), completionTokens: row.int(2),
        finishReason: FinishReason(rawValue: row.text(3)) ?? .length)
    }
  }

  /// Records what a model said; a key that is there already stays as it is.
  ///
  /// - Parameters:
  ///   - completion: the reply.
  ///   - request: what was asked.
  ///   - key: the request's key.
  ///   - model: who replied.
  ///   - run: the run that paid for it.
  /// - Returns: whether it was new.
  @discardableResult
  public func record(
    _ completion: Completion, of request: Request, key: ContentKey, model: ModelIdentity, run: Int
  ) throws(DatabaseError) -> Bool {
    let problem = try insert(request.prompt.problem)
    var prefix: Int64?
    if let value = request.prompt.prefix {
      prefix = try insert(value, problem: request.prompt.problem, id: problem)
    }
    try connection.run(
      """
      INSERT OR IGNORE INTO completion(key, purpose, problem_id, template_id, model_id, sampling_id,
        prefix_id, position, seed, text, prompt_tokens, completion_tokens, finish_reason, run_id,
        reasoning, charged_prompt_tokens)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      .key(key), .text(request.purpose.rawValue), .integer(problem),
      .integer(try insert(request.prompt.template)), .integer(try insert(model)),
      .integer(try insert(request.sampling)), .optional(prefix), .int(request.index),
      .optional(request.seed.map { Int64($0) }), .text(completion.text),
      .int(completion.promptTokens), .int(completion.completionTokens),
      .text(completion.finishReason.rawValue), .int(run), .optional(completion.reasoning),
      .int(completion.chargedPromptTokens))
    let isNew = connection.changes == 1
    if isNew { countNewCompletion() }
    return isNew
  }

  private func insert(_ template: Template) throws(DatabaseError) -> Int64 {
    try id(of: template.key, in: "template") { () throws(DatabaseError) in
      try connection.run(
        "INSERT INTO template(key, name, text) VALUES (?, ?, ?)",
        .key(template.key), .text(template.name), .text(template.text))
    }
  }

  private func insert(_ sampling: Sampling) throws(DatabaseError) -> Int64 {
    try id(of: sampling.key, in: "sampling") { () throws(DatabaseError) in
      try connection.run(
        """
        INSERT INTO sampling(key, temperature, top_p, top_k, min_p, presence_penalty,
          frequency_penalty, max_tokens, stop, extra)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        .key(sampling.key), .real(sampling.temperature), .real(sampling.topP),
        .int(sampling.topK), .real(sampling.minP), .real(sampling.presencePenalty),
        .real(sampling.frequencyPenalty), .int(sampling.maxTokens),
        .text(textList(sampling.stop)), .text(sampling.extra))
    }
  }

  private func insert(
    _ prefix: Prefix, problem: Problem, id problemID: Int64
  ) throws(DatabaseError) -> Int64 {
    let key = prefix.key(problem: problem.key)
    return try id(of: key, in: "prefix") { () throws(DatabaseError) in
      try connection.run(
        """
        INSERT INTO prefix(key, problem_id, completion_id, end_byte)
        VALUES (?, ?, (SELECT id FROM completion WHERE key = ?), ?)
        """,
        .key(key), .integer(problemID), .key(prefix.completion), .int(prefix.text.utf8.count))
    }
  }
}

/// A JSON object of texts, its names in order.
func attributesText(_ attributes: [String: String]) -> String {
  let members = attributes.sorted { $0.key < $1.key }
    .map { quoted($0.key) + ":" + quoted($0.value) }
  return "{" + members.joined(separator: ",") + "}"
}

private func textList(_ texts: [String]) -> String {
  "[" + texts.map(quoted).joined(separator: ",") + "]"
}

private func quoted(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": result += "\\\""
    case "\\": result += "\\\\"
    case let control where control.value < 0x20:
      let digits = String(control.value, radix: 16)
      result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}
