import ProblemSets
import Testing

@Suite("gsm-style: the step checker")
struct BasicCheckerTests {
  /// Zoe has 4, Leo 6 times as many; Eva has 23; Max has as many as Leo and Eva together.
  static let sum = BasicProblem(id: "gsm-style-5-31-graphs-3-w0")
  /// Noah and Zoe both have a fifth of Dan's 25; Max has 10 fewer than Dan; all three together.
  static let twins = BasicProblem(id: "gsm-style-5-33-graphs-5-w0")

  static func check(_ lines: String...) throws -> [StepTruth] {
    BasicStepChecker(try #require(sum)).check(steps: lines)
  }

  @Test("the examples are the problems that these tests speak of")
  func examples() {
    #expect(
      Self.sum?.goldSolution
        == """
        Leo has 4 * 6 = 24 shells.
        Max has 24 + 23 = 47 shells.
        Leo and Max have 24 + 47 = 71 shells.
        #### 71
        """)
    #expect(
      Self.twins?.goldSolution
        == """
        Noah has 25 / 5 = 5 ribbons.
        Max has 25 - 10 = 15 ribbons.
        Zoe has 25 / 5 = 5 ribbons.
        Noah and Max have 5 + 15 = 20 ribbons.
        Noah, Max and Zoe have 20 + 5 = 25 ribbons.
        #### 25
        """)
  }

  @Test(
    "a right step may be written in other ways",
    arguments: [
      "Leo has 6 * 4 = 24 shells", "So Leo must have 4 x 6 = 24.", "4 × 6 = 24", "leo: 4*6=24",
      "Now, as we know, Leo has $4 * 6 = 24 shells in all!",
    ])
  func wordings(step: String) throws {
    #expect(try Self.check(step) == [.correct])
  }

  @Test(
    "a line without exactly one equation is unreadable",
    arguments: [
      "", "...", "Leo then thinks.", "Leo zaps 4 * 6 = shells.", "4 * 6 = 24 and 24 + 23 = 47",
      "4 + 6 + 2 = 12", "4.5 * 5 = 22.5", "3 * 4 pens = 12 pens", "4 * 6 = 24 + 0", "4.5 * 6 = 27",
      "24 = 4 * 6", "4 * 6 = 12345678901",
    ])
  func unreadable(step: String) throws {
    #expect(try Self.check(step) == [.unreadable])
  }

  @Test(
    "a line in the suite's own words that completes no equation is malformed",
    arguments: [
      "Leo has 24 shells.", "4 * 6", "4 * 6 = ", "= 24", "## 24", "Leo has 4 * 6 = Ana.",
      "Leo has 4 + Ana.", "With those of Ana, Ana.",
    ])
  func malformed(step: String) throws {
    #expect(try Self.check(step) == [.false(.malformed)])
  }

  @Test("each fault is told apart")
  func faults() throws {
    #expect(try Self.check("Leo has 4 * 6 = 25 shells.") == [.false(.arithmetic)])
    #expect(try Self.check("Leo has 4 + 6 = 10 shells.") == [.false(.wrongOperand)])
    #expect(try Self.check("Leo has 4 - 6 = -2 shells.") == [.false(.wrongOperand)])
    #expect(try Self.check("Leo has 12 + 12 = 24 shells.") == [.false(.unfaithful)])
    #expect(try Self.check("Leo has 4 * 7 = 24 shells.") == [.false(.unfaithful)])
    #expect(try Self.check("Max has 4 * 6 = 24 shells.") == [.false(.wrongNoun)])
    #expect(try Self.check("Leo has 4 * 6 = 24 pens.") == [.false(.wrongNoun)])
    #expect(try Self.check("Max has 24 + 23 = 47 shells.") == [.false(.skipped)])
    #expect(try Self.check("#### 47") == [.false(.wrongAnswer)])
    #expect(try Self.check("#### 71") == [.false(.skipped)])
    #expect(try Self.check("#### many") == [.false(.wrongAnswer)])
  }

  @Test("a wrong value that is used later is wrong there too")
  func propagation() throws {
    let truths = try Self.check(
      "Leo has 4 * 6 = 20 shells.", "Max has 20 + 23 = 43 shells.",
      "Leo and Max have 20 + 43 = 63 shells.", "#### 63")
    #expect(
      truths == [
        .false(.arithmetic), .false(.wrongOperand), .false(.wrongOperand), .false(.wrongAnswer),
      ])
  }

  @Test("after a step of the right value the rest can be right")
  func recovery() throws {
    let truths = try Self.check(
      "Leo has 30 - 6 = 24 shells.", "Max has 23 + 24 = 47 shells.",
      "Leo has 4 * 6 = 24 shells.", "Leo and Max have 47 + 24 = 71 shells.", "#### 71")
    #expect(truths == [.false(.unfaithful), .correct, .correct, .correct, .correct])
    #expect(TruthStandard.value.firstError(in: truths) == nil)
    #expect(TruthStandard.strict.firstError(in: truths) == 0)
  }

  @Test("a sum may be taken in another order, and equal values are not mixed up")
  func regrouped() throws {
    let checker = BasicStepChecker(try #require(Self.twins))
    let lines = [
      "Zoe has 25 / 5 = 5 ribbons.", "Noah has 25 / 5 = 5 ribbons.",
      "Max has 25 - 10 = 15 ribbons.", "Zoe and Noah have 5 + 5 = 10 ribbons.",
      "Noah, Max and Zoe have 10 + 15 = 25 ribbons.", "#### 25",
    ]
    #expect(checker.check(steps: lines).allSatisfy { $0 == .correct })
    #expect(
      checker.check(steps: ["Zoe has 25 / 5 = 5.", "Noah and Max have 5 + 15 = 20."])
        == [.correct, .false(.skipped)])
  }

  @Test("a difference along a chain may be taken from its links")
  func differenceOfLinks() throws {
    // Lily has 28 more than Ana's 29, Ruth 27 more than Lily; the gold steps take 84 - 29.
    let checker = BasicStepChecker(try #require(BasicProblem(id: "gsm-style-1-1-chains-3-w0")))
    let truths = checker.check(steps: ["Ruth has 28 + 27 = 55 more cups than Ana.", "#### 55"])
    #expect(truths == [.correct, .correct])
    #expect(checker.check(steps: ["Ruth has 28 + 27 = 55 cups."]) == [.false(.wrongNoun)])
  }

  @Test("a solution ends at its answer line, and one without has a wrong answer")
  func solutionText() throws {
    let checker = BasicStepChecker(try #require(Self.sum))
    let open = checker.check(solutionText: "Leo has 4 * 6 = 24 shells.\n\n")
    #expect(open.truths == [.correct, .false(.wrongAnswer)])
    #expect(open.answer == nil)
    let long = checker.check(solutionText: "\n4 * 6 = 24\r\n\n#### 24\n#### 71\nand so on")
    #expect(long.lines == ["4 * 6 = 24", "#### 24"])
    #expect(long.firstError(by: .value) == 1)
    #expect(long.answer == "24")
    #expect(checker.firstError(in: "", by: .value) == 0)
  }
}
