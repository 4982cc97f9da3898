/// The tables of facts and of runs: numbered, append-only, migrated and never rebuilt.
enum FactSchema {
  /// Marks a database as ours ("SMrk"); SQLite keeps it in the file's header.
  static let applicationID = 0x534d_726b

  /// The newest schema number that this version knows.
  static var version: Int { migrations.count }

  /// The n-th entry takes a database from schema n to n + 1.
  static let migrations = [
    """
    CREATE TABLE problem(
      id INTEGER PRIMARY KEY,
      key BLOB NOT NULL UNIQUE CHECK(length(key) = 16),
      statement TEXT NOT NULL,
      gold TEXT NOT NULL,
      root_id INTEGER REFERENCES problem(id)
    ) STRICT;
    CREATE INDEX problem_root ON problem(root_id) WHERE root_id IS NOT NULL;

    CREATE TABLE row(
      id INTEGER PRIMARY KEY,
      suite TEXT NOT NULL,
      split TEXT NOT NULL,
      row_id TEXT NOT NULL,
      position INTEGER NOT NULL,
      problem_id INTEGER NOT NULL REFERENCES problem(id),
      attributes TEXT NOT NULL CHECK(json_valid(attributes)),
      gold_solution TEXT,
      UNIQUE(suite, split, row_id)
    ) STRICT;
    CREATE INDEX row_problem ON row(problem_id);

    CREATE TABLE template(
      id INTEGER PRIMARY KEY,
      key BLOB NOT NULL UNIQUE CHECK(length(key) = 16),
      name TEXT NOT NULL,
      text TEXT NOT NULL
    ) STRICT;

    CREATE TABLE model(
      id INTEGER PRIMARY KEY,
      key BLOB NOT NULL UNIQUE CHECK(length(key) = 16),
      name TEXT NOT NULL,
      kind TEXT NOT NULL
    ) STRICT;

    CREATE TABLE sampling(
      id INTEGER PRIMARY KEY,
      key BLOB NOT NULL UNIQUE CHECK(length(key) = 16),
      temperature REAL NOT NULL,
      top_p REAL NOT NULL,
      top_k INTEGER NOT NULL,
      min_p REAL NOT NULL,
      presence_penalty REAL NOT NULL,
      frequency_penalty REAL NOT NULL,
      max_tokens INTEGER NOT NULL,
      stop TEXT NOT NULL CHECK(json_valid(stop)),
      extra TEXT NOT NULL
    ) STRICT;

    CREATE TABLE run(
      id INTEGER PRIMARY KEY,
      stage TEXT NOT NULL,
      recipe TEXT NOT NULL CHECK(json_valid(recipe)),
      seed INTEGER NOT NULL,
      version TEXT NOT NULL,
      started_at TEXT NOT NULL,
      finished_at TEXT,
      status TEXT NOT NULL CHECK(status IN ('running', 'finished', 'stopped', 'failed'))
    ) STRICT;

    CREATE TABLE event(
      id INTEGER PRIMARY KEY,
      run_id INTEGER NOT NULL REFERENCES run(id),
      kind TEXT NOT NULL,
      detail TEXT NOT NULL
    ) STRICT;

    CREATE TABLE completion(
      id INTEGER PRIMARY KEY,
      key BLOB NOT NULL UNIQUE CHECK(length(key) = 16),
      purpose TEXT NOT NULL,
      problem_id INTEGER NOT NULL REFERENCES problem(id),
      template_id INTEGER NOT NULL REFERENCES template(id),
      model_id INTEGER NOT NULL REFERENCES model(id),
      sampling_id INTEGER NOT NULL REFERENCES sampling(id),
      prefix_id INTEGER REFERENCES prefix(id),
      position INTEGER NOT NULL,
      seed INTEGER,
      text TEXT NOT NULL,
      prompt_tokens INTEGER NOT NULL CHECK(prompt_tokens >= 0),
      completion_tokens INTEGER NOT NULL CHECK(completion_tokens >= 0),
      finish_reason TEXT NOT NULL CHECK(finish_reason IN ('stop', 'length')),
      run_id INTEGER NOT NULL REFERENCES run(id)
    ) STRICT;
    CREATE INDEX completion_problem ON completion(problem_id, purpose);
    CREATE INDEX completion_prefix ON completion(prefix_id) WHERE prefix_id IS NOT NULL;
    CREATE INDEX completion_run ON completion(run_id);

    CREATE TABLE prefix(
      id INTEGER PRIMARY KEY,
      key BLOB NOT NULL UNIQUE CHECK(length(key) = 16),
      problem_id INTEGER NOT NULL REFERENCES problem(id),
      completion_id INTEGER NOT NULL REFERENCES completion(id),
      end_byte INTEGER NOT NULL CHECK(end_byte >= 0)
    ) STRICT;
    """,
    """
    ALTER TABLE completion ADD COLUMN reasoning TEXT;
    ALTER TABLE completion ADD COLUMN charged_prompt_tokens INTEGER
      CHECK(charged_prompt_tokens >= 0);
    ALTER TABLE run ADD COLUMN price_in REAL CHECK(price_in >= 0);
    ALTER TABLE run ADD COLUMN price_out REAL CHECK(price_out >= 0);

    CREATE TABLE probe(
      model_id INTEGER NOT NULL REFERENCES model(id),
      endpoint TEXT NOT NULL CHECK(endpoint IN ('completions', 'chat')),
      version INTEGER NOT NULL CHECK(version >= 0),
      position INTEGER NOT NULL,
      prompt TEXT NOT NULL,
      text TEXT NOT NULL,
      tokens TEXT NOT NULL CHECK(json_valid(tokens)),
      probed_at TEXT NOT NULL,
      PRIMARY KEY(model_id, endpoint, version, position)
    ) STRICT, WITHOUT ROWID;
    """,
    """
    ALTER TABLE run ADD COLUMN stopped_by TEXT
      CHECK(stopped_by IN ('token-cap', 'money-cap', 'time-cap', 'user'));
    ALTER TABLE run ADD COLUMN reproducible INTEGER NOT NULL DEFAULT 1
      CHECK(reproducible IN (0, 1));

    CREATE TABLE examination(
      id INTEGER PRIMARY KEY,
      model_id INTEGER NOT NULL REFERENCES model(id),
      template TEXT NOT NULL,
      prefixes INTEGER NOT NULL CHECK(prefixes >= 0),
      reproduced INTEGER NOT NULL CHECK(reproduced BETWEEN 0 AND prefixes),
      findings TEXT NOT NULL CHECK(json_valid(findings)),
      examined_at TEXT NOT NULL
    ) STRICT;
    CREATE INDEX examination_model ON examination(model_id);
    """,
    """
    CREATE TABLE task(
      key BLOB NOT NULL CHECK(length(key) = 16),
      run_id INTEGER NOT NULL REFERENCES run(id),
      problem_id INTEGER NOT NULL REFERENCES problem(id),
      PRIMARY KEY(key, run_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE reuse(
      completion_id INTEGER NOT NULL REFERENCES completion(id),
      run_id INTEGER NOT NULL REFERENCES run(id),
      PRIMARY KEY(completion_id, run_id)
    ) STRICT, WITHOUT ROWID;
    """,
    """
    CREATE TABLE audit_answer(
      id INTEGER PRIMARY KEY,
      key BLOB NOT NULL UNIQUE CHECK(length(key) = 16),
      completion_id INTEGER NOT NULL REFERENCES completion(id),
      start_byte INTEGER NOT NULL CHECK(start_byte >= 0),
      end_byte INTEGER NOT NULL CHECK(end_byte >= start_byte),
      method TEXT NOT NULL,
      person TEXT NOT NULL,
      round INTEGER NOT NULL CHECK(round >= 0),
      answer TEXT NOT NULL CHECK(answer IN ('right', 'wrong', 'unsure', 'withdrawn')),
      run_id INTEGER REFERENCES run(id)
    ) STRICT;
    CREATE INDEX audit_answer_completion ON audit_answer(completion_id);
    """,
  ]

  /// The first schema in which a person's answers are facts; before, they were labels.
  static let firstWithAnswers = 5
}
