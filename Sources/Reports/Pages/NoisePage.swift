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
      "Labels against exact truth",
      subtitle: "\(reader.count) sampled solutions of gsm-style whose every step has exact truth",
      sections: [section(reader)], command: command)
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
        for the labels, as if each labeller paid alone.
        """)
    ]
    for standard in TruthStandard.allCases { blocks.append(.table(table(reader, standard))) }
    blocks.append(.bars(chart(reader)))
    return Section("Labels against exact truth", blocks)
  }

  private static func table(_ reader: NoiseReader, _ standard: TruthStandard) -> Table {
    let rows = reader.table(by: standard)
    let titles = [
      "First error exact", "Right accepted", "F1", "Precision", "Recall", "Undecided",
      "Rollouts / solution", "Tokens / solution",
    ]
    let note =
      standard == .value
      ? "By value a step is true when its result is the right value."
      : "Strictly, a wrong noun, a skipped step and an unfaithful equation are false too."
    return Table(
      "By \(standard.rawValue) truth",
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

  private static func chart(_ reader: NoiseReader) -> BarChart {
    BarChart(
      "First error found exactly, by value truth",
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
    for standard in TruthStandard.allCases {
      for row in reader.table(by: standard) {
        rows.append([
          "labeller": JSONValue(row.name), "truth": JSONValue(standard.rawValue),
          "solutions": JSONValue(row.solutions),
          "first_error_exact": value(row.score?.withError),
          "right_accepted": value(row.score?.withoutError), "f1": value(row.score?.f1),
          "precision": value(row.steps.precision), "recall": value(row.steps.recall),
          "abstained": JSONValue(row.abstained), "rollouts": JSONValue(row.rollouts),
          "tokens": JSONValue(row.tokens),
        ])
      }
    }
    return ["solutions": JSONValue(reader.count), "labellers": JSONValue(rows)]
  }

  private static func value(_ estimate: Estimate?) -> JSONValue {
    estimate.map { JSONValue($0.value) } ?? .null
  }
}
