import Corpus
import JSON

/// Reads the samples that lm-evaluation-harness logs (EleutherAI/lm-evaluation-harness,
/// `--log_samples`, `lm_eval/evaluator.py`).
///
/// A line holds a document of the task, all responses to it (`resps`: a list for each request, with
/// one text for each repeat) and the metrics of one filter. A task with several filters logs every
/// document once for each of them, with the same responses: they count once, and the document is
/// recorded as correct when one of its filters finds it so.
struct LMEvalSamples {
  private struct Document {
    let line: Int
    let responses: [String]
  }

  private var documents: [Int: Document] = [:]
  /// By the line of a document's first record: whether one of its filters calls it correct.
  private(set) var verdicts: [Int: Bool] = [:]

  /// The metrics that say whether one response is correct.
  private static let metrics = ["exact_match", "math_verify", "acc", "extractive_match"]

  /// The responses of a record; none where an earlier record of the document had them.
  mutating func items(
    _ record: JSONValue, _ place: Records.Record, _ file: String
  ) throws(JSONError) -> [(model: String?, item: PublishedOutputs.Item)] {
    let responses = try Self.responses(record)
    let statements = try Self.statements(in: try record["doc"])
    let verdict = responses.count == 1 ? try Self.verdict(record) : nil
    if let number = try PublishedOutputs.count(record, "doc_id") {
      if let known = documents[number] {
        guard known.responses == responses else {
          throw try record["resps"].error(
            "document \(number) stands on line \(known.line) with other responses")
        }
        if let verdict { verdicts[known.line] = verdicts[known.line] == true || verdict }
        return []
      }
      documents[number] = Document(line: place.number, responses: responses)
    }
    if let verdict { verdicts[place.number] = verdict }
    let gold = try record.member("target").flatMap { try? $0.string() }
    return responses.map { response in
      let item = PublishedOutputs.Item(
        file: file, line: place.number, statements: statements, gold: gold, solution: response)
      return (nil, item)
    }
  }

  private static func responses(_ record: JSONValue) throws(JSONError) -> [String] {
    var texts: [String] = []
    for request in try record["resps"].array() {
      for response in try request.array() {
        guard case .string(let text) = response.kind else {
          throw response.error(
            "is no text: only tasks that generate (output_type generate_until) have completions")
        }
        texts.append(text)
      }
    }
    guard !texts.isEmpty else { throw try record["resps"].error("there is no response") }
    return texts
  }

  /// The statement as the reader of the document's format makes it, then every text of the
  /// document.
  private static func statements(in document: JSONValue) throws(JSONError) -> [String] {
    var texts: [String] = []
    let members = try document.object()
    if let reader = SuiteFormats.reader(recognising: document),
      let row = try? reader.row(
        from: document, at: RecordPlace(suite: "lm-eval", split: "", line: 1))
    {
      texts.append(row.problem.statement)
    }
    for member in members {
      if case .string(let text) = member.value.kind, !text.isEmpty, !texts.contains(text) {
        texts.append(text)
      }
    }
    guard !texts.isEmpty else { throw document.error("the document has no text") }
    return texts
  }

  private static func verdict(_ record: JSONValue) throws(JSONError) -> Bool? {
    for name in metrics {
      guard let value = try record.member(name), !value.isNull else { continue }
      return try value.double() > 0
    }
    return nil
  }
}
