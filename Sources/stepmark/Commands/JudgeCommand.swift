import Answers
import Corpus
import Curation
import Glibc
import JSON
import ProblemSets
import Terminal

/// `stepmark judge`.
enum JudgeCommand {
  static func policy(default policy: JudgePolicy) -> Terminal.Option {
    .value(
      "policy", "NAME", "how answers are found and what counts as equal (Docs/judge.md)",
      default: policy.rawValue, choices: JudgePolicy.allCases.map(\.rawValue))
  }

  static let threads = Terminal.Option.value("threads", "N", "threads; all cores without it")

  static func threadCount(_ invocation: Invocation) throws(CommandError) -> Int {
    let cores = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    return try invocation.optionalInt("threads", in: 1...1024) ?? cores
  }

  static let command = Command(
    name: "judge",
    summary: "Judge answers against gold answers, line by line.",
    discussion: """
      Reads JSON lines {"id", "gold", "pred"} and writes {"id", "verdict", "reason", \
      "approximate", "extracted"} in the same order. A line may name its own "mode". Other keys \
      are left alone, but where "expect" says whether the prediction is right, the agreement is \
      counted by "source" (not beside "suspect" or "conflict"). Verdicts go to standard output \
      and what was counted to standard error; with --out, to that file and to standard output. A \
      line that is no case is an error with its place; the others are judged, and the exit \
      status is 4.
      """,
    examples: [
      Example("stepmark judge --cases cases.jsonl > verdicts.jsonl", "answers alone"),
      Example(
        "stepmark judge --cases - --mode text --policy gsm8k-strict --out v.jsonl --json",
        "whole responses from standard input, scored as lm-evaluation-harness does"),
    ],
    options: [
      .value("cases", "FILE", "the cases, JSON lines; .gz is read too, - is standard input"),
      policy(default: .standard),
      .value(
        "mode", "NAME",
        "text: find the answer in a response; answer: it is one; mcq: letters; "
          + "parse: gold is a printed expression",
        default: JudgeMode.answer.rawValue, choices: JudgeMode.allCases.map(\.rawValue)),
      threads,
      .value("out", "FILE", short: "o", "where the verdicts go; standard output without it"),
      CommonOptions.json,
    ]
  ) { invocation in
    let file = CaseFile(
      try invocation.string("cases"),
      judge: Judge(policy: try invocation.choice("policy", as: JudgePolicy.self)),
      mode: try invocation.choice("mode", as: JudgeMode.self),
      threads: try threadCount(invocation))
    let line = ProgressLine("judge", total: nil)
    let output = try VerdictOutput(invocation.optionalString("out"))
    let seconds = ProgressLine.stopwatch()
    var errors = 0
    let tally = try file.run {
      try output.write($0)
    } report: { found, done in
      for error in found { Console.writeLine("stepmark: error: \(error)", to: .error) }
      errors += found.count
      line.update(done: done)
    } shouldStop: {
      Interrupt.isRequested
    }
    try output.close()
    line.finish()
    if Interrupt.isRequested { throw Interrupted() }
    let summary = JudgeSummary(
      policy: file.judge.identity, tally: tally, errors: errors, seconds: seconds(),
      threads: file.threads)
    let stream: Console.Stream = output.path == nil ? .error : .output
    Console.write(
      invocation.flag("json") ? summary.json.serialized() + "\n" : summary.text, to: stream)
    return errors > 0 ? .badInput : .success
  }
}

/// Where verdicts go: a file, or standard output.
private final class VerdictOutput {
  let path: String?
  private let handle: UnsafeMutablePointer<FILE>

  init(_ path: String?) throws {
    self.path = path
    if let path { try refuseStore(path) }
    guard let handle = path.map({ fopen($0, "w") }) ?? fdopen(dup(STDOUT_FILENO), "w") else {
      throw CommandError("\(path ?? "standard output"): \(String(cString: strerror(errno)))")
    }
    self.handle = handle
  }

  func write(_ bytes: [UInt8]) throws(CommandError) {
    guard fwrite(bytes, 1, bytes.count, handle) == bytes.count else { throw failure() }
  }

  func close() throws(CommandError) {
    guard fclose(handle) == 0 else { throw failure() }
  }

  private func failure() -> CommandError {
    CommandError("\(path ?? "standard output"): \(String(cString: strerror(errno)))")
  }
}

/// What was judged, for a person or a program.
private struct JudgeSummary {
  let policy: JudgeIdentity
  let tally: CaseTally
  let errors: Int
  let seconds: Double
  let threads: Int

  private var rate: Double { seconds > 0 ? Double(tally.cases) / seconds : 0 }

  var json: JSONValue {
    var members = [
      JSONMember("judge", JSONValue("\(policy.name)/\(policy.version)")),
      JSONMember("policy", JSONValue(policy.policy)), JSONMember("cases", JSONValue(tally.cases)),
    ]
    for verdict in Verdict.allCases {
      members.append(JSONMember(verdict.rawValue, JSONValue(tally.verdicts[verdict] ?? 0)))
    }
    members += [
      JSONMember("approximate", JSONValue(tally.approximate)),
      JSONMember("rejected", JSONValue(errors)), JSONMember("threads", JSONValue(threads)),
      JSONMember("seconds", JSONValue(seconds)),
      JSONMember("comparisons_per_second", JSONValue(rate.rounded())),
    ]
    if tally.agreement.cases > 0 {
      members.append(JSONMember("agreement", Self.json(tally.agreement)))
      let sources = tally.sources.map { JSONMember($0.source, Self.json($0.agreement)) }
      members.append(JSONMember("sources", JSONValue(sources)))
    }
    return JSONValue(members)
  }

  private static func json(_ agreement: CaseTally.Agreement) -> JSONValue {
    [
      "cases": JSONValue(agreement.cases), "share": JSONValue(agreement.share),
      "false_positives": JSONValue(agreement.falsePositives),
      "false_negatives": JSONValue(agreement.falseNegatives),
    ]
  }

  var text: String {
    var parts = ["\(Quantity.grouped(tally.cases)) judged by \(policy)"]
    for verdict in Verdict.allCases {
      if let count = tally.verdicts[verdict] {
        parts.append("\(Quantity.grouped(count)) \(verdict.rawValue)")
      }
    }
    if errors > 0 { parts.append("\(Quantity.grouped(errors)) lines rejected") }
    parts.append("\(Quantity.compact(rate))/s")
    var text = "judge: " + parts.joined(separator: ", ") + "\n"
    if tally.agreement.cases > 0 {
      var table = TextTable([
        .init("source"), .init("cases", .right), .init("agree", .right),
        .init("false positives", .right), .init("false negatives", .right),
      ])
      for (source, agreement) in tally.sources { table.add(Self.row(source, agreement)) }
      table.add(Self.row("all", tally.agreement))
      text += table.rendered()
    }
    return text
  }

  private static func row(_ source: String, _ agreement: CaseTally.Agreement) -> [String] {
    [
      source, Quantity.grouped(agreement.cases), Quantity.percent(agreement.share),
      Quantity.grouped(agreement.falsePositives), Quantity.grouped(agreement.falseNegatives),
    ]
  }
}
