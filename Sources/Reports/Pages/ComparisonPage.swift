import Corpus
import Evaluation

/// The sections about what models did on the same problems.
public enum ComparisonPage {
  /// Key figures, pass@k and maj@k, differences with their tests, and accuracy by group.
  ///
  /// - Parameter results: one for each model; the others are tested against the first.
  public static func sections(_ results: [SuiteResult]) -> [Section] {
    var blocks: [Block] = [.keyFigures(results.flatMap(keyFigures))]
    if let table = differences(results) { blocks.append(.table(table)) }
    let most = results.map(\.samplesPerRow).max() ?? 0
    if most > 1 {
      blocks.append(
        .lines(
          curves(results, "pass@k", "Problems with a correct sample among k") {
            RowMetrics($0).passAtK($1)
          }))
      blocks.append(
        .lines(
          curves(results, "maj@k", "Problems whose most frequent answer is correct") {
            RowMetrics($0).majorityAtK($1)
          }))
    }
    blocks.append(.table(verdicts(results)))
    var groups: [Block] = []
    for attribute in RowResult.groupings {
      if let chart = groupChart(results, by: attribute) { groups.append(.bars(chart)) }
    }
    let comparison = Section(results.count > 1 ? "The models side by side" : "The model", blocks)
    return groups.isEmpty ? [comparison] : [comparison, Section("By kind of problem", groups)]
  }

  private static func keyFigures(_ result: SuiteResult) -> [KeyFigure] {
    let metrics = RowMetrics(result.rows)
    let most = metrics.curve.last ?? 1
    var figures: [KeyFigure] = []
    if let accuracy = metrics.accuracy {
      figures.append(KeyFigure("\(result.model.name): pass@1", accuracy))
    }
    if most > 1, let best = metrics.passAtK(most) {
      figures.append(KeyFigure("\(result.model.name): pass@\(most)", best))
    }
    return figures
  }

  private static func differences(_ results: [SuiteResult]) -> Table? {
    guard let first = results.first, results.count > 1 else { return nil }
    let rows = results.dropFirst().compactMap { other -> [Table.Cell]? in
      guard let comparison = other.compared(with: first) else { return nil }
      let difference = comparison.difference
      let interval = Interval(
        low: 100 * difference.interval.low, high: 100 * difference.interval.high)
      return [
        Table.Cell("\(other.model.name) − \(first.model.name)"),
        Table.Cell(signed(100 * difference.value)),
        Table.Cell("\(signed(interval.low)) to \(signed(interval.high))"),
        Table.Cell(
          comparison.pValue < 0.001 ? "< 0.001" : ValueFormat.decimal(3).text(comparison.pValue)),
        Table.Cell("\(comparison.firstBetter)"), Table.Cell("\(comparison.secondBetter)"),
        Table.Cell("\(comparison.equal)"),
        Table.Cell(count(difference.clusters)),
      ]
    }
    return Table(
      "Paired differences of the share of correct samples",
      columns: [
        Table.Column("Models"), Table.Column("Points", .right), Table.Column("95 %", .right),
        Table.Column("p", .right), Table.Column("Better on", .right),
        Table.Column("Worse on", .right), Table.Column("Equal on", .right),
        Table.Column("Problems", .right),
      ], rows: rows,
      notes: [
        "Each problem is compared with itself. With one sample a problem the test is McNemar's "
          + "exact one, else signs are flipped problem by problem."
      ])
  }

  private static func signed(_ value: Double) -> String {
    (value < 0 ? "−" : "+") + ValueFormat.decimal(1).text(abs(value))
  }

  private static func curves(
    _ results: [SuiteResult], _ title: String, _ label: String,
    _ metric: ([RowResult], Int) -> Estimate?
  ) -> LineChart {
    LineChart(
      title, caption: "\(label). Bands are 95 % intervals over problems.",
      series: results.map { result in
        LineChart.Series(
          result.model.name,
          RowMetrics(result.rows).curve.compactMap { k in
            metric(result.rows, k).map { LineChart.Point(x: Double(k), $0) }
          })
      }, xLabel: "k", yLabel: title, logarithmic: true, yFormat: .percent(1))
  }

  private static func verdicts(_ results: [SuiteResult]) -> Table {
    Table(
      "Verdicts on all samples",
      columns: [Table.Column("Model")]
        + Verdict.allCases.map { Table.Column($0.rawValue.capitalized, .right) }
        + [Table.Column("Samples", .right), Table.Column("Tokens", .right)],
      rows: results.map { result in
        let counts = result.verdicts
        let samples = result.rows.reduce(0) { $0 + $1.samples.count }
        let tokens = result.rows.reduce(0) { $0 + $1.completionTokens }
        return [Table.Cell(result.model.name)]
          + Verdict.allCases.map { Table.Cell(count(counts[$0] ?? 0)) }
          + [Table.Cell(count(samples)), Table.Cell(tokens == 0 ? "–" : count(tokens))]
      })
  }

  private static func count(_ number: Int) -> String { ValueFormat.count.text(Double(number)) }

  private static func groupChart(_ results: [SuiteResult], by attribute: String) -> BarChart? {
    let grouped = results.map { result in
      Dictionary(uniqueKeysWithValues: result.grouped(by: attribute).map { ($0.value, $0.rows) })
    }
    let values = results[0].grouped(by: attribute).map(\.value).filter { !$0.isEmpty }
    guard values.count > 1 else { return nil }
    return BarChart(
      "pass@1 by \(attribute)", series: results.map(\.model.name),
      groups: values.map { value in
        let bars = grouped.map { groups in
          groups[value].flatMap { RowMetrics($0).accuracy }.map { BarChart.Bar($0) }
        }
        let size = grouped[0][value]?.count ?? 0
        return BarChart.Group("\(value) (\(size))", bars)
      }, domain: 0...1)
  }
}

extension String {
  /// The text with its first letter in upper case.
  var capitalized: String { prefix(1).uppercased() + dropFirst() }
}
