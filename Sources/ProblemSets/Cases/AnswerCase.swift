import Answers
import JSON

/// An answer to judge against a gold answer, as a line of a file says it.
public struct AnswerCase: Sendable {
  /// The line's id, as written; `null` where it has none.
  public let id: JSONValue
  /// The gold answer.
  public let gold: String
  /// What was answered: a whole response in mode `text`, else an answer alone.
  public let prediction: String
  /// How gold and prediction are to be read.
  public let mode: JudgeMode
  /// Whether the prediction is right, where somebody says so and nobody doubts it.
  public let expectation: Bool?
  /// Where the case is from; empty where the line does not say.
  public let source: String

  /// Reads a case; keys that mean nothing here are left alone.
  ///
  /// `gold` and `pred` may be numbers too. An `expect` beside `suspect` or `conflict` is no
  /// expectation.
  ///
  /// - Parameters:
  ///   - line: an object.
  ///   - mode: the mode of a case that names none.
  /// - Throws: What is wrong with a field.
  public init(_ line: JSONValue, mode: JudgeMode) throws(JSONError) {
    var fields = Fields()
    for member in try line.object() {
      switch member.name {
      case "id": fields.id = member.value
      case "gold": fields.gold = member.value
      case "pred": fields.prediction = member.value
      case "mode": fields.mode = member.value
      case "expect": fields.expectation = member.value
      case "source": fields.source = member.value
      case "suspect", "conflict": fields.isDoubtful = !member.value.isNull
      default: break
      }
    }
    guard let gold = fields.gold else { throw try missing("gold", in: line) }
    guard let prediction = fields.prediction else { throw try missing("pred", in: line) }
    id = fields.id
    self.gold = try gold.stringOrNumber()
    self.prediction = try prediction.stringOrNumber()
    self.mode = try fields.mode.map { value throws(JSONError) in try Self.mode(value) } ?? mode
    if fields.isDoubtful || fields.expectation?.isNull ?? true {
      expectation = nil
    } else {
      expectation = try fields.expectation?.bool()
    }
    source = try fields.source?.string() ?? ""
  }

  private struct Fields {
    var id = JSONValue.null
    var gold: JSONValue?
    var prediction: JSONValue?
    var mode: JSONValue?
    var expectation: JSONValue?
    var source: JSONValue?
    var isDoubtful = false
  }

  private static func mode(_ value: JSONValue) throws(JSONError) -> JudgeMode {
    let name = try value.string()
    if let mode = JudgeMode(rawValue: name) { return mode }
    let known = JudgeMode.allCases.map(\.rawValue)
    let hint = nearest(to: name, among: known).map { ": did you mean '\($0)'?" }
    throw value.error(
      "there is no mode '\(name)'" + (hint ?? ": choose one of \(known.joined(separator: ", "))"))
  }
}

private func missing(_ name: String, in line: JSONValue) throws(JSONError) -> JSONError {
  guard let near = nearest(to: name, among: try line.object().map(\.name)) else {
    return line.error("'\(name)' is missing")
  }
  return line.error("'\(name)' is missing: there is '\(near)'")
}

extension JSONValue {
  fileprivate func stringOrNumber() throws(JSONError) -> String {
    if case .number(let lexeme) = kind { return lexeme }
    return try string()
  }
}
