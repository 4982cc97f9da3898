import Corpus
import Curation
import JSON
import ProblemSets
import Terminal

extension ImportCommand {
  /// Imports step-labelled data with its problems.
  static func importLabelled(
    _ path: String, _ format: any DatasetFormat, _ invocation: Invocation
  ) async throws -> ExitCode {
    for option in ["columns", "first-index"] where invocation.isGiven(option) {
      throw CommandError.usage("--\(option) is for completions, not for \(format.name)")
    }
    let suite = invocation.optionalString("suite") ?? format.name
    let file = path.split(separator: "/").last ?? "all"
    let stem = file.prefix { $0 != "." }
    let split = invocation.optionalString("split") ?? (stem.isEmpty ? "all" : String(stem))
    // The file must be there before a run is noted.
    _ = try RecordStream(path)
    return try await StageRun.with(invocation, stage: "import") { run in
      guard
        let work = LabelledImport(
          store: run.store, judge: defaultJudge(), run: run.run, format: format, suite: suite,
          split: split, model: invocation.optionalString("as") ?? format.name)
      else { throw CommandError.usage("--format \(format.name) cannot be imported") }
      let line = ProgressLine("import", total: nil)
      let result = try await work.run(path) { line.update(done: $0) }
      line.finish()
      show(result.rejections, count: result.rejected)
      if result.records == 0 { showFormats(path) }
      if invocation.flag("json") {
        let json: JSONValue = [
          "suite": JSONValue(suite), "split": JSONValue(split),
          "records": JSONValue(result.records), "rows": JSONValue(result.rows),
          "solutions": JSONValue(result.solutions), "positive": JSONValue(result.positive),
          "negative": JSONValue(result.negative), "repeated": JSONValue(result.repeated),
          "conflicting": JSONValue(result.conflicting),
          "rejected": JSONValue(result.rejected),
        ]
        Console.writeLine(json.serialized())
      } else {
        Console.writeLine(
          "import: \(Quantity.grouped(result.solutions)) solutions of "
            + "\(Quantity.grouped(result.rows)) rows in \(suite)/\(split), "
            + "\(Quantity.grouped(result.positive)) + and \(Quantity.grouped(result.negative)) −, "
            + "\(Quantity.grouped(result.repeated)) repeated, "
            + "\(Quantity.grouped(result.rejected)) rejected"
            + (result.conflicting > 0
              ? ", of them \(Quantity.grouped(result.conflicting)) again with other labels" : ""))
      }
      return result.solutions + result.repeated == 0 ? .badInput : .success
    }
  }

  /// Says which formats the first record has.
  private static func showFormats(_ path: String) {
    let found = LabelledImport.formats(of: path).map(\.name)
    guard !found.isEmpty else { return }
    Console.writeLine(
      "  the first record has another format: --format \(found.joined(separator: "|"))", to: .error)
  }

  private static func show(_ rejections: [RecordRejection], count: Int) {
    for rejection in rejections.prefix(20) { Console.writeLine("  \(rejection)", to: .error) }
    if count > 20 { Console.writeLine("  and \(Quantity.grouped(count - 20)) more", to: .error) }
  }
}
