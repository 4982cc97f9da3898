import Corpus

/// A problem of a generated suite.
public protocol GeneratedProblem: CorruptibleProblem {
  /// The parts of its suite.
  associatedtype Split: RawRepresentable<String>, CaseIterable, Hashable, Sendable

  /// The part that it belongs to, whatever else is generated.
  var split: Split { get }
  /// What makes two problems one: a suite gives only the first of those that share it.
  var identity: ContentKey { get }
  /// The problem's row in the suite.
  var row: Row { get }

  /// The problem changed in some way; `nil` where it cannot be.
  func perturbed(by perturbation: Perturbation) -> Self?
}

extension GeneratedProblem {
  /// No perturbation, unless a suite has some.
  public func perturbed(by perturbation: Perturbation) -> Self? { nil }
}

/// A suite whose problem at an index is a function of seed, selection and index alone.
///
/// Its rows are those of the indices from 0 on, each problem once.
public protocol GeneratedSuite: Sendable {
  /// A problem of the suite.
  associatedtype Member: GeneratedProblem

  /// The suite's name, which every id begins with.
  static var name: String { get }
  /// So many indices in a row without a new problem count as the end of the suite.
  static var longestGap: Int { get }

  /// The problem at an index; `nil` where the selection leaves it out.
  func selected(at index: Int) -> Member?
}

/// A selection has fewer different problems than were asked for.
public struct SuiteExhausted: Error, Hashable, Sendable, CustomStringConvertible {
  /// The suite's name.
  public let suite: String
  /// The split; `nil` for all.
  public let split: String?
  /// How many problems there are.
  public let found: Int
  /// How many were asked for.
  public let asked: Int

  /// Makes the error.
  public init(suite: String, split: String?, found: Int, asked: Int) {
    self.suite = suite
    self.split = split
    self.found = found
    self.asked = asked
  }

  /// One line for people.
  public var description: String {
    "\(suite)\(split.map { "/" + $0 } ?? "") has only \(found) different problems of this "
      + "selection, \(asked) were asked for"
  }
}

extension GeneratedSuite {
  /// The different problems of a split one by one, in the order of their indices.
  ///
  /// - Parameter split: the split; `nil` for all.
  public func stream(split: Member.Split?) -> GeneratedStream<Self> {
    GeneratedStream(suite: self, split: split)
  }

  /// The first `count` problems of a split, in the order of their indices, each once.
  ///
  /// A longer list begins with the shorter one.
  ///
  /// - Parameters:
  ///   - split: the split; `nil` for all.
  ///   - count: how many.
  public func problems(
    split: Member.Split?, count: Int
  ) throws(SuiteExhausted) -> [Member] {
    let found = Array(stream(split: split).prefix(count))
    guard found.count == count else {
      throw SuiteExhausted(
        suite: Self.name, split: split?.rawValue, found: found.count, asked: count)
    }
    return found
  }

  /// The first `count` rows of a split, in the order of their indices, each problem once.
  public func rows(split: Member.Split?, count: Int) throws(SuiteExhausted) -> [Row] {
    try problems(split: split, count: count).map(\.row)
  }

  /// Generates the rows of the first `count` problems on several threads and hands them over in
  /// groups, so that memory does not grow with them but for eight bytes a problem.
  ///
  /// - Parameters:
  ///   - split: the split; `nil` for all.
  ///   - count: how many problems.
  ///   - perturbations: the variants whose rows follow each problem's, where it has them.
  ///   - threads: how many threads generate; the rows do not depend on it.
  ///   - body: takes the rows of the next problems and the number of these problems.
  public func generateRows(
    split: Member.Split?, count: Int, perturbations: [Perturbation] = [], threads: Int = 1,
    _ body: ([Row], Int) async throws -> Void
  ) async throws {
    let groups = max(1, threads)
    var distinct = DistinctProblems(longestGap: Self.longestGap)
    var found = 0
    var start = 0
    while found < count {
      let before = found
      // Small requests should not pay for a large group.
      let size = min(1024, 16 + 2 * (count - found) / groups)
      var rows: [Row] = []
      for group in await candidates(
        split, from: start, size: size, groups: groups, perturbations)
      {
        for candidate in group where found < count && !distinct.isExhausted {
          guard distinct.admits(candidate?.identity) else { continue }
          rows += candidate?.rows ?? []
          found += 1
        }
      }
      start += size * groups
      if found > before { try await body(rows, found - before) }
      guard found == count || !distinct.isExhausted else {
        throw SuiteExhausted(
          suite: Self.name, split: split?.rawValue, found: found, asked: count)
      }
    }
  }

  private func candidates(
    _ split: Member.Split?, from start: Int, size: Int, groups: Int,
    _ perturbations: [Perturbation]
  ) async -> [[Candidate?]] {
    await withTaskGroup(of: (Int, [Candidate?]).self) { tasks in
      for group in 0..<groups {
        tasks.addTask {
          let first = start + group * size
          let made = (first..<first + size).map { index -> Candidate? in
            guard let problem = selected(at: index), split == nil || problem.split == split else {
              return nil
            }
            let variants = perturbations.compactMap { problem.perturbed(by: $0) }
            return Candidate(
              identity: problem.identity, rows: [problem.row] + variants.map(\.row))
          }
          return (group, made)
        }
      }
      var results: [(Int, [Candidate?])] = []
      for await result in tasks { results.append(result) }
      return results.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }
}

/// What an index gives, unless an earlier one gave the same.
private struct Candidate: Sendable {
  let identity: ContentKey
  let rows: [Row]
}

/// The different problems of a suite one by one.
///
/// It holds no problem, only eight bytes for each that it gave; two different ones are taken for
/// one in about one of 10⁷ streams of a million.
public struct GeneratedStream<Suite: GeneratedSuite>: Sequence, IteratorProtocol, Sendable {
  private let suite: Suite
  private let split: Suite.Member.Split?
  private var index = 0
  private var distinct = DistinctProblems(longestGap: Suite.longestGap)

  init(suite: Suite, split: Suite.Member.Split?) {
    self.suite = suite
    self.split = split
  }

  /// The next problem; `nil` when the selection is exhausted.
  public mutating func next() -> Suite.Member? {
    while !distinct.isExhausted {
      let problem = suite.selected(at: index)
      index += 1
      let fits = split == nil || problem?.split == split
      if distinct.admits(fits ? problem?.identity : nil) { return problem }
    }
    return nil
  }
}

/// Tells new problems from those that an earlier index gave.
private struct DistinctProblems: Sendable {
  let longestGap: Int
  private var seen: Set<UInt64> = []
  private var gap = 0

  init(longestGap: Int) { self.longestGap = longestGap }

  var isExhausted: Bool { gap >= longestGap }

  /// Whether the next index brings something new; `nil` stands for one without a problem.
  mutating func admits(_ identity: ContentKey?) -> Bool {
    guard let identity, seen.insert(identity.high).inserted else {
      gap += 1
      return false
    }
    gap = 0
    return true
  }
}
