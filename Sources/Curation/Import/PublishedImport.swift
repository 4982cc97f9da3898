import Answers
import Corpus
import Evaluation
import ProblemSets
import Storage

/// Imports completions that somebody else sampled, as completions of a named model.
///
/// Importing a file again adds nothing: a completion is told by its model, problem and index.
public struct PublishedImport: Sendable {
  /// What became of the outputs of one model.
  public struct Result: Hashable, Sendable {
    /// The model.
    public let model: ModelIdentity
    /// Outputs that were imported, or had been before.
    public var imported = 0
    /// Those of them that the store did not have.
    public var new = 0
    /// Problems with at least one of them.
    public var problems = 0
    /// Outputs whose problem is not in the suite.
    public var unmatched = 0
    /// Verdicts of the imported outputs.
    public var verdicts: [Verdict: Int] = [:]
    /// Outputs on which the publisher's judge differs, by line of the file.
    public var differences: [Int] = []
    /// Outputs that were left out, with their lines and reasons: the unmatched ones too.
    public var rejections: [RecordRejection] = []
  }

  private static let template = Template(name: "published", text: "{statement}{prefix}")
  // Nobody knows how the publisher sampled; what is recorded is only which text it is. One text of
  // a problem may be the greedy one; of several that cannot be said.
  private static let only = Sampling(temperature: 0, maxTokens: 0, extra: #"{"published":true}"#)
  private static let several = Sampling(
    temperature: 1, maxTokens: 0, extra: #"{"published":true}"#)
  private static let batch = 512

  /// The request that a published output is the completion of.
  ///
  /// - Parameter index: which of the problem's outputs, from 0.
  public static func request(_ problem: Problem, index: Int = 0) -> Request {
    Request(
      prompt: Prompt(template: template, problem: problem),
      sampling: index == 0 ? only : several, purpose: .published, index: index, runSeed: 0)
  }

  private let store: Store
  private let judge: SolutionJudge
  private let run: Int
  private let firstIndex: Int
  private let progress: @Sendable (Int) -> Void

  /// Makes an import into a store as part of a run.
  ///
  /// - Parameters:
  ///   - firstIndex: what is added to every index, for further files of a model.
  ///   - progress: told after each group of outputs how many are done.
  public init(
    store: Store, judge: SolutionJudge, run: Int, firstIndex: Int = 0,
    progress: @escaping @Sendable (Int) -> Void = { _ in }
  ) {
    self.store = store
    self.judge = judge
    self.run = run
    self.firstIndex = firstIndex
    self.progress = progress
  }

  /// Imports the outputs of one model for the problems of a split.
  public func run(
    _ outputs: PublishedOutputs, suite: String, split: String
  ) async throws(DatabaseError) -> Result {
    let model = ModelIdentity(name: outputs.model, kind: .published)
    let problems = try await store.read { (store) throws(DatabaseError) in
      try store.problems(suite: suite, split: split, from: 0, limit: Int.max)
    }
    var matching = OutputMatching(problems, place: "\(suite) \(split)", firstIndex: firstIndex)
    for item in outputs.items { matching.add(item) }
    var result = Result(model: model)
    result.unmatched = matching.unmatched
    result.rejections = matching.rejections
    var done = 0
    for group in matching.groups(of: Self.batch) {
      let written = try await write(group, model: model, suite: suite)
      result.imported += written.imported
      result.new += written.new
      result.problems += written.problems
      result.verdicts.merge(written.verdicts, uniquingKeysWith: +)
      result.differences += written.differences
      result.rejections += written.rejections
      done += group.reduce(0) { $0 + $1.items.count }
      progress(done)
    }
    result.differences.sort()
    let (rejections, run) = (result.rejections, run)
    try await store.write { (store) throws(DatabaseError) in
      for rejection in rejections { try store.note("output rejected", "\(rejection)", run: run) }
    }
    return result
  }

  private func write(
    _ group: [OutputMatching.Group], model: ModelIdentity, suite: String
  ) async throws(DatabaseError) -> Result {
    let writer = SolutionWriter(
      model: model, judge: judge, splitter: StepSplitter(StepSplitter.Rule(format: suite)),
      recordsWitness: true)
    let (judge, run) = (judge, run)
    return try await store.write { (store) throws(DatabaseError) in
      var result = Result(model: model)
      for (problem, items) in group {
        var solutions: [JudgedReply] = []
        for (index, item) in items {
          let request = Self.request(problem, index: index)
          let key = request.key(model: model)
          let completion = Completion(
            text: item.solution, reasoning: item.reasoning, promptTokens: item.tokens.prompt,
            completionTokens: item.tokens.completion, finishReason: item.finish)
          let isNew = try store.record(
            completion, of: request, key: key, model: model, run: run)
          if !isNew, let known = try store.completion(key),
            !known.text.utf8.elementsEqual(completion.text.utf8)
          {
            result.rejections.append(
              item.rejection(
                "the store has another text as completion \(index) of this problem by "
                  + "\(model.name): import it as another model, or with another first index"))
            continue
          }
          guard
            let judged = judge.judge(Reply(key: key, completion: completion), gold: problem.gold)
          else { continue }
          solutions.append(judged)
          result.imported += 1
          result.new += isNew ? 1 : 0
          result.verdicts[judged.verdict, default: 0] += 1
          if let recorded = item.recordedCorrect, recorded != (judged.verdict == .correct) {
            result.differences.append(item.line)
          }
        }
        result.problems += solutions.isEmpty ? 0 : 1
        try writer.write(solutions, problem: problem, into: store)
      }
      return result
    }
  }
}
