import Answers
import Corpus
import Generation
import Testing

@testable import Curation

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
    _ samples: [InitialSample], solutions: [SolutionToLabel]? = nil, omega: OmegaSettings,
    threshold: Int = 1, reply: (Request) -> Completion?
  ) -> (result: OmegaResult, asked: [String]) {
    var asked: [String] = []
    let (result, _) = runScripted(
      OmegaProcedure(
        problem, samples: samples, solutions: solutions,
        settings: labelSettings(rollouts: 8, threshold: threshold), omega: omega,
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

  @Test(
    "Rollouts of prefixes that were searched less go first: U, computed by hand",
    arguments: [(0.125, "l\nm"), (0, "z\nt")])
  func exploration(constant: Double, third: String) {
    // MC of the problem is 1/3. First "s" (Q .62996·.9^.04 = .62732) is searched at "s\nt", of whose
    // rollouts one is right and "l\nm\nn" is wrong, with 1,000 tokens: Q = .70711·.9² = .57276. The
    // other sample "z" has 400: Q = .62996·.9^.8 = .57904, the higher one. With ΣN = 1, U is
    // .125·1/(1 + 1) = .0625 for the problem, which was searched once, and .125 for "s\nt":
    // .64154 < .69776.
    let short = InitialSample(
      key: ContentKey(hashing: "short"), text: "s\nt\nu\n#### 5", tokens: 20,
      outcome: RolloutOutcome(.incorrect))
    let long = InitialSample(
      key: ContentKey(hashing: "long"), text: "z\nt\nu\n#### 5", tokens: 400,
      outcome: RolloutOutcome(.incorrect))
    var settings = omega(searches: 2)
    settings.exploration = constant
    let (result, asked) = run(
      [short, long, sample("x\n#### 4", .correct)], omega: settings
    ) { request in
      guard request.prompt.prefix?.text == "s\nt" else { return Ending.incorrect.completion }
      return request.index == 0
        ? Ending.correct.completion : completion("\nl\nm\nn\n#### 5", tokens: 1000)
    }
    let prefixes = asked.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
    // The bisection of the first one: "s\nt" lives, "s\nt\nu" is dead.
    #expect(prefixes.prefix(2) == ["s\nt", "s\nt\nu"])
    #expect(prefixes.dropFirst(2).first?.hasSuffix(third) == true)
    #expect(result.tree.nodes[0].visits == (constant == 0 ? 2 : 1))
  }

  @Test("Q + U by hand: α^(1 − MC)·β^(len/L) + c·√ΣN/(1 + N)")
  func formula() {
    let settings = OmegaSettings()
    // .5^.25·.9^.5 + .125·√4/3 = .840896·.948683 + .083333
    let found = settings.priority(share: 0.75, tokens: 250, visits: 2, allVisits: 4)
    #expect(abs(found - (0.7977442 + 0.0833333)) < 1e-6)
    // .5·.9² + .125·√9/1 = .405 + .375
    #expect(abs(settings.priority(share: 0, tokens: 1000, visits: 0, allVisits: 9) - 0.78) < 1e-12)
    // Before any search U is 0.
    #expect(settings.priority(share: 1, tokens: 0, visits: 0, allVisits: 0) == 1)
  }

  @Test(
    "Bisection goes by MC > 0 whatever the threshold; the threshold makes the labels",
    arguments: [(1, LabelValue.positive), (2, .negative)])
  func threshold(threshold: Int, value: LabelValue) throws {
    let wrong = sample("a\nb\nc\nd\n#### 5", .incorrect)
    let (result, asked) = run(
      [wrong, sample("x\n#### 4", .correct)], omega: omega(searches: 1), threshold: threshold
    ) { request in
      (request.prompt.prefix?.text == "a\nb" && request.index == 0 ? Ending.correct : .incorrect)
        .completion
    }
    #expect(asked == ["a\nb", "a\nb", "a\nb\nc", "a\nb\nc"])
    let labels = try #require(result.labellings.first { $0.completion == wrong.key }?.labels)
    #expect(labels.map(\.step) == [1, 2, 4])
    #expect(labels.map(\.value) == [value, .negative, .negative])
  }

  @Test(
    "Where no rollout of a prefix is a trial the search ends, and its step is abstained from",
    arguments: [Ending.cut, .undecided, .missing])
  func nothingSaid(ending: Ending) throws {
    let wrong = sample("a\nb\nc\nd\n#### 5", .incorrect)
    let (result, asked) = run([wrong, sample("x\n#### 4", .correct)], omega: omega()) { _ in
      ending.completion
    }
    #expect(asked == ["a\nb", "a\nb"])
    #expect(result.tree.searches == 1 && result.tree.nodes[1].counts.trials == 0)
    #expect(result.missing == (ending == .missing ? 2 : 0))
    #expect(result.rollouts.count == 2 - result.missing)
    let labels = try #require(result.labellings.first { $0.completion == wrong.key }?.labels)
    #expect(labels.map(\.step) == (ending == .missing ? [4] : [1, 4]))
    #expect(ending == .missing || labels[0].value == .abstain)
  }

  @Test("A trial that fails sends the search left, and a cut one beside it leaves its step open")
  func partlyCut() throws {
    let wrong = sample("a\nb\nc\nd\n#### 5", .incorrect)
    let (result, asked) = run([wrong, sample("x\n#### 4", .correct)], omega: omega()) {
      ($0.index == 0 ? Ending.cut : .incorrect).completion
    }
    #expect(asked == ["a\nb", "a\nb", "a", "a"])
    let labels = try #require(result.labellings.first { $0.completion == wrong.key }?.labels)
    #expect(labels.map(\.value) == [.abstain, .abstain, .negative])
    #expect(labels[0].counts == RolloutCounts(incorrect: 1, undetermined: 1))
  }

  @Test(
    "Another author's solution is searched, is no evidence, and is taken up where the next step starts",
    arguments: [false, true])
  func foreign(startsAtNextStep: Bool) throws {
    let text = "a\nb\nc\nd\n#### 5"
    let foreign = SolutionToLabel(
      problem: problem, completion: ContentKey(hashing: "foreign"), text: text,
      steps: StepSplitter(.line).contentRanges(text), verdict: .incorrect,
      startsAtNextStep: startsAtNextStep)
    let samples = [sample("x\n#### 4", .correct), sample("y #### 5", .incorrect)]
    let (result, asked) = run(samples, solutions: [foreign], omega: omega()) { request in
      let isEarly = request.prompt.prefix?.text.hasPrefix("a\nb\nc") == false
      return completion((startsAtNextStep ? "" : "\n") + "#### \(isEarly ? 4 : 5)")
    }
    let end = startsAtNextStep ? "\n" : ""
    #expect(asked == ["a\nb", "a\nb", "a\nb\nc", "a\nb\nc"].map { $0 + end })
    // The root's counts are the completer's samples alone.
    #expect(result.tree.nodes[0].counts == RolloutCounts(correct: 1, incorrect: 1))
    #expect(result.labellings.map(\.completion) == [foreign.completion])
    let labels = result.labellings[0].labels
    #expect(labels.map(\.step) == [1, 2, 4])
    #expect(labels.map(\.value) == [.positive, .negative, .negative])
    #expect(labels[0].counts == RolloutCounts(correct: 2))
  }

  @Test("Every labelling knows the shortest right rollout of its own prefixes")
  func shortest() throws {
    let wrong = sample("a\nb\nc\nd\n#### 5", .incorrect)
    // The right sample passes "a\nb" with four steps to go; one of its rollouts has two.
    let right = sample("a\nb\ne\nf\ng\n#### 4", .correct)
    let (result, _) = run([wrong, right], omega: omega()) { request in
      guard request.prompt.prefix?.text == "a\nb" else { return Ending.incorrect.completion }
      return completion(request.index == 0 ? "\nh\n#### 4" : "\nh\ni\n#### 4")
    }
    // The wrong one's first step is passed by the right sample too, with five to go.
    for (key, shortest) in [(wrong.key, [0: 5, 1: 2]), (right.key, [1: 2])] {
      let labelling = try #require(result.labellings.first { $0.completion == key })
      #expect(labelling.shortest == shortest)
    }
  }
}
