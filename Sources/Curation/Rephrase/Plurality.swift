import Answers
import Corpus
import Evaluation

/// The votes of a problem's solutions for answers; those that were cut or have none do not vote.
struct Plurality {
  let judged: [JudgedReply]
  /// The answers, the most frequent first.
  let ranked: [(count: Int, verdict: Verdict, answer: String)]

  init(_ judged: [JudgedReply]) {
    self.judged = judged
    var votes: [String: (count: Int, verdict: Verdict, answer: String)] = [:]
    for solution in judged where solution.finish == .stop {
      guard let key = solution.voteKey else { continue }
      votes[key, default: (0, solution.verdict, solution.answer ?? key)].count += 1
    }
    // By count, then by text: the order of a dictionary differs from process to process.
    ranked = votes.values.sorted { ($1.count, $0.answer) < ($0.count, $1.answer) }
  }

  /// The first answers with their votes, for a person.
  var tally: String {
    ranked.prefix(3).map { "\($0.count) of \(judged.count) say \($0.answer)" }
      .joined(separator: ", ")
  }

  /// Whether the problem, whose answer is known, is kept: its answer must have more votes than any
  /// other.
  func rephrasing(of problem: Problem) -> Rephrasing {
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
    return Rephrasing(
      problem: problem, drop: reason, detail: tally + "; the gold answer is \(problem.gold)",
      solutions: judged)
  }
}
