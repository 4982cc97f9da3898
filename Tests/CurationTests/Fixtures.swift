import Answers
import Corpus
import Curation
import Generation
import Storage
import Synchronization

let steps4 = "a\nb\nc\n#### 4"
let plain = Template(name: "plain", text: "{statement}|{prefix}")

/// A solution text as a completion.
func completion(
  _ text: String, finish: FinishReason = .stop, tokens: Int = 3
) -> Completion {
  Completion(text: text, promptTokens: 5, completionTokens: tokens, finishReason: finish)
}

/// How a scripted rollout ends.
enum Ending: CaseIterable {
  case correct, incorrect, unanswered, cut, undecided, missing

  /// The completion that ends so, for a problem whose gold answer is 4.
  var completion: Completion? {
    switch self {
    case .correct: CurationTests.completion("\n#### 4")
    case .incorrect: CurationTests.completion("\n#### 5")
    case .unanswered: CurationTests.completion("\nno idea")
    case .cut: CurationTests.completion("\nand so", finish: .length)
    case .undecided: CurationTests.completion("\n#### \\frac{4")
    case .missing: nil
    }
  }
}

/// A solution of "2 + 2?" with one step a line.
func solution(_ text: String = steps4, verdict: Verdict = .correct) -> SolutionToLabel {
  SolutionToLabel(
    problem: Problem(statement: "2 + 2?", gold: "4"), completion: ContentKey(hashing: text),
    text: text, steps: StepSplitter(.line).ranges(text), verdict: verdict)
}

func labelSettings(
  rollouts: Int, threshold: Int = 1, temperature: Double = 1, seed: UInt64 = 1
) -> LabelSettings {
  LabelSettings(
    template: plain, sampling: Sampling(temperature: temperature, maxTokens: 50),
    rollouts: rollouts, rule: RolloutRule(threshold: threshold), judge: .standard, seed: seed)
}

/// The step that a rollout's request goes on from, counted from 0, for texts of one step a line.
func stepOf(_ request: Request) -> Int {
  let prefix = request.prompt.prefix?.text ?? ""
  return StepSplitter(.line).ranges(prefix).count - 1
}

/// A generator that delivers each group's replies in another order than they were asked.
///
/// The same replies as a `ScriptedGenerator`'s, so that whatever is exported must be the same.
final class ReorderingGenerator: Generator {
  let model: ModelIdentity
  let width: Int
  private let seed: UInt64
  private let reply: @Sendable (Request) -> Delivery.Result

  init(
    name: String = "script", kind: ModelIdentity.Kind = .scripted, width: Int, seed: UInt64,
    reply: @escaping @Sendable (Request) -> Delivery.Result
  ) {
    model = ModelIdentity(name: name, kind: kind)
    self.width = width
    self.seed = seed
    self.reply = reply
  }

  func serve(
    _ requests: AsyncStream<[KeyedRequest]>, deliver: @escaping @Sendable ([Delivery]) -> Void
  ) async throws(GenerationError) {
    var stream = RandomStream(seed: seed, "order")
    for await group in requests {
      for item in group.shuffled(using: &stream) {
        deliver([Delivery(request: item, result: reply(item.request))])
      }
    }
  }
}

/// Math-Shepherd's search of a solution.
func mathShepherd(_ solution: SolutionToLabel, settings: LabelSettings) -> SearchProcedure {
  SearchProcedure(
    solution, settings: settings,
    search: MathShepherdSearch(
      solution.outline(usesArithmetic: false), rollouts: settings.rollouts, rule: settings.rule))
}

/// The sequential search of a solution.
func sequential(_ solution: SolutionToLabel, settings: LabelSettings) -> SearchProcedure {
  SearchProcedure(
    solution, settings: settings,
    search: SequentialSearch(
      solution.outline(usesArithmetic: false), rollouts: settings.rollouts, rule: settings.rule))
}
