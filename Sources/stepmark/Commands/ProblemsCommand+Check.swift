import Corpus
import JSON
import ProblemSets
import Terminal

extension ProblemsCommand {
  static let check = Command(
    name: "check",
    summary: "Validate a suite's file without importing it, or all published ones that are here.",
    discussion: """
      Prints what the file is, how many rows it gives, of which types their gold answers are, how \
      many of these the judge reads and finds equal to themselves without comparing texts, and \
      which rows are doubtful as published. Doubtful rows are kept by an import and carry a flag. \
      Without a file: a table of the published files below STEPMARK_DATA, recognised by their SHA-256.
      """,
    examples: [
      Example("stepmark problems check test.jsonl.gz", "whatever it is"),
      Example("stepmark problems check --format math test.jsonl", "MATH's test"),
      Example("STEPMARK_DATA=data stepmark problems check", "a table of every published file"),
    ],
    options: reading + [CommonOptions.json],
    arguments: [Argument("FILE", "the suite's file; .gz is read too", optional: true)]
  ) { invocation in
    invocation.argument("FILE") == nil ? try checkAll(invocation) : try checkFile(invocation)
  }

  private static func checkFile(_ invocation: Invocation) throws -> ExitCode {
    let file = try suiteFile(invocation)
    let read = try file.read()
    let found = SuiteSummary(read)
    let card = SuiteCard.file(digest: read.digest)
    if invocation.flag("json") {
      Console.writeLine(json(found, file, read, isPublished: card != nil).serialized())
    } else {
      Console.writeLine(summary(read) + doubts(read))
      Console.writeLine(
        card.map { "  the published file \($0.card.name)/\($0.file.split), by its SHA-256" }
          ?? "  \(file.reader.format); no published file has its SHA-256 \(read.digest)")
      Console.writeLine("  gold answers: " + listed(found.answerTypes))
      if found.golds > 0 {
        Console.writeLine(
          "  equal to themselves: \(Quantity.grouped(found.equalGolds)) of "
            + Quantity.grouped(found.golds))
      }
      if found.flagged > 0 {
        Console.writeLine(
          "  flagged: \(Quantity.grouped(found.flagged)) rows: " + listed(found.flags))
      }
    }
    show(read.rejections)
    show(read.unreadableGolds)
    return read.rejections.isEmpty ? .success : .badInput
  }

  /// The table of all published files that are there.
  private static func checkAll(_ invocation: Invocation) throws -> ExitCode {
    guard let data = SuiteSource.dataFolder else {
      throw CommandError(
        "which file? STEPMARK_DATA names no folder with the published ones",
        hint: "stepmark problems check FILE, or STEPMARK_DATA=FOLDER", exitCode: .missingData)
    }
    var table = TextTable([
      .init("suite"), .init("rows", .right), .init("problems", .right), .init("rejected", .right),
      .init("golds equal to themselves", .right), .init("gold answers"), .init("flagged"),
    ])
    var objects: [JSONValue] = []
    var isClean = true
    for card in SuiteCard.all {
      for place in card.files {
        if Interrupt.isRequested { throw Interrupted() }
        guard let path = card.path(of: place, below: data) else { continue }
        let file = SuiteFile(
          path, reader: try SuiteFormats.reader(named: card.format), suite: card.name,
          split: place.split)
        let read = try file.read()
        let found = SuiteSummary(read)
        isClean = isClean && read.rejections.isEmpty
        objects.append(json(found, file, read, isPublished: true))
        table.add([
          "\(card.name)/\(place.split)", Quantity.grouped(found.rows),
          Quantity.grouped(found.distinct), Quantity.grouped(found.rejected),
          "\(Quantity.grouped(found.equalGolds)) of \(Quantity.grouped(found.golds))",
          listed(found.answerTypes), listed(found.flags),
        ])
      }
    }
    guard !objects.isEmpty else {
      throw CommandError(
        "\(data): no published file is there", hint: "stepmark problems fetch NAME --out \(data)",
        exitCode: .missingData)
    }
    if invocation.flag("json") {
      Console.writeLine(JSONValue([JSONMember("files", JSONValue(objects))]).serialized())
    } else {
      Console.write(table.rendered())
    }
    return isClean ? .success : .badInput
  }

  private static func json(
    _ found: SuiteSummary, _ file: SuiteFile, _ read: SuiteRows, isPublished: Bool
  ) -> JSONValue {
    [
      "problems": JSONValue(found.rows), "rejected": JSONValue(found.rejected),
      "unreadable_golds": JSONValue(read.unreadableGolds.count),
      "distinct": JSONValue(found.distinct), "golds": JSONValue(found.golds),
      "equal_golds": JSONValue(found.equalGolds),
      "format": JSONValue(file.reader.format), "suite": JSONValue(file.suite),
      "split": JSONValue(file.split), "sha256": JSONValue(read.digest),
      "published": JSONValue(isPublished),
      "answer_types": JSONValue(found.answerTypes.map { JSONMember($0.name, JSONValue($0.rows)) }),
      "flagged": JSONValue(found.flagged),
      "flags": JSONValue(found.flags.map { JSONMember($0.name, JSONValue($0.rows)) }),
    ]
  }

  static func summary(_ read: SuiteRows) -> String {
    "problems: \(Quantity.grouped(read.rows.count)) good rows"
  }

  /// What is to be said of rejected rows and unreadable golds.
  static func doubts(_ read: SuiteRows) -> String {
    var text = ""
    if !read.rejections.isEmpty { text += ", \(Quantity.grouped(read.rejections.count)) rejected" }
    if !read.unreadableGolds.isEmpty {
      text +=
        ", \(Quantity.grouped(read.unreadableGolds.count)) with a gold answer that cannot be compared"
    }
    return text
  }

  private static func listed(_ counts: [(name: String, rows: Int)]) -> String {
    counts.map { "\($0.name) \(Quantity.grouped($0.rows))" }.joined(separator: ", ")
  }
}
