import Curation
import Evaluation
import JSON

extension LabelCurvesPage {
  /// From which confidence on a labeller is called sure.
  static let sure = 0.95

  /// What the default finds, costs and is sure of.
  static func defaults(_ comparison: LabellerComparison) -> Table {
    let titles = [
      "Rollouts", "Tokens", "and of the pilot", "Exact", "F1", "Precision", "Recall", "ECE",
      "Abstained",
      "Tokens / exact", "Right answers", "their tokens", "their confidence", "Confidence: ECE",
      "Stated ≥ 0.95", "of them right", "95 % interval",
    ]
    let percent = ValueFormat.percent(1)
    return Table(
      "Nothing chosen on these solutions",
      columns: [Table.Column("Labeller")] + titles.map { Table.Column($0, .right) },
      rows: comparison.defaults.map { shipped in
        let score = shipped.score
        let (count, right) = shipped.sure(atLeast: sure)
        let share = count > 0 ? Double(right) / Double(count) : nil
        return [
          Table.Cell("\(score.family), \(score.setting)"), Table.Cell(decimal(score.rollouts)),
          Table.Cell(decimal(score.tokens)), Table.Cell(decimal(shipped.pilotTokens)),
          cell(score.exact), cell(score.f1), cell(score.precision), cell(score.recall),
          Table.Cell(score.stepCalibration.map { places($0.expectedError) } ?? "–"),
          Table.Cell(percent.text(score.abstained)),
          Table.Cell(score.tokensPerExact.isFinite ? decimal(score.tokensPerExact) : "–"),
          cell(score.rightAnswers), Table.Cell(decimal(score.rightTokens)),
          Table.Cell(score.rightConfidence.map { percent.text($0.meanConfidence) } ?? "–"),
          Table.Cell(score.confidence.map { places($0.expectedError) } ?? "–"),
          Table.Cell("\(count)"), Table.Cell(share.map { percent.text($0) } ?? "–"),
          Table.Cell(
            share == nil
              ? "–" : percent.text(Interval.wilson(successes: right, trials: count))),
        ]
      },
      notes: [
        "The trust in equations, the least information and the recalibration are those that `label` "
          + "has unless others are named; its beliefs are fitted without truth to "
          + "\(comparison.defaults.first.map { "\($0.pilotCount)" } ?? "no") solutions of the other "
          + "half, as many as its pilot takes of this pool; what that costs for each solution of the "
          + "pool stands beside the tokens. Their confidence: the mean of what is "
          + "stated of solutions with a right answer, to be held against their share before."
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
      "pilot": JSONValue(shipped.pilotCount), "pilot_tokens": JSONValue(shipped.pilotTokens),
      "stated": [
        "least": JSONValue(sure), "count": JSONValue(shipped.sure(atLeast: sure).count),
        "right": JSONValue(shipped.sure(atLeast: sure).right),
      ],
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
