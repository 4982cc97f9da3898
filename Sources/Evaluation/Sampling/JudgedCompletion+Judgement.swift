import Answers
import Corpus
import Storage

extension JudgedCompletion {
  /// A completion with its judgement, as it is stored.
  public init(_ key: ContentKey, _ judgement: Judgement) {
    self.init(
      key: key, verdict: judgement.verdict, reason: judgement.reason,
      isApproximate: judgement.isApproximate, answer: judgement.answer?.text,
      rule: judgement.answer?.rule.rawValue)
  }

  /// A judged reply, as it is stored.
  public init(_ reply: JudgedReply) { self.init(reply.key, reply.judgement) }
}
