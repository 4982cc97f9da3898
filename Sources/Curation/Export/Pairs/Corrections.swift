import Corpus
import Storage

/// A solution and the one that was written after it.
struct Correction {
  /// Where the second solution is from.
  enum Source: String {
    /// A model wrote it after a critique of the first.
    case revise
    /// It is another sample of the same problem.
    case sibling
  }

  let first: StoredRevision.Turn
  let second: StoredRevision.Turn
  let source: Source

  /// What stands between the two: the second is to begin afresh.
  static let request =
    "There may be a mistake in this solution. Look for it, then write the whole solution again."

  /// The corrections of a problem: its revisions if it has any, else its wrong solutions with right
  /// siblings (the pairs of ``AnswerPairs``); those that the judge could not decide are left out.
  static func of(_ problem: ProblemGroup, most: Int) -> [Correction] {
    let revised = problem.revisions.filter {
      $0.first.verdict != .undecided && $0.second.verdict != .undecided
    }
    guard revised.isEmpty else {
      return revised.prefix(most).map {
        Correction(
          first: $0.first.withoutMargins, second: $0.second.withoutMargins, source: .revise)
      }
    }
    return AnswerPairs.of(problem.solutions, most: most).map { pair in
      Correction(first: pair.rejected.turn, second: pair.chosen.turn, source: .sibling)
    }
  }

  /// What became of the answer: `i2c` from incorrect to correct (2409.12917).
  var transition: String {
    Self.letter(first.verdict) + "2" + Self.letter(second.verdict)
  }

  private static func letter(_ verdict: Verdict) -> String { verdict == .correct ? "c" : "i" }
}

extension StoredRevision.Turn {
  /// The reward of the answer: 1 for a correct one.
  var reward: Int { verdict == .correct ? 1 : 0 }

  /// The same without the white space around the text.
  var withoutMargins: Self {
    Self(completion: completion, text: trimmed(text), verdict: verdict)
  }
}

extension LabelledSolution {
  /// The solution as a turn.
  var turn: StoredRevision.Turn {
    StoredRevision.Turn(completion: completion, text: text, verdict: verdict)
  }
}
