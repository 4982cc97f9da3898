/// A step of a solution: where it stands in the text and what it says.
public struct Step: Hashable, Sendable {
  /// The UTF-8 bytes of the text that belong to the step, the separator after it included.
  public let range: Range<Int>
  /// The step with its separator.
  public let text: String

  /// The step without the white space around it.
  public var trimmed: String {
    let bytes = Array(text.utf8)
    guard let first = bytes.firstIndex(where: { !isSpace($0) }),
      let last = bytes.lastIndex(where: { !isSpace($0) })
    else { return "" }
    return String(decoding: bytes[first...last], as: UTF8.self)
  }
}

/// Cuts a solution into steps that give the text again, byte for byte, when they are joined.
///
/// A cut never falls inside mathematics (`$…$`, `$$…$$`, `\(…\)`, `\[…\]`, `\begin…\end`), a code
/// fence, a decimal or an abbreviation. White space before the first step belongs to that step.
///
/// - Complexity: O(length of the text).
public struct StepSplitter: Hashable, Sendable {
  /// Where a new step starts.
  public enum Rule: String, Hashable, Sendable, CaseIterable {
    /// At every line that is not blank.
    case line
    /// After every blank line.
    case blankLine = "blank-line"
    /// At every `Step 3:`; a text without one is a single step.
    case numbered
    /// At every heading: a line in bold or one that bold text begins (`**Find the cost:** …`,
    /// `2. **Find the cost**`), or one that `#` marks begin.
    case heading
    /// At every sentence and every line that is not blank.
    case sentence
    /// By the first of numbered, heading, blank-line and line that finds two steps, else by
    /// sentences: what the text itself is divided by.
    case automatic

    /// How solutions in the published form of a suite are divided.
    ///
    /// GSM8K's solutions have a calculation a line (its calculators' `<<3*4=12>>` stay in their
    /// line), MATH's are prose, the outputs in PRM800K are a step a line, those in ProcessBench
    /// paragraphs, Math-Shepherd's are numbered; whatever else there is says itself how.
    public init(format: String) {
      self =
        switch format {
        case "gsm8k", "gsm-style", "gsm-plus", "gsm-symbolic", "gsm-hard", "svamp", "asdiv",
          "mawps", "prm800k", "math-style":
          .line
        case "math", "math-500", "minerva", "aime", "amc", "olympiadbench", "theoremqa": .sentence
        case "processbench": .blankLine
        case "math-shepherd": .numbered
        default: .automatic
        }
    }
  }

  /// Where a new step starts.
  public var rule: Rule
  /// Steps with fewer characters than this join the next one; a short last step joins the one
  /// before it.
  public var minimumLength: Int

  /// Makes a splitter.
  public init(_ rule: Rule, minimumLength: Int = 0) {
    self.rule = rule
    self.minimumLength = minimumLength
  }

  /// The rule's name, with the least length where there is one: `sentence-20`.
  public var name: String {
    minimumLength > 0 ? "\(rule.rawValue)-\(minimumLength)" : rule.rawValue
  }

  /// The steps of `text` in order; none for a text of white space only.
  public func split(_ text: String) -> [Step] {
    let bytes = Array(text.utf8)
    return ranges(of: bytes).map { range in
      Step(range: range, text: String(decoding: bytes[range], as: UTF8.self))
    }
  }

  /// The byte ranges of the steps of `text`, each starting where the one before it ends.
  public func ranges(_ text: String) -> [Range<Int>] { ranges(of: Array(text.utf8)) }

  /// The text that was split into `steps`.
  public static func join(_ steps: [Step]) -> String { steps.map(\.text).joined() }

  private func ranges(of bytes: [UInt8]) -> [Range<Int>] {
    guard let first = bytes.firstIndex(where: { !isSpace($0) }) else { return [] }
    let protected = ProtectedSpans(of: bytes)
    var cuts = StepCuts(bytes: bytes, protected: protected).cuts(rule, after: first)
    if minimumLength > 0 { cuts = merged(cuts, in: bytes) }
    let bounds = [0] + cuts + [bytes.count]
    return zip(bounds, bounds.dropFirst()).map { $0..<$1 }
  }

  /// The cuts that remain when short steps have joined their neighbours.
  private func merged(_ cuts: [Int], in bytes: [UInt8]) -> [Int] {
    var kept: [Int] = []
    var start = 0
    for cut in cuts where characters(in: bytes[start..<cut]) >= minimumLength {
      kept.append(cut)
      start = cut
    }
    if characters(in: bytes[start...]) < minimumLength { _ = kept.popLast() }
    return kept
  }

  /// The Unicode scalars of a step without the white space after it.
  private func characters(in bytes: ArraySlice<UInt8>) -> Int {
    guard let last = bytes.lastIndex(where: { !isSpace($0) }) else { return 0 }
    return bytes[...last].count { $0 & 0xc0 != 0x80 }
  }
}

func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || 0x09...0x0d ~= byte }

func isDigit(_ byte: UInt8) -> Bool { UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte }

func isLowercase(_ byte: UInt8) -> Bool { UInt8(ascii: "a")...UInt8(ascii: "z") ~= byte }

func isUppercase(_ byte: UInt8) -> Bool { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= byte }

func isLetter(_ byte: UInt8) -> Bool { isLowercase(byte) || isUppercase(byte) || byte >= 0x80 }
