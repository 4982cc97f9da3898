import Corpus
import Curation
import Generation
import JSON
import ProblemSets
import Storage
import Terminal
import Training
import Transformer

/// `stepmark train`.
enum TrainCommand {
  static let command = Command(
    name: "train",
    summary: "Train the local model.",
    discussion: """
      sft teaches a fresh model gsm-style problems of the train split, generated as they are \
      needed, solved and reworded. rft (rejection sampling fine-tuning) goes on from --model with \
      its own correct solutions in the store. A run that was stopped or killed goes on at its last \
      checkpoint and ends with the same bytes; a model that is there already is left alone.

      --evaluate-every holds problems out and measures their loss, and with --evaluate-suite greedy \
      accuracy; --patience ends a run that no longer gains, --keep best takes its best parameters. \
      The loss curve is drawn while it runs, kept in FOLDER/training.json and shown by `report`. A \
      run whose loss is no longer a number, or has risen for good, stops and names the batch's \
      problems.
      """,
    examples: [
      Example("stepmark train --objective sft --steps 6000 --out models/base", "a base model"),
      Example(
        "stepmark train --objective rft --model models/base --steps 600 --out models/rft",
        "fine-tune it on its own correct solutions"),
      Example(
        "stepmark train --schedule cosine --evaluate-every 100 --patience 5 --keep best --out models/base",
        "stop when held-out problems no longer gain, and keep the best"),
    ],
    options: [
      .value(
        "objective", "NAME", "what is learnt", default: "sft", choices: ["sft", "rft"]),
      .value("out", "FOLDER", "where the model goes"),
      .value(
        "course", "NAME",
        "sft: gsm-style's basic selection, or all of gsm-style with its decimals and fractions",
        default: "basic", choices: ["basic", "full"]),
      .value(
        "families", "NAMES",
        "sft: the families that are taught, a,b,c: "
          + BasicFamily.allCases.map(\.rawValue).joined(separator: ", ")
          + "; of the full course those of `problems generate`", default: "all"),
      .value(
        "gold-steps", "A-B", "sft, full course: the numbers of steps of the problems",
        default: "1-3"),
      .value("per-problem", "N", "rft: the most solutions of one problem", default: "4"),
      CommonOptions.model, CommonOptions.store, CommonOptions.suite, CommonOptions.split,
      CommonOptions.seed, CommonOptions.threads, CommonOptions.json,
    ] + TrainingOptions.updates + TrainingOptions.watching
  ) { invocation in
    switch try invocation.string("objective") {
    case "rft": try await fineTune(invocation)
    default: try await trainBase(invocation)
    }
  }

  private static func training(
    _ invocation: Invocation, rate: Double, description: String
  ) async throws -> LocalTraining {
    var training = LocalTraining(
      folder: try invocation.string("out"),
      settings: try invocation.trainingSettings(rate: rate),
      threads: try invocation.int("threads", in: 1...64), description: description)
    training.checkpointInterval = try invocation.int("checkpoint-every", in: 1...)
    training.inCheckpoint = try invocation.checkpointFault()
    training.accuracy = try await invocation.greedyAccuracy()
    return training
  }

  private static func trainBase(_ invocation: Invocation) async throws -> ExitCode {
    let seed = try invocation.seed()
    guard try invocation.string("course") == "basic" else {
      return try await trainFull(invocation)
    }
    let families = try families(invocation, of: BasicFamily.self)
    let taught = families.map(\.rawValue).joined(separator: ", ")
    let isWhole = families.count == BasicFamily.allCases.count
    var training = try await training(
      invocation, rate: 0.005,
      description: "gsm-style course 2, seed \(seed)" + (isWhole ? "" : ", families \(taught)"))
    let evaluates = training.settings.evaluationInterval > 0
    let course = GSMStyleCourse(
      seed: seed, length: training.settings.steps * training.settings.examplesPerStep,
      families: Set(families), holdsOut: evaluates)
    if evaluates {
      training.heldOut = course.heldOutLessons(try invocation.int("held-out", in: 1...))
    }
    if training.isDone { return alreadyThere(training, invocation) }
    return try run(training, LocalTraining.freshModel(seed: seed), invocation) {
      course.lesson($0)
    }
  }

  private static func trainFull(_ invocation: Invocation) async throws -> ExitCode {
    let seed = try invocation.seed()
    let families = try families(invocation, of: GSMStyleFamily.self)
    let taught = families.map(\.rawValue).joined(separator: ", ")
    guard let steps = try ProblemsCommand.steps(invocation, option: "gold-steps") else {
      throw CommandError.usage("--gold-steps: from 1 to 12", hint: "--gold-steps 1-3")
    }
    var training = try await training(
      invocation, rate: 0.005,
      description: "gsm-style full course 1, seed \(seed), \(steps.lowerBound) to "
        + "\(steps.upperBound) steps, families \(taught)")
    let course = try FullGSMStyleCourse(seed: seed, families: Set(families), steps: steps)
    if training.settings.evaluationInterval > 0 {
      // The lessons after the last that is taught.
      let length = training.settings.steps * training.settings.examplesPerStep
      training.heldOut = try (0..<invocation.int("held-out", in: 1...)).map {
        course.lesson(length + $0)
      }
    }
    if training.isDone { return alreadyThere(training, invocation) }
    return try run(training, LocalTraining.freshFullModel(seed: seed), invocation) {
      course.lesson($0)
    }
  }

  private static func families<Family: RawRepresentable<String> & CaseIterable>(
    _ invocation: Invocation, of type: Family.Type
  ) throws(CommandError) -> [Family] {
    let all = Array(Family.allCases)
    let text = try invocation.string("families")
    guard text != "all" else { return all }
    let names = Set(text.split(separator: ",").map(String.init))
    let known = all.filter { names.contains($0.rawValue) }
    guard known.count == names.count, !known.isEmpty else {
      throw .usage(
        "--families \(text): not all are known",
        hint: all.map(\.rawValue).joined(separator: ", "))
    }
    return known
  }

  private static func fineTune(_ invocation: Invocation) async throws -> ExitCode {
    let seed = try invocation.seed()
    let base = try invocation.localModel()
    let lessons = try await PositiveLessons.read(
      from: try invocation.openedStore(), model: base.identity,
      suite: try invocation.string("suite"), split: try invocation.string("split"),
      perProblem: try invocation.int("per-problem", in: 1...), seed: seed)
    guard !lessons.isEmpty else {
      throw LocalTrainingError.noLessons(
        "the store holds no correct solution of this model to learn from")
    }
    var hasher = ContentHasher("lessons")
    for lesson in lessons {
      hasher.add(lesson.prompt)
      hasher.add(lesson.completion)
    }
    var training = try await training(
      invocation, rate: 0.001,
      description: "\(lessons.count) correct solutions \(hasher.key) of \(base.identity.key), "
        + "seed \(seed)")
    let evaluates = training.settings.evaluationInterval > 0
    let split = try LessonSplit(
      lessons, holdingOut: evaluates ? invocation.int("held-out", in: 1...) : 0, seed: seed)
    training.heldOut = split.heldOut
    if training.isDone { return alreadyThere(training, invocation) }
    return try run(
      training, base.model, invocation, ShuffledLessons(split.taught, seed: seed).lookup())
  }

  private static func alreadyThere(
    _ training: LocalTraining, _ invocation: Invocation
  ) -> ExitCode {
    if invocation.flag("json") {
      let json: JSONValue = ["folder": JSONValue(training.folder), "trained": false]
      Console.writeLine(json.serialized())
    } else {
      Console.writeLine("train: \(training.folder) is there already, from this very run")
    }
    return .success
  }

  private static func run(
    _ training: LocalTraining, _ model: Model, _ invocation: Invocation,
    _ lesson: (Int) -> Lesson
  ) throws -> ExitCode {
    let line = ProgressLine("train", total: training.settings.steps)
    let log = try requestLog()
    let seconds = ProgressLine.stopwatch()
    var tokens = 0
    var lastDrawn = -Double.infinity
    let record = try training.run(model, lesson: lesson) { report, curve in
      tokens += report.tokens
      log?.write(step: report.step)
      let now = seconds()
      if now - lastDrawn >= 0.1 || report.step == training.settings.steps {
        lastDrawn = now
        line.update(done: report.step, extra: picture(curve))
      }
      return !Interrupt.isRequested
    }
    line.finish()
    guard let record else { throw Interrupted() }
    let rate = Double(tokens) / max(seconds(), 1e-9)
    if invocation.flag("json") {
      Console.writeLine(json(training, record, tokens: tokens, rate: rate).serialized())
    } else {
      show(training, record, tokens: tokens, rate: rate)
    }
    return .success
  }

  /// The curve as part of the progress line.
  private static func picture(_ curve: TrainingCurve) -> String {
    let recent = curve.losses.suffix(50)
    let mean = recent.reduce(0.0) { $0 + Double($1) } / Double(max(recent.count, 1))
    var text = "loss \(Quantity.fixed(mean, decimals: 4))"
    if let last = curve.evaluations.last {
      text += "  held out \(Quantity.fixed(last.loss, decimals: 4))"
      if let accuracy = last.accuracy { text += ", \(Quantity.percent(accuracy)) correct" }
    }
    // Last, because a narrow terminal cuts the line at its end.
    return text + "  " + Sparkline.text(curve.meanLosses(points: 24).map(\.loss), width: 24)
  }

  private static func json(
    _ training: LocalTraining, _ record: TrainingRecord, tokens: Int, rate: Double
  ) -> JSONValue {
    [
      "folder": JSONValue(training.folder), "trained": true, "steps": JSONValue(record.doneSteps),
      "kept_step": JSONValue(record.keptStep), "tokens": JSONValue(tokens),
      "loss": JSONValue(record.losses.last?.loss ?? 0),
      "evaluations": JSONValue(record.evaluations.map(\.json)),
      "tokens_per_second": JSONValue(rate.rounded()),
    ]
  }

  private static func show(
    _ training: LocalTraining, _ record: TrainingRecord, tokens: Int, rate: Double
  ) {
    Console.writeLine(
      "train: \(training.folder), \(Quantity.grouped(record.doneSteps)) steps, "
        + "\(Quantity.compact(tokens)) tokens at \(Quantity.compact(rate))/s, "
        + "loss \(Quantity.fixed(record.losses.last?.loss ?? 0, decimals: 4)) nats a token")
    guard let kept = record.evaluations.first(where: { $0.step == record.keptStep }) else { return }
    let accuracy = kept.accuracy.map { ", \(Quantity.percent($0)) correct" } ?? ""
    let isEarly = record.doneSteps < record.steps
    Console.writeLine(
      "  kept step \(Quantity.grouped(kept.step)): held-out loss "
        + "\(Quantity.fixed(kept.loss, decimals: 4))\(accuracy)"
        + (isEarly ? "; stopped early: \(training.settings.patience) evaluations without gain" : "")
    )
  }
}
