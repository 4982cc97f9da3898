/// The views that answer people's questions with one SELECT and no join.
enum Views {
  /// The verdict that counts of those on a completion `c`, as `v`, and its judge, as `j`: the
  /// newest by the policy of the stages, or by another where there is none.
  private static let currentVerdict = """
    LEFT JOIN verdict v ON v.completion_id = c.id AND v.judge_id = (
          SELECT w.judge_id FROM verdict w JOIN judge k ON k.id = w.judge_id
          WHERE w.completion_id = c.id
          ORDER BY k.policy = 'marked' DESC, k.version DESC, k.id DESC LIMIT 1)
        LEFT JOIN judge j ON j.id = v.judge_id
    """

  /// Dropped and made anew at every opening, so that they always fit the tables.
  static let sql = """
    DROP VIEW IF EXISTS judgement;
    CREATE VIEW judgement AS
      SELECT c.id AS completion, c.purpose, p.gold, j.name || '/' || j.version AS judge, j.policy,
        v.verdict, v.reason, v.approximate, v.answer, v.rule, c.text, m.name AS model,
        c.problem_id AS problem
      FROM verdict v
        JOIN judge j ON j.id = v.judge_id
        JOIN completion c ON c.id = v.completion_id
        JOIN problem p ON p.id = c.problem_id
        JOIN model m ON m.id = c.model_id;

    DROP VIEW IF EXISTS solution_text;
    CREATE VIEW solution_text AS
      SELECT s.id AS solution, p.statement, p.gold, s.answer, s.verdict, m.name AS model,
        c.purpose, c.text, s.steps, s.duplicate_of, r.suite, r.split, r.row_id
      FROM solution s
        JOIN completion c ON c.id = s.completion_id
        JOIN problem p ON p.id = s.problem_id
        JOIN model m ON m.id = s.model_id
        LEFT JOIN row r ON r.problem_id = coalesce(p.root_id, p.id);

    DROP VIEW IF EXISTS step_label;
    CREATE VIEW step_label AS
      SELECT t.solution_id AS solution, t.position AS step,
        trim(CAST(substr(CAST(c.text AS BLOB), t.start_byte + 1, t.end_byte - t.start_byte)
          AS TEXT), char(10) || ' ') AS text,
        g.method, g.settings, l.value AS label, l.correct,
        l.correct + l.incorrect + l.unanswered AS trials, l.undetermined, l.low, l.high,
        l.posterior, l.advantage, l.process_value, l.stopping, l.reason, x.class AS truth, x.value_truth, x.strict_truth,
        s.verdict, m.name AS model, s.problem_id AS problem
      FROM step t
        JOIN solution s ON s.id = t.solution_id
        JOIN completion c ON c.id = s.completion_id
        JOIN model m ON m.id = s.model_id
        LEFT JOIN label l ON l.solution_id = t.solution_id AND l.position = t.position
        LEFT JOIN labeller g ON g.id = l.labeller_id
        LEFT JOIN step_truth x ON x.solution_id = t.solution_id AND x.position = t.position;

    DROP VIEW IF EXISTS audited_step;
    CREATE VIEW audited_step AS
      SELECT a.solution, a.step,
        trim(CAST(substr(CAST(c.text AS BLOB), t.start_byte + 1, t.end_byte - t.start_byte)
          AS TEXT), char(10) || ' ') AS text,
        a.method, a.person, iif(min(a.answer) = max(a.answer), a.answer, NULL) AS answer,
        max(a.id) AS newest, m.name AS model, s.problem_id AS problem
      FROM (
        SELECT coalesce(o.duplicate_of, o.id) AS solution, t.position AS step, a.method, a.person,
          a.answer, a.id, a.round, max(a.round) OVER (
            PARTITION BY coalesce(o.duplicate_of, o.id), t.position, a.method, a.person) AS last
        FROM audit_answer a
          JOIN solution o ON o.completion_id = a.completion_id
          JOIN step t ON t.solution_id = coalesce(o.duplicate_of, o.id)
            AND t.start_byte = a.start_byte AND t.end_byte = a.end_byte) a
        JOIN solution s ON s.id = a.solution
        JOIN completion c ON c.id = s.completion_id
        JOIN model m ON m.id = s.model_id
        JOIN step t ON t.solution_id = a.solution AND t.position = a.step
      WHERE a.round = a.last
      GROUP BY a.solution, a.step, a.method, a.person
      HAVING min(a.answer) <> 'withdrawn' OR max(a.answer) <> 'withdrawn';

    DROP VIEW IF EXISTS step_witness;
    CREATE VIEW step_witness AS
      SELECT t.solution_id AS solution, t.position AS step, g.method, g.settings, l.value AS label,
        l.reason,
        (SELECT a.value FROM label a JOIN labeller h ON h.id = a.labeller_id
         WHERE h.method = 'arithmetic' AND a.solution_id = t.solution_id
           AND a.position = t.position) AS arithmetic,
        (SELECT a.value FROM label a JOIN labeller h ON h.id = a.labeller_id
         WHERE h.method = 'judge' AND a.solution_id = t.solution_id
           AND a.position = t.position ORDER BY h.id DESC LIMIT 1) AS judge,
        x.value_truth AS exact, s.problem_id AS problem
      FROM step t
        JOIN solution s ON s.id = t.solution_id
        JOIN label l ON l.solution_id = t.solution_id AND l.position = t.position
        JOIN labeller g ON g.id = l.labeller_id
        LEFT JOIN step_truth x ON x.solution_id = t.solution_id AND x.position = t.position
      WHERE g.method NOT IN ('arithmetic', 'judge');

    DROP VIEW IF EXISTS search_tree;
    CREATE VIEW search_tree AS
      SELECT n.problem_id AS problem, p.statement, n.position AS node, n.parent, n.depth, n.text,
        n.correct, n.correct + n.incorrect + n.unanswered AS trials, n.undetermined, n.visits,
        g.settings
      FROM tree_node n
        JOIN problem p ON p.id = n.problem_id
        JOIN labeller g ON g.id = n.labeller_id;

    DROP VIEW IF EXISTS first_error;
    CREATE VIEW first_error AS
      SELECT l.solution_id AS solution, g.method, g.settings, min(l.position) AS step
      FROM label l JOIN labeller g ON g.id = l.labeller_id
      WHERE l.value = '-'
      GROUP BY l.solution_id, l.labeller_id;

    DROP VIEW IF EXISTS rollout;
    CREATE VIEW rollout AS
      SELECT c.id AS completion, f.completion_id AS solution_completion, f.end_byte,
        c.position, c.text, c.completion_tokens, c.finish_reason, v.verdict, v.reason, v.answer,
        j.name || '/' || j.version AS judge, j.policy, m.name AS model, c.problem_id AS problem
      FROM completion c
        JOIN prefix f ON f.id = c.prefix_id
        JOIN model m ON m.id = c.model_id
        \(currentVerdict)
      WHERE c.purpose = 'rollout';

    DROP VIEW IF EXISTS label_rollout;
    CREATE VIEW label_rollout AS
      SELECT l.solution_id AS solution, l.position AS step, g.method, g.settings,
        l.value AS label, c.id AS completion, c.position, c.text, v.verdict, v.reason, v.answer,
        j.name || '/' || j.version AS judge, j.policy, c.completion_tokens, c.finish_reason, m.name AS model
      FROM label l
        JOIN labeller g ON g.id = l.labeller_id
        JOIN evidence e ON e.label_id = l.id
        JOIN completion c ON c.id = e.completion_id
        JOIN model m ON m.id = c.model_id
        \(currentVerdict);

    DROP VIEW IF EXISTS completion_cost;
    CREATE VIEW completion_cost AS
      SELECT c.id AS completion, c.run_id AS run, c.purpose, m.name AS model,
        coalesce(c.charged_prompt_tokens, c.prompt_tokens) AS prompt_tokens, c.completion_tokens,
        (coalesce(c.charged_prompt_tokens, c.prompt_tokens) * r.price_in
          + c.completion_tokens * r.price_out) / 1e6 AS price
      FROM completion c
        JOIN run r ON r.id = c.run_id
        JOIN model m ON m.id = c.model_id;

    DROP VIEW IF EXISTS cost;
    CREATE VIEW cost AS
      SELECT r.id AS run, r.stage, r.status, r.started_at, r.finished_at, c.purpose,
        m.name AS model, count(c.id) AS completions,
        coalesce(sum(coalesce(c.charged_prompt_tokens, c.prompt_tokens)), 0) AS prompt_tokens,
        coalesce(sum(c.completion_tokens), 0) AS completion_tokens,
        (coalesce(sum(coalesce(c.charged_prompt_tokens, c.prompt_tokens)), 0) * r.price_in
          + coalesce(sum(c.completion_tokens), 0) * r.price_out) / 1e6 AS price,
        r.stopped_by, r.reproducible
      FROM run r
        LEFT JOIN completion c ON c.run_id = r.id
        LEFT JOIN model m ON m.id = c.model_id
      GROUP BY r.id, c.purpose, c.model_id;

    DROP VIEW IF EXISTS stage_cost;
    CREATE VIEW stage_cost AS
      SELECT stage, model, count(DISTINCT run) AS runs, sum(completions) AS completions,
        sum(prompt_tokens) AS prompt_tokens, sum(completion_tokens) AS completion_tokens,
        sum(price) AS price
      FROM cost WHERE model IS NOT NULL
      GROUP BY stage, model;

    DROP VIEW IF EXISTS label_cost;
    CREATE VIEW label_cost AS
      SELECT l.id AS label, l.solution_id AS solution, l.position AS step, g.method, g.settings,
        l.value, count(e.completion_id) AS completions,
        coalesce(sum(k.prompt_tokens), 0) AS prompt_tokens,
        coalesce(sum(k.completion_tokens), 0) AS completion_tokens, sum(k.price) AS price,
        sum(k.price / (SELECT count(*) FROM evidence o WHERE o.completion_id = e.completion_id))
          AS price_share
      FROM label l
        JOIN labeller g ON g.id = l.labeller_id
        LEFT JOIN evidence e ON e.label_id = l.id
        LEFT JOIN completion_cost k ON k.completion = e.completion_id
      GROUP BY l.id;

    DROP VIEW IF EXISTS pass_at_k;
    CREATE VIEW pass_at_k AS
      SELECT e.suite, e.split, m.name AS model, e.settings, e.k, e.group_name AS grouped_by,
        e.group_value AS "group", e.value, e.low, e.high, e.problems
      FROM estimate e JOIN model m ON m.id = e.model_id
      WHERE e.metric = 'pass@k';

    DROP VIEW IF EXISTS dropped;
    CREATE VIEW dropped AS
      SELECT o.stage, o.reason, p.statement, p.gold, o.detail, r.suite, r.split, r.row_id
      FROM outcome o
        JOIN problem p ON p.id = o.problem_id
        LEFT JOIN row r ON r.problem_id = coalesce(p.root_id, p.id)
      WHERE o.status = 'dropped';

    DROP VIEW IF EXISTS rephrasing;
    CREATE VIEW rephrasing AS
      SELECT q.id AS problem, root.statement AS seed_statement, q.statement, q.gold,
        o.stage AS method, o.status, o.reason, r.suite, r.split, r.row_id
      FROM problem q
        JOIN problem root ON root.id = q.root_id
        LEFT JOIN row r ON r.problem_id = root.id
        LEFT JOIN outcome o ON o.problem_id = q.id
          AND o.stage IN ('rephrase', 'similar', 'fobar', 'self-verification');

    DROP VIEW IF EXISTS revision;
    CREATE VIEW revision AS
      SELECT c.id AS completion, f.completion_id AS revised, b.verdict AS before,
        a.verdict AS after, m.name AS model, c.text, c.problem_id AS problem
      FROM completion c
        JOIN prefix f ON f.id = c.prefix_id
        JOIN solution b ON b.completion_id = f.completion_id
        JOIN solution a ON a.completion_id = c.id
        JOIN model m ON m.id = c.model_id
      WHERE c.purpose = 'revise';

    DROP VIEW IF EXISTS problem_row;
    CREATE VIEW problem_row AS
      SELECT r.suite, r.split, r.row_id, r.position, p.statement, p.gold, r.attributes,
        r.gold_solution, p.id AS problem
      FROM row r JOIN problem p ON p.id = r.problem_id;
    """
}
