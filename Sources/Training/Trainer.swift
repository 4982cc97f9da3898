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

  /// The losses of the finished steps, and the evaluations.
  public internal(set) var curve = TrainingCurve()

  let objective: any Objective
  let optimizer: AdamW
  let weights: PackedWeights
  let workers: Workers

  /// The parameters of the best evaluation, where the settings keep them.
  let best: Buffer?
  var divergence = Divergence()
  private let kernels: KernelSet
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
    optimizer = AdamW(parameters, weights, decayed: settings.decayed)
    best = settings.keepsBest ? Buffer(count: parameters.arena.count) : nil
    gradient = BatchGradient(
      weights, kernels: kernels, objective: objective, settings: settings, workers: workers)
  }

  /// Trains until `settings.steps` are done, early stopping ends the run, or `progress` says to
  /// stop.
  ///
  /// - Parameters:
  ///   - example: example `index` of the update after `step` finished ones, in
  ///     0..<``TrainingSettings/examplesPerStep``; a pure function of the two.
  ///   - evaluate: what the present parameters are worth; called every `evaluationInterval` steps
  ///     and after the last one.
  ///   - progress: called after every step on the caller's thread; `.stop` ends the run there.
  public func run(
    example: (_ step: Int, _ index: Int) throws -> TrainingExample,
    evaluate: ((_ trainer: Trainer) throws -> TrainingEvaluation)? = nil,
    progress: (TrainingProgress) throws -> TrainingDecision = { _ in .goOn }
  ) throws {
    while !isOver {
      let batch = try (0..<settings.examplesPerStep).map { try example(step, $0) }
      var report = try advance(batch)
      let interval = settings.evaluationInterval
      if interval > 0, let evaluate, step % interval == 0 || step == settings.steps {
        let evaluation = try evaluate(self)
        guard evaluation.loss.isFinite else {
          throw TrainingError.diverged(
            step: step, loss: evaluation.loss, gradientNorm: report.gradientNorm, examples: [])
        }
        note(evaluation)
        report.evaluation = evaluation
      }
      if try progress(report) == .stop { return }
    }
  }

  /// Whether all steps are done, or early stopping has ended the run.
  public var isOver: Bool { step >= settings.steps || curve.isOver(settings) }

  private func note(_ evaluation: TrainingEvaluation) {
    curve.evaluations.append(evaluation)
    if curve.best(by: settings.monitor) == curve.evaluations.count - 1 {
      best?.copy(0..<parameters.arena.count, from: parameters.arena, at: 0)
    }
  }

  /// Goes back to the parameters of the best evaluation, where the settings keep them and there is
  /// one: the end of a run.
  public func restoreBest() {
    guard let best, curve.best(by: settings.monitor) != nil else { return }
    parameters.arena.copy(0..<parameters.arena.count, from: best, at: 0)
    parametersChanged()
  }

  /// One step over a batch.
  public func advance(_ batch: [TrainingExample]) throws(TrainingError) -> TrainingProgress {
    let clock = ContinuousClock()
    let start = clock.now
    try check(batch)
    let (loss, norm) = gradient.compute(batch)
    guard loss.isFinite, norm.isFinite else {
      throw .diverged(
        step: step, loss: loss, gradientNorm: norm, examples: examplesNotFinite(batch))
    }
    optimizer.update(
      gradient.sum, norm: norm, step: step, settings: settings, workers: workers,
      kernels: kernels)
    step += 1
    curve.losses.append(Float(loss))
    if divergence.diverges(after: Float(loss)), !settings.allowsDivergence {
      throw .rose(step: step, lowest: divergence.lowest ?? 0, last: divergence.last)
    }
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

  func check(_ batch: [TrainingExample]) throws(TrainingError) {
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
