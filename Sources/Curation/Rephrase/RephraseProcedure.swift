import Answers
import Corpus
import Evaluation
import Generation

/// What became of one attempt to rephrase a problem.
public struct Rephrasing: Hashable, Sendable {
  /// Why an attempt was dropped.
  public enum Drop: String, Sendable {
    /// The model gave no reply.
    case noReply = "no reply"
    /// The token limit cut the text.
    case truncated
    /// There is no text.
    case empty
    /// The text is the seed problem's.
    case unchanged
    /// The text does not hold the seed's numbers, each as often.
    case numbersDiffer = "numbers differ"
    /// The text, rephrased again in every style, never gives the seed's statement back.
    case roundTrip = "no way back"
    /// No answer came up more often than every other.
    case tie = "no plurality"
    /// Most solutions agree on an answer that is not the seed's.
    case disagrees = "plurality disagrees"
    /// No solution has an answer.
    case unanswered = "no answers"
    /// No answer has more than half of the solutions.
    case noMajority = "no majority"
    /// The statement has no number that could be masked, or each has been.
    case noNumber = "no number to mask"
    /// The text that should state the problem and its answer lacks x or the answer, or asks.
    case noStatement = "no statement"
  }

  /// The new problem; `nil` when there is no text to make one of.
  public let problem: Problem?
  /// Why it was dropped; `nil` when it is kept.
  public let drop: Drop?
  /// Particulars, for a person to read.
  public let detail: String
  /// The solutions of the new problem that were judged.
  public let solutions: [JudgedReply]
}

/// Rephrases a seed problem and keeps the new text only if it still has the seed's answer.
///
/// As MetaMath does (2309.12284, section 3.2), the new text is solved and compared with the seed's
/// answer, but by the plurality of several solutions, so that one lucky or unlucky solution does
/// not decide. Before that, where asked, a text that loses, adds or changes a number written in
/// digits is dropped unsolved: a solver that has learnt what problems are like answers garbled ones well.
/// For the same reason a text can have to lead back: rephrased in every style, one must be the
/// seed's statement, letter for letter.
public struct RephraseProcedure: Procedure {
  private let seed: Problem
  private let variant: Int
  private let settings: RephraseSettings
  private var rephrased: Problem?
  private var isBack = false

  /// Makes the procedure for variant `variant` of a seed problem.
  public init(_ seed: Problem, variant: Int, settings: RephraseSettings) {
    self.seed = seed
    self.variant = variant
    self.settings = settings
  }

  /// The way back and the solutions of a text as long as the seed's.
  public var furtherRequests: [FurtherRequest]? {
    if isBack { return [] }
    if let rephrased {
      return settings.solve.requests(rephrased, count: settings.solutions).map {
        FurtherRequest($0)
      }
    }
    let further = settings.roundTrip ? requestsBack(seed) : []
    return (further + settings.solve.requests(seed, count: settings.solutions)).map {
      FurtherRequest($0, unknownTokens: settings.sampling.maxTokens)
    }
  }

  private func requestsBack(_ problem: Problem) -> [Request] {
    settings.templates.map { template in
      Request(
        prompt: Prompt(template: template, problem: problem), sampling: settings.sampling,
        purpose: .rephrase, index: 0, runSeed: settings.seed)
    }
  }

  /// Asks for the new text, then for its solutions, then decides.
  public mutating func advance(_ replies: [Reply]) -> Move<Rephrasing> {
    if let problem = rephrased {
      if isBack { return .finish(decide(problem, replies)) }
      let texts = replies.compactMap { $0.completion.map { trimmed($0.text) } }
      guard texts.contains(trimmed(seed.statement)) else {
        return .finish(
          Rephrasing(
            problem: problem, drop: .roundTrip, detail: texts.joined(separator: " / "),
            solutions: []))
      }
      isBack = true
      return .ask(settings.solve.requests(problem, count: settings.solutions))
    }
    guard let reply = replies.first else {
      let prompt = Prompt(
        template: settings.template(seed, variant: variant), problem: seed)
      return .ask([
        Request(
          prompt: prompt, sampling: settings.sampling, purpose: .rephrase, index: variant,
          runSeed: settings.seed)
      ])
    }
    guard let completion = reply.completion else { return drop(.noReply) }
    guard completion.finishReason == .stop else { return drop(.truncated, completion.text) }
    let statement = trimmed(completion.text)
    if let reason = Rephrasing.Drop(statement, of: seed) { return drop(reason) }
    if settings.keepsNumbers, numbers(statement) != numbers(seed.statement) {
      return drop(.numbersDiffer, statement)
    }
    let problem = Problem(statement: statement, gold: seed.gold, root: seed.rootKey)
    rephrased = problem
    guard settings.roundTrip else {
      isBack = true
      return .ask(settings.solve.requests(problem, count: settings.solutions))
    }
    return .ask(requestsBack(problem))
  }

  private func drop(_ reason: Rephrasing.Drop, _ detail: String = "") -> Move<Rephrasing> {
    .finish(Rephrasing(problem: nil, drop: reason, detail: detail, solutions: []))
  }

  private func decide(_ problem: Problem, _ replies: [Reply]) -> Rephrasing {
    Plurality(settings.solve.judge.judge(replies, gold: problem.gold)).rephrasing(of: problem)
  }
}

/// The whole numbers that a text writes in digits, sorted.
func numbers(_ text: String) -> [Substring] {
  text.split { !$0.isASCII || !$0.isNumber }.sorted()
}

extension Rephrasing.Drop {
  /// Why a text cannot be a new problem; `nil` where it can.
  init?(_ text: String, of seed: Problem) {
    if text.isEmpty {
      self = .empty
    } else if text == trimmed(seed.statement) {
      self = .unchanged
    } else {
      return nil
    }
  }
}

/// A text without the white space around it.
func trimmed(_ text: String) -> String {
  var (start, end) = (text.startIndex, text.endIndex)
  while start < end, text[start].isWhitespace { start = text.index(after: start) }
  while start < end {
    let last = text.index(before: end)
    guard text[last].isWhitespace else { break }
    end = last
  }
  return String(text[start..<end])
}
