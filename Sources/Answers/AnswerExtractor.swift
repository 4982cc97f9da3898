/// Finds the answer in the text of a solution.
///
/// The rules of the policy are tried in order, and the last place of the text that a rule fits
/// counts.
///
/// - Complexity: O(length of the text) for every rule.
public struct AnswerExtractor: Hashable, Sendable {
  /// Which ways of finding an answer are allowed.
  public let policy: ExtractionPolicy

  /// Makes an extractor.
  public init(policy: ExtractionPolicy = .marked) {
    self.policy = policy
  }

  /// The answer of a solution; `nil` when no rule finds one.
  public func answer(in text: String) -> Answer? {
    let bytes = Array(text.utf8)
    for rule in policy.rules {
      if let range = Self.range(of: rule, in: bytes) {
        return Answer(String(decoding: bytes[range], as: UTF8.self), rule: rule)
      }
    }
    return nil
  }

  /// The content of the last complete `\boxed{…}` or `\fbox{…}`, or what follows a `\boxed`
  /// without braces.
  public static func lastBoxed(in text: String) -> String? {
    let bytes = Array(text.utf8)
    return boxedRange(in: bytes).map { String(decoding: trimmed(bytes[$0]), as: UTF8.self) }
  }

  /// How many boxes a text has.
  public static func boxCount(in text: String) -> Int {
    let bytes = Array(text.utf8)
    return bytes.indices.count { boxStart(at: $0, in: bytes) != nil }
  }

  /// Where the answer stands that a rule finds; never white space only.
  private static func range(of rule: ExtractionRule, in bytes: [UInt8]) -> Range<Int>? {
    let range: Range<Int>? =
      switch rule {
      case .hashes: hashesRange(in: bytes)
      case .boxed: boxedRange(in: bytes)
      case .answerLine: answerLineRange(in: bytes)
      case .sentence: sentenceRange(in: bytes)
      case .lastNumber: NumberReader.lastNumber(in: bytes)
      case .given: bytes.indices
      }
    return range.flatMap { trimmed(bytes[$0]).isEmpty ? nil : $0 }
  }

  /// The rest of the last line with `####` and a number; a heading may look the same.
  private static func hashesRange(in bytes: [UInt8]) -> Range<Int>? {
    var end = bytes.count
    var index = bytes.count - 4
    while index >= 0 {
      if bytes[index] == UInt8(ascii: "\n") { end = index }
      if bytes[index] == UInt8(ascii: "#"), bytes[index...].starts(with: "####".utf8) {
        let range = (index + 4)..<max(end, index + 4)
        if NumberReader.number(in: String(decoding: bytes[range], as: UTF8.self)) != nil {
          return range
        }
        end = index
      }
      index -= 1
    }
    return lastLineHashes(in: bytes)
  }

  /// The rest of the last line when `####` is on it, whatever it says.
  private static func lastLineHashes(in bytes: [UInt8]) -> Range<Int>? {
    let text = trimmed(bytes[...])
    let start = text.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? text.startIndex
    var index = text.endIndex - 4
    while index >= start {
      if text[index...].starts(with: "####".utf8) { return (index + 4)..<text.endIndex }
      index -= 1
    }
    return nil
  }

  private static func boxedRange(in bytes: [UInt8]) -> Range<Int>? {
    // Braces are matched once from the end, so that boxes which never close cost nothing more.
    var closing: [Int: Int] = [:]
    var open: [Int] = []
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\\"):
        if let content = boxStart(at: index, in: bytes) {
          if bytes[content] == UInt8(ascii: "{") { open.append(content) }
          index = content
        } else {
          // An escaped brace matches nothing.
          index += 1
        }
      case UInt8(ascii: "{"): open.append(index)
      case UInt8(ascii: "}"): if let start = open.popLast() { closing[start] = index }
      default: break
      }
      index += 1
    }
    for start in bytes.indices.reversed() {
      guard bytes[start] == UInt8(ascii: "\\"), let content = boxStart(at: start, in: bytes) else {
        continue
      }
      guard content < bytes.count, bytes[content] == UInt8(ascii: "{") else {
        let end = bytes[content...].firstIndex { isSpace($0) || $0 == UInt8(ascii: "$") }
        return content..<(end ?? bytes.count)
      }
      if let end = closing[content] { return (content + 1)..<end }
    }
    return nil
  }

  /// Where the content of the box command at `index` starts, its opening brace included.
  private static func boxStart(at index: Int, in bytes: [UInt8]) -> Int? {
    guard bytes[index] == UInt8(ascii: "\\") else { return nil }
    let rest = bytes[index...]
    let length = rest.starts(with: "\\boxed".utf8) ? 6 : rest.starts(with: "\\fbox".utf8) ? 5 : 0
    guard length > 0 else { return nil }
    var content = index + length
    while content < bytes.count, bytes[content] == 0x20 { content += 1 }
    guard content < bytes.count, content > index + length || !isLetter(bytes[content]) else {
      return nil
    }
    return content
  }

  private static func answerLineRange(in bytes: [UInt8]) -> Range<Int>? {
    var end = bytes.count
    for index in bytes.indices.reversed() {
      if bytes[index] == UInt8(ascii: "\n") { end = index }
      guard bytes[index] == UInt8(ascii: ":"), endsWithAnswer(bytes, at: index),
        bytes[(index + 1)..<end].contains(where: { !isSpace($0) })
      else { continue }
      return (index + 1)..<end
    }
    return nil
  }

  /// Whether `answer`, or an `A` that starts its line, stands before the colon at `colon`.
  private static func endsWithAnswer(_ bytes: [UInt8], at colon: Int) -> Bool {
    var end = colon
    while end > 0, "*_ ".utf8.contains(bytes[end - 1]), colon - end < 8 { end -= 1 }
    if matches("answer", in: bytes, endingAt: end) { return true }
    guard end > 0, bytes[end - 1] == UInt8(ascii: "A") else { return false }
    var start = end - 1
    while start > 0, "*_# \t".utf8.contains(bytes[start - 1]), end - start < 16 { start -= 1 }
    return start == 0 || bytes[start - 1] == UInt8(ascii: "\n")
  }

  /// The rest of the sentence after the last `answer is`.
  private static func sentenceRange(in bytes: [UInt8]) -> Range<Int>? {
    var index = bytes.count
    while index >= 9 {
      guard matches("answer is", in: bytes, endingAt: index) else {
        index -= 1
        continue
      }
      var start = index
      while start < bytes.count, isSpace(bytes[start]) || bytes[start] == UInt8(ascii: ":") {
        start += 1
      }
      let end = sentenceEnd(from: start, in: bytes)
      if start < end { return start..<end }
      index -= 1
    }
    return nil
  }

  private static func sentenceEnd(from start: Int, in bytes: [UInt8]) -> Int {
    var index = start
    while index < bytes.count, bytes[index] != UInt8(ascii: "\n") {
      if bytes[index] == UInt8(ascii: "."), index + 1 == bytes.count || isSpace(bytes[index + 1]) {
        break
      }
      index += 1
    }
    return index
  }

  /// Whether a lower-case ASCII word ends at `end`, in either case.
  private static func matches(_ word: StaticString, in bytes: [UInt8], endingAt end: Int) -> Bool {
    let count = word.utf8CodeUnitCount
    guard end >= count else { return false }
    return (0..<count).reversed().allSatisfy {
      bytes[end - count + $0] | 0x20 == word.utf8Start[$0]
    }
  }
}
