import Curation
import Evaluation
import Glibc
import Storage
import Terminal
import Training

/// Options of training runs.
enum TrainingOptions {
  /// What decides the updates.
  static let updates: [Terminal.Option] = [
    .value("steps", "N", "updates", default: "6000"),
    .value("batch-size", "N", "examples of a batch", default: "16"),
    .value(
      "accumulation", "N", "batches of an update; as one batch of all their examples",
      default: "1"),
    .value("learning-rate", "R", "the highest learning rate; 0.005 for sft, 0.001 for rft"),
    .value(
      "schedule", "NAME", "how the rate goes on after the warm-up: wsd is warm-up, stable, decay",
      default: "wsd", choices: LearningRateSchedule.allCases.map(\.rawValue)),
    .value("warm-up", "PART", "the part of the steps in which the rate rises", default: "0.03"),
    .value(
      "decay", "PART",
      "wsd: the part of the steps in which the rate falls (0.1 in arXiv 2404.06395, 0.2 in "
        + "2405.18392)", default: "0.5"),
    .value(
      "decay-shape", "NAME", "wsd: how it falls", default: "linear",
      choices: DecayShape.allCases.map(\.rawValue)),
    .value(
      "final-rate", "PART", "cosine and wsd: the last rate, as a part of the highest",
      default: "0"),
    .value("clip", "NORM", "longer gradients are shortened to this; 0 for no limit", default: "1"),
    .value("weight-decay", "D", "of matrices; norms and biases have none", default: "0.05"),
    .value(
      "decayed", "NAME", "all matrices, or those of the layers: without the embeddings",
      default: "matrices", choices: DecayedParameters.allCases.map(\.rawValue)),
  ]

  /// How a run is watched and ended.
  static let watching: [Terminal.Option] = [
    .value("evaluate-every", "N", "steps between evaluations; 0 for none", default: "0"),
    .value(
      "held-out", "N",
      "lessons that evaluations are made on: of problems that are not taught", default: "200"),
    .value(
      "evaluate-suite", "NAME", "a suite in the store whose problems are answered greedily too"),
    .value("evaluate-split", "NAME", "the split of that suite", default: "test"),
    .value("evaluate-limit", "N", "how many of its problems", default: "100"),
    .value(
      "patience", "N",
      "end the run after this many evaluations in a row without a new best; 0 for never",
      default: "0"),
    .value(
      "monitor", "NAME",
      "what is best: the lowest held-out loss or the highest accuracy (choose on other problems "
        + "than those that you report)", default: "loss", choices: Monitor.allCases.map(\.rawValue)),
    .value(
      "keep", "NAME", "the parameters of the last step or of the best evaluation",
      default: "last", choices: ["last", "best"]),
    .flag("allow-divergence", "go on where the loss has risen for good"),
    .value("checkpoint-every", "N", "steps between checkpoints", default: "500"),
  ]
}

extension Invocation {
  /// The numbers of a run.
  func trainingSettings(rate: Double) throws(CommandError) -> TrainingSettings {
    var settings = TrainingSettings(steps: try int("steps", in: 1...))
    settings.batchSize = try int("batch-size", in: 1...)
    settings.accumulation = try int("accumulation", in: 1...)
    settings.learningRate = try optionalDouble("learning-rate", in: 0...) ?? rate
    settings.schedule = try choice("schedule", as: LearningRateSchedule.self)
    settings.warmUp = try double("warm-up", in: 0...1)
    settings.decay = try double("decay", in: 0...1)
    settings.decayShape = try choice("decay-shape", as: DecayShape.self)
    settings.finalRate = try double("final-rate", in: 0...1)
    settings.clip = try double("clip", in: 0...)
    settings.weightDecay = try double("weight-decay", in: 0...)
    settings.decayed = try choice("decayed", as: DecayedParameters.self)
    settings.evaluationInterval = try int("evaluate-every", in: 0...)
    settings.patience = try int("patience", in: 0...)
    settings.monitor = try choice("monitor", as: Monitor.self)
    settings.keepsBest = try string("keep") == "best"
    settings.allowsDivergence = flag("allow-divergence")
    guard settings.evaluationInterval == 0 else { return settings }
    for name in ["patience", "held-out", "evaluate-suite", "monitor", "keep"] where isGiven(name) {
      throw .usage(
        "--\(name) needs evaluations", hint: "--evaluate-every \(settings.steps / 20 + 1)")
    }
    return settings
  }

  /// The problems that evaluations are made on besides; `nil` where no suite is named.
  func greedyAccuracy() async throws -> GreedyAccuracy? {
    guard let suite = optionalString("evaluate-suite") else {
      guard try string("monitor") != Monitor.accuracy.rawValue else {
        throw CommandError.usage("--monitor accuracy needs problems", hint: "--evaluate-suite NAME")
      }
      return nil
    }
    let split = try string("evaluate-split")
    let limit = try int("evaluate-limit", in: 1...)
    let rows = try await openedStore().read { (store) throws(DatabaseError) in
      try store.problems(suite: suite, split: split, from: 0, limit: limit)
    }
    guard !rows.isEmpty else {
      throw noProblems(ProblemSelection(suite: suite, split: split, start: 0, limit: limit))
    }
    return GreedyAccuracy(
      rows, suite: suite, split: split, judge: defaultJudge(),
      threads: try int("threads", in: 1...64))
  }

  /// The fault that the environment asks for, for tests of recovery: `STEPMARK_FAULT=checkpoint:K`
  /// kills the process in the middle of writing its K-th checkpoint.
  func checkpointFault() throws(CommandError) -> (@Sendable (Int) -> Void)? {
    guard let value = getenv("STEPMARK_FAULT").map({ String(cString: $0) }), !value.isEmpty else {
      return nil
    }
    let parts = value.split(separator: ":")
    guard parts.count == 2, parts[0] == "checkpoint", let fatal = Int(parts[1]), fatal > 0 else {
      throw .usage("STEPMARK_FAULT=\(value): train knows checkpoint:K")
    }
    return { if $0 == fatal { kill(getpid(), SIGKILL) } }
  }
}
