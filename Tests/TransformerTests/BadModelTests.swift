import Glibc
import JSON
import Kernels
import TestSupport
import Testing

@testable import Transformer

/// Model folders that are broken, or lie: each is refused with its file and field.
@Suite struct BadModelTests {
  let folder = TemporaryFolder()

  private func save() throws {
    var stream = Stream(state: 1)
    try Model(
      tokenizer: TokenizerTests.tokenizer(), configuration: shapes[0], randomizedBy: &stream
    ).save(to: folder.path)
  }

  /// Copies the folder of a published layout with a byte-level tokenizer.
  private func copyPublished(_ name: String) throws {
    let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(2)
    let source = root.joined(separator: "/") + "/TrainingTests/Parity/\(name)/"
    for file in [
      "config.json", "generation_config.json", "tokenizer.json", "model.safetensors",
      "model.safetensors.index.json", "model-00001-of-00002.safetensors",
      "model-00002-of-00002.safetensors",
    ] where fileExists(source + file) {
      _ = folder.write(try readFile(source + file), to: file)
    }
  }

  private func edit(_ file: String, _ change: (inout String) -> Void) throws {
    var text = String(decoding: try readFile(folder.file(file)), as: UTF8.self)
    let before = text
    change(&text)
    #expect(text != before, "the edit finds nothing to change")
    _ = folder.write(Array(text.utf8), to: file)
  }

  private func expect(
    _ file: String, _ field: String, says parts: String...,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(sourceLocation: sourceLocation) {
      try Model(folder: folder.path)
    } throws: { error in
      guard case .unusable(let path, field, _)? = error as? ModelError else { return false }
      let text = "\(error)"
      return path.hasSuffix(file) && parts.allSatisfy { text.contains($0) }
    }
  }

  @Test(
    "Weights that are no numbers are named with their place", arguments: [Float.nan, .infinity])
  func weightsThatAreNoNumbers(_ value: Float) throws {
    try save()
    let path = folder.file("model.safetensors")
    var bytes = try readFile(path)
    let tensor = try #require(
      try SafetensorsFile(path: path).tensors["model.layers.1.mlp.up_proj.weight"])
    for index in 0..<4 {
      bytes[tensor.bytes.lowerBound + 4 * 17 + index] = UInt8(
        truncatingIfNeeded: value.bitPattern >> (8 * UInt32(index)))
    }
    _ = folder.write(bytes, to: "model.safetensors")
    expect(
      "model.safetensors", "model.layers.1.mlp.up_proj.weight", says: "number 17 is \(value)")
  }

  @Test(
    "A file of weights that was cut short is refused before anything is read", arguments: [1, 4096])
  func truncatedWeights(_ missing: Int) throws {
    try save()
    let path = folder.file("model.safetensors")
    #expect(truncate(path, try readFile(path).count - missing) == 0)
    #expect {
      try Model(folder: folder.path)
    } throws: { error in
      guard case .unusable(path, let field, let reason)? = error as? ModelError else {
        return false
      }
      return field.hasSuffix("weight") && reason.contains("leave the")
    }
  }

  @Test("A shard that an index names and that is not there is named")
  func missingShard() throws {
    try copyPublished("qwen2")
    let shard = folder.file("model-00002-of-00002.safetensors")
    #expect(unlink(shard) == 0)
    #expect(throws: ModelError.missingFile(path: shard)) { try Model(folder: folder.path) }
  }

  @Test("An index cannot lead out of the folder")
  func indexLeavesTheFolder() throws {
    try copyPublished("qwen2")
    try edit("model.safetensors.index.json") {
      $0 = $0.replacing("model-00002", with: "../model-00002")
    }
    expect("model.safetensors.index.json", "weight_map", says: "is not the name")
  }

  @Test("Another architecture is refused by its name")
  func unknownArchitecture() throws {
    try save()
    try edit("config.json") { $0 = $0.replacing(#""llama""#, with: #""mamba""#) }
    expect("config.json", "model_type", says: "'mamba' is neither 'llama' nor 'qwen2'")
  }

  @Test("Merges of tokens that do not exist are refused with their place")
  func mergesOutOfRange() throws {
    try copyPublished("llama")
    try edit("tokenizer.json") {
      $0 = $0.replacing(
        "[\n        \"}\",\n        \"$\"\n      ]",
        with: "[\n        \"zqzq\",\n        \"$\"\n      ]")
    }
    expect("tokenizer.json", "model.merges", says: "[3]", "'zqzq'", "are no tokens")
  }

  @Test("A vocabulary with an id out of range, or twice, is refused")
  func vocabularyOutOfRange() throws {
    try copyPublished("llama")
    let original = try readFile(folder.file("tokenizer.json"))
    let members = try JSONValue.parse(original)["model"]["vocab"].object()
    let (first, second) = (members[5], members[6])
    for (id, reason) in [("99999999", "has the id 99999999"), ("-1", "has the id -1")] {
      _ = folder.write(original, to: "tokenizer.json")
      try edit("tokenizer.json") {
        $0 = $0.replacing(
          "\(JSONValue(first.name).serialized()): \(first.value.serialized())",
          with: "\(JSONValue(first.name).serialized()): \(id)")
      }
      expect("tokenizer.json", "model.vocab", says: reason)
    }
    _ = folder.write(original, to: "tokenizer.json")
    try edit("tokenizer.json") {
      $0 = $0.replacing(
        "\(JSONValue(second.name).serialized()): \(second.value.serialized())",
        with: "\(JSONValue(second.name).serialized()): \(first.value.serialized())")
    }
    expect("tokenizer.json", "model.vocab", says: "of another token")
  }

  @Test("The free memory is known on Linux")
  func memoryIsKnown() throws {
    #expect(try #require(availableMemory()) > 1 << 20)
  }

  @Test("A model that exceeds the memory is refused before it is loaded, with the figures")
  func largerThanMemory() throws {
    try save()
    try edit("config.json") {
      $0 = $0.replacing(#""hidden_size": 32"#, with: #""hidden_size": 65536"#)
        .replacing(#""num_hidden_layers": 2"#, with: #""num_hidden_layers": 1024"#)
    }
    expect(
      "", "size", says: "the model needs ", " GiB (4 bytes a parameter, twice), ", " GiB are free")
  }

  @Test("An end token beyond the vocabulary is refused")
  func endTokenOutOfRange() throws {
    try copyPublished("llama")
    try edit("generation_config.json") {
      $0 = $0.replacing(#""eos_token_id": 2"#, with: #""eos_token_id": 100000"#)
    }
    expect("tokenizer.json", "eos_token_id", says: "100000 is no token")
  }
}
