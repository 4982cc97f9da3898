import JSON

/// What a run has seen of itself: the loss of every step and the evaluations.
public struct TrainingCurve: Sendable, Hashable {
  /// The loss of every finished step, in nats a target.
  public internal(set) var losses: [Float] = []

  /// The evaluations, in order.
  public internal(set) var evaluations: [TrainingEvaluation] = []

  /// A curve without points.
  public init() {}

  /// Mean losses of equal stretches of steps, at most `points` of them, each at its last step.
  public func meanLosses(points: Int) -> [(step: Int, loss: Double)] {
    precondition(points > 0)
    let width = max(1, (losses.count + points - 1) / points)
    return stride(from: 0, to: losses.count, by: width).map { start in
      let part = losses[start..<min(start + width, losses.count)]
      return (start + part.count, part.reduce(0.0) { $0 + Double($1) } / Double(part.count))
    }
  }

  /// The place of the best evaluation, the first of equals; `nil` before the first one.
  public func best(by monitor: Monitor) -> Int? {
    var best: Int?
    for (index, evaluation) in evaluations.enumerated() {
      guard let old = best, !evaluation.isBetter(than: evaluations[old], by: monitor) else {
        best = index
        continue
      }
    }
    return best
  }

  /// Whether early stopping ends the run: `patience` evaluations in a row brought no new best.
  func isOver(_ settings: TrainingSettings) -> Bool {
    guard settings.patience > 0, let best = best(by: settings.monitor) else { return false }
    return evaluations.count - 1 - best >= settings.patience
  }
}

/// What the parameters were worth after a step.
public struct TrainingEvaluation: Sendable, Hashable {
  /// The finished steps.
  public let step: Int

  /// The loss on held-out examples, in nats a target.
  public let loss: Double

  /// Greedy answers that were correct, where problems were asked.
  public let correct: Int?

  /// The problems that were asked.
  public let problems: Int

  /// An evaluation.
  public init(step: Int, loss: Double, correct: Int? = nil, problems: Int = 0) {
    self.step = step
    self.loss = loss
    self.correct = correct
    self.problems = problems
  }

  /// The share of correct answers.
  public var accuracy: Double? {
    correct.flatMap { problems > 0 ? Double($0) / Double(problems) : nil }
  }

  func isBetter(than other: TrainingEvaluation, by monitor: Monitor) -> Bool {
    switch monitor {
    case .loss: loss < other.loss
    case .accuracy: (accuracy ?? -1) > (other.accuracy ?? -1)
    }
  }

  /// The evaluation as an object.
  public var json: JSONValue {
    var members = [JSONMember("step", JSONValue(step)), JSONMember("loss", JSONValue(loss))]
    if let correct {
      members.append(JSONMember("correct", JSONValue(correct)))
      members.append(JSONMember("problems", JSONValue(problems)))
    }
    return JSONValue(members)
  }

  /// Reads an object that ``json`` wrote.
  public init(json: JSONValue) throws(JSONError) {
    step = try json["step"].int()
    loss = try json["loss"].double()
    correct = try json.member("correct")?.int()
    problems = try json.member("problems")?.int() ?? 0
  }
}
