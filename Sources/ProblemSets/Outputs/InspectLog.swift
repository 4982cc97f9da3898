import Corpus
import JSON

/// A log of Inspect (UKGovernmentBEIS/inspect_ai): one JSON document, or a `.eval` archive with a
/// header and a document for every sample (`inspect_ai/log/_recorders`).
///
/// Sample i's epoch e is completion e − 1 of its problem. The solution is the last output's text;
/// text that stands among a sample's attachments is put back. A sample that ended in an error has
/// none.
struct InspectLog {
  let path: String
  /// The model's name in place of the log's.
  let names: String?

  /// Reads every sample; the others are kept when one is damaged.
  func collect(into collector: inout OutputCollector) throws(ReadingError) {
    let content = try Records.content(of: path, limit: 4 << 30)
    if ZipArchive.starts(content.bytes) {
      try archive(content.bytes, &collector)
    } else {
      try document(content.bytes, &collector)
    }
  }

  private func document(
    _ bytes: [UInt8], _ collector: inout OutputCollector
  ) throws(ReadingError) {
    do throws(JSONError) {
      // Python writes NaN where a score is none, which JSON5 reads and JSON does not.
      let log = try JSONValue.parse(bytes, dialect: .json5, source: path)
      let recorded = try log["eval"]["model"].string()
      guard let samples = try log.member("samples"), !samples.isNull else {
        throw log.error("the log has no samples: it was written without them")
      }
      for (number, sample) in try samples.array().enumerated() {
        take(sample, file: path, line: number + 1, names ?? recorded, &collector)
      }
    } catch {
      throw .malformed(error)
    }
  }

  private func archive(
    _ bytes: [UInt8], _ collector: inout OutputCollector
  ) throws(ReadingError) {
    let archive: ZipArchive
    do throws(ZipArchive.Failure) {
      archive = try ZipArchive(bytes)
    } catch {
      throw .malformed(failure(error.reason, in: path))
    }
    if archive.isCut {
      collector.reject(
        rejection(
          "the archive was cut before its directory: only samples that are whole are read"))
    }
    // An entry that was written again stands for the earlier one.
    var last: [String: ZipArchive.Member] = [:]
    for member in archive.members { last[member.name] = member }
    let samples = archive.members.filter { isSample($0.name) && last[$0.name] == $0 }
    var model = names
    for name in ["header.json", "_journal/start.json"] where model == nil {
      guard let member = last[name] else { continue }
      do throws(ZipArchive.Failure) {
        let header = try archive.content(of: member)
        model = try? JSONValue.parse(header, dialect: .json5)["eval"]["model"].string()
      } catch {
        collector.reject(rejection(error.reason, in: name))
      }
    }
    for name in Set(archive.members.map(\.name)).sorted() where name.hasSuffix("/sample.json") {
      collector.reject(rejection("the sample is split in chunks, which is not read here", in: name))
    }
    for member in samples {
      do throws(ZipArchive.Failure) {
        let content = try archive.content(of: member)
        let file = "\(path)/\(member.name)"
        do throws(JSONError) {
          let sample = try JSONValue.parse(content, dialect: .json5, source: file)
          guard let model else {
            throw JSONError(
              source: file, position: nil, path: "",
              reason: "the log does not say whose it is: name the model")
          }
          take(sample, file: file, line: 1, model, &collector)
        } catch {
          collector.reject(RecordRejection(file: file, line: 1, error: error))
        }
      } catch {
        collector.reject(rejection(error.reason, in: member.name))
      }
    }
    guard !samples.isEmpty || !collector.rejections.isEmpty else {
      throw .malformed(failure("the archive holds no samples/*.json: it is no log", in: path))
    }
  }

  private func isSample(_ name: String) -> Bool {
    name.hasPrefix("samples/") && name.hasSuffix(".json") && name.count { $0 == "/" } == 1
  }

  private func failure(_ reason: String, in file: String) -> JSONError {
    JSONError(source: file, position: nil, path: "", reason: reason)
  }

  private func rejection(_ reason: String, in member: String? = nil) -> RecordRejection {
    RecordRejection(
      file: member.map { "\(path)/\($0)" } ?? path, line: 1, field: "", reason: reason)
  }

  private func take(
    _ sample: JSONValue, file: String, line: Int, _ model: String,
    _ collector: inout OutputCollector
  ) {
    do throws(JSONError) {
      collector.add(try InspectSample(sample).item(file: file, line: line), model: model)
    } catch {
      collector.reject(RecordRejection(file: file, line: line, error: error))
    }
  }
}

/// One sample of a log.
private struct InspectSample {
  private let sample: JSONValue
  private let attachments: [String: String]

  init(_ sample: JSONValue) throws(JSONError) {
    self.sample = sample
    var attachments: [String: String] = [:]
    if let members = try sample.member("attachments"), !members.isNull {
      for member in try members.object() { attachments[member.name] = try member.value.string() }
    }
    self.attachments = attachments
  }

  func item(file: String, line: Int) throws(JSONError) -> PublishedOutputs.Item {
    if let error = try sample.member("error"), !error.isNull {
      let message = try error.member("message")?.string() ?? ""
      throw error.error("the sample ended in an error: \(message.prefix(200))")
    }
    let epoch = try sample["epoch"].int()
    guard epoch >= 1 else { throw try sample["epoch"].error("is less than 1") }
    let output = try sample["output"]
    guard let choice = try output["choices"].array().first else {
      throw try output["choices"].error("there is no output")
    }
    let said = try content(try choice["message"]["content"])
    var reasons: FinishReason = .stop
    if let reason = try choice.member("stop_reason"), !reason.isNull {
      if ["max_tokens", "model_length"].contains(try reason.string()) { reasons = .length }
    }
    var tokens = PublishedOutputs.Tokens()
    if let usage = try output.member("usage"), !usage.isNull {
      tokens = PublishedOutputs.Tokens(
        prompt: try PublishedOutputs.count(usage, "input_tokens") ?? 0,
        completion: try PublishedOutputs.count(usage, "output_tokens") ?? 0)
    }
    return PublishedOutputs.Item(
      file: file, line: line, statements: try statements(),
      gold: try gold(), solution: said.text, reasoning: said.reasoning,
      index: epoch - 1, tokens: tokens, finish: reasons, recordedCorrect: try verdict())
  }

  /// What was asked first: the input, or the last turn of a user in it; then the texts of the
  /// metadata, for tasks that wrap the problem.
  private func statements() throws(JSONError) -> [String] {
    var texts: [String] = []
    let input = try sample["input"]
    if case .array(let messages) = input.kind {
      for message in messages.reversed() where try message["role"].string() == "user" {
        texts.append(try content(try message["content"]).text)
      }
    } else {
      texts.append(resolved(try input.string()))
    }
    if let metadata = try sample.member("metadata"), !metadata.isNull {
      for member in try metadata.object() {
        if case .string(let text) = member.value.kind { texts.append(resolved(text)) }
      }
    }
    guard let first = texts.first, first.utf8.contains(where: { $0 > 0x20 }) else {
      throw input.error("there is no text of a user")
    }
    return texts
  }

  private func gold() throws(JSONError) -> String? {
    let target = try sample["target"]
    if case .array(let targets) = target.kind { return try targets.first?.string() }
    return try target.string()
  }

  /// A message's text: a string, or parts of which some are text and some reasoning.
  private func content(_ value: JSONValue) throws(JSONError) -> (text: String, reasoning: String?) {
    guard case .array(let parts) = value.kind else { return (resolved(try value.string()), nil) }
    var text = ""
    var reasoning: String?
    for part in parts {
      switch try part["type"].string() {
      case "text": text += resolved(try part["text"].string())
      case "reasoning":
        reasoning = (reasoning ?? "") + resolved(try part["reasoning"].string())
      default: continue
      }
    }
    return (text, reasoning)
  }

  /// Whether a scorer finds the sample correct; of several, one is enough.
  private func verdict() throws(JSONError) -> Bool? {
    guard let scores = try sample.member("scores"), !scores.isNull else { return nil }
    var verdict: Bool?
    for score in try scores.object() {
      let found: Bool?
      switch try score.value["value"].kind {
      case .string("C"): found = true
      case .string("I"), .string("N"): found = false
      case .bool(let value): found = value
      case .number("1"), .number("1.0"): found = true
      case .number("0"), .number("0.0"): found = false
      default: found = nil
      }
      if let found { verdict = (verdict ?? false) || found }
    }
    return verdict
  }

  /// A text, or the attachment that stands in its place.
  private func resolved(_ text: String) -> String {
    for mark in ["attachment://", "tc://"] where text.hasPrefix(mark) {
      return attachments[String(text.dropFirst(mark.count))] ?? text
    }
    return text
  }
}
