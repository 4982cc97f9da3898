import Answers
import Corpus
import Curation
import Generation
import Testing

@Suite("OmegaPRM's tree")
struct OmegaProcedureTests {
  private let problem = Problem(statement: "2 + 2?", gold: "4")

  private func sample(_ text: String, _ verdict: Verdict, twin: Int = 0) -> InitialSample {
    InitialSample(
      key: ContentKey(hashing: "\(text) \(twin)"), text: text, tokens: 10,
      outcome: RolloutOutcome(verdict))
  }

  private func omega(rollouts: Int = 2, searches: Int = 100) -> OmegaSettings {
    var settings = OmegaSettings()
    settings.rollouts = rollouts
    settings.searches = searches
    return settings
  }

  private func run(
    _ samples: [InitialSample], omega: OmegaSettings, reply: (Request) -> Completion?
  ) -> (result: OmegaResult, asked: [String]) {
    var asked: [String] = []
    let (result, _) = runScripted(
      OmegaProcedure(
        problem, samples: samples, settings: labelSettings(rollouts: 8), omega: omega,
        splitter: StepSplitter(.line))
    ) { request in
      asked.append(request.prompt.prefix?.text ?? "")
      return reply(request)
    }
    return (result, asked)
  }

  @Test("The defaults are the paper's constants")
  func constants() {
    let defaults = OmegaSettings()
    #expect(defaults.alpha == 0.5 && defaults.beta == 0.9 && defaults.length == 500)
    #expect(defaults.exploration == 0.125 && defaults.rollouts == 8 && defaults.searches == 100)
  }

  @Test("Problems whose samples are all right or all wrong are left alone")
  func filter() {
    for verdict in [Verdict.correct, .incorrect] {
      let (result, asked) = run(
        [sample("a\nb\n#### 1", verdict), sample("c\nd\n#### 1", verdict)], omega: omega()
      ) { _ in Ending.correct.completion }
      #expect(asked.isEmpty && result.tree.searches == 0 && result.tree.nodes.count == 1)
    }
  }

  @Test("One wrong rollout is bisected; what its prefixes' rollouts say decides where")
  func bisection() throws {
    // Steps a b c d, answer: the middle of (−1, 4) is 1: "a\nb" lives, then 2: "a\nb\nc" is dead.
    let wrong = sample("a\nb\nc\nd\n#### 5", .incorrect)
    let right = sample("x\n#### 4", .correct)
    let (result, asked) = run([wrong, right], omega: omega()) { request in
      (request.prompt.prefix?.text == "a\nb" ? Ending.correct : .unanswered).completion
    }
    #expect(asked == ["a\nb", "a\nb", "a\nb\nc", "a\nb\nc"])
    let tree = result.tree
    #expect(tree.nodes.map(\.text) == ["", "a\nb", "a\nb\nc"])
    #expect(tree.nodes.map(\.parent) == [nil, 0, 1])
    #expect(tree.nodes.map(\.depth) == [0, 2, 3])
    #expect(
      tree.nodes.map(\.counts) == [
        RolloutCounts(correct: 1, incorrect: 1), RolloutCounts(correct: 2),
        RolloutCounts(unanswered: 2),
      ])
    #expect(tree.nodes.map(\.visits) == [1, 0, 0] && tree.searches == 1)
    let labels = try #require(
      result.labellings.first { $0.completion == wrong.key }?.labels)
    #expect(labels.map(\.step) == [1, 2, 4])
    #expect(labels.map(\.value) == [.positive, .negative, .negative])
    #expect(labels[0].evidence.count == 2 && labels[1].evidence.count == 2)
  }

  @Test("A right solution has labels only for steps that something passes, and none by decree")
  func rightSolution() throws {
    let wrong = sample("a\nb\nc\n#### 5", .incorrect)
    let right = sample("a\nb\ne\n#### 4", .correct)
    let (result, _) = run([wrong, right], omega: omega()) { _ in Ending.incorrect.completion }
    let labels = try #require(
      result.labellings.first { $0.completion == right.key }?.labels)
    // "a\nb" was looked at: two failures, and the wrong sample passes it but was picked. "a" is
    // passed by the wrong sample only, "a\nb\ne" by nothing: both stay without a label.
    #expect(labels.map(\.step).contains(1))
    #expect(labels.first { $0.step == 1 }?.counts == RolloutCounts(incorrect: 2))
    #expect(labels.first { $0.step == 1 }?.value == .negative)
    #expect(!labels.map(\.step).contains(2))
    #expect(labels.last?.reason == "the answer's verdict")
  }

  @Test("No rollout is searched twice, and twins of a text count as one")
  func neverTwice() {
    let samples =
      (0..<3).map { sample("a\nb\n#### 5", .incorrect, twin: $0) } + [sample("x\n#### 4", .correct)]
    let (result, asked) = run(samples, omega: omega()) { _ in Ending.correct.completion }
    // The bisection of "a\nb\n#### 5": steps 0 … 2, the middle of (−1, 2) is 0, then 1.
    #expect(asked == ["a", "a", "a\nb", "a\nb"])
    #expect(result.tree.searches == 1 && result.tree.nodes[0].visits == 1)
    #expect(result.tree.nodes[0].counts == RolloutCounts(correct: 1, incorrect: 3))
  }

  @Test("Rollouts of new prefixes enter the pool and are searched, up to the limit")
  func pool() {
    let samples = [sample("a\nb\nc\n#### 5", .incorrect), sample("x\n#### 4", .correct)]
    // Of each pair of rollouts one is right and one is wrong over two more steps.
    let reply: (Request) -> Completion? = { request in
      request.index == 0
        ? Ending.correct.completion
        : completion("\n\(request.prompt.prefix?.text.utf8.count ?? 0)p\nq\n#### 5")
    }
    for limit in [1, 3, 7] {
      let (result, asked) = run(samples, omega: omega(searches: limit), reply: reply)
      #expect(result.tree.searches == limit)
      #expect(result.tree.nodes.reduce(0) { $0 + $1.visits } == limit)
      #expect(Set(asked).count == result.tree.nodes.count - 1)
      #expect(asked.count == 2 * (result.tree.nodes.count - 1))
      for (index, node) in result.tree.nodes.enumerated().dropFirst() {
        let parent = result.tree.nodes[node.parent ?? index]
        #expect(node.text.hasPrefix(parent.text) && node.text != parent.text)
        #expect(node.depth > parent.depth)
      }
    }
  }

  @Test("The rollout with the highest α^(1 − MC)·β^(len/L) + c·√ΣN/(1 + N) is picked first")
  func priority() {
    // Both hang from the root, so the shorter one has the higher Q.
    let long = InitialSample(
      key: ContentKey(hashing: "long"), text: "l\nm\nn\n#### 5", tokens: 400,
      outcome: RolloutOutcome(.incorrect))
    let short = InitialSample(
      key: ContentKey(hashing: "short"), text: "s\nt\nu\n#### 5", tokens: 20,
      outcome: RolloutOutcome(.incorrect))
    let (_, asked) = run(
      [long, short, sample("x\n#### 4", .correct)], omega: omega(searches: 1)
    ) { _ in Ending.correct.completion }
    #expect(asked.first == "s\nt")
  }
}
