import Corpus
import JSON
import ProblemSets
import Storage
import Terminal

extension ProblemsCommand {
  private static let overlapOptions: [Terminal.Option] = [
    .value("out", "FILE", "write the problems that are left as JSON lines"),
    .value("limit", "N", "how many pairs are shown; 0 for all", default: "20"),
    .value("suite", "NAME", "a suite of the store instead of a file"),
    .value("split", "NAME", "its split; all without it"),
    threads, CommonOptions.store, CommonOptions.json,
  ]

  private static let tierNames = OverlapTier.allCases.map(\.rawValue).joined(separator: ",")

  static let dedupe = Command(
    name: "dedupe",
    summary: "Find problems that say what an earlier one says.",
    discussion: """
      A problem is dropped when it overlaps with an earlier one that is kept. The tiers: exact (the \
      same words), template (the same but for the numbers), near (half of the runs of three words, \
      numbers masked), 13-gram and 8-gram (runs of words), numbers (the same three or more numbers \
      and 30 % of the words). Of a suite of the store, the reason is \
      kept in place of what an earlier run said: SELECT * FROM dropped WHERE stage = 'dedupe'.
      """,
    examples: [
      Example("stepmark problems dedupe train.jsonl --out clean.jsonl", "a file"),
      Example("stepmark problems dedupe --suite gsm8k --split train", "a suite of the store"),
    ],
    options: [
      .value("tiers", "LIST", "which overlaps count: \(tierNames)", default: "exact,near")
    ] + overlapOptions,
    arguments: [Argument("FILE", "problems of any format; .gz is read too", optional: true)]
  ) { invocation in
    let rows = try await rows(invocation)
    let matches = await OverlapSearch.duplicates(
      in: rows.map(\.problem.statement), tiers: try tiers(invocation),
      threads: try invocation.int("threads", in: 1...256))
    return try await finish(
      stage: "dedupe", rows: rows, matches: matches, references: rows, invocation)
  }

  static let contamination = Command(
    name: "contamination",
    summary: "Find problems that overlap with a suite that will be measured.",
    discussion: """
      Every problem is compared with all problems of the suites that --against names: files, \
      suites below STEPMARK_DATA or in the store (suite or suite/split), or `all` published suites \
      that are there. Each problem is shown beside the one that it overlaps with most, with the \
      tier and the score. Of a suite of the store, the reason is kept in place of what an earlier \
      run said: SELECT * FROM dropped WHERE stage = 'contamination'.
      """,
    examples: [
      Example("stepmark problems contamination train.jsonl --against gsm8k/test", "one test"),
      Example("stepmark problems contamination mine.csv --against all --out clean.jsonl", "all"),
    ],
    options: [
      .value("against", "SUITE|FILE", "what must not be in the problems", repeats: true),
      // Formulaic statements often share their numbers by chance: that tier is asked for by name.
      .value(
        "tiers", "LIST", "which overlaps count: \(tierNames)",
        default: "exact,template,near,13-gram,8-gram"),
    ] + overlapOptions,
    arguments: [Argument("FILE", "problems of any format; .gz is read too", optional: true)]
  ) { invocation in
    let names = invocation.strings("against")
    guard !names.isEmpty else {
      throw CommandError.usage("against what?", hint: "--against gsm8k/test, or --against all")
    }
    let rows = try await rows(invocation)
    let source = SuiteSource(store: try invocation.string("store"))
    var references: [Row] = []
    for name in names {
      let found =
        try await name == "all" ? source.allPublished() : source.rows(named: name)
      references += found.flatMap(\.rows)
    }
    let matches = await OverlapSearch.matches(
      of: rows.map(\.problem.statement), with: references.map(\.problem.statement),
      tiers: try tiers(invocation), threads: try invocation.int("threads", in: 1...256))
    return try await finish(
      stage: "contamination", rows: rows, matches: matches, references: references, invocation)
  }

  /// The problems of the file or of the store's suite.
  private static func rows(_ invocation: Invocation) async throws -> [Row] {
    if let path = invocation.argument("FILE") {
      guard invocation.optionalString("suite") == nil else {
        throw CommandError.usage("a file or a suite of the store, not both", hint: "leave one out")
      }
      let read = try SuiteFile(recognising: path).read()
      show(read.rejections)
      return read.rows
    }
    guard let suite = invocation.optionalString("suite") else {
      throw CommandError.usage("which problems?", hint: "a FILE, or --suite NAME of the store")
    }
    let store = try invocation.openedStore()
    let split = invocation.optionalString("split")
    let rows = try await store.read { (store) throws(DatabaseError) in
      var rows: [Row] = []
      for place in try store.suites()
      where place.suite == suite && (split == nil || place.split == split) {
        rows += try store.problems(suite: suite, split: place.split, from: 0, limit: Int.max)
          .map { Row(id: $0.rowID, suite: suite, split: place.split, problem: $0.problem) }
      }
      return rows
    }
    guard !rows.isEmpty else {
      throw CommandError(
        "the store holds no problems of \(suite)", hint: "`stepmark problems list`",
        exitCode: .missingData)
    }
    return rows
  }

  private static func tiers(_ invocation: Invocation) throws(CommandError) -> [OverlapTier] {
    try invocation.string("tiers").split(separator: ",").map { (name) throws(CommandError) in
      guard let tier = OverlapTier(rawValue: String(name)) else {
        throw .usage("--tiers does not know \(name)", hint: "--tiers \(tierNames)")
      }
      return tier
    }
  }

  /// Says what was found, keeps the reasons and writes what is left.
  private static func finish(
    stage: String, rows: [Row], matches: [OverlapMatch?], references: [Row],
    _ invocation: Invocation
  ) async throws -> ExitCode {
    let pairs = zip(rows, matches).compactMap { row, match in match.map { (row, $0) } }
    if invocation.optionalString("suite") != nil {
      let reasons = zip(rows, matches).map { row, match in
        DroppedProblem(row: row, overlap: match.map { ($0, references[$0.reference]) })
      }
      _ = try await StageRun.with(invocation, stage: stage) { run in
        try await run.store.write { (store) throws(DatabaseError) in
          // Rows with one problem have one reason.
          for reason in reasons { try reason.forget(stage: stage, in: store) }
          for reason in reasons { try reason.record(stage: stage, in: store) }
        }
        return .success
      }
    }
    if let path = invocation.optionalString("out") {
      let file = try LineFile(path)
      try file.write(zip(rows, matches).lazy.filter { $0.1 == nil }.map(\.0))
      try file.publish()
    }
    let counts = OverlapTier.allCases.map { tier in (tier, pairs.count { $0.1.tier == tier }) }
    let limit = try invocation.int("limit", in: 0...)
    let shown = limit == 0 ? pairs[...] : pairs.prefix(limit)
    if invocation.flag("json") {
      let json: JSONValue = [
        "problems": JSONValue(rows.count), "references": JSONValue(references.count),
        "overlapping": JSONValue(pairs.count),
        "tiers": JSONValue(counts.map { JSONMember($0.0.rawValue, JSONValue($0.1)) }),
        "pairs": JSONValue(shown.map { described($0.0, $0.1, references[$0.1.reference]) }),
      ]
      Console.writeLine(json.serialized())
      return .success
    }
    for (row, match) in shown {
      let other = references[match.reference]
      Console.writeLine("\(match.tier.rawValue) \(Quantity.fixed(match.score, decimals: 2))")
      Console.writeLine("  \(place(row)): \(oneLine(row.problem.statement))")
      Console.writeLine("  \(place(other)): \(oneLine(other.problem.statement))")
    }
    if shown.count < pairs.count {
      Console.writeLine("and \(Quantity.grouped(pairs.count - shown.count)) more (--limit 0)")
    }
    let parts = counts.filter { $0.1 > 0 }.map { "\($0.0.rawValue) \(Quantity.grouped($0.1))" }
    Console.writeLine(
      "\(stage): \(Quantity.grouped(pairs.count)) of \(Quantity.grouped(rows.count)) problems overlap"
        + (parts.isEmpty ? "" : " (" + parts.joined(separator: ", ") + ")"))
    return .success
  }

  private static func described(_ row: Row, _ match: OverlapMatch, _ other: Row) -> JSONValue {
    [
      "tier": JSONValue(match.tier.rawValue), "score": JSONValue(match.score),
      "problem": [
        "suite": JSONValue(row.suite), "split": JSONValue(row.split), "id": JSONValue(row.id),
        "statement": JSONValue(row.problem.statement),
      ],
      "reference": [
        "suite": JSONValue(other.suite), "split": JSONValue(other.split),
        "id": JSONValue(other.id), "statement": JSONValue(other.problem.statement),
      ],
    ]
  }

  private static func place(_ row: Row) -> String { "\(row.suite)/\(row.split) \(row.id)" }

  private static func oneLine(_ text: String) -> String {
    text.split { $0.isWhitespace }.joined(separator: " ")
  }
}

/// Why a problem of the store was dropped, if it was.
private struct DroppedProblem: Sendable {
  let row: Row
  let overlap: (match: OverlapMatch, reference: Row)?

  private func key(_ stage: String) -> ContentKey {
    var hasher = ContentHasher("outcome")
    hasher.add(stage)
    hasher.add(row.problem.key)
    return hasher.key
  }

  /// Takes back what an earlier run said of the problem.
  func forget(stage: String, in store: StoreTransaction) throws(DatabaseError) {
    try store.forgetOutcome(key(stage))
  }

  func record(stage: String, in store: StoreTransaction) throws(DatabaseError) {
    guard let (match, reference) = overlap else { return }
    let score = Quantity.fixed(match.score, decimals: 3)
    try store.record(
      Outcome(
        .dropped, reason: "overlaps: \(match.tier.rawValue)",
        detail: "\(reference.suite)/\(reference.split) \(reference.id), score \(score)"),
      key: key(stage), stage: stage, problem: row.problem)
  }
}
