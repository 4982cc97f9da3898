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
      let first = Int(seed.key.low % UInt64(settings.templates.count))
      let template = settings.templates[(first + variant) % settings.templates.count]
      let prompt = Prompt(template: template, problem: seed)
      return .ask([
        Request(
          prompt: prompt, sampling: settings.sampling, purpose: .rephrase, index: variant,
          runSeed: settings.seed)
      ])
    }
    guard let completion = reply.completion else { return drop(.noReply) }
    guard completion.finishReason == .stop else { return drop(.truncated, completion.text) }
    let statement = trimmed(completion.text)
    if statement.isEmpty { return drop(.empty) }
    if statement == trimmed(seed.statement) { return drop(.unchanged) }
    if settings.keepsNumbers, numbers(statement) != numbers(seed.statement) {
      return drop(.numbersDiffer, statement)
    }
    let problem = Problem(statement: statement, gold: seed.gold, root: seed.rootKey)
    rephrased = problem
    guard settings.roundTrip else {
      isBack = true
      return .ask(settings.solve.requests(problem, count: settings.solutions))
    }
    return .ask(
      settings.templates.map { template in
        Request(
          prompt: Prompt(template: template, problem: problem), sampling: settings.sampling,
          purpose: .rephrase, index: 0, runSeed: settings.seed)
      })
  }

  private func drop(_ reason: Rephrasing.Drop, _ detail: String = "") -> Move<Rephrasing> {
    .finish(Rephrasing(problem: nil, drop: reason, detail: detail, solutions: []))
  }

  private func decide(_ problem: Problem, _ replies: [Reply]) -> Rephrasing {
    let judged = settings.solve.judge.judge(replies, gold: problem.gold)
    var votes: [String: (count: Int, verdict: Verdict, answer: String)] = [:]
    for solution in judged where solution.finish == .stop {
      guard let key = solution.voteKey else { continue }
      votes[key, default: (0, solution.verdict, solution.answer ?? key)].count += 1
    }
    // By count, then by text: the order of a dictionary differs from process to process.
    let ranked = votes.values.sorted { ($1.count, $0.answer) < ($0.count, $1.answer) }
    let tally = ranked.prefix(3).map { "\($0.count) of \(judged.count) say \($0.answer)" }
      .joined(separator: ", ")
    let detail = tally + "; the seed's answer is \(problem.gold)"
    let reason: Rephrasing.Drop? =
      if ranked.isEmpty {
        .unanswered
      } else if ranked.count > 1, ranked[0].count == ranked[1].count {
        .tie
      } else if ranked[0].verdict != .correct {
        .disagrees
      } else {
        nil
      }
    return Rephrasing(problem: problem, drop: reason, detail: detail, solutions: judged)
  }
}

/// How problems are rephrased.
public struct RephraseSettings: Sendable {
  /// The templates that ask for another wording; the attempts of a problem take them in turn,
  /// from one that its content decides.
  public let templates: [Template]
  /// How the wording is sampled.
  public let sampling: Sampling
  /// How its solutions are sampled and judged.
  public let solve: SolveSettings
  /// How many solutions vote.
  public let solutions: Int
  /// Whether a text must hold the seed's numbers, those written in digits, each as often.
  public let keepsNumbers: Bool
  /// Whether a text must lead back to the seed's statement by one of the templates.
  public let roundTrip: Bool
  /// The run's seed.
  public let seed: UInt64

  /// Makes settings.
  public init(
    templates: [Template], sampling: Sampling, solve: SolveSettings, solutions: Int = 8,
    keepsNumbers: Bool = false, roundTrip: Bool = false, seed: UInt64
  ) {
    precondition(!templates.isEmpty, "rephrasing needs a template")
    self.templates = templates
    self.sampling = sampling
    self.solve = solve
    self.solutions = solutions
    self.keepsNumbers = keepsNumbers
    self.roundTrip = roundTrip
    self.seed = seed
  }

  /// The identity of everything that decides the result.
  var key: ContentKey {
    var hasher = ContentHasher("rephrase settings")
    for template in templates { hasher.add(template.key) }
    hasher.add(sampling.key)
    hasher.add(solve.key)
    hasher.add(solutions)
    hasher.add(keepsNumbers ? 1 : 0)
    hasher.add(roundTrip ? 1 : 0)
    hasher.add(seed)
    return hasher.key
  }
}

/// The whole numbers that a text writes in digits, sorted.
private func numbers(_ text: String) -> [Substring] {
  text.split { !$0.isASCII || !$0.isNumber }.sorted()
}

/// A text without the white space around it.
func trimmed(_ text: String) -> String {
  let isSpace: (Character) -> Bool = { $0.isWhitespace }
  return String(text.drop(while: isSpace).reversed().drop(while: isSpace).reversed())
}
