import Testing

@testable import Terminal

private let evaluate = Command(
  name: "evaluate", summary: "Measure a model on a suite.",
  discussion: "Samples every problem of the suite, judges the answers and prints the metrics with "
    + "intervals over problems.\n\nA second run with more samples buys only the difference.",
  examples: [
    Example("stepmark evaluate --suite gsm8k --samples 8", "Eight samples of each problem")
  ],
  options: [
    .value("suite", "NAME", short: "s", "The suite.", repeats: true),
    .value(
      "strategy", "NAME", "How an answer is made from samples.", default: "greedy",
      choices: ["greedy", "majority", "best-of-n", "weighted", "step-wise", "beam", "lookahead"]),
    .flag("json", "Print one JSON object."),
  ],
  arguments: [Argument("OUT", "Where the report goes.", optional: true)])

private let tool = Command(
  name: "stepmark", summary: "Mark steps.",
  options: [.value("store", "FILE", "The store.", default: "stepmark.db")],
  subcommands: [evaluate])

@Suite("Help") struct HelpTests {
  @Test("Indented lines of the discussion are two columns")
  func indentedLines() {
    let command = Command(
      name: "export", summary: "Export.",
      discussion: "Formats\nof lines:\n  native: all of it\n  trl-stepwise: one line: a solution")
    #expect(
      command.help().contains(
        """
        Formats of lines:
          native        all of it
          trl-stepwise  one line: a solution

        """))
  }

  @Test("A command's help says how to call it, in aligned columns, with examples")
  func commandHelp() {
    let expected = """
      Measure a model on a suite.

      usage: stepmark evaluate [options] [OUT]

      Samples every problem of the suite, judges the answers and prints the metrics
      with intervals over problems.

      A second run with more samples buys only the difference.

      ARGUMENTS
        OUT  Where the report goes.

      OPTIONS
        -s, --suite NAME  The suite. (may be repeated)
        --strategy NAME   How an answer is made from samples. (greedy, majority,
                          best-of-n, weighted, step-wise, beam, lookahead; default
                          greedy)
        --json            Print one JSON object.

      OPTIONS EVERYWHERE
        --store FILE  The store. (default stepmark.db)
        -h, --help    Show this help.

      EXAMPLES
        # Eight samples of each problem
        stepmark evaluate --suite gsm8k --samples 8

      """
    #expect(evaluate.help(below: [tool]) == expected)
  }

  @Test("No line is wider than asked", arguments: [60, 80, 100])
  func widths(width: Int) {
    for text in [tool.help(width: width), evaluate.help(below: [tool], width: width)] {
      #expect(text.split(separator: "\n").allSatisfy { displayWidth(String($0)) <= width })
    }
  }

  @Test("The program's help lists its commands")
  func programHelp() {
    let text = tool.help()
    #expect(text.contains("COMMANDS\n  evaluate  Measure a model on a suite."))
    #expect(text.contains("stepmark COMMAND --help"))
  }
}
