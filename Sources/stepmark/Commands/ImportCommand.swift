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
    summary: "Import published completions as those of a named model.",
    discussion: """
      The outputs are matched to the problems of a suite in the store, judged, cut into steps and \
      checked by the arithmetic witness. From then on the model can be evaluated, compared and \
      exported like any other.
      """,
    examples: [
      Example(
        "stepmark import --format gsm8k-openai example_model_solutions.jsonl.gz",
        "OpenAI's four systems on GSM8K"),
      Example("stepmark import --format abel 7b.jsonl.gz --as abel-7b", "one file, one model"),
    ],
    options: [
      .value(
        "format", "NAME", "how the outputs were published",
        choices: PublishedOutputs.Format.allCases.map(\.rawValue)),
      .value("as", "NAME", "the model's name, where the file does not say it"),
      .value("suite", "NAME", "the suite that was solved", default: "gsm8k"),
      .value("split", "NAME", "its split", default: "test"),
      CommonOptions.store, CommonOptions.json,
    ], arguments: [Argument("FILE", "the outputs; .gz is read too")]
  ) { invocation in
    guard let path = invocation.argument("FILE") else {
      throw CommandError.usage("which file?", hint: "name the file with the outputs")
    }
    let format = try invocation.choice("format", as: PublishedOutputs.Format.self)
    let (suite, split) = (try invocation.string("suite"), try invocation.string("split"))
    let (outputs, rejections) = try PublishedOutputs.read(
      path, format: format, model: invocation.optionalString("as"))
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
      let work = PublishedImport(store: run.store, judge: defaultJudge(), run: run.run)
      var results: [PublishedImport.Result] = []
      for output in outputs {
        results.append(try await work.run(output, suite: suite, split: split))
      }
      show(results, rejections, invocation)
      return results.allSatisfy { $0.imported == 0 } ? .badInput : .success
    }
  }

  private static func show(
    _ results: [PublishedImport.Result], _ rejections: [RecordRejection], _ invocation: Invocation
  ) {
    for rejection in rejections.prefix(20) { Console.writeLine("  \(rejection)", to: .error) }
    if invocation.flag("json") {
      let models = results.map { result -> JSONValue in
        [
          "model": JSONValue(result.model.name), "imported": JSONValue(result.imported),
          "unmatched": JSONValue(result.unmatched),
          "correct": JSONValue(result.verdicts[.correct] ?? 0),
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
      .init("model"), .init("imported", .right), .init("correct", .right),
      .init("incorrect", .right), .init("unanswered", .right), .init("undecided", .right),
      .init("unmatched", .right), .init("differs from the record on lines"),
    ])
    for result in results {
      table.add(
        [result.model.name, Quantity.grouped(result.imported)]
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
