import Corpus
import JSON

/// A problem and its steps in one text as Math-Shepherd writes them: numbered, with a tag after
/// each.
struct TaggedSteps {
  static let tag = "ки"
  /// The texts before each tag.
  let pieces: [String]

  /// Cuts a text at its tags.
  init(_ text: JSONValue) throws(JSONError) {
    var pieces = Array(try text.string().utf8)[...].pieces(between: Array(Self.tag.utf8))
      .map { String(decoding: $0, as: UTF8.self) }
    guard pieces.removeLast().unicodeScalars.allSatisfy(\.properties.isWhitespace) else {
      throw text.error("the text goes on after the last tag")
    }
    guard !pieces.isEmpty else { throw text.error("there is no tag") }
    self.pieces = pieces
  }

  init(pieces: [String]) { self.pieces = pieces }

  /// The problem and the texts of the steps.
  func split(_ text: JSONValue) throws(JSONError) -> (question: String, steps: [String]) {
    var steps: [String] = []
    var question = ""
    for (number, piece) in pieces.enumerated() {
      let marker = Array(((number == 0 ? " " : "\n") + "Step \(number + 1): ").utf8)
      let bytes = Array(piece.utf8)[...]
      guard let start = bytes.firstPlace(of: marker), bytes.last == 0x20 else {
        throw text.error("step \(number + 1) does not begin with its number")
      }
      if number == 0 { question = String(decoding: bytes[..<start], as: UTF8.self) }
      steps.append(String(decoding: bytes[(start + marker.count)...].dropLast(), as: UTF8.self))
    }
    return (question, steps)
  }

  /// The text of a solution with a mark after each step.
  ///
  /// - Throws: `ExportError.tagInText` where a text holds the tag or a first step's number.
  static func text(
    of solution: LabelledSolution, steps: [String], marks: [String]? = nil, format: String
  ) throws(ExportError) -> String {
    for text in steps + [solution.problem.statement]
    where holds(text, tag) || holds(text, " Step 1: ") {
      throw .tagInText(format: format, tag: tag, completion: solution.completion)
    }
    let lines = steps.enumerated().map { number, step in
      "Step \(number + 1): \(step) \(marks?[number] ?? tag)"
    }
    return solution.problem.statement + " " + lines.joined(separator: "\n")
  }
}
