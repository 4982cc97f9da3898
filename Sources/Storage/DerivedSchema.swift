/// The tables of what is computed from facts: versioned, dropped and rebuilt, never migrated.
enum DerivedSchema {
  /// Grows with every change of these tables or of the code that fills them.
  static let version = 8

  /// In the order in which they can be dropped.
  static let tables = [
    "evidence", "label", "tree_node", "fitted_prior", "labeller", "step_truth", "step", "solution",
    "verdict", "judge",
    "estimate", "outcome",
  ]

  static let sql = """
    CREATE TABLE judge(
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL,
      version INTEGER NOT NULL CHECK(version > 0),
      policy TEXT NOT NULL,
      UNIQUE(name, version, policy)
    ) STRICT;

    CREATE TABLE verdict(
      completion_id INTEGER NOT NULL REFERENCES completion(id),
      judge_id INTEGER NOT NULL REFERENCES judge(id),
      verdict TEXT NOT NULL
        CHECK(verdict IN ('correct', 'incorrect', 'unanswered', 'undecided')),
      reason TEXT NOT NULL,
      approximate INTEGER NOT NULL CHECK(approximate IN (0, 1)),
      answer TEXT,
      rule TEXT,
      PRIMARY KEY(completion_id, judge_id)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE solution(
      id INTEGER PRIMARY KEY,
      completion_id INTEGER NOT NULL UNIQUE REFERENCES completion(id),
      problem_id INTEGER NOT NULL REFERENCES problem(id),
      model_id INTEGER NOT NULL REFERENCES model(id),
      verdict TEXT NOT NULL
        CHECK(verdict IN ('correct', 'incorrect', 'unanswered', 'undecided')),
      answer TEXT,
      duplicate_of INTEGER REFERENCES solution(id),
      steps INTEGER NOT NULL CHECK(steps >= 0)
    ) STRICT;
    CREATE INDEX solution_problem ON solution(problem_id);
    CREATE INDEX solution_original ON solution(duplicate_of) WHERE duplicate_of IS NOT NULL;

    CREATE TABLE step(
      solution_id INTEGER NOT NULL REFERENCES solution(id),
      position INTEGER NOT NULL CHECK(position >= 0),
      start_byte INTEGER NOT NULL,
      end_byte INTEGER NOT NULL CHECK(end_byte >= start_byte),
      PRIMARY KEY(solution_id, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE step_truth(
      solution_id INTEGER NOT NULL REFERENCES solution(id),
      position INTEGER NOT NULL,
      value_truth INTEGER CHECK(value_truth IN (0, 1)),
      strict_truth INTEGER CHECK(strict_truth IN (0, 1)),
      class TEXT NOT NULL,
      PRIMARY KEY(solution_id, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE labeller(
      id INTEGER PRIMARY KEY,
      key BLOB NOT NULL UNIQUE CHECK(length(key) = 16),
      method TEXT NOT NULL,
      settings TEXT NOT NULL CHECK(json_valid(settings))
    ) STRICT;

    CREATE TABLE label(
      id INTEGER PRIMARY KEY,
      solution_id INTEGER NOT NULL REFERENCES solution(id),
      position INTEGER NOT NULL,
      labeller_id INTEGER NOT NULL REFERENCES labeller(id),
      value TEXT NOT NULL CHECK(value IN ('+', '-', 'neutral', 'abstain')),
      correct INTEGER NOT NULL,
      incorrect INTEGER NOT NULL,
      unanswered INTEGER NOT NULL,
      undetermined INTEGER NOT NULL,
      stopping TEXT,
      low REAL,
      high REAL,
      posterior REAL CHECK(posterior BETWEEN 0 AND 1),
      advantage REAL CHECK(advantage BETWEEN -1 AND 1),
      process_value REAL CHECK(process_value BETWEEN 0 AND 1),
      reason TEXT,
      UNIQUE(solution_id, labeller_id, position)
    ) STRICT;

    CREATE TABLE evidence(
      label_id INTEGER NOT NULL REFERENCES label(id),
      completion_id INTEGER NOT NULL REFERENCES completion(id),
      PRIMARY KEY(label_id, completion_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX evidence_completion ON evidence(completion_id);

    CREATE TABLE tree_node(
      labeller_id INTEGER NOT NULL REFERENCES labeller(id),
      problem_id INTEGER NOT NULL REFERENCES problem(id),
      position INTEGER NOT NULL CHECK(position >= 0),
      parent INTEGER CHECK(parent >= 0),
      text TEXT NOT NULL,
      depth INTEGER NOT NULL CHECK(depth >= 0),
      correct INTEGER NOT NULL,
      incorrect INTEGER NOT NULL,
      unanswered INTEGER NOT NULL,
      undetermined INTEGER NOT NULL,
      visits INTEGER NOT NULL CHECK(visits >= 0),
      PRIMARY KEY(labeller_id, problem_id, position)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE fitted_prior(
      key BLOB NOT NULL PRIMARY KEY CHECK(length(key) = 16),
      settings TEXT NOT NULL CHECK(json_valid(settings)),
      parameters TEXT NOT NULL CHECK(json_valid(parameters)),
      solutions INTEGER NOT NULL CHECK(solutions > 0),
      log_likelihood REAL NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE estimate(
      suite TEXT NOT NULL,
      split TEXT NOT NULL,
      model_id INTEGER NOT NULL REFERENCES model(id),
      settings TEXT NOT NULL,
      metric TEXT NOT NULL,
      k INTEGER NOT NULL,
      group_name TEXT NOT NULL,
      group_value TEXT NOT NULL,
      value REAL NOT NULL,
      low REAL NOT NULL,
      high REAL NOT NULL,
      problems INTEGER NOT NULL,
      PRIMARY KEY(suite, split, model_id, settings, metric, k, group_name, group_value)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE outcome(
      key BLOB NOT NULL PRIMARY KEY CHECK(length(key) = 16),
      stage TEXT NOT NULL,
      problem_id INTEGER NOT NULL REFERENCES problem(id),
      status TEXT NOT NULL CHECK(status IN ('kept', 'dropped', 'open')),
      reason TEXT NOT NULL,
      detail TEXT NOT NULL,
      tokens INTEGER NOT NULL CHECK(tokens >= 0)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX outcome_stage ON outcome(stage, status);
    CREATE INDEX outcome_problem ON outcome(problem_id);
    """
}
