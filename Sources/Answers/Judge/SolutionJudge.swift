import Corpus

/// A completion with the judgement of its answer.
public struct JudgedReply: Hashable, Sendable {
  /// The completion's key.
  public let key: ContentKey
  /// The judgement.
  public let judgement: Judgement
  /// Equal for equal answers, for votes; `nil` without an answer.
  public let voteKey: String?
  /// The whole text.
  public let text: String
  /// Why the completion ended.
  public let finish: FinishReason

  /// The verdict.
  public var verdict: Verdict { judgement.verdict }
  /// The answer that was found in the text.
  public var answer: String? { judgement.answer?.text }
}

/// Judges completions: the face of the judge for whatever samples solutions.
public struct SolutionJudge: Sendable {
  /// By the policy of the stages: exact equality of answers that the text marks.
  public static let standard = SolutionJudge(Judge(policy: .marked))

  /// The judge.
  public let judge: Judge

  /// Makes a face of a judge.
  public init(_ judge: Judge) { self.judge = judge }

  /// The judge's identity, as stored with every verdict.
  public var identity: JudgeIdentity { judge.identity }

  /// Judges the replies that there are, all to one problem.
  public func judge(_ replies: [Reply], gold: String) -> [JudgedReply] {
    var worker = JudgeWorker(judge)
    return replies.compactMap { reply in
      guard let completion = reply.completion else { return nil }
      let judgement = worker.judge(
        completion.text, gold: gold, isCut: completion.finishReason == .length)
      return JudgedReply(
        key: reply.key, judgement: judgement,
        voteKey: judgement.answer.map {
          // Answers that are equal to the gold are equal to each other.
          judgement.verdict == .correct ? "gold" : worker.canonicalKey(of: $0)
        }, text: completion.text, finish: completion.finishReason)
    }
  }

  /// Judges a reply; `nil` when there is none.
  public func judge(_ reply: Reply, gold: String) -> JudgedReply? {
    judge([reply], gold: gold).first
  }
}
