import Corpus
import JSON
import Training

/// What a training run leaves beside its model: `training.json`.
public struct TrainingRecord: Sendable {
  /// The file's name in the model's folder.
  public static let file = "training.json"
  /// The most points of the loss curve.
  static let points = 400

  /// The run's identity.
  public let key: String
  /// What was taught, in words.
  public let lessons: String
  /// The steps that the settings ask for.
  public let steps: Int
  /// The steps that were done; fewer than `steps` where early stopping ended the run.
  public let doneSteps: Int
  /// The step whose parameters the model has.
  public let keptStep: Int
  /// What held-out losses and accuracies are measured on, in words; empty for no evaluation.
  public let evaluated: String
  /// Mean losses of equal stretches of steps, each at its last step, in nats a target.
  public let losses: [(step: Int, loss: Double)]
  /// The evaluations.
  public let evaluations: [TrainingEvaluation]

  /// The record of a folder; `nil` where the model was not trained here.
  public init?(folder: String) {
    guard let bytes = try? readBytes(folder + "/" + Self.file),
      let json = try? JSONValue.parse(bytes, source: folder + "/" + Self.file)
    else { return nil }
    do {
      try self.init(json)
    } catch {
      return nil
    }
  }

  private init(_ json: JSONValue) throws(JSONError) {
    key = try json["key"].string()
    lessons = try json["lessons"].string()
    steps = try json["steps"].int()
    doneSteps = try json["done_steps"].int()
    keptStep = try json["kept_step"].int()
    evaluated = try json["evaluated"].string()
    var losses: [(step: Int, loss: Double)] = []
    for point in try json["losses"].array() {
      let pair = try point.array()
      guard pair.count == 2 else { throw point.error("must be a step and a loss") }
      losses.append((try pair[0].int(), try pair[1].double()))
    }
    self.losses = losses
    var evaluations: [TrainingEvaluation] = []
    for item in try json["evaluations"].array() {
      evaluations.append(try TrainingEvaluation(json: item))
    }
    self.evaluations = evaluations
  }

  /// The file of a finished run.
  static func json(
    key: ContentKey, lessons: String, evaluated: String, settings: TrainingSettings,
    doneSteps: Int, keptStep: Int, curve: TrainingCurve
  ) -> JSONValue {
    [
      "key": JSONValue("\(key)"), "lessons": JSONValue(lessons),
      "steps": JSONValue(settings.steps), "done_steps": JSONValue(doneSteps),
      "kept_step": JSONValue(keptStep),
      "batch_size": JSONValue(settings.batchSize),
      "accumulation": JSONValue(settings.accumulation),
      "learning_rate": JSONValue(settings.learningRate),
      "schedule": JSONValue(settings.schedule.rawValue), "warm_up": JSONValue(settings.warmUp),
      "decay": JSONValue(settings.decay), "decay_shape": JSONValue(settings.decayShape.rawValue),
      "final_rate": JSONValue(settings.finalRate), "clip": JSONValue(settings.clip),
      "weight_decay": JSONValue(settings.weightDecay),
      "decayed": JSONValue(settings.decayed.rawValue), "evaluated": JSONValue(evaluated),
      "losses": JSONValue(
        curve.meanLosses(points: points).map { [JSONValue($0.step), JSONValue($0.loss)] }),
      "evaluations": JSONValue(curve.evaluations.map(\.json)),
    ]
  }
}
