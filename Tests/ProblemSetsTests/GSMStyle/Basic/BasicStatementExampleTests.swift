import ProblemSets
import Testing

@Suite("gsm-style: examples of texts that state a problem or do not")
struct BasicStatementExampleTests {
  /// A text, whole or with one piece of the problem's own statement replaced.
  struct Example: CustomTestStringConvertible {
    let problem: String
    let replaced: String
    let replacement: String
    let truth: StatementTruth
    var testDescription: String { "\(replaced) -> \(replacement)" }

    init(_ problem: String, _ replaced: String, _ replacement: String, _ truth: StatementTruth) {
      self.problem = problem
      self.replaced = replaced
      self.replacement = replacement
      self.truth = truth
    }
  }

  // "Mia has 32 stamps. Then Zoe gives Mia 7 stamps. Then Mia gives 15 stamps to Zoe. In the end,
  // Zoe has 18 stamps. How many more stamps does Mia have than Zoe in the end?"
  static let collecting = "gsm-style-21-134-collecting-3-w0"
  // "Amy has 55 flowers. Then Ben gives Amy 18 flowers. Then Amy finds 8 more flowers. In the end,
  // Amy shares the flowers equally among 3 friends. How many flowers does each friend get?"
  static let sharing = "gsm-style-21-122-collecting-3-w0"
  // "Sam has 10 beads. Eva has as many beads as Mia and Sam together. Noah has as many beads as
  // Mia and Eva together. Max has 17 beads. Eva has 16 beads. How many beads do Mia and Noah have
  // together?"
  static let graph = "gsm-style-21-57-graphs-3-w0"
  // "Leo is 28 years old. Leo has 6 friends at school. Jack is 14 years older than Leo. Jack is 3
  // times as old as Dan. The house of Jack and Dan is 11 years old. What is the sum of the ages of
  // Jack and Dan and the house?"
  static let ages = "gsm-style-21-83-ages-4-w0"

  static let faithful = [
    Example(collecting, "Mia has 32", "At first, Mia has 32", .faithful),
    Example(collecting, "Then Zoe gives Mia", "Later, Zoe gives Mia", .faithful),
    Example(collecting, " than Zoe in the end?", " than Zoe?", .faithful),
    Example(
      collecting, "Then Zoe gives Mia 7 stamps. Then Mia gives 15 stamps to Zoe.",
      "Next, Mia hands 15 stamps to Zoe.\nLater, Mia is given 7 stamps by Zoe.", .faithful),
    Example(collecting, "Mia has 32 stamps.", "mia has 32 stamps!", .faithful),
    Example(collecting, "Then Zoe", "It is day 9 of the month. Then Zoe", .faithful),
    Example(collecting, "Then Zoe", "Mia also has 9 pens. Then Zoe", .faithful),
    Example(graph, "Max has 17 beads. ", "", .faithful),
    Example(graph, "Max has 17 beads.", "Max has 5 fewer beads than Eva.", .faithful),
    Example(graph, "Max has 17", "Ruth has 3 fewer beads than Max. Max has 17", .faithful),
    Example(graph, "Sam has 10 beads.", "Sam owns 10 beads. Sam has 10 beads.", .faithful),
    Example(
      graph, "Eva has as many beads as Mia and Sam together.",
      "The number of beads that Sam has is the difference between those of Mia and Eva.",
      .faithful),
    Example(
      ages, "Jack is 14 years older than Leo.", "Leo was born 14 years after Jack.", .faithful),
    Example(ages, "Leo has 6 friends at school. ", "", .faithful),
    Example(ages, "of Jack and Dan is 11", "of Dan and Jack is 11", .faithful),
  ]

  static let changed = [
    Example(collecting, "Mia has 32", "Mia has 33", .changed(.number)),
    Example(collecting, "Zoe gives Mia 7", "Mia gives Zoe 7", .changed(.person)),
    Example(collecting, "Zoe gives Mia 7 stamps", "Zoe gives Mia 7 coins", .changed(.thing)),
    Example(collecting, "Then Zoe gives Mia 7 stamps.", "", .changed(.missing)),
    Example(collecting, "Then Zoe gives", "Mia loses 3 stamps. Then Zoe gives", .changed(.added)),
    Example(
      collecting, "Then Zoe gives Mia 7 stamps.", "Mia also has 9 stamps. Zoe gives Mia 7 stamps.",
      .changed(.added)),
    Example(
      collecting, "Then Zoe gives Mia 7 stamps.",
      "Then Zoe gives Mia 7 stamps. Next, Zoe hands 7 stamps to Mia.", .changed(.repeated)),
    Example(
      collecting, "Mia has 32 stamps. Then Zoe gives Mia 7 stamps.",
      "Zoe gives Mia 7 stamps. Mia has 32 stamps.", .changed(.order)),
    Example(
      sharing,
      "Then Amy finds 8 more flowers. In the end, Amy shares the flowers equally among 3 friends.",
      "In the end, Amy shares the flowers equally among 3 friends. Then Amy finds 8 more flowers.",
      .changed(.order)),
    Example(
      collecting, "How many more stamps does Mia have than Zoe",
      "How many more stamps does Zoe have than Mia", .changed(.question)),
    Example(
      collecting, "How many more", "How many stamps does Mia have in the end? How many more",
      .changed(.question)),
    Example(
      collecting, "How many more stamps does Mia have than Zoe in the end?", "",
      .changed(.question)),
    Example(graph, "Max has 17", "Mia has 5 beads. Max has 17", .changed(.added)),
    Example(graph, "Mia and Sam together", "Mia and Max together", .changed(.person)),
    Example(
      graph, "Noah has as many beads as Mia and Eva together.",
      "The number of beads that Noah has is the difference between those of Mia and Eva.",
      .changed(.person)),
    Example(ages, "14 years older", "14 years younger", .changed(.person)),
    Example(
      ages, "Jack is 3 times as old as Dan", "Jack is 3 years older than Dan",
      .changed(.relation)),
  ]

  @Test("people whom the statement does not mention may have any name")
  func strangers() throws {
    let problem = try #require(BasicProblem(id: "gsm-style-21-8-bus-3-w0"))
    let start = "A bus starts with 18 people."
    try #require(problem.statement.hasPrefix(start))
    for name in ["Ana", "Ben", "Ruth"] {
      let text = problem.statement.replacing(
        start, with: "The bus of \(name) starts with 18 people.")
      #expect(StatementChecker(problem).check(text) == .faithful)
    }
    let known = StatementChecker(problem.reworded(3))
    let driver = try #require(
      problem.reworded(3).statement.split(separator: " ").dropFirst(3).first)
    let other = driver == "Ana" ? "Ben" : "Ana"
    let text = problem.statement.replacing(
      start, with: "The bus of \(other) starts with 18 people.")
    #expect(known.check(text) == .changed(.person))
  }

  @Test("a replaced piece", arguments: faithful + changed)
  func replacedPiece(example: Example) throws {
    let problem = try #require(BasicProblem(id: example.problem))
    try #require(problem.statement.contains(example.replaced))
    let text = problem.statement.replacing(example.replaced, with: example.replacement)
    let checker = StatementChecker(problem)
    #expect(checker.check(text) == example.truth, "\(text)")
    #expect(StatementChecker(problem.reworded(3)).check(text) == example.truth)
  }
}
