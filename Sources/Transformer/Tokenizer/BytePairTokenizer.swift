/// A byte-level byte-pair tokenizer: GPT-2's kind, as Llama 3, Qwen and SmolLM use it.
///
/// Every text has tokens, and decoding them gives the text back but for bytes that the vocabulary
/// lacks.
struct BytePairTokenizer: Sendable, Equatable {
  /// The bytes of every token; `nil` where the vocabulary has a gap.
  let pieces: [[UInt8]?]

  /// The texts that are cut out first, such as `<|im_end|>`, longest first.
  let added: [AddedToken]

  /// Tokens that other programs put before a text, such as Llama 3's `<|begin_of_text|>`.
  let startTokens: [Int32]

  /// Whether texts are brought into Unicode's form NFC first.
  let normalizes: Bool

  let preTokenizer: PreTokenizer
  let merges: BytePairMerges

  /// The file that it was read from, which is written again as it was.
  let source: [UInt8]

  /// A text that is one token wherever it stands.
  struct AddedToken: Sendable, Hashable {
    let token: Int32
    let text: [UInt8]
    let isSpecial: Bool
  }

  /// The tokens of a text.
  ///
  /// - Complexity: O(n log n) in the text's length.
  func encode(_ text: String) -> [Int32] {
    let bytes = Array(text.utf8)
    var result: [Int32] = []
    var start = 0
    while start < bytes.count {
      let found = nextAdded(bytes, from: start)
      let end = found?.start ?? bytes.count
      if start < end {
        encodePlain(String(decoding: bytes[start..<end], as: UTF8.self), into: &result)
      }
      start = end
      if let found {
        result.append(found.added.token)
        start += found.added.text.count
      }
    }
    return result
  }

  private func encodePlain(_ text: String, into tokens: inout [Int32]) {
    let text = normalizes ? canonicallyComposed(text) : text
    let bytes = Array(text.utf8)
    let scalars = ScalarText(text)
    preTokenizer.forEachPiece(of: scalars, in: 0..<scalars.scalars.count) { range in
      let piece = scalars.offsets[range.lowerBound]..<scalars.offsets[range.upperBound]
      merges.encode(bytes[piece], into: &tokens)
    }
  }

  /// The first added token's text at or after `start`; of several at one place the longest.
  private func nextAdded(
    _ bytes: [UInt8], from start: Int
  ) -> (start: Int, added: AddedToken)? {
    guard !added.isEmpty else { return nil }
    for index in start..<bytes.count {
      for token in added
      where bytes[index] == token.text[0] && bytes.count - index >= token.text.count
        && bytes[index..<index + token.text.count].elementsEqual(token.text)
      {
        return (index, token)
      }
    }
    return nil
  }

  /// The text of tokens; bytes that are no text become U+FFFD.
  func decode(_ tokens: some Sequence<Int32>) -> String {
    var bytes: [UInt8] = []
    for token in tokens where pieces.indices.contains(Int(token)) {
      bytes += pieces[Int(token)] ?? []
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Equal where the files are.
  static func == (left: BytePairTokenizer, right: BytePairTokenizer) -> Bool {
    left.source == right.source
  }
}
