import Answers
import Corpus
import Evaluation
import ProblemSets

/// How the arithmetic witness agrees with people who rated the steps of published solutions.
public struct RatedNoise: Sendable {
  /// Steps called false, against what people said of them.
  public struct Flags: Hashable, Sendable {
    /// The first wrong step.
    public var first = 0
    /// A step after the first wrong one.
    public var later = 0
    /// A step that people called right or neutral: a false alarm.
    public var alarms = 0
  }

  /// The file's name.
  public let name: String
  /// How well the first false equation tells the first wrong step; `nil` where all solutions are of
  /// one kind.
  public let score: FirstErrorScore?
  /// What kinds of answers it gives.
  public let confusion: FirstErrorConfusion
  /// Of the solutions with a false equation, the share whose first one is the first wrong step.
  public let precision: Estimate?
  /// First false equations by the third of the solution that they stand in.
  public let thirds: [Flags]
  /// The solutions.
  public let solutions: Int
  /// The solutions with a false equation.
  public let flagged: Int
  /// The solutions that keep a label by consensus: the witness does not contradict the ratings.
  public let kept: Int

  /// Looks at the rated solutions of a file.
  public init(name: String, _ read: SuiteRows) {
    let witness = ArithmeticWitness()
    var cases: [FirstErrorCase] = []
    var thirds = [Flags](repeating: Flags(), count: 3)
    var flagged: [(problem: String, isExact: Bool)] = []
    var kept = 0
    for (row, solution) in zip(read.rows, read.solutions) where !solution.steps.isEmpty {
      let truth = solution.ratings.firstIndex { $0 == -1 }
      let found = witness.firstBroken(in: solution.steps)
      let problem = "\(row.problem.key)"
      cases.append(
        FirstErrorCase(
          problem: problem, truth: truth, prediction: found.map { .step($0) } ?? .noError))
      guard let found else {
        kept += 1
        continue
      }
      flagged.append((problem, found == truth))
      let third = min(2, 3 * found / solution.steps.count)
      switch truth {
      case found?:
        thirds[third].first += 1
        kept += 1
      case let truth? where found > truth:
        thirds[third].later += 1
        kept += 1
      default: thirds[third].alarms += 1
      }
    }
    self.name = name
    score = FirstErrorScore(cases)
    confusion = FirstErrorConfusion(cases)
    let problems = Dictionary(grouping: flagged, by: \.problem).sorted { $0.key < $1.key }
    precision = Estimate.ratio(
      numerators: problems.map { Double($0.value.count(where: \.isExact)) },
      denominators: problems.map { Double($0.value.count) })
    self.thirds = thirds
    solutions = cases.count
    self.flagged = flagged.count
    self.kept = kept
  }
}
