import Corpus
import Generation
import Glibc
import JSON
import Training
import Transformer

/// A run that trains the local model on lessons, resumable at its checkpoints.
///
/// A run that is killed and started again goes on at its last checkpoint and ends with the same
/// bytes as one that was not.
public struct LocalTraining: Sendable {
  /// The folder that the model is written to.
  public let folder: String
  /// The numbers of the run.
  public let settings: TrainingSettings
  /// Threads; decide speed only.
  public let threads: Int
  /// What the run learns from, in words, as part of its identity.
  public let description: String
  /// What evaluations are made on; empty where the settings ask for none.
  public var heldOut: [Lesson] = []
  /// Problems that are answered greedily at every evaluation.
  public var accuracy: GreedyAccuracy?
  /// Steps between checkpoints.
  public var checkpointInterval = 500
  /// Called in the middle of writing a checkpoint, with its number in this process from 1; for
  /// tests of recovery.
  public var inCheckpoint: (@Sendable (Int) -> Void)?

  /// Makes a run.
  public init(folder: String, settings: TrainingSettings, threads: Int, description: String) {
    self.folder = folder
    self.settings = settings
    self.threads = threads
    self.description = description
  }

  /// Whether this very run has ended and its model is there.
  public var isDone: Bool {
    TrainingRecord(folder: folder)?.key == "\(key)" && (try? LocalModel(folder: folder)) != nil
  }

  /// Where the run's state is kept until it has ended.
  public var checkpoint: String { folder + ".\(key).checkpoint" }

  /// Trains and writes the model.
  ///
  /// - Parameters:
  ///   - model: where training starts; its parameters are changed.
  ///   - lesson: the lesson at an index, a pure function.
  ///   - progress: told after every step, with the curve so far; returns `false` to stop (the
  ///     checkpoint stays).
  /// - Returns: what the folder's record says; `nil` where the run was stopped.
  public func run(
    _ model: Model, lesson: (Int) throws -> Lesson,
    progress: (TrainingProgress, TrainingCurve) -> Bool
  ) throws -> TrainingRecord? {
    let trainer = try Trainer(model.parameters, settings: settings, threads: threads)
    try makeFolder(parent(of: folder))
    if access(checkpoint, F_OK) == 0 { try trainer.resume(from: checkpoint) }
    let heldOut = try heldOut.enumerated().map { try example($1, model.tokenizer, $0) }
    var saved = 0
    var stopped = false
    do {
      try trainer.run { step, index in
        let number = step * settings.examplesPerStep + index
        return try example(lesson(number), model.tokenizer, number)
      } evaluate: { trainer in
        try evaluation(trainer, model, heldOut)
      } progress: { report in
        stopped = !progress(report, trainer.curve)
        if stopped || report.step % checkpointInterval == 0 {
          saved += 1
          try trainer.saveCheckpoint(to: checkpoint) { inCheckpoint?(saved) }
        }
        return stopped ? .stop : .goOn
      }
    } catch let error as TrainingError {
      throw try explained(error, lesson)
    }
    guard !stopped else { return nil }
    try finish(trainer, model)
    return TrainingRecord(folder: folder)
  }

  /// Writes the model with its record, then forgets the checkpoint.
  private func finish(_ trainer: Trainer, _ model: Model) throws {
    var keptStep = trainer.step
    if settings.keepsBest, let best = trainer.curve.best(by: settings.monitor) {
      trainer.restoreBest()
      keptStep = trainer.curve.evaluations[best].step
    }
    let record = TrainingRecord.json(
      key: key, lessons: description, evaluated: evaluated, settings: settings,
      doneSteps: trainer.step, keptStep: keptStep, curve: trainer.curve)
    try model.save(
      to: folder,
      adding: [(TrainingRecord.file, record.serializedBytes(pretty: true) + [UInt8(ascii: "\n")])])
    unlink(checkpoint)
    unlink(checkpoint + ".partial")
  }

  private func evaluation(
    _ trainer: Trainer, _ model: Model, _ heldOut: [TrainingExample]
  ) throws -> TrainingEvaluation {
    TrainingEvaluation(
      step: trainer.step, loss: try trainer.loss(of: heldOut),
      correct: try accuracy?.correct(model), problems: accuracy?.count ?? 0)
  }

  /// The error with the problems of the batch at which the run ended.
  private func explained(
    _ error: TrainingError, _ lesson: (Int) throws -> Lesson
  ) throws -> any Error {
    let batch: Int
    let faults: [Int]
    switch error {
    case .diverged(let step, _, _, let examples): (batch, faults) = (step, examples)
    case .rose(let step, _, _): (batch, faults) = (step - 1, [])
    case .unusableExample, .unusableSetting, .unusableCheckpoint: return error
    }
    let first = batch * settings.examplesPerStep
    let names = try (first..<first + settings.examplesPerStep).map { try lesson($0).problem }
    var seen: Set<String> = []
    return LocalTrainingError.diverged(
      step: batch, reason: error.reason, atFault: faults.map { names[$0] },
      problems: names.filter { seen.insert($0).inserted },
      checkpoint: access(checkpoint, F_OK) == 0 ? checkpoint : nil)
  }

  /// What evaluations are made on, in words.
  private var evaluated: String {
    guard settings.evaluationInterval > 0 else { return "" }
    var hasher = ContentHasher("held out")
    for lesson in heldOut {
      hasher.add(lesson.prompt)
      hasher.add(lesson.completion)
    }
    return "\(heldOut.count) held-out lessons \(hasher.key)"
      + (accuracy.map { "; \($0.description)" } ?? "")
  }

  /// The run's identity: what decides the bytes of the folder.
  private var key: ContentKey {
    var hasher = ContentHasher("local training 2")
    hasher.add(description)
    hasher.add(evaluated)
    hasher.add(settings.steps)
    hasher.add(settings.batchSize)
    hasher.add(settings.accumulation)
    hasher.add(settings.learningRate)
    hasher.add(settings.warmUp)
    hasher.add(settings.schedule.rawValue)
    hasher.add(settings.decay)
    hasher.add(settings.decayShape.rawValue)
    hasher.add(settings.finalRate)
    hasher.add(settings.weightDecay)
    hasher.add(settings.decayed.rawValue)
    hasher.add(settings.clip)
    hasher.add(settings.evaluationInterval)
    hasher.add(settings.patience)
    hasher.add(settings.monitor.rawValue)
    hasher.add(settings.keepsBest ? 1 : 0)
    hasher.add(settings.gradientShards)
    return hasher.key
  }

  private func example(
    _ lesson: Lesson, _ tokenizer: Tokenizer, _ number: Int
  ) throws -> TrainingExample {
    do {
      let prompt = try tokenizer.encode(lesson.prompt)
      let completion = try tokenizer.encode(lesson.completion)
      return TrainingExample(
        tokens: prompt + completion + [tokenizer.endToken], lossStart: prompt.count)
    } catch {
      throw LocalTrainingError.notInVocabulary(
        lesson: number, problem: lesson.problem, reason: "\(error)")
    }
  }
}

extension LocalTraining {
  /// The shape of the demo's model: d 96, 3 layers, 3 heads, ff 256.
  public static func configuration(vocabulary: Int) -> Configuration {
    Configuration(
      vocabularySize: vocabulary, hiddenSize: 96, layers: 3, heads: 3, keyValueHeads: 3,
      intermediateSize: 256, maximumPositions: 512)
  }

  /// A fresh model with a vocabulary for gsm-style's basic selection, whose numbers are one token
  /// each.
  public static func freshModel(seed: UInt64) throws -> Model {
    try freshModel(
      seed: seed, texts: GSMStyleCourse.vocabularyTexts(), numbers: .whole, numbersUpTo: 99)
  }

  /// A fresh model with a vocabulary for all of gsm-style, whose numbers are cut into digits.
  public static func freshFullModel(seed: UInt64) throws -> Model {
    try freshModel(
      seed: seed, texts: FullGSMStyleCourse.vocabularyTexts(), numbers: .digits, numbersUpTo: nil)
  }

  private static func freshModel(
    seed: UInt64, texts: [String], numbers: NumberPieces, numbersUpTo: Int?
  ) throws -> Model {
    let tokenizer = try Tokenizer.build(
      from: texts, endToken: LocalPrompts.endMarker,
      otherSpecialTokens: LocalPrompts.markers.filter { $0 != LocalPrompts.endMarker },
      numbers: numbers, numbersUpTo: numbersUpTo)
    var stream = RandomStream(seed: seed, "parameters")
    return try Model(
      tokenizer: tokenizer, configuration: configuration(vocabulary: tokenizer.count),
      randomizedBy: &stream)
  }
}
