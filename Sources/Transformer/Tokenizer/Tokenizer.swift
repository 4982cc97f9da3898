import JSON

/// Cuts texts into a model's tokens and puts them together again.
///
/// Two kinds: the word-level tokenizer of models that are trained here, whose sampled tokens survive
/// decoding and encoding, and the byte-level BPE of published models.
public struct Tokenizer: Sendable, Equatable {
  private enum Kind: Sendable, Equatable {
    case word(WordTokenizer)
    case bytePair(BytePairTokenizer)
  }

  private let kind: Kind

  /// The token that ends a completion.
  public let endToken: Int32

  /// What fills batches in other programs.
  let padToken: Int32

  init(_ tokenizer: WordTokenizer) {
    kind = .word(tokenizer)
    endToken = tokenizer.endToken
    padToken = tokenizer.padToken
  }

  /// Reads a `tokenizer.json`.
  ///
  /// - Parameters:
  ///   - endToken: the end of text, from `generation_config.json`.
  ///   - padToken: what fills batches, from there.
  /// - Throws: ``ModelError`` naming the field.
  init(json bytes: [UInt8], path: String, endToken: Int32, padToken: Int32) throws(ModelError) {
    let root: JSONValue
    let type: String
    do {
      root = try JSONValue.parse(bytes, source: path)
      type = try root["model"]["type"].string()
    } catch {
      throw .unusable(path: path, field: "JSON", reason: "\(error)")
    }
    self.endToken = endToken
    self.padToken = padToken
    switch type {
    case "WordLevel":
      kind = .word(try WordTokenizer(root, path: path, endToken: endToken))
    case "BPE":
      let tokenizer = try BytePairTokenizer(json: bytes, root: root, path: path)
      guard tokenizer.pieces.indices.contains(Int(endToken)) else {
        throw .unusable(path: path, field: "eos_token_id", reason: "\(endToken) is no token")
      }
      kind = .bytePair(tokenizer)
    default:
      throw .unusable(
        path: path, field: "model.type", reason: "'\(type)' is neither BPE nor WordLevel")
    }
  }

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
  public static func build(
    from texts: some Sequence<String>, endToken: String, otherSpecialTokens: [String] = [],
    numbers: NumberPieces = .whole, numbersUpTo: Int? = nil, extraPieces: some Sequence<String> = []
  ) throws(TokenizerError) -> Tokenizer {
    Tokenizer(
      try WordTokenizer.build(
        from: texts, endToken: endToken, otherSpecialTokens: otherSpecialTokens,
        numbers: numbers, numbersUpTo: numbersUpTo, extraPieces: extraPieces))
  }

  /// The number of tokens, gaps included.
  public var count: Int {
    switch kind {
    case .word(let tokenizer): tokenizer.pieces.count
    case .bytePair(let tokenizer): tokenizer.pieces.count
    }
  }

  /// Whether a text that will go on may end with white space.
  ///
  /// In a word-level vocabulary white space belongs to the piece behind it, and has no token that
  /// such a piece could follow.
  public var takesTrailingSpace: Bool {
    switch kind {
    case .word: false
    case .bytePair: true
    }
  }

  /// Tokens that must not be sampled, in ascending order.
  public var suppressed: [Int32] {
    switch kind {
    case .word(let tokenizer): tokenizer.suppressed
    case .bytePair: []
    }
  }

  /// Tokens that stand before every text, such as Llama 3's `<|begin_of_text|>`.
  public var startTokens: [Int32] {
    switch kind {
    case .word: []
    case .bytePair(let tokenizer): tokenizer.startTokens
    }
  }

  /// The tokens of a text, the texts of special tokens being recognised.
  ///
  /// - Throws: ``TokenizerError`` where a word-level vocabulary lacks a piece.
  public func encode(_ text: String) throws(TokenizerError) -> [Int32] {
    switch kind {
    case .word(let tokenizer): try tokenizer.encode(text)
    case .bytePair(let tokenizer): tokenizer.encode(text)
    }
  }

  /// The tokens of a prompt: a text that gets the start tokens unless it begins with them.
  public func encodePrompt(_ text: String) throws(TokenizerError) -> [Int32] {
    let tokens = try encode(text)
    return tokens.starts(with: startTokens) ? tokens : startTokens + tokens
  }

  /// The text of tokens, special ones included.
  public func decode(_ tokens: some Sequence<Int32>) -> String {
    switch kind {
    case .word(let tokenizer): tokenizer.decode(tokens)
    case .bytePair(let tokenizer): tokenizer.decode(tokens)
    }
  }

  /// The bytes that a token adds to a text; none where the vocabulary has a gap.
  public func bytes(of token: Int32) -> [UInt8] {
    switch kind {
    case .word(let tokenizer):
      tokenizer.pieces.indices.contains(Int(token)) ? tokenizer.pieces[Int(token)].bytes : []
    case .bytePair(let tokenizer):
      tokenizer.pieces.indices.contains(Int(token)) ? tokenizer.pieces[Int(token)] ?? [] : []
    }
  }

  /// The token of a piece or of a special token's text.
  public func token(of piece: String) -> Int32? {
    switch kind {
    case .word(let tokenizer): tokenizer.token(of: piece)
    case .bytePair(let tokenizer):
      tokenizer.pieces.firstIndex { $0.map { $0.elementsEqual(piece.utf8) } ?? false }
        .map { Int32($0) }
    }
  }

  /// The text of a token.
  public func piece(of token: Int32) -> String { decode([token]) }

  /// Whether a token is special.
  public func isSpecial(_ token: Int32) -> Bool {
    switch kind {
    case .word(let tokenizer): tokenizer.isSpecial(token)
    case .bytePair(let tokenizer):
      tokenizer.added.contains { $0.token == token && $0.isSpecial }
    }
  }

  /// The content of `tokenizer.json`.
  func json() -> [UInt8] {
    switch kind {
    case .word(let tokenizer): tokenizer.json()
    case .bytePair(let tokenizer): tokenizer.source
    }
  }

  /// The content of `tokenizer_config.json`, by which other programs find the tokenizer's class.
  func configurationJSON(maximumPositions: Int) -> [UInt8] {
    var value: [JSONMember] = [
      JSONMember("tokenizer_class", "PreTrainedTokenizerFast"),
      JSONMember("eos_token", JSONValue(piece(of: endToken))),
    ]
    if case .word = kind {
      value.append(JSONMember("unk_token", JSONValue(WordTokenizer.unknownText)))
    }
    value += [
      JSONMember("pad_token", JSONValue(piece(of: padToken))),
      JSONMember("clean_up_tokenization_spaces", false),
      JSONMember("model_max_length", JSONValue(maximumPositions)),
    ]
    return JSONValue(value).serializedBytes(pretty: true)
  }
}
