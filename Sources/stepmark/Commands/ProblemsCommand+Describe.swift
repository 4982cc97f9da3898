import Corpus
import JSON
import ProblemSets
import Reports
import Terminal

extension ProblemsCommand {
  static let describe = Command(
    name: "report",
    summary: "Describe a suite's problems on a page: steps, operations, lengths, families.",
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
    let read = try file.read()
    show(read.rejections)
    var statistics = SuiteStatistics()
    for row in read.rows { statistics.add(row) }
    let page = SuitePage.page(
      statistics, name: read.rows.first?.suite ?? file.suite,
      examples: Array(read.rows.prefix(try invocation.int("examples", in: 0...))),
      command: invocation.commandLine)
    let files = try PageFiles.write(page, to: try invocation.string("out"))
    if invocation.flag("json") {
      let json: JSONValue = [
        "problems": JSONValue(read.rows.count), "rejected": JSONValue(read.rejections.count),
        "format": JSONValue(file.reader.format), "files": JSONValue(files.map { JSONValue($0) }),
      ]
      Console.writeLine(json.serialized())
    } else {
      for file in files { Console.writeLine("report: \(file)") }
    }
    return read.rows.isEmpty ? .badInput : .success
  }
}
