import JSON

extension BytePairTokenizer {
  /// Reads a `tokenizer.json` of Hugging Face's with a byte-level BPE model.
  ///
  /// - Throws: ``ModelError`` naming the field that is not supported or out of range.
  init(json bytes: [UInt8], root: JSONValue, path: String) throws(ModelError) {
    do {
      func refuse(_ field: String, _ reason: String) -> ModelError {
        .unusable(path: path, field: field, reason: reason)
      }
      let model = try root["model"]
      for field in ["dropout", "unk_token"] {
        if let value = try model.member(field), !value.isNull {
          throw refuse("model.\(field)", "is not supported")
        }
      }
      for field in ["continuing_subword_prefix", "end_of_word_suffix"] {
        if let value = try model.member(field), !value.isNull, try !value.string().isEmpty {
          throw refuse("model.\(field)", "is not supported")
        }
      }
      if try model.member("byte_fallback")?.bool() == true {
        throw refuse("model.byte_fallback", "is not supported: byte-level BPE has no need of it")
      }
      let added = try Self.added(root, path)
      let vocabulary = try Vocabulary(model["vocab"], added: added, path: path)
      pieces = vocabulary.pieces
      self.added = added.sorted { $0.text.count > $1.text.count }
      merges = try vocabulary.merges(model["merges"], path: path)
      preTokenizer = try PreTokenizer(root["pre_tokenizer"], path: path)
      normalizes = try Self.normalizes(root.member("normalizer"), path)
      startTokens = try Self.startTokens(root.member("post_processor"), added, path)
      source = bytes
    } catch let error as ModelError {
      throw error
    } catch {
      throw .unusable(path: path, field: "tokenizer", reason: "\(error)")
    }
  }

  private static func added(_ root: JSONValue, _ path: String) throws -> [AddedToken] {
    var result: [AddedToken] = []
    for (index, value) in try (root.member("added_tokens")?.array() ?? []).enumerated() {
      let field = "added_tokens[\(index)]"
      for flag in ["single_word", "lstrip", "rstrip"] where try value.member(flag)?.bool() == true {
        throw ModelError.unusable(path: path, field: "\(field).\(flag)", reason: "is not supported")
      }
      let text = Array(try value["content"].string().utf8)
      guard let token = Int32(exactly: try value["id"].int()), token >= 0, !text.isEmpty else {
        throw ModelError.unusable(path: path, field: field, reason: "no token or no text")
      }
      result.append(
        AddedToken(
          token: token, text: text, isSpecial: try value.member("special")?.bool() ?? false))
    }
    return result
  }

  private static func normalizes(_ value: JSONValue?, _ path: String) throws -> Bool {
    guard let value, !value.isNull else { return false }
    let type = try value["type"].string()
    guard type == "NFC" else {
      throw ModelError.unusable(path: path, field: "normalizer", reason: "'\(type)' is not NFC")
    }
    return true
  }

  /// The special tokens before the text in the template of the post-processor.
  private static func startTokens(
    _ value: JSONValue?, _ added: [AddedToken], _ path: String
  ) throws -> [Int32] {
    guard let value, !value.isNull else { return [] }
    switch try value["type"].string() {
    case "ByteLevel": return []
    case "Sequence":
      for processor in try value["processors"].array() {
        let tokens = try startTokens(processor, added, path)
        if !tokens.isEmpty { return tokens }
      }
      return []
    case "TemplateProcessing":
      var tokens: [Int32] = []
      for item in try value["single"].array() {
        guard let special = try item.member("SpecialToken") else { break }
        let text = try special["id"].string()
        guard let token = added.first(where: { $0.text == Array(text.utf8) }) else {
          throw ModelError.unusable(
            path: path, field: "post_processor", reason: "'\(text)' is no added token")
        }
        tokens.append(token.token)
      }
      return tokens
    case let type:
      throw ModelError.unusable(
        path: path, field: "post_processor", reason: "'\(type)' is not supported")
    }
  }
}

/// A vocabulary while it is read.
private struct Vocabulary {
  private(set) var pieces: [[UInt8]?]
  private var tokens: [[UInt8]: Int32]

  init(_ value: JSONValue, added: [BytePairTokenizer.AddedToken], path: String) throws {
    let members = try value.object()
    let count = max(members.count, Int(added.map(\.token).max() ?? -1) + 1)
    // Ids are dense but for a few gaps; anything else is a broken file, not a large one.
    let limit = 2 * (members.count + added.count) + 4096
    guard count <= limit else {
      throw ModelError.unusable(
        path: path, field: "added_tokens", reason: "an id beyond \(limit) in a small vocabulary")
    }
    pieces = Array(repeating: nil, count: count)
    tokens = Dictionary(minimumCapacity: members.count)
    let special = Set(added.map(\.token))
    for member in members {
      func refuse(_ reason: String) -> ModelError {
        .unusable(path: path, field: "model.vocab", reason: "'\(member.name)' \(reason)")
      }
      let id = try member.value.int()
      guard id >= 0, id < limit else { throw refuse("has the id \(id)") }
      while pieces.count <= id { pieces.append(nil) }
      guard pieces[id] == nil else { throw refuse("has the id \(id) of another token") }
      guard !special.contains(Int32(id)) else { continue }
      guard let bytes = ByteAlphabet.bytes(of: member.name) else {
        throw refuse("holds a character that stands for no byte")
      }
      pieces[id] = bytes
      tokens[bytes] = Int32(id)
    }
    for token in added { pieces[Int(token.token)] = token.text }
  }

  func merges(_ value: JSONValue, path: String) throws -> BytePairMerges {
    func refuse(_ reason: String) -> ModelError {
      .unusable(path: path, field: "model.merges", reason: reason)
    }
    let byteTokens = (UInt8.min...UInt8.max).map { tokens[[$0]] }
    let items = try value.array()
    var merges = BytePairMerges(byteTokens: byteTokens, capacity: items.count)
    for (index, item) in items.enumerated() {
      let (left, right) = try Self.pair(item, index, path)
      guard let first = ByteAlphabet.bytes(of: left), let second = ByteAlphabet.bytes(of: right),
        let a = tokens[first], let b = tokens[second], let merged = tokens[first + second]
      else { throw refuse("[\(index)]: '\(left)' and '\(right)' or their merge are no tokens") }
      merges.append(a, b, into: merged)
    }
    return merges
  }

  /// A merge is written as two texts, or as one with a space between.
  private static func pair(
    _ item: JSONValue, _ index: Int, _ path: String
  ) throws -> (String, String) {
    if let parts = try? item.array() {
      guard parts.count == 2 else {
        throw ModelError.unusable(
          path: path, field: "model.merges", reason: "[\(index)] has \(parts.count) parts")
      }
      return (try parts[0].string(), try parts[1].string())
    }
    let parts = try item.string().split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 2 else {
      throw ModelError.unusable(
        path: path, field: "model.merges", reason: "[\(index)] is not two texts")
    }
    return (String(parts[0]), String(parts[1]))
  }
}

extension PreTokenizer {
  /// Reads the `pre_tokenizer` of a byte-level tokenizer.
  fileprivate init(_ value: JSONValue, path: String) throws {
    let type = try value["type"].string()
    let parts = type == "Sequence" ? try value["pretokenizers"].array() : [value]
    var rules: [Rule] = []
    var isByteLevel = false
    for part in parts {
      func refuse(_ reason: String) -> ModelError {
        .unusable(path: path, field: "pre_tokenizer", reason: reason)
      }
      switch try part["type"].string() {
      case "Digits":
        guard try part["individual_digits"].bool() else { throw refuse("digits in groups") }
        rules.append(.digits)
      case "Split":
        let pattern = try part["pattern"]["Regex"].string()
        guard let rule = Self.rule(ofPattern: pattern),
          try part["behavior"].string() == "Isolated",
          try part.member("invert")?.bool() != true
        else { throw refuse("the split by \(pattern) is not GPT-2's, Llama 3's or Qwen's") }
        rules.append(rule)
      case "ByteLevel":
        guard try part.member("add_prefix_space")?.bool() != true else {
          throw refuse("add_prefix_space is not supported")
        }
        if try part.member("use_regex")?.bool() ?? true { rules.append(.gpt2) }
        isByteLevel = true
      case let other: throw refuse("'\(other)' is not supported")
      }
    }
    guard isByteLevel else {
      throw ModelError.unusable(
        path: path, field: "pre_tokenizer", reason: "is not byte-level")
    }
    self.init(rules: rules)
  }
}
