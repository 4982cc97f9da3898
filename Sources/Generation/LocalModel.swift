import Corpus
import Glibc
import Transformer

/// A model folder that has been loaded, with its identity.
public struct LocalModel: Sendable {
  /// The folder.
  public let folder: String
  /// The model.
  public let model: Model
  /// Its name (the folder's) and the hash of its files.
  public let identity: ModelIdentity
  /// How it wants turns to be written, as far as its folder tells.
  public let chat: FolderChat

  /// The files that make a model what it is.
  static let files = [
    "config.json", "generation_config.json", "tokenizer.json", "model.safetensors",
  ]

  /// Loads a folder in the Hugging Face layout.
  ///
  /// - Throws: `ModelError`, which names the file that is missing or wrong.
  public init(folder: String) throws(ModelError) {
    self.folder = folder
    model = try Model(folder: folder)
    chat = try FolderChat(folder: folder, tokenizer: model.tokenizer)
    var hasher = ContentHasher("model folder")
    for file in Self.files {
      hasher.add(file)
      hasher.add(try Self.digest(folder + "/" + file))
    }
    var name = folder[...]
    while name.hasSuffix("/") { name.removeLast() }
    identity = ModelIdentity(
      name: String(name.split(separator: "/").last ?? name), kind: .local, key: hasher.key)
  }

  private static func digest(_ path: String) throws(ModelError) -> ContentKey {
    ContentKey(hashing: try bytes(of: path))
  }

  static func bytes(of path: String) throws(ModelError) -> [UInt8] {
    guard let handle = fopen(path, "r") else { throw .missingFile(path: path) }
    defer { fclose(handle) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&buffer, 1, buffer.count, handle)
      if count == 0 { break }
      bytes.append(contentsOf: buffer[..<count])
    }
    guard ferror(handle) == 0 else {
      throw .inaccessible(path: path, reason: String(cString: strerror(errno)))
    }
    return bytes
  }
}
