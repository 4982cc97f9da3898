import Testing

@testable import Expressions

/// Every text ends in a tree within the limits or in a refusal.
struct TotalityTests {
  /// A small generator of numbers, the same on every machine (SplitMix64).
  private struct Numbers: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9e37_79b9_7f4a_7c15
      var word = state
      word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
      word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
      return word ^ (word >> 31)
    }
  }

  private func check(_ bytes: [UInt8], _ limits: ExpressionLimits = ExpressionLimits()) -> Reading {
    var tree = ExpressionTree()
    let reading = ExpressionReader(limits: limits).read(bytes, into: &tree)
    #expect(tree.nodes.count <= limits.nodes + 8)
    switch reading {
    case .read: #expect(tree.root != nil)
    case .refused(let refusal):
      #expect(tree.root == nil)
      #expect(0...bytes.count ~= refusal.offset)
    }
    return reading
  }

  private func reason(_ text: String, _ limits: ExpressionLimits = ExpressionLimits())
    -> ReadingRefusal.Reason?
  {
    if case .refused(let refusal) = check(Array(text.utf8), limits) { refusal.reason } else { nil }
  }

  @Test func everyByteStringIsReadOrRefused() {
    var numbers = Numbers(state: 1)
    for _ in 0..<4000 {
      let count = Int.random(in: 0..<60, using: &numbers)
      _ = check((0..<count).map { _ in UInt8.random(in: 0...255, using: &numbers) })
    }
  }

  @Test func everySequenceOfPiecesIsReadOrRefused() {
    let pieces = [
      "\\frac", "{", "}", "(", ")", "[", "]", "\\{", "\\}", "|", "x", "i", "d", "12", ".", ",", ";",
      ":", "^", "_", "!", "'", "+", "-", "\\pm", "*", "/", "=", "<", "\\in", "\\cup", "\\sqrt",
      "\\sin", "\\log", "\\sum", "\\int", "\\lim", "\\overline", "\\hat", "\\text{", "cm", " ", "$",
      "\\$", "%", "^\\circ", "\\begin{matrix}", "\\end{matrix}", "&", "\\\\", "and", "or", "if",
      "\\left", "\\right", "f(", "\\infty", "\\mathbb{R}", "½", "²", "√", "π", "0.", "\\dot{", "e",
      "\\partial", "dx", "\\to", "million", "per", "square", "p.m.", "no", "\\begin{cases}",
      "\\end{cases}", "{}", "\\operatorname{", "C", "\\not", "\\mid", "\\pmod", "_8", "\\binom",
    ]
    var numbers = Numbers(state: 2)
    for _ in 0..<20_000 {
      let count = Int.random(in: 1..<14, using: &numbers)
      let text = (0..<count).map { _ in pieces.randomElement(using: &numbers) ?? "" }.joined()
      _ = check(Array(text.utf8))
    }
  }

  @Test func answersWithOneByteChangedAreReadOrRefused() {
    let answers = [
      "\\left( -\\infty, -\\frac{6}{7} \\right) \\cup \\left( 3, \\infty \\right)",
      "\\begin{pmatrix} 1/\\sqrt{2} & 0 \\\\ -1 & x^{2}_1 \\end{pmatrix}",
      "\\int_0^1 \\frac{x\\,dx}{\\sqrt{1-x^2}} = \\sum_{k=0}^{\\infty} \\binom{n}{k}",
      "3\\frac{1}{2}\\text{ square feet}, \\$1{,}234.50 and 4:30 \\text{ p.m.}",
      "\\{x \\in \\mathbb{R} \\mid |x-1| \\le 2\\} − 0.1\\overline{6}·x₁²",
    ].map { Array($0.utf8) }
    var numbers = Numbers(state: 3)
    for answer in answers {
      for _ in 0..<600 {
        var changed = answer
        let place = Int.random(in: 0..<changed.count, using: &numbers)
        switch Int.random(in: 0..<3, using: &numbers) {
        case 0: changed.remove(at: place)
        case 1: changed[place] = UInt8.random(in: 0...255, using: &numbers)
        default: changed.insert(changed.randomElement(using: &numbers) ?? 0, at: place)
        }
        _ = check(changed)
      }
    }
  }

  @Test func longTextsAreRefusedAndTheLimitItselfIsNot() {
    let sum = String(repeating: "+1", count: 1000)
    #expect(reason("1" + sum) == nil)
    #expect(reason(String(repeating: "1", count: 4096)) == nil)
    #expect(reason(String(repeating: "1", count: 4097)) == .tooLong)
    #expect(reason(String(repeating: "x+", count: 1500) + "x") == nil)
    #expect(reason(String(repeating: "-x", count: 2000)) == .tooManyNodes)
  }

  @Test(arguments: [
    "{", "(", "[", "|", "-", "\\sqrt", "\\frac{1}", "x^", "x^{", "\\sin", "\\left(", "\\boxed{",
    "\\text{", "\\{", "\\lfloor", "\\begin{matrix}", "\\overline", "\\mathbf{", "\\log_", "\\int",
    "\\sum_{i=1}^2", "\\hat{", "\\not", "2^", "1/-",
  ])
  func nestingIsBounded(_ piece: String) {
    var limits = ExpressionLimits()
    limits.length = 1_000_000
    let count = 10_000
    #expect(reason(String(repeating: piece, count: count), limits) != nil)
    #expect(reason(String(repeating: piece, count: count) + "1", limits) != nil)
  }

  @Test func aMillionBracesAreRefused() {
    var limits = ExpressionLimits()
    limits.length = 3_000_000
    let open = String(repeating: "{", count: 1_000_000)
    #expect(reason(open, limits) == .unbalanced)
    let close = String(repeating: "}", count: 1_000_000)
    #expect(reason(open + "1" + close, limits) == .tooDeep)
  }

  @Test func aMillionDigitsAreOneNumber() {
    var limits = ExpressionLimits()
    limits.length = 2_000_000
    let digits = String(repeating: "7", count: 1_000_000)
    #expect(reason(digits, limits) == nil)
    #expect(reason("0." + digits, limits) == nil)
    #expect(reason("x_{" + digits + "}", limits) == nil)
  }

  @Test(arguments: [
    ("", ReadingRefusal.Reason.empty, 0), ("   ", .empty, 1), ("\\foo", .unknownCommand, 0),
    ("(1,2", .unbalanced, 0), ("1)", .unbalanced, 1), ("1+", .missingOperand, 2),
    ("\\frac{1}", .missingOperand, 8), ("\\begin{foo}1\\end{foo}", .unknownCommand, 0),
    ("\\begin{matrix}1&2\\\\3\\end{matrix}", .unexpected, 20), ("x @ y", .unknownCharacter, 2),
    ("\\int x", .missingOperand, 0), ("29_8", .unexpected, 1),
  ])
  func refusalsSayWhereAndWhy(_ text: String, _ reason: ReadingRefusal.Reason, _ offset: Int) {
    #expect(check(Array(text.utf8)) == .refused(ReadingRefusal(reason, at: offset)))
  }

  @Test func brokenUTF8IsRefused() {
    for bytes: [UInt8] in [
      [0x31, 0xff], [0xc2], [0xe2, 0x88], [0xed, 0xa0, 0x80], [0xc0, 0xaf],
    ] {
      guard case .refused(let refusal) = check(bytes) else {
        Issue.record("\(bytes) was read")
        continue
      }
      #expect(refusal.reason == .invalidUTF8)
    }
  }
}
