import Curation
import Training

/// How models were trained here: their loss curves and what held-out problems said.
public enum TrainingPage {
  /// A section for models that have a record; none where no model has one.
  public static func sections(_ models: [(name: String, record: TrainingRecord)]) -> [Section] {
    guard !models.isEmpty else { return [] }
    var blocks: [Block] = []
    for (name, record) in models {
      blocks.append(.lines(losses(name, record)))
      if let chart = accuracy(name, record) { blocks.append(.lines(chart)) }
    }
    blocks.append(.table(table(models)))
    return [Section("How the models were trained", blocks)]
  }

  private static func losses(_ name: String, _ record: TrainingRecord) -> LineChart {
    let heldOut = record.evaluations.filter(\.loss.isFinite).map {
      LineChart.Point(x: Double($0.step), y: $0.loss)
    }
    let taught = record.losses.filter(\.loss.isFinite).map {
      LineChart.Point(x: Double($0.step), y: $0.loss)
    }
    return LineChart(
      "Loss of \(name)",
      caption: heldOut.isEmpty
        ? "Means of equal stretches of steps." : "Taught: means of equal stretches of steps.",
      series: [LineChart.Series("taught", taught)]
        + (heldOut.isEmpty ? [] : [LineChart.Series("held out", heldOut)]),
      xLabel: "step", yLabel: "nats a token", yFormat: .decimal(3))
  }

  private static func accuracy(_ name: String, _ record: TrainingRecord) -> LineChart? {
    let points = record.evaluations.compactMap { evaluation in
      evaluation.accuracy.map { LineChart.Point(x: Double(evaluation.step), y: $0) }
    }
    guard !points.isEmpty else { return nil }
    return LineChart(
      "Greedy accuracy of \(name) while it was trained",
      series: [LineChart.Series("correct", points)], xLabel: "step", yLabel: "correct")
  }

  private static func table(_ models: [(name: String, record: TrainingRecord)]) -> Table {
    Table(
      "Training runs",
      columns: [
        Table.Column("Model"), Table.Column("Taught"), Table.Column("Steps", .right),
        Table.Column("Kept step", .right), Table.Column("Last loss", .right),
        Table.Column("Held-out loss", .right),
      ],
      rows: models.map { name, record in
        let kept = record.evaluations.first { $0.step == record.keptStep }
        return [
          Table.Cell(name), Table.Cell(record.lessons),
          Table.Cell(
            record.doneSteps < record.steps
              ? "\(record.doneSteps) of \(record.steps)" : "\(record.doneSteps)"),
          Table.Cell("\(record.keptStep)"),
          Table.Cell(record.losses.last.map { ValueFormat.decimal(4).text($0.loss) } ?? "–"),
          Table.Cell(kept.map { ValueFormat.decimal(4).text($0.loss) } ?? "–"),
        ]
      })
  }
}
