import Corpus
import Generation
import JSON
import ProblemSets
import Storage
import Terminal

/// Whether a stage does its work or only says what it would do.
enum StageMode {
  /// Asks the model that is named.
  case work
  /// Takes the replies of a batch.
  case replies(BatchReplies)
  /// Counts what would be asked.
  case dryRun(WorkSurvey)
  /// Writes what would be asked as a batch.
  case batch(BatchSurvey)

  /// The mode that the options ask for.
  init(_ invocation: Invocation) throws {
    guard invocation.declares("dry-run") else {
      self = .work
      return
    }
    let given = ["dry-run", "batch", "batch-replies"].filter { invocation.isGiven($0) }
    guard given.count <= 1 else {
      throw CommandError.usage("--\(given[0]) and --\(given[1]) exclude each other")
    }
    if invocation.flag("dry-run") {
      self = .dryRun(WorkSurvey())
    } else if invocation.isGiven("batch") {
      guard let address = try invocation.serverAddress() else {
        throw CommandError.usage(
          "--batch is for served models", hint: "--model https://api.openai.com/v1#NAME")
      }
      self = .batch(BatchSurvey(model: address.name))
    } else if invocation.isGiven("batch-replies") {
      var replies = BatchReplies()
      for path in invocation.strings("batch-replies") {
        replies.read(try FileBytes.read(path), file: path)
      }
      self = .replies(replies)
    } else {
      self = .work
    }
  }

  /// Whether nothing is asked and nothing written to the store.
  var isSurvey: Bool { survey != nil }

  /// What takes note of the requests in place of a model.
  var survey: (any RequestSurvey)? {
    switch self {
    case .work, .replies: nil
    case .dryRun(let survey): survey
    case .batch(let survey): survey
    }
  }

  /// Says which lines of a batch gave no completion.
  func reportBatch() {
    guard case .replies(let replies) = self else { return }
    for fault in replies.faults.prefix(20) { Console.writeLine("  \(fault)", to: .error) }
    if replies.faults.count > 20 {
      Console.writeLine("  and \(replies.faults.count - 20) more lines", to: .error)
    }
    Console.writeLine(
      "batch: \(Quantity.grouped(replies.count)) replies, "
        + "\(Quantity.grouped(replies.faults.count)) lines without one", to: .error)
  }

  /// Prints what would be done.
  func show(_ progress: DriverProgress, _ run: StageRun, noun: String) async throws {
    switch self {
    case .work, .replies: break
    case .batch(let survey):
      let path = try run.invocation.string("batch")
      let lines = survey.lines
      let file = try LineFile(path)
      for line in lines { try file.write(line) }
      try file.publish()
      if run.invocation.flag("json") {
        let json: JSONValue = [
          "batch": JSONValue(path), "requests": JSONValue(lines.count),
          "open": JSONValue(progress.open),
        ]
        Console.writeLine(json.serialized())
      } else {
        Console.writeLine(
          "batch: \(path), \(Quantity.grouped(lines.count)) requests of "
            + "\(Quantity.grouped(progress.open)) \(noun); when the replies are there, the same "
            + "command with --batch-replies FILE takes them")
      }
    case .dryRun(let survey):
      let estimate = try await survey.estimate(
        stage: run.stage, price: try run.invocation.price(), store: run.store)
      EstimateText(estimate, progress, stage: run.stage, noun: noun).print(
        asJSON: run.invocation.flag("json"))
    }
  }
}
