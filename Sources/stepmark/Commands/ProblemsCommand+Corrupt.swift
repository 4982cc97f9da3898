import JSON
import ProblemSets
import Terminal

extension ProblemsCommand {
  static let corrupt = Command(
    name: "corrupt",
    summary: "Write wrong solutions with exact labels, in ProcessBench's shape.",
    discussion: """
      Each line is a solution of a generated problem with one error put in: id, problem, steps, \
      label (the index of the first wrong step, -1 where none is) and class. The labels are exact.
      """,
    examples: [
      Example("stepmark problems corrupt --count 3000 --out errors.jsonl", "3,000 solutions"),
      Example(
        "stepmark problems corrupt --suite math-style --classes arithmetic,wrongType",
        "two kinds of errors in LaTeX"),
    ],
    options: suiteOptions + [
      .value("count", "N", "how many solutions", default: "1000"),
      .value(
        "classes", "NAMES",
        "the kinds of errors, a,b,c, all of the suite's without it; both suites: "
          + StepFault.allCases.filter { $0 != .wrongNoun && $0 != .wrongType }.map(\.rawValue)
          .joined(separator: ", ") + "; gsm-style: wrongNoun; math-style: wrongType"),
      .value("right", "SHARE", "the share of solutions without an error", default: "0.3"),
      .value("out", "FILE", "the file", default: "errors.jsonl"),
      CommonOptions.seed, CommonOptions.json,
    ]
  ) { invocation in
    try corrupt(try generatedSuite(invocation), invocation)
  }

  private static func corrupt<Suite: GeneratedSuite>(
    _ suite: Suite, _ invocation: Invocation
  ) throws -> ExitCode {
    let path = try invocation.string("out")
    let count = try invocation.int("count", in: 1...)
    let errors = LabelledErrors(
      seed: try invocation.seed(), faults: try faults(of: suite, invocation),
      rightShare: try invocation.double("right", in: 0...1)
    ) { suite.selected(at: $0) }
    let file = try LineFile(path)
    var lines = 0
    let written: Int
    do {
      written = try errors.forEach(count: count) { item in
        if Interrupt.isRequested { throw Interrupted() }
        try file.write(item.json.serialized())
        lines += 1
      }
    } catch is Interrupted {
      throw try interrupted(file, lines, "solutions")
    }
    guard written > 0 else {
      throw CommandError(
        "no problem of this selection admits such an error", hint: "more --classes or --families",
        exitCode: .badInput)
    }
    try file.publish()
    if invocation.flag("json") {
      let json: JSONValue = ["solutions": JSONValue(written), "file": JSONValue(path)]
      Console.writeLine(json.serialized())
    } else {
      Console.writeLine("problems: \(Quantity.grouped(written)) solutions in \(path)")
    }
    return .success
  }

  private static func faults<Suite: GeneratedSuite>(
    of suite: Suite, _ invocation: Invocation
  ) throws(CommandError) -> [StepFault] {
    let known = Suite.Member.faults
    guard invocation.optionalString("classes") != nil else { return known }
    let faults = try chosen("classes", as: StepFault.self, invocation)
    if let foreign = faults.first(where: { !known.contains($0) }) {
      throw .usage(
        "--classes \(foreign.rawValue): no problem of this selection admits it",
        hint: known.map(\.rawValue).joined(separator: ", "))
    }
    return faults
  }
}
