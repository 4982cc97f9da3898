import Curation
import Evaluation
import JSON

extension LabelCurvesPage {
  /// What the model finds with all that was recorded, and told where the first wrong step is.
  static func bounds(_ comparison: LabellerComparison) -> Table {
    let titles = ["Rollouts", "Tokens", "Exact", "F1", "Best rule's exact", "Difference", "p"]
    var rows: [[Table.Cell]] = []
    for bound in comparison.bounds {
      let family = LabellerGrid.named(LabellerGrid.Family.changePoint, bound.usesArithmetic)
      rows.append(
        row(
          "\(family), all that was recorded", bound.everything,
          comparison.bestRule(within: .infinity, usesArithmetic: bound.usesArithmetic), comparison))
      for budget in budgets {
        let tokens = budget * comparison.tokensPerRollout
        guard let told = bound.told(within: tokens) else { continue }
        rows.append(
          row(
            "\(family), told where to look, \(decimal(budget)) rollouts, \(told.setting)", told,
            comparison.bestRule(within: tokens, usesArithmetic: bound.usesArithmetic), comparison))
      }
    }
    return Table(
      "The model with more than a labeller can have",
      columns: [Table.Column("Bound")] + titles.map { Table.Column($0, .right) }, rows: rows,
      notes: [
        "Told where to look: it draws only from the two prefixes around the first wrong step. The "
          + "best rule is that of the same budget, chosen on the half that was tuned on, as the "
          + "setting is; beside all that was recorded it is the best one for any budget."
      ])
  }

  /// What the F1 of all prefixes costs who is told where to look.
  static func toldAtEqualF1(_ comparison: LabellerComparison) -> Table {
    let titles = ["Rule's F1", "Rule's tokens", "Setting", "F1", "Tokens", "Share of the rule's"]
    return Table(
      "Told where to look: tokens for the F1 of all prefixes with N = 8",
      columns: [Table.Column("Labeller")] + titles.map { Table.Column($0, .right) },
      rows: comparison.bounds.compactMap { bound in
        guard let pair = comparison.toldAtEqualF1(bound) else { return nil }
        return [
          Table.Cell(
            LabellerGrid.named(LabellerGrid.Family.changePoint, bound.usesArithmetic)),
          cell(pair.reference.f1), Table.Cell(decimal(pair.reference.tokens)),
          Table.Cell(pair.told?.setting ?? "never"), cell(pair.told?.f1),
          Table.Cell(pair.told.map { decimal($0.tokens) } ?? "–"),
          Table.Cell(pair.told.map { places($0.tokens / pair.reference.tokens) } ?? "–"),
        ]
      }, notes: ["Both with the first false equation or both without."])
  }

  private static func row(
    _ name: String, _ score: ReplayScore, _ rule: ReplayScore?, _ comparison: LabellerComparison
  ) -> [Table.Cell] {
    let difference = rule.flatMap { comparison.difference(score, $0) }
    return [
      Table.Cell(name), Table.Cell(decimal(score.rollouts)), Table.Cell(decimal(score.tokens)),
      cell(score.exact), cell(score.f1), cell(rule?.exact), cell(difference?.difference),
      Table.Cell(difference.map { places($0.pValue) } ?? "–"),
    ]
  }

  static func json(_ bound: LabellerBounds, _ comparison: LabellerComparison) -> JSONValue {
    [
      "arithmetic": JSONValue(bound.usesArithmetic), "all_recorded": json(bound.everything),
      "told_where": JSONValue(
        budgets.compactMap { budget in
          bound.told(within: budget * comparison.tokensPerRollout).map {
            ["rollouts": JSONValue(budget), "score": json($0)]
          }
        }),
    ]
  }

  static func json(_ bias: ReplayBias) -> JSONValue {
    [
      "labeller": JSONValue(bias.name),
      "right_called_wrong": bias.rightCalledWrong.map { JSONValue($0.value) } ?? .null,
      "wrong_called_right": bias.wrongCalledRight.map { JSONValue($0.value) } ?? .null,
      "early": JSONValue(bias.early), "late": JSONValue(bias.late),
      "abstained": JSONValue(bias.abstained),
      "counted_less_recorded": bias.countedShare.map { JSONValue($0.difference.value) } ?? .null,
    ]
  }

  static func json(_ stated: LabellerComparison.StatedConfidence) -> JSONValue {
    [
      "family": JSONValue(stated.score.family), "setting": JSONValue(stated.score.setting),
      "recalibration": stated.recalibration.json, "least": JSONValue(stated.least),
      "count": JSONValue(stated.count), "right": JSONValue(stated.right),
      "ece": JSONValue(stated.before.expectedError),
      "ece_recalibrated": JSONValue(stated.after.expectedError),
    ]
  }
}
