import Corpus
import Curation
import Evaluation
import JSON
import Reports
import Storage
import Terminal

/// `stepmark report`.
enum ReportCommand {
  static let command = Command(
    name: "report",
    summary: "Write a report: the dataset, its labels, and models side by side.",
    discussion: """
      One self-contained HTML page and the same in Markdown, computed from the store alone. \
      --model is repeated for every model that is compared; the first one is the one whose \
      solutions were curated and against which the others are tested. Where no model has been \
      evaluated, the page shows the dataset and its labels alone and says so.
      """,
    examples: [
      Example(
        "stepmark report --model models/base --model models/rft --out report.html",
        "the dataset and the two models")
    ],
    options: [
      .value("model", "MODEL|NAME", "a model; give as many as are compared", repeats: true),
      .value("curated", "SPLIT", "the split that was curated", default: "train"),
      .value("out", "FILE", "the page: .html, with .md beside it", default: "report.html"),
      .value("title", "TEXT", "the page's title", default: "Step-labelled data and what it taught"),
    ] + EvaluationPlan.options + [CommonOptions.filledStore, CommonOptions.json]
  ) { invocation in
    let names = invocation.strings("model")
    guard !names.isEmpty else {
      throw CommandError.usage("report wants at least one model", hint: "--model models/base")
    }
    let store = try invocation.openedStore()
    let plan = try EvaluationPlan(invocation)
    var models: [EvaluatedModel] = []
    var results: [SuiteResult] = []
    for name in names {
      models.append(try await EvaluatedModel(name, in: store, invocation))
    }
    var missing: CommandError?
    for model in models {
      do {
        results.append(try await plan.result(of: model, in: store))
      } catch let error as CommandError where error.exitCode == .missingData {
        missing = missing ?? error
      }
    }
    // Some models without an evaluation are an oversight; without any there is none to compare.
    if let missing, !results.isEmpty { throw missing }
    let curation = try await CurationPage(
      store: store, suite: plan.selection.suite, split: try invocation.string("curated"),
      model: models[0].identity)
    if let missing, curation.sections.isEmpty { throw missing }
    var sections = missing.map { [unevaluated($0)] } ?? ComparisonPage.sections(results)
    sections += curation.sections
    sections += TrainingPage.sections(
      zip(names, models).compactMap { name, model in
        TrainingRecord(folder: name).map { (model.identity.name, $0) }
      })
    let compared = models.map(\.identity.name).joined(separator: " against ")
    let evaluated = results.first.map {
      "\($0.rows.count) problems of the split \(plan.selection.split), \(compared)"
    }
    let page = Page(
      try invocation.string("title"),
      subtitle: "\(plan.selection.suite): "
        + (try evaluated
          ?? "the split \(invocation.string("curated")), \(models[0].identity.name)"),
      sections: sections, command: invocation.commandLine)
    let files = try PageFiles.write(page, to: try invocation.string("out"))
    if invocation.flag("json") {
      let json: JSONValue = [
        "files": JSONValue(files.map { JSONValue($0) }),
        "evaluated": JSONValue(missing == nil),
      ]
      Console.writeLine(json.serialized())
    } else {
      for file in files { Console.writeLine("report: \(file)") }
      if let missing {
        Console.writeLine("report: the evaluation is left out: \(missing.message)", to: .error)
      }
    }
    return .success
  }

  /// Says in place of a comparison why there is none.
  private static func unevaluated(_ missing: CommandError) -> Section {
    Section(
      "No evaluation",
      [
        .paragraph(
          Paragraph([
            .text("Left out: \(missing.message). "), .code("stepmark evaluate"),
            .text(" makes one."),
          ]))
      ])
  }
}
