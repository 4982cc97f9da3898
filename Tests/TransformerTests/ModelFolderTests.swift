import Glibc
import JSON
import Kernels
import Testing

@testable import Transformer

@Suite final class ModelFolderTests {
  let folder = "/tmp/stepmark-model-\(getpid())-\(UInt64.random(in: 0 ... .max))"

  deinit {
    for name in [
      "config.json", "tokenizer.json", "tokenizer_config.json", "generation_config.json",
      "model.safetensors",
    ] {
      unlink(folder + "/" + name)
    }
    rmdir(folder)
  }

  func model(_ shape: Configuration = shapes[0]) throws -> Model {
    var stream = Stream(state: 1)
    return try Model(
      tokenizer: TokenizerTests.tokenizer(), configuration: shape, randomizedBy: &stream)
  }

  @Test("A folder that was saved loads as the same model", arguments: shapes)
  func roundTrips(_ shape: Configuration) throws {
    let model = try model(shape)
    for _ in 0..<2 { try model.save(to: folder) }
    let again = try Model(folder: folder)
    #expect(again.configuration == model.configuration)
    #expect(again.tokenizer == model.tokenizer)
    #expect(again.suppressed == model.suppressed)
    let all = 0..<model.parameters.arena.count
    #expect(again.parameters.arena.array(all) == model.parameters.arena.array(all))
  }

  @Test("Tensors have the names and shapes of Hugging Face's Llama")
  func tensorNames() throws {
    let model = try model(shapes[1])
    try model.save(to: folder)
    let file = try SafetensorsFile(path: folder + "/model.safetensors")
    let vocabulary = model.configuration.vocabularySize
    let expected: [String: [Int]] = [
      "model.embed_tokens.weight": [vocabulary, 64],
      "model.layers.2.self_attn.q_proj.weight": [128, 64],
      "model.layers.2.self_attn.k_proj.weight": [64, 64],
      "model.layers.2.self_attn.v_proj.weight": [64, 64],
      "model.layers.2.self_attn.o_proj.weight": [64, 128],
      "model.layers.2.mlp.gate_proj.weight": [80, 64],
      "model.layers.2.mlp.up_proj.weight": [80, 64],
      "model.layers.2.mlp.down_proj.weight": [64, 80],
      "model.layers.2.input_layernorm.weight": [64],
      "model.layers.2.post_attention_layernorm.weight": [64],
      "model.norm.weight": [64],
      "lm_head.weight": [vocabulary, 64],
    ]
    for (name, shape) in expected { #expect(file.tensors[name]?.shape == shape, "\(name)") }
    #expect(file.tensors.count == 3 + 9 * 3)
  }

  @Test(
    "A file that is missing is named",
    arguments: ["config.json", "tokenizer.json", "model.safetensors"])
  func missingFilesAreNamed(_ name: String) throws {
    try model().save(to: folder)
    unlink(folder + "/" + name)
    #expect(throws: ModelError.missingFile(path: folder + "/" + name)) {
      try Model(folder: folder)
    }
  }

  @Test(
    "A configuration that the engine cannot run is refused by field",
    arguments: [
      ("hidden_size", "33"), ("num_key_value_heads", "5"), ("hidden_act", "\"gelu\""),
      ("model_type", "\"gpt2\""), ("attention_bias", "true"),
      ("rope_scaling", #"{"rope_type":"yarn"}"#),
      ("vocab_size", "17"), ("num_hidden_layers", "\"2\""), ("rms_norm_eps", "-1"),
    ])
  func badConfigurationsAreRefused(_ field: String, _ value: String) throws {
    try model().save(to: folder)
    let path = folder + "/config.json"
    let root = try JSONValue.parse(readFile(path))
    let members = try root.object().map {
      $0.name == field ? JSONMember(field, try JSONValue.parse(value)) : $0
    }
    try writeFile(path, JSONValue(members).serializedBytes())
    #expect {
      try Model(folder: folder)
    } throws: { error in
      let text = (error as? ModelError)?.description ?? ""
      // A wrong vocabulary shows as a wrong shape of the embedding.
      return text.contains(folder) && (text.contains(field) || text.contains("embed_tokens"))
    }
  }
}
