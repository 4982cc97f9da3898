import Answers
import Corpus
import Dispatch
import Evaluation
import Storage
import Synchronization

/// What became of verdicts when a judge looked at all completions again.
public struct RejudgeResult: Sendable {
  /// A change from one verdict to another; `nil` where there was none.
  public struct Change: Hashable, Sendable, Comparable {
    /// The verdict from before.
    public let old: Verdict?
    /// The verdict now.
    public let new: Verdict

    /// By the order of the verdicts, no verdict first.
    public static func < (left: Change, right: Change) -> Bool { left.order < right.order }

    private var order: Int {
      let all = Verdict.allCases
      let first = old.flatMap { all.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
      return first * (all.count + 1) + (all.firstIndex(of: new) ?? 0)
    }
  }

  /// A completion whose verdict flipped.
  public struct Flip: Sendable {
    /// The completion.
    public let completion: JudgeableCompletion
    /// How.
    public let change: Change
    /// The answer that was found before.
    public let oldAnswer: String?
    /// The judgement now.
    public let judgement: Judgement
  }

  /// A run and a suite that completions belong to.
  public struct Group: Hashable, Sendable, Comparable {
    /// The run that paid for them.
    public let run: Int
    /// The suite of their problems; empty where there is none.
    public let suite: String

    /// By run, then by suite.
    public static func < (left: Group, right: Group) -> Bool {
      (left.run, left.suite) < (right.run, right.suite)
    }
  }

  /// Completions that were judged.
  public internal(set) var completions = 0
  /// Completions by old and new verdict, in every run and suite.
  public internal(set) var groups: [Group: [Change: Int]] = [:]
  /// The first flips, in the order of the completions; at most `RejudgeResult.exampleLimit` of each
  /// kind.
  public internal(set) var examples: [Flip] = []
  /// How many labels rest on rollouts whose verdict flipped: labelling again renews them.
  public internal(set) var labels = 0

  /// How many flips of each kind are kept as examples.
  public static let exampleLimit = 5

  /// Completions by old and new verdict.
  public var changes: [Change: Int] {
    groups.values.reduce(into: [:]) { $0.merge($1, uniquingKeysWith: +) }
  }

  /// How many verdicts differ from before.
  public var flips: Int {
    changes.reduce(0) { $0 + ($1.key.old == nil || $1.key.old == $1.key.new ? 0 : $1.value) }
  }
}

/// Judges all stored completions again, without any model.
///
/// Verdicts of other judges stay as they are. Verdicts by the policy of the stages become those
/// of the stored solutions.
public struct Rejudging: Sendable {
  private static let pageSize = 4096

  private let store: Store
  private let judge: Judge
  private let threads: Int

  /// Makes a re-judging of a store on some threads; the result does not depend on their number.
  public init(store: Store, judge: Judge, threads: Int) {
    precondition(threads > 0, "\(threads) threads")
    self.store = store
    self.judge = judge
    self.threads = threads
  }

  /// Judges everything, page by page.
  ///
  /// - Parameters:
  ///   - progress: is handed the number of completions that are done.
  ///   - shouldStop: asked between pages.
  public func run(
    progress: @Sendable (Int) -> Void, shouldStop: @Sendable () -> Bool = { false }
  ) async throws(DatabaseError) -> RejudgeResult {
    var result = RejudgeResult()
    var flipped: [Int64] = []
    var last: Int64 = 0
    while !shouldStop() {
      let after = last
      let page = try await store.read { (store) throws(DatabaseError) in
        try store.judgeableCompletions(after: after, limit: Self.pageSize)
      }
      guard let end = page.last else { break }
      last = end.id
      let judgements = judgements(of: page)
      let changes = try await record(page, judgements)
      for ((completion, judgement), earlier) in zip(zip(page, judgements), changes) {
        let change = RejudgeResult.Change(old: earlier?.verdict, new: judgement.verdict)
        let group = RejudgeResult.Group(run: completion.run, suite: completion.suite)
        result.groups[group, default: [:]][change, default: 0] += 1
        guard let old = change.old, old != change.new else { continue }
        flipped.append(completion.id)
        if result.examples.count(where: { $0.change == change }) < RejudgeResult.exampleLimit {
          result.examples.append(
            RejudgeResult.Flip(
              completion: completion, change: change, oldAnswer: earlier?.answer,
              judgement: judgement))
        }
      }
      result.completions += page.count
      progress(result.completions)
    }
    let ids = flipped
    result.labels = try await store.read { (store) throws(DatabaseError) in
      try store.labelCount(restingOn: ids)
    }
    return result
  }

  /// Writes the verdicts of a page; returns what was said before.
  private func record(
    _ page: [JudgeableCompletion], _ judgements: [Judgement]
  ) async throws(DatabaseError) -> [(verdict: Verdict, answer: String?)?] {
    let identity = judge.identity
    let isOfStages = judge.policy == .marked
    return try await store.write { (store) throws(DatabaseError) in
      var changes: [(verdict: Verdict, answer: String?)?] = []
      for (completion, judgement) in zip(page, judgements) {
        changes.append(try store.earlierVerdict(on: completion.id, than: identity))
        let judged = JudgedCompletion(completion.key, judgement)
        try store.record(judged, by: identity)
        if isOfStages { try store.renewSolution(judged) }
      }
      return changes
    }
  }

  /// The judgements of a page in its order, made on all threads.
  private func judgements(of page: [JudgeableCompletion]) -> [Judgement] {
    let size = 64
    let pieces = (page.count + size - 1) / size
    // Protects the slots that the threads fill.
    let results = Mutex([[Judgement]](repeating: [], count: pieces))
    let next = Atomic(0)
    DispatchQueue.concurrentPerform(iterations: min(threads, pieces)) { _ in
      var worker = JudgeWorker(judge)
      while case let piece = next.wrappingAdd(1, ordering: .relaxed).oldValue, piece < pieces {
        let part = page[(piece * size)..<min(page.count, (piece + 1) * size)]
        let judged = part.map {
          worker.judge($0.text, gold: $0.gold, isCut: $0.finish == .length)
        }
        results.withLock { $0[piece] = judged }
      }
    }
    return results.withLock { $0.flatMap { $0 } }
  }
}
