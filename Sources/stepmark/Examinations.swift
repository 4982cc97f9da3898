import Corpus
import Curation
import Generation
import JSON
import Storage
import Terminal

/// One thing that was looked at, and whether it is as it should be.
typealias Check = (name: String, isGood: Bool, detail: String)

/// What a served model is examined for.
struct ServerExamination {
  private let address: ServerAddress
  private let invocation: Invocation

  init(_ address: ServerAddress, _ invocation: Invocation) {
    (self.address, self.invocation) = (address, invocation)
  }

  /// Looks at everything, and keeps it where a store is named.
  func checks() async throws -> [Check] {
    let model = try await StageModel(invocation, store: nil)
    guard let servers = model.servers else { return [] }
    let who = address.urls.joined(separator: ", ") + " answers as \(address.name)"
    var checks: [Check] = [("model", true, who)]
    let extra = try invocation.extra()
    let template = model.prompts.rollout
    for (server, url) in address.urls.enumerated() {
      let findings = try await servers.findings(extra: extra, server: server)
      let prefix = address.urls.count > 1 ? url + ": " : ""
      for line in findings.lines { checks.append(("server", true, prefix + line)) }
      let result = try await continuation(servers, model.prompts, template, extra, server)
      checks.append(result.check(template, prefix: prefix))
      try await result.keep(
        findings: findings.json, of: servers.model, template: template, invocation)
    }
    return checks
  }

  private func continuation(
    _ servers: HTTPGenerator, _ prompts: ModelPrompts, _ template: Template, _ extra: String,
    _ server: Int
  ) async throws -> ContinuationCheck.Result {
    let stop = prompts.solveStop
    let check = ContinuationCheck(template: template) { prompt, limit in
      try Interrupt.check()
      return try await servers.greedyText(
        prompt, stop: stop, maxTokens: limit, extra: extra, server: server)
    }
    return try await check.runShown()
  }
}

/// What a model folder is examined for.
enum LocalExamination {
  /// Whether the local engine goes on from inside its solutions as they went on.
  static func check(_ model: LocalModel, _ invocation: Invocation) async throws -> Check {
    let generator = LocalGenerator(model, threads: 1)
    let template = LocalPrompts.solve
    let check = ContinuationCheck(template: template) { prompt, limit in
      try Interrupt.check()
      let request = Request(
        prompt: prompt, sampling: Sampling(temperature: 0, maxTokens: limit), purpose: .evaluate,
        index: 0, runSeed: 0)
      guard case .completion(let completion) = try await generator.result(of: request) else {
        return nil
      }
      return GreedyText(text: completion.text, isWhole: completion.finishReason == .stop)
    }
    let result = try await check.runShown()
    try await result.keep(findings: [:], of: model.identity, template: template, invocation)
    return result.check(template, prefix: "")
  }
}

extension ContinuationCheck {
  /// Runs with a progress line.
  fileprivate func runShown() async throws -> Result {
    let line = ProgressLine("doctor", total: Self.problems.count)
    defer { line.finish() }
    return try await run { line.update(done: $0) }
  }
}

extension ContinuationCheck.Result {
  fileprivate func check(_ template: Template, prefix: String) -> Check {
    guard let share else {
      return (
        "continuation", false,
        prefix + "no greedy solution with \(template.name) has two steps to go on from"
      )
    }
    var text =
      prefix + "\(Quantity.percent(share)) of \(prefixes) prefixes (\(template.name)) go on as the "
      + "greedy solution did"
    if silent > 0 { text += ", \(silent) more stand before a near tie and say nothing" }
    if !hasMargins {
      text += "; without log-probabilities the first \(ContinuationCheck.blindTokens) tokens count"
    }
    if !isProved {
      text +=
        "; \(Quantity.percent(ContinuationCheck.leastShare, decimals: 0)) are wanted: "
        + "another --template may do"
    }
    if let example, !isProved { text += "; " + example }
    return ("continuation", isProved, text)
  }

  /// Keeps what was found with the model, where a store is named.
  fileprivate func keep(
    findings: JSONValue, of model: ModelIdentity, template: Template, _ invocation: Invocation
  ) async throws {
    guard let path = invocation.optionalString("store") else { return }
    var members = (try? findings.object()) ?? []
    members += [
      JSONMember("silent_prefixes", JSONValue(silent)),
      JSONMember("compared_bytes", JSONValue(comparedBytes)),
      JSONMember("has_margins", JSONValue(hasMargins)),
    ]
    let examination = Examination(
      template: template.name, prefixes: prefixes, reproduced: reproduced,
      findings: JSONValue(members).serialized(), time: timeStamp())
    let store = try Store(path: path, access: .write)
    try await store.write { (store) throws(DatabaseError) in
      try store.record(examination, of: model)
    }
  }
}
