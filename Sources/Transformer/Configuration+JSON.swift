import JSON

extension Configuration {
  /// Reads a `config.json` of Hugging Face's Llama or Qwen2.
  ///
  /// - Throws: ``ModelError`` naming the field that is missing, mistyped or not supported.
  init(json bytes: [UInt8], path: String) throws(ModelError) {
    do {
      let root = try JSONValue.parse(bytes, source: path)
      func refuse(_ field: String, _ reason: String) -> ModelError {
        .unusable(path: path, field: field, reason: reason)
      }
      func optional(_ field: String) throws(JSONError) -> JSONValue? {
        guard let value = try root.member(field), !value.isNull else { return nil }
        return value
      }
      let type = try root["model_type"].string()
      guard type == "llama" || type == "qwen2" else {
        throw refuse("model_type", "'\(type)' is neither 'llama' nor 'qwen2'")
      }
      if let activation = try optional("hidden_act")?.string(), activation != "silu" {
        throw refuse("hidden_act", "'\(activation)' is not 'silu'")
      }
      for field in ["attention_bias", "mlp_bias"] where try optional(field)?.bool() == true {
        throw refuse(field, "biases are those of model_type 'qwen2' only")
      }
      if try optional("use_sliding_window")?.bool() == true {
        throw refuse("use_sliding_window", "is not supported")
      }
      for kind in try optional("layer_types")?.array() ?? []
      where try kind.string() != "full_attention" {
        throw refuse("layer_types", "'\(try kind.string())' is not 'full_attention'")
      }
      // Newer files keep the base beside the scaling, in one object.
      let rope = try optional("rope_parameters") ?? optional("rope_scaling")
      let theta = try rope?.member("rope_theta")?.double() ?? optional("rope_theta")?.double()
      let scaling = try rope.flatMap { (rope) throws in try Self.scaling(rope, refuse) }
      self.init(
        vocabularySize: try root["vocab_size"].int(),
        hiddenSize: try root["hidden_size"].int(),
        layers: try root["num_hidden_layers"].int(),
        heads: try root["num_attention_heads"].int(),
        keyValueHeads: try optional("num_key_value_heads")?.int(),
        headSize: try optional("head_dim")?.int(),
        intermediateSize: try root["intermediate_size"].int(),
        maximumPositions: try optional("max_position_embeddings")?.int() ?? 2048,
        ropeTheta: theta ?? 10_000, ropeScaling: scaling,
        normEpsilon: try optional("rms_norm_eps")?.double() ?? 1e-6,
        tiesEmbeddings: try optional("tie_word_embeddings")?.bool() ?? false,
        hasAttentionBias: type == "qwen2")
      try validate()
    } catch let error as ConfigurationError {
      switch error {
      case .unsupported(let field, let reason):
        throw .unusable(path: path, field: field, reason: reason)
      }
    } catch let error as ModelError {
      throw error
    } catch {
      throw .unusable(path: path, field: "JSON", reason: "\(error)")
    }
  }

  private static func scaling(
    _ rope: JSONValue, _ refuse: (_ field: String, _ reason: String) -> ModelError
  ) throws -> RopeScaling? {
    let kind = try (rope.member("rope_type") ?? rope.member("type"))?.string() ?? "default"
    switch kind {
    case "default": return nil
    case "llama3":
      return RopeScaling(
        factor: try rope["factor"].double(),
        lowFrequencyFactor: try rope["low_freq_factor"].double(),
        highFrequencyFactor: try rope["high_freq_factor"].double(),
        originalPositions: try rope["original_max_position_embeddings"].int())
    default: throw refuse("rope_scaling", "'\(kind)' is neither 'default' nor 'llama3'")
    }
  }

  /// The content of `config.json`.
  func json(endToken: Int32, padToken: Int32) -> [UInt8] {
    let value: JSONValue = [
      "architectures": [hasAttentionBias ? "Qwen2ForCausalLM" : "LlamaForCausalLM"],
      "model_type": hasAttentionBias ? "qwen2" : "llama",
      "vocab_size": JSONValue(vocabularySize),
      "hidden_size": JSONValue(hiddenSize),
      "num_hidden_layers": JSONValue(layers),
      "num_attention_heads": JSONValue(heads),
      "num_key_value_heads": JSONValue(keyValueHeads),
      "head_dim": JSONValue(headSize),
      "intermediate_size": JSONValue(intermediateSize),
      "hidden_act": "silu",
      "max_position_embeddings": JSONValue(maximumPositions),
      "rope_theta": JSONValue(ropeTheta),
      "rope_scaling": ropeScaling.map(\.json) ?? nil,
      "rms_norm_eps": JSONValue(normEpsilon),
      "tie_word_embeddings": JSONValue(tiesEmbeddings),
      "attention_bias": false,
      "mlp_bias": false,
      "bos_token_id": nil,
      "eos_token_id": JSONValue(endToken),
      "pad_token_id": JSONValue(padToken),
      "torch_dtype": "float32",
    ]
    return value.serializedBytes(pretty: true)
  }
}

extension RopeScaling {
  fileprivate var json: JSONValue {
    [
      "rope_type": "llama3", "factor": JSONValue(factor),
      "low_freq_factor": JSONValue(lowFrequencyFactor),
      "high_freq_factor": JSONValue(highFrequencyFactor),
      "original_max_position_embeddings": JSONValue(originalPositions),
    ]
  }
}
