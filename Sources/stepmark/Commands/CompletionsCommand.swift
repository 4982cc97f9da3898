import Corpus
import Curation
import JSON
import ProblemSets
import Storage
import Terminal

/// `stepmark completions`.
enum CompletionsCommand {
  static let command = Command(
    name: "completions",
    summary: "What models said, as files from which it can be replayed.",
    examples: [
      Example("stepmark completions export --out said.jsonl.gz", "all that the store's model said")
    ],
    subcommands: [export])

  private static let export = Command(
    name: "export",
    summary: "Write a model's completions as a recording, which replays as --model recorded:FILE.",
    discussion: """
      With the recording, the seed and the options of the run, every stage and evaluation can be done \
      again without the model: in a new store, by another judge. Problems stand in it by their \
      hashes only; their texts must be imported there.
      """,
    examples: [
      Example(
        "stepmark completions export --store demo/stepmark.db --model base --out base.jsonl.gz",
        "everything that one model said"),
      Example(
        "stepmark evaluate --model recorded:base.jsonl.gz --store new.db --samples 16",
        "evaluated again without it"),
    ],
    options: [
      .value("model", "NAME", "whose completions; not needed where the store has those of one"),
      .value("run", "N", "only those that this run paid for"),
      .value("out", "FILE", "the file; .gz is compressed"), CommonOptions.filledStore,
      CommonOptions.json,
    ]
  ) { invocation in
    let store = try invocation.openedStore()
    let model = try await model(invocation, store)
    let run = try invocation.optionalInt("run", in: 1...)
    let path = try invocation.string("out")
    var file = try AtomicFile(path: path)
    let isCompressed = path.hasSuffix(".gz")
    var text = Recording.head(model) + "\n"
    var last: Int64 = 0
    var count = 0
    while true {
      let after = last
      let page = try await store.read { (store) throws(DatabaseError) in
        try store.recordedCompletions(of: model.key, run: run, after: after, limit: 2048)
      }
      for item in page { text += Recording.line(item) + "\n" }
      if page.isEmpty || text.utf8.count > 1 << 22 {
        // Members of a few megabytes: a reader joins them, and nothing grows with the file.
        if !text.isEmpty {
          let bytes = Array(text.utf8)
          try file.write(isCompressed ? GzipBytes.compressed(bytes) : bytes)
        }
        text = ""
      }
      guard let end = page.last else { break }
      last = end.id
      count += page.count
      try Interrupt.check()
    }
    guard count > 0 else {
      throw CommandError(
        "the store holds no completion of \(model.name)" + (run.map { " from run \($0)" } ?? ""),
        exitCode: .missingData)
    }
    let digest = try file.flush()
    try file.publish()
    if invocation.flag("json") {
      let json: JSONValue = [
        "file": JSONValue(path), "model": JSONValue(model.name), "completions": JSONValue(count),
        "sha256": JSONValue(digest),
      ]
      Console.writeLine(json.serialized())
    } else {
      Console.writeLine(
        "completions: \(path), \(Quantity.grouped(count)) of \(model.name), SHA-256 \(digest)")
    }
    return .success
  }

  private static func model(
    _ invocation: Invocation, _ store: Store
  ) async throws -> ModelIdentity {
    let known = try await store.read { (store) throws(DatabaseError) in try store.models() }
    let name = invocation.optionalString("model")
    let found = known.filter { name == nil || $0.name == name || "\($0.key)" == name }
    guard found.count == 1 else {
      let names = known.map { "\($0.name) (\($0.key))" }.joined(separator: ", ")
      throw CommandError(
        found.isEmpty
          ? "the store holds no model \(name ?? "")" : "the store holds several models",
        hint: names.isEmpty ? nil : "--model with a name or key of: " + names,
        exitCode: .missingData)
    }
    return found[0]
  }
}
