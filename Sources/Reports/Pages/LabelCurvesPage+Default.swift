import Curation
import Evaluation
import JSON

extension LabelCurvesPage {
  /// What the default finds, costs and is sure of.
  static func defaults(_ comparison: LabellerComparison) -> Table {
    let titles = [
      "Rollouts", "Tokens", "Exact", "F1", "Precision", "Recall", "ECE", "Abstained",
      "Tokens / exact", "Right answers", "their tokens", "Recalibration", "Stated ≥ 0.95",
      "of them right", "95 % interval",
    ]
    let percent = ValueFormat.percent(1)
    return Table(
      "Nothing chosen on these solutions",
      columns: [Table.Column("Labeller")] + titles.map { Table.Column($0, .right) },
      rows: comparison.defaults.map { shipped in
        let score = shipped.score
        let stated = comparison.statedConfidence(of: shipped)
        let sure = stated.flatMap { stated in
          stated.count > 0
            ? (
              share: Double(stated.right) / Double(stated.count),
              interval: Interval.wilson(successes: stated.right, trials: stated.count)
            ) : nil
        }
        return [
          Table.Cell("\(score.family), \(score.setting)"), Table.Cell(decimal(score.rollouts)),
          Table.Cell(decimal(score.tokens)), cell(score.exact), cell(score.f1),
          cell(score.precision), cell(score.recall),
          Table.Cell(score.stepCalibration.map { places($0.expectedError) } ?? "–"),
          Table.Cell(percent.text(score.abstained)),
          Table.Cell(score.tokensPerExact.isFinite ? decimal(score.tokensPerExact) : "–"),
          cell(score.rightAnswers), Table.Cell(decimal(score.rightTokens)),
          Table.Cell(
            stated.map { "\(places($0.recalibration.slope)),\(places($0.recalibration.offset))" }
              ?? "–"),
          Table.Cell(stated.map { "\($0.count)" } ?? "–"),
          Table.Cell(sure.map { percent.text($0.share) } ?? "–"),
          Table.Cell(sure.map { percent.text($0.interval) } ?? "–"),
        ]
      },
      notes: [
        "The trust in equations and the least information are those that `label` has unless others "
          + "are named; its beliefs are fitted without truth to "
          + "\(comparison.defaults.first.map { "\($0.pilotCount)" } ?? "no") solutions of the other "
          + "half, as many as its pilot takes of this pool. Only the recalibration knows the truth "
          + "of the other half."
      ])
  }

  /// The default beside rules.
  static func defaultDuels(_ comparison: LabellerComparison) -> Table {
    let titles = [
      "Rule's tokens", "Share of them", "Rule's exact", "Rule's F1", "Exact: difference", "p",
    ]
    return Table(
      "The default beside rules",
      columns: ["Default", "Beside", "Rule"].map { Table.Column($0) }
        + titles.map { Table.Column($0, .right) },
      rows: comparison.defaults.flatMap { comparison.duels(of: $0) }.map { duel in
        let tokens = duel.rule.tokens
        return [
          Table.Cell(duel.shipped.score.family), Table.Cell(duel.role),
          Table.Cell("\(duel.rule.family), \(duel.rule.setting)"), Table.Cell(decimal(tokens)),
          Table.Cell(tokens > 0 ? places(duel.shipped.score.tokens / tokens) : "–"),
          cell(duel.rule.exact), cell(duel.rule.f1), cell(duel.difference.difference),
          Table.Cell(places(duel.difference.pValue)),
        ]
      },
      notes: [
        "The best rules are chosen on the other half; those for its tokens cost no more there than "
          + "the default does."
      ])
  }

  static func json(_ shipped: ShippedDefault, _ comparison: LabellerComparison) -> JSONValue {
    [
      "score": json(shipped.score), "prior": shipped.prior.json,
      "pilot": JSONValue(shipped.pilotCount),
      "stated": comparison.statedConfidence(of: shipped).map { stated in
        [
          "least": JSONValue(stated.least), "count": JSONValue(stated.count),
          "right": JSONValue(stated.right),
        ]
      } ?? .null,
      "duels": JSONValue(
        comparison.duels(of: shipped).map { duel in
          [
            "role": JSONValue(duel.role),
            "rule": JSONValue("\(duel.rule.family), \(duel.rule.setting)"),
            "rule_tokens": JSONValue(duel.rule.tokens),
            "rule_exact": JSONValue(duel.rule.exact.value),
            "difference": JSONValue(duel.difference.difference.value),
            "p_value": JSONValue(duel.difference.pValue),
          ]
        }),
    ]
  }
}
