import Curation
import Evaluation

extension LabelCurvesPage {
  /// In which direction each method errs.
  static func biases(_ comparison: LabellerComparison) -> Table {
    let titles = [
      "Right called wrong", "Wrong called right", "Too early", "Too late or none", "Abstained",
      "Counted less recorded",
    ]
    let format = ValueFormat.percent(1)
    return Table(
      "Solutions with a wrong answer",
      columns: [Table.Column("Labeller")] + titles.map { Table.Column($0, .right) },
      rows: comparison.biases.map { bias in
        [
          Table.Cell(bias.name), cell(bias.rightCalledWrong), cell(bias.wrongCalledRight),
          Table.Cell(format.text(bias.early)), Table.Cell(format.text(bias.late)),
          Table.Cell(format.text(bias.abstained)),
          bias.countedShare.map { share in
            let points = (share.difference.value * 1000).rounded() / 10
            return Table.Cell(
              (points > 0 ? "+" : points < 0 ? "−" : "") + "\(decimal(abs(points))) points")
          } ?? "–",
        ]
      },
      notes: [
        "Inner steps; behind a step that is called wrong all are. Counted less recorded: the mean "
          + "share of correct rollouts in a label's counts, less that of all recorded rollouts of "
          + "the same prefixes: what stopping at a success, or going where it tells most, adds."
      ])
  }

  /// How often the change-point model's statements come true, before and after recalibration.
  static func reliability(_ comparison: LabellerComparison) -> [ScatterPlot] {
    let stated = [false, true].flatMap { usesArithmetic in
      comparison.statedConfidence(usesArithmetic: usesArithmetic, least: sure).filter {
        $0.score.setting == "λ = 0.0006" || $0.score.setting == "λ = 0.00015"
      }
    }
    guard !stated.isEmpty else { return [] }
    return [("as stated", \LabellerComparison.StatedConfidence.before), ("recalibrated", \.after)]
      .map { name, calibration in
        ScatterPlot.reliability(
          "Confidence in the first wrong step, \(name)",
          caption: "The area is the number of solutions.",
          stated.map { ("\($0.score.family), \($0.score.setting)", $0[keyPath: calibration]) })
      }
  }
}
