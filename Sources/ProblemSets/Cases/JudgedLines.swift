import Answers
import Corpus
import JSON

/// Part of a file of cases, judged: its output and what was counted.
struct JudgedLines: Sendable {
  /// One JSON line a case, in the order of the cases.
  var output: [UInt8] = []
  var tally = CaseTally()
  var errors: [JSONError] = []

  /// Judges the lines of `bytes`.
  init(
    _ bytes: [UInt8], source: String, firstLine: Int, judge: Judge, mode: JudgeMode
  ) {
    output.reserveCapacity(bytes.count / 2)
    var worker = JudgeWorker(judge)
    for line in JSONLines(bytes, source: source, firstLine: firstLine) {
      do throws(JSONError) {
        let item = try AnswerCase(try line.result.get(), mode: mode)
        let judgement = worker.judge(item.prediction, gold: item.gold, mode: item.mode)
        tally.add(judgement.verdict, isApproximate: judgement.isApproximate, of: item)
        append(judgement, id: item.id)
      } catch {
        errors.append(error)
      }
    }
  }

  private mutating func append(_ judgement: Judgement, id: JSONValue) {
    output.append(contentsOf: #"{"id":"#.utf8)
    id.append(to: &output)
    output.append(contentsOf: #","verdict":""#.utf8)
    output.append(contentsOf: judgement.verdict.rawValue.utf8)
    output.append(contentsOf: #"","reason":""#.utf8)
    output.append(contentsOf: judgement.reason.utf8)
    output.append(contentsOf: #"","approximate":"#.utf8)
    output.append(contentsOf: (judgement.isApproximate ? "true" : "false").utf8)
    output.append(contentsOf: #","extracted":"#.utf8)
    JSONValue(judgement.answer.map { JSONValue($0.text) }).append(to: &output)
    output.append(contentsOf: "}\n".utf8)
  }
}
