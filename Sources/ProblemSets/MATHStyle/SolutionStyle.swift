import Corpus

/// How a solution is worded: which wording each step has, how mathematics is set off, and the
/// words of the answer.
struct SolutionStyle: Hashable, Sendable {
  /// The wording of the step of each quantity, from 0.
  let wordings: [Int]
  /// Whether mathematics within a line stands between `\(` and `\)`, and not between dollar signs.
  let usesParentheses: Bool
  /// Which of `answers` the last line is.
  let answer: Int

  /// The last line, with `#` for the boxed answer.
  static let answers = [
    "The answer is $#$.", "So the answer is $#$.", "Therefore, we have the answer \\[ # \\]",
  ]

  /// Draws a style for steps that have these numbers of wordings.
  init(_ counts: [Int], _ stream: inout RandomStream) {
    usesParentheses = stream.nextUnit() < 0.25
    answer = Int(stream.nextUnit() * Double(Self.answers.count))
    wordings = counts.map { Int(stream.nextUnit() * Double($0)) }
  }

  /// The last line of a solution with this answer.
  func answerLine(_ value: MATHValue) -> String {
    delimited(Self.answers[answer].replacing("#", with: "\\boxed{\(value.latex)}"))
  }

  /// A line with this style's signs around mathematics.
  func delimited(_ line: String) -> String {
    guard usesParentheses else { return line }
    let pieces = line.split(separator: "$", omittingEmptySubsequences: false)
    return pieces.dropFirst().enumerated().reduce(String(pieces[0])) { text, piece in
      text + (piece.offset.isMultiple(of: 2) ? "\\(" : "\\)") + piece.element
    }
  }
}
