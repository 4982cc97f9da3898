import Kernels
import Transformer

/// Trains a model's parameters, with the same bits for any number of threads.
///
/// A step splits its batch into a fixed number of shards, whose gradients are summed in a fixed
/// order, so that a run depends on the parameters, the settings and the examples only. Which
/// examples a step sees is a function of its number: a run that was killed goes on from its
/// checkpoint to the same bytes.
public final class Trainer {
  /// The parameters, changed by every step.
  public let parameters: Parameters

  /// The numbers of the run.
  public let settings: TrainingSettings

  /// Finished steps.
  public internal(set) var step = 0

  let objective: any Objective
  let optimizer: AdamW
  private let workers: Workers
  private let kernels: KernelSet
  private let weights: PackedWeights
  private let gradient: BatchGradient

  /// A run over `parameters`, which may be random or a trained model's.
  public init(
    _ parameters: Parameters, objective: any Objective = NextTokenObjective(),
    settings: TrainingSettings, threads: Int, kernels: KernelSet = .best
  ) throws(TrainingError) {
    try settings.validate()
    self.parameters = parameters
    self.objective = objective
    self.settings = settings
    self.kernels = kernels
    workers = Workers(count: max(threads, 1))
    let weights = PackedWeights(parameters, kernels: kernels, forTraining: true)
    self.weights = weights
    optimizer = AdamW(parameters, weights)
    gradient = BatchGradient(
      weights, kernels: kernels, objective: objective, settings: settings, workers: workers)
  }

  /// Trains until `settings.steps` are done or `progress` says to stop.
  ///
  /// - Parameters:
  ///   - example: the example at `index` of the batch of `step`; a pure function of the two.
  ///   - progress: called after every step on the caller's thread; `.stop` ends the run there.
  public func run(
    example: (_ step: Int, _ index: Int) -> TrainingExample,
    progress: (TrainingProgress) throws -> TrainingDecision = { _ in .goOn }
  ) throws {
    while step < settings.steps {
      let report = try advance((0..<settings.batchSize).map { example(step, $0) })
      if try progress(report) == .stop { return }
    }
  }

  /// One step over a batch.
  public func advance(_ batch: [TrainingExample]) throws(TrainingError) -> TrainingProgress {
    let clock = ContinuousClock()
    let start = clock.now
    try check(batch)
    let (loss, norm) = gradient.compute(batch)
    guard loss.isFinite, norm.isFinite else {
      throw .diverged(step: step, loss: loss, gradientNorm: norm)
    }
    optimizer.update(
      gradient.sum, norm: norm, step: step, settings: settings, workers: workers,
      kernels: kernels)
    step += 1
    return TrainingProgress(
      step: step, loss: loss, gradientNorm: norm,
      tokens: batch.reduce(0) { $0 + $1.tokenCount }, duration: clock.now - start)
  }

  /// The loss and the gradient of a batch at the present parameters, without an update: for tests
  /// against finite differences.
  func lossAndGradient(_ batch: [TrainingExample]) throws(TrainingError) -> (Double, Buffer) {
    try check(batch)
    return (gradient.compute(batch).loss, gradient.sum)
  }

  /// Packs the weights again after the parameters were changed from outside.
  func parametersChanged() {
    for index in weights.matrices { weights.pack(index) }
  }

  private func check(_ batch: [TrainingExample]) throws(TrainingError) {
    let shape = parameters.configuration
    guard !batch.isEmpty else {
      throw .unusableSetting(name: "batchSize", reason: "a batch has no examples")
    }
    for (index, example) in batch.enumerated() {
      for sequence in example.sequences {
        guard sequence.tokens.count <= shape.maximumPositions + 1 else {
          throw .unusableExample(
            step: step, index: index,
            reason: "\(sequence.tokens.count) tokens; the model reads \(shape.maximumPositions)")
        }
        for token in sequence.tokens where token < 0 || token >= shape.vocabularySize {
          throw .unusableExample(
            step: step, index: index,
            reason: "token \(token) is not among the model's \(shape.vocabularySize)")
        }
      }
    }
    guard objective.divisor(of: batch) > 0 else {
      throw .unusableExample(step: step, index: 0, reason: "the batch has no targets")
    }
  }
}
