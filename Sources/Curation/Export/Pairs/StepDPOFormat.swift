import Corpus
import JSON

/// Per-step preferences as of Setlur and others (2406.14532): what is rejected is the wrong solution
/// through its first pit, what is chosen a right solution, which goes on from the same right steps
/// where the store holds one.
public struct StepDPOFormat: AdjustableFormat {
  /// The name on the command line.
  public let name = "step-dpo"
  /// What it is.
  public let summary =
    "wrong solutions cut at their first wrong step against right ones (2406.14532)"
  /// The first wrong step is read off labels; right solutions need none.
  public let labelUse = LabelUse.optional
  /// What it carries.
  public let fields: Set<ExportedField> = [.problem, .text, .verdict]
  /// It needs right ways from before each step.
  public let extras: Set<GroupExtra> = [.continuations]
  /// As strings only.
  public let shapes: [FormatOptions.Shape] = [.standard]
  /// At most one line for a wrong solution.
  public let hasPairs = true
  private let options: FormatOptions

  /// Makes the format.
  public init(options: FormatOptions = FormatOptions()) { self.options = options }

  /// The format with another number of pairs.
  public func adjusted(to options: FormatOptions) -> any DatasetFormat {
    StepDPOFormat(options: options)
  }

  /// One line for every pair.
  public func lines(_ group: SolutionGroup) throws(ExportError) -> [ExportRow] {
    var rows: [ExportRow] = []
    for problem in group.problems {
      for pair in StepPairs.of(problem.solutions, most: options.pairs) {
        try StepPrompt.check(pair.solution, format: name)
        let statement = problem.problem.statement
        let beginning = pair.goesOn && pair.pit > 0 ? pair.beginning + "\n" : ""
        let chosen = beginning + pair.chosen
        let rejected = pair.solution.prefixes[pair.pit]
        let json: JSONValue = [
          "prompt": JSONValue(StepPrompt.question + statement + StepPrompt.answer),
          "chosen": JSONValue(" " + chosen), "rejected": JSONValue(" " + rejected),
        ]
        rows.append(
          ExportRow(
            json: json,
            meaning: ExportedLine(
              question: statement, steps: [chosen, rejected], labels: [.positive, .negative]),
            solutions: [pair.solution.completion] + (pair.source.map { [$0] } ?? [])))
      }
    }
    return rows
  }

  /// Reads a line.
  public func read(_ line: JSONValue) throws(JSONError) -> ExportedLine {
    let prompt = try line["prompt"]
    guard let (question, rest) = StepPrompt.read(try prompt.string()), rest.isEmpty else {
      throw prompt.error("wants 'Question: …', then 'Answer:' on a line of its own")
    }
    var texts: [String] = []
    for side in ["chosen", "rejected"] {
      let text = try line[side].string()
      guard text.utf8.first == 0x20 else { throw try line[side].error("begins without a space") }
      texts.append(String(text.unicodeScalars.dropFirst()))
    }
    return ExportedLine(question: question, steps: texts, labels: [.positive, .negative])
  }
}
