import Corpus
import Curation
import ProblemSets
import Testing
import Transformer

@Suite("The course of the full suite")
struct FullCourseTests {
  private static let tokenizer = Result {
    try Tokenizer.build(
      from: FullGSMStyleCourse.vocabularyTexts(), endToken: LocalPrompts.endMarker,
      otherSpecialTokens: LocalPrompts.markers.filter { $0 != LocalPrompts.endMarker },
      numbers: .digits)
  }

  @Test("every lesson can be read, and every solution be written")
  func vocabulary() throws {
    let tokenizer = try Self.tokenizer.get()
    let suppressed = Set(tokenizer.suppressed)
    let course = try FullGSMStyleCourse(
      seed: 3, families: Set(GSMStyleFamily.allCases), steps: 1...5)
    var decimals = 0
    for index in 0..<80 {
      let lesson = course.lesson(index)
      _ = try tokenizer.encode(lesson.prompt)
      let solution = try tokenizer.encode(lesson.completion)
      #expect(solution.allSatisfy { !suppressed.contains($0) }, "\(lesson.completion)")
      #expect(tokenizer.decode(solution) == lesson.completion)
      if lesson.completion.contains(/[0-9]\.[0-9]/) { decimals += 1 }
    }
    #expect(decimals > 4)
  }

  @Test("half of the families teaches no scene of the other half")
  func families() throws {
    let half = Set(GSMStyleFamily.allCases.filter { $0.rawValue < "h" })
    let course = try FullGSMStyleCourse(seed: 3, families: half, steps: 1...2)
    let again = try FullGSMStyleCourse(seed: 3, families: half, steps: 1...2)
    #expect((0..<4).map(course.lesson) == (0..<4).map(again.lesson))
    #expect(!(0..<10).contains { course.lesson($0).completion.contains("equal parts") })
    #expect(throws: LocalTrainingError.self) {
      try FullGSMStyleCourse(seed: 3, families: [.averages], steps: 1...1)
    }
  }
}
