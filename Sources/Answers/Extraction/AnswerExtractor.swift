/// Finds the answer in the text of a solution.
///
/// The strongest mark counts, and of equal ones the last. What stands between `<think>` and
/// `</think>` is left out; a text whose thinking never ends has no answer.
///
/// - Complexity: O(length of the text), without allocations for the calls that return ranges.
public struct AnswerExtractor: Hashable, Sendable {
  /// Which ways of finding an answer are allowed.
  public let policy: ExtractionPolicy

  /// Makes an extractor.
  public init(policy: ExtractionPolicy = .marked) {
    self.policy = policy
  }

  /// Where the answer of a solution stands; `nil` when no rule finds one.
  public func candidate(in bytes: Span<UInt8>) -> AnswerCandidate? {
    bytes.withUnsafeBufferPointer { candidate(in: ByteView($0)) }
  }

  /// Where the answer of a solution stands in its UTF-8; `nil` when no rule finds one.
  public func candidate(in text: String) -> AnswerCandidate? {
    text.withBytes { candidate(in: $0) }
  }

  /// The answer of a solution; `nil` when no rule finds one, or the text says that it has none.
  ///
  /// Several boxes that make one answer are joined with commas.
  public func answer(in text: String) -> Answer? {
    text.withBytes { bytes in
      candidate(in: bytes).flatMap { found in
        found.rule == .refusal ? nil : Answer(Self.text(of: found, in: bytes), rule: found.rule)
      }
    }
  }

  /// The answer in a text that is supposed to be nothing else: the text without the marks around
  /// it (a box, `Answer:`, dollar signs, markup, the full stop).
  public static func given(in text: String) -> Answer {
    text.withBytes { bytes in
      let found = GivenAnswer.candidate(in: bytes)
      return Answer(Self.text(of: found, in: bytes), rule: found.rule)
    }
  }

  /// The letter of the choice that a text makes, `A` to `Z`; `nil` when it makes none.
  public static func choice(in text: String) -> Answer? {
    text.withBytes { bytes in
      ChoiceFinder.candidate(in: bytes).map { Answer(Self.text(of: $0, in: bytes), rule: .choice) }
    }
  }

  /// The text of a candidate; several boxes are joined with commas.
  public static func text(of candidate: AnswerCandidate, in bytes: Span<UInt8>) -> String {
    bytes.withUnsafeBufferPointer { text(of: candidate, in: ByteView($0)) }
  }

  /// The content of the last complete `\boxed{…}` or `\fbox{…}`, or what follows a `\boxed`
  /// without braces.
  public static func lastBoxed(in text: String) -> String? {
    text.withBytes { bytes in
      boxes(in: bytes, 0..<bytes.count).first.map { bytes.string(bytes.trimmed($0.content)) }
    }
  }

  /// How many boxes a text has.
  public static func boxCount(in text: String) -> Int {
    text.withBytes { boxes(in: $0, 0..<$0.count).count }
  }

  private func candidate(in bytes: ByteView) -> AnswerCandidate? {
    guard let solution = ThinkingSpans.solution(in: bytes) else { return nil }
    return MarkScanner.marked(in: bytes, solution)
      ?? (policy == .marked ? nil : UnmarkedAnswer.candidate(in: bytes, solution))
  }

  private static func text(of candidate: AnswerCandidate, in bytes: ByteView) -> String {
    guard candidate.parts > 1 else { return bytes.string(candidate.range) }
    // The command of the first box stands before the range.
    let contents = boxes(in: bytes, 0..<candidate.range.upperBound + 1).prefix(candidate.parts)
    return contents.reversed().map { bytes.string(bytes.trimmed($0.content)) }
      .joined(separator: ", ")
  }

  /// The boxes in a range, the last one first.
  private static func boxes(in bytes: ByteView, _ range: Range<Int>) -> [BoxFinder.Box] {
    var finder = BoxFinder(bytes, end: range.upperBound)
    return range.reversed().compactMap { index in
      bytes[index] == UInt8(ascii: "d") || bytes[index] == UInt8(ascii: "x")
        ? finder.box(endingAt: index) : nil
    }
  }
}

extension String {
  /// Lends the text's UTF-8.
  fileprivate func withBytes<Result>(_ body: (ByteView) -> Result) -> Result {
    utf8.withContiguousStorageIfAvailable { body(ByteView($0)) }
      ?? Array(utf8).withUnsafeBufferPointer { body(ByteView($0)) }
  }
}
