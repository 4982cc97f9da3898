import Corpus
import JSON

/// The pairs of a problem's right and wrong solutions.
///
/// A solution is right when its answer is correct, wrong when it is incorrect or missing; one that
/// the judge could not decide is in no pair. Both lists are ordered by the hashes of their texts.
/// Round r pairs every solution of the longer list with the one r places further, all
/// round, in the shorter: so all solutions are used before any of the longer list comes twice,
/// the first pairs do not depend on how many are wanted, and the solutions of some first pairs
/// alone give the same pairs again.
public enum AnswerPairs {
  /// A right solution and a wrong one of the same problem.
  public typealias Pair = (chosen: LabelledSolution, rejected: LabelledSolution)

  /// At most `most` pairs, all different.
  static func of(_ solutions: [LabelledSolution], most: Int) -> [Pair] {
    let right = ordered(solutions.filter { $0.verdict == .correct })
    let wrong = ordered(solutions.filter(\.isWrong))
    guard !right.isEmpty, !wrong.isEmpty else { return [] }
    var pairs: [Pair] = []
    let rightIsLonger = right.count >= wrong.count
    let (longer, shorter) = rightIsLonger ? (right, wrong) : (wrong, right)
    for round in shorter.indices {
      for (place, item) in longer.enumerated() {
        guard pairs.count < most else { return pairs }
        let partner = shorter[(place + round) % shorter.count]
        pairs.append(rightIsLonger ? (item, partner) : (partner, item))
      }
    }
    return pairs
  }

  /// The solutions by the hashes of their texts, each text once: of equal ones the first.
  static func ordered(_ solutions: [LabelledSolution]) -> [LabelledSolution] {
    var seen: Set<ContentKey> = []
    return solutions.map { (hash: ContentKey(hashing: $0.text), solution: $0) }
      .filter { seen.insert($0.hash).inserted }
      .sorted { $0.hash < $1.hash }.map(\.solution)
  }
}

extension LabelledSolution {
  /// Whether the answer is known not to be right.
  var isWrong: Bool { verdict == .incorrect || verdict == .unanswered }
}

/// A format with a line for every pair of a right and a wrong solution.
public protocol AnswerPairFormat: AdjustableFormat {
  /// What was chosen.
  var options: FormatOptions { get }
  /// Makes the format.
  init(options: FormatOptions)
  /// The line of a pair.
  func line(_ pair: AnswerPairs.Pair) -> JSONValue
  /// What the line says beside the problem and the two texts.
  func others(_ pair: AnswerPairs.Pair) -> [String: String]
}

extension AnswerPairFormat {
  /// The format says nothing about steps.
  public var labelUse: LabelUse { .none }
  /// A line for every pair.
  public var hasPairs: Bool { true }
  /// A line holds a right and a wrong solution.
  public var lineShape: LineShape? { .answers }
  /// How a line holds a text.
  var shape: FormatOptions.Shape {
    options.shape.flatMap { shapes.contains($0) ? $0 : nil } ?? shapes[0]
  }
  /// The format with these options.
  public func adjusted(to options: FormatOptions) -> any DatasetFormat { Self(options: options) }
  /// Nothing, unless the format says more.
  public func others(_ pair: AnswerPairs.Pair) -> [String: String] { [:] }

  /// One line for every pair.
  public func lines(_ group: SolutionGroup) throws(ExportError) -> [ExportRow] {
    var rows: [ExportRow] = []
    for problem in group.problems {
      for pair in AnswerPairs.of(problem.solutions, most: options.pairs) {
        let meaning = ExportedLine(
          question: problem.problem.statement, steps: [pair.chosen.text, pair.rejected.text],
          labels: [.positive, .negative], others: others(pair))
        rows.append(
          ExportRow(
            json: line(pair), meaning: meaning,
            solutions: [pair.chosen.completion, pair.rejected.completion]))
      }
    }
    return rows
  }
}
