import Corpus

/// A completion with the judgement of its answer.
public struct JudgedReply: Hashable, Sendable {
  /// The completion's key.
  public let key: ContentKey
  /// The judgement.
  public let verdict: Verdict
  /// The answer that was found in the text.
  public let answer: String?
  /// How the answer was found.
  public let rule: String?
  /// Equal for equal answers, for votes; `nil` without an answer.
  public let voteKey: String?
  /// The whole text.
  public let text: String
  /// Why the completion ended.
  public let finish: FinishReason
}

/// Finds the answer in a whole text and judges it.
public struct SolutionJudge: Sendable {
  /// What was found in a text.
  public struct Finding: Hashable, Sendable {
    /// The judgement.
    public let verdict: Verdict
    /// The answer as it stands in the text.
    public let answer: String?
    /// How it was found.
    public let rule: String?
    /// Equal for equal answers.
    public let voteKey: String?

    /// Makes a finding.
    public init(verdict: Verdict, answer: String?, rule: String?, voteKey: String?) {
      self.verdict = verdict
      self.answer = answer
      self.rule = rule
      self.voteKey = voteKey
    }
  }

  /// The judge's name and version, as stored with every verdict.
  public let name: String
  /// How answers are found in texts.
  public let policy: String
  private let find: @Sendable (_ text: String, _ gold: String) -> Finding

  /// Makes a judge from a function that is pure, total and bounded.
  public init(
    name: String, policy: String,
    find: @escaping @Sendable (_ text: String, _ gold: String) -> Finding
  ) {
    self.name = name
    self.policy = policy
    self.find = find
  }

  /// Judges a reply; `nil` when there is none.
  public func judge(_ reply: Reply, gold: String) -> JudgedReply? {
    guard let completion = reply.completion else { return nil }
    let finding = find(completion.text, gold)
    return JudgedReply(
      key: reply.key, verdict: finding.verdict, answer: finding.answer, rule: finding.rule,
      voteKey: finding.voteKey, text: completion.text, finish: completion.finishReason)
  }
}
