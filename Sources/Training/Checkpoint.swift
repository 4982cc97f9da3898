import JSON
import Kernels
import Transformer

extension Trainer {
  /// Writes all that the run needs to go on to the same bytes: parameters, both moments, the
  /// parameters of the best evaluation, the step, and the curve, by which early stopping goes.
  ///
  /// The file appears whole or not at all. Its tensors are in the order of the parameter arena; its
  /// metadata are the step, the evaluations and a description of the run.
  ///
  /// - Parameter midway: called when half of the tensors are in the file that is not yet in place;
  ///   for tests of recovery.
  public func saveCheckpoint(
    to path: String, midway: (() -> Void)? = nil
  ) throws(ModelError) {
    let losses = Buffer(curve.losses)
    let items = (checkpointBuffers + [("losses", losses)]).map { name, buffer in
      SafetensorsItem(name: name, shape: [buffer.count], buffer: buffer, offset: 0)
    }
    try writeSafetensors(
      items,
      metadata: [
        ("step", String(step)), ("run", runDescription),
        ("evaluations", JSONValue(curve.evaluations.map(\.json)).serialized()),
      ], to: path, midway: midway)
  }

  /// Goes on from a checkpoint of the same model and settings.
  ///
  /// - Throws: ``TrainingError/unusableCheckpoint(path:reason:)``, or the ``ModelError`` of a file
  ///   that cannot be read; parameters may then be overwritten in part.
  public func resume(from path: String) throws {
    let file = try SafetensorsFile(path: path)
    func refuse(_ reason: String) -> TrainingError {
      .unusableCheckpoint(path: path, reason: reason)
    }
    guard file.metadata["run"] == runDescription else {
      throw refuse(
        "it belongs to the run '\(file.metadata["run"] ?? "")', not '\(runDescription)'")
    }
    guard let step = file.metadata["step"].flatMap({ Int($0) }), (0...settings.steps).contains(step)
    else { throw refuse("step '\(file.metadata["step"] ?? "")' of \(settings.steps)") }
    var curve = TrainingCurve()
    do {
      let text = file.metadata["evaluations"] ?? "[]"
      curve.evaluations = try JSONValue.parse(Array(text.utf8)).array().map(
        TrainingEvaluation.init(json:))
    } catch {
      throw refuse("evaluations: \(error)")
    }
    let losses = Buffer(count: step)
    try file.read("losses", shape: [step], into: losses, at: 0)
    curve.losses = losses.array(0..<step)
    for (name, buffer) in checkpointBuffers {
      try file.read(name, shape: [buffer.count], into: buffer, at: 0)
    }
    self.step = step
    self.curve = curve
    divergence = Divergence()
    for loss in curve.losses { _ = divergence.diverges(after: loss) }
    parametersChanged()
  }

  private var checkpointBuffers: [(String, Buffer)] {
    [
      ("parameters", parameters.arena), ("first_moment", optimizer.firstMoment),
      ("second_moment", optimizer.secondMoment),
    ] + (best.map { [("best", $0)] } ?? [])
  }

  /// What decides the run's bits, but for the examples.
  private var runDescription: String {
    let shape = parameters.configuration
    let numbers = settings
    return """
      vocabulary \(shape.vocabularySize) hidden \(shape.hiddenSize) layers \(shape.layers) \
      heads \(shape.heads)/\(shape.keyValueHeads)×\(shape.headSize) \
      intermediate \(shape.intermediateSize) theta \(shape.ropeTheta) epsilon \
      \(shape.normEpsilon) tied \(shape.tiesEmbeddings); steps \(numbers.steps) \
      batch \(numbers.examplesPerStep) rate \(numbers.learningRate) warm-up \(numbers.warmUp) \
      \(numbers.schedule.rawValue) \(numbers.decay) \(numbers.decayShape.rawValue) to \
      \(numbers.finalRate) betas \(numbers.beta1) \(numbers.beta2) \
      epsilon \(numbers.epsilon) decay \(numbers.weightDecay) of \(numbers.decayed.rawValue) clip \
      \(numbers.clip) shards \(numbers.gradientShards); evaluation every \
      \(numbers.evaluationInterval) patience \(numbers.patience) by \(numbers.monitor.rawValue) \
      best \(numbers.keepsBest); \(type(of: objective))
      """
  }
}
