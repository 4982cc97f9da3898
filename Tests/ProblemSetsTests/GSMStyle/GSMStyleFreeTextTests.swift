import Corpus
import Testing

@testable import ProblemSets

@Suite("gsm-style: steps in any words")
struct GSMStyleFreeTextTests {
  private static let problems = (0..<160).map { GSMStyleSuite(seed: 21).problem(at: $0) }

  /// A gold step as models write them: under a heading, in LaTeX, the unit in braces.
  private static func rewritten(_ line: String, _ number: Int) -> [String] {
    guard let start = line.firstIndex(where: \.isNumber), !line.contains("floor("),
      !line.contains("ceil(")
    else { return [line] }
    let equation = line[start...].prefix { !$0.isLetter }
    let formula = equation.replacing("*", with: "\\times").drop { $0 == " " }
    return ["\(number). **Step \(number)**:", "   \\[", "   \(formula)", "   \\]"]
  }

  @Test("gold steps in LaTeX under headings are correct, and so is a conclusion without a mark")
  func rewritten() {
    var odd: [String] = []
    for problem in Self.problems {
      let lines =
        problem.goldSteps.enumerated().flatMap { Self.rewritten($0.element, $0.offset + 1) }
        + ["Therefore, the final answer is **\(problem.answer)**."]
      let truth = SolutionChecker(problem).check(lines)
      if truth.truths.contains(where: { $0 != .correct }) {
        odd.append("\(problem.id) " + zip(lines, truth.truths).map { "\($0) \($1)" }.joined())
      }
    }
    #expect(odd.isEmpty, "\(odd.prefix(2).joined(separator: "\n"))")
  }

  @Test(
    "a wrong step in LaTeX is never correct, and none before it is false",
    arguments: [StepFault.arithmetic, .wrongOperand])
  func wrong(fault: StepFault) {
    var made = 0
    var found = 0
    for (number, problem) in Self.problems.enumerated() {
      var stream = RandomStream(seed: 3, fault.rawValue, number)
      guard let wrong = problem.corrupted(by: fault, &stream) else { continue }
      made += 1
      let checker = SolutionChecker(problem)
      let before = wrong.steps[..<wrong.firstError].flatMap { Self.rewritten($0, 1) }
      let step = Self.rewritten(wrong.steps[wrong.firstError], 2)
      let truths = checker.check(before + step).steps.map(\.truth)
      #expect(truths.prefix(before.count).allSatisfy { $0 == .correct }, "\(problem.id)")
      let last = truths.dropFirst(before.count)
      // A calculation may be right for another step.
      if fault == .arithmetic { #expect(!last.allSatisfy { $0 == .correct }, "\(step)") }
      found += last.contains { if case .false = $0 { true } else { false } } ? 1 : 0
    }
    #expect(
      Double(found) > (fault == .arithmetic ? 0.95 : 0.5) * Double(made), "\(found) of \(made)")
  }

  /// Lines about: Freya, 14 liters of juice, 11 liters of water, 40 percent evaporate, bottles of 5.
  @Test(
    "lines about one problem",
    arguments: [
      ("To solve this problem, we need to follow these steps:", "-"),
      ("1. Calculate the water that is added to Freya's 14 liters:", "-"),
      ("### Step 2: Find 40 percent of it", "-"), ("First, we add 11 to 14:", "-"),
      ("   14 + 11 = 25 \\text{ liters}", "correct"),
      ("So \\(14 + 11 = 25\\) bottles.", "wrongNoun"), ("It costs 14 + 11 = $25.", "wrongNoun"),
      ("The number of bottles is 14 + 11 = 25.", "wrongNoun"), ("14 + 11 = 26", "arithmetic"),
      ("14 * 11 = 154 liters", "wrongOperand"),
      ("\\frac{14}{5} = 2.8 \\text{ bottles}", "unreadable"),
      ("40\\% = 0.4", "unreadable"), ("100 - 40 = 60", "correct"),
      ("Freya has 14 liters of apple juice.", "correct"),
      ("Freya drinks 14 liters of apple juice.", "unreadable"),
      ("Each bottle contains 5 liters.", "correct"), ("Freya has 25 liters.", "unreadable"),
      ("#### 3", "skipped"), ("Answer: 4 bottles", "wrongAnswer"),
    ])
  func line(text: String, expected: String) throws {
    let problem = try #require(GSMStyleProblem(id: "gsm-style-full-1-46-mixtures-4-w1"))
    #expect(problem.answer == "3")
    #expect(Self.name(SolutionChecker(problem).check([text]).steps[0]) == expected)
  }

  @Test("results are said again, right and wrong, and a program is read")
  func sequences() throws {
    let problem = try #require(GSMStyleProblem(id: "gsm-style-full-1-46-mixtures-4-w1"))
    let checker = SolutionChecker(problem)
    func names(_ lines: String...) -> [String] { checker.check(lines).steps.map(Self.name) }
    #expect(names("14 + 11 = 25", "So Freya has 25 liters.") == ["correct", "correct"])
    #expect(names("14 + 11 = 27", "So Freya has 27 liters.") == ["arithmetic", "wrongOperand"])
    #expect(names("14 + 11 = 25", "So Freya has 25 bottles.") == ["correct", "wrongNoun"])
    #expect(
      names("14 + 11 = 25", "Thus, 25 liters are there.", "So Freya fills 25 bottles.")
        == ["correct", "correct", "wrongNoun"])
    #expect(
      checker.check(["14 + 11 = 25", "So Freya has 25 liters."]).ending == .false(.stopsEarly))
    #expect(
      names(
        "```python", "juice = 14", "total = juice + 11", "total -= total * 0.4",
        "print(total / 5)", "```") == ["-", "-", "correct", "correct", "-", "-"])
    #expect(
      names("```python", "juice = 14", "total = juice * 11", "```")
        == ["-", "-", "wrongOperand", "-"])
  }

  @Test("a told fact keeps its person, its number and its relation")
  func told() throws {
    let problem = try #require(GSMStyleProblem(id: "gsm-style-full-1-5-wages-3-w4"))
    let checker = SolutionChecker(problem)
    func truth(_ line: String) -> StepTruth { checker.check([line]).steps[0].truth }
    #expect(truth("- Elif works 7 hours a day.") == .correct)
    #expect(truth("- Miguel works 7 hours a day for 6 days.") == .unreadable)
    #expect(truth("- Miguel needs another 18 dollars to have as much as Miguel.") == .unreadable)
    #expect(truth("Elif would need another 18 dollars to have as much as Miguel.") == .correct)
    #expect(truth("Elif has 18 dollars.") == .unreadable)
    #expect(truth("His daily earnings are \\(7 \\times 6 = 42\\) dollars.") == .false(.wrongNoun))
    #expect(truth("So Miguel works 7 * 6 = 42 hours.") == .unreadable)
  }

  @Test(
    "words and numbers are found in Markdown and LaTeX",
    arguments: [
      ("3. **Total:** 1,234.50 \\text{ miles}", ["1234.5 mil"]),
      ("Step 2: She pays $4.50 for two pens.", ["4.5 for", "2 pen"]),
      ("- 20\\% of them, 7 hours/day", ["20 of", "7 hour"]), ("### 4) Nothing", []),
    ])
  func numbers(line: String, expected: [String]) {
    let found = StepText(line).numbers.map { "\($0.value) \($0.unit ?? "")" }
    #expect(found == expected)
  }

  private static func name(_ step: JudgedStep) -> String {
    guard step.makesClaim else { return "-" }
    return switch step.truth {
    case .correct: "correct"
    case .unreadable: "unreadable"
    case .false(let fault): fault.rawValue
    }
  }
}
