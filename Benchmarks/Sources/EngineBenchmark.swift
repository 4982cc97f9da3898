import Corpus
import Kernels
import Synchronization
import Training
import Transformer

/// Tokens per second of the local engine at the demo's shape, on random tokens.
///
/// `ragged` sequences have 46 ± 20 prompt tokens and 48 ± 20 targets, as word problems do.
struct EngineBenchmark {
  var shape = Configuration(vocabularySize: 480)
  var seconds = 4.0

  /// Trains on ragged sequences; prints tokens per second, prompts included, and the loss.
  func train(threads: Int) throws {
    var stream = RandomStream(seed: 1, "bench")
    let parameters = try Parameters(shape, randomizedBy: &stream)
    var settings = TrainingSettings(steps: 100_000)
    settings.learningRate = 1e-3
    let trainer = try Trainer(parameters, settings: settings, threads: threads)
    // Made beforehand: drawing random tokens is no part of training.
    let examples = (0..<50).map { step in (0..<16).map { example(step, $0) } }
    var tokens = 0
    let clock = ContinuousClock()
    let cpu = processSeconds()
    let start = clock.now
    try trainer.run { step, index in
      examples[step % 50][index]
    } progress: {
      tokens += $0.tokens
      return clock.now - start > .seconds(seconds) ? .stop : .goOn
    }
    report("train ragged", threads, tokens, (clock.now - start) / .seconds(1), since: cpu)
  }

  private func example(_ step: Int, _ index: Int) -> TrainingExample {
    var stream = RandomStream(seed: 2, "example", step, index)
    let prompt = Int.random(in: 26...66, using: &stream)
    let count = prompt + Int.random(in: 28...68, using: &stream)
    let tokens = (0..<count).map { _ in
      Int32.random(in: 0..<Int32(shape.vocabularySize), using: &stream)
    }
    return TrainingExample(tokens: tokens, lossStart: prompt)
  }

  /// Samples 50 tokens for each of many prompts of 46, as many completions of each as asked.
  func sample(threads: Int, completions: Int) throws {
    var stream = RandomStream(seed: 1, "bench")
    let parameters = try Parameters(shape, randomizedBy: &stream)
    let sampler = Sampler(parameters, threads: threads, uniform: RandomStream.unit)
    let requests = (0..<8192 * threads / completions).map { id in
      SamplingRequest(
        id: id,
        prompt: (0..<46).map { _ in
          Int32.random(in: 0..<Int32(shape.vocabularySize), using: &stream)
        }, seeds: (0..<UInt64(completions)).map { $0 },
        sampling: Sampling(maximumTokens: 50, stopTokens: [-1]))
    }
    let total = Atomic(0)
    let clock = ContinuousClock()
    let cpu = processSeconds()
    let start = clock.now
    try sampler.run(requests) { completions in
      let count = completions.reduce(0) { $0 + $1.tokens.count }
      total.add(count, ordering: .relaxed)
    }
    report(
      "sample, \(completions) a prompt", threads, total.load(ordering: .relaxed),
      (clock.now - start) / .seconds(1), since: cpu)
  }

  private func report(
    _ name: String, _ threads: Int, _ tokens: Int, _ wall: Double, since cpu: Double
  ) {
    let spent = processSeconds() - cpu
    print(
      "\(name): \(threads) threads, \(Int(Double(tokens) / wall)) tokens/s,",
      "\(Int(Double(tokens) / spent)) tokens per CPU second")
  }
}
