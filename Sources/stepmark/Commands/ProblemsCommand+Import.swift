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
      processbench and prm800k are kept too, with their ratings as labels of the method `published`; \
      where a solution occurs again with other ratings, the first ones count.
      """,
    examples: [
      Example("stepmark problems import --format gsm8k --split test test.jsonl.gz", "GSM8K's test"),
      Example(
        "stepmark problems import --columns problem=question,gold=target mine.csv", "any table"),
      Example(
        "stepmark problems import --golds gsm8k/test.jsonl.gz processbench/gsm8k.json.gz",
        "rated solutions whose rollouts can be judged"),
    ],
    options: reading + [
      .value(
        "golds", "FILE", "a suite's file with the gold answers of problems that have none here",
        repeats: true), CommonOptions.store, CommonOptions.json,
    ],
    arguments: [Argument("FILE", "the suite's file; .gz is read too")]
  ) { invocation in
    let file = try suiteFile(invocation)
    let (read, golds) = try withGolds(try file.read(), invocation)
    let format = file.reader.format
    return try await StageRun.with(invocation, stage: "problems") { stage in
      let run = stage.run
      let result = try await stage.store.write { (store) throws(DatabaseError) in
        let result = try RatedImport(judge: defaultJudge(), run: run)
          .record(read, format: format, in: store)
        for rejection in read.rejections {
          try store.note("row rejected", "\(rejection)", run: run)
        }
        for gold in read.unreadableGolds { try store.note("gold unreadable", "\(gold)", run: run) }
        for conflict in result.conflicts {
          try store.note("rating differs", "\(conflict)", run: run)
        }
        return result
      }
      if invocation.flag("json") {
        var members = [
          JSONMember("problems", JSONValue(read.rows.count)),
          JSONMember("new", JSONValue(result.newRows)),
          JSONMember("rejected", JSONValue(read.rejections.count)),
          JSONMember("unreadable_golds", JSONValue(read.unreadableGolds.count)),
        ]
        if golds > 0 { members.append(JSONMember("golds_filled", JSONValue(golds))) }
        if !read.solutions.isEmpty {
          members += [
            JSONMember("solutions", JSONValue(result.solutions)),
            JSONMember("conflicting", JSONValue(result.conflicts.count)),
          ]
        }
        Console.writeLine(JSONValue(members).serialized())
      } else {
        Console.writeLine(
          summary(read) + ", \(Quantity.grouped(result.newRows)) new in the store"
            + (golds > 0 ? ", \(Quantity.grouped(golds)) golds from elsewhere" : "")
            + (result.solutions > 0
              ? ", \(Quantity.grouped(result.solutions)) rated solutions" : "")
            + (result.conflicts.isEmpty
              ? "" : ", \(Quantity.grouped(result.conflicts.count)) again with other ratings")
            + doubts(read))
      }
      show(read.rejections)
      show(read.unreadableGolds)
      show(result.conflicts)
      return read.rows.isEmpty ? .badInput : .success
    }
  }

  /// The rows with the gold answers that other files know, and how many those are.
  private static func withGolds(
    _ read: SuiteRows, _ invocation: Invocation
  ) throws -> (read: SuiteRows, filled: Int) {
    var (read, filled) = (read, 0)
    for path in invocation.strings("golds") {
      let more = read.fillingGolds(from: try SuiteFile(recognising: path).read().rows)
      (read, filled) = (more.rows, filled + more.filled)
    }
    return (read, filled)
  }
}
