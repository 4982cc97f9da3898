import Generation
import Glibc
import Terminal
import Transformer

extension ModelError: UserFacingError {
  /// What happened.
  public var message: String { description }
  /// The way out.
  public var hint: String? {
    switch self {
    case .missingFile: "train a model with `stepmark train --out FOLDER`, or name another --model"
    case .inaccessible: nil
    case .unusable(_, "size", _): "a smaller model, or a server's: --model http://HOST:PORT/v1#NAME"
    case .unusable(_, "model_type", _):
      "a Llama or Qwen2 model, or any other behind a server: --model http://HOST:PORT/v1#NAME"
    case .unusable: "get the folder's files again, or name another --model"
    }
  }
  /// The exit status.
  public var exitCode: ExitCode {
    switch self {
    case .missingFile: .missingData
    case .inaccessible, .unusable: .badInput
    }
  }
}

extension Invocation {
  /// The model folder that `--model`, or another option, names.
  func localModel(_ option: String = "model") throws -> LocalModel {
    let path = try string(option)
    guard !ServerAddress.isAddress(path) else {
      throw CommandError.usage(
        "--\(option): this command needs the model's weights, which a server does not give",
        hint: "name a folder in the Hugging Face layout")
    }
    return try LocalModel(folder: path)
  }
}

/// The request log that the environment asks for, for tests of recovery.
func requestLog() throws(CommandError) -> RequestLog? {
  guard let path = getenv("STEPMARK_REQUEST_LOG").map({ String(cString: $0) }), !path.isEmpty
  else { return nil }
  guard let log = RequestLog(path: path) else {
    throw .usage("STEPMARK_REQUEST_LOG=\(path): the file cannot be written")
  }
  return log
}
