import Kernels
import Testing
import Transformer

@testable import Training

@Suite struct TrainerTests {
  func trained(
    _ shape: Configuration, threads: Int, kernels: KernelSet = .best,
    change: (inout TrainingSettings) -> Void = { _ in }
  ) throws -> [UInt32] {
    let parameters = try tinyParameters(shape)
    var settings = TrainingSettings(steps: 5)
    change(&settings)
    let trainer = try Trainer(
      parameters, settings: settings, threads: threads, kernels: kernels)
    try trainer.run(example: { randomExample(shape, $0, $1) })
    return bits(parameters)
  }

  @Test("Weights do not depend on the number of threads", arguments: tinyShapes)
  func threadsDoNotMatter(_ shape: Configuration) throws {
    let one = try trained(shape, threads: 1)
    for threads in [2, 3, 7] { #expect(try trained(shape, threads: threads) == one) }
  }

  @Test("Weights do not depend on how sequences share a block", arguments: [1, 40, 100_000])
  func blocksDoNotMatter(_ tokens: Int) throws {
    let shape = tinyShapes[0]
    #expect(
      try trained(shape, threads: 1) { $0.blockTokens = tokens } == trained(shape, threads: 1))
  }

  @Test("Weights do not depend on the instruction set", arguments: InstructionSet.available)
  func instructionSetsAgree(_ set: InstructionSet) throws {
    let kernels = try #require(KernelSet(set))
    for shape in tinyShapes {
      #expect(try trained(shape, threads: 1, kernels: kernels) == trained(shape, threads: 1))
    }
  }

  @Test("Two hundred steps end with the same bytes whatever threads, instructions and blocks")
  func longRunsAgree() throws {
    let shape = Configuration(
      vocabularySize: 21, hiddenSize: 32, layers: 1, heads: 1, intermediateSize: 32,
      maximumPositions: 64)
    func bytes(_ threads: Int, _ kernels: KernelSet, _ block: Int) throws -> [UInt32] {
      try trained(shape, threads: threads, kernels: kernels) {
        $0.steps = 200
        $0.batchSize = 4
        $0.blockTokens = block
      }
    }
    let reference = try bytes(1, .best, 128)
    #expect(try bytes(2, .best, 1) == reference)
    for (index, set) in InstructionSet.available.enumerated() {
      let kernels = try #require(KernelSet(set))
      #expect(try bytes(2 - index % 2, kernels, [37, 60, 100_000][index]) == reference)
    }
  }

  @Test("One batch is learnt by heart")
  func overfitsOneBatch() throws {
    let shape = tinyShapes[0]
    var settings = TrainingSettings(steps: 150)
    settings.batchSize = 4
    let trainer = try Trainer(
      try tinyParameters(shape), settings: settings, threads: 2)
    var losses: [Double] = []
    try trainer.run(
      example: { _, index in randomExample(shape, 0, index) },
      progress: {
        losses.append($0.loss)
        return .goOn
      })
    #expect(losses.count == 150)
    let last = try #require(losses.last)
    #expect(last < 0.05, "\(losses[0]) → \(last)")
  }

  @Test("A run whose loss is not a number stops and names the step")
  func divergenceIsAnError() throws {
    let parameters = try tinyParameters(tinyShapes[0])
    parameters.arena[5] = .nan
    let trainer = try Trainer(parameters, settings: TrainingSettings(steps: 2), threads: 1)
    #expect {
      try trainer.run(example: { randomExample(tinyShapes[0], $0, $1) })
    } throws: { error in
      guard case .diverged(let step, _, _, _)? = error as? TrainingError else { return false }
      return step == 0
    }
  }

  @Test("The examples of a batch that have no finite loss are named")
  func examplesAtFaultAreNamed() throws {
    let shape = tinyShapes[0]
    /// Loses its mind over weights of 9.
    struct Spoilt: Objective {
      func divisor(of batch: [TrainingExample]) -> Double { 1 }
      func evaluate(
        _ example: TrainingExample, _ logProbabilities: [[Float]]
      ) -> LossAndGradient {
        var result = NextTokenObjective().evaluate(example, logProbabilities)
        if example.weight == 9 { result.loss = .nan }
        return result
      }
    }
    let trainer = try Trainer(
      try tinyParameters(shape), objective: Spoilt(), settings: TrainingSettings(steps: 2),
      threads: 1)
    var batch = (0..<40).map { randomExample(shape, 0, $0) }
    for index in [3, 37] { batch[index].weight = 9 }
    #expect {
      try trainer.advance(batch)
    } throws: { error in
      guard case .diverged(0, _, _, let examples)? = error as? TrainingError else { return false }
      return examples == [3, 37]
    }
  }

  @Test("Sequences without targets and pairs of sequences go through")
  func unusualExamples() throws {
    let shape = tinyShapes[0]
    func gradient(_ batch: [TrainingExample]) throws -> [Float] {
      let trainer = try Trainer(
        try tinyParameters(shape), settings: TrainingSettings(steps: 1), threads: 1)
      let sum = try trainer.lossAndGradient(batch).1
      return sum.array(0..<sum.count)
    }
    let left = TargetSequence(tokens: [3, 1, 4, 1, 5], lossStart: 2)
    let right = TargetSequence(tokens: [2, 7, 1], lossStart: 1)
    let pair = try gradient([TrainingExample(sequences: [left, right])])
    let apart = try gradient([TrainingExample(sequences: [left]), .init(sequences: [right])])
    // The two may fall into different shards, whose sums round differently.
    for (one, other) in zip(pair, apart) { #expect(abs(one - other) < 1e-6) }

    let empty = [TrainingExample(tokens: [6], lossStart: 1), .init(tokens: [6, 2], lossStart: 2)]
    let with = try gradient([TrainingExample(sequences: [left, right])] + empty)
    for (one, other) in zip(pair, with) { #expect(abs(one - other) < 1e-6) }
    #expect(throws: TrainingError.self) { try gradient(empty) }
  }

  @Test("An example that the model cannot read is named")
  func unusableExamplesAreNamed() throws {
    let trainer = try Trainer(
      try tinyParameters(tinyShapes[0]), settings: TrainingSettings(steps: 2), threads: 1)
    let bad = TrainingExample(tokens: [1, 2, 99], lossStart: 1)
    #expect {
      try trainer.advance([randomExample(tinyShapes[0], 0, 0), bad])
    } throws: { error in
      guard case .unusableExample(0, 1, let reason)? = error as? TrainingError else { return false }
      return reason.contains("99")
    }
  }
}
