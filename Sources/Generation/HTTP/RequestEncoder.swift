import Corpus
import JSON

/// Writes calls as JSON bodies.
///
/// Every field of sampling is always sent: what is left out, servers fill in by rules of their own
/// (llama.cpp samples at temperature 0.8 with top-k 40, vLLM reads the model's generation
/// configuration).
struct RequestEncoder {
  private let start: [UInt8]
  /// The fields of the last sampling parameters, which most calls of a run share.
  private var last: (sampling: Sampling, fields: [UInt8], sendsSeed: Bool)?

  init(model: String) {
    start = Array(#"{"model":"#.utf8) + JSONValue(model).serializedBytes()
  }

  mutating func body(of call: ServerCall) -> [UInt8] {
    let prompt = call.prompt
    let request = call.requests[0].request
    var bytes = start
    bytes.reserveCapacity(prompt.text.utf8.count + 640)
    switch prompt.template.endpoint {
    case .completions:
      bytes.append(contentsOf: #","prompt":"#.utf8)
      JSONValue(prompt.text).append(to: &bytes)
    case .chat:
      bytes.append(contentsOf: #","messages":"#.utf8)
      bytes.append(contentsOf: prompt.text.utf8)
      if prompt.continuesPrefix {
        // The last turn is to be gone on with; servers that cannot refuse the field.
        bytes.append(
          contentsOf: #","continue_final_message":true,"add_generation_prompt":false"#.utf8)
      }
    }
    bytes.append(contentsOf: #","n":"#.utf8)
    bytes.append(contentsOf: call.requests.count.description.utf8)
    let (fields, sendsSeed) = fields(call.sampling)
    if sendsSeed {
      bytes.append(contentsOf: #","seed":"#.utf8)
      bytes.append(contentsOf: (request.seed ?? 0).description.utf8)
    }
    bytes.append(contentsOf: fields)
    if call.wantsLogProbabilities {
      switch prompt.template.endpoint {
      case .completions: bytes.append(contentsOf: #","logprobs":2"#.utf8)
      case .chat: bytes.append(contentsOf: #","logprobs":true,"top_logprobs":2"#.utf8)
      }
    }
    bytes.append(UInt8(ascii: "}"))
    return bytes
  }

  private mutating func fields(_ sampling: Sampling) -> (bytes: [UInt8], sendsSeed: Bool) {
    if let last, last.sampling == sampling { return (last.fields, last.sendsSeed) }
    let stop =
      sampling.stop.isEmpty ? JSONValue.null : JSONValue(sampling.stop.map { JSONValue($0) })
    var members = [
      JSONMember("temperature", JSONValue(sampling.temperature)),
      JSONMember("top_p", JSONValue(sampling.topP)),
      // Off is −1 in every server that knows the field; some refuse 0.
      JSONMember("top_k", JSONValue(sampling.topK == 0 ? -1 : sampling.topK)),
      JSONMember("min_p", JSONValue(sampling.minP)),
      JSONMember("presence_penalty", JSONValue(sampling.presencePenalty)),
      JSONMember("frequency_penalty", JSONValue(sampling.frequencyPenalty)),
      JSONMember("repetition_penalty", 1),
      JSONMember("max_tokens", JSONValue(sampling.maxTokens)), JSONMember("stop", stop),
      JSONMember("stream", false),
    ]
    let extra = sampling.extraMembers
    let sendsSeed = !extra.contains { $0.name == "seed" && $0.value.isNull }
    for member in extra where member.name != "seed" {
      members.removeAll { $0.name == member.name }
      if !member.value.isNull { members.append(member) }
    }
    var bytes: [UInt8] = []
    for member in members {
      bytes.append(UInt8(ascii: ","))
      JSONValue(member.name).append(to: &bytes)
      bytes.append(UInt8(ascii: ":"))
      member.value.append(to: &bytes)
    }
    last = (sampling, bytes, sendsSeed)
    return (bytes, sendsSeed)
  }
}

extension Sampling {
  /// Fields that are part of a request by other means.
  private static let reserved = ["model", "prompt", "messages", "n", "stream", "logprobs"]

  /// The members of `extra`; a null means that the field is not sent.
  var extraMembers: [JSONMember] {
    extra.isEmpty ? [] : (try? JSONValue.parse(extra).object()) ?? []
  }

  /// Checks the text of extra fields and writes it in its one form.
  ///
  /// - Returns: the fields as one JSON object's text.
  /// - Throws: `JSONError` for what is no object, and for fields that are sent by other means.
  public static func checkedExtra(_ text: String) throws(JSONError) -> String {
    let value = try JSONValue.parse(text, dialect: .json5, source: "extra")
    for member in try value.object()
    where reserved.contains(member.name) || member.name == "seed" && !member.value.isNull {
      throw member.value.error("'\(member.name)' is set by StepMark itself")
    }
    return value.serialized()
  }
}
