import Corpus
import JSON
import Storage

/// A model's stored completions as a file from which they can be replayed without the model.
///
/// JSON lines: first one that names the model, then one for every completion, in the order in which
/// they came. Requests are told by their keys, so no statement of a problem is in the file.
public struct Recording: Sendable {
  /// What a completion in the file is about.
  struct Kind: Hashable, Comparable {
    let purpose: String
    let template: String
    let temperature: Double
    let maxTokens: Int

    static func < (left: Kind, right: Kind) -> Bool {
      (left.purpose, left.template, left.temperature, left.maxTokens)
        < (right.purpose, right.template, right.temperature, right.maxTokens)
    }
  }

  /// The version of the format.
  public static let version = 1
  /// Whose completions these are.
  public let model: ModelIdentity
  /// By the keys of their requests.
  public let completions: [ContentKey: Completion]
  private let kinds: Set<Kind>

  /// What the recording holds, for a person whose request it does not hold.
  public var summary: String {
    kinds.sorted().prefix(12).map {
      "\($0.purpose) with \($0.template), temperature \(JSONValue($0.temperature).serialized()), "
        + "max-tokens \($0.maxTokens)"
    }.joined(separator: "; ")
  }

  /// Reads a recording.
  ///
  /// - Throws: `JSONError` at the line that is not what the format says.
  public init(_ bytes: [UInt8], source: String) throws(JSONError) {
    var lines = JSONLines(bytes, source: source).makeIterator()
    guard let head = try lines.next()?.result.get(), let version = try head.member("recording")
    else {
      throw JSONError(
        source: source, position: nil, path: "",
        reason: "is no recording: `stepmark completions export` writes one")
    }
    guard try version.int() == Self.version else {
      throw version.error("version \(Self.version) is known")
    }
    model = try Self.model(head["model"])
    var completions: [ContentKey: Completion] = [:]
    var kinds: Set<Kind> = []
    while let line = lines.next() {
      let json = try line.result.get()
      let key = try Self.key(json["key"])
      guard completions.updateValue(try Self.completion(json), forKey: key) == nil else {
        throw json.error("the key is there twice")
      }
      kinds.insert(
        Kind(
          purpose: try json["purpose"].string(), template: try json["template"].string(),
          temperature: try json["temperature"].double(), maxTokens: try json["max_tokens"].int()))
    }
    self.completions = completions
    self.kinds = kinds
  }

  private static func key(_ json: JSONValue) throws(JSONError) -> ContentKey {
    guard let key = ContentKey(hexadecimal: try json.string()) else {
      throw json.error("wants 32 hexadecimal digits")
    }
    return key
  }

  private static func model(_ json: JSONValue) throws(JSONError) -> ModelIdentity {
    guard let kind = ModelIdentity.Kind(rawValue: try json["kind"].string()) else {
      throw try json["kind"].error("is no kind of model")
    }
    return ModelIdentity(name: try json["name"].string(), kind: kind, key: try key(json["key"]))
  }

  private static func completion(_ json: JSONValue) throws(JSONError) -> Completion {
    guard let finish = FinishReason(rawValue: try json["finish_reason"].string()) else {
      throw try json["finish_reason"].error("is neither stop nor length")
    }
    let reasoning = try json.member("reasoning")
    return Completion(
      text: try json["text"].string(), reasoning: try reasoning?.string(),
      promptTokens: try count(json["prompt_tokens"]),
      chargedPromptTokens: try count(json["charged_prompt_tokens"]),
      completionTokens: try count(json["completion_tokens"]), finishReason: finish)
  }

  private static func count(_ json: JSONValue) throws(JSONError) -> Int {
    let count = try json.int()
    guard count >= 0 else { throw json.error("is negative") }
    return count
  }

  /// The first line of a file.
  public static func head(_ model: ModelIdentity) -> String {
    let json: JSONValue = [
      "recording": JSONValue(version),
      "model": [
        "name": JSONValue(model.name), "kind": JSONValue(model.kind.rawValue),
        "key": JSONValue("\(model.key)"),
      ],
    ]
    return json.serialized()
  }

  /// The line of a completion.
  public static func line(_ item: RecordedCompletion) -> String {
    let completion = item.completion
    var members = [
      JSONMember("key", JSONValue("\(item.key)")),
      JSONMember("purpose", JSONValue(item.purpose.rawValue)),
      JSONMember("problem", JSONValue("\(item.problem)")),
      JSONMember("template", JSONValue(item.template)),
      JSONMember("temperature", JSONValue(item.temperature)),
      JSONMember("max_tokens", JSONValue(item.maxTokens)),
      JSONMember("index", JSONValue(item.index)),
      JSONMember("seed", JSONValue(item.seed.map { JSONValue($0) })),
      JSONMember("text", JSONValue(completion.text)),
    ]
    if let reasoning = completion.reasoning {
      members.append(JSONMember("reasoning", JSONValue(reasoning)))
    }
    members += [
      JSONMember("prompt_tokens", JSONValue(completion.promptTokens)),
      JSONMember("charged_prompt_tokens", JSONValue(completion.chargedPromptTokens)),
      JSONMember("completion_tokens", JSONValue(completion.completionTokens)),
      JSONMember("finish_reason", JSONValue(completion.finishReason.rawValue)),
    ]
    return JSONValue(members).serialized()
  }
}
