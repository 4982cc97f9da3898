import Answers
import Corpus
import Curation
import Evaluation
import Generation
import Glibc
import JSON
import ProblemSets
import Storage
import Terminal

/// Options that several commands share.
enum CommonOptions {
  static let store = Option.value(
    "store", "FILE", "the store; made when there is none", default: "stepmark.db")
  /// The store of a command that has nothing to do in an empty one.
  static let filledStore = Option.value("store", "FILE", "the store", default: "stepmark.db")
  static let seed = Option.value("seed", "N", "the seed of everything random", default: "1")
  static let threads = Option.value(
    "threads", "N", "threads of the local model; no result depends on them", default: "2")
  static let json = Option.flag("json", "print one JSON object for machines")
  static let model = Option.value(
    "model", "MODEL", "a folder in the Hugging Face layout, or URL[,URL…]#NAME of servers")
  static let suite = Option.value("suite", "NAME", "the suite", default: "gsm-style")
  static let split = Option.value("split", "NAME", "the split of the suite", default: "train")
  static let start = Option.value("start", "N", "the first row", default: "0")
  static let limit = Option.value("limit", "N", "how many rows; all without it")
  static let rephrasings = Option.flag("rephrasings", "take kept rephrasings of the rows too")
  static let temperature = Option.value(
    "temperature", "T", "softmax temperature; 0 is greedy", default: "1")
  static let maxTokens = Option.value("max-tokens", "N", "the most tokens of a completion")
  static let steps = Option.value(
    "steps", "RULE",
    "where a new step of a solution starts; for imported solutions that are labelled, as published ones "
      + "of their suite are divided",
    default: StepSplitter.Rule.line.rawValue,
    choices: StepSplitter.Rule.allCases.map(\.rawValue))
  static let tokenCap = Option.value(
    "token-cap", "N",
    "ask nothing more once replies have this many tokens, those from the store included; what is "
      + "done by then the seed and the cap decide")

  static let shard = Option.value(
    "shard", "I/N",
    "work on part I (from 0) of N of the problems, drawn by their root problems; see `merge`. "
      + "`pilot`: on the tenth that change-point's pilot takes, before the store is copied")

  /// How far a stage goes, and whether it only says what it would do.
  static let work: [Terminal.Option] = [
    shard, tokenCap,
    .value(
      "money-cap", "PRICE",
      "stop before the replies of this run cost more than this; needs --price-in or --price-out; "
        + "what is done by then no seed decides"),
    .value(
      "time-cap", "TIME",
      "send requests for so long (90, 45m, 2h) and keep what is on the wire; what is done by then "
        + "no seed decides"),
    .flag("dry-run", "ask nothing: say what would be asked, and its tokens, price and time"),
    .value("batch", "FILE", "ask nothing: write what is open as an OpenAI batch (JSON lines)"),
    .value(
      "batch-replies", "FILE", "take the replies of a batch and ask nothing; may be repeated",
      repeats: true),
  ]

  static let selection = [suite, split, start, limit, rephrasings]
  static let sampling =
    [model, temperature, maxTokens, seed, threads] + ServerOptions.identity + ServerOptions.use
}

extension Invocation {
  /// The problems that the options name.
  func selection() throws(CommandError) -> ProblemSelection {
    ProblemSelection(
      suite: try string("suite"), split: try string("split"), start: try int("start", in: 0...),
      limit: try optionalInt("limit", in: 1...),
      rephrasings: declares("rephrasings") && flag("rephrasings"), part: try part())
  }

  /// The part of the problems that `--shard` names.
  func part() throws(CommandError) -> ProblemPart? {
    guard declares("shard"), let text = optionalString("shard") else { return nil }
    guard !isGiven("token-cap") else {
      throw .usage(
        "--shard and --token-cap exclude each other: what N shards did by their caps would depend on N",
        hint: "leave --token-cap out, or --limit for fewer problems")
    }
    if text == "pilot" { return .pilot(seed: try seed()) }
    guard let shard = Shard(text) else {
      throw .usage("--shard \(text): I/N with I from 0 to N − 1, or pilot", hint: "--shard 0/4")
    }
    return .shard(shard)
  }

  /// How solutions are sampled.
  func sampling(_ prompts: ModelPrompts) throws -> Sampling {
    Sampling(
      temperature: try double("temperature", in: 0...), topP: try double("top-p", in: 0.0001...1),
      topK: try int("top-k", in: 0...), minP: try double("min-p", in: 0..<1),
      presencePenalty: try double("presence-penalty", in: -2...2),
      frequencyPenalty: try double("frequency-penalty", in: -2...2),
      maxTokens: try optionalInt("max-tokens", in: 1...) ?? prompts.maximumSolutionTokens,
      stop: prompts.solveStop + strings("stop"), extra: try extra())
  }

  /// How texts become steps.
  func splitter() throws(CommandError) -> StepSplitter {
    StepSplitter(try choice("steps", as: StepSplitter.Rule.self))
  }

  /// How the solutions of some authors become steps: as `--steps` says where it is given; those that were
  /// imported otherwise as published solutions of their suite do.
  func splitter(_ reading: SolutionReading) throws(CommandError) -> StepSplitter {
    let isImported = reading.authors.allSatisfy { $0.kind == .published }
    guard isImported, !isGiven("steps") else { return try splitter() }
    return StepSplitter(StepSplitter.Rule(format: try string("suite")))
  }

  /// Whether the command, or one above it, has an option of this name.
  func declares(_ name: String) -> Bool {
    path.contains { command in command.options.contains { $0.name == name } }
  }

  /// The run's seed.
  func seed() throws(CommandError) -> UInt64 { UInt64(try int("seed", in: 0...)) }

  /// The store for reading.
  func openedStore() throws -> Store {
    try Store(path: try string("store"), access: .read)
  }

  /// The command line that asks for the same: options that have their defaults are left out.
  var commandLine: String {
    var words = path.map(\.name)
    for option in command.options {
      switch option.kind {
      case .flag: if flag(option.name) { words.append("--" + option.name) }
      case .value:
        let values = strings(option.name)
        if values == [option.defaultValue].compactMap({ $0 }) { continue }
        for value in values {
          let isPlain = value.allSatisfy { $0.isLetter || $0.isNumber || "-_./,:".contains($0) }
          words += [
            "--" + option.name, isPlain ? value : "'" + value.replacing("'", with: #"'\''"#) + "'",
          ]
        }
      }
    }
    return (words + positionals).joined(separator: " ")
  }

  /// What was asked for, as the run's recipe: the words of the command line hold no secrets.
  var recipe: JSONValue {
    let options = path.flatMap(\.options).compactMap { option -> JSONMember? in
      switch option.kind {
      case .flag: return flag(option.name) ? JSONMember(option.name, true) : nil
      case .value:
        let values = strings(option.name)
        guard !values.isEmpty else { return nil }
        return JSONMember(option.name, JSONValue(values.joined(separator: ",")))
      }
    }
    return JSONValue([
      JSONMember("command", JSONValue(path.dropFirst().map(\.name).joined(separator: " "))),
      JSONMember("options", JSONValue(options)),
      JSONMember("arguments", JSONValue(positionals.map { JSONValue($0) })),
    ])
  }
}

/// The error of a selection without problems.
func noProblems(_ selection: ProblemSelection) -> CommandError {
  CommandError(
    "the store holds no problems of \(selection.suite), split \(selection.split)",
    hint: "`stepmark problems generate` or `stepmark problems import`", exitCode: .missingData)
}

/// How the tool judges answers everywhere.
func defaultJudge() -> SolutionJudge { .standard }

/// The time in ISO 8601, UTC, to the second.
func timeStamp() -> String {
  var now = time(nil)
  var parts = tm()
  gmtime_r(&now, &parts)
  var buffer = [CChar](repeating: 0, count: 32)
  let count = strftime(&buffer, buffer.count, "%Y-%m-%dT%H:%M:%SZ", &parts)
  return String(decoding: buffer.prefix(count).map { UInt8(bitPattern: $0) }, as: UTF8.self)
}
