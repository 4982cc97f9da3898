import Answers
import Corpus

/// What a gold answer looks like.
///
/// A coarse reading of the text for overviews; whether an answer is right is for a judge.
public enum AnswerType {
  /// The type that the source states, else one read off the gold answer: `integer`, `decimal`,
  /// `fraction`, `percent`, `tuple`, `interval`, `set`, `matrix`, `expression`, `text`, `none`.
  public static func of(_ row: Row) -> String {
    row.attributes["answer_type"] ?? read(row.problem.gold)
  }

  static func read(_ gold: String) -> String {
    let text = Answer(gold).text
    if text.isEmpty { return "none" }
    if text.contains("matrix}") { return "matrix" }
    if let number = NumberReader.number(in: text) {
      if text.contains("%") { return "percent" }
      if text.contains("/") || text.contains("frac") { return "fraction" }
      return number.denominator == 1 ? "integer" : "decimal"
    }
    let opening = text.hasPrefix("\\left") ? text.dropFirst(5).first : text.first
    let closing = text.last
    let hasComma = text.contains(",")
    if text.contains("\\cup") || hasComma && opening == "[" || hasComma && closing == "]" {
      return "interval"
    }
    if text.hasPrefix("\\{") || text.hasPrefix("\\left\\{") { return "set" }
    if hasComma { return opening == "(" && closing == ")" ? "tuple" : "set" }
    if text.hasPrefix("\\text")
      || text.contains(where: \.isLetter) && !text.contains("\\")
        && text.split(whereSeparator: { !$0.isLetter }).contains(where: { $0.count > 2 })
    {
      return "text"
    }
    return "expression"
  }
}
