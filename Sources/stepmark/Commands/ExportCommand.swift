import Corpus
import Curation
import Glibc
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
      Example(
        "stepmark export --format trl-preference --shape conversational --out data/",
        "a file in a folder with a dataset card, for datasets.load_dataset"),
    ],
    options: [
      .value(
        "format", "NAME", "the format", default: "math-aps",
        choices: DatasetFormats.all.map(\.name)),
      .flag("formats", "print what each format carries and loses, as a Markdown table"),
      .value("out", "FILE|FOLDER/", "the file, or a folder for it with a dataset card"),
      .flag("card", "write a dataset card (README.md) into the file's folder, with its statistics"),
      .value(
        "shape", "SHAPE", "how a line holds a text, where the format has a choice",
        choices: FormatOptions.Shape.allCases.map(\.rawValue)),
      .value("pairs", "N", "the most lines of a problem, in a format of pairs", default: "4"),
      CommonOptions.threads,
      .value("model", "MODEL|NAME", "whose solutions; `any` for every model's", default: "any"),
      .value("revision", "NAME", "the revision of a served model"),
      CommonOptions.suite, CommonOptions.split,
      .value(
        "method", "NAME",
        "whose labels: a method of `label`, +arithmetic or +consensus after it, judge, published; "
          + "by default the best method that labelled, and published for imported solutions"),
      .value(
        "labeller", "KEY,…",
        "of a method's labellers those whose keys begin so; by default the one that labelled most "
          + "solutions of a model, of equals the newest"),
      .value(
        "order", "ORDER", "root problems by content, or as the rows of an imported file",
        default: RootOrder.content.rawValue, choices: RootOrder.allCases.map(\.rawValue)),
      .value("holdout", "SHARE", "the share of root problems for a test file", default: "0"),
      .value(
        "holdout-by", "UNIT",
        "what is never cut in two: a root problem with what was made of it, "
          + "or a cluster of near-duplicates of it too", default: Holdout.Unit.root.rawValue,
        choices: Holdout.Unit.allCases.map(\.rawValue)),
      .value("threshold", "SHARE", "a step is right from this share of correct rollouts on"),
      .value(
        "after-error", "POLICY", "steps after the first wrong one", default: "minus",
        choices: ExportPolicy.AfterError.allCases.map(\.rawValue)),
      .value(
        "abstain", "POLICY", "solutions with an undecided step", default: "drop",
        choices: ExportPolicy.Abstained.allCases.map(\.rawValue)),
      .value(
        "neutral", "POLICY", "steps that are neither right nor wrong", default: "keep",
        choices: ExportPolicy.Neutral.allCases.map(\.rawValue)),
      .value(
        "min-evidence", "N", "a label that rests on fewer rollouts is undecided", default: "0"),
      .flag("balance", "leave out lines until as many hold a wrong step as hold none"),
      .value(
        "allow-loss", "NAME,…",
        "what the format may lose: "
          + ExportLoss.allCases.map(\.rawValue).joined(separator: ", ")),
      CommonOptions.filledStore, CommonOptions.json,
    ]
  ) { invocation in
    if invocation.flag("formats") {
      Console.write(FormatTable.markdown)
      return .success
    }
    let path = try path(invocation)
    let hasCard = try invocation.flag("card") || invocation.string("out").hasSuffix("/")
    if hasCard { try DatasetCard.check(folder: folder(of: path)) }
    let export = try await Self.export(invocation, to: path)
    let (files, leftOut) = try await export.run()
    var statistics: ExportStatistics?
    if hasCard {
      statistics = try await ExportStatistics(
        of: export.solutions.selection, in: export.solutions.store,
        threads: try invocation.int("threads", in: 1...256))
    }
    let manifest = ExportManifest(
      files: files, leftOut: leftOut, export: export, recipe: invocation.recipe,
      version: Tool.version, statistics: statistics)
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

  /// The file: in a folder it is named after the format.
  private static func path(_ invocation: Invocation) throws(CommandError) -> String {
    let out = try invocation.string("out")
    guard out.hasSuffix("/") else { return out }
    guard mkdir(out, 0o755) == 0 || errno == EEXIST else {
      throw CommandError("\(out): cannot be made: \(String(cString: strerror(errno)))")
    }
    return out + (try invocation.string("format")) + ".jsonl"
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// The format with what was chosen of it.
  private static func format(_ invocation: Invocation) throws(CommandError) -> any DatasetFormat {
    guard let format = DatasetFormats.named(try invocation.string("format")) else {
      throw .usage("--format: no such format")
    }
    let shape = try invocation.optionalString("shape").map { (_) throws(CommandError) in
      try invocation.choice("shape", as: FormatOptions.Shape.self)
    }
    let adjustable = format as? any AdjustableFormat
    if let shape, adjustable?.shapes.contains(shape) != true {
      let shapes = adjustable?.shapes.map(\.rawValue).joined(separator: "|") ?? ""
      throw .usage(
        "--shape \(shape.rawValue): \(format.name) has no such shape",
        hint: shapes.isEmpty ? "leave --shape out" : "--shape \(shapes)")
    }
    let options = FormatOptions(shape: shape, pairs: try invocation.int("pairs", in: 1...))
    return adjustable?.adjusted(to: options) ?? format
  }

  /// The export that the options ask for.
  static func export(_ invocation: Invocation, to path: String) async throws -> DatasetExport {
    let store = try invocation.openedStore()
    let format = try format(invocation)
    let name = try invocation.string("model")
    let named = invocation.optionalString("method")
    let model = name == "any" ? nil : try await EvaluatedModel(name, in: store, invocation)
    let (suite, split) = (try invocation.string("suite"), try invocation.string("split"))
    let (known, labellers) = try await store.read { (store) throws(DatabaseError) in
      let known = try store.models()
      let authors = model.map { [$0.identity] } ?? known
      return (
        known, try store.labellers(models: authors.map(\.key), suite: suite, split: split)
      )
    }
    let others = Set(known.filter { $0.kind != .published }.map(\.key))
    let isPublished =
      model.map { $0.prompts == nil }
      ?? (named == RatedImport.method
        || !labellers.isEmpty && !labellers.contains { others.contains($0.model) })
    let isRated = isPublished && labellers.contains { $0.method == RatedImport.method }
    let method =
      named ?? (isRated ? RatedImport.method : nil) ?? LabelMethod.preferred(among: labellers)
      ?? (isPublished ? RatedImport.method : LabelMethod.standard.rawValue)
    let selection = LabelledSelection(
      suite: suite, split: split, model: model?.identity,
      purpose: isPublished ? .published : .solve,
      method: format.labelUse == .none ? nil : method,
      labellers: format.labelUse == .none
        ? nil : try chosen(labellers, method: method, invocation),
      order: try invocation.choice("order", as: RootOrder.self))
    let policy = ExportPolicy(
      afterError: try invocation.choice("after-error", as: ExportPolicy.AfterError.self),
      abstained: try invocation.choice("abstain", as: ExportPolicy.Abstained.self),
      threshold: try invocation.optionalDouble("threshold", in: 0...1),
      neutral: try invocation.choice("neutral", as: ExportPolicy.Neutral.self),
      minimumEvidence: try invocation.int("min-evidence", in: 0...),
      allowedLosses: try losses(invocation))
    return DatasetExport(
      solutions: SolutionGroups(store: store, selection: selection, policy: policy),
      format: format, path: path,
      holdout: Holdout(
        share: try invocation.double("holdout", in: 0..<1),
        unit: try invocation.choice("holdout-by", as: Holdout.Unit.self)),
      isBalanced: invocation.flag("balance"))
  }

  /// The labellers whose labels leave: those that `--labeller` names, else of every model the one
  /// that has labelled most.
  private static func chosen(
    _ labellers: [LabellerCoverage], method: String, _ invocation: Invocation
  ) throws(CommandError) -> [LabellerCoverage] {
    let ofMethod = labellers.filter { $0.method == method }
    guard let keys = invocation.optionalString("labeller")?.split(separator: ",") else {
      let chosen = LabelMethod.widest(of: method, among: labellers)
      for other in ofMethod where !chosen.contains(other) {
        Console.writeLine(
          "export: \(method) labelled with other settings too: \(other.solutions) solutions with "
            + "--labeller \("\(other.labeller)".prefix(8)), \(other.settings)", to: .error)
      }
      return chosen
    }
    var chosen: [LabellerCoverage] = []
    for key in keys {
      let found = ofMethod.filter { "\($0.labeller)".hasPrefix(key) }
      guard !found.isEmpty else {
        throw CommandError(
          "--labeller \(key): no labeller of \(method) with such a key labelled these solutions",
          hint: "--labeller "
            + ofMethod.map { "\("\($0.labeller)".prefix(8))" }.joined(separator: "|"),
          exitCode: .missingData)
      }
      chosen += found
    }
    return chosen
  }

  private static func losses(_ invocation: Invocation) throws(CommandError) -> Set<ExportLoss> {
    var losses: Set<ExportLoss> = []
    for name in invocation.optionalString("allow-loss")?.split(separator: ",") ?? [] {
      guard let loss = ExportLoss(rawValue: String(name)) else {
        throw .usage(
          "--allow-loss does not know \(name)",
          hint: "--allow-loss " + ExportLoss.allCases.map(\.rawValue).joined(separator: ","))
      }
      losses.insert(loss)
    }
    return losses
  }
}
