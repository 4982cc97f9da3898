import Corpus
import Glibc
import JSON
import Transformer

/// What a model's folder tells of its chat template.
///
/// Nothing in it is run.
public enum FolderChat: Sendable, Hashable {
  /// The folder's template is a published one that is known to the byte, or it has none and its
  /// special tokens leave no doubt.
  case known(ChatTemplate)
  /// The folder's template is not known; `file` holds it.
  case unknown(file: String)
  /// There is no chat template: a base model.
  case none

  /// Reads `chat_template.jinja`, or `chat_template` of `tokenizer_config.json`.
  ///
  /// - Throws: ``ModelError`` where a file cannot be read.
  init(folder: String, tokenizer: Tokenizer) throws(ModelError) {
    let own = folder + "/chat_template.jinja"
    if access(own, F_OK) == 0 {
      self = Self.found(String(decoding: try LocalModel.bytes(of: own), as: UTF8.self), in: own)
      return
    }
    let file = folder + "/tokenizer_config.json"
    if access(file, F_OK) == 0,
      let text = try Self.template(of: try LocalModel.bytes(of: file), file: file)
    {
      self = Self.found(text, in: file)
      return
    }
    // Both marks of ChatML as special tokens, and no text that says otherwise.
    let marks = ["<|im_start|>", "<|im_end|>"].map { tokenizer.token(of: $0) }
    guard marks.allSatisfy({ $0.map(tokenizer.isSpecial) ?? false }),
      let chatML = ChatTemplate.named("chatml"), tokenizer.endToken == marks[1]
    else {
      self = .none
      return
    }
    self = .known(chatML)
  }

  private static func found(_ text: String, in file: String) -> FolderChat {
    ChatTemplate.recognised(jinja: text).map { .known($0) } ?? .unknown(file: file)
  }

  /// The template of a `tokenizer_config.json`: a text, or the one named `default` of a list.
  private static func template(of bytes: [UInt8], file: String) throws(ModelError) -> String? {
    do {
      guard let value = try JSONValue.parse(bytes, source: file).member("chat_template"),
        !value.isNull
      else { return nil }
      guard let list = try? value.array() else { return try value.string() }
      for item in list where try item["name"].string() == "default" {
        return try item["template"].string()
      }
      return nil
    } catch {
      throw .unusable(path: file, field: "chat_template", reason: "\(error)")
    }
  }
}
