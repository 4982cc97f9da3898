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
        let (new, solutions) = try RatedImport(judge: defaultJudge(), run: run)
          .record(read, format: format, in: store)
        for rejection in read.rejections {
          try store.note("row rejected", "\(rejection)", run: run)
        }
        for gold in read.unreadableGolds { try store.note("gold unreadable", "\(gold)", run: run) }
        return (new, solutions)
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
}
