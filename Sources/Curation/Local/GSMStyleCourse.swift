import Corpus
import ProblemSets

/// What the local base model is taught: gsm-style problems of the train split, solved, and some
/// reworded.
///
/// Example `index` is a function of the seed and the index, so training streams them and stores
/// none. No problem or graph of the test and hard splits is among them.
public struct GSMStyleCourse: Sendable {
  private let suite: BasicSuite
  private let rephraseShare: Double
  private let length: Int
  private let holdsOut: Bool

  /// Makes a course.
  ///
  /// - Parameters:
  ///   - seed: decides which problems are taught.
  ///   - length: how many lessons will be taken; the first ones are the shortest problems.
  ///   - rephraseShare: the share of lessons that reword a statement, in 0 ... 1.
  ///   - families: the families that are taught; by default all of the basic selection.
  ///   - holdsOut: whether the graphs of ``heldOutLessons(_:)`` are left out of what is taught.
  public init(
    seed: UInt64, length: Int, rephraseShare: Double = 0.2,
    families: Set<BasicFamily> = Set(BasicFamily.allCases), holdsOut: Bool = false
  ) {
    let weights = BasicSuite.Configuration.defaultFamilyWeights.filter {
      families.contains($0.key)
    }
    // Another suite than the one that is curated with the same seed: a model should not be asked
    // to solve what it was shown.
    suite = BasicSuite(
      seed: seed &+ 1_000_000, configuration: BasicSuite.Configuration(familyWeights: weights))
    self.length = length
    self.rephraseShare = rephraseShare
    self.holdsOut = holdsOut
  }

  /// The lesson at an index.
  public func lesson(_ index: Int) -> Lesson {
    lesson(problem(index), drawnBy: RandomStream(seed: suite.seed, "course", index))
  }

  /// Lessons on problems of the train split that a course that holds out never teaches.
  ///
  /// They are of all lengths that are taught, in the mixture of the suite.
  public func heldOutLessons(_ count: Int) -> [Lesson] {
    // Places beyond those of any lesson.
    var number = Int.max / 2
    var lessons: [Lesson] = []
    while lessons.count < count {
      let wording = LocalPrompts.styles[number % LocalPrompts.styles.count]
      let origin = suite.origin(at: number, wording: wording)
      number += 1
      guard origin.steps <= mostSteps(length) else { continue }
      let problem = BasicProblem(origin: origin)
      guard problem.split == .train, problem.isForValidation else { continue }
      lessons.append(
        lesson(problem, drawnBy: RandomStream(seed: suite.seed, "held out", lessons.count)))
    }
    return lessons
  }

  private func lesson(_ problem: BasicProblem, drawnBy stream: RandomStream) -> Lesson {
    var stream = stream
    if stream.nextUnit() < rephraseShare {
      let styles = LocalPrompts.styles.filter { $0 != problem.origin.wording }
      let style = styles[Int(stream.nextUnit() * Double(styles.count))]
      return Lesson(
        problem: problem.id, root: problem.graphKey,
        prompt: LocalPrompts.rephrase[style].rendered(statement: problem.statement, prefix: ""),
        completion: LocalPrompts.completion(statement: problem.reworded(style).statement))
    }
    return Lesson(
      problem: problem.id, root: problem.graphKey,
      prompt: LocalPrompts.solve.rendered(statement: problem.statement, prefix: ""),
      completion: LocalPrompts.completion(solution: problem.goldSolution))
  }

  /// Each lesson draws from places of its own in the suite and takes the first that fits.
  private func problem(_ index: Int) -> BasicProblem {
    let places = 64
    let most = mostSteps(index)
    for place in 0..<places {
      let number = index * places + place
      let wording = LocalPrompts.styles[number % LocalPrompts.styles.count]
      let origin = suite.origin(at: number, wording: wording)
      guard origin.steps <= most else { continue }
      let problem = BasicProblem(origin: origin)
      if problem.split == .train, !(holdsOut && problem.isForValidation) { return problem }
    }
    preconditionFailure("\(places) problems in a row are held out")
  }

  /// Short chains first: they cost few tokens and teach the words and the arithmetic.
  private func mostSteps(_ index: Int) -> Int {
    switch Double(index) / Double(max(length, 1)) {
    case ..<0.15: 2
    case ..<0.3: 3
    case ..<0.45: 4
    default: 6
    }
  }

  /// Texts that hold every word of the suite, for building a vocabulary.
  public static func vocabularyTexts() -> [String] {
    let suite = BasicSuite(seed: 0)
    return (0..<4000).flatMap { index -> [String] in
      let problem = suite.problem(at: index)
      return [
        LocalPrompts.solve.rendered(statement: problem.statement, prefix: "")
          + LocalPrompts.completion(solution: problem.goldSolution)
      ] + problem.rewordings.map { LocalPrompts.completion(statement: $0.statement) }
    }
  }
}
