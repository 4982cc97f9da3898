import Corpus
import ProblemSets

/// The page about the problems of a suite: how long, how hard, of which kinds.
public enum SuitePage {
  /// The whole page.
  ///
  /// - Parameters:
  ///   - name: what the suite is called.
  ///   - examples: some rows to show.
  ///   - command: the command that remakes it.
  public static func page(
    _ statistics: SuiteStatistics, name: String, examples: [Row], command: String
  ) -> Page {
    var sections = [overview(statistics)]
    if !statistics.steps.isEmpty { sections.append(solutions(statistics)) }
    sections.append(texts(statistics))
    if !statistics.families.isEmpty { sections.append(families(statistics)) }
    if !examples.isEmpty {
      sections.append(
        Section(
          "Examples",
          examples.map { row in
            .code(
              ([row.id, row.problem.statement] + [row.goldSolution].compactMap { $0 })
                .joined(separator: "\n\n"))
          }))
    }
    return Page(
      "The problems of \(name)",
      subtitle: "\(ValueFormat.count.text(Double(statistics.rows))) rows",
      sections: sections, command: command)
  }

  private static func overview(_ statistics: SuiteStatistics) -> Section {
    var figures = [KeyFigure("Problems", ValueFormat.count.text(Double(statistics.rows)))]
    if statistics.operationGraphs > 0 {
      figures.append(
        KeyFigure(
          "Operation graphs", ValueFormat.count.text(Double(statistics.operationGraphs)),
          detail: "structures without numbers"))
    }
    for type in statistics.answerTypes.keys.sorted() {
      let share = Double(statistics.answerTypes[type] ?? 0) / Double(max(statistics.rows, 1))
      figures.append(KeyFigure("Answers: \(type)", ValueFormat.percent(1).text(share)))
    }
    return Section("Overview", [.keyFigures(figures)])
  }

  private static func solutions(_ statistics: SuiteStatistics) -> Section {
    let all = Double(max(statistics.operations.values.reduce(0, +), 1))
    return Section(
      "Worked solutions",
      [
        .bars(
          bars(
            "Steps of a worked solution",
            statistics.steps.keys.sorted().map { ("\($0)", statistics.steps[$0] ?? 0) },
            Double(statistics.rows))),
        .bars(
          bars(
            "Operations",
            statistics.operations.keys.sorted().map { ($0, statistics.operations[$0] ?? 0) }, all)),
      ])
  }

  private static func texts(_ statistics: SuiteStatistics) -> Section {
    let longest = (statistics.words.keys.max() ?? 0) / 10 + 1
    var counts = [Int](repeating: 0, count: longest)
    for (words, rows) in statistics.words { counts[words / 10] += rows }
    return Section(
      "Statements and answers",
      [
        .histogram(
          Histogram(
            "Words of a statement", edges: (0...longest).map { Double($0 * 10) }, counts: counts,
            xLabel: "words")),
        .bars(
          bars(
            "Digits of whole answers",
            statistics.answerSizes.keys.sorted().map {
              ("\($0 + 1)", statistics.answerSizes[$0] ?? 0)
            }, Double(statistics.rows))),
      ])
  }

  private static func families(_ statistics: SuiteStatistics) -> Section {
    Section(
      "Families",
      [
        .bars(
          bars(
            "Rows of each family",
            statistics.families.keys.sorted().map { ($0, statistics.families[$0] ?? 0) },
            Double(statistics.rows)))
      ])
  }

  private static func bars(_ title: String, _ counts: [(String, Int)], _ all: Double) -> BarChart {
    BarChart(
      title,
      groups: counts.map { label, count in
        BarChart.Group(label, [BarChart.Bar(Double(count) / max(all, 1))])
      })
  }
}
