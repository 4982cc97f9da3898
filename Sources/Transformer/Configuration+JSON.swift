import JSON

extension Configuration {
  /// Reads a `config.json` of Hugging Face's Llama.
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
      guard type == "llama" else { throw refuse("model_type", "'\(type)' is not 'llama'") }
      if let activation = try optional("hidden_act")?.string(), activation != "silu" {
        throw refuse("hidden_act", "'\(activation)' is not 'silu'")
      }
      for field in ["attention_bias", "mlp_bias"] where try optional(field)?.bool() == true {
        throw refuse(field, "biases are not supported")
      }
      if try optional("rope_scaling") != nil { throw refuse("rope_scaling", "is not supported") }
      var theta = try optional("rope_theta")?.double()
      if let rope = try optional("rope_parameters") {
        let kind = try rope.member("rope_type")?.string() ?? "default"
        guard kind == "default" else { throw refuse("rope_parameters", "'\(kind)' rotation") }
        theta = try rope.member("rope_theta")?.double() ?? theta
      }
      self.init(
        vocabularySize: try root["vocab_size"].int(),
        hiddenSize: try root["hidden_size"].int(),
        layers: try root["num_hidden_layers"].int(),
        heads: try root["num_attention_heads"].int(),
        keyValueHeads: try optional("num_key_value_heads")?.int(),
        headSize: try optional("head_dim")?.int(),
        intermediateSize: try root["intermediate_size"].int(),
        maximumPositions: try optional("max_position_embeddings")?.int() ?? 2048,
        ropeTheta: theta ?? 10_000,
        normEpsilon: try optional("rms_norm_eps")?.double() ?? 1e-6,
        tiesEmbeddings: try optional("tie_word_embeddings")?.bool() ?? false)
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

  /// The content of `config.json`.
  func json(endToken: Int32, padToken: Int32) -> [UInt8] {
    let value: JSONValue = [
      "architectures": ["LlamaForCausalLM"],
      "model_type": "llama",
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
      "rope_scaling": nil,
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
