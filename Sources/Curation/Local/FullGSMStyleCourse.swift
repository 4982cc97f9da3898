import Corpus
import ProblemSets

/// What a local model is taught of the full gsm-style suite: problems of the train split, solved.
///
/// Example `index` is a function of the seed and the index, so training streams them and stores
/// none. No problem or graph of the test and hard splits is among them.
public struct FullGSMStyleCourse: Sendable {
  private let seed: UInt64
  private let families: [GSMStyleFamily]
  private let allowed: Set<GSMStyleFamily>
  private let steps: [Int]

  /// So many places of the suite belong to a lesson.
  private static let places = 4096

  /// Makes a course.
  ///
  /// - Parameters:
  ///   - seed: decides which problems are taught.
  ///   - families: the families whose scenes are taught; no other scene occurs.
  ///   - steps: the numbers of gold steps.
  /// - Throws: that these families have no problems of so many steps.
  public init(
    seed: UInt64, families: Set<GSMStyleFamily>, steps: ClosedRange<Int>
  ) throws(LocalTrainingError) {
    // Another suite than the one that is measured with the same seed.
    self.seed = seed &+ 1_000_000
    self.families = GSMStyleFamily.allCases.filter(families.contains)
    allowed = families
    self.steps = Array(steps)
    // Rarer ones would make every lesson a long search.
    guard !families.isEmpty, (0..<400).contains(where: { problem(0, $0) != nil }) else {
      throw .noLessons("these families have no problems of so many steps")
    }
  }

  /// The lesson at an index.
  ///
  /// Each lesson takes the first place of its own that fits.
  public func lesson(_ index: Int) -> Lesson {
    var place = 0
    while true {
      if let problem = problem(index, place) {
        return Lesson(
          problem: problem.id, root: problem.identity,
          prompt: LocalPrompts.solve.rendered(statement: problem.statement, prefix: ""),
          completion: LocalPrompts.completion(solution: problem.goldSolution))
      }
      place += 1
    }
  }

  private func problem(_ index: Int, _ place: Int) -> GSMStyleProblem? {
    let number = index &* Self.places &+ place
    var stream = RandomStream(seed: seed, "gsm-style full course", number)
    func draw<Item>(_ items: [Item]) -> Item {
      items[Int(stream.nextUnit() * Double(items.count))]
    }
    let origin = GSMStyleProblem.Origin(
      seed: seed, index: number, family: draw(families), steps: draw(steps),
      wording: draw(Array(0..<GSMStyleProblem.wordings)))
    guard let problem = GSMStyleProblem(origin: origin), problem.split == .train,
      problem.families.allSatisfy(allowed.contains)
    else { return nil }
    return problem
  }

  /// Texts that hold every word of the suite, for building a vocabulary.
  public static func vocabularyTexts() -> [String] {
    let suite = GSMStyleSuite(seed: 0)
    let whole = (0..<300).map { index in
      let problem = suite.problem(at: index)
      return LocalPrompts.solve.rendered(statement: problem.statement, prefix: "")
        + LocalPrompts.completion(solution: problem.goldSolution)
    }
    return GSMStyleLexicon.texts() + whole
  }
}
