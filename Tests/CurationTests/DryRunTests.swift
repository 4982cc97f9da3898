import Corpus
import Curation
import Generation
import Storage
import Testing

@Suite("What a dry run bounds")
struct DryRunTests {
  /// A generator that charges every request with its prompt, a token for each byte, as a local model
  /// with the smallest vocabulary does; or those of one prompt together.
  private static func generator(
    _ choicesPerCall: Int,
    text: @escaping @Sendable (Request) -> String? = { request in
      guard case .completion(let reply) = ScriptedCuration.reply(request) else { return nil }
      return reply.text
    }
  ) -> ScriptedGenerator {
    ScriptedGenerator(width: 4, choicesPerCall: choicesPerCall) { request in
      guard let text = text(request) else { return .failed(reason: "no reply") }
      let prompt = request.prompt.text.utf8.count
      let isCharged = request.index % choicesPerCall == 0
      return .completion(
        Completion(
          text: text, promptTokens: prompt, chargedPromptTokens: isCharged ? prompt : 0,
          completionTokens: 3 + request.index, finishReason: .stop))
    }
  }

  private struct Taken: Hashable {
    var requests: Int64
    var prompt: Int64
    var generated: Int64
  }

  private func taken(_ curation: ScriptedCuration) async throws -> Taken {
    let row = try await curation.table(
      """
      SELECT count(*), coalesce(sum(coalesce(charged_prompt_tokens, prompt_tokens)), 0),
        coalesce(sum(completion_tokens), 0) FROM completion
      """)[0]
    let numbers = row.map { value in
      if case .integer(let number) = value { number } else { Int64(-1) }
    }
    return Taken(requests: numbers[0], prompt: numbers[1], generated: numbers[2])
  }

  private func estimate(
    _ curation: ScriptedCuration, _ work: (ScriptedCuration) async throws -> Void
  ) async throws -> WorkEstimate {
    let survey = WorkSurvey()
    var surveyed = curation
    surveyed.survey = survey
    let before = try await taken(curation)
    try await work(surveyed)
    #expect(try await taken(curation) == before)
    return try await survey.estimate(
      stage: "label", price: TokenPrice(prompt: 1, completion: 1), store: curation.store)
  }

  /// Checks an estimate against what was then taken.
  private func expect(_ estimate: WorkEstimate, bounds taken: Taken, since before: Taken) throws {
    let requests = estimate.parts.reduce(0) { $0 + $1.open.requests + $1.following.requests }
    #expect(requests >= taken.requests - before.requests && taken.requests > before.requests)
    let (prompt, generated) = (taken.prompt - before.prompt, taken.generated - before.generated)
    #expect(try #require(estimate.promptTokens.most) >= Double(prompt))
    #expect(try #require(estimate.completionTokens.most) >= Double(generated))
    #expect(try #require(estimate.money?.most) >= Double(prompt + generated) / 1e6)
  }

  @Test(
    "A labelling takes no more requests, tokens and money than its dry run said",
    arguments: [
      (LabelMethod.mathShepherd, 1), (.mathShepherd, 8), (.sequential, 1), (.adaptive, 8),
      (.binary, 1), (.advantage, 8), (.changePoint, 1),
    ])
  func labelling(method: LabelMethod, choicesPerCall: Int) async throws {
    let curation = try await ScriptedCuration(
      problems: 4, generator: Self.generator(choicesPerCall))
    try await curation.sample(4)
    let before = try await taken(curation)
    let estimate = try await estimate(curation) { try await $0.label(method, rollouts: 8) }
    try await curation.label(method, rollouts: 8)
    try expect(estimate, bounds: try await taken(curation), since: before)
    if method == .mathShepherd {
      // All is asked at once, so that the prompts are known but for what a server charges.
      let prompt = try await taken(curation).prompt - before.prompt
      #expect(estimate.parts[0].open.promptSize == Int(prompt))
    }
  }

  @Test("A pilot's rollouts are part of what is bounded, and are counted once")
  func pilot() async throws {
    // A wrong solution is lost at a step, and no rollout from there on is right.
    let generator = Self.generator(1) { request in
      let gold = Int(request.prompt.problem.gold) ?? 0
      let bits = request.prompt.textKey.low >> UInt64(request.index)
      if request.purpose == .rollout {
        let isLost = request.prompt.text.contains("lost")
        return "\n#### \(isLost || bits % 3 == 0 ? gold + 1 : gold)"
      }
      let first = Int(bits % 5)
      let steps = (0..<4).map { $0 < first ? "step \($0)" : "lost \($0) \(request.index)" }
      return "\n" + steps.joined(separator: "\n") + "\n#### \(first == 4 ? gold : gold + 1)"
    }
    let curation = try await ScriptedCuration(problems: 40, generator: generator)
    try await curation.sample(6)
    let before = try await taken(curation)
    let stage = curation.labelStage(.changePoint, rollouts: 2)
    let selection = curation.selection(true)
    let estimate = try await estimate(curation) { surveyed in
      let stage = surveyed.labelStage(.changePoint, rollouts: 2)
      let stored = try await stage.surveyPilot(selection, leastProblems: 1)
      #expect(stored == nil)
      _ = try await stage.run(selection)
    }
    let prior = try await stage.pilotPrior(selection, leastProblems: 1).prior
    let pilot = try await taken(curation)
    // Everything that the pilot asks would be asked; the search asks further.
    #expect(estimate.parts[0].open.requests >= Int(pilot.requests - before.requests))
    _ = try await stage.run(selection)
    try expect(estimate, bounds: try await taken(curation), since: before)
    let known = try await self.estimate(curation) { surveyed in
      let stage = surveyed.labelStage(.changePoint, rollouts: 2)
      let stored = try await stage.surveyPilot(selection)
      #expect(stored == prior)
    }
    #expect(known.parts.isEmpty)
  }

  @Test("Rephrasing takes no more than its dry run said, though no text is known yet")
  func rephrasing() async throws {
    let curation = try await ScriptedCuration(problems: 8, generator: Self.generator(1))
    let before = try await taken(curation)
    let estimate = try await estimate(curation) { try await $0.rephrase() }
    try await curation.rephrase()
    try expect(estimate, bounds: try await taken(curation), since: before)
  }
}
