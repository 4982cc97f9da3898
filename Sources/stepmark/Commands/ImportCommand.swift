import Corpus
import Curation
import JSON
import ProblemSets
import Storage
import Terminal

/// `stepmark import`.
enum ImportCommand {
  static let command = Command(
    name: "import",
    summary: "Import somebody's completions, or solutions with step labels, as a named model's.",
    discussion: """
      The outputs are matched to the problems of a suite in the store by their statements, judged, \
      cut into steps and checked by the arithmetic witness. From then on the model can be \
      evaluated, compared and exported like any other. Several completions of a problem keep their \
      indices; importing a file again adds nothing. What cannot be used is listed with file, line, \
      field and reason, and the rest is kept.

      Step-labelled data brings its problems along: they become rows of a suite, named after the \
      format, and of a split, named after the file, unless --suite and --split say otherwise. The \
      labels' method is `published`. `export --order rows` writes such a suite in the file's order.

      \(formats)
      """,
    examples: [
      Example(
        "stepmark import --format gsm8k-openai example_model_solutions.jsonl.gz",
        "OpenAI's four systems on GSM8K"),
      Example("stepmark import --format abel 7b.jsonl.gz --as abel-7b", "one file, one model"),
      Example(
        "stepmark import --format lm-eval samples_gsm8k_2026-11-21.jsonl --as qwen",
        "what lm-evaluation-harness logged"),
      Example("stepmark import --format inspect logs/gsm8k.eval", "a log of Inspect"),
      Example(
        "stepmark import --format jsonl --columns problem=q,completion=a mine.jsonl --as mine",
        "any JSON lines"),
      Example(
        "stepmark import --format math-shepherd math-shepherd.jsonl --as mistral-7b",
        "labelled solutions with their problems"),
    ],
    options: [
      .value(
        "format", "NAME", "how the outputs were published",
        choices: PublishedOutputs.Format.allCases.map(\.rawValue)
          + DatasetFormats.imported.map(\.name)),
      .value("as", "NAME", "the model's name; needed where the file does not say it"),
      .value(
        "columns", "MAP",
        "for jsonl, which field holds what: problem, id, completion, index, gold, correct, tokens, "
          + "finish"),
      .value(
        "first-index", "N", "added to every index, for further files of a model", default: "0"),
      .value(
        "suite", "NAME", "the suite that was solved (gsm8k), or that labelled data becomes"),
      .value("split", "NAME", "its split (test), or that labelled data becomes"),
      CommonOptions.store, CommonOptions.json,
    ], arguments: [Argument("FILE", "the outputs; .gz is read too")]
  ) { invocation in
    guard let path = invocation.argument("FILE") else {
      throw CommandError.usage("which file?", hint: "name the file with the outputs")
    }
    if let format = DatasetFormats.imported.first(where: {
      $0.name == invocation.optionalString("format")
    }) {
      return try await importLabelled(path, format, invocation)
    }
    let format = try invocation.choice("format", as: PublishedOutputs.Format.self)
    let suite = invocation.optionalString("suite") ?? "gsm8k"
    let split = invocation.optionalString("split") ?? "test"
    let (outputs, rejections) = try read(path, format: format, invocation)
    return try await StageRun.with(invocation, stage: "import") { run in
      guard
        try await run.store.read({ (store) throws(DatabaseError) in
          try store.rowCount(suite: suite, split: split)
        }) > 0
      else {
        throw CommandError(
          "the store holds no problems of \(suite), split \(split)",
          hint: "stepmark problems import --format \(suite) --split \(split) FILE",
          exitCode: .missingData)
      }
      let line = ProgressLine(
        "import", total: outputs.reduce(0) { $0 + $1.items.count })
      var results: [PublishedImport.Result] = []
      let firstIndex = try invocation.int("first-index", in: 0...)
      var before = 0
      for output in outputs {
        let start = before
        let work = PublishedImport(
          store: run.store, judge: defaultJudge(), run: run.run, firstIndex: firstIndex
        ) { line.update(done: start + $0) }
        results.append(try await work.run(output, suite: suite, split: split))
        before += output.items.count
      }
      line.finish()
      show(results, rejections + results.flatMap(\.rejections), invocation)
      return results.allSatisfy { $0.imported == 0 } ? .badInput : .success
    }
  }

  /// The formats, for the help.
  private static var formats: String {
    var lines = ["Formats of completions:"]
    for format in PublishedOutputs.Format.allCases {
      lines.append("  \(format.rawValue): \(format.summary)")
    }
    lines += ["", "Formats of step-labelled data:"]
    for format in DatasetFormats.imported { lines.append("  \(format.name): \(format.summary)") }
    return lines.joined(separator: "\n")
  }

  private static func read(
    _ path: String, format: PublishedOutputs.Format, _ invocation: Invocation
  ) throws -> (outputs: [PublishedOutputs], rejections: [RecordRejection]) {
    let name = invocation.optionalString("as")
    guard name != nil || format.namesModel || format == .abel else {
      throw CommandError.usage("whose completions are these?", hint: "--as NAME")
    }
    if format == .openAI, name != nil {
      throw CommandError.usage("--format \(format.rawValue) names its models itself")
    }
    let map = invocation.optionalString("columns")
    guard map == nil || format == .jsonl else {
      throw CommandError.usage("--columns is for --format jsonl")
    }
    let columns = try map.map { try OutputColumns(parsing: $0) } ?? OutputColumns()
    return try PublishedOutputs.read(path, format: format, model: name, columns: columns)
  }

  private static func show(
    _ results: [PublishedImport.Result], _ rejections: [RecordRejection], _ invocation: Invocation
  ) {
    for rejection in rejections.prefix(20) { Console.writeLine("  \(rejection)", to: .error) }
    if rejections.count > 20 {
      Console.writeLine("  and \(Quantity.grouped(rejections.count - 20)) more", to: .error)
    }
    if invocation.flag("json") {
      let models = results.map { result -> JSONValue in
        [
          "model": JSONValue(result.model.name), "imported": JSONValue(result.imported),
          "new": JSONValue(result.new), "problems": JSONValue(result.problems),
          "unmatched": JSONValue(result.unmatched),
          "correct": JSONValue(result.verdicts[.correct] ?? 0),
          "incorrect": JSONValue(result.verdicts[.incorrect] ?? 0),
          "unanswered": JSONValue(result.verdicts[.unanswered] ?? 0),
          "undecided": JSONValue(result.verdicts[.undecided] ?? 0),
          "differs_from_record": JSONValue(result.differences.map { JSONValue($0) }),
        ]
      }
      let json: JSONValue = [
        "models": JSONValue(models), "rejected": JSONValue(rejections.count),
      ]
      Console.writeLine(json.serialized())
      return
    }
    var table = TextTable([
      .init("model"), .init("imported", .right), .init("new", .right), .init("correct", .right),
      .init("incorrect", .right), .init("unanswered", .right), .init("undecided", .right),
      .init("unmatched", .right), .init("differs from the record on lines"),
    ])
    for result in results {
      table.add(
        [
          result.model.name, Quantity.grouped(result.imported), Quantity.grouped(result.new),
        ]
          + Verdict.allCases.map { Quantity.grouped(result.verdicts[$0] ?? 0) }
          + [
            Quantity.grouped(result.unmatched),
            result.differences.isEmpty
              ? "–" : result.differences.prefix(12).map(String.init).joined(separator: ", "),
          ])
    }
    Console.write(table.rendered())
  }
}
