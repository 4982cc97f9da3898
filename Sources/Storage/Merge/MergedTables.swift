/// How the tables of a store that is read are named in a store that is written.
///
/// Rows of large tables keep their order and get their old number plus an offset, so that only
/// those that the other store has already need a table of numbers; rows of small tables are listed
/// in full.
enum MergedReference {
  /// A table whose new rows are moved by an offset.
  case numbered(String)
  /// A table all of whose rows are listed.
  case listed(String)
}

/// A large table: what makes its rows equal and what they refer to.
struct MergedTable {
  let name: String
  /// All columns but the row's number, with what they refer to.
  let columns: [(name: String, refersTo: MergedReference?)]
  /// The columns that must be the same where two stores have a row under one key.
  let compared: [String]
  /// Finds the pairs (src, id) of rows that both stores have.
  let pairs: String
  /// A text that names row `m` for a person.
  let label: String
  /// The rows `s` that are made anew from facts instead of being taken over.
  var remade: String?

  static let problem = MergedTable(
    name: "problem",
    columns: [
      ("key", nil), ("statement", nil), ("gold", nil), ("root_id", .numbered("problem")),
    ],
    compared: ["statement", "gold"],
    pairs: "SELECT s.id, m.id FROM src.problem s JOIN main.problem m ON m.key = s.key",
    label: "lower(hex(m.key))")

  static let completion = MergedTable(
    name: "completion",
    columns: [
      ("key", nil), ("purpose", nil), ("problem_id", .numbered("problem")),
      ("template_id", .listed("template")), ("model_id", .listed("model")),
      ("sampling_id", .listed("sampling")), ("prefix_id", .numbered("prefix")),
      ("position", nil), ("seed", nil), ("text", nil), ("prompt_tokens", nil),
      ("completion_tokens", nil), ("finish_reason", nil), ("run_id", .listed("run")),
      ("reasoning", nil), ("charged_prompt_tokens", nil),
    ],
    // Who paid, and for how much of the prompt, may differ.
    compared: [
      "text", "reasoning", "finish_reason", "completion_tokens", "prompt_tokens", "model_id",
      "sampling_id", "position",
    ],
    pairs: "SELECT s.id, m.id FROM src.completion s JOIN main.completion m ON m.key = s.key",
    label: "lower(hex(m.key))")

  static let prefix = MergedTable(
    name: "prefix",
    columns: [
      ("key", nil), ("problem_id", .numbered("problem")),
      ("completion_id", .numbered("completion")), ("end_byte", nil),
    ],
    // Equal beginnings of different solutions are one prefix, whichever came first.
    compared: ["problem_id", "end_byte"],
    pairs: "SELECT s.id, m.id FROM src.prefix s JOIN main.prefix m ON m.key = s.key",
    label: "lower(hex(m.key))")

  static let solution = MergedTable(
    name: "solution",
    columns: [
      ("completion_id", .numbered("completion")), ("problem_id", .numbered("problem")),
      ("model_id", .listed("model")), ("verdict", nil), ("answer", nil),
      ("duplicate_of", .numbered("solution")), ("steps", nil),
    ],
    compared: ["problem_id", "model_id", "verdict", "answer", "steps"],
    pairs: """
      SELECT s.id, m.id FROM temp.completion_map d JOIN src.solution s ON s.completion_id = d.src
        JOIN main.solution m ON m.completion_id = d.id
      """,
    label: "(SELECT lower(hex(c.key)) FROM main.completion c WHERE c.id = m.completion_id)")

  static let label = MergedTable(
    name: "label",
    columns: [
      ("solution_id", .numbered("solution")), ("position", nil),
      ("labeller_id", .listed("labeller")), ("value", nil), ("correct", nil), ("incorrect", nil),
      ("unanswered", nil), ("undetermined", nil), ("stopping", nil), ("low", nil), ("high", nil),
      ("posterior", nil), ("advantage", nil), ("process_value", nil), ("reason", nil),
    ],
    compared: [
      "value", "correct", "incorrect", "unanswered", "undetermined", "stopping", "low", "high",
      "posterior", "advantage", "process_value", "reason",
    ],
    pairs: """
      SELECT s.id, m.id FROM temp.solution_map d JOIN src.label s ON s.solution_id = d.src
        JOIN temp.labeller_map g ON g.src = s.labeller_id
        JOIN main.label m ON m.solution_id = d.id AND m.labeller_id = g.id
          AND m.position = s.position
      """,
    label: """
      (SELECT lower(hex(c.key)) || ' step ' || m.position || ' by ' || g.method
        FROM main.completion c, main.solution o, main.labeller g
        WHERE o.id = m.solution_id AND c.id = o.completion_id AND g.id = m.labeller_id)
      """,
    remade: """
      s.labeller_id IN (SELECT g.id FROM src.labeller g WHERE g.method = '\(AuditAnswer.method)')
        AND s.solution_id IN (SELECT coalesce(o.duplicate_of, o.id) FROM src.audit_answer a
          JOIN src.solution o ON o.completion_id = a.completion_id)
      """)

  /// In an order in which each can be paired after those before it.
  static let all = [problem, completion, prefix, solution, label]
}

/// A small table, whose rows are listed in the order in which they were made.
struct ListedTable {
  let name: String
  /// What makes two rows one, as an expression over row `s`.
  let key: String
  /// All columns but the row's number.
  let columns: [String]
  /// What comes first of rows of which no store says which is older.
  var order = "''"

  static let all = [
    ListedTable(name: "template", key: "s.key", columns: ["key", "name", "text"]),
    ListedTable(name: "model", key: "s.key", columns: ["key", "name", "kind"]),
    ListedTable(
      name: "sampling", key: "s.key",
      columns: [
        "key", "temperature", "top_p", "top_k", "min_p", "presence_penalty", "frequency_penalty",
        "max_tokens", "stop", "extra",
      ]),
    ListedTable(
      name: "judge", key: "json_array(s.name, s.version, s.policy)",
      columns: ["name", "version", "policy"]),
    ListedTable(name: "labeller", key: "s.key", columns: ["key", "method", "settings"]),
    // The same run stands in every copy of a store; two runs in one second are told apart by which
    // of them it is.
    ListedTable(
      name: "run",
      key: """
        json_array(s.stage, s.recipe, s.seed, s.version, s.started_at, s.finished_at, s.status,
          (SELECT count(*) FROM run t WHERE t.id < s.id AND t.stage = s.stage
            AND t.recipe = s.recipe AND t.started_at = s.started_at))
        """,
      columns: [
        "stage", "recipe", "seed", "version", "started_at", "finished_at", "status", "price_in",
        "price_out", "stopped_by", "reproducible",
      ], order: "s.started_at"),
  ]
}
