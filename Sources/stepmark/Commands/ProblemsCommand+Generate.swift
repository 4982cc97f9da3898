import Corpus
import Curation
import JSON
import ProblemSets
import Storage
import Terminal

extension ProblemsCommand {
  static let generate = Command(
    name: "generate",
    summary: "Generate problems of our own suites into the store or a file.",
    discussion: """
      gsm-style are word problems, math-style competition-style problems in LaTeX, both with exact \
      truth for every step. Splits are drawn by what a problem is underneath, so nothing of test or \
      hard is ever in train, in any wording. Each problem comes once. Rows are written as they are \
      made, so a file may be of any size: eight bytes a problem are kept. --perturb adds variants of \
      each problem that keep its id.
      """,
    examples: [
      Example("stepmark problems generate --split train --count 500", "500 problems to curate"),
      Example(
        "stepmark problems generate --split all --count 1000000 --out problems.jsonl",
        "a million problems in a file"),
      Example(
        "stepmark problems generate --split test --count 200 --perturb all --out pairs.jsonl",
        "pairs for robustness"),
      Example(
        "stepmark problems generate --suite math-style --levels 4,5 --split test --count 500",
        "500 hard problems to evaluate on"),
    ],
    options: suiteOptions + [
      .value("split", "NAME", "train, test, all or, for gsm-style, hard", default: "train"),
      .value("count", "N", "how many problems, variants left out", default: "500"),
      .value(
        "perturb", "KIND",
        "gsm-style: add variants: all, gsm-plus, gsm-symbolic or "
          + Perturbation.allCases.map(\.rawValue).joined(separator: ", "), repeats: true),
      .value("out", "FILE", "write JSON lines to this file and none to the store"),
      CommonOptions.seed, threads, CommonOptions.store, CommonOptions.json,
    ]
  ) { invocation in
    try await generate(from: try generatedSuite(invocation), invocation)
  }

  private static func generate(
    from suite: some GeneratedSuite, _ invocation: Invocation
  ) async throws -> ExitCode {
    let kinds = try perturbations(of: suite, invocation)
    var written = 0
    if let path = invocation.optionalString("out") {
      let file = try LineFile(path)
      do {
        try await rows(of: suite, kinds, invocation) { rows in
          try file.write(rows)
          written += rows.count
        }
      } catch is Interrupted {
        throw try interrupted(file, written, "rows")
      }
      try file.publish()
      report(written, new: nil, path, invocation)
      return .success
    }
    return try await StageRun.with(invocation, stage: "problems") { stage in
      var new = 0
      try await rows(of: suite, kinds, invocation) { rows in
        let start = written
        new += try await stage.store.write { (store) throws(DatabaseError) in
          var added = 0
          for (offset, row) in rows.enumerated()
          where try store.insert(row, position: start + offset) {
            added += 1
          }
          return added
        }
        written += rows.count
      }
      report(written, new: new, nil, invocation)
      return .success
    }
  }

  /// What to throw when a file of so many lines was interrupted: they are kept and named.
  static func interrupted(
    _ file: LineFile, _ written: Int, _ unit: String
  ) throws(ExportError) -> Interrupted {
    let hint = "the same command again: it starts anew and writes the whole file"
    guard written > 0, let path = try file.keepPartial() else {
      return Interrupted(kept: "nothing was written", hint: hint)
    }
    return Interrupted(
      kept: "the first \(Quantity.grouped(written)) \(unit) are kept in \(path)", hint: hint)
  }

  /// Hands over the rows that are asked for in groups.
  private static func rows<Suite: GeneratedSuite>(
    of suite: Suite, _ kinds: [Perturbation], _ invocation: Invocation,
    _ body: ([Row]) async throws -> Void
  ) async throws {
    let name = try invocation.string("split")
    var splits: [(item: Suite.Member.Split?, name: String)] = [(nil, "all")]
    for split in Suite.Member.Split.allCases { splits.append((split, split.rawValue)) }
    let split = try item(name, "split", among: splits)
    let count = try invocation.int("count", in: 1...)
    let line = ProgressLine("generate", total: count)
    var done = 0
    do {
      try await suite.generateRows(
        split: split, count: count, perturbations: kinds,
        threads: try invocation.int("threads", in: 1...256)
      ) { rows, problems in
        if Interrupt.isRequested { throw Interrupted() }
        try await body(rows)
        done += problems
        line.update(done: done)
      }
    } catch let error as SuiteExhausted {
      throw CommandError("\(error)", hint: "a smaller --count, or a wider selection")
    }
    line.finish()
  }

  private static func perturbations(
    of suite: some GeneratedSuite, _ invocation: Invocation
  ) throws(CommandError) -> [Perturbation] {
    let names = invocation.strings("perturb")
    guard names.isEmpty || suite is GSMStyleSuite else {
      throw .usage(
        "--perturb is for gsm-style, its basic selection left out", hint: "leave --perturb out")
    }
    var groups: [(item: [Perturbation], name: String)] = [
      (Perturbation.allCases, "all"), (Perturbation.gsmPlus, "gsm-plus"),
      (Perturbation.gsmSymbolic, "gsm-symbolic"),
    ]
    for kind in Perturbation.allCases { groups.append(([kind], kind.rawValue)) }
    var kinds: [Perturbation] = []
    for name in names {
      for kind in try item(name, "perturb", among: groups) where !kinds.contains(kind) {
        kinds.append(kind)
      }
    }
    return kinds
  }

  private static func report(
    _ count: Int, new: Int?, _ path: String?, _ invocation: Invocation
  ) {
    if invocation.flag("json") {
      let json: JSONValue = [
        "problems": JSONValue(count), "new": JSONValue(new.map { JSONValue($0) }),
        "file": JSONValue(path.map { JSONValue($0) }),
      ]
      Console.writeLine(json.serialized())
      return
    }
    let place = path.map { " in \($0)" } ?? ""
    Console.writeLine(
      "problems: \(Quantity.grouped(count)) good rows" + place
        + (new.map { ", \(Quantity.grouped($0)) new in the store" } ?? ""))
  }
}
