import Corpus
import Curation
import Evaluation
import JSON

/// The page about what labelling methods find for what they cost.
public enum LabelCurvesPage {
  /// The budgets of the duels, in rollouts a solution with a wrong answer.
  static let budgets = [2.0, 4, 8, 16, 32, 64]

  /// The whole page.
  ///
  /// - Parameters:
  ///   - comparisons: one for each kind of solutions.
  ///   - model: the policy's name.
  ///   - command: the command that remakes the page.
  public static func page(
    _ comparisons: [LabellerComparison], model: String, command: String
  ) -> Page {
    Page(
      "First errors for their cost",
      subtitle: "Labelling methods on recorded rollouts of \(model), against exact truth by value",
      sections: [about] + comparisons.flatMap(sections), command: command)
  }

  private static let about = Section(
    "How to read this",
    [
      .paragraph(
        """
        Every method runs on the same recorded rollouts, with many settings. One half of the \
        problems chooses each method's settings and fits the change-point model's beliefs (from a \
        few rollouts of each prefix, without truth; what a false equation is worth is counted); all \
        figures are of the other half. Exact: of \
        the solutions with a wrong answer, the share whose first wrong step is found. F1: \
        ProcessBench's over all solutions, right answers taken to be without error. Precision and \
        recall: of inner steps called wrong. ECE: of the stated chance that a step is right (0 or \
        1 where a method states none). Tokens are those of a solution with a wrong answer, as if \
        the method paid alone. Intervals are over problems, at 95 %.
        """)
    ])

  private static func sections(_ comparison: LabellerComparison) -> [Section] {
    [
      Section(
        comparison.name,
        [
          .paragraph(Paragraph(facts(comparison))), .lines(chart(comparison, arithmetic: false)),
          .lines(chart(comparison, arithmetic: true)),
        ] + comparison.families.map { .table(table(comparison, $0)) }),
      Section(
        "\(comparison.name): against the rules",
        [.table(duels(comparison)), .table(equalF1(comparison))]),
      Section(
        "\(comparison.name): the default as it is shipped",
        [.table(defaults(comparison)), .table(defaultDuels(comparison))]),
      Section(
        "\(comparison.name): what a stated certainty is worth",
        [.table(stated(comparison))] + reliability(comparison).map { .scatter($0) }),
      Section("\(comparison.name): bias", [.table(biases(comparison))]),
      Section(
        "\(comparison.name): bounds",
        [.table(bounds(comparison)), .table(toldAtEqualF1(comparison))]),
    ] + (comparison.variants.map { [variants($0, comparison)] } ?? [])
  }

  private static func facts(_ comparison: LabellerComparison) -> String {
    let wrong = comparison.solutions.filter { $0.outline.verdict != .correct }
    let right = comparison.solutions.count - wrong.count
    let errors = comparison.solutions.count { $0.firstError != nil }
    let steps = comparison.solutions.reduce(0) { $0 + $1.outline.steps }
    let flawed = errors - wrong.count { $0.firstError != nil }
    return """
      \(comparison.solutions.count) solutions reported, \(comparison.tuningCount) to tune on \
      (\(comparison.tuningErrors) with a wrong step). Of those reported \(wrong.count) have a wrong \
      answer and \(right) a right one; \(errors) have a wrong step, \(flawed) of them with a right \
      answer, and \(comparison.solutions.count - errors) have none. \
      \(decimal(Double(steps) / Double(max(comparison.solutions.count, 1)))) steps a solution, \
      \(decimal(comparison.tokensPerRollout)) tokens a rollout.
      """
  }

  private static func chart(_ comparison: LabellerComparison, arithmetic: Bool) -> LineChart {
    let families = comparison.families.filter { $0.contains("arithmetic") == arithmetic }
    return LineChart(
      "First wrong step found exactly" + (arithmetic ? ", with arithmetic" : ""),
      caption: "Solutions with a wrong answer; settings chosen on the other half.",
      series: families.compactMap { family in
        let points = comparison.curve(family).filter { $0.tokens > 0 }
          .sorted { $0.tokens < $1.tokens }
          .map { LineChart.Point(x: $0.tokens, $0.exact) }
        return points.isEmpty ? nil : LineChart.Series(family, points)
      }, xLabel: "tokens a solution with a wrong answer", yLabel: "found exactly",
      logarithmic: true, yDomain: 0...1)
  }

  private static func table(_ comparison: LabellerComparison, _ family: String) -> Table {
    let titles = [
      "Rollouts", "Tokens", "Exact", "F1", "Precision", "Recall", "ECE", "Abstained",
      "Tokens / exact", "Right answers", "their tokens",
    ]
    return Table(
      family,
      columns: [Table.Column("Setting")] + titles.map { Table.Column($0, .right) },
      rows: comparison.curve(family).map { score in
        [
          Table.Cell(score.setting), Table.Cell(decimal(score.rollouts)),
          Table.Cell(decimal(score.tokens)), cell(score.exact), cell(score.f1),
          cell(score.precision), cell(score.recall),
          Table.Cell(score.stepCalibration.map { places($0.expectedError) } ?? "–"),
          Table.Cell(ValueFormat.percent(1).text(score.abstained)),
          Table.Cell(score.tokensPerExact.isFinite ? decimal(score.tokensPerExact) : "–"),
          cell(score.rightAnswers), Table.Cell(decimal(score.rightTokens)),
        ]
      }, notes: ["Settings that no cheaper one beats on the half that was tuned on."])
  }

  private static func duels(_ comparison: LabellerComparison) -> Table {
    let titles = ["Tokens", "Exact", "Rule's tokens", "Rule's exact", "Difference", "p"]
    var rows: [[Table.Cell]] = []
    for usesArithmetic in [false, true] {
      for budget in budgets {
        guard let duel = comparison.duel(rollouts: budget, usesArithmetic: usesArithmetic) else {
          continue
        }
        rows.append([
          Table.Cell(
            "\(decimal(budget)) rollouts" + (usesArithmetic ? ", with arithmetic" : "")),
          Table.Cell(duel.model.setting), Table.Cell("\(duel.rule.family), \(duel.rule.setting)"),
          Table.Cell(decimal(duel.model.tokens)), cell(duel.model.exact),
          Table.Cell(decimal(duel.rule.tokens)), cell(duel.rule.exact),
          cell(duel.difference.difference), Table.Cell(places(duel.difference.pValue)),
        ])
      }
    }
    return Table(
      "The change-point model against the best rule of the same budget",
      columns: [Table.Column("Budget"), Table.Column("Model"), Table.Column("Best rule")]
        + titles.map { Table.Column($0, .right) }, rows: rows,
      notes: ["Both are the best of their kind on the half that was tuned on."])
  }

  private static func equalF1(_ comparison: LabellerComparison) -> Table {
    var rows: [[Table.Cell]] = []
    for (model, reference) in [(false, false), (true, false), (true, true)] {
      guard
        let pair = comparison.equalF1(
          usesArithmetic: model, referenceUsesArithmetic: reference)
      else { continue }
      rows.append([
        Table.Cell(LabellerGrid.named("change-point", model)),
        Table.Cell(LabellerGrid.named("all prefixes", reference) + ", N = 8"),
        cell(pair.reference.f1), Table.Cell(decimal(pair.reference.tokens)),
        Table.Cell(pair.model?.setting ?? "never"), cell(pair.model?.f1),
        Table.Cell(pair.model.map { decimal($0.tokens) } ?? "–"),
        Table.Cell(pair.model.map { places($0.tokens / pair.reference.tokens) } ?? "–"),
      ])
    }
    return Table(
      "Tokens for the F1 of all prefixes with N = 8",
      columns: [Table.Column("Model"), Table.Column("Rule")]
        + ["Rule's F1", "Rule's tokens", "Setting", "F1", "Tokens", "Share of the rule's"].map {
          Table.Column($0, .right)
        }, rows: rows,
      notes: ["The setting is the cheapest that reaches the rule's F1 on the half tuned on."])
  }

  private static func stated(_ comparison: LabellerComparison) -> Table {
    let titles = [
      "Map", "ECE stated", "ECE recalibrated", "Stated ≥ 0.95", "of them right", "95 % interval",
    ]
    var rows: [[Table.Cell]] = []
    for usesArithmetic in [false, true] {
      for item in comparison.statedConfidence(usesArithmetic: usesArithmetic, least: sure) {
        let share = Interval.wilson(successes: item.right, trials: max(item.count, 1))
        rows.append([
          Table.Cell(item.score.family), Table.Cell(item.score.setting),
          Table.Cell(item.recalibration.numbers.map(places).joined(separator: ",")),
          Table.Cell(places(item.before.expectedError)),
          Table.Cell(places(item.after.expectedError)), Table.Cell("\(item.count)"),
          Table.Cell(
            item.count > 0
              ? ValueFormat.percent(1).text(Double(item.right) / Double(item.count)) : "–"),
          Table.Cell(item.count > 0 ? ValueFormat.percent(1).text(share) : "–"),
        ])
      }
    }
    return Table(
      "Confidence in the first wrong step, recalibrated on the other half",
      columns: [Table.Column("Labeller"), Table.Column("Setting")]
        + titles.map { Table.Column($0, .right) }, rows: rows)
  }

  static func cell(_ estimate: Estimate?) -> Table.Cell {
    guard let estimate else { return "–" }
    let format = ValueFormat.percent(1)
    return Table.Cell("\(format.text(estimate.value)) (\(format.text(estimate.interval)))")
  }

  static func decimal(_ value: Double) -> String { ValueFormat.decimal(1).text(value) }
  static func places(_ value: Double) -> String { ValueFormat.decimal(3).text(value) }

  /// All scores and duels for machines.
  public static func json(_ comparisons: [LabellerComparison]) -> JSONValue {
    JSONValue(
      comparisons.map { comparison in
        [
          "solutions": JSONValue(comparison.name),
          "reported": JSONValue(comparison.solutions.count),
          "tuned_on": JSONValue(comparison.tuningCount), "prior": comparison.prior.json,
          "variants": comparison.variants.map { json($0, comparison) } ?? .null,
          "defaults": JSONValue(comparison.defaults.map { json($0, comparison) }),
          "scores": JSONValue(comparison.scores.map(json)),
          "biases": JSONValue(comparison.biases.map(json)),
          "bounds": JSONValue(comparison.bounds.map { json($0, comparison) }),
          "stated": JSONValue(
            [false, true].flatMap {
              comparison.statedConfidence(usesArithmetic: $0, least: sure).map(json)
            }),
          "duels": JSONValue(
            [false, true].flatMap { usesArithmetic in
              budgets.compactMap { budget in
                comparison.duel(rollouts: budget, usesArithmetic: usesArithmetic).map {
                  json($0, budget, usesArithmetic)
                }
              }
            }),
        ]
      })
  }

  static func json(_ score: ReplayScore) -> JSONValue {
    [
      "family": JSONValue(score.family), "setting": JSONValue(score.setting),
      "tokens": JSONValue(score.tokens), "rollouts": JSONValue(score.rollouts),
      "first_error_exact": JSONValue(score.exact.value), "f1": value(score.f1),
      "precision": value(score.precision), "recall": value(score.recall),
      "step_ece": score.stepCalibration.map { JSONValue($0.expectedError) } ?? .null,
      "abstained": JSONValue(score.abstained), "right_accepted": value(score.rightAnswers),
      "right_tokens": JSONValue(score.rightTokens),
    ]
  }

  private static func json(
    _ duel: LabellerComparison.Duel, _ rollouts: Double, _ usesArithmetic: Bool
  ) -> JSONValue {
    [
      "rollouts": JSONValue(rollouts), "arithmetic": JSONValue(usesArithmetic),
      "model": JSONValue(duel.model.setting),
      "rule": JSONValue("\(duel.rule.family), \(duel.rule.setting)"),
      "model_exact": JSONValue(duel.model.exact.value),
      "rule_exact": JSONValue(duel.rule.exact.value),
      "difference": JSONValue(duel.difference.difference.value),
      "p_value": JSONValue(duel.difference.pValue),
    ]
  }

  private static func value(_ estimate: Estimate?) -> JSONValue {
    estimate.map { JSONValue($0.value) } ?? .null
  }
}
