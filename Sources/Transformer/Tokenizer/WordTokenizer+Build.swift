extension WordTokenizer {
  /// The vocabulary of a corpus, the same for the same texts in any order.
  ///
  /// - Parameters:
  ///   - texts: the corpus; the texts of special tokens in it are recognised.
  ///   - endToken: the text of the token that ends a completion.
  ///   - otherSpecialTokens: texts of further special tokens; they and the end token each need a
  ///     letter or digit right after a symbol, like `<|end|>`.
  ///   - numbers: how numbers are cut; where it is by digits, all digits are in the vocabulary.
  ///   - numbersUpTo: " 0", " 1" … up to this number are in the vocabulary; nil for none.
  ///   - extraPieces: further pieces, each as the rule cuts it (" apples", "3").
  static func build(
    from texts: some Sequence<String>, endToken: String, otherSpecialTokens: [String] = [],
    numbers: NumberPieces = .whole, numbersUpTo: Int? = nil, extraPieces: some Sequence<String> = []
  ) throws(TokenizerError) -> WordTokenizer {
    let special = [padText, unknownText, endToken] + otherSpecialTokens
    // Known special tokens cut the texts as they will when they are encoded.
    let bare = try WordTokenizer(
      pieces: special.map { Piece($0) }, specialCount: special.count, endToken: 2,
      numbers: numbers)
    var pieces: Set<Piece> = []
    for text in texts { bare.collectPieces(of: text, into: &pieces) }
    if let numbersUpTo {
      for number in 0...max(numbersUpTo, 0) { pieces.insert(Piece(" \(number)")) }
    }
    if numbers == .digits {
      for digit in 0...9 {
        for text in ["", " ", "\n"] { pieces.insert(Piece(text + "\(digit)")) }
      }
    }
    for piece in extraPieces { pieces.insert(Piece(piece)) }
    return try WordTokenizer(
      pieces: bare.pieces + pieces.sorted(), specialCount: special.count, endToken: 2,
      numbers: numbers)
  }

  private func collectPieces(of text: String, into pieces: inout Set<Piece>) {
    let bytes = Array(text.utf8)
    var start = 0
    while start < bytes.count {
      let special = nextSpecial(bytes, from: start)
      let end = special?.start ?? bytes.count
      while start < end {
        let next = pieceEnd(bytes, from: start, to: end, numbers: numbers)
        pieces.insert(Piece(bytes[start..<next]))
        start = next
      }
      if let special { start += self.pieces[Int(special.token)].bytes.count }
    }
  }
}
