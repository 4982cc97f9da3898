import Corpus
import Curation
import Evaluation
import Generation
import JSON
import ProblemSets
import Reports
import Storage
import Terminal

/// `stepmark noise`.
enum NoiseCommand {
  static let command = Command(
    name: "noise",
    summary: "Measure labels against exact truth.",
    discussion: """
      Labels the sampled solutions with every N that is asked for (smaller N replay the rollouts \
      of the largest), then compares with the exact step truth of gsm-style, by value and strictly \
      (wrong nouns, skipped and unfaithful steps count). Tokens are counted as if each labeller \
      paid alone. With --stored nothing is labelled: every labeller that looked at no less than half as \
      many of the chosen solutions as the most diligent one is measured, whatever its method. Solutions of a suite of \
      published ratings (`problems import`) are compared with what people said of them. With --rated \
      it looks at files of solutions whose steps people rated instead, and \
      says how the first false equation agrees with them.
      """,
    examples: [
      Example("stepmark noise --model models/base --rollouts 4,8,16,32", "the table"),
      Example(
        "stepmark noise --model models/base --stored --out noise.html",
        "all methods that were used, side by side"),
      Example(
        "stepmark noise --model http://127.0.0.1:8000/v1#NAME --of published --stored "
          + "--suite processbench --split gsm8k", "labels of imported solutions against ratings"),
      Example(
        "stepmark noise --rated processbench/gsm8k.json.gz --rated prm800k_val_1818.jsonl.gz",
        "the arithmetic witness against people"),
    ],
    options: CommonOptions.selection + CommonOptions.sampling + ReadingOptions.all + [
      .flag("stored", "measure the labels that the store holds; make none"),
      .value("rollouts", "N,N…", "the numbers of rollouts", default: "4,8,16,32"),
      .value(
        "rated", "FILE", "a file of rated solutions: ProcessBench or PRM800K", repeats: true),
      .value("out", "FILE", "write the table as a page: .html, with .md beside it"),
      CommonOptions.filledStore, CommonOptions.json,
    ]
  ) { invocation in
    let rated = invocation.strings("rated")
    if !rated.isEmpty { return try showRated(rated, invocation) }
    if invocation.flag("stored") { return try await showStored(invocation) }
    return try await StageRun.with(invocation, stage: "noise", isFilled: true) { run in
      let model = try await StageModel(invocation, store: run.store)
      try await model.checkContinuation(invocation, store: run.store)
      let reading = try await run.reading(of: model.generator.model)
      let labellers = try await labelled(run, model, reading)
      let reader = try await NoiseReader(
        store: run.store, selection: try invocation.selection(), reading: reading,
        labellers: labellers.sorted {
          ($0.method, $0.name.count, $0.name) < ($1.method, $1.name.count, $1.name)
        })
      try show(reader, invocation)
      return .success
    }
  }

  /// Labels with every number of rollouts that is asked for.
  private static func labelled(
    _ run: StageRun, _ model: StageModel, _ reading: SolutionReading
  ) async throws -> [MeasuredLabeller] {
    let invocation = run.invocation
    let selection = try invocation.selection()
    var labellers: [MeasuredLabeller] = []
    // The largest first: it buys what the others replay.
    for rollouts in try numbers(invocation).sorted(by: >) {
      for method in [LabelMethod.mathShepherd, .sequential] {
        let name = "\(method.rawValue), N = \(rollouts)"
        let settings = try LabelCommand.settings(
          invocation, model.prompts, rollouts: rollouts, threshold: 1)
        let line = ProgressLine(name, total: try await reading.count(selection, in: run.store))
        let stage = LabelStage(
          context: try run.context(model.generator, line: line), settings: settings,
          method: method, reading: reading)
        let progress = try await stage.run(selection)
        line.finish()
        if progress.stopped { throw Interrupted() }
        labellers.append(
          MeasuredLabeller(
            name: name, method: method.rawValue, settings: stage.describedSettings))
        labellers.append(
          MeasuredLabeller(
            name: "\(method.rawValue) + arithmetic, N = \(rollouts)",
            method: LabelStage.combined(method), settings: stage.describedSettings))
      }
    }
    return labellers
  }

  /// Measures what is there.
  private static func showStored(_ invocation: Invocation) async throws -> ExitCode {
    let store = try invocation.openedStore()
    let reading = try await ReadingOptions.stored(invocation, store)
    let balances = try await store.read { (store) throws(DatabaseError) in
      try store.labelBalances(models: reading.authors.map(\.key))
    }
    let reader = try await NoiseReader(
      store: store, selection: try invocation.selection(), reading: reading,
      stored: balances)
    try show(reader, invocation)
    return .success
  }

  private static func showRated(_ paths: [String], _ invocation: Invocation) throws -> ExitCode {
    var files: [RatedNoise] = []
    for path in paths {
      let file = try SuiteFile(recognising: path)
      let read = try file.read()
      guard !read.solutions.isEmpty else {
        throw CommandError(
          "\(path) holds no rated solutions", hint: "name a file of ProcessBench or PRM800K",
          exitCode: .badInput)
      }
      files.append(RatedNoise(name: "\(file.suite)/\(file.split)", read))
    }
    let page = RatedNoisePage.page(files, command: invocation.commandLine)
    if let path = invocation.optionalString("out") { try PageFiles.write(page, to: path) }
    if invocation.flag("json") {
      Console.writeLine(RatedNoisePage.json(files).serialized())
    } else {
      Console.write(MarkdownRenderer().render(page))
    }
    return .success
  }

  private static func numbers(_ invocation: Invocation) throws(CommandError) -> [Int] {
    let text = try invocation.string("rollouts")
    let numbers = text.split(separator: ",").map { Int($0) ?? 0 }
    guard !numbers.isEmpty, numbers.allSatisfy({ $0 > 0 }) else {
      throw .usage("--rollouts \(text): whole numbers from 1 up", hint: "--rollouts 4,8,16,32")
    }
    return numbers
  }

  private static func show(_ reader: NoiseReader, _ invocation: Invocation) throws {
    guard reader.count > 0 else {
      throw CommandError(
        "no labelled solution has a truth to compare with",
        hint: "`stepmark sample` and `label` on a suite of ours, or import rated solutions",
        exitCode: .missingData)
    }
    let page = NoisePage.page(
      reader,
      command: invocation.commandLine)
    if let path = invocation.optionalString("out") { try PageFiles.write(page, to: path) }
    if invocation.flag("json") {
      Console.writeLine(NoisePage.json(reader).serialized())
      return
    }
    for standard in reader.standards {
      let truth = reader.truth == .rated ? "people's ratings" : "\(standard.rawValue) truth"
      Console.writeLine("\nby \(truth), \(reader.count) solutions")
      var table = TextTable([
        .init("labeller"), .init("first error exact", .right), .init("F1", .right),
        .init("precision", .right), .init("recall", .right), .init("abstained", .right),
        .init("rollouts", .right), .init("tokens/solution", .right),
        .init("tokens/right label", .right), .init("lucky", .right), .init("ECE", .right),
      ])
      for noise in reader.table(by: standard) {
        table.add([
          noise.name, percent(noise.score?.withError), percent(noise.score?.f1),
          percent(noise.steps.precision), percent(noise.steps.recall), "\(noise.abstained)",
          Quantity.compact(noise.rollouts),
          Quantity.fixed(Double(noise.tokens) / Double(max(noise.solutions, 1)), decimals: 0),
          noise.tokensPerRightLabel.map { Quantity.fixed($0, decimals: 1) } ?? "–",
          percent(noise.luckyRecoveries),
          noise.calibration.map { Quantity.fixed($0.expectedError, decimals: 3) } ?? "–",
        ])
      }
      Console.write(table.rendered())
    }
  }
}
