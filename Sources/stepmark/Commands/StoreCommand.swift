import JSON
import Storage
import Terminal

/// `stepmark store`.
enum StoreCommand {
  static let command = Command(
    name: "store",
    summary: "Keep a store in order: its size, copies, deleted runs, checks.",
    examples: [
      Example("stepmark store backup --out copy.db", "a copy, while a run goes on"),
      Example("stepmark store check", "whether pages, references and keys are sound"),
    ],
    subcommands: [size, backup, deleteRun, vacuum, check])

  private static let size = Command(
    name: "size",
    summary: "Say how much each table and each stage takes.",
    examples: [Example("stepmark store size --store demo/stepmark.db", "the demo's store")],
    options: [CommonOptions.filledStore, CommonOptions.json]
  ) { invocation in
    let store = try invocation.openedStore()
    let (tables, stages) = try await store.read { (store) throws(DatabaseError) in
      (try store.tableSizes(), try store.stageSizes())
    }
    if invocation.flag("json") {
      let json: JSONValue = [
        "tables": JSONValue(
          tables.map { table -> JSONValue in
            [
              "table": JSONValue(table.name), "kind": JSONValue(table.kind.rawValue),
              "rows": JSONValue(table.rows), "bytes": JSONValue(table.bytes),
              "index_bytes": JSONValue(table.indexBytes),
            ]
          }),
        "stages": JSONValue(
          stages.map { stage -> JSONValue in
            [
              "stage": JSONValue(stage.stage), "runs": JSONValue(stage.runs),
              "completions": JSONValue(stage.completions),
              "text_bytes": JSONValue(stage.textBytes),
            ]
          }),
      ]
      Console.writeLine(json.serialized())
      return .success
    }
    var table = TextTable([
      .init("table"), .init("holds"), .init("rows", .right), .init("size", .right),
      .init("indexes", .right),
    ])
    for size in tables {
      table.add([
        size.name, size.kind.rawValue, Quantity.grouped(size.rows), Quantity.bytes(size.bytes),
        Quantity.bytes(size.indexBytes),
      ])
    }
    Console.writeLine(table.rendered())
    var replies = TextTable([
      .init("stage"), .init("runs", .right), .init("completions", .right), .init("text", .right),
    ])
    for stage in stages {
      replies.add([
        stage.stage, Quantity.grouped(stage.runs), Quantity.grouped(stage.completions),
        Quantity.bytes(stage.textBytes),
      ])
    }
    Console.write(replies.rendered())
    return .success
  }

  private static let backup = Command(
    name: "backup",
    summary: "Write a consistent copy, also while another process writes.",
    discussion: """
      The copy has no write-ahead log: it may lie on a network file system, where `stepmark merge` \
      reads it.
      """,
    examples: [
      Example(
        "stepmark store backup --store shard-3.db --out /shared/shard-3.db", "a shard's store")
    ],
    options: [
      .value("out", "FILE", "the copy; must not be there yet"), CommonOptions.filledStore,
      CommonOptions.json,
    ]
  ) { invocation in
    let path = try invocation.string("out")
    let store = try invocation.openedStore()
    let line = ProgressLine("backup", total: nil)
    let isWhole = try await store.backup(to: path) { left, pages in
      line.update(done: pages - left, extra: "of \(Quantity.grouped(pages)) pages")
      return !Interrupt.isRequested
    }
    line.finish()
    guard isWhole else { throw Interrupted() }
    if invocation.flag("json") {
      let json: JSONValue = ["out": JSONValue(path)]
      Console.writeLine(json.serialized())
    } else {
      Console.writeLine("store: \(path) is a copy of \(store.path)")
    }
    return .success
  }

  private static let deleteRun = Command(
    name: "delete-run",
    summary: "Delete runs and everything that rests on them alone.",
    discussion: """
      A reply stays where another run took it from the store or found the task done that took it, \
      where a reply that stays goes on from it, and where a person judged one of its steps; a \
      person's answers go only with the audit in which they were given. The run that paid for it keeps its row then, and the exit status is 1. What the deleted runs computed \
      goes, so that the next run does it again, and so do labels that were derived from what goes.
      """,
    examples: [
      Example("stepmark store delete-run 7 --store my.db", "run 7 of `stepmark status`"),
      Example("stepmark store delete-run 7 8 --store my.db", "two that share replies"),
    ],
    options: [CommonOptions.filledStore, CommonOptions.json],
    arguments: [Argument("RUN", "the run's number", repeats: true)]
  ) { invocation in
    let runs = try invocation.remaining("RUN").map { (text) throws(CommandError) in
      guard let run = Int(text), run > 0 else {
        throw .usage("\(text) is no run", hint: "`stepmark status` lists the runs")
      }
      return run
    }
    guard !runs.isEmpty else {
      throw CommandError.usage("which run?", hint: "`stepmark status` lists the runs")
    }
    let known = try await knownRuns(try invocation.openedStore())
    if let stranger = runs.first(where: { !known.contains($0) }) {
      throw CommandError(
        "the store has no run \(stranger)", hint: "`stepmark status` lists the runs",
        exitCode: .missingData)
    }
    let asked = Set(runs).count
    let store = try Store(path: try invocation.string("store"), access: .write)
    let deleted = try await store.deleteRuns(runs)
    if invocation.flag("json") {
      let json: JSONValue = [
        "runs": JSONValue(deleted.runs), "completions": JSONValue(deleted.completions),
        "kept": JSONValue(deleted.kept), "labels": JSONValue(deleted.labels),
        "outcomes": JSONValue(deleted.outcomes), "problems": JSONValue(deleted.problems),
        "answers": JSONValue(deleted.answers),
        "resting_runs": JSONValue(deleted.restingRuns.map { JSONValue($0) }),
        "audit_runs": JSONValue(deleted.auditRuns.map { JSONValue($0) }),
      ]
      Console.writeLine(json.serialized())
    } else {
      Console.writeLine(
        "store: deleted \(deleted.runs) of \(asked) runs, "
          + "\(Quantity.grouped(deleted.completions)) completions, "
          + "\(Quantity.grouped(deleted.labels)) labels, \(Quantity.grouped(deleted.problems)) problems"
          + (deleted.answers > 0
            ? ", \(Quantity.grouped(deleted.answers)) answers of a person; " : "; ")
          + "\(Quantity.grouped(deleted.kept)) completions stay, which something else rests on")
    }
    guard deleted.runs < asked else { return .success }
    let resting = deleted.restingRuns.map { "\($0)" }
    throw CommandError(
      "\(asked - deleted.runs) of \(asked) runs stay: "
        + (resting.isEmpty
          ? "a person judged steps of their replies"
            + (deleted.auditRuns.isEmpty
              ? "" : " (run \(deleted.auditRuns.map { "\($0)" }.joined(separator: ", ")))")
          : "other runs rest on their replies (\(resting.joined(separator: ", ")))"),
      hint: resting.isEmpty
        ? nil
        : "stepmark store delete-run "
          + Set(runs + deleted.restingRuns).sorted().map { "\($0)" }
          .joined(separator: " "), exitCode: .failure)
  }

  private static func knownRuns(_ store: Store) async throws -> Set<Int> {
    let rows = try await store.read { (store) throws(DatabaseError) in
      try store.table("SELECT id FROM run", limit: .max).rows
    }
    return Set(
      rows.compactMap {
        guard case .integer(let id) = $0[0] else { return nil }
        return Int(id)
      })
  }

  private static let vacuum = Command(
    name: "vacuum",
    summary: "Give the room of deleted rows back to the disk.",
    discussion: "Needs as much free space as the store takes.",
    examples: [Example("stepmark store vacuum --store my.db", "after delete-run")],
    options: [CommonOptions.filledStore, CommonOptions.json]
  ) { invocation in
    _ = try invocation.openedStore()
    let store = try Store(path: try invocation.string("store"), access: .write)
    let (before, after) = try await store.vacuum()
    if invocation.flag("json") {
      let json: JSONValue = ["before": JSONValue(before), "after": JSONValue(after)]
      Console.writeLine(json.serialized())
    } else {
      Console.writeLine("store: \(Quantity.bytes(before)) before, \(Quantity.bytes(after)) now")
    }
    return .success
  }

  private static let check = Command(
    name: "check",
    summary: "Check a store's pages, its references, and the keys of what was asked.",
    discussion: """
      SQLite checks its pages and that every row that is referred to is there. The keys of problems, \
      templates, sampling, prefixes and requests are computed again from their content, and steps \
      must lie within their text. A reply's own text is in no key but those of the prefixes that \
      were cut from it: a reply that somebody changed in place is not noticed where nothing goes on \
      from it. `stepmark rejudge` and `reproduce` show what such a change does to verdicts and files.
      """,
    examples: [Example("stepmark store check --store my.db", "exit status 5 where one is wrong")],
    options: [CommonOptions.filledStore, CommonOptions.json]
  ) { invocation in
    let store = try invocation.openedStore()
    let line = ProgressLine("check", total: nil)
    let findings = try await store.read { (store) throws(DatabaseError) in
      try store.check { done in
        line.update(done: done)
        return !Interrupt.isRequested
      }
    }
    line.finish()
    if Interrupt.isRequested { throw Interrupted() }
    let verified = findings.verified.sorted { $0.key < $1.key }
    if invocation.flag("json") {
      let json: JSONValue = [
        "faults": JSONValue(findings.faults.map { JSONValue($0) }),
        "more": JSONValue(findings.more),
        "verified": JSONValue(verified.map { JSONMember($0.key, JSONValue($0.value)) }),
        "unverifiable": JSONValue(findings.unverifiable),
      ]
      Console.writeLine(json.serialized())
    } else {
      for fault in findings.faults { Console.writeLine("  \(fault)") }
      if findings.more > 0 { Console.writeLine("  and \(Quantity.grouped(findings.more)) more") }
      let keys = verified.map { table, count in
        "\(Quantity.grouped(count)) \(table)\(table.hasSuffix("x") ? "es" : "s")"
      }
      Console.writeLine(
        "store: " + (findings.faults.isEmpty ? "sound" : "damaged") + "; keys computed again: "
          + (keys.isEmpty ? "none" : keys.joined(separator: ", "))
          + (findings.unverifiable > 0
            ? "; \(Quantity.grouped(findings.unverifiable)) completions were sent texts that the store "
              + "does not hold" : ""))
    }
    return findings.faults.isEmpty ? .success : .store
  }
}
