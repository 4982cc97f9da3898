import Curation
import JSON
import Storage
import Terminal

/// `stepmark merge`.
enum MergeCommand {
  static let command: Command = Command(
    name: "merge",
    summary: "Unite the stores of shards, or of machines, into one.",
    discussion: """
      What models said, and the labels, verdicts and outcomes that were computed from it, are united \
      by their keys, in whatever order the stores are named; what several have is kept once. An \
      export of the united store has the bytes of one run's. Refused are stores of another schema, \
      of stages that had other options or models, and any row of which two stores say different \
      things. A new FILE appears when it is whole; a FILE that is there takes in what it lacks. \
      Estimates are made anew: `stepmark evaluate`, without --shard, computes them from what is \
      stored.
      """,
    examples: [
      Example("stepmark merge shard-*.db --into all.db", "the shards of one run"),
      Example("stepmark merge late.db --into all.db", "one more that came later"),
    ],
    options: [
      .value("into", "FILE", "the store that gets everything; made when there is none"),
      .flag("any-recipe", "unite stores whose stages had other options or models"),
      CommonOptions.json,
    ],
    arguments: [Argument("FILE", "a store", repeats: true)]
  ) { invocation in
    let target = try invocation.string("into")
    let merge = try StoreMerge(of: invocation.remaining("FILE"), into: target)
    let agreement = ShardAgreement(
      of: merge.stores, commands: shardedCommands, ignoring: undecidingOptions)
    if !invocation.flag("any-recipe") { try agreement.check() }
    let remarks = agreement.remarks
    if !invocation.flag("json") {
      for remark in remarks { Console.writeLine("merge: \(remark)", to: .error) }
    }
    let line = ProgressLine("merge", total: merge.size)
    let counts = try await merge.run {
      line.update(done: $0)
    } shouldStop: {
      Interrupt.isRequested
    }
    line.finish()
    if invocation.flag("json") {
      let tables = counts.map { count -> JSONValue in
        [
          "table": JSONValue(count.table), "rows": JSONValue(count.rows),
          "new": JSONValue(count.new),
        ]
      }
      let json: JSONValue = [
        "into": JSONValue(target), "stores": JSONValue(merge.stores.count),
        "tables": JSONValue(tables), "remarks": JSONValue(remarks.map { JSONValue($0) }),
      ]
      Console.writeLine(json.serialized())
    } else {
      let parts = counts.filter {
        ["problem", "completion", "solution", "label"].contains($0.table)
          || $0.table == "audit_answer" && $0.rows > 0
      }
      .map { count in
        "\(Quantity.grouped(count.rows)) "
          + (count.table == "audit_answer" ? "answers of people" : count.table + "s")
          + " (\(Quantity.grouped(count.new)) new)"
      }
      Console.writeLine("merge: \(target) has " + parts.joined(separator: ", "))
    }
    return .success
  }

  /// The commands that can work on a shard.
  private static var shardedCommands: Set<String> {
    Set(
      Tool.root.subcommands.filter { command in
        command.options.contains { $0.name == CommonOptions.shard.name }
      }.map(\.name))
  }

  /// Options that decide no result, and those that name a model or a file, whose identities are
  /// compared instead.
  private static var undecidingOptions: Set<String> {
    Set(
      ServerOptions.use.map(\.name) + CommonOptions.work.map(\.name)
        + ["store", "json", "threads", "model", "completer", "of", "problems"])
  }
}

extension MergeError: UserFacingError {
  /// What happened.
  public var message: String { description }
  /// The way out.
  public var hint: String? { advice }
  /// The exit status.
  public var exitCode: ExitCode {
    switch self {
    case .nothingToMerge, .namedTwice, .isTarget: .usage
    case .otherSchema, .otherDerivation, .unclosedLog, .store: .store
    case .differs, .otherRecipe, .otherModel, .otherProbe: .failure
    case .stopped: .interrupted
    }
  }
}
