import JSON
import Kernels

/// A model: its shape, tokenizer and parameters, kept as a folder in Hugging Face's layout.
public struct Model: Sendable {
  /// The tokenizer.
  public let tokenizer: Tokenizer

  /// The parameters, and by them the shape.
  public let parameters: Parameters

  /// Tokens that are never sampled: the tokenizer's, or what a loaded folder says.
  public let suppressed: [Int32]

  /// The shape.
  public var configuration: Configuration { parameters.configuration }

  /// A model of these parameters.
  ///
  /// - Throws: ``ConfigurationError`` where the vocabularies differ.
  public init(
    tokenizer: Tokenizer, parameters: Parameters
  ) throws(ConfigurationError) {
    try self.init(
      tokenizer: tokenizer, parameters: parameters, suppressed: tokenizer.suppressed)
  }

  private init(
    tokenizer: Tokenizer, parameters: Parameters, suppressed: [Int32]
  ) throws(ConfigurationError) {
    guard tokenizer.count == parameters.configuration.vocabularySize else {
      throw .unsupported(
        field: "vocab_size",
        reason:
          "\(parameters.configuration.vocabularySize), but the tokenizer has \(tokenizer.count)"
      )
    }
    self.tokenizer = tokenizer
    self.parameters = parameters
    self.suppressed = suppressed
  }

  /// A model with random parameters for a tokenizer's vocabulary.
  public init(
    tokenizer: Tokenizer, configuration: Configuration,
    randomizedBy generator: inout some RandomNumberGenerator
  ) throws(ConfigurationError) {
    var configuration = configuration
    configuration.vocabularySize = tokenizer.count
    try self.init(
      tokenizer: tokenizer,
      parameters: Parameters(configuration, randomizedBy: &generator))
  }

  /// Reads a model's folder.
  ///
  /// - Throws: ``ModelError`` naming the file, and the field where one is wrong.
  public init(folder: String) throws(ModelError) {
    let configPath = folder + "/config.json"
    let configuration = try Configuration(json: readFile(configPath), path: configPath)
    let generationPath = folder + "/generation_config.json"
    let generation = try Generation(json: readFile(generationPath), path: generationPath)
    let tokenizerPath = folder + "/tokenizer.json"
    let tokenizer = try Tokenizer(
      json: readFile(tokenizerPath), path: tokenizerPath, endToken: generation.endToken)
    let weightsPath = folder + "/model.safetensors"
    let file = try SafetensorsFile(path: weightsPath)
    do {
      let parameters = try Parameters(configuration)
      for tensor in parameters.layout.tensors {
        try file.read(
          tensor.name, shape: tensor.shape, into: parameters.arena, at: tensor.offset)
      }
      let known = Set(parameters.layout.tensors.map(\.name))
      if let extra = file.tensors.keys.filter({ !known.contains($0) }).min() {
        throw ModelError.unusable(
          path: weightsPath, field: extra, reason: "no such tensor in this model")
      }
      for token in generation.suppressed
      where token < 0 || Int(token) >= configuration.vocabularySize {
        throw ModelError.unusable(
          path: generationPath, field: "suppress_tokens", reason: "\(token) is not a token")
      }
      try self.init(
        tokenizer: tokenizer, parameters: parameters, suppressed: generation.suppressed)
    } catch let error as ModelError {
      throw error
    } catch {
      throw .unusable(path: configPath, field: "vocab_size", reason: "\(error)")
    }
  }

  /// Writes the model's folder, which appears whole or not at all and replaces one of that name.
  public func save(to folder: String) throws(ModelError) {
    try replaceFolder(folder) { (folder) throws(ModelError) in
      try writeFile(
        folder + "/config.json",
        configuration.json(endToken: tokenizer.endToken, padToken: tokenizer.padToken))
      try writeFile(folder + "/generation_config.json", generation.json())
      try writeFile(folder + "/tokenizer.json", tokenizer.json())
      try writeFile(
        folder + "/tokenizer_config.json",
        tokenizer.configurationJSON(maximumPositions: configuration.maximumPositions))
      try writeSafetensors(
        parameters.layout.tensors.map {
          SafetensorsItem(
            name: $0.name, shape: $0.shape, buffer: parameters.arena, offset: $0.offset)
        }, metadata: [("format", "pt")], to: folder + "/model.safetensors")
    }
  }

  /// A sampler of this model that never samples its suppressed tokens.
  public func sampler(
    threads: Int, rowsPerThread: Int = 16, kernels: KernelSet = .best,
    uniform: @escaping Sampler.Uniform
  ) -> Sampler {
    Sampler(
      parameters, suppressing: suppressed, threads: threads, rowsPerThread: rowsPerThread,
      kernels: kernels, uniform: uniform)
  }

  private var generation: Generation {
    Generation(
      endToken: tokenizer.endToken, padToken: tokenizer.padToken, suppressed: suppressed)
  }
}

/// The content of `generation_config.json`.
private struct Generation {
  let endToken: Int32
  let padToken: Int32
  let suppressed: [Int32]

  init(endToken: Int32, padToken: Int32, suppressed: [Int32]) {
    self.endToken = endToken
    self.padToken = padToken
    self.suppressed = suppressed
  }

  init(json bytes: [UInt8], path: String) throws(ModelError) {
    do {
      let root = try JSONValue.parse(bytes, source: path)
      func token(_ value: JSONValue) throws(JSONError) -> Int32 {
        guard let token = Int32(exactly: try value.int()) else {
          throw value.error("is not a token")
        }
        return token
      }
      endToken = try token(root["eos_token_id"])
      padToken = try root.member("pad_token_id").map(token) ?? 0
      var suppressed: [Int32] = []
      for value in try root.member("suppress_tokens")?.array() ?? [] {
        suppressed.append(try token(value))
      }
      self.suppressed = suppressed
    } catch {
      throw .unusable(path: path, field: "JSON", reason: "\(error)")
    }
  }

  func json() -> [UInt8] {
    let value: JSONValue = [
      "do_sample": true,
      "eos_token_id": JSONValue(endToken),
      "pad_token_id": JSONValue(padToken),
      "suppress_tokens": JSONValue(suppressed.map { JSONValue($0) }),
    ]
    return value.serializedBytes(pretty: true)
  }
}
