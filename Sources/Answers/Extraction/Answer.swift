/// An answer as it stands in a text, and how it was found.
public struct Answer: Hashable, Sendable {
  /// The answer without the white space around it.
  public let text: String
  /// How it was found.
  public let rule: ExtractionRule

  /// Makes an answer; by default of a text that is one as a whole.
  public init(_ text: String, rule: ExtractionRule = .given) {
    let bytes = Array(text.utf8)
    self.text = String(decoding: trimmed(bytes[...]), as: UTF8.self)
    self.rule = rule
  }

  /// The number that the answer says, if it says exactly one.
  public var number: Rational? { NumberReader.number(in: text) }

  /// Equal for equal answers, for votes: the number's text, or the text without differences of
  /// case and white space.
  public var canonicalKey: String {
    if let number { return number.description }
    return text.lowercased().split { $0.isWhitespace }.joined(separator: " ")
  }
}

func trimmed(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
  guard let first = bytes.firstIndex(where: { !isSpace($0) }),
    let last = bytes.lastIndex(where: { !isSpace($0) })
  else { return [] }
  return bytes[first...last]
}
