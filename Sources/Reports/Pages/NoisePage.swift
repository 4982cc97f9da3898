import Curation
import Evaluation
import JSON
import ProblemSets

/// The page about labels against exact truth.
public enum NoisePage {
  /// The whole page.
  ///
  /// - Parameter command: the command that remakes it.
  public static func page(_ reader: NoiseReader, command: String) -> Page {
    Page(
      title(reader),
      subtitle: reader.truth == .exact
        ? "\(reader.count) sampled solutions whose every step has exact truth"
        : "\(reader.count) published solutions whose steps people rated",
      sections: [section(reader)], command: command)
  }

  private static func title(_ reader: NoiseReader) -> String {
    reader.truth == .exact ? "Labels against exact truth" : "Labels against people's ratings"
  }

  /// The tables by value and strict truth, as a section of a larger page.
  public static func section(_ reader: NoiseReader) -> Section {
    var blocks: [Block] = [
      .paragraph(
        """
        A labeller names the first wrong step of a solution, or says that there is none. Exact: \
        the share of solutions with an error whose first wrong step it names. F1: ProcessBench's, \
        the harmonic mean of that share and of the share of right solutions that it accepts. \
        Precision and recall: of steps called wrong, the answer line left out. Tokens: generated \
        for the labels, as if each labeller paid alone; for each right label: of the inner steps \
        that are called what they are. Lucky: of the rollouts of prefixes with a wrong step, those \
        that end with the right answer. ECE: of the stated chance that no step up to here is wrong.
        """)
    ]
    for standard in reader.standards {
      blocks.append(.table(table(reader, standard)))
      blocks.append(.table(costs(reader, standard)))
    }
    blocks += reader.noise(by: .value).map { .table(positions($0)) }
    blocks.append(.bars(chart(reader)))
    blocks += reliability(reader).map { .scatter($0) }
    return Section(title(reader), blocks)
  }

  private static func table(_ reader: NoiseReader, _ standard: TruthStandard) -> Table {
    let rows = reader.table(by: standard)
    let titles = [
      "First error exact", "Right accepted", "F1", "Precision", "Recall", "Undecided",
      "Rollouts / solution", "Tokens / solution",
    ]
    let note =
      reader.truth == .rated
      ? "A step is false where a person called it wrong; behind the first of them nothing is known."
      : standard == .value
        ? "By value a step is true when its result is the right value."
        : "Strictly, a wrong noun, a skipped step and an unfaithful equation are false too."
    return Table(
      reader.truth == .rated ? "By people's ratings" : "By \(standard.rawValue) truth",
      columns: [Table.Column("Labeller")] + titles.map { Table.Column($0, .right) },
      rows: rows.map { row in
        [
          Table.Cell(row.name), cell(row.score?.withError), cell(row.score?.withoutError),
          cell(row.score?.f1), cell(row.steps.precision), cell(row.steps.recall),
          Table.Cell(ValueFormat.count.text(Double(row.abstained))),
          Table.Cell(mean(row.rollouts, row.solutions)),
          Table.Cell(mean(row.tokens, row.solutions)),
        ]
      }, notes: [note])
  }

  private static func costs(_ reader: NoiseReader, _ standard: TruthStandard) -> Table {
    let titles = ["Right labels", "Rollouts / right label", "Tokens / right label", "Lucky", "ECE"]
    return Table(
      "Cost of a right label, luck and calibration"
        + (reader.standards.count > 1 ? ", by \(standard.rawValue) truth" : ""),
      columns: [Table.Column("Labeller")] + titles.map { Table.Column($0, .right) },
      rows: reader.noise(by: standard).map { row in
        [
          Table.Cell(row.name), Table.Cell(ValueFormat.count.text(Double(row.rightLabels))),
          decimal(row.rolloutsPerRightLabel), decimal(row.tokensPerRightLabel),
          cell(row.luckyRecoveries),
          row.calibration.map {
            Table.Cell(ValueFormat.decimal(3).text($0.expectedError))
          } ?? "–",
        ]
      },
      notes: [
        "Where rollouts stop at a success, or go where they tell most, the share that recovers is "
          + "no unbiased estimate of luck."
      ])
  }

  /// Where the first wrong step is against where a labeller says it is.
  private static func positions(_ row: LabelNoise) -> Table {
    let names = row.positions.names
    return Table(
      "First wrong step by position: \(row.name)",
      columns: [Table.Column("It is")] + names.map { Table.Column("said: \($0)", .right) },
      rows: zip(names, row.positions.counts).map { name, counts in
        [Table.Cell(name)] + counts.map { Table.Cell(ValueFormat.count.text(Double($0))) }
      }, notes: ["Solutions, steps counted from 1."])
  }

  /// Plots of at most four labellers each.
  private static func reliability(_ reader: NoiseReader) -> [ScatterPlot] {
    let found = reader.noise(by: .value).compactMap { row in
      row.calibration.map { (name: row.name, calibration: $0) }
    }
    return stride(from: 0, to: found.count, by: 4).map { start in
      ScatterPlot.reliability(
        "How often a stated chance comes true"
          + (found.count > 4 ? ", \(start / 4 + 1) of \((found.count + 3) / 4)" : ""),
        caption: "The chance that no step up to here is wrong; the area is the number of steps.",
        Array(found[start..<min(start + 4, found.count)]))
    }
  }

  private static func decimal(_ value: Double?) -> Table.Cell {
    value.map { Table.Cell(ValueFormat.decimal(1).text($0)) } ?? "–"
  }

  private static func chart(_ reader: NoiseReader) -> BarChart {
    BarChart(
      "First error found exactly" + (reader.truth == .exact ? ", by value truth" : ""),
      caption: "Of the solutions with an error. Bars show 95 % intervals over problems.",
      groups: reader.table(by: .value).map { row in
        BarChart.Group(row.name, [row.score.map { BarChart.Bar($0.withError) }])
      }, domain: 0...1)
  }

  private static func cell(_ estimate: Estimate?) -> Table.Cell {
    guard let estimate else { return "–" }
    let format = ValueFormat.percent(1)
    return Table.Cell("\(format.text(estimate.value)) (\(format.text(estimate.interval)))")
  }

  private static func mean(_ total: Int, _ count: Int) -> String {
    ValueFormat.decimal(1).text(Double(total) / Double(max(count, 1)))
  }

  /// The tables for machines.
  public static func json(_ reader: NoiseReader) -> JSONValue {
    var rows: [JSONValue] = []
    for standard in reader.standards {
      for row in reader.table(by: standard) {
        rows.append([
          "labeller": JSONValue(row.name),
          "truth": JSONValue(reader.truth == .rated ? "rated" : standard.rawValue),
          "solutions": JSONValue(row.solutions),
          "first_error_exact": value(row.score?.withError),
          "right_accepted": value(row.score?.withoutError), "f1": value(row.score?.f1),
          "precision": value(row.steps.precision), "recall": value(row.steps.recall),
          "abstained": JSONValue(row.abstained), "rollouts": JSONValue(row.rollouts),
          "tokens": JSONValue(row.tokens), "right_labels": JSONValue(row.rightLabels),
          "lucky_recoveries": value(row.luckyRecoveries),
          "positions": JSONValue(row.positions.counts.map { JSONValue($0.map { JSONValue($0) }) }),
          "ece": row.calibration.map { JSONValue($0.expectedError) } ?? .null,
        ])
      }
    }
    return ["solutions": JSONValue(reader.count), "labellers": JSONValue(rows)]
  }

  private static func value(_ estimate: Estimate?) -> JSONValue {
    estimate.map { JSONValue($0.value) } ?? .null
  }
}
