/// Why a tokenizer cannot be made, or a text not be encoded.
public enum TokenizerError: Error, Hashable, CustomStringConvertible {
  /// The vocabulary lacks a piece, which starts `offset` UTF-8 bytes into the text.
  case unknownPiece(String, offset: Int)

  /// The vocabulary is no vocabulary.
  case unusableVocabulary(reason: String)

  /// What is wrong.
  public var description: String {
    switch self {
    case .unknownPiece(let piece, let offset):
      "the model's vocabulary has no '\(piece)' (byte \(offset) of the text)"
    case .unusableVocabulary(let reason): "vocabulary: \(reason)"
    }
  }
}
