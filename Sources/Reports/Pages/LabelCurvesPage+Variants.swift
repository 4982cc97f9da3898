import Curation
import Evaluation
import JSON

extension LabelCurvesPage {
  /// What the change-point model makes of other beliefs and other evidence.
  static func variants(
    _ variants: VariantComparison, _ comparison: LabellerComparison
  ) -> Section {
    Section(
      "\(comparison.name): variants of the change-point model",
      [beliefs(variants)].map { .table($0) }
        + [false, true].map { .table(duels(variants, comparison, usesArithmetic: $0)) })
  }

  private static func beliefs(_ variants: VariantComparison) -> Table {
    let titles = ["m", "σ", "γ", "κ", "a₀", "b₀", "Hazard", "Last", "Equation: unsolved", "solved"]
    return Table(
      "What each believes",
      columns: [Table.Column("Variant")] + titles.map { Table.Column($0, .right) },
      rows: variants.variants.map { variant in
        let prior = variant.prior
        return [Table.Cell(variant.name)]
          + [
            prior.m, prior.sigma, prior.gamma, prior.kappa, prior.a0, prior.b0, prior.hazard,
            prior.lastHazard, prior.equationUnsolved, prior.equationSolved,
          ].map { Table.Cell(places($0)) }
      },
      notes: [
        "Equation: the chance that the first false equation is the first error, where no other "
          + "sample of the problem is right, and where one is."
      ])
  }

  private static func duels(
    _ variants: VariantComparison, _ comparison: LabellerComparison, usesArithmetic: Bool
  ) -> Table {
    let rows = variants.variants.indices.map { index -> [Table.Cell] in
      [Table.Cell(variants.variants[index].name)]
        + budgets.map { budget in
          guard
            let duel = variants.duel(
              index, within: budget * comparison.tokensPerRollout, usesArithmetic: usesArithmetic)
          else { return "–" }
          let format = ValueFormat.percent(1)
          guard index > 0 else {
            return Table.Cell("\(format.text(duel.model.exact.value)), \(duel.model.setting)")
          }
          let difference = (duel.difference.difference.value * 1000).rounded() / 10
          return Table.Cell(
            (difference > 0 ? "+" : difference < 0 ? "−" : "")
              + "\(decimal(abs(difference))) (p \(places(duel.difference.pValue)))")
        }
    }
    return Table(
      "First wrong step found exactly within a budget"
        + (usesArithmetic ? ", with arithmetic" : ""),
      columns: [Table.Column("Variant")]
        + budgets.map { Table.Column("\(decimal($0)) rollouts", .right) }, rows: rows,
      notes: [
        "Below the model as it is compared with the rules: points more or less, settings chosen on the half "
          + "tuned on."
      ])
  }

  static func json(
    _ variants: VariantComparison, _ comparison: LabellerComparison
  ) -> JSONValue {
    JSONValue(
      variants.variants.indices.map { index in
        [
          "name": JSONValue(variants.variants[index].name),
          "prior": variants.variants[index].prior.json,
          "duels": JSONValue(
            [false, true].flatMap { usesArithmetic in
              budgets.compactMap { budget -> JSONValue? in
                variants.duel(
                  index, within: budget * comparison.tokensPerRollout,
                  usesArithmetic: usesArithmetic
                ).map {
                  [
                    "rollouts": JSONValue(budget), "arithmetic": JSONValue(usesArithmetic),
                    "exact": JSONValue($0.variant.exact.value),
                    "tokens": JSONValue($0.variant.tokens),
                    "difference": JSONValue($0.difference.difference.value),
                    "p_value": JSONValue($0.difference.pValue),
                  ]
                }
              }
            }),
        ]
      })
  }
}
