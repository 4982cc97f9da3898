import Corpus
import JSON
import ProblemSets
import Reports
import Terminal

extension ProblemsCommand {
  static let describe = Command(
    name: "report",
    summary: "Describe a suite's problems on a page: steps, operations, lengths, families.",
    discussion: """
      JSON lines are read row by row, so a file may be of any size; which rows repeat an earlier \
      one is what `problems check` and `problems dedupe` tell.
      """,
    examples: [
      Example("stepmark problems report problems.jsonl --out suite.html", "a generated file"),
      Example("stepmark problems report test.jsonl.gz", "a published one, recognised"),
    ],
    options: reading + [
      .value("out", "FILE", "the page: .html, with .md beside it", default: "suite.html"),
      .value("examples", "N", "rows that are shown", default: "5"), CommonOptions.json,
    ], arguments: [Argument("FILE", "the suite's file; .gz is read too")]
  ) { invocation in
    let file = try suiteFile(invocation)
    let most = try invocation.int("examples", in: 0...)
    var statistics = SuiteStatistics()
    var examples: [Row] = []
    var suite: String?
    let line = ProgressLine("report", total: nil)
    let rejections = try file.forEachRow { row in
      if Interrupt.isRequested { throw Interrupted() }
      statistics.add(row)
      suite = suite ?? row.suite
      if examples.count < most { examples.append(row) }
      if statistics.rows % 4096 == 0 { line.update(done: statistics.rows) }
    }
    line.finish()
    show(rejections)
    let page = SuitePage.page(
      statistics, name: suite ?? file.suite, examples: examples, command: invocation.commandLine)
    let files = try PageFiles.write(page, to: try invocation.string("out"))
    if invocation.flag("json") {
      let json: JSONValue = [
        "problems": JSONValue(statistics.rows), "rejected": JSONValue(rejections.count),
        "format": JSONValue(file.reader.format), "files": JSONValue(files.map { JSONValue($0) }),
      ]
      Console.writeLine(json.serialized())
    } else {
      for file in files { Console.writeLine("report: \(file)") }
    }
    return statistics.rows == 0 ? .badInput : .success
  }
}
