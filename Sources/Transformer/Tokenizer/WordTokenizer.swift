/// A word-level tokenizer whose sampled tokens survive decoding and encoding.
///
/// A space or newline belongs to the piece after it: " 12" and "\n12" are one token each where a
/// number is one token whatever its length; else every digit is a token. A piece is `'[a-z]+`, a run
/// of letters, a run of digits or a digit, or one other character. A run of letters or digits
/// without its separator ("3" in "(3") can be encoded if the vocabulary holds it, but it is among
/// ``suppressed``: sampled after another run it would melt into it. So are single separators and all special tokens but the end token, and
/// therefore `encode(decode(tokens)) == tokens` for whatever a model samples.
struct WordTokenizer: Sendable, Equatable {
  /// The pieces by token, special tokens first.
  let pieces: [Piece]

  /// The number of special tokens: ids below it are special.
  let specialCount: Int

  /// The token that ends a completion.
  let endToken: Int32

  /// How numbers are cut.
  let numbers: NumberPieces

  /// What takes the place of unknown pieces in other programs; ``encode(_:)`` throws instead.
  let unknownToken: Int32

  /// What fills batches in other programs.
  let padToken: Int32

  /// Tokens that must not be sampled, in ascending order.
  let suppressed: [Int32]

  private let tokens: [Piece: Int32]

  static let unknownText = "<|unk|>"
  static let padText = "<|pad|>"

  init(
    pieces: [Piece], specialCount: Int, endToken: Int32, numbers: NumberPieces = .whole
  ) throws(TokenizerError) {
    var tokens: [Piece: Int32] = [:]
    for (id, piece) in pieces.enumerated() {
      guard tokens.updateValue(Int32(id), forKey: piece) == nil else {
        throw .unusableVocabulary(reason: "'\(piece.text)' occurs twice")
      }
    }
    for piece in pieces.prefix(specialCount) { try Self.checkSpecial(piece, numbers) }
    for piece in pieces.dropFirst(specialCount) {
      guard !piece.bytes.isEmpty,
        pieceEnd(piece.bytes, from: 0, to: piece.bytes.count, numbers: numbers)
          == piece.bytes.count
      else { throw .unusableVocabulary(reason: "'\(piece.text)' is not one piece") }
    }
    guard let unknown = tokens[Piece(Self.unknownText)], Int(unknown) < specialCount else {
      throw .unusableVocabulary(reason: "\(Self.unknownText) is not among the special tokens")
    }
    guard let pad = tokens[Piece(Self.padText)], Int(pad) < specialCount else {
      throw .unusableVocabulary(reason: "\(Self.padText) is not among the special tokens")
    }
    guard endToken >= 0, Int(endToken) < specialCount else {
      throw .unusableVocabulary(reason: "the end token \(endToken) is not special")
    }
    self.pieces = pieces
    self.specialCount = specialCount
    self.endToken = endToken
    self.numbers = numbers
    self.tokens = tokens
    unknownToken = unknown
    padToken = pad
    suppressed = pieces.indices.filter { id in
      id < specialCount
        ? id != Int(endToken) : pieces[id].isBareRun(numbers) || pieces[id].isLoneSeparator
    }.map(Int32.init)
  }

  /// Sampled pieces must never add up to a special token's text: it has to hold a bare run.
  private static func checkSpecial(
    _ piece: Piece, _ numbers: NumberPieces
  ) throws(TokenizerError) {
    var start = 0
    var holdsBareRun = false
    while start < piece.bytes.count {
      let end = pieceEnd(piece.bytes, from: start, to: piece.bytes.count, numbers: numbers)
      holdsBareRun = holdsBareRun || Piece(piece.bytes[start..<end]).isBareRun(numbers)
      start = end
    }
    guard holdsBareRun else {
      throw .unusableVocabulary(
        reason: "special token '\(piece.text)' has no letter or digit right after a symbol")
    }
  }

  /// The number of tokens.
  var count: Int { pieces.count }

  /// The token of a piece or of a special token's text.
  func token(of piece: String) -> Int32? { tokens[Piece(piece)] }

  /// The text of a token.
  func piece(of token: Int32) -> String { pieces[Int(token)].text }

  /// Whether a token is special.
  func isSpecial(_ token: Int32) -> Bool { Int(token) < specialCount }

  /// The tokens of a text, the texts of special tokens being recognised.
  func encode(_ text: String) throws(TokenizerError) -> [Int32] {
    let bytes = Array(text.utf8)
    var result: [Int32] = []
    var start = 0
    while start < bytes.count {
      let special = nextSpecial(bytes, from: start)
      let end = special?.start ?? bytes.count
      while start < end {
        let next = pieceEnd(bytes, from: start, to: end, numbers: numbers)
        let piece = Piece(bytes[start..<next])
        guard let token = tokens[piece] else {
          throw .unknownPiece(piece.text, offset: start)
        }
        result.append(token)
        start = next
      }
      if let special {
        result.append(special.token)
        start += pieces[Int(special.token)].bytes.count
      }
    }
    return result
  }

  /// The text of tokens, special ones included.
  func decode(_ tokens: some Sequence<Int32>) -> String {
    var bytes: [UInt8] = []
    for token in tokens { bytes += pieces[Int(token)].bytes }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The first special token's text at or after `start`; of several at one place the longest.
  func nextSpecial(_ bytes: [UInt8], from start: Int) -> (start: Int, token: Int32)? {
    for index in start..<bytes.count {
      var best: (start: Int, token: Int32)?
      for token in 0..<specialCount {
        let text = pieces[token].bytes
        guard bytes[index] == text[0], bytes.count - index >= text.count,
          bytes[index..<index + text.count].elementsEqual(text)
        else { continue }
        if best.map({ text.count > pieces[Int($0.token)].bytes.count }) ?? true {
          best = (index, Int32(token))
        }
      }
      if let best { return best }
    }
    return nil
  }

  /// Whether two tokenizers have the same tokens.
  static func == (left: WordTokenizer, right: WordTokenizer) -> Bool {
    left.pieces == right.pieces && left.specialCount == right.specialCount
      && left.endToken == right.endToken && left.numbers == right.numbers
  }
}
