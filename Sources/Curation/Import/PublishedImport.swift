import Answers
import Corpus
import Evaluation
import ProblemSets
import Storage

/// Imports completions that somebody published, as completions of a named model.
public struct PublishedImport: Sendable {
  /// What became of the outputs of one model.
  public struct Result: Hashable, Sendable {
    /// The model.
    public let model: ModelIdentity
    /// Outputs that were imported, or had been before.
    public var imported = 0
    /// Outputs whose problem is not in the suite.
    public var unmatched = 0
    /// Verdicts of the imported outputs.
    public var verdicts: [Verdict: Int] = [:]
    /// Outputs on which the publisher's judge differs, by line of the file.
    public var differences: [Int] = []
  }

  private static let template = Template(name: "published", text: "{statement}{prefix}")
  // Nobody knows how the publisher sampled; what is recorded is only that there is one text.
  private static let sampling = Sampling(
    temperature: 0, maxTokens: 0, extra: #"{"published":true}"#)

  /// The request that a published output is the completion of.
  public static func request(_ problem: Problem) -> Request {
    Request(
      prompt: Prompt(template: template, problem: problem), sampling: sampling,
      purpose: .published, index: 0, runSeed: 0)
  }

  private let store: Store
  private let judge: SolutionJudge
  private let run: Int

  /// Makes an import into a store as part of a run.
  public init(store: Store, judge: SolutionJudge, run: Int) {
    self.store = store
    self.judge = judge
    self.run = run
  }

  /// Imports the outputs of one model for the problems of a split.
  public func run(
    _ outputs: PublishedOutputs, suite: String, split: String
  ) async throws(DatabaseError) -> Result {
    let model = ModelIdentity(name: outputs.model, kind: .published)
    let writer = SolutionWriter(
      model: model, judge: judge, splitter: StepSplitter(StepSplitter.Rule(format: suite)),
      recordsWitness: true)
    let (judge, run) = (judge, run)
    return try await store.write { (store) throws(DatabaseError) in
      let problems = try store.problems(suite: suite, split: split, from: 0, limit: Int.max)
      let byStatement = Dictionary(
        problems.map { (Self.normalized($0.problem.statement), $0.problem) }
      ) { first, _ in first }
      var result = Result(model: model)
      for item in outputs.items {
        guard let problem = byStatement[Self.normalized(item.question)] else {
          result.unmatched += 1
          try store.note(
            "output rejected", "line \(item.line): the problem is not in \(suite) \(split)",
            run: run)
          continue
        }
        let request = Self.request(problem)
        let key = request.key(model: model)
        let completion = Completion(
          text: item.solution, promptTokens: 0, completionTokens: 0, finishReason: .stop)
        try store.record(completion, of: request, key: key, model: model, run: run)
        guard
          let judged = judge.judge(Reply(key: key, completion: completion), gold: problem.gold)
        else { continue }
        try writer.write([judged], problem: problem, into: store)
        result.imported += 1
        result.verdicts[judged.verdict, default: 0] += 1
        if let recorded = item.recordedCorrect, recorded != (judged.verdict == .correct) {
          result.differences.append(item.line)
        }
      }
      return result
    }
  }

  /// The statement with every run of white space as one space.
  private static func normalized(_ text: String) -> String {
    text.split { $0.isWhitespace }.joined(separator: " ")
  }
}
