import Corpus
import Curation
import JSON
import ProblemSets
import Storage
import Terminal

/// `stepmark problems`.
enum ProblemsCommand {
  static let command = Command(
    name: "problems",
    summary: "Check, import, list and generate problems.",
    examples: [
      Example("stepmark problems generate --split train --count 500", "500 problems to curate"),
      Example("stepmark problems import --format gsm8k --split test test.jsonl.gz", "GSM8K's test"),
    ],
    subcommands: [generate, importing, check, list])

  private static let file = Argument("FILE", "the suite's file; .gz is read too")

  private static let format = Terminal.Option.value(
    "format", "NAME", "the file's format: " + SuiteFormats.names.joined(separator: ", "))

  private static let generate = Command(
    name: "generate",
    summary: "Generate gsm-style or math-style problems into the store.",
    discussion: """
      math-style is our own suite of competition-style problems in LaTeX with exact truth for every \
      step; --levels and --subjects choose among them. gsm-style is our own suite of word problems with exact truth for every step. Its splits are \
      drawn by problem graph, so no graph of test or hard is ever in train.
      """,
    examples: [
      Example("stepmark problems generate --split train --count 500", "500 problems to curate"),
      Example(
        "stepmark problems generate --suite math-style --levels 4,5 --split test --count 500",
        "500 hard problems to evaluate on"),
    ],
    options: [
      .value("suite", "NAME", "gsm-style or math-style", default: GSMStyleSuite.name),
      .value("split", "NAME", "train, test or (gsm-style) hard", default: "train"),
      .value("count", "N", "how many", default: "500"),
      .value("wordings", "N", "how many of the suite's wordings problems come in (default all)"),
      .value("levels", "LIST", "math-style: levels from 1 to 5, separated by commas"),
      .value("subjects", "LIST", "math-style: subjects, separated by commas"),
      .value("families", "LIST", "math-style: families, separated by commas"),
      CommonOptions.seed, CommonOptions.store,
      CommonOptions.json,
    ]
  ) { invocation in
    let suiteName = try invocation.string("suite")
    if suiteName == MATHStyleSuite.name { return try await generateMATHStyle(invocation) }
    guard suiteName == GSMStyleSuite.name else {
      throw CommandError.usage(
        "--suite \(suiteName): there is no such suite", hint: "--suite gsm-style or math-style")
    }
    let split = try invocation.choice("split", as: GSMStyleSplit.self)
    let wordings =
      try invocation.optionalInt("wordings", in: 1...GSMStyleProblem.wordings)
      ?? GSMStyleProblem.wordings
    let suite = GSMStyleSuite(
      seed: try invocation.seed(),
      configuration: GSMStyleSuite.Configuration(wordings: Array(0..<wordings)))
    let rows: [Row]
    do {
      rows = try suite.rows(split: split, count: try invocation.int("count", in: 1...))
    } catch let error as GSMStyleError {
      throw CommandError("gsm-style: \(error)", hint: "a smaller --count")
    }
    return try await insert(rows, rejections: [], invocation)
  }

  private static let importing = Command(
    name: "import",
    summary: "Import a published suite into the store.",
    discussion: "Bad rows are rejected with file, line, field and reason; good ones are kept.",
    examples: [
      Example("stepmark problems import --format gsm8k --split test test.jsonl.gz", "GSM8K's test")
    ],
    options: [
      format, .value("split", "NAME", "the split that the file is", default: "test"),
      CommonOptions.store, CommonOptions.json,
    ], arguments: [file]
  ) { invocation in
    let (rows, rejections) = try read(invocation)
    return try await insert(rows, rejections: rejections, invocation)
  }

  private static let check = Command(
    name: "check",
    summary: "Validate a suite's file without importing it.",
    examples: [Example("stepmark problems check --format math test.jsonl", "MATH's test")],
    options: [format, .value("split", "NAME", "the split", default: "test"), CommonOptions.json],
    arguments: [file]
  ) { invocation in
    let (rows, rejections) = try read(invocation)
    report(rows.count, new: nil, rejections, invocation)
    return rejections.isEmpty ? .success : .badInput
  }

  private static let list = Command(
    name: "list",
    summary: "List the suites of the store and the formats that are known.",
    examples: [Example("stepmark problems list --store demo/stepmark.db", "the demo's suites")],
    options: [CommonOptions.store, CommonOptions.json]
  ) { invocation in
    let store = try invocation.openedStore()
    let suites = try await store.read { (store) throws(DatabaseError) in try store.suites() }
    if invocation.flag("json") {
      let json: JSONValue = [
        "suites": JSONValue(
          suites.map {
            [
              "suite": JSONValue($0.suite), "split": JSONValue($0.split),
              "problems": JSONValue($0.rows),
            ] as JSONValue
          }),
        "formats": JSONValue(SuiteFormats.names.map { JSONValue($0) }),
      ]
      Console.writeLine(json.serialized())
      return .success
    }
    var table = TextTable([.init("suite"), .init("split"), .init("problems", .right)])
    for suite in suites { table.add([suite.suite, suite.split, Quantity.grouped(suite.rows)]) }
    Console.write(table.rendered())
    Console.writeLine("formats: " + SuiteFormats.names.joined(separator: ", "))
    return .success
  }

  private static func read(_ invocation: Invocation) throws -> ([Row], [RecordRejection]) {
    let name = try invocation.string("format")
    guard let path = invocation.argument("FILE") else {
      throw CommandError.usage("which file?", hint: "name the suite's file")
    }
    let reader = try SuiteFormats.reader(named: name)
    let read = try SuiteFile(
      path, reader: reader, split: try invocation.string("split")
    ).read()
    return (read.rows, read.rejections)
  }

  private static func insert(
    _ rows: [Row], rejections: [RecordRejection], _ invocation: Invocation
  ) async throws -> ExitCode {
    try await StageRun.with(invocation, stage: "problems") { stage in
      let run = stage.run
      let new = try await stage.store.write { (store) throws(DatabaseError) in
        var new = 0
        for (position, row) in rows.enumerated() where try store.insert(row, position: position) {
          new += 1
        }
        for rejection in rejections { try store.note("row rejected", "\(rejection)", run: run) }
        return new
      }
      report(rows.count, new: new, rejections, invocation)
      return rows.isEmpty ? .badInput : .success
    }
  }

  static func report(
    _ count: Int, new: Int?, _ rejections: [RecordRejection], _ invocation: Invocation
  ) {
    if invocation.flag("json") {
      let json: JSONValue = [
        "problems": JSONValue(count), "new": JSONValue(new.map { JSONValue($0) }),
        "rejected": JSONValue(rejections.count),
      ]
      Console.writeLine(json.serialized())
    } else {
      var text = "problems: \(Quantity.grouped(count)) good rows"
      if let new { text += ", \(Quantity.grouped(new)) new in the store" }
      if !rejections.isEmpty { text += ", \(Quantity.grouped(rejections.count)) rejected" }
      Console.writeLine(text)
    }
    for rejection in rejections.prefix(20) { Console.writeLine("  \(rejection)", to: .error) }
    if rejections.count > 20 {
      Console.writeLine("  and \(rejections.count - 20) more", to: .error)
    }
  }
}
