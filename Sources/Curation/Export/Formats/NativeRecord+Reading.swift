import Corpus
import JSON

extension NativeRecord {
  /// Reads a line and checks that its parts fit together.
  init(_ line: JSONValue) throws(JSONError) {
    let problem = try line["problem"]
    let solution = try line["solution"]
    let (seed, stage) = (try problem["root"], try problem["stage"])
    var origin: Origin?
    if !seed.isNull {
      origin = Origin(
        root: Problem(statement: try seed["statement"].string(), gold: try seed["gold"].string()),
        stage: try choice(stage, of: ["rephrase", "similar", "fobar", "self-verification"]))
    }
    let model = try solution["model"]
    let text = try solution["text"].string()
    let ranges = try Self.ranges(try solution["steps"], in: text)
    let settings = try line["settings"]
    guard (try? JSONValue.parse(Array(try settings.string().utf8)).object()) != nil else {
      throw settings.error("the settings must be a JSON object as a text")
    }
    var labels: [Label] = []
    for label in try line["labels"].array() {
      let read = try Self.label(label, method: try line["method"].string())
      guard ranges.indices.contains(read.step), read.step > labels.last?.step ?? -1 else {
        throw try label["step"].error(
          "\(read.step) is none of the \(ranges.count) steps, or stands out of order")
      }
      labels.append(read)
    }
    let truths = try elements(try line["truths"]) { (truth) throws(JSONError) in
      StepFact(
        value: try optional(truth["value"]) { (value) throws(JSONError) in try value.bool() },
        strict: try optional(truth["strict"]) { (value) throws(JSONError) in try value.bool() },
        kind: try truth["class"].string())
    }
    guard truths.isEmpty || truths.count == ranges.count else {
      throw try line["truths"].error("\(truths.count) truths for \(ranges.count) steps")
    }
    self.init(
      problem: Problem(
        statement: try problem["statement"].string(), gold: try problem["gold"].string(),
        root: origin?.root.key),
      origin: origin, row: try Self.row(try problem["row"]),
      completion: try key(try solution["completion"]),
      model: ModelIdentity(
        name: try model["name"].string(), kind: try choice(try model["kind"]),
        key: try key(try model["key"])), purpose: try choice(try solution["purpose"]), text: text,
      finish: try choice(try solution["finish_reason"]), steps: ranges,
      verdict: try choice(try solution["verdict"]),
      answer: try optional(solution["answer"]) { (value) throws(JSONError) in
        try value.string()
      }, method: try line["method"].string(), settings: try settings.string(), labels: labels,
      truths: truths)
  }

  private static func row(_ json: JSONValue) throws(JSONError) -> PublishedRow? {
    guard !json.isNull else { return nil }
    var attributes: [String: String] = [:]
    for member in try json["attributes"].object() {
      attributes[member.name] = try member.value.string()
    }
    return PublishedRow(
      id: try json["id"].string(), position: try json["position"].int(), attributes: attributes)
  }

  /// The byte ranges of steps, which must follow one another and lie between characters.
  private static func ranges(
    _ json: JSONValue, in text: String
  ) throws(JSONError) -> [Range<Int>] {
    let bytes = Array(text.utf8)
    var last = 0
    return try elements(json) { (pair) throws(JSONError) -> Range<Int> in
      let bounds = try elements(pair) { (bound) throws(JSONError) in try bound.int() }
      guard bounds.count == 2, last <= bounds[0], bounds[0] <= bounds[1],
        bounds[1] <= bytes.count,
        bounds.allSatisfy({ $0 == bytes.count || bytes[$0] & 0xc0 != 0x80 })
      else {
        throw pair.error("a step is [start, end] in bytes of the text, after the step before")
      }
      last = bounds[1]
      return bounds[0]..<bounds[1]
    }
  }

  private static func label(_ json: JSONValue, method: String) throws(JSONError) -> Label {
    func count(_ name: String) throws(JSONError) -> Int {
      let value = try json[name]
      guard (0...Int(Int32.max)).contains(try value.int()) else {
        throw value.error("a count is a whole number from 0")
      }
      return try value.int()
    }
    let interval = try json["interval"]
    var range: ClosedRange<Double>?
    if !interval.isNull {
      let bounds = try elements(interval, softValue)
      guard bounds.count == 2, bounds[0] <= bounds[1] else {
        throw interval.error("an interval is [low, high]")
      }
      range = bounds[0]...bounds[1]
    }
    let advantage = try optional(json["advantage"]) { (value) throws(JSONError) in
      try value.double()
    }
    guard (-1...1).contains(advantage ?? 0) else {
      throw try json["advantage"].error("an advantage is between -1 and 1")
    }
    return Label(
      step: try count("step"), value: try choice(try json["value"]), method: method,
      counts: RolloutCounts(
        correct: try count("correct"), incorrect: try count("incorrect"),
        unanswered: try count("unanswered"), undetermined: try count("undetermined")),
      stopping: try optional(json["stopping"]) { (value) throws(JSONError) in try choice(value) },
      interval: range, posterior: try optional(json["posterior"], softValue),
      advantage: advantage,
      reason: try optional(json["reason"]) { (value) throws(JSONError) in try value.string() })
  }
}

/// A value that may be null.
private func optional<Value>(
  _ json: JSONValue, _ read: (JSONValue) throws(JSONError) -> Value
) throws(JSONError) -> Value? {
  json.isNull ? nil : try read(json)
}

/// One of the cases of a type.
private func choice<Choice: RawRepresentable<String>>(
  _ json: JSONValue
) throws(JSONError) -> Choice {
  guard let choice = Choice(rawValue: try json.string()) else {
    throw json.error("'\(try json.string())' is not known")
  }
  return choice
}

private func choice(_ json: JSONValue, of names: [String]) throws(JSONError) -> String {
  let name = try json.string()
  guard names.contains(name) else { throw json.error("'\(name)' is not known") }
  return name
}

/// A content key.
private func key(_ json: JSONValue) throws(JSONError) -> ContentKey {
  guard let key = ContentKey(hexadecimal: try json.string()) else {
    throw json.error("it is no key of 32 hexadecimal digits")
  }
  return key
}
