import Corpus

extension SolutionJudge {
  /// The judge of suites whose answers are numbers, for answers that the text marks as such.
  public static let integer = SolutionJudge(IntegerJudge())

  /// A judge that finds answers as an integer judge's policy says.
  public init(_ judge: IntegerJudge) {
    self.init(name: "\(judge.name)/\(judge.version)", policy: judge.policy) { text, gold in
      let result = judge.judge(solution: text, gold: gold)
      return Finding(
        verdict: result.verdict, answer: result.answer?.text, rule: result.answer?.rule.rawValue,
        voteKey: result.answer?.canonicalKey)
    }
  }
}
