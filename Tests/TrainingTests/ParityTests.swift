import JSON
import Kernels
import Testing

@testable import Training
@testable import Transformer

/// The engine beside PyTorch and transformers, on models that those made.
@Suite struct ParityTests {
  @Test("Logits are PyTorch's to 1e-4 of the largest", arguments: ParityCase.models)
  func logitsAgree(_ parity: ParityCase) throws {
    let model = try Model(folder: parity.folder)
    let pass = SequencePass(PackedWeights(model.parameters, forTraining: false))
    for item in try parity.expectation()["cases"].array() {
      let prompt = try item["prompt"].tokens()
      let expected = try item["logits"].array().map { try $0.doubles() }
      // The pass takes what follows a row as its target; after the prompt anything may follow.
      pass.runToLogits([
        TargetSequence(tokens: prompt + [0], lossStart: prompt.count + 1 - expected.count)
      ])
      let largest = expected.joined().map(abs).max() ?? 0
      var error = 0.0
      for (row, values) in expected.enumerated() {
        for (token, value) in values.enumerated() {
          error = max(error, abs(Double(pass.activations.logits[row, token]) - value))
        }
      }
      print("parity \(parity.name): logits, error / largest \(error / largest)")
      #expect(error <= 1e-4 * largest, "\(error) of \(largest)")
    }
  }

  @Test("Greedy tokens are PyTorch's as far as its margins are clear", arguments: ParityCase.models)
  func greedyTokensAgree(_ parity: ParityCase) throws {
    let model = try Model(folder: parity.folder)
    let sampler = model.sampler(threads: 2) { _, _ in 0 }
    for item in try parity.expectation()["cases"].array() {
      let greedy = try item["greedy"].tokens()
      let clear = try item["margins"].doubles().firstIndex { $0 < 1e-3 } ?? greedy.count
      let completion = try sampler.completions(of: [
        SamplingRequest(
          prompt: try item["prompt"].tokens(), seeds: [0],
          sampling: Sampling(temperature: 0, maximumTokens: greedy.count, stopTokens: []))
      ])[0][0]
      #expect(completion.tokens.prefix(clear) == greedy.prefix(clear))
      #expect(clear > 0)
    }
  }

  @Test("Texts have the tokens of Hugging Face's tokenizer", arguments: ParityCase.all)
  func tokensAgree(_ parity: ParityCase) throws {
    let path = parity.folder + "/tokenizer.json"
    let tokenizer = try Tokenizer(json: readFile(path), path: path, endToken: 2, padToken: 0)
    var differing: [String] = []
    let strings = try parity.expectation()["strings"].array()
    for item in strings {
      let text = try item["text"].string()
      if try tokenizer.encode(text) != item["tokens"].tokens() { differing.append(text) }
    }
    print("parity \(parity.name): tokens of \(strings.count) texts, \(differing.count) differ")
    #expect(differing.isEmpty, "\(differing.prefix(3))")
    #expect(!strings.isEmpty)
  }

  @Test("Gradients are PyTorch's to 1e-3", arguments: ParityCase.trained)
  func gradientsAgree(_ parity: ParityCase) throws {
    let model = try Model(folder: parity.folder)
    let training = try parity.expectation()["training"]
    let trainer = try Trainer(model.parameters, settings: TrainingSettings(steps: 1), threads: 2)
    let batch = try examples(training)
    let (loss, sum) = try trainer.lossAndGradient(batch)
    let targets = Double(batch.reduce(0) { $0 + $1.targetCount })
    let expectedLoss = try training["loss"].double()
    #expect(abs(loss * targets - expectedLoss) < 1e-4 * expectedLoss)

    let file = try SafetensorsFile(path: parity.folder + "/gradients.safetensors")
    var worst = 0.0
    for tensor in model.parameters.layout.tensors {
      let expected = Buffer(count: tensor.count)
      try file.read(tensor.name, shape: tensor.shape, into: expected, at: 0)
      var (difference, size) = (0.0, 0.0)
      for index in 0..<tensor.count {
        let value = Double(expected[index])
        difference += (Double(sum[tensor.offset + index]) * targets - value).magnitudeSquared
        size += value.magnitudeSquared
      }
      let error = (difference / size).squareRoot()
      #expect(error <= 1e-3, "\(tensor.name)")
      worst = max(worst, error)
    }
    print("parity \(parity.name): gradients, worst relative error of a tensor \(worst)")
  }

  @Test("Ten steps of AdamW have PyTorch's losses to 1e-4", arguments: ParityCase.trained)
  func lossesAgree(_ parity: ParityCase) throws {
    let model = try Model(folder: parity.folder)
    let training = try parity.expectation()["training"]
    let numbers = try training["settings"]
    var settings = TrainingSettings(steps: 10)
    settings.batchSize = 4
    settings.learningRate = try numbers["learning_rate"].double()
    settings.weightDecay = try numbers["weight_decay"].double()
    settings.beta1 = try numbers["beta1"].double()
    settings.beta2 = try numbers["beta2"].double()
    settings.epsilon = try numbers["epsilon"].double()
    settings.clip = try numbers["clip"].double()
    settings.warmUp = 0
    settings.schedule = .constant
    let trainer = try Trainer(model.parameters, settings: settings, threads: 1)
    let batch = try examples(training)
    var worst = 0.0
    for expected in try training["losses"].doubles() {
      let loss = try trainer.advance(batch).loss
      worst = max(worst, abs(loss - expected) / expected)
    }
    print("parity \(parity.name): losses of ten AdamW steps, worst relative error \(worst)")
    #expect(worst <= 1e-4)
  }

  private func examples(_ training: JSONValue) throws -> [TrainingExample] {
    try training["sequences"].array().map { item in
      TrainingExample(
        tokens: try item["tokens"].tokens(), lossStart: try item["loss_start"].int())
    }
  }
}

extension Double {
  fileprivate var magnitudeSquared: Double { self * self }
}
