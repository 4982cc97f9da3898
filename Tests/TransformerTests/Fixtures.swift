import Kernels

@testable import Transformer

/// SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).
struct Stream: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var value = state
    value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
    value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
    return value ^ (value >> 31)
  }
}

@Sendable func uniform(seed: UInt64, position: Int) -> Double {
  var stream = Stream(state: seed &* 1_000_003 &+ UInt64(position))
  return Double(stream.next() >> 11) * 0x1p-53
}

let shapes: [Configuration] = [
  Configuration(
    vocabularySize: 37, hiddenSize: 32, layers: 2, heads: 2, intermediateSize: 48,
    maximumPositions: 96),
  Configuration(
    vocabularySize: 48, hiddenSize: 64, layers: 3, heads: 4, keyValueHeads: 2, headSize: 32,
    intermediateSize: 80, maximumPositions: 96, tiesEmbeddings: false),
  Configuration(
    vocabularySize: 48, hiddenSize: 32, layers: 2, heads: 2, keyValueHeads: 1, headSize: 32,
    intermediateSize: 48, maximumPositions: 96, ropeTheta: 500_000,
    ropeScaling: RopeScaling(
      factor: 4, lowFrequencyFactor: 1, highFrequencyFactor: 4, originalPositions: 32),
    hasAttentionBias: true),
]

func parameters(_ shape: Configuration, seed: UInt64 = 3) throws -> Parameters {
  var stream = Stream(state: seed)
  let parameters = try Parameters(shape, randomizedBy: &stream)
  for tensor in parameters.layout.tensors {
    for index in tensor.range {
      if tensor.isMatrix { parameters.arena[index] *= 8 }
      if tensor.name.hasSuffix(".bias") {
        parameters.arena[index] = Float.random(in: -1...1, using: &stream)
      }
    }
  }
  return parameters
}

/// Prompts of 1 to 40 tokens with 1 to 5 completions each, in several ways of sampling.
func requests(_ shape: Configuration, count: Int) -> [SamplingRequest] {
  var stream = Stream(state: 11)
  return (0..<count).map { id in
    let prompt = (0..<Int.random(in: 1...40, using: &stream)).map { _ in
      Int32.random(in: 0..<Int32(shape.vocabularySize), using: &stream)
    }
    let seeds = (0..<Int.random(in: 1...5, using: &stream)).map { _ in stream.next() }
    var sampling = Sampling(
      maximumTokens: Int.random(in: 1...50, using: &stream), stopTokens: [2])
    switch id % 4 {
    case 0: sampling.temperature = 0
    case 1: sampling.topP = 0.9
    case 2: sampling.topK = 5
    default: sampling.temperature = 0.7
    }
    return SamplingRequest(
      id: id, prompt: prompt, seeds: seeds, sampling: sampling, wantsLogProbabilities: true)
  }
}
