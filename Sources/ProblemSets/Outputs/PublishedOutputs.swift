import Answers
import Corpus
import JSON

/// What a model answered to the problems of a suite, as somebody published or recorded it.
public struct PublishedOutputs: Sendable {
  /// A solution with what its publisher said about it.
  public struct Item: Hashable, Sendable {
    /// The file, or the file in an archive.
    public let file: String
    /// The line of the file, or the number of the record.
    public let line: Int
    /// Texts one of which is the problem's statement, the likeliest first.
    public let statements: [String]
    /// The row's id in its suite, where the file says it.
    public let rowID: String?
    /// The gold answer, where the file says it.
    public let gold: String?
    /// The model's solution.
    public let solution: String
    /// What the model thought before it, where it is told apart.
    public let reasoning: String?
    /// Which of the problem's completions this is, from 0; `nil` for the next one in the file.
    public let index: Int?
    /// What the completion took, where the file says it.
    public let tokens: Tokens
    /// Why the solution ended.
    public let finish: FinishReason
    /// Whether the publisher's judge found it correct; `nil` where the file does not say.
    public let recordedCorrect: Bool?

    /// The problem's text.
    public var question: String { statements.first ?? "" }

    init(
      file: String, line: Int, statements: [String], rowID: String? = nil, gold: String? = nil,
      solution: String, reasoning: String? = nil, index: Int? = nil, tokens: Tokens = Tokens(),
      finish: FinishReason = .stop, recordedCorrect: Bool? = nil
    ) {
      self.file = file
      self.line = line
      self.statements = statements
      self.rowID = rowID
      self.gold = gold
      self.solution = solution
      self.reasoning = reasoning
      self.index = index
      self.tokens = tokens
      self.finish = finish
      self.recordedCorrect = recordedCorrect
    }
  }

  /// How many tokens a completion took; 0 where nobody says.
  public struct Tokens: Hashable, Sendable {
    /// Tokens of the prompt.
    public let prompt: Int
    /// Tokens that were generated.
    public let completion: Int

    init(prompt: Int = 0, completion: Int = 0) {
      self.prompt = prompt
      self.completion = completion
    }
  }

  /// The model's name.
  public let model: String
  /// The solutions in the order of the file.
  public let items: [Item]

  /// How solutions were published.
  public enum Format: String, Sendable, CaseIterable {
    /// GSM8K by OpenAI: a record holds the solutions of four systems beside `question` and
    /// `ground_truth`.
    case openAI = "gsm8k-openai"
    /// GSM8K by Abel: `prompt`, `response`, `gold` and `result`.
    case abel
    /// The samples that EleutherAI/lm-evaluation-harness logs: `doc`, `resps`, `target`.
    case lmEval = "lm-eval"
    /// A log of UKGovernmentBEIS/inspect_ai, `.eval` or `.json`.
    case inspect
    /// The records of openreasoner/openr's evaluation: `question`, `groundtruth`, `output`.
    case openRRecord = "openr-record"
    /// The rows of huggingface/search-and-learn: `problem`, `answer`, `completions`.
    case searchAndLearn = "search-and-learn"
    /// Any JSON lines, by a column map.
    case jsonl

    /// What it is, in one line.
    public var summary: String {
      switch self {
      case .openAI: "OpenAI's four systems on GSM8K: question, ground_truth, a member a system"
      case .abel: "Abel on GSM8K: prompt, response, gold, result"
      case .lmEval: "samples_*.jsonl of lm-evaluation-harness: doc, resps, target"
      case .inspect: "a log of Inspect, .eval or .json"
      case .openRRecord: "record.jsonl of OpenR's evaluation: question, groundtruth, output"
      case .searchAndLearn: "rows of search-and-learn: problem, answer, completions"
      case .jsonl: "any JSON lines; --columns says which field holds what"
      }
    }

    /// The fields that every record has, by which the format is told from the others; none where
    /// the file's container tells it.
    var requiredFields: [String] {
      switch self {
      case .openAI: ["question", "ground_truth"]
      case .abel: ["prompt", "response", "gold", "result"]
      case .lmEval: ["doc", "resps"]
      case .openRRecord: ["question", "groundtruth", "output"]
      case .searchAndLearn: ["problem", "completions"]
      case .inspect, .jsonl: []
      }
    }

    /// Whether the file itself says which model it is.
    public var namesModel: Bool { self == .openAI || self == .inspect }
  }

  /// Reads the outputs of every model in a file.
  ///
  /// - Parameters:
  ///   - path: JSON lines, compressed with gzip or not; for `inspect` a log.
  ///   - format: how they were published.
  ///   - model: the model's name, where the file does not say it; by default the file's.
  ///   - columns: which field holds what, for `jsonl`.
  /// - Returns: One value for each model, and the records that could not be used.
  /// - Throws: Why there are no outputs at all.
  public static func read(
    _ path: String, format: Format, model: String? = nil, columns: OutputColumns = OutputColumns()
  ) throws(ReadingError) -> (outputs: [PublishedOutputs], rejections: [RecordRejection]) {
    var collector = OutputCollector(file: path, model: model ?? stem(of: path))
    if format == .inspect {
      try InspectLog(path: path, names: model).collect(into: &collector)
    } else {
      let records = try Records(file: path, limit: 4 << 30)
      var harness = LMEvalSamples()
      for record in records.all {
        collector.take(record) { (value) throws(JSONError) in
          switch format {
          case .openAI: try openAIItems(value, record, path)
          case .abel: [(nil, try abelItem(value, record, path))]
          case .lmEval: try harness.items(value, record, path)
          case .openRRecord: try openRItems(value, record, path)
          case .searchAndLearn: try searchItems(value, record, path)
          case .jsonl, .inspect: try columns.items(value, record, path)
          }
        }
      }
      if collector.isEmpty, let found = recognised(records, besides: format) {
        throw .mismatch(file: path, expected: format.rawValue, found: found.rawValue)
      }
      collector.settle(harness.verdicts)
    }
    return (collector.outputs, collector.rejections)
  }

  /// Another format whose shape the file's first object has.
  private static func recognised(_ records: Records, besides format: Format) -> Format? {
    guard let sample = records.sample else { return nil }
    return Format.allCases.first {
      $0 != format && !$0.requiredFields.isEmpty && sample.has($0.requiredFields)
    }
  }

  private static func stem(of path: String) -> String {
    let name = path.split(separator: "/").last ?? ""
    return String(name.prefix { $0 != "." })
  }
}

/// Gathers the solutions of a file by model, and what was wrong with the rest.
struct OutputCollector {
  let file: String
  /// The model of items that name none.
  let model: String
  private var models: [String] = []
  private var items: [String: [PublishedOutputs.Item]] = [:]
  private(set) var rejections: [RecordRejection] = []

  init(file: String, model: String) {
    self.file = file
    self.model = model
  }

  var isEmpty: Bool { items.isEmpty }

  var outputs: [PublishedOutputs] {
    models.map { PublishedOutputs(model: $0, items: items[$0] ?? []) }
  }

  /// Takes the items of a record, or notes why there are none.
  mutating func take(
    _ record: Records.Record,
    _ read: (JSONValue) throws(JSONError) -> [(model: String?, item: PublishedOutputs.Item)]
  ) {
    do throws(JSONError) {
      for (name, item) in try read(try record.result.get()) { add(item, model: name) }
    } catch {
      rejections.append(RecordRejection(file: file, line: record.number, error: error))
    }
  }

  mutating func add(_ item: PublishedOutputs.Item, model name: String?) {
    let name = name ?? model
    if items[name] == nil { models.append(name) }
    items[name, default: []].append(item)
  }

  mutating func reject(_ rejection: RecordRejection) { rejections.append(rejection) }

  /// Fills in what was only known at the end of the file: verdicts by line.
  mutating func settle(_ verdicts: [Int: Bool]) {
    guard !verdicts.isEmpty else { return }
    for (name, list) in items {
      items[name] = list.map { item in
        verdicts[item.line].map { item.with(recordedCorrect: $0) } ?? item
      }
    }
  }
}

extension PublishedOutputs.Item {
  fileprivate func with(recordedCorrect: Bool) -> Self {
    Self(
      file: file, line: line, statements: statements, rowID: rowID, gold: gold,
      solution: solution, reasoning: reasoning, index: index, tokens: tokens, finish: finish,
      recordedCorrect: recordedCorrect)
  }
}

extension PublishedOutputs {
  /// A solution whose verdict differs from the publisher's.
  public struct Difference: Sendable {
    /// The solution.
    public let item: Item
    /// The judgement here.
    public let judgement: Judgement
  }

  /// The solutions that a judge finds correct, and those on which it differs from the record;
  /// those without a gold answer are left out.
  public func judged(by judge: Judge) -> (correct: Int, differences: [Difference]) {
    var correct = 0
    var differences: [Difference] = []
    var worker = JudgeWorker(judge)
    for item in items {
      guard let gold = item.gold else { continue }
      let judgement = worker.judge(item.solution, gold: gold, mode: .text)
      let isCorrect = judgement.verdict == .correct
      correct += isCorrect ? 1 : 0
      if let recorded = item.recordedCorrect, recorded != isCorrect {
        differences.append(Difference(item: item, judgement: judgement))
      }
    }
    return (correct, differences)
  }
}
