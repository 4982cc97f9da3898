import JSON

extension WordTokenizer {
  /// Reads a `tokenizer.json` of the kind that ``json()`` writes.
  ///
  /// - Parameter endToken: the end of text, from `generation_config.json`.
  /// - Throws: ``ModelError`` naming the field.
  init(_ root: JSONValue, path: String, endToken: Int32) throws(ModelError) {
    do {
      func require(_ holds: Bool, _ field: String, _ reason: String) throws(ModelError) {
        guard holds else { throw .unusable(path: path, field: field, reason: reason) }
      }
      let model = try root["model"]
      try require(try model["type"].string() == "WordLevel", "model.type", "is not WordLevel")
      let split = try root["pre_tokenizer"]
      let isSplit =
        try split["type"].string() == "Split" && split["behavior"].string() == "Isolated"
      let pattern = isSplit ? try split["pattern"]["Regex"].string() : ""
      guard let numbers = NumberPieces.allCases.first(where: { $0.piecePattern == pattern }) else {
        let known = NumberPieces.allCases.map(\.piecePattern).joined(separator: " or ")
        throw ModelError.unusable(
          path: path, field: "pre_tokenizer", reason: "is not a Split by \(known), isolated")
      }
      let vocabulary = try model["vocab"].object()
      var pieces = [Piece?](repeating: nil, count: vocabulary.count)
      for member in vocabulary {
        let id = try member.value.int()
        try require(
          pieces.indices.contains(id), "model.vocab", "'\(member.name)' has the id \(id)")
        try require(pieces[id] == nil, "model.vocab", "the id \(id) occurs twice")
        pieces[id] = Piece(member.name)
      }
      let added = try root["added_tokens"].array()
      for (index, token) in added.enumerated() {
        let content = try token["content"].string()
        try require(
          try token["id"].int() == index && index < pieces.count
            && pieces[index] == Piece(content),
          "added_tokens", "'\(content)' is not token \(index) of the vocabulary")
      }
      try self.init(
        pieces: pieces.compactMap { $0 }, specialCount: added.count, endToken: endToken,
        numbers: numbers)
    } catch let error as ModelError {
      throw error
    } catch {
      throw .unusable(path: path, field: "tokenizer", reason: "\(error)")
    }
  }

  /// The content of `tokenizer.json`.
  func json() -> [UInt8] {
    let added = (0..<specialCount).map { id -> JSONValue in
      [
        "id": JSONValue(id), "content": JSONValue(pieces[id].text), "single_word": false,
        "lstrip": false, "rstrip": false, "normalized": false, "special": true,
      ]
    }
    let vocabulary = pieces.enumerated().map { JSONMember($0.element.text, JSONValue($0.offset)) }
    let value: JSONValue = [
      "version": "1.0",
      "truncation": nil,
      "padding": nil,
      "added_tokens": JSONValue(added),
      "normalizer": nil,
      "pre_tokenizer": [
        "type": "Split", "pattern": ["Regex": JSONValue(numbers.piecePattern)],
        "behavior": "Isolated",
        "invert": false,
      ],
      "post_processor": nil,
      "decoder": ["type": "Fuse"],
      "model": [
        "type": "WordLevel", "vocab": JSONValue(vocabulary),
        "unk_token": JSONValue(Self.unknownText),
      ],
    ]
    return value.serializedBytes(pretty: true)
  }
}
