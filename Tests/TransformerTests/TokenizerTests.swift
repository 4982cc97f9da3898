import Testing

@testable import Transformer

@Suite struct TokenizerTests {
  static let corpus = [
    "<|problem|>Tom's 12 apples cost $3.50 (about 4). How many?\n<|solution|>",
    "She'd 12 + 30 = 42.\n42 is the answer: it's #### 42<|end|>",
    "Naïve café — “quoted” don't\n\nx2 3x a_b  two spaces",
  ]

  static func tokenizer() throws -> Tokenizer {
    try Tokenizer.build(
      from: corpus, endToken: "<|end|>", otherSpecialTokens: ["<|problem|>", "<|solution|>"],
      numbersUpTo: 60, extraPieces: ["\n7"])
  }

  @Test(
    "Text is cut into runs with their separator, apostrophe pieces and single characters",
    arguments: [
      ("a 12\n34", ["a", " 12", "\n34"]),
      ("12ab", ["12", "ab"]),
      ("don't 'tis ' 5", ["don", "'t", " 'tis", " '", " 5"]),
      ("(3 + 4)", ["(", "3", " +", " 4", ")"]),
      ("a  b \n", ["a", "  ", "b", " \n"]),
      ("x ", ["x", " "]),
      ("é—1", ["é", "—", "1"]),
      ("'S", ["'", "S"]),
    ])
  func cutsText(_ text: String, _ pieces: [String]) {
    let bytes = Array(text.utf8)
    var result: [String] = []
    var start = 0
    while start < bytes.count {
      let end = pieceEnd(bytes, from: start, to: bytes.count)
      result.append(Piece(bytes[start..<end]).text)
      start = end
    }
    #expect(result == pieces)
  }

  @Test("Where numbers are cut into digits, every digit is a piece")
  func cutsDigits() throws {
    let texts = ["It costs $4.50 or 3/4 of 1200.\n5 + 67 = 72, floor(17 / 5)<|end|>"]
    let tokenizer = try Tokenizer.build(from: texts, endToken: "<|end|>", numbers: .digits)
    let tokens = try tokenizer.encode(" 1200.75")
    #expect(tokens.map { tokenizer.piece(of: $0) } == [" 1", "2", "0", "0", ".", "7", "5"])
    // Any number can be sampled and is read again as it was written.
    let suppressed = Set(tokenizer.suppressed)
    let allowed = (0..<Int32(tokenizer.count)).filter { !suppressed.contains($0) }
    #expect((0...9).allSatisfy { allowed.contains(tokenizer.token(of: "\($0)") ?? -1) })
    var stream = Stream(state: 7)
    for _ in 0..<2000 {
      let tokens = (0..<Int.random(in: 1...12, using: &stream)).map { _ in
        allowed[Int.random(in: 0..<allowed.count, using: &stream)]
      }
      let text = tokenizer.decode(tokens)
      #expect(try tokenizer.encode(text) == tokens, "\(text)")
    }
    let again = try Tokenizer(
      json: tokenizer.json(), path: "test", endToken: tokenizer.endToken,
      padToken: tokenizer.padToken)
    #expect(again == tokenizer)
  }

  @Test("A corpus's texts survive encoding and decoding", arguments: corpus)
  func corpusRoundTrips(_ text: String) throws {
    let tokenizer = try Self.tokenizer()
    #expect(tokenizer.decode(try tokenizer.encode(text)) == text)
  }

  @Test("Whatever can be sampled is encoded as the same tokens")
  func sampledTokensRoundTrip() throws {
    let tokenizer = try Self.tokenizer()
    let suppressed = Set(tokenizer.suppressed)
    let allowed = (0..<Int32(tokenizer.count)).filter { !suppressed.contains($0) }
    #expect(allowed.contains(tokenizer.endToken))
    var stream = Stream(state: 5)
    for _ in 0..<3000 {
      let tokens = (0..<Int.random(in: 1...12, using: &stream)).map { _ in
        allowed[Int.random(in: 0..<allowed.count, using: &stream)]
      }
      let text = tokenizer.decode(tokens)
      #expect(try tokenizer.encode(text) == tokens, "\(text)")
      // After a prompt too, since a prompt may end in a bare run.
      let prompt = try tokenizer.encode("<|problem|>Tom's 12x")
      #expect(try tokenizer.encode(tokenizer.decode(prompt + tokens)) == prompt + tokens)
    }
  }

  @Test("The vocabulary does not depend on the order of the corpus")
  func orderDoesNotMatter() throws {
    let reversed = try Tokenizer.build(
      from: Self.corpus.reversed(), endToken: "<|end|>",
      otherSpecialTokens: ["<|problem|>", "<|solution|>"], numbersUpTo: 60, extraPieces: ["\n7"])
    #expect(try reversed == Self.tokenizer())
  }

  @Test("An unknown piece is named with its place")
  func unknownPiecesAreNamed() throws {
    let tokenizer = try Self.tokenizer()
    #expect(throws: TokenizerError.unknownPiece(" pears", offset: 9)) {
      try tokenizer.encode("é 12 + 4 pears")
    }
    #expect(throws: TokenizerError.unknownPiece(" 61", offset: 3)) {
      try tokenizer.encode(" 60 61")
    }
  }

  @Test("Special tokens, bare runs and single separators are never sampled")
  func suppressesWhatCouldMelt() throws {
    let tokenizer = try Self.tokenizer()
    let texts = Set(tokenizer.suppressed.map(tokenizer.piece))
    for text in ["<|pad|>", "<|unk|>", "<|problem|>", "3", "Tom", "\n"] {
      #expect(texts.contains(text), "\(text)")
    }
    for text in ["<|end|>", " 12", "\n42", ".", "'s", " —"] { #expect(!texts.contains(text)) }
  }

  @Test("A special token that sampled symbols could spell is refused")
  func ambiguousSpecialTokensAreRefused() {
    #expect(throws: TokenizerError.self) {
      try Tokenizer.build(from: [], endToken: "<|>")
    }
    #expect(throws: TokenizerError.self) {
      try Tokenizer.build(from: [], endToken: "<|end|>", otherSpecialTokens: ["<|end|>"])
    }
  }

  @Test("tokenizer.json gives the same tokenizer back")
  func jsonRoundTrips() throws {
    let tokenizer = try Self.tokenizer()
    let again = try Tokenizer(
      json: tokenizer.json(), path: "tokenizer.json", endToken: tokenizer.endToken, padToken: 0)
    #expect(again == tokenizer)
    #expect(again.suppressed == tokenizer.suppressed)
  }
}
