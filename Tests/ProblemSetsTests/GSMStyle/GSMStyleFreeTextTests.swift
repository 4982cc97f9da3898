import Answers
import Corpus
import Testing

@testable import ProblemSets

@Suite("gsm-style: steps in any words")
struct GSMStyleFreeTextTests {
  private static let problems = (0..<90).map { GSMStyleSuite(seed: 21).problem(at: $0) }

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

  /// The first step of a problem, and a unit of another quantity that is certainly another one.
  private struct FirstStep {
    let left: String
    let sign: String
    let right: String
    let result: Rational
    let unit: String
    let otherUnit: String

    init?(_ problem: GSMStyleProblem) {
      let graph = problem.graph
      guard let first = graph.steps.first,
        case .computed(let operation, let left, let right) = graph.nodes[first].source,
        [.add, .subtract, .multiply].contains(operation), graph.nodes[first].value.isWhole
      else { return nil }
      let units = [left, right].map { graph.nodes[$0].unit.form }
      let own = graph.nodes[first].unit
      let stems = Set(own.plural.split(separator: " ").map { StepText.stem(String($0)) })
      let other = graph.nodes.map(\.unit).first { unit in
        [.count, .measure, .money].contains(unit.form) && unit.plural != own.plural
          && stems.isDisjoint(
            with: unit.plural.split(separator: " ").map { StepText.stem(String($0)) })
      }
      guard !units.contains(.percent), !units.contains(.share), own.form != .times, let other
      else { return nil }
      self.left = graph.nodes[left].value.description
      self.right = graph.nodes[right].value.description
      sign = operation.rawValue
      result = graph.nodes[first].value
      unit = own.plural
      otherUnit = other.plural
    }

    var calculation: String { "\(left) \(sign) \(right)" }
    /// A number that no quantity has.
    func wrong(_ problem: GSMStyleProblem) -> Rational {
      var wrong = result
      repeat {
        wrong = wrong.adding(Rational(1)) ?? wrong
      } while problem.graph.nodes.contains {
        $0.value == wrong
      }
      return wrong
    }
  }

  @Test("first steps in several words, their results said again, and programs")
  func firstSteps() throws {
    var (count, read) = (0, 0)
    for problem in Self.problems {
      guard let step = FirstStep(problem) else { continue }
      count += 1
      let checker = SolutionChecker(problem)
      func names(_ lines: String...) -> [String] { checker.check(lines).steps.map(Self.name) }
      let (calculation, result, wrong) = (step.calculation, step.result, step.wrong(problem))
      let equation = "\(calculation) = \(result)"
      #expect(names("   \(equation) \\text{ \(step.unit)}") == ["correct"], "\(problem.id)")
      #expect(names("\\[ \\text{Total} = \(equation) \\]") == ["correct"], "\(problem.id)")
      #expect(names("So \\(\(equation)\\) \(step.otherUnit).") == ["wrongNoun"], "\(problem.id)")
      #expect(names("The number of \(step.otherUnit) is \(equation).") != ["correct"])
      #expect(names("\(calculation) = \(wrong)") == ["arithmetic"], "\(problem.id)")
      #expect(
        names("Total = \(calculation)", "Total = \(result)") == ["correct", "correct"],
        "\(problem.id)")
      #expect(names("Total = \(calculation)", "Total = \(wrong)")[1] == "arithmetic")
      // Where the question has the same words, another answer than its own is not read.
      let said = names(equation, "So this is \(result) \(step.unit).", "And more follows.")[1]
      read += said == "correct" ? 1 : 0
      #expect(said == "correct" || said == "unreadable", "\(problem.id)")
      let other = names(equation, "So this is \(result) \(step.otherUnit).", "And more.")[1]
      #expect(other == "wrongNoun" || other == "unreadable", "\(problem.id)")
      #expect(
        names("\(calculation) = \(wrong)", "So this is \(wrong) \(step.unit).", "And more.")
          == ["arithmetic", "wrongOperand", "-"], "\(problem.id)")
      #expect(
        names("```python", "x = \(step.left)", "y = x \(step.sign) \(step.right)", "```")
          == ["-", "-", "correct", "-"], "\(problem.id)")
      #expect(
        names("\\boxed{\(result)}", "\\boxed{\(problem.answer)}")[0] != "wrongAnswer",
        "only the last box is the answer")
    }
    #expect(count > 15 && Double(read) > 0.8 * Double(count))
  }

  @Test(
    "lines that announce claim nothing",
    arguments: [
      "To solve this problem, we need to follow these steps:", "### Step 2: Find 40 percent of it",
      "1. Calculate the water that is added to the 14 liters:", "First, we add 11 to 14:",
      "**Step 3: The cost of 5 pens**", "Let's break it down.", "\\[", "```",
      "3. **Determine the total:**", "Next, we need to multiply by 3, and then divide by 4.",
    ])
  func announcements(line: String) {
    let step = SolutionChecker(Self.problems[0]).check([line]).steps[0]
    #expect(!step.makesClaim && step.truth == .correct)
  }

  @Test("a told fact keeps its number and its person")
  func told() {
    var (facts, read) = (0, 0)
    for problem in Self.problems {
      let checker = SolutionChecker(problem)
      func step(_ line: String) -> JudgedStep { checker.check([line, "#### 1"]).steps[0] }
      for sentence in problem.statement.split(separator: ". ").map(String.init) {
        let text = StepText(sentence)
        guard !sentence.contains("?"), text.numbers.count == 1, let number = text.numbers.first,
          let unit = number.unit, unit.count > 2, sentence.contains(number.value.description)
        else { continue }
        facts += 1
        let said = step(sentence + ".")
        read += said.truth == .correct ? 1 : 0
        if case .false = said.truth { Issue.record("\(problem.id): \(sentence)") }
        let other = number.value.adding(Rational(1357)) ?? number.value
        let changed = sentence.replacing(number.value.description, with: other.description)
        let wrong = step(changed + ".")
        #expect(wrong.truth != .correct || !wrong.makesClaim, "\(problem.id): \(changed)")
        for (one, two) in zip(problem.people, problem.people.dropFirst())
        where sentence.contains(one) && !sentence.contains(two) {
          let moved = sentence.replacing(one, with: two)
          let swapped = step(moved + ".")
          #expect(swapped.truth != .correct || !swapped.makesClaim, "\(problem.id): \(moved)")
        }
      }
    }
    #expect(facts > 40 && Double(read) > 0.8 * Double(facts), "\(read) of \(facts)")
  }

  @Test(
    "told facts in other words, letters that stand for numbers, comparisons that cannot be",
    arguments: [
      ("141-ratios-3-w1", "\\[ \\frac{E}{D} = \\frac{6}{5} \\]", "unreadable"),
      ("141-ratios-3-w1", "\\[ E = \\frac{6D}{5} \\]", "unreadable"),
      ("141-ratios-3-w1", "E = D + 20", "unreadable"),
      (
        "304-sharing-4-w1",
        "- Total pretzels = (Number of bags) * (Number of pretzels per bag) + 8", "unreadable"
      ),
      ("304-sharing-4-w1", "- Each bag contains 8 pretzels.", "correct"),
      ("444-interest-3-w2", "- \\( P = 785 \\)", "-"),
      ("22-comparisons-5-w3", "- Oleg has 40 marbles.", "correct"),
      ("22-comparisons-5-w3", "- Nina has 40 marbles.", "unreadable"),
      ("22-comparisons-5-w3", "- Oleg has 5 times as many marbles as Oleg.", "wrongOperand"),
      ("22-comparisons-5-w3", "- Oleg has 5 times as many marbles as Emeka.", "wrongOperand"),
      ("79-comparisons-6-w1", "- Diego has 77 toy dinosaurs.", "correct"),
      ("76-saving-4-w2", "1. Sofia starts with $31.", "correct"),
      ("76-saving-4-w2", "1. Tala starts with $31.", "unreadable"),
      ("207-wages-3-w5", "- Each shift lasts 3 hours.", "correct"),
      ("207-wages-3-w5", "- Eduardo works for 3 hours.", "unreadable"),
      ("357-recipes-1-w2", "Each tray holds 21 mangoes.", "correct"),
      ("357-recipes-1-w2", "Each tray holds 11 mangoes.", "unreadable"),
      ("505-geometry-8-w1", "- Width: 3 decimeters", "correct"),
      ("505-geometry-8-w1", "- Width: 5 decimeters", "unreadable"),
      ("162-geometry-4-w2", "- Length = 9 meters", "correct"),
      ("162-geometry-4-w2", "- Width = 9 meters", "unreadable"),
      ("729-guests-4-w5", "The hall has 5 rows of 20 chairs each.", "correct"),
      ("816-buying-6-w0", "- Total cost of carrots = 5 carrots * $5/carrot = $25.", "correct"),
      ("816-buying-6-w0", "- Total cost of socks = 5 socks * $5/sock = $250.", "arithmetic"),
      ("505-geometry-8-w1", "Volume = 10 × 3 × 5 = 150 decimeters³", "wrongNoun"),
      ("390-units-3-w0", "- Fatima has 38 lemons.", "unreadable"),
      ("494-schedules-6-w0", "Julia studies vocabulary for 27 minutes per day.", "correct"),
      ("494-schedules-6-w0", "Julia studies vocabulary for 27 minutes per week.", "unreadable"),
      ("494-schedules-6-w0", "\\[ 27 \\text{ minutes} \\]", "-"),
      ("1530-production-7-w1", "The number of envelopes given to Mahmoud is 11.", "unreadable"),
      ("1530-production-7-w1", "Felix is behind Mahmoud by 11 envelopes.", "correct"),
    ])
  func readings(problem: String, line: String, expected: String) throws {
    let problem = try #require(GSMStyleProblem(id: "gsm-style-full-11-" + problem))
    #expect(Self.name(SolutionChecker(problem).check([line, "#### 1"]).steps[0]) == expected)
  }

  @Test("a told number beside a right result is not read; a part of what was computed is")
  func besideResults() throws {
    let tray = try #require(GSMStyleProblem(id: "gsm-style-full-11-602-recipes-4-w0"))
    let shared = SolutionChecker(tray).check([
      "25 * 9 = 225", "Freya divides the 225 dumplings evenly among 5 windows.", "#### 100",
    ])
    #expect(shared.steps.map(Self.name)[..<2] == ["correct", "unreadable"])
    let fence = try #require(GSMStyleProblem(id: "gsm-style-full-11-162-geometry-4-w2"))
    let whole = ["P = 2 \\times (9 + 36)", "P = 2 \\times 45", "P = 90"]
    let cost = ["C = 90 \\times 18", "C = 1620 \\text{ dollars}", "\\boxed{1620}"]
    #expect(
      SolutionChecker(fence).check(whole + cost).steps.map(Self.name) == [
        "correct", "correct", "correct", "wrongOperand", "wrongOperand", "wrongAnswer",
      ])
  }

  @Test("a line that is cut off within a formula claims nothing")
  func cutOff() throws {
    let problem = try #require(GSMStyleProblem(id: "gsm-style-full-11-162-geometry-4-w2"))
    let steps = SolutionChecker(problem).check(["9 + 36 = 45", "So it takes \\( 45 \\times"]).steps
    #expect(steps.map(Self.name) == ["correct", "-"])
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
