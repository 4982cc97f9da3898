import Corpus

/// What a check of a store found.
public struct StoreFindings: Sendable, Hashable {
  /// What is wrong, in words for a person; empty for a sound store.
  public var faults: [String] = []
  /// Keys that were computed again from content, by table.
  public var verified: [String: Int] = [:]
  /// Replies whose key rests on texts that the store does not hold.
  public var unverifiable = 0

  /// Notes a fault; of many alike the first twenty.
  mutating func note(_ fault: String) {
    if faults.count < 20 { faults.append(fault) } else { more += 1 }
  }

  /// Faults beyond those that are listed.
  public var more = 0
}

/// Checks a store: its pages, its references, and that keys are the hashes of what they name.
///
/// A reply's key is that of its request. Its text is in no key but those of the prefixes that were
/// cut from it, so that a changed text is noticed there alone, or where steps no longer fit it.
struct StoreCheck {
  let connection: Connection
  let progress: (Int) -> Bool
  private var findings = StoreFindings()
  private var done = 0

  init(_ connection: Connection, progress: @escaping (Int) -> Bool) {
    self.connection = connection
    self.progress = progress
  }

  /// Does all checks.
  mutating func run() throws(DatabaseError) -> StoreFindings {
    for fault in try connection.rows("PRAGMA integrity_check(20)", [], { $0.text(0) })
    where fault != "ok" {
      findings.note("SQLite: \(fault)")
    }
    // Hashes of damaged pages say nothing.
    guard findings.faults.isEmpty else { return findings }
    let broken = try connection.rows("PRAGMA foreign_key_check") {
      "a row of \($0.text(0)) (\($0.int(1))) refers to a missing \($0.text(2))"
    }
    for fault in broken { findings.note(fault) }
    guard findings.faults.isEmpty else { return findings }
    try checkProblems()
    try checkSmallTables()
    try checkPrefixes()
    try checkCompletions()
    try checkAnswers()
    try checkSteps()
    return findings
  }

  private mutating func verify(_ table: String, _ stored: ContentKey, _ computed: ContentKey)
    -> Bool
  {
    findings.verified[table, default: 0] += 1
    if stored != computed {
      findings.note("\(table) \(stored): its content has the key \(computed)")
    }
    done += 1
    return done % 4096 != 0 || progress(done)
  }

  private mutating func checkProblems() throws(DatabaseError) {
    let statement = try connection.statement("SELECT key, statement, gold FROM problem")
    while try statement.step() {
      let problem = Problem(statement: statement.text(1), gold: statement.text(2))
      guard verify("problem", try statement.key(0), problem.key) else { return statement.reset() }
    }
  }

  private mutating func checkSmallTables() throws(DatabaseError) {
    for (key, name, text) in try connection.rows(
      "SELECT key, name, text FROM template", [],
      {
        (row) throws(DatabaseError) in (try row.key(0), row.text(1), row.text(2))
      })
    {
      _ = verify("template", key, Template(name: name, text: text).key)
    }
    for (key, sampling) in try connection.rows(
      """
      SELECT key, temperature, top_p, top_k, min_p, presence_penalty, frequency_penalty, max_tokens,
        stop, extra FROM sampling
      """, [],
      { (row) throws(DatabaseError) in (try row.key(0), try self.sampling(row, from: 1)) })
    {
      _ = verify("sampling", key, sampling.key)
    }
  }

  private func sampling(_ row: Statement, from column: Int32) throws(DatabaseError) -> Sampling {
    let stop = try connection.rows(
      "SELECT value FROM json_each(?)", [.text(row.text(column + 7))]
    ) { $0.text(0) }
    return Sampling(
      temperature: row.double(column), topP: row.double(column + 1), topK: row.int(column + 2),
      minP: row.double(column + 3), presencePenalty: row.double(column + 4),
      frequencyPenalty: row.double(column + 5), maxTokens: row.int(column + 6), stop: stop,
      extra: row.text(column + 8))
  }

  /// The text of a prefix: the beginning of the reply that it was cut from or, where that reply goes
  /// on from a prefix itself, of both together.
  private func prefixText(_ id: Int64) throws(DatabaseError) -> [String] {
    let found = try connection.first(
      """
      SELECT c.text, f.end_byte, c.prefix_id FROM prefix f JOIN completion c ON c.id = f.completion_id
      WHERE f.id = ?
      """, [.integer(id)]
    ) { (text: $0.text(0), end: $0.int(1), prefix: $0.isNull(2) ? nil : $0.int64(2)) }
    guard let found else { return [] }
    var texts = [found.text]
    if let prefix = found.prefix {
      texts += try prefixText(prefix).map { $0 + found.text }
    }
    return texts.filter { $0.utf8.count >= found.end }.map {
      String(decoding: $0.utf8.prefix(found.end), as: UTF8.self)
    }
  }

  private mutating func checkPrefixes() throws(DatabaseError) {
    let statement = try connection.statement(
      "SELECT f.id, f.key, p.key, c.key FROM prefix f JOIN problem p ON p.id = f.problem_id "
        + "JOIN completion c ON c.id = f.completion_id")
    while try statement.step() {
      let (key, problem, completion) = (
        try statement.key(1), try statement.key(2), try statement.key(3)
      )
      let keys = try prefixText(statement.int64(0)).map {
        Prefix(text: $0, completion: completion).key(problem: problem)
      }
      let computed = keys.contains(key) ? key : keys.first ?? ContentKey(high: 0, low: 0)
      guard verify("prefix", key, computed) else { return statement.reset() }
    }
  }

  /// Computes the requests' keys again where template, problem and prefix are all that was sent.
  ///
  /// A template with further places gives no key at all: where one gives the key of some replies,
  /// it must give that of all.
  private mutating func checkCompletions() throws(DatabaseError) {
    var good: [Int64: Int] = [:]
    var bad: [Int64: (count: Int, first: ContentKey)] = [:]
    let statement = try connection.statement(
      """
      SELECT c.key, c.purpose, c.position, c.seed, c.template_id, t.name, t.text, p.statement, p.gold,
        m.name, m.kind, m.key, c.prefix_id, o.key, s.key, s.temperature
      FROM completion c JOIN template t ON t.id = c.template_id
        JOIN problem p ON p.id = c.problem_id JOIN model m ON m.id = c.model_id
        JOIN sampling s ON s.id = c.sampling_id LEFT JOIN prefix f ON f.id = c.prefix_id
        LEFT JOIN completion o ON o.id = f.completion_id
      """)
    var prefix: (id: Int64, texts: [String])?
    var templates: [Int64: Template] = [:]
    while try statement.step() {
      let template = statement.int64(4)
      if !statement.isNull(12), prefix?.id != statement.int64(12) {
        prefix = (statement.int64(12), try prefixText(statement.int64(12)))
      }
      let key = try statement.key(0)
      let texts = statement.isNull(12) ? [""] : prefix?.texts ?? []
      let filled =
        templates[template] ?? Template(name: statement.text(5), stored: statement.text(6))
      templates[template] = filled
      var isRight = false
      for text in texts where !isRight {
        isRight = try requestKey(statement, filled, prefix: text) == key
      }
      if isRight {
        good[template, default: 0] += 1
      } else {
        bad[template] = ((bad[template]?.count ?? 0) + 1, bad[template]?.first ?? key)
      }
      done += 1
      if done % 4096 == 0, !progress(done) { return statement.reset() }
    }
    findings.verified["completion"] = good.values.reduce(0, +)
    for (template, found) in bad {
      if good[template] == nil {
        findings.unverifiable += found.count
      } else {
        findings.note(
          "completion \(found.first): its content has another key (\(found.count) of one template)")
      }
    }
  }

  /// The key of a request whose rendered prompt is a template with the statement and a prefix;
  /// `Request` says what is in it.
  private func requestKey(
    _ row: Statement, _ template: Template, prefix: String
  ) throws(DatabaseError) -> ContentKey {
    let rendered = template.rendered(statement: row.text(7), prefix: prefix)
    let isGreedyLocal = row.double(15) == 0 && row.text(10) == ModelIdentity.Kind.local.rawValue
    var hasher = ContentHasher("request")
    hasher.add(try row.key(11))
    hasher.add(template.endpoint.rawValue)
    hasher.add(ContentKey(hashing: rendered))
    hasher.add(try row.key(14))
    hasher.add(isGreedyLocal ? nil : row.text(1))
    hasher.add(row.int(2))
    hasher.add(row.isNull(3) ? UInt64.max : UInt64(bitPattern: row.int64(3)))
    return hasher.key
  }

  /// A person's answer names what was judged by its text, so that a changed text is noticed.
  private mutating func checkAnswers() throws(DatabaseError) {
    let statement = try connection.statement(
      """
      SELECT a.key, c.id, c.key, c.text, a.start_byte, a.end_byte, a.answer, a.method, a.person,
        a.round
      FROM audit_answer a JOIN completion c ON c.id = a.completion_id ORDER BY a.id
      """)
    while try statement.step() {
      let judged = JudgedStep(
        completion: statement.int64(1), key: try statement.key(2), text: statement.text(3),
        range: statement.int(4)..<statement.int(5))
      let computed = judged.answerKey(
        AuditAnswer(rawValue: statement.text(6)),
        by: Auditor(person: statement.text(8), method: statement.text(7)), round: statement.int(9))
      guard verify("audit_answer", try statement.key(0), computed) else {
        return statement.reset()
      }
    }
  }

  /// Every step lies within its solution's text, and there are as many as the solution says.
  private mutating func checkSteps() throws(DatabaseError) {
    let faults = try connection.rows(
      """
      SELECT lower(hex(c.key)), s.steps, count(t.position), max(t.end_byte),
        length(CAST(c.text AS BLOB))
      FROM solution s JOIN completion c ON c.id = s.completion_id
        LEFT JOIN step t ON t.solution_id = s.id
      GROUP BY s.id HAVING s.steps <> count(t.position)
        OR max(t.end_byte) > length(CAST(c.text AS BLOB)) LIMIT 21
      """
    ) { "solution \($0.text(0)): its steps do not fit its text" }
    for fault in faults { findings.note(fault) }
  }
}

extension StoreTransaction {
  /// Checks the whole store.
  ///
  /// - Parameter progress: told how many keys were computed again; `false` ends the check.
  public func check(
    progress: @escaping (Int) -> Bool = { _ in true }
  ) throws(DatabaseError) -> StoreFindings {
    var check = StoreCheck(connection, progress: progress)
    return try check.run()
  }
}
