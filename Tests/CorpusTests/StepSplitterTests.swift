import Corpus
import Testing

@Suite("Splitting solutions into steps")
struct StepSplitterTests {
  @Test("a line rule starts a step at every line that is not blank")
  func lines() {
    #expect(
      steps("\n a = 1\n\n  b = 2\r\n \n#### 3\n", .line) == [
        "\n a = 1\n\n", "  b = 2\r\n \n", "#### 3\n",
      ])
    #expect(StepSplitter(.line).split(" a \nb").map(\.trimmed) == ["a", "b"])
  }

  @Test("a blank line rule keeps paragraphs together")
  func paragraphs() {
    #expect(steps("a\nb\n \n\nc\n", .blankLine) == ["a\nb\n \n\n", "c\n"])
  }

  @Test("a numbered rule cuts before every Step n")
  func numbered() {
    #expect(
      steps(
        "Step 1: 3 * 4 = 12\n**Step 2:** done. Step 3: x\nIn Step 4 we\n## Step 5\ny", .numbered)
        == [
          "Step 1: 3 * 4 = 12\n", "**Step 2:** done. ", "Step 3: x\nIn Step 4 we\n",
          "## Step 5\ny",
        ])
    #expect(steps("Let's see. Step 1: a", .numbered) == ["Let's see. ", "Step 1: a"])
    #expect(steps("one\ntwo", .numbered) == ["one\ntwo"])
  }

  @Test("a heading rule cuts before bold lines, numbered bold lines and marked lines")
  func headings() {
    #expect(
      steps("We go on.\n\n**Cost:** 3\nso\n\n2. **Sum**: 4 ** 2\n### Answer\n5 **not**", .heading)
        == [
          "We go on.\n\n", "**Cost:** 3\nso\n\n", "2. **Sum**: 4 ** 2\n", "### Answer\n5 **not**",
        ])
    #expect(steps("**open\n#tag\n2 ** 3", .heading) == ["**open\n#tag\n2 ** 3"])
  }

  @Test(
    "the automatic rule takes what the text itself is divided by",
    arguments: [
      ("Step 1: a\n\nStep 2: b\n\nc", ["Step 1: a\n\n", "Step 2: b\n\nc"]),
      ("**A**\n\nx\n**B**\ny", ["**A**\n\nx\n", "**B**\ny"]), ("a\nb\n\nc", ["a\nb\n\n", "c"]),
      ("3*4=<<3*4=12>>12\n#### 12", ["3*4=<<3*4=12>>12\n", "#### 12"]),
      ("It is 3. So 4.", ["It is 3. ", "So 4."]), ("one", ["one"]),
    ])
  func automatic(_ text: String, _ expected: [String]) {
    #expect(steps(text, .automatic) == expected)
  }

  @Test("Published forms have their rules")
  func formats() {
    #expect(StepSplitter.Rule(format: "gsm8k") == .line)
    #expect(StepSplitter.Rule(format: "math") == .sentence)
    #expect(StepSplitter.Rule(format: "processbench") == .blankLine)
    #expect(StepSplitter.Rule(format: "math-shepherd") == .numbered)
    #expect(StepSplitter.Rule(format: "mine") == .automatic)
  }

  @Test(
    "a sentence rule knows decimals, abbreviations, initials, list numbers and mathematics",
    arguments: [
      ("It is 3.5. Then 4.", ["It is 3.5. ", "Then 4."]),
      ("Mr. Smith pays $5. He has $3.50 left.", ["Mr. Smith pays $5. ", "He has $3.50 left."]),
      (
        "George W. Bush left. Take point A. Then go.",
        ["George W. Bush left. ", "Take point A. ", "Then go."]
      ),
      ("1. Add. 2. Multiply!", ["1. Add. ", "2. Multiply!"]),
      (
        "See Fig. 3, i.e. Two. No. So what? Yes",
        ["See Fig. 3, i.e. Two. ", "No. ", "So what? ", "Yes"]
      ),
      (
        "At 5 p.m. she left. \"Why?\" Ann asked.",
        ["At 5 p.m. she left. ", "\"Why?\" ", "Ann asked."]
      ),
      ("So $x = 1. Then$ holds. Next", ["So $x = 1. Then$ holds. ", "Next"]),
      ("We get $x = 1.$ Then y", ["We get $x = 1.$ ", "Then y"]),
      ("a\nb. C", ["a\n", "b. ", "C"]),
    ])
  func sentences(text: String, expected: [String]) {
    #expect(steps(text, .sentence) == expected)
  }

  @Test(
    "no rule cuts inside mathematics or code",
    arguments: [
      "$a\nb$", "$$a\n\nb$$", "\\[a\n\nb. C\\]", "\\(a\n\nb\\)",
      "\\begin{align}a\n\n\\begin{x}\nStep 1: b\\end{x}. C\n\nd\\end{align}",
      "```\na\n\nStep 2: b. C\n```",
    ])
  func protects(text: String) {
    for rule in StepSplitter.Rule.allCases {
      #expect(steps(text, rule) == [text])
      let next = rule == .heading ? "**Then:** z" : "Step 9: z"
      #expect(steps(text + "\n\n" + next, rule).count == 2)
    }
  }

  @Test("what is opened and never closed protects nothing")
  func unclosed() {
    for opening in ["$$", "\\[", "\\(", "\\begin{a}", "```", "$x"] {
      #expect(steps("\(opening)\n\nb", .line).count == 2)
    }
    #expect(steps("costs $5\nand $6\nso $11", .line).count == 3)
    #expect(steps("5*3=$<<5*3=15>>15\nthen $7 each\n$22", .line).count == 3)
    #expect(steps("rows \\\\[2pt]\nb\\]", .line).count == 2)
  }

  @Test("short steps join the next one, a short last one the one before")
  func merging() {
    let splitter = StepSplitter(.sentence, minimumLength: 10)
    #expect(
      splitter.split("So. We add them up. Then we stop. Ok.").map(\.text) == [
        "So. We add them up. ", "Then we stop. Ok.",
      ])
    #expect(splitter.split("No.").map(\.text) == ["No."])
    #expect(splitter.name == "sentence-10")
  }

  @Test("a text of white space has no steps", arguments: ["", " \n\t\n"])
  func blank(text: String) {
    #expect(StepSplitter(.line).split(text).isEmpty)
  }

  @Test("steps tile the text and join to it byte for byte", arguments: 0..<300)
  func tiles(seed: UInt64) {
    let pieces = [
      "a", "B", " ", "\n", "\n\n", "\r\n", ". ", "?", "$", "$$", "\\(", "\\)", "\\[", "\\]", "3.5",
      "\\begin{x}", "\\end{x}", "```", "Step 2:", "Mr.", "é", "😀", "\u{301}", "\\\\", "$5", "1.",
    ]
    var random = RandomStream(seed: seed, "split")
    let text = (0..<Int.random(in: 0...60, using: &random)).map { _ in
      pieces[Int.random(in: 0..<pieces.count, using: &random)]
    }.joined()
    for rule in StepSplitter.Rule.allCases {
      for minimumLength in [0, 20] {
        let splitter = StepSplitter(rule, minimumLength: minimumLength)
        let steps = splitter.split(text)
        #expect(steps.map(\.range) == splitter.ranges(text))
        guard !steps.isEmpty else { continue }
        #expect(Array(StepSplitter.join(steps).utf8) == Array(text.utf8))
        #expect(steps.allSatisfy { !$0.trimmed.isEmpty })
        #expect(steps.first?.range.lowerBound == 0)
        #expect(steps.last?.range.upperBound == text.utf8.count)
        #expect(
          zip(steps, steps.dropFirst()).allSatisfy { $0.range.upperBound == $1.range.lowerBound })
      }
    }
  }

  @Test(
    "hostile texts take time in proportion to their length",
    arguments: ["$a ", "$", "\\(", "\\begin{a}", "```\n", "- 1. ", "A. ", "Step 1", "\n", "$1 "])
  func hostile(unit: String) {
    let text = String(repeating: unit, count: 30_000 / unit.utf8.count)
    for rule in StepSplitter.Rule.allCases {
      _ = StepSplitter(rule, minimumLength: 20).ranges(text)
    }
    _ = StepSplitter(.sentence).ranges(String(repeating: "-", count: 10_000) + text)
  }

  private func steps(_ text: String, _ rule: StepSplitter.Rule) -> [String] {
    StepSplitter(rule).split(text).map(\.text)
  }
}
