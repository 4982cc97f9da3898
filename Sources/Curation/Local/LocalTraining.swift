import Corpus
import Generation
import Glibc
import JSON
import Training
import Transformer

/// Why a local training run cannot begin.
public enum LocalTrainingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// There is nothing to learn from.
  case noLessons(String)
  /// A text cannot be written with the model's vocabulary.
  case notInVocabulary(lesson: Int, reason: String)

  /// What is missing and the way out.
  public var description: String {
    switch self {
    case .noLessons(let reason): reason
    case .notInVocabulary(let lesson, let reason):
      "lesson \(lesson) cannot be written with the model's vocabulary: \(reason)"
    }
  }
}

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
  /// Steps between checkpoints.
  public static let checkpointInterval = 500

  /// Makes a run.
  public init(folder: String, settings: TrainingSettings, threads: Int, description: String) {
    self.folder = folder
    self.settings = settings
    self.threads = threads
    self.description = description
  }

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

  /// Whether this very run has ended and its model is there.
  public var isDone: Bool {
    guard let bytes = try? readBytes(folder + "/training.json"),
      let json = try? JSONValue.parse(bytes), let found = try? json["key"].string()
    else { return false }
    return found == "\(key)" && (try? LocalModel(folder: folder)) != nil
  }

  /// Trains and writes the model.
  ///
  /// - Parameters:
  ///   - model: where training starts; its parameters are changed.
  ///   - lesson: the lesson at an index, a pure function.
  ///   - progress: told after every step; returns `false` to stop (the checkpoint stays).
  /// - Returns: whether the run reached its end.
  public func run(
    _ model: Model, lesson: (Int) -> GSMStyleCourse.Lesson,
    progress: (TrainingProgress) -> Bool
  ) throws -> Bool {
    let trainer = try Trainer(model.parameters, settings: settings, threads: threads)
    try makeFolder(parent(of: folder))
    let checkpoint = folder + ".\(key).checkpoint"
    if access(checkpoint, F_OK) == 0 { try trainer.resume(from: checkpoint) }
    var failure: (any Error)?
    var stopped = false
    var losses: [JSONValue] = []
    try trainer.run { step, index in
      let number = step * settings.batchSize + index
      do {
        return try example(lesson(number), model.tokenizer, number)
      } catch {
        failure = failure ?? error
        return TrainingExample(tokens: [0, 0], lossStart: 1)
      }
    } progress: { report in
      if let failure { throw failure }
      if report.step % 50 == 0 { losses.append([JSONValue(report.step), JSONValue(report.loss)]) }
      let goesOn = progress(report)
      if !goesOn || report.step % Self.checkpointInterval == 0 {
        try trainer.saveCheckpoint(to: checkpoint)
      }
      stopped = !goesOn
      return goesOn ? .goOn : .stop
    }
    guard !stopped else { return false }
    try model.save(to: folder)
    let record: JSONValue = [
      "key": JSONValue("\(key)"), "lessons": JSONValue(description),
      "steps": JSONValue(settings.steps), "batch_size": JSONValue(settings.batchSize),
      "learning_rate": JSONValue(settings.learningRate), "losses": JSONValue(losses),
    ]
    try writeAtomically(record.serialized(pretty: true) + "\n", to: folder + "/training.json")
    unlink(checkpoint)
    return true
  }

  private var key: ContentKey {
    var hasher = ContentHasher("local training 1")
    hasher.add(description)
    hasher.add(settings.steps)
    hasher.add(settings.batchSize)
    hasher.add(settings.learningRate)
    hasher.add(settings.warmUp)
    hasher.add(settings.constantUntil)
    hasher.add(settings.weightDecay)
    hasher.add(settings.clip)
    hasher.add(settings.gradientShards)
    return hasher.key
  }

  private func example(
    _ lesson: GSMStyleCourse.Lesson, _ tokenizer: Tokenizer, _ number: Int
  ) throws -> TrainingExample {
    do {
      let prompt = try tokenizer.encode(lesson.prompt)
      let completion = try tokenizer.encode(lesson.completion)
      return TrainingExample(
        tokens: prompt + completion + [tokenizer.endToken], lossStart: prompt.count)
    } catch {
      throw LocalTrainingError.notInVocabulary(lesson: number, reason: "\(error)")
    }
  }
}

/// Lessons in an order that is drawn anew for every pass over them.
public struct ShuffledLessons: Sendable {
  private let lessons: [GSMStyleCourse.Lesson]
  private let seed: UInt64

  /// Makes an endless list of lessons, each as often as every other.
  public init(_ lessons: [GSMStyleCourse.Lesson], seed: UInt64) throws(LocalTrainingError) {
    guard !lessons.isEmpty else {
      throw .noLessons("the store holds no correct solution of this model to learn from")
    }
    self.lessons = lessons
    self.seed = seed
  }

  /// How many distinct lessons there are.
  public var count: Int { lessons.count }

  /// Finds the lesson at an index; the order of one pass is kept, so going forward is O(1).
  public func lookup() -> (Int) -> GSMStyleCourse.Lesson {
    var pass = -1
    var order: [Int] = []
    return { index in
      if index / lessons.count != pass {
        pass = index / lessons.count
        var stream = RandomStream(seed: seed, "lesson order", pass)
        order = Array(lessons.indices).shuffled(using: &stream)
      }
      return lessons[order[index % lessons.count]]
    }
  }
}

func parent(of path: String) -> String {
  guard let slash = path.lastIndex(of: "/") else { return "." }
  return slash == path.startIndex ? "/" : String(path[..<slash])
}

/// Makes a folder and those above it.
func makeFolder(_ path: String) throws(ExportError) {
  guard access(path, F_OK) != 0 else { return }
  if path.contains("/") { try makeFolder(parent(of: path)) }
  guard mkdir(path, 0o755) == 0 || errno == EEXIST else {
    throw .cannotWrite(file: path, reason: String(cString: strerror(errno)))
  }
}

/// All bytes of a small file.
func readBytes(_ path: String) throws(ExportError) -> [UInt8] {
  guard let handle = fopen(path, "r") else {
    throw .cannotWrite(file: path, reason: String(cString: strerror(errno)))
  }
  defer { fclose(handle) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = fread(&buffer, 1, buffer.count, handle)
    if count == 0 { return bytes }
    bytes.append(contentsOf: buffer[..<count])
  }
}
