import Corpus
import Curation
import JSON
import ProblemSets
import Storage
import Terminal

extension ProblemsCommand {
  static let generate = Command(
    name: "generate",
    summary: "Generate gsm-style problems into the store or a file.",
    discussion: """
      gsm-style is our own suite of word problems with exact truth for every step. Its splits are \
      drawn by problem graph, so no graph of test or hard is ever in train. Rows are written as \
      they are made: memory does not grow with them but for 40 bytes a graph.
      """,
    examples: [
      Example("stepmark problems generate --split train --count 500", "500 problems to curate"),
      Example("stepmark problems generate --count 1000000 --out train.jsonl", "a million, as JSON"),
    ],
    options: [
      .value("split", "NAME", "train, test or hard", default: "train"),
      .value("count", "N", "how many", default: "500"),
      .value("wordings", "N", "how many of the six wordings problems come in", default: "6"),
      .value("out", "FILE", "write JSON lines to a file and nothing to the store"),
      CommonOptions.seed, threads, CommonOptions.store,
      CommonOptions.json,
    ]
  ) { invocation in
    let new: Int?
    if let path = invocation.optionalString("out") {
      let file = try RowFile(path)
      try await rows(invocation) { rows, _ in try file.write(rows) }
      try file.publish()
      new = nil
    } else {
      var stored = 0
      _ = try await StageRun.with(invocation, stage: "problems") { stage in
        try await rows(invocation) { rows, start in
          stored += try await stage.store.write { (store) throws(DatabaseError) in
            var added = 0
            for (offset, row) in rows.enumerated()
            where try store.insert(row, position: start + offset) {
              added += 1
            }
            return added
          }
        }
        return .success
      }
      new = stored
    }
    report(try invocation.int("count"), new: new, invocation)
    return .success
  }

  /// Hands over the rows that are asked for, in groups with the position of the first.
  private static func rows(
    _ invocation: Invocation, _ body: ([Row], Int) async throws -> Void
  ) async throws {
    let split = try invocation.choice("split", as: GSMStyleSplit.self)
    let wordings = try invocation.int("wordings", in: 1...GSMStyleProblem.wordings)
    let count = try invocation.int("count", in: 1...)
    let suite = GSMStyleSuite(
      seed: try invocation.seed(),
      configuration: GSMStyleSuite.Configuration(wordings: Array(0..<wordings)))
    let line = ProgressLine("generate", total: count)
    var done = 0
    do {
      try await suite.generateRows(
        split: split, count: count, threads: try invocation.int("threads", in: 1...256)
      ) { rows in
        if Interrupt.isRequested { throw Interrupted() }
        try await body(rows, done)
        done += rows.count
        line.update(done: done)
      }
    } catch let error as GSMStyleError {
      throw CommandError("gsm-style: \(error)", hint: "a smaller --count")
    }
    line.finish()
  }

  private static func report(_ count: Int, new: Int?, _ invocation: Invocation) {
    if invocation.flag("json") {
      let json: JSONValue = [
        "problems": JSONValue(count), "new": JSONValue(new.map { JSONValue($0) }), "rejected": 0,
      ]
      Console.writeLine(json.serialized())
    } else {
      Console.writeLine(
        "problems: \(Quantity.grouped(count)) good rows"
          + (new.map { ", \(Quantity.grouped($0)) new in the store" } ?? " written"))
    }
  }
}
