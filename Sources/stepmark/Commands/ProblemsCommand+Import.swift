import Corpus
import Curation
import JSON
import ProblemSets
import Storage
import Terminal

extension ProblemsCommand {
  static let importing = Command(
    name: "import",
    summary: "Import a published suite into the store.",
    discussion: """
      Bad rows are rejected with file, line, field and reason; good ones are kept. The solutions of \
      processbench and prm800k are kept too, with their ratings as labels of the method `published`.
      """,
    examples: [
      Example("stepmark problems import --format gsm8k --split test test.jsonl.gz", "GSM8K's test"),
      Example(
        "stepmark problems import --columns problem=question,gold=target mine.csv", "any table"),
    ],
    options: reading + [CommonOptions.store, CommonOptions.json],
    arguments: [Argument("FILE", "the suite's file; .gz is read too")]
  ) { invocation in
    let file = try suiteFile(invocation)
    let read = try file.read()
    let format = file.reader.format
    return try await StageRun.with(invocation, stage: "problems") { stage in
      let run = stage.run
      let (new, solutions) = try await stage.store.write { (store) throws(DatabaseError) in
        var new = 0
        for (position, row) in read.rows.enumerated()
        where try store.insert(row, position: position) {
          new += 1
        }
        for rejection in read.rejections {
          try store.note("row rejected", "\(rejection)", run: run)
        }
        for gold in read.unreadableGolds { try store.note("gold unreadable", "\(gold)", run: run) }
        let rated = RatedImport(judge: defaultJudge(), run: run)
        return (new, try rated.record(read, format: format, in: store))
      }
      if invocation.flag("json") {
        var members = [
          JSONMember("problems", JSONValue(read.rows.count)), JSONMember("new", JSONValue(new)),
          JSONMember("rejected", JSONValue(read.rejections.count)),
          JSONMember("unreadable_golds", JSONValue(read.unreadableGolds.count)),
        ]
        if !read.solutions.isEmpty { members.append(JSONMember("solutions", JSONValue(solutions))) }
        Console.writeLine(JSONValue(members).serialized())
      } else {
        Console.writeLine(
          summary(read) + ", \(Quantity.grouped(new)) new in the store"
            + (solutions > 0 ? ", \(Quantity.grouped(solutions)) rated solutions" : "")
            + doubts(read))
      }
      show(read.rejections)
      show(read.unreadableGolds)
      return read.rows.isEmpty ? .badInput : .success
    }
  }

  static let check = Command(
    name: "check",
    summary: "Validate a suite's file without importing it.",
    discussion: """
      Prints what the file is, how many rows it gives, of which types their gold answers are, and \
      which rows are doubtful as published. Doubtful rows are kept by an import and carry a flag.
      """,
    examples: [
      Example("stepmark problems check test.jsonl.gz", "whatever it is"),
      Example("stepmark problems check --format math test.jsonl", "MATH's test"),
    ],
    options: reading + [CommonOptions.json],
    arguments: [Argument("FILE", "the suite's file; .gz is read too")]
  ) { invocation in
    let file = try suiteFile(invocation)
    let read = try file.read()
    let types = counts(read.rows.map { AnswerType.of($0) })
    let flags = RowFlag.allCases.map { flag in
      (flag.rawValue, read.rows.count { $0.flags.contains(flag) })
    }.filter { $0.1 > 0 }
    let flagged = read.rows.count { !$0.flags.isEmpty }
    let card = SuiteCard.file(digest: read.digest)
    if invocation.flag("json") {
      let json: JSONValue = [
        "problems": JSONValue(read.rows.count), "rejected": JSONValue(read.rejections.count),
        "unreadable_golds": JSONValue(read.unreadableGolds.count),
        "distinct": JSONValue(Set(read.rows.map(\.problem.key)).count),
        "format": JSONValue(file.reader.format), "suite": JSONValue(file.suite),
        "split": JSONValue(file.split), "sha256": JSONValue(read.digest),
        "published": JSONValue(card != nil),
        "answer_types": JSONValue(types.map { JSONMember($0.0, JSONValue($0.1)) }),
        "flagged": JSONValue(flagged),
        "flags": JSONValue(flags.map { JSONMember($0.0, JSONValue($0.1)) }),
      ]
      Console.writeLine(json.serialized())
    } else {
      Console.writeLine(summary(read) + doubts(read))
      Console.writeLine(
        card.map { "  the published file \($0.card.name)/\($0.file.split), by its SHA-256" }
          ?? "  \(file.reader.format); no published file has its SHA-256 \(read.digest)")
      Console.writeLine("  gold answers: " + listed(types))
      if flagged > 0 {
        Console.writeLine("  flagged: \(Quantity.grouped(flagged)) rows: " + listed(flags))
      }
    }
    show(read.rejections)
    show(read.unreadableGolds)
    return read.rejections.isEmpty ? .success : .badInput
  }

  private static func summary(_ read: SuiteRows) -> String {
    "problems: \(Quantity.grouped(read.rows.count)) good rows"
  }

  private static func doubts(_ read: SuiteRows) -> String {
    var text = ""
    if !read.rejections.isEmpty { text += ", \(Quantity.grouped(read.rejections.count)) rejected" }
    if !read.unreadableGolds.isEmpty {
      text +=
        ", \(Quantity.grouped(read.unreadableGolds.count)) with a gold answer that cannot be compared"
    }
    return text
  }

  /// How often each text occurs, the most frequent first.
  private static func counts(_ texts: [String]) -> [(String, Int)] {
    Dictionary(texts.map { ($0, 1) }, uniquingKeysWith: +)
      .sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
  }

  private static func listed(_ counts: [(String, Int)]) -> String {
    counts.map { "\($0.0) \(Quantity.grouped($0.1))" }.joined(separator: ", ")
  }
}
