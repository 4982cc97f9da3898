import JSON
import Kernels

/// A model: its shape, tokenizer and parameters, kept as a folder in Hugging Face's layout.
public struct Model: Sendable {
  /// The tokenizer.
  public let tokenizer: Tokenizer

  /// The parameters, and by them the shape.
  public let parameters: Parameters

  /// The tokens that end a completion, the tokenizer's first.
  public let endTokens: [Int32]

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
      tokenizer: tokenizer, parameters: parameters, endTokens: [tokenizer.endToken],
      suppressed: tokenizer.suppressed)
  }

  private init(
    tokenizer: Tokenizer, parameters: Parameters, endTokens: [Int32], suppressed: [Int32]
  ) throws(ConfigurationError) {
    // Published models round the vocabulary up; the surplus has no text.
    guard tokenizer.count <= parameters.configuration.vocabularySize else {
      throw .unsupported(
        field: "vocab_size",
        reason:
          "\(parameters.configuration.vocabularySize), but the tokenizer has \(tokenizer.count)"
      )
    }
    self.tokenizer = tokenizer
    self.parameters = parameters
    self.endTokens = endTokens
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
    // Older folders keep these settings in config.json.
    let ownPath = folder + "/generation_config.json"
    let generationPath = fileExists(ownPath) ? ownPath : configPath
    let generation = try Generation(json: readFile(generationPath), path: generationPath)
    let tokenizerPath = folder + "/tokenizer.json"
    let tokenizer = try Tokenizer(
      json: readFile(tokenizerPath), path: tokenizerPath, endToken: generation.endTokens[0],
      padToken: generation.padToken)
    let files = try WeightFiles(folder: folder)
    try refuseBeyondMemory(configuration, folder)
    do {
      let parameters = try Parameters(configuration)
      try files.read(into: parameters)
      for token in generation.suppressed ?? []
      where token < 0 || Int(token) >= configuration.vocabularySize {
        throw ModelError.unusable(
          path: generationPath, field: "suppress_tokens", reason: "\(token) is not a token")
      }
      try self.init(
        tokenizer: tokenizer, parameters: parameters, endTokens: generation.endTokens,
        suppressed: generation.suppressed ?? tokenizer.suppressed)
    } catch let error as ModelError {
      throw error
    } catch {
      throw .unusable(path: configPath, field: "vocab_size", reason: "\(error)")
    }
  }

  /// Writes the model's folder, which appears whole or not at all and replaces one of that name.
  ///
  /// - Parameters:
  ///   - type: how the parameters are written.
  ///   - files: what else belongs into the folder.
  public func save(
    to folder: String, as type: NumberType = .f32,
    adding files: [(name: String, bytes: [UInt8])] = []
  ) throws(ModelError) {
    try replaceFolder(folder) { (folder) throws(ModelError) in
      for (name, bytes) in files { try writeFile(folder + "/" + name, bytes) }
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
        }, as: type, metadata: [("format", "pt")], to: folder + "/model.safetensors")
    }
  }

  /// A sampler of this model that never samples its suppressed tokens.
  public func sampler(
    threads: Int, rowsPerThread: Int = 16, kernels: KernelSet = .best,
    uniform: @escaping Sampler.Uniform
  ) -> Sampler {
    let tokenizer = tokenizer
    return Sampler(
      parameters, suppressing: suppressed, threads: threads, rowsPerThread: rowsPerThread,
      kernels: kernels, bytes: { tokenizer.bytes(of: $0) }, uniform: uniform)
  }

  private var generation: Generation {
    Generation(
      endTokens: endTokens, padToken: tokenizer.padToken, suppressed: suppressed)
  }
}

/// Throws where the parameters and their packed copy exceed the memory that is free.
private func refuseBeyondMemory(
  _ configuration: Configuration, _ folder: String
) throws(ModelError) {
  let (floats, overflows) = ParameterLayout(configuration).count
    .multipliedReportingOverflow(by: 2 * MemoryLayout<Float>.size)
  guard let free = availableMemory(), overflows || floats > free else { return }
  let gigabyte = 1 << 30
  throw .unusable(
    path: folder, field: "size",
    reason:
      "the model needs \(floats / gigabyte + 1) GiB (4 bytes a parameter, twice), \(free / gigabyte) GiB are free"
  )
}

/// The content of `generation_config.json`.
private struct Generation {
  let endTokens: [Int32]
  let padToken: Int32

  /// Tokens that are never sampled; `nil` where the file does not say.
  let suppressed: [Int32]?

  init(endTokens: [Int32], padToken: Int32, suppressed: [Int32]) {
    self.endTokens = endTokens
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
      let end = try root["eos_token_id"]
      var endTokens: [Int32] = []
      for value in (try? end.array()) ?? [end] { endTokens.append(try token(value)) }
      guard let first = endTokens.first else { throw end.error("names no token") }
      self.endTokens = endTokens
      let pad = try root.member("pad_token_id")
      padToken =
        try pad.flatMap { (pad) throws(JSONError) in
          pad.isNull ? nil : try token(pad)
        } ?? first
      suppressed = try root.member("suppress_tokens").flatMap { (list) throws in
        list.isNull ? nil : try list.array().map { (value) throws in try token(value) }
      }
    } catch {
      throw .unusable(path: path, field: "JSON", reason: "\(error)")
    }
  }

  func json() -> [UInt8] {
    let value: JSONValue = [
      "do_sample": true,
      "eos_token_id": endTokens.count == 1
        ? JSONValue(endTokens[0]) : JSONValue(endTokens.map { JSONValue($0) }),
      "pad_token_id": JSONValue(padToken),
      "suppress_tokens": JSONValue((suppressed ?? []).map { JSONValue($0) }),
    ]
    return value.serializedBytes(pretty: true)
  }
}
