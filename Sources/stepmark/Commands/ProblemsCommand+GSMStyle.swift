import Corpus
import Curation
import JSON
import ProblemSets
import Reports
import Storage
import Terminal

/// The subcommands of `stepmark problems` that make problems of our own suite.
extension ProblemsCommand {
  /// Which problems of gsm-style a command makes.
  static let sourceOptions: [Terminal.Option] = [
    .value("suite", "NAME", "the suite to generate", default: "gsm-style", choices: ["gsm-style"]),
    .value(
      "families", "NAMES",
      "full, basic (the ten families of a small vocabulary), or families of the full suite: a,b,c",
      default: "full"),
    .value("wordings", "N", "how many of the six wordings problems come in", default: "6"),
    .value("steps", "A-B", "the numbers of gold steps; all without it"),
  ]

  static let generate = Command(
    name: "generate",
    summary: "Generate gsm-style problems into the store or a file.",
    discussion: """
      gsm-style is our own suite of word problems with exact truth for every step. Its splits are \
      drawn by problem graph, so no graph of test or hard is ever in train. With --out, rows are \
      written as they are made, so a file may be of any size; a graph then comes as often as it is \
      drawn. --perturb adds variants of each problem that keep its id.
      """,
    examples: [
      Example("stepmark problems generate --split train --count 500", "500 problems to curate"),
      Example(
        "stepmark problems generate --split all --count 1000000 --out problems.jsonl",
        "a million problems in a file"),
      Example(
        "stepmark problems generate --split test --count 200 --perturb all --out pairs.jsonl",
        "pairs for robustness"),
    ],
    options: sourceOptions + [
      .value("split", "NAME", "train, test, hard or, with --out, all", default: "train"),
      .value("count", "N", "how many seed problems", default: "500"),
      .value(
        "perturb", "KIND",
        "add variants: all, gsm-plus, gsm-symbolic or "
          + Perturbation.allCases.map(\.rawValue).joined(separator: ", "), repeats: true),
      .value("out", "FILE", "write JSON lines to this file and none to the store"),
      CommonOptions.seed, CommonOptions.store, CommonOptions.json,
    ]
  ) { invocation in
    let source = try source(invocation)
    let count = try invocation.int("count", in: 1...)
    let kinds = try perturbations(invocation)
    if case .basic = source, !kinds.isEmpty {
      throw CommandError.usage(
        "the basic selection has no perturbations", hint: "leave --families basic out")
    }
    if let path = invocation.optionalString("out") {
      let name = try invocation.string("split")
      let split = name == "all" ? nil : try invocation.choice("split", as: GSMStyleSplit.self)
      let rows = try writeLines(to: path) { (write: (JSONValue) throws -> Void) in
        try source.forEachRow(split: split, count: count, perturbations: kinds) { row in
          try write(row.json)
        }
      }
      return reportLines(rows, path, invocation)
    }
    let split = try invocation.choice("split", as: GSMStyleSplit.self)
    do {
      var rows = try source.rows(split: split, count: count)
      if !kinds.isEmpty {
        rows = rows.flatMap { row in
          [row]
            + kinds.compactMap { kind in
              GSMStyleProblem(id: row.id)?.perturbed(by: kind)?.row
            }
        }
      }
      return try await insert(rows, rejections: [], invocation)
    } catch let error as GSMStyleError {
      throw CommandError("gsm-style: \(error)", hint: "a smaller --count or more --families")
    }
  }

  static let corrupt = Command(
    name: "corrupt",
    summary: "Write wrong solutions with exact labels, in ProcessBench's shape.",
    discussion: """
      Each line is a solution of a generated problem with one error put in: id, problem, steps, \
      label (the index of the first wrong step, -1 where none is) and class. The labels are exact.
      """,
    examples: [
      Example("stepmark problems corrupt --count 3000 --out errors.jsonl", "3,000 solutions")
    ],
    options: sourceOptions + [
      .value("count", "N", "how many solutions", default: "1000"),
      .value(
        "classes", "NAMES",
        "the kinds of errors, a,b,c: " + StepFault.allCases.map(\.rawValue).joined(separator: ", "),
        default: "all"),
      .value("right", "SHARE", "the share of solutions without an error", default: "0.3"),
      .value("out", "FILE", "the file", default: "errors.jsonl"),
      CommonOptions.seed, CommonOptions.json,
    ]
  ) { invocation in
    let source = try source(invocation)
    let path = try invocation.string("out")
    let errors = LabelledErrors(
      seed: try invocation.seed(), faults: try faults(invocation),
      rightShare: try invocation.double("right", in: 0...1)
    ) { source.corruptible(at: $0) }
    let count = try invocation.int("count", in: 1...)
    let written = try writeLines(to: path) { (write: (JSONValue) throws -> Void) in
      try errors.forEach(count: count) { try write($0.json) }
    }
    return reportLines(written, path, invocation)
  }

  static let reportSuite = Command(
    name: "report",
    summary: "Describe a suite's problems on a page: steps, operations, lengths, families.",
    examples: [
      Example(
        "stepmark problems report --format jsonl problems.jsonl --out suite.html",
        "a generated file"),
      Example("stepmark problems report --format gsm8k test.jsonl.gz", "GSM8K's test"),
    ],
    options: [
      .value("format", "NAME", "the file's format", default: "jsonl"),
      .value("out", "FILE", "the page: .html, with .md beside it", default: "suite.html"),
      .value("examples", "N", "rows that are shown", default: "5"), CommonOptions.json,
    ], arguments: [file]
  ) { invocation in
    let format = try invocation.string("format")
    guard let path = invocation.argument("FILE") else {
      throw CommandError.usage("which file?", hint: "name the suite's file")
    }
    let reader: any SuiteReader =
      format == "jsonl" ? JSONLReader(columns: .generated) : try SuiteFormats.reader(named: format)
    let rows = try SuiteFile(path, reader: reader, split: "all").read().rows
    var statistics = SuiteStatistics()
    for row in rows { statistics.add(row) }
    let page = SuitePage.page(
      statistics, name: rows.first?.suite ?? format,
      examples: Array(rows.prefix(try invocation.int("examples", in: 0...))),
      command: invocation.commandLine)
    let files = try PageFiles.write(page, to: try invocation.string("out"))
    if invocation.flag("json") {
      let json: JSONValue = [
        "rows": JSONValue(rows.count), "files": JSONValue(files.map { JSONValue($0) }),
      ]
      Console.writeLine(json.serialized())
    } else {
      for file in files { Console.writeLine("report: \(file)") }
    }
    return .success
  }

  // MARK: Options

  private static func source(_ invocation: Invocation) throws -> GSMStyleSource {
    let seed = try invocation.seed()
    let wordings = Array(0..<(try invocation.int("wordings", in: 1...GSMStyleProblem.wordings)))
    let names = try invocation.string("families")
    let steps = try steps(invocation)
    if names == "basic" {
      var weights = BasicSuite.Configuration.defaultStepWeights
      if let steps { weights = weights.filter { steps.contains($0.key) } }
      guard !weights.isEmpty else {
        throw CommandError.usage("the basic selection has 2 to 8 steps", hint: "--steps 2-8")
      }
      return .basic(
        BasicSuite(
          seed: seed,
          configuration: BasicSuite.Configuration(stepWeights: weights, wordings: wordings)))
    }
    var selection = GSMStyleSuite.Selection(wordings: wordings)
    if let steps { selection.steps = steps }
    if names != "full" {
      selection.families = Set(
        try names.split(separator: ",").map { name in
          try known(String(name), "families", as: GSMStyleFamily.self)
        })
    }
    return .full(GSMStyleSuite(seed: seed, selection: selection))
  }

  private static func steps(_ invocation: Invocation) throws -> ClosedRange<Int>? {
    guard let text = invocation.optionalString("steps") else { return nil }
    let bounds = text.split(separator: "-").compactMap { Int($0) }
    guard let low = bounds.first, let high = bounds.last, bounds.count <= 2, low <= high,
      GSMStyleProblem.stepRange.contains(low), GSMStyleProblem.stepRange.contains(high)
    else {
      throw CommandError.usage("--steps \(text): from 1 to 12", hint: "--steps 2-6")
    }
    return low...high
  }

  private static func faults(_ invocation: Invocation) throws -> [StepFault] {
    let names = try invocation.string("classes")
    guard names != "all" else { return StepFault.allCases }
    return try names.split(separator: ",").map {
      try known(String($0), "classes", as: StepFault.self)
    }
  }

  private static func perturbations(_ invocation: Invocation) throws -> [Perturbation] {
    try invocation.strings("perturb").flatMap { name -> [Perturbation] in
      switch name {
      case "all": Perturbation.allCases
      case "gsm-plus": Perturbation.gsmPlus
      case "gsm-symbolic": Perturbation.gsmSymbolic
      default: [try known(name, "perturb", as: Perturbation.self)]
      }
    }
  }

  private static func known<Choice: RawRepresentable & CaseIterable>(
    _ name: String, _ option: String, as type: Choice.Type
  ) throws -> Choice where Choice.RawValue == String {
    guard let choice = Choice(rawValue: name) else {
      let all = Choice.allCases.map(\.rawValue)
      let close = JSON.nearest(to: name, among: all).map { ": did you mean \($0)?" } ?? ""
      throw CommandError.usage(
        "--\(option) \(name) is not known\(close)", hint: all.joined(separator: ", "))
    }
    return choice
  }

  // MARK: Files

  private static func writeLines(
    to path: String, _ body: ((JSONValue) throws -> Void) throws -> Int
  ) throws -> Int {
    var file = try AtomicFile(path: path)
    let count = try body { json in try file.write(Array((json.serialized() + "\n").utf8)) }
    _ = try file.flush()
    try file.publish()
    return count
  }

  private static func reportLines(
    _ count: Int, _ path: String, _ invocation: Invocation
  ) -> ExitCode {
    if invocation.flag("json") {
      let json: JSONValue = ["problems": JSONValue(count), "file": JSONValue(path)]
      Console.writeLine(json.serialized())
    } else {
      Console.writeLine("problems: \(Quantity.grouped(count)) lines in \(path)")
    }
    return count == 0 ? .badInput : .success
  }
}
