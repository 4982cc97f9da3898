import Corpus
import Curation
import Generation
import Glibc
import JSON
import Storage
import Terminal
import Transformer

/// The model of a stage: who completes and how it is spoken to.
struct StageModel {
  let generator: any Generator
  let prompts: ModelPrompts
  private(set) var servers: HTTPGenerator?

  /// The model that `--model`, or another option, names: a folder, `URL#NAME` of a server that is
  /// asked who it is, or `recorded:FILE`.
  ///
  /// - Parameter mode: in a dry run or a batch no server is asked anything.
  init(
    _ invocation: Invocation, store: Store?, mode: StageMode = .work, option: String = "model"
  ) async throws {
    servers = nil
    let name = try invocation.string(option)
    if try Invocation.serverAddress(name) != nil { try invocation.refuseFolderOptions() }
    if let recording = try Invocation.recording(name) {
      prompts =
        recording.model.kind == .local
        ? .local : try await invocation.serverPrompts(of: recording.model, in: store)
      generator = RecordedGenerator(
        recording.completions, of: recording.model, name: try invocation.string(option),
        summary: recording.summary)
      return
    }
    guard let address = try Invocation.serverAddress(name) else {
      try invocation.refuseServerOptions()
      let local = try invocation.localModel(option)
      generator = LocalGenerator(
        local, threads: try invocation.int("threads", in: 1...64), log: try requestLog())
      prompts = try await invocation.localPrompts(local)
      return
    }
    let settings = try invocation.serverSettings(address)
    let revision = invocation.optionalString("revision")
    let silent = HTTPGenerator(address, revision: revision, settings: settings)
    switch mode {
    case .dryRun, .batch:
      prompts = try await invocation.serverPrompts(of: silent.model, in: store)
      generator = silent
      return
    case .replies(let replies):
      prompts = try await invocation.serverPrompts(of: silent.model, in: store)
      generator = BatchGenerator(replies, of: silent.model)
      return
    case .work: break
    }
    prompts = try await invocation.serverPrompts(rendering: { try await silent.rendered($0) })
    let connected = try await HTTPGenerator.connect(
      address, revision: revision, endpoint: prompts.solve.endpoint,
      extra: try invocation.extra(), settings: settings, store: store,
      acceptsChange: invocation.flag("same-model"), time: timeStamp(), log: try requestLog())
    (generator, servers) = (connected, connected)
  }

  /// Stops where a server would begin a new turn instead of going on from a prefix.
  ///
  /// Every rollout would be wrong evidence. Where `stepmark doctor` found that continuations differ,
  /// it is said.
  func checkContinuation(_ invocation: Invocation, store: Store) async throws {
    guard let servers else { return }
    let (model, template) = (generator.model, prompts.rollout.name)
    let known = try await store.read { (store) throws(DatabaseError) in
      try store.examination(of: model, template: template)
    }
    if let share = known?.share, share < ContinuationCheck.leastShare {
      Console.writeLine(
        "label: by `stepmark doctor` \(model.name) goes on from \(Quantity.percent(share)) of "
          + "prefixes as its own solutions do, fewer than "
          + "\(Quantity.percent(ContinuationCheck.leastShare, decimals: 0)): mind what the labels "
          + "rest on", to: .error)
    }
    guard prompts.rollout.endpoint == .chat, prompts.rollout.continuesPrefix else { return }
    guard try await servers.continuesTurns(extra: try invocation.extra()) else {
      throw CommandError(
        "the server does not go on from a turn that has been begun, as rollouts need it",
        hint: "--template chatml, \(ServerPrompts.renderedName), question or few-shot, which go on "
          + "from a text, or chat-continue, which asks for the rest in words")
    }
  }
}

/// Options of served models.
enum ServerOptions {
  /// What decides the requests.
  static let identity: [Terminal.Option] = [
    .value("revision", "NAME", "tells apart models that are served under one name"),
    .value(
      "template", "NAME|FILE",
      "how a model is spoken to: \(ServerPrompts.names.joined(separator: ", ")), or a file "
        + "with a template of your own (see `stepmark prompts`); may be repeated; models that were trained here have their own way",
      default: ServerPrompts.all[0].name, repeats: true),
    .value(
      "fewshot", "FILE",
      "worked examples of your own: JSON lines with question and answer, or a text with "
        + "{statement}"),
    .value(
      "chat-template", "NAME",
      "how a folder's model wants turns to be written, where its folder does not tell",
      choices: ChatTemplate.all.map(\.name)),
    .value("top-p", "P", "nucleus mass; 1 is all", default: "1"),
    .value("top-k", "K", "how many of the likeliest tokens; 0 is all", default: "0"),
    .value("min-p", "P", "least probability beside the likeliest token's", default: "0"),
    .value(
      "repetition-penalty", "R", "divides what the logits of tokens seen are above 0; 1 is none",
      default: "1"),
    .value(
      "presence-penalty", "P", "off the logits of tokens that were said", default: "0"),
    .value(
      "frequency-penalty", "P", "off the logits of tokens, as often as they were said",
      default: "0"),
    .value("stop", "TEXT", "ends a text; it is left out", repeats: true),
    .value(
      "extra", "JSON", "fields that only this server knows; null leaves one of ours out"),
  ]
  /// How the servers are used.
  static let use: [Terminal.Option] = [
    .value(
      "api-key-env", "NAME,…",
      "variables that hold the servers' keys, one for all or one each "
        + "(without: STEPMARK_API_KEY, and OPENAI_API_KEY for api.openai.com)"),
    .flag("same-model", "take a served model whose probe has changed for the same one"),
    .value(
      "concurrency", "N", "the most completions at once on each server", default: "128"),
    .value(
      "timeout", "SECONDS", "how long a call may take; each further try twice as long",
      default: "600"),
    .value("requests-per-minute", "N", "the most requests to each server a minute"),
    .value("tokens-per-minute", "N", "the most tokens of each server a minute"),
    .value("ca-file", "FILE", "certificates that are trusted instead of the system's"),
    .value("price-in", "PRICE", "what a million prompt tokens cost; see the view cost"),
    .value("price-out", "PRICE", "what a million generated tokens cost"),
  ]
}

extension Invocation {
  /// The address behind `--model`; `nil` for a folder.
  func serverAddress() throws(CommandError) -> ServerAddress? {
    try Self.serverAddress(try string("model"))
  }

  static func serverAddress(_ text: String) throws(CommandError) -> ServerAddress? {
    guard ServerAddress.isAddress(text) else { return nil }
    do throws(ServerAddress.Fault) {
      return try ServerAddress(text)
    } catch {
      throw .usage("--model: \(error.reason)", hint: error.advice)
    }
  }

  /// The extra fields of requests, as one JSON object.
  ///
  /// Not every server has a repetition penalty, so it is sent only where it is asked for.
  func extra() throws -> String {
    var members: [JSONMember] = []
    if let text = optionalString("extra") {
      members = try JSONValue.parse(Array(Sampling.checkedExtra(text).utf8)).object()
    }
    let penalty = declares("repetition-penalty") ? try double("repetition-penalty", in: 0.01...) : 1
    if penalty != 1 {
      guard !members.contains(where: { $0.name == "repetition_penalty" }) else {
        throw CommandError.usage("--repetition-penalty and --extra both give repetition_penalty")
      }
      members.append(JSONMember("repetition_penalty", JSONValue(penalty)))
    }
    return members.isEmpty ? "" : JSONValue(members).serialized()
  }

  /// How a folder's model is spoken to: what was asked for, its own way where it was trained here,
  /// or turns in its chat template.
  func localPrompts(_ local: LocalModel) async throws -> ModelPrompts {
    let isTrainedHere = LocalPrompts.markers.allSatisfy {
      local.model.tokenizer.token(of: $0) != nil
    }
    let asks = ["template", "fewshot", "chat-template"].contains { declares($0) && isGiven($0) }
    if isTrainedHere, !asks { return .local }
    let prompts = try await serverPrompts(rendering: { try chatTemplate(local).text($0) })
    guard prompts.solve.endpoint == .chat else { return prompts }
    return try prompts.written(in: chatTemplate(local))
  }

  /// The chat template of a folder's model: what was asked for, or what its folder tells.
  func chatTemplate(_ local: LocalModel) throws(CommandError) -> ChatTemplate {
    if declares("chat-template"), let name = optionalString("chat-template") {
      guard let template = ChatTemplate.named(name) else {
        throw .usage("--chat-template does not know \(name)")
      }
      return template
    }
    let names = "--chat-template " + ChatTemplate.all.map(\.name).joined(separator: "|")
    switch local.chat {
    case .known(let template): return template
    case .unknown(let file):
      throw .usage(
        "\(file): chat_template: this template is not known, and no program of a model's folder is "
          + "run", hint: names)
    case .none:
      throw .usage(
        "\(local.folder): this folder has no chat template: it may be a base model",
        hint: names + ", or --template question|few-shot")
    }
  }

  /// Stops where an option that decides what a served model says is given for a folder, which would
  /// ignore it.
  func refuseServerOptions() throws(CommandError) {
    for name in ["revision", "same-model"]
    where declares(name) && isGiven(name) {
      throw .usage(
        "--\(name) is for served models, and --model is a folder",
        hint: "--model http://HOST:PORT/v1#NAME, or leave --\(name) out")
    }
  }

  /// Stops where an option of folders is given for a served model, which would ignore it.
  func refuseFolderOptions() throws(CommandError) {
    guard declares("chat-template"), isGiven("chat-template") else { return }
    throw .usage(
      "--chat-template is for folders: a server writes turns in its model's own",
      hint: "leave it out, or --template chatml")
  }

  /// How the servers are used.
  func serverSettings(_ address: ServerAddress) throws(CommandError) -> ServerSettings {
    var settings = ServerSettings()
    settings.concurrency = try int("concurrency", in: 1...4096)
    settings.timeout = try double("timeout", in: 0.001...86_400)
    settings.requestsPerMinute = try optionalInt("requests-per-minute", in: 1...)
    settings.tokensPerMinute = try optionalInt("tokens-per-minute", in: 1...)
    settings.certificates = optionalString("ca-file")
    settings.keys = try keys(address)
    return settings
  }

  /// The keys of the servers, from the environment alone.
  private func keys(_ address: ServerAddress) throws(CommandError) -> [APIKey?] {
    let count = address.urls.count
    guard let list = optionalString("api-key-env") else {
      return try address.urls.map { (url) throws(CommandError) in
        if let key = try Self.key("STEPMARK_API_KEY") { return key }
        // OpenAI's key is nobody else's business.
        return url.hasPrefix("https://api.openai.com/") ? try Self.key("OPENAI_API_KEY") : nil
      }
    }
    let names = list.split(separator: ",").map(String.init)
    guard names.count == 1 || names.count == count else {
      throw .usage(
        "--api-key-env names \(names.count) variables for \(count) servers",
        hint: "one for all, or one for each")
    }
    return try (0..<count).map { (index) throws(CommandError) in
      let name = names[names.count == 1 ? 0 : index]
      guard let key = try Self.key(name) else {
        throw .usage("--api-key-env \(name): this variable is not set", hint: "export \(name)=…")
      }
      return key
    }
  }

  private static func key(_ name: String) throws(CommandError) -> APIKey? {
    guard let text = getenv(name).map({ String(cString: $0) }), !text.isEmpty else { return nil }
    guard let key = APIKey(text) else {
      throw .usage("the key in \(name) has characters that no key has, perhaps a line end")
    }
    return key
  }

  /// What tokens cost.
  func price() throws(CommandError) -> TokenPrice? {
    guard declares("price-in"), isGiven("price-in") || isGiven("price-out") else { return nil }
    return TokenPrice(
      prompt: try optionalDouble("price-in", in: 0...) ?? 0,
      completion: try optionalDouble("price-out", in: 0...) ?? 0)
  }
}
