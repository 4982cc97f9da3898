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
      as it is.
      """,
    examples: [
      Example(
        "stepmark complete --model models/base --temperature 0 --problem \"Tom has 3 pens. …\"",
        "solve a problem greedily")
    ],
    options: [
      CommonOptions.model, .value("prompt", "TEXT", "the prompt as it is sent"),
      .value("prompt-file", "FILE", "a file that holds the prompt"),
      .value("problem", "TEXT", "a problem's statement"),
      .value("max-tokens", "N", "the most tokens", default: "200"),
      CommonOptions.temperature, CommonOptions.seed, CommonOptions.threads, CommonOptions.json,
    ] + ServerOptions.identity + ServerOptions.use.filter { !$0.name.hasPrefix("price-") }
  ) { invocation in
    if try invocation.serverAddress() != nil { return try await served(invocation) }
    try invocation.refuseServerOptions()
    let model = try invocation.localModel().model
    let tokens: [Int32]
    do {
      tokens = try model.tokenizer.encodePrompt(try prompt(invocation))
    } catch let error as TokenizerError {
      throw CommandError(
        "\(error)", hint: "a prompt that the model's vocabulary can write", exitCode: .badInput)
    }
    let sampler = model.sampler(threads: 1) { RandomStream.unit(seed: $0, position: $1) }
    let request = SamplingRequest(
      prompt: tokens, seeds: [try invocation.seed()],
      sampling: Transformer.Sampling(
        temperature: try invocation.double("temperature", in: 0...),
        maximumTokens: try invocation.int("max-tokens", in: 1...),
        stopTokens: model.endTokens),
      wantsLogProbabilities: true)
    let completion: SampledCompletion
    do {
      guard let first = try sampler.completions(of: [request]).first?.first else { return .failure }
      completion = first
    } catch {
      throw CommandError("\(error)", exitCode: .badInput)
    }
    let text = model.tokenizer.decode(completion.content)
    if invocation.flag("json") {
      let json: JSONValue = [
        "tokens": JSONValue(completion.tokens.map { JSONValue(Int($0)) }),
        "log_probabilities": JSONValue(completion.logProbabilities.map { JSONValue($0) }),
        "text": JSONValue(text), "finish_reason": JSONValue(completion.finishReason.rawValue),
        "prompt_tokens": JSONValue(tokens.count),
      ]
      Console.writeLine(json.serialized())
    } else {
      Console.writeLine(text)
    }
    return .success
  }

  /// Asks a server; the reply is printed and not stored.
  private static func served(_ invocation: Invocation) async throws -> ExitCode {
    let model = try await StageModel(invocation, store: nil)
    guard let servers = model.servers else { return .failure }
    let statement = invocation.optionalString("problem")
    let problem = Problem(
      statement: try statement ?? prompt(invocation), gold: "")
    let template =
      statement == nil ? Template(name: "prompt", text: "{statement}") : model.prompts.solve
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
    if let statement = invocation.optionalString("problem") {
      return LocalPrompts.solve.rendered(statement: statement, prefix: "")
    }
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
