import Corpus
import Curation
import JSON
import Storage
import Terminal

/// `stepmark export`.
enum ExportCommand {
  static let command = Command(
    name: "export",
    summary: "Export labelled solutions; every line is read back and compared before it counts.",
    discussion: "Formats:\n"
      + DatasetFormats.all.map { "  \($0.name): \($0.summary)" }.joined(separator: "\n"),
    examples: [
      Example(
        "stepmark export --format math-aps --model models/base --out math-aps.jsonl",
        "MATH-APS as openreasoner publishes it"),
      Example(
        "stepmark export --format trl-stepwise --model models/base --holdout 0.1 --out trl.jsonl",
        "and a tenth of the root problems in trl.test.jsonl"),
    ],
    options: [
      .value(
        "format", "NAME", "the format", default: "math-aps",
        choices: DatasetFormats.all.map(\.name)),
      .value("out", "FILE", "the file"),
      .value("model", "MODEL|NAME", "whose solutions"),
      .value("revision", "NAME", "the revision of a served model"),
      CommonOptions.suite, CommonOptions.split,
      .value(
        "method", "NAME",
        "whose labels: a method of `label`, +arithmetic or +consensus after it, judge, or published "
          + "(without it the best method that labelled)"),
      .value("holdout", "SHARE", "the share of root problems for a test file", default: "0"),
      .value("threshold", "SHARE", "a step is right from this share of correct rollouts on"),
      .value(
        "after-error", "POLICY", "steps after the first wrong one", default: "minus",
        choices: ExportPolicy.AfterError.allCases.map(\.rawValue)),
      .value(
        "abstain", "POLICY", "solutions with an undecided step", default: "drop",
        choices: ExportPolicy.Abstained.allCases.map(\.rawValue)),
      CommonOptions.store, CommonOptions.json,
    ]
  ) { invocation in
    let store = try invocation.openedStore()
    let path = try invocation.string("out")
    guard let format = DatasetFormats.named(try invocation.string("format")) else {
      throw CommandError.usage("--format: no such format")
    }
    let model = try await EvaluatedModel(
      try invocation.string("model"), in: store, invocation)
    let selection = LabelledSelection(
      suite: try invocation.string("suite"), split: try invocation.string("split"),
      model: model.identity, purpose: model.prompts == nil ? .published : .solve,
      method: format.hasStepLabels
        ? try await preferredMethod(invocation, of: [model.identity], in: store) : nil)
    let policy = ExportPolicy(
      afterError: try invocation.choice("after-error", as: ExportPolicy.AfterError.self),
      abstained: try invocation.choice("abstain", as: ExportPolicy.Abstained.self),
      threshold: try invocation.optionalDouble("threshold", in: 0...1))
    let export = DatasetExport(
      solutions: LabelledSolutions(store: store, selection: selection, policy: policy),
      format: format, path: path, holdout: try invocation.double("holdout", in: 0..<1))
    let (files, leftOut) = try await export.run()
    let manifest = ExportManifest(
      files: files, leftOut: leftOut, format: format, selection: selection, policy: policy,
      holdout: export.holdout, recipe: invocation.recipe, version: Tool.version)
    try manifest.write(besides: path)
    if invocation.flag("json") {
      Console.writeLine(manifest.json.serialized())
    } else {
      for file in files {
        Console.writeLine(
          "export: \(file.path), \(Quantity.grouped(file.lines)) lines from "
            + "\(Quantity.grouped(file.solutions)) solutions of "
            + "\(Quantity.grouped(file.roots)) problems, \(Quantity.grouped(file.positive)) + and "
            + "\(Quantity.grouped(file.negative)) −, \(Quantity.bytes(file.bytes)), read back equal"
        )
      }
      if leftOut > 0 { Console.writeLine("export: \(leftOut) solutions left out by the policy") }
    }
    return .success
  }
}
