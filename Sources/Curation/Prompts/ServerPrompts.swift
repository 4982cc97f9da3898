import Corpus

/// How served models are spoken to: named templates, with a version in the name of each.
///
/// A template that changes gets a new version, so that a store tells which text was sent.
public enum ServerPrompts {
  /// All, the default first.
  public static let all = [chat, chatML, question, fewShot]

  /// The prompts of a name.
  public static func named(_ name: String) -> ModelPrompts? { all.first { $0.name == name } }

  /// Turns, joined by the model's own chat template; a prefix is a last turn of the assistant.
  public static let chat = prompts(
    "chat",
    solve: Template(
      name: "chat-solve-v1",
      turns: [Message(.user, solveInstruction), Message(.assistant, "{prefix}")]),
    rephrase: rephraseInstructions.enumerated().map { index, instruction in
      Template(name: "chat-rephrase-\(index + 1)-v1", turns: [Message(.user, instruction)])
    })

  /// The same turns as ChatML text, which the model goes on from.
  public static let chatML = prompts(
    "chatml",
    solve: Template(name: "chatml-solve-v1", text: chatML(solveInstruction) + "{prefix}"),
    rephrase: rephraseInstructions.enumerated().map { index, instruction in
      Template(name: "chatml-rephrase-\(index + 1)-v1", text: chatML(instruction))
    }, stop: ["<|im_end|>"])

  /// A question and an answer that the model goes on from.
  public static let question = prompts(
    "question",
    solve: Template(
      name: "question-solve-v1",
      text: "Question: {statement}\nSolve it step by step, one step on each line. Write the final "
        + "answer on the last line after \"####\".\nAnswer:{prefix}"),
    rephrase: [fewShotRephrase], stop: ["Question:"], rephraseStop: ["\n\n", "Problem:"])

  /// Four worked examples of our own, then the question; for base models.
  public static let fewShot = prompts(
    "few-shot",
    solve: Template(
      name: "few-shot-solve-v1",
      text: examples.map { "Question: \($0.question)\nAnswer:\n\($0.answer)\n\n" }.joined()
        + "Question: {statement}\nAnswer:{prefix}"),
    rephrase: [fewShotRephrase], stop: ["Question:"], rephraseStop: ["\n\n", "Problem:"])

  private static func prompts(
    _ name: String, solve: Template, rephrase: [Template], stop: [String] = [],
    rephraseStop: [String]? = nil
  ) -> ModelPrompts {
    ModelPrompts(
      name: name, solve: solve, solveStop: stop, rephrase: rephrase,
      rephraseStop: rephraseStop ?? stop, maximumSolutionTokens: 1024, maximumStatementTokens: 512,
      rephrasesBack: false, rephraseTemperature: 0.7)
  }

  private static let solveInstruction = """
    {statement}

    Solve the problem step by step, with every step on a line of its own. Put the final answer, \
    and nothing else, into \\boxed{} on the last line.
    """

  private static let rephraseInstructions = [
    """
    Put the following problem into other words. Keep every number, every fact and what is asked \
    for, so that the answer stays the same. Reply with the new problem and nothing else.

    {statement}
    """,
    """
    Tell the following problem as another story, with other names, things and places. Keep every \
    number and how the numbers belong together, so that the answer stays the same. Reply with the \
    new problem and nothing else.

    {statement}
    """,
  ]

  private static func chatML(_ instruction: String) -> String {
    "<|im_start|>user\n\(instruction)<|im_end|>\n<|im_start|>assistant\n"
  }

  private static let examples = [
    (
      question: "A shelf has 4 boards with 9 books on each. 7 of the books are lent out. How many "
        + "books are on the shelf?",
      answer: "The boards hold 4 * 9 = 36 books.\nWithout the lent ones 36 - 7 = 29 are left.\n"
        + "#### 29"
    ),
    (
      question: "Ida saves 12 euros a week. She wants a bicycle for 180 euros and has 60 euros "
        + "already. How many weeks must she save?",
      answer: "She lacks 180 - 60 = 120 euros.\nThat takes 120 / 12 = 10 weeks.\n#### 10"
    ),
    (
      question: "A bakery sells rolls at 0.50 euros and loaves at 3 euros. On Monday it sold 80 "
        + "rolls and 25 loaves. How much money did it take?",
      answer: "The rolls brought 80 * 0.50 = 40 euros.\nThe loaves brought 25 * 3 = 75 euros.\n"
        + "Together that is 40 + 75 = 115 euros.\n#### 115"
    ),
    (
      question: "Jon is three times as old as Mia. In 6 years Mia will be 15. How old is Jon now?",
      answer: "Mia is 15 - 6 = 9 years old now.\nJon is 3 * 9 = 27 years old.\n#### 27"
    ),
  ]

  private static let fewShotRephrase = Template(
    name: "few-shot-rephrase-v1",
    text: """
      Each problem is followed by the same problem in other words, with the same numbers and the \
      same answer.

      Problem: A shelf has 4 boards with 9 books on each. 7 of the books are lent out. How many \
      books are on the shelf?
      In other words: 9 books stand on each of the 4 boards of a shelf, but 7 of them have been \
      lent out. How many are still there?

      Problem: Ida saves 12 euros a week. She wants a bicycle for 180 euros and has 60 euros \
      already. How many weeks must she save?
      In other words: A bicycle costs 180 euros. Ida has 60 euros and puts 12 euros aside every \
      week. After how many weeks can she buy it?

      Problem: {statement}
      In other words:
      """)
}
