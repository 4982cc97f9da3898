/// Why a model's folder cannot be read or written.
public enum ModelError: Error, Hashable, CustomStringConvertible {
  /// A file of the folder is not there.
  case missingFile(path: String)

  /// A file cannot be read or written: the system's reason.
  case inaccessible(path: String, reason: String)

  /// A field of a file is not what the engine can use.
  case unusable(path: String, field: String, reason: String)

  /// The file, the field and what to do.
  public var description: String {
    switch self {
    case .missingFile(let path):
      """
      \(path) is missing: a model is a folder with config.json, tokenizer.json, \
      generation_config.json and model.safetensors; train one, or name another folder
      """
    case .inaccessible(let path, let reason): "\(path): \(reason)"
    case .unusable(let path, let field, let reason): "\(path): \(field): \(reason)"
    }
  }
}
