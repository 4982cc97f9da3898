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
      paid alone. With --rated it looks at files of solutions whose steps people rated instead, and \
      says how the first false equation agrees with them.
      """,
    examples: [
      Example("stepmark noise --model models/base --rollouts 4,8,16,32", "the table"),
      Example(
        "stepmark noise --rated processbench/gsm8k.json.gz --rated prm800k_val_1818.jsonl.gz",
        "the arithmetic witness against people"),
    ],
    options: CommonOptions.selection + CommonOptions.sampling + [
      .value("rollouts", "N,N…", "the numbers of rollouts", default: "4,8,16,32"),
      .value(
        "rated", "FILE", "a file of rated solutions: ProcessBench or PRM800K", repeats: true),
      .value("out", "FILE", "write the table as a page: .html, with .md beside it"),
      CommonOptions.store, CommonOptions.json,
    ]
  ) { invocation in
    let rated = invocation.strings("rated")
    if !rated.isEmpty { return try showRated(rated, invocation) }
    return try await StageRun.with(invocation, stage: "noise") { run in
      let model = try await StageModel(invocation, store: run.store)
      try await model.checkContinuation(invocation, store: run.store)
      let generator = model.generator
      let selection = try invocation.selection()
      var labellers: [MeasuredLabeller] = []
      // The largest first: it buys what the others replay.
      for rollouts in try numbers(invocation).sorted(by: >) {
        for method in [LabelMethod.mathShepherd, .sequential] {
          let name = "\(method.rawValue), N = \(rollouts)"
          let settings = try LabelCommand.settings(
            invocation, model.prompts, rollouts: rollouts, threshold: 1)
          let silent = ProgressLine(name, total: nil, style: .silent)
          let total = try await LabelStage(
            context: try run.context(generator, line: silent), settings: settings, method: method,
            policyModel: generator.model
          ).count(selection)
          let line = ProgressLine(name, total: total)
          let stage = LabelStage(
            context: try run.context(generator, line: line), settings: settings, method: method,
            policyModel: generator.model)
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
      let reader = try await NoiseReader(
        store: run.store, selection: selection, model: generator.model,
        labellers: labellers.sorted {
          ($0.method, $0.name.count, $0.name) < ($1.method, $1.name.count, $1.name)
        })
      guard reader.count > 0 else {
        throw CommandError(
          "no labelled solution has exact truth", hint: "`stepmark sample` on gsm-style first",
          exitCode: .missingData)
      }
      try show(reader, invocation)
      return .success
    }
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
    let page = RatedNoisePage.page(files, command: "stepmark " + invocation.command.name)
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
    let page = NoisePage.page(reader, command: "make noise")
    if let path = invocation.optionalString("out") { try PageFiles.write(page, to: path) }
    if invocation.flag("json") {
      Console.writeLine(NoisePage.json(reader).serialized())
      return
    }
    for standard in TruthStandard.allCases {
      Console.writeLine("\nby \(standard.rawValue) truth, \(reader.count) solutions")
      var table = TextTable([
        .init("labeller"), .init("first error exact", .right), .init("F1", .right),
        .init("precision", .right), .init("recall", .right), .init("abstained", .right),
        .init("rollouts", .right), .init("tokens/solution", .right),
      ])
      for noise in reader.table(by: standard) {
        table.add([
          noise.name, percent(noise.score?.withError), percent(noise.score?.f1),
          percent(noise.steps.precision), percent(noise.steps.recall), "\(noise.abstained)",
          Quantity.compact(noise.rollouts),
          Quantity.fixed(Double(noise.tokens) / Double(max(noise.solutions, 1)), decimals: 0),
        ])
      }
      Console.write(table.rendered())
    }
  }
}
