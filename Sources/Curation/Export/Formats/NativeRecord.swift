import Corpus
import JSON

/// A solution with everything that the store knows of it but its rollouts, whose counts are there.
struct NativeRecord: Hashable, Sendable {
  let problem: Problem
  /// The seed problem of a problem that was made of one, and the stage that did.
  let origin: Origin?
  let row: PublishedRow?
  let completion: ContentKey
  let model: ModelIdentity
  let purpose: Purpose
  let text: String
  let finish: FinishReason
  let steps: [Range<Int>]
  let verdict: Verdict
  let answer: String?
  let method: String
  /// The labeller's settings, as a JSON object.
  let settings: String
  let labels: [Label]
  let truths: [StepFact]

  struct Origin: Hashable, Sendable {
    let root: Problem
    let stage: String
  }

  /// What the exact checker said of a step.
  struct StepFact: Hashable, Sendable {
    let value: Bool?
    let strict: Bool?
    let kind: String
  }

  /// What the line says, for the proof.
  func meaning(_ json: JSONValue) -> ExportedLine {
    let bytes = Array(text.utf8)
    let byStep = Dictionary(labels.map { ($0.step, $0.value) }) { first, _ in first }
    return ExportedLine(
      question: problem.statement,
      steps: steps.map { String(decoding: bytes[$0], as: UTF8.self) },
      labels: steps.indices.map { byStep[$0] ?? .abstain },
      others: ["record": json.serialized()])
  }
}

extension NativeRecord {
  /// The line.
  var json: JSONValue {
    [
      "problem": [
        "statement": JSONValue(problem.statement), "gold": JSONValue(problem.gold),
        "root": JSONValue(
          origin.map {
            ["statement": JSONValue($0.root.statement), "gold": JSONValue($0.root.gold)]
          }),
        "stage": JSONValue(origin.map { JSONValue($0.stage) }),
        "row": JSONValue(
          row.map { row in
            [
              "id": JSONValue(row.id), "position": JSONValue(row.position),
              "attributes": JSONValue(
                row.attributes.sorted { $0.key < $1.key }
                  .map { JSONMember($0.key, JSONValue($0.value)) }),
            ]
          }),
      ],
      "solution": [
        "completion": JSONValue("\(completion)"),
        "model": [
          "name": JSONValue(model.name), "kind": JSONValue(model.kind.rawValue),
          "key": JSONValue("\(model.key)"),
        ], "purpose": JSONValue(purpose.rawValue), "text": JSONValue(text),
        "finish_reason": JSONValue(finish.rawValue),
        "steps": JSONValue(
          steps.map { [JSONValue($0.lowerBound), JSONValue($0.upperBound)] }),
        "verdict": JSONValue(verdict.rawValue),
        "answer": JSONValue(answer.map { JSONValue($0) }),
      ], "method": JSONValue(method), "settings": JSONValue(settings),
      "labels": JSONValue(labels.map(Self.json)),
      "truths": JSONValue(
        truths.map { truth in
          [
            "value": JSONValue(truth.value.map { JSONValue($0) }),
            "strict": JSONValue(truth.strict.map { JSONValue($0) }),
            "class": JSONValue(truth.kind),
          ]
        }),
    ]
  }

  private static func json(_ label: Label) -> JSONValue {
    let counts = label.counts
    return [
      "step": JSONValue(label.step), "value": JSONValue(label.value.rawValue),
      "correct": JSONValue(counts.correct), "incorrect": JSONValue(counts.incorrect),
      "unanswered": JSONValue(counts.unanswered), "undetermined": JSONValue(counts.undetermined),
      "stopping": JSONValue(label.stopping.map { JSONValue($0.rawValue) }),
      "interval": JSONValue(
        label.interval.map { [JSONValue($0.lowerBound), JSONValue($0.upperBound)] }),
      "posterior": JSONValue(label.posterior.map { JSONValue($0) }),
      "advantage": JSONValue(label.advantage.map { JSONValue($0) }),
      "reason": JSONValue(label.reason.map { JSONValue($0) }),
    ]
  }
}
