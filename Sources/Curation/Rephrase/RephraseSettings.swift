import Corpus
import Evaluation

/// What new problem is made of a seed problem.
public enum RephraseMethod: String, Sendable, CaseIterable {
  /// The same problem in other words (MetaMath, 2309.12284).
  case rephrase
  /// Another problem of the same kind, whose answer most of its solutions agree on (2406.14532).
  case similar
  /// The problem with its answer and a number masked, which is asked for (FOBAR, 2308.07758).
  case fobar
  /// The same as a statement (self-verification, 2212.09561), as MetaMath augments with it.
  case selfVerification = "self-verification"

  /// The task of the templates that the method needs.
  public var task: PromptTask {
    switch self {
    case .rephrase: .rephrase
    case .similar: .similar
    case .fobar: .fobar
    case .selfVerification: .selfVerification
    }
  }
}

/// How problems are rephrased.
public struct RephraseSettings: Sendable {
  /// What is made of a seed problem.
  public let method: RephraseMethod
  /// The templates that ask for the new text, or for `fobar` those that are the new text.
  ///
  /// The attempts of a problem take them in turn, from one that its content decides.
  public let templates: [Template]
  /// Puts the question after a statement; for `self-verification`.
  public let question: Template?
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
    method: RephraseMethod = .rephrase, templates: [Template], question: Template? = nil,
    sampling: Sampling, solve: SolveSettings, solutions: Int = 8, keepsNumbers: Bool = false,
    roundTrip: Bool = false, seed: UInt64
  ) {
    precondition(!templates.isEmpty, "rephrasing needs a template")
    precondition(method != .selfVerification || question != nil, "it needs its question")
    self.method = method
    self.templates = templates
    self.question = question
    self.sampling = sampling
    self.solve = solve
    self.solutions = solutions
    self.keepsNumbers = keepsNumbers
    self.roundTrip = roundTrip
    self.seed = seed
  }

  /// The template of an attempt.
  func template(_ seed: Problem, variant: Int) -> Template {
    let first = Int(seed.key.low % UInt64(templates.count))
    return templates[(first + variant) % templates.count]
  }

  /// The identity of everything that decides the result.
  var key: ContentKey {
    var hasher = ContentHasher("rephrase settings")
    hasher.add(method.rawValue)
    hasher.add(question.map { "\($0.key)" })
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
