import Corpus
import TestSupport
import Testing
import Training
import Transformer

@Suite struct EndToEndTests {
  @Test("A model that was trained, saved and loaded says what it was taught")
  func saysWhatItWasTaught() throws {
    let problems = (1...6).map { a in
      (prompt: "<|problem|> \(a) + 3<|solution|>", answer: " \(a) + 3 =\n\(a + 3).<|end|>")
    }
    let tokenizer = try Tokenizer.build(
      from: problems.map { $0.prompt + $0.answer }, endToken: "<|end|>",
      otherSpecialTokens: ["<|problem|>", "<|solution|>"], numbersUpTo: 9)
    var stream = RandomStream(seed: 1, "model")
    let model = try Model(
      tokenizer: tokenizer,
      configuration: Configuration(
        vocabularySize: tokenizer.count, hiddenSize: 32, layers: 2, heads: 2,
        intermediateSize: 64, maximumPositions: 32),
      randomizedBy: &stream)

    let examples = try problems.map { problem in
      let prompt = try tokenizer.encode(problem.prompt)
      return TrainingExample(
        tokens: prompt + (try tokenizer.encode(problem.answer)), lossStart: prompt.count)
    }
    var settings = TrainingSettings(steps: 200)
    settings.batchSize = 6
    let trainer = try Trainer(model.parameters, settings: settings, threads: 2)
    try trainer.run(example: { _, index in examples[index] })

    let folder = TemporaryFolder()
    try model.save(to: folder.file("model"))
    let loaded = try Model(folder: folder.file("model"))
    let requests = try problems.map { problem in
      SamplingRequest(
        prompt: try loaded.tokenizer.encode(problem.prompt), seeds: [0, 1],
        sampling: Sampling(
          temperature: 0, maximumTokens: 20, stopTokens: [loaded.tokenizer.endToken]))
    }
    let sampler = loaded.sampler(threads: 2, uniform: RandomStream.unit)
    for (problem, completions) in zip(problems, try sampler.completions(of: requests)) {
      for completion in completions {
        #expect(loaded.tokenizer.decode(completion.tokens) == problem.answer)
        #expect(completion.finishReason == .stop)
      }
    }
  }
}
