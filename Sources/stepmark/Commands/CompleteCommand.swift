import Corpus
import Curation
import Generation
import Glibc
import JSON
import Terminal
import Transformer

/// `stepmark complete`.
enum CompleteCommand {
  static let command = Command(
    name: "complete",
    summary: "Complete a prompt with a model and print what it says.",
    discussion: """
      --problem puts a problem's statement into the template for solutions; --prompt sends a text \
      as it is, or with --chat as a user's turn in the model's chat template.
      """,
    examples: [
      Example(
        "stepmark complete --model models/base --temperature 0 --problem \"Tom has 3 pens. …\"",
        "solve a problem greedily"),
      Example(
        "stepmark complete --model SmolLM2-135M-Instruct --chat --prompt \"What is 12 · 7?\" --top-p 0.9",
        "ask an instruct model"),
      Example(
        "stepmark complete --model models/base --prompt-file p.txt --stop \"####\" --json",
        "the text up to a stop text, with token ids and log-probabilities"),
    ],
    options: [
      CommonOptions.model, .value("prompt", "TEXT", "the prompt as it is sent"),
      .value("prompt-file", "FILE", "a file that holds the prompt"),
      .value("problem", "TEXT", "a problem's statement"),
      .flag("chat", "the prompt is a user's turn"),
      .value("system", "TEXT", "--chat: what the system says"),
      .value("max-tokens", "N", "the most tokens", default: "200"),
      CommonOptions.temperature, CommonOptions.seed, CommonOptions.threads, CommonOptions.json,
    ] + ServerOptions.identity + ServerOptions.use.filter { !$0.name.hasPrefix("price-") }
  ) { invocation in
    if try invocation.serverAddress() != nil { return try await served(invocation) }
    try invocation.refuseServerOptions()
    let local = try invocation.localModel()
    let model = local.model
    let prompts = usesPrompts(invocation) ? try await invocation.localPrompts(local) : .local
    let tokens: [Int32]
    do {
      tokens = try model.tokenizer.encodePrompt(try text(invocation, local, prompts))
    } catch let error as TokenizerError {
      throw CommandError(
        "\(error)", hint: "a prompt that the model's vocabulary can write", exitCode: .badInput)
    }
    let completion: SampledCompletion
    do {
      let request = SamplingRequest(
        prompt: tokens, seeds: [try invocation.seed()],
        sampling: try local.sampling(invocation.sampling(prompts)), wantsLogProbabilities: true)
      let sampler = model.sampler(threads: 1) { RandomStream.unit(seed: $0, position: $1) }
      guard let first = try sampler.completions(of: [request]).first?.first else { return .failure }
      completion = first
    } catch let error as SamplingError {
      throw CommandError("\(error)", exitCode: .badInput)
    }
    let text = model.tokenizer.text(of: completion)
    if invocation.flag("json") {
      let json: JSONValue = [
        "tokens": JSONValue(completion.tokens.map { JSONValue(Int($0)) }),
        "log_probabilities": JSONValue(completion.logProbabilities.map { JSONValue($0) }),
        "text": JSONValue(text), "finish_reason": JSONValue(completion.finishReason.rawValue),
        "stop": completion.stop.map { JSONValue($0.text) } ?? nil,
        "prompt_tokens": JSONValue(tokens.count),
      ]
      Console.writeLine(json.serialized())
    } else {
      Console.writeLine(text)
    }
    return .success
  }

  /// Whether the text depends on how the model is spoken to.
  private static func usesPrompts(_ invocation: Invocation) -> Bool {
    invocation.flag("chat") || invocation.optionalString("problem") != nil
  }

  /// The text that a folder's model goes on from.
  private static func text(
    _ invocation: Invocation, _ local: LocalModel, _ prompts: ModelPrompts
  ) throws -> String {
    if let statement = invocation.optionalString("problem") {
      return prompts.solve.rendered(statement: statement, prefix: "")
    }
    let prompt = try prompt(invocation)
    guard invocation.flag("chat") else { return prompt }
    do {
      return try invocation.chatTemplate(local).text(turns(invocation, prompt))
    } catch let error as ChatTemplateError {
      throw CommandError.usage("\(error)")
    }
  }

  private static func turns(_ invocation: Invocation, _ prompt: String) -> [Message] {
    (invocation.optionalString("system").map { [Message(.system, $0)] } ?? [])
      + [Message(.user, prompt)]
  }

  /// Asks a server; the reply is printed and not stored.
  private static func served(_ invocation: Invocation) async throws -> ExitCode {
    let model = try await StageModel(invocation, store: nil)
    guard let servers = model.servers else { return .failure }
    let statement = invocation.optionalString("problem")
    let problem = Problem(
      statement: try statement ?? prompt(invocation), gold: "")
    let template: Template
    if statement != nil {
      template = model.prompts.solve
    } else if invocation.flag("chat") {
      template = Template(name: "turns", turns: turns(invocation, "{statement}"))
    } else {
      template = Template(name: "prompt", text: "{statement}")
    }
    let request = Request(
      prompt: Prompt(template: template, problem: problem),
      sampling: try invocation.sampling(model.prompts), purpose: .evaluate, index: 0,
      runSeed: try invocation.seed())
    let completion = try await servers.completion(of: request)
    if invocation.flag("json") {
      let json: JSONValue = [
        "text": JSONValue(completion.text),
        "reasoning": JSONValue(completion.reasoning.map { JSONValue($0) }),
        "finish_reason": JSONValue(completion.finishReason.rawValue),
        "prompt_tokens": JSONValue(completion.promptTokens),
        "completion_tokens": JSONValue(completion.completionTokens),
      ]
      Console.writeLine(json.serialized())
    } else {
      Console.writeLine(completion.text)
    }
    return .success
  }

  private static func prompt(_ invocation: Invocation) throws -> String {
    if let text = invocation.optionalString("prompt") { return text }
    guard let path = invocation.optionalString("prompt-file") else {
      throw CommandError.usage(
        "complete wants a prompt", hint: "--problem TEXT, --prompt TEXT or --prompt-file FILE")
    }
    guard let handle = fopen(path, "r") else {
      throw CommandError(
        "\(path): \(String(cString: strerror(errno)))", exitCode: .missingData)
    }
    defer { fclose(handle) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    while case let count = fread(&buffer, 1, buffer.count, handle), count > 0 {
      bytes.append(contentsOf: buffer[..<count])
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
