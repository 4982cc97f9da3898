import Kernels
import Transformer

extension Trainer {
  /// Writes all that the run needs to go on to the same bytes: parameters, both moments, the step.
  ///
  /// The file appears whole or not at all. It holds three tensors in the order of the parameter
  /// arena and, as metadata, the step and a description of the run.
  public func saveCheckpoint(to path: String) throws(ModelError) {
    let items = checkpointBuffers.map { name, buffer in
      SafetensorsItem(name: name, shape: [buffer.count], buffer: buffer, offset: 0)
    }
    try writeSafetensors(
      items, metadata: [("step", String(step)), ("run", runDescription)], to: path)
  }

  /// Goes on from a checkpoint of the same model and settings.
  ///
  /// - Throws: ``TrainingError/unusableCheckpoint(path:reason:)``, or the ``ModelError`` of a file
  ///   that cannot be read; parameters may then be overwritten in part.
  public func resume(from path: String) throws {
    let file = try SafetensorsFile(path: path)
    guard file.metadata["run"] == runDescription else {
      throw TrainingError.unusableCheckpoint(
        path: path,
        reason: "it belongs to the run '\(file.metadata["run"] ?? "")', not '\(runDescription)'")
    }
    guard let step = file.metadata["step"].flatMap({ Int($0) }), (0...settings.steps).contains(step)
    else {
      throw TrainingError.unusableCheckpoint(
        path: path, reason: "step '\(file.metadata["step"] ?? "")' of \(settings.steps)")
    }
    for (name, buffer) in checkpointBuffers {
      try file.read(name, shape: [buffer.count], into: buffer, at: 0)
    }
    self.step = step
    parametersChanged()
  }

  private var checkpointBuffers: [(String, Buffer)] {
    [
      ("parameters", parameters.arena), ("first_moment", optimizer.firstMoment),
      ("second_moment", optimizer.secondMoment),
    ]
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
      batch \(numbers.batchSize) rate \(numbers.learningRate) warm-up \(numbers.warmUp) \
      constant \(numbers.constantUntil) betas \(numbers.beta1) \(numbers.beta2) \
      epsilon \(numbers.epsilon) decay \(numbers.weightDecay) clip \(numbers.clip) \
      shards \(numbers.gradientShards); \(type(of: objective))
      """
  }
}
