import Corpus
import Kernels
import Transformer

@testable import Training

/// Small shapes: plain, grouped heads, untied output, a head narrower than half a vector pair.
let tinyShapes: [Configuration] = [
  Configuration(
    vocabularySize: 21, hiddenSize: 32, layers: 2, heads: 2, intermediateSize: 48,
    maximumPositions: 64),
  Configuration(
    vocabularySize: 40, hiddenSize: 64, layers: 2, heads: 4, keyValueHeads: 2, headSize: 16,
    intermediateSize: 32, maximumPositions: 64, tiesEmbeddings: false),
  Configuration(
    vocabularySize: 16, hiddenSize: 48, layers: 1, heads: 3, keyValueHeads: 1, headSize: 32,
    intermediateSize: 64, maximumPositions: 64),
]

func tinyParameters(_ shape: Configuration, seed: UInt64 = 1) throws -> Parameters {
  var stream = RandomStream(seed: seed, "parameters")
  let parameters = try Parameters(shape, randomizedBy: &stream)
  // Ten times GPT-2's deviation, so that attention and gates leave their linear range.
  for tensor in parameters.layout.tensors where tensor.isMatrix {
    for index in tensor.range { parameters.arena[index] *= 10 }
  }
  return parameters
}

/// A random example of `length` tokens, its loss beginning somewhere inside.
func randomExample(_ shape: Configuration, _ step: Int, _ index: Int) -> TrainingExample {
  var stream = RandomStream(seed: 7, "example", step, index)
  let length = Int.random(in: 2...40, using: &stream)
  let tokens = (0..<length).map { _ in
    Int32.random(in: 0..<Int32(shape.vocabularySize), using: &stream)
  }
  return TrainingExample(
    tokens: tokens, lossStart: Int.random(in: 1..<length, using: &stream),
    weight: index % 3 == 0 ? 0.5 : 1)
}

func bits(_ parameters: Parameters) -> [UInt32] {
  parameters.arena.array(0..<parameters.arena.count).map(\.bitPattern)
}
