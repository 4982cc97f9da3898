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
      its own correct solutions in the store. A run that was stopped goes on at its last \
      checkpoint and ends with the same bytes; a model that is there already is left alone.
      """,
    examples: [
      Example("stepmark train --objective sft --steps 6000 --out models/base", "a base model"),
      Example(
        "stepmark train --objective rft --model models/base --steps 600 --out models/rft",
        "fine-tune it on its own correct solutions"),
    ],
    options: [
      .value(
        "objective", "NAME", "what is learnt", default: "sft", choices: ["sft", "rft"]),
      .value("out", "FOLDER", "where the model goes"),
      .value("steps", "N", "updates", default: "6000"),
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
      .value("batch-size", "N", "examples of an update", default: "16"),
      .value("learning-rate", "R", "the highest learning rate; 0.005 for sft, 0.001 for rft"),
      .value("per-problem", "N", "rft: the most solutions of one problem", default: "4"),
      CommonOptions.model, CommonOptions.store, CommonOptions.suite, CommonOptions.split,
      CommonOptions.seed, CommonOptions.threads, CommonOptions.json,
    ]
  ) { invocation in
    switch try invocation.string("objective") {
    case "rft": try await fineTune(invocation)
    default: try trainBase(invocation)
    }
  }

  private static func settings(
    _ invocation: Invocation, rate: Double
  ) throws(CommandError) -> TrainingSettings {
    var settings = TrainingSettings(steps: try invocation.int("steps", in: 1...))
    settings.batchSize = try invocation.int("batch-size", in: 1...)
    settings.learningRate = try invocation.optionalDouble("learning-rate", in: 0...) ?? rate
    return settings
  }

  private static func trainBase(_ invocation: Invocation) throws -> ExitCode {
    let seed = try invocation.seed()
    guard try invocation.string("course") == "basic" else { return try trainFull(invocation) }
    let families = try families(invocation, of: BasicFamily.self)
    let taught = families.map(\.rawValue).joined(separator: ", ")
    let isWhole = families.count == BasicFamily.allCases.count
    let training = LocalTraining(
      folder: try invocation.string("out"), settings: try settings(invocation, rate: 0.005),
      threads: try invocation.int("threads", in: 1...64),
      description: "gsm-style course 2, seed \(seed)" + (isWhole ? "" : ", families \(taught)"))
    if training.isDone { return alreadyThere(training, invocation) }
    let course = GSMStyleCourse(
      seed: seed, length: training.settings.steps * training.settings.batchSize,
      families: Set(families))
    return try run(training, LocalTraining.freshModel(seed: seed), invocation) {
      course.lesson($0)
    }
  }

  private static func trainFull(_ invocation: Invocation) throws -> ExitCode {
    let seed = try invocation.seed()
    let families = try families(invocation, of: GSMStyleFamily.self)
    let taught = families.map(\.rawValue).joined(separator: ", ")
    guard let steps = try ProblemsCommand.steps(invocation, option: "gold-steps") else {
      throw CommandError.usage("--gold-steps: from 1 to 12", hint: "--gold-steps 1-3")
    }
    let training = LocalTraining(
      folder: try invocation.string("out"), settings: try settings(invocation, rate: 0.005),
      threads: try invocation.int("threads", in: 1...64),
      description: "gsm-style full course 1, seed \(seed), \(steps.lowerBound) to "
        + "\(steps.upperBound) steps, families \(taught)")
    if training.isDone { return alreadyThere(training, invocation) }
    let course = try FullGSMStyleCourse(seed: seed, families: Set(families), steps: steps)
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
    let shuffled = try ShuffledLessons(lessons, seed: seed)
    var hasher = ContentHasher("lessons")
    for lesson in lessons {
      hasher.add(lesson.prompt)
      hasher.add(lesson.completion)
    }
    let training = LocalTraining(
      folder: try invocation.string("out"), settings: try settings(invocation, rate: 0.001),
      threads: try invocation.int("threads", in: 1...64),
      description: "\(lessons.count) correct solutions \(hasher.key) of \(base.identity.key), "
        + "seed \(seed)")
    if training.isDone { return alreadyThere(training, invocation) }
    return try run(training, base.model, invocation, shuffled.lookup())
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
    _ lesson: (Int) -> GSMStyleCourse.Lesson
  ) throws -> ExitCode {
    let line = ProgressLine("train", total: training.settings.steps)
    let seconds = ProgressLine.stopwatch()
    var tokens = 0
    var smooth: Double?
    let ended = try training.run(model, lesson: lesson) { report in
      tokens += report.tokens
      smooth = smooth.map { 0.98 * $0 + 0.02 * report.loss } ?? report.loss
      line.update(
        done: report.step, extra: "loss \(Quantity.fixed(smooth ?? report.loss, decimals: 4))")
      return !Interrupt.isRequested
    }
    line.finish()
    guard ended else { throw Interrupted() }
    let rate = Double(tokens) / max(seconds(), 1e-9)
    if invocation.flag("json") {
      let json: JSONValue = [
        "folder": JSONValue(training.folder), "trained": true,
        "steps": JSONValue(training.settings.steps), "tokens": JSONValue(tokens),
        "loss": JSONValue(smooth ?? 0), "tokens_per_second": JSONValue(rate.rounded()),
      ]
      Console.writeLine(json.serialized())
    } else {
      Console.writeLine(
        "train: \(training.folder), \(Quantity.grouped(training.settings.steps)) steps, "
          + "\(Quantity.compact(tokens)) tokens at \(Quantity.compact(rate))/s, "
          + "loss \(Quantity.fixed(smooth ?? 0, decimals: 4)) nats a token")
    }
    return .success
  }
}
