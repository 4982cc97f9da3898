import Corpus
import JSON

/// Per-step preferences as of Self-Explore (2404.10346): the right steps stand in the prompt, what
/// is rejected is the first wrong step alone, what is chosen the rest of a right solution.
///
/// A wrong solution is left out when no right way is known that goes on from its right steps.
public struct SelfExploreFormat: AdjustableFormat {
  /// The name on the command line.
  public let name = "self-explore"
  /// What it is.
  public let summary =
    "the first wrong step against a right way on from the steps before (2404.10346)"
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
    SelfExploreFormat(options: options)
  }

  /// One line for every pair.
  public func lines(_ group: SolutionGroup) throws(ExportError) -> [ExportRow] {
    var rows: [ExportRow] = []
    for problem in group.problems {
      for pair in StepPairs.of(problem.solutions, most: options.pairs) where pair.goesOn {
        try StepPrompt.check(pair.solution, format: name)
        let statement = problem.problem.statement
        let step = pair.solution.steps[pair.pit]
        let beginning = pair.pit > 0 ? pair.beginning + "\n" : ""
        let json: JSONValue = [
          "prompt": JSONValue(
            StepPrompt.question + statement + StepPrompt.answer + " " + beginning),
          "chosen": JSONValue(pair.chosen), "rejected": JSONValue(step),
        ]
        rows.append(
          ExportRow(
            json: json,
            meaning: ExportedLine(
              question: statement, steps: [pair.chosen, step], labels: [.positive, .negative],
              others: ["beginning": beginning]),
            solutions: [pair.solution.completion] + (pair.source.map { [$0] } ?? [])))
      }
    }
    return rows
  }

  /// Reads a line.
  public func read(_ line: JSONValue) throws(JSONError) -> ExportedLine {
    let prompt = try line["prompt"]
    guard let (question, rest) = StepPrompt.read(try prompt.string()), rest.utf8.first == 0x20
    else { throw prompt.error("wants 'Question: …', then 'Answer: ' on a line of its own") }
    let beginning = String(rest.unicodeScalars.dropFirst())
    guard beginning.isEmpty || beginning.unicodeScalars.last == "\n" else {
      throw prompt.error("does not end with the end of a line")
    }
    return ExportedLine(
      question: question, steps: [try line["chosen"].string(), try line["rejected"].string()],
      labels: [.positive, .negative], others: ["beginning": beginning])
  }
}
