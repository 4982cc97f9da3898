import Corpus

/// Decides whether an answer is the gold answer.
///
/// A judge is pure and total: it has a verdict for every text, in bounded time.
public protocol Judge: Sendable {
  /// The judge's name, as stored with every verdict.
  var name: String { get }
  /// Grows whenever some verdict may differ from before.
  var version: Int { get }
  /// The name of what counts as equal and how answers are found.
  var policy: String { get }

  /// The verdict on an answer; `nil` stands for no answer.
  func verdict(on answer: Answer?, gold: Answer) -> Verdict
}

/// A verdict with its reason.
public struct Judgement: Hashable, Sendable {
  /// The verdict.
  public let verdict: Verdict
  /// Why, where the verdict alone does not say it.
  public let reason: String?
}

/// A solution with its answer and the verdict on it.
public struct JudgedSolution: Hashable, Sendable {
  /// The verdict and its reason.
  public let judgement: Judgement
  /// The answer that was found.
  public let answer: Answer?

  /// The verdict.
  public var verdict: Verdict { judgement.verdict }
}

/// Compares numbers exactly: the judge of GSM8K and of every suite whose answers are numbers.
///
/// `1,234`, `$1234.00` and `1234 eggs` are equal; there is no tolerance.
public struct IntegerJudge: Judge {
  /// The judge's name.
  public let name = "integer"
  /// The judge's version.
  public let version = 1
  /// How answers are found in solutions.
  public let extractor: AnswerExtractor

  /// The name of the extraction policy.
  public var policy: String { extractor.policy.rawValue }

  /// Makes a judge.
  public init(policy: ExtractionPolicy = .marked) {
    extractor = AnswerExtractor(policy: policy)
  }

  /// The verdict on an answer.
  public func verdict(on answer: Answer?, gold: Answer) -> Verdict {
    judgement(on: answer, gold: gold).verdict
  }

  /// The verdict on an answer and why it is undecided.
  public func judgement(on answer: Answer?, gold: Answer) -> Judgement {
    guard let answer, !answer.text.isEmpty else {
      return Judgement(verdict: .unanswered, reason: nil)
    }
    guard let expected = gold.number else {
      return Judgement(verdict: .undecided, reason: "the gold answer is not one number")
    }
    guard let number = answer.number else {
      return Judgement(verdict: .undecided, reason: "the answer is not one number")
    }
    return Judgement(verdict: number == expected ? .correct : .incorrect, reason: nil)
  }

  /// Finds the answer of a solution and judges it.
  public func judge(solution: String, gold: String) -> JudgedSolution {
    let answer = extractor.answer(in: solution)
    return JudgedSolution(judgement: judgement(on: answer, gold: Answer(gold)), answer: answer)
  }
}
