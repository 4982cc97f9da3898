import Curation
import Evaluation
import JSON

/// The page about the arithmetic witness against people's ratings.
public enum RatedNoisePage {
  /// The whole page.
  ///
  /// - Parameter command: the command that remakes it.
  public static func page(_ files: [RatedNoise], command: String) -> Page {
    Page(
      "The arithmetic witness against people",
      subtitle: "\(files.reduce(0) { $0 + $1.solutions }) published solutions with rated steps",
      sections: [
        Section(
          "First errors",
          [
            .paragraph(
              """
              The witness calls the step with the first false equation wrong, and nothing where \
              there is none. Precision: of the solutions that it calls wrong, the share whose first \
              wrong step it names. Recall: of those with a wrong step, the share that it names. F1: \
              ProcessBench's. Kept: solutions in which it contradicts no rating. Intervals are over \
              problems, at 95 %.
              """), .table(scores(files)), .table(thirds(files)),
          ])
      ], command: command)
  }

  private static func scores(_ files: [RatedNoise]) -> Table {
    let titles = [
      "Solutions", "Called wrong", "Precision", "Recall", "Right accepted", "F1", "Early", "Late",
      "False alarms", "Kept",
    ]
    return Table(
      "By file", columns: [Table.Column("File")] + titles.map { Table.Column($0, .right) },
      rows: files.map { file in
        [
          Table.Cell(file.name), Table.Cell("\(file.solutions)"), Table.Cell("\(file.flagged)"),
          cell(file.precision), cell(file.score?.withError), cell(file.score?.withoutError),
          cell(file.score?.f1), Table.Cell("\(file.confusion.early)"),
          Table.Cell("\(file.confusion.late)"), Table.Cell("\(file.confusion.falseAlarm)"),
          Table.Cell(
            ValueFormat.percent(1).text(Double(file.kept) / Double(max(file.solutions, 1)))),
        ]
      })
  }

  private static func thirds(_ files: [RatedNoise]) -> Table {
    let names = ["first", "middle", "last"]
    return Table(
      "First false equations by where they stand",
      columns: [Table.Column("File"), Table.Column("Third")]
        + ["First wrong step", "After it", "On right steps"].map { Table.Column($0, .right) },
      rows: files.flatMap { file in
        zip(names, file.thirds).map { name, flags in
          [
            Table.Cell(file.name), Table.Cell(name), Table.Cell("\(flags.first)"),
            Table.Cell("\(flags.later)"), Table.Cell("\(flags.alarms)"),
          ]
        }
      })
  }

  private static func cell(_ estimate: Estimate?) -> Table.Cell {
    guard let estimate else { return "–" }
    let format = ValueFormat.percent(1)
    return Table.Cell("\(format.text(estimate.value)) (\(format.text(estimate.interval)))")
  }

  /// The tables for machines.
  public static func json(_ files: [RatedNoise]) -> JSONValue {
    func value(_ estimate: Estimate?) -> JSONValue {
      estimate.map { JSONValue($0.value) } ?? .null
    }
    return JSONValue(
      files.map { file in
        [
          "file": JSONValue(file.name), "solutions": JSONValue(file.solutions),
          "called_wrong": JSONValue(file.flagged), "precision": value(file.precision),
          "first_error_exact": value(file.score?.withError),
          "right_accepted": value(file.score?.withoutError), "f1": value(file.score?.f1),
          "false_alarms": JSONValue(file.confusion.falseAlarm), "kept": JSONValue(file.kept),
        ]
      })
  }
}
