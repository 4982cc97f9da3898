import Answers
import Corpus
import Evaluation
import Generation

/// Turns a problem round: its answer is given, a number of it is asked for.
///
/// The gold answer of the new problem is the masked number, which is known for certain. `fobar`
/// (2308.07758) puts the answer and the question behind the masked problem and asks no model for
/// it; `self-verification` (2212.09561) lets the model state the masked problem with its answer.
/// The attempts of a problem mask its numbers in turn. As with every new problem, the plurality of
/// its solutions must find the gold answer: a number that nothing depends on cannot be found.
public struct BackwardProcedure: Procedure {
  private let seed: Problem
  private let variant: Int
  private let settings: RephraseSettings
  private var masked: MaskedNumber?
  private var turned: Problem?

  /// Makes the procedure for variant `variant` of a seed problem.
  public init(_ seed: Problem, variant: Int, settings: RephraseSettings) {
    self.seed = seed
    self.variant = variant
    self.settings = settings
  }

  /// The solutions of a text as long as the seed's.
  public var furtherRequests: [FurtherRequest]? {
    guard turned == nil else { return [] }
    return settings.solve.requests(seed, count: settings.solutions).map {
      FurtherRequest($0, unknownTokens: settings.sampling.maxTokens)
    }
  }

  /// Makes the new problem, asks for its solutions, then decides.
  public mutating func advance(_ replies: [Reply]) -> Move<Rephrasing> {
    if let problem = turned {
      let judged = settings.solve.judge.judge(replies, gold: problem.gold)
      return .finish(Plurality(judged).rephrasing(of: problem))
    }
    if let masked { return take(replies.first?.completion, masked) }
    let numbers = MaskedNumber.all(in: seed.statement)
    guard variant < numbers.count else { return drop(.noNumber) }
    let masked = numbers[(Int(seed.key.low % UInt64(numbers.count)) + variant) % numbers.count]
    self.masked = masked
    let template = settings.template(seed, variant: variant)
    let places = ["statement": masked.statement, "answer": seed.gold]
    guard settings.method == .selfVerification else {
      return solve(template.rendered(statement: "", prefix: "", places: places), masked)
    }
    return .ask([
      Request(
        prompt: Prompt(template: template, problem: seed, places: places),
        sampling: settings.sampling, purpose: .rephrase, index: variant, runSeed: settings.seed)
    ])
  }

  /// Takes the statement that the model wrote.
  private mutating func take(
    _ completion: Completion?, _ masked: MaskedNumber
  ) -> Move<Rephrasing> {
    guard let completion else { return drop(.noReply) }
    guard completion.finishReason == .stop else { return drop(.truncated, completion.text) }
    let text = trimmed(completion.text)
    if let reason = Rephrasing.Drop(text, of: seed) { return drop(reason) }
    let words = text.split { !$0.isLetter && !$0.isNumber }
    let given = numbers(seed.gold)
    let found = numbers(text)
    guard words.contains("x"), !text.contains("?"), given.allSatisfy({ found.contains($0) }) else {
      return drop(.noStatement, text)
    }
    // The masked number must not be worked out, and no other may be lost.
    let wanted = numbers(masked.statement)
    guard !settings.keepsNumbers || (wanted + given).sorted() == found else {
      return drop(.numbersDiffer, text)
    }
    let question = settings.question ?? settings.templates[0]
    return solve(question.rendered(statement: text, prefix: ""), masked)
  }

  private mutating func solve(_ statement: String, _ masked: MaskedNumber) -> Move<Rephrasing> {
    let problem = Problem(statement: statement, gold: masked.value, root: seed.rootKey)
    turned = problem
    return .ask(settings.solve.requests(problem, count: settings.solutions))
  }

  private func drop(_ reason: Rephrasing.Drop, _ detail: String = "") -> Move<Rephrasing> {
    .finish(Rephrasing(problem: nil, drop: reason, detail: detail, solutions: []))
  }
}
