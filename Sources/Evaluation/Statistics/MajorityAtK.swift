import Corpus

/// The answers of one problem's samples, grouped by what they say.
public struct Votes: Hashable, Sendable {
  /// One distinct answer and how many samples gave it.
  public struct Group: Hashable, Sendable {
    /// How many samples gave it.
    public let count: Int
    /// Whether it is correct.
    public let isCorrect: Bool

    /// Makes a group.
    public init(count: Int, isCorrect: Bool) {
      self.count = count
      self.isCorrect = isCorrect
    }
  }

  /// The distinct answers, most frequent first.
  public let groups: [Group]
  /// Samples without an answer: they are drawn like the others but have no vote.
  public let abstentions: Int

  /// Makes votes of counted groups.
  public init(groups: [Group], abstentions: Int = 0) {
    self.groups = groups.filter { $0.count > 0 }.sorted { left, right in
      (left.count, left.isCorrect ? 1 : 0) > (right.count, right.isCorrect ? 1 : 0)
    }
    self.abstentions = abstentions
  }

  /// Groups samples by the canonical key of their answer; `nil` is a sample without one.
  ///
  /// Samples with one key are one answer, so they are all correct or all not.
  public init(_ samples: [(answer: String?, isCorrect: Bool)]) {
    var counts: [String: (count: Int, isCorrect: Bool)] = [:]
    for case (let answer?, let isCorrect) in samples {
      counts[answer, default: (0, isCorrect)].count += 1
    }
    self.init(
      groups: counts.values.map { Group(count: $0.count, isCorrect: $0.isCorrect) },
      abstentions: samples.count { $0.answer == nil })
  }

  /// The number of samples.
  public var samples: Int { groups.reduce(abstentions) { $0 + $1.count } }
}

/// The chance that the majority of k samples, drawn without replacement, is correct.
///
/// The expectation is over all subsets of size k; a tie counts as the share of the tied answers
/// that are correct, and a subset without any answer as wrong. Exact for up to 1,000 samples as
/// long as n·k² is at most 10⁸; beyond, the mean of 4,096 subsets drawn by `seed`. `nil` where
/// there are fewer than k samples.
///
/// The exact value sums, over each correct answer g and each number of votes v, the subsets in
/// which g has v votes, no other answer has more, and t others have v too, weighted 1/(t + 1).
///
/// - Complexity: about n·k²·ln k for the exact value.
public func majorityAtK(_ votes: Votes, k: Int, seed: UInt64 = 0) -> Double? {
  precondition(k >= 1, "a majority of at least one sample")
  let n = votes.samples
  guard n >= k else { return nil }
  guard votes.groups.contains(where: \.isCorrect) else { return 0 }
  if n <= 1000, n * k * k <= 100_000_000 { return exactMajority(votes, k: k) }
  return sampledMajority(votes, k: k, seed: seed, draws: 4096)
}

extension Estimate {
  /// maj@k averaged over problems; `nil` where there is no problem or one has fewer than k samples.
  public static func majorityAtK(ofProblems votes: [Votes], k: Int, seed: UInt64 = 0) -> Estimate? {
    let values = votes.compactMap { Evaluation.majorityAtK($0, k: k, seed: seed) }
    guard values.count == votes.count else { return nil }
    return mean(ofProblems: values)
  }
}

func exactMajority(_ votes: Votes, k: Int) -> Double {
  let triangle = Binomials(upTo: votes.samples)
  var favourable = 0.0
  // Answers with equal counts and correctness have equal chances: each kind is computed once.
  var done: [Votes.Group: Double] = [:]
  for (index, winner) in votes.groups.enumerated() where winner.isCorrect {
    if let known = done[winner] {
      favourable += known
      continue
    }
    var chance = 0.0
    for v in 1...max(1, min(winner.count, k)) {
      var others = votes.groups
      others.remove(at: index)
      chance +=
        triangle[winner.count, v]
        * waysNotBeaten(
          others.map(\.count), abstentions: votes.abstentions, by: v, drawn: k - v, triangle)
    }
    done[winner] = chance
    favourable += chance
  }
  return min(1, favourable / triangle[votes.samples, k])
}

/// The number of ways to draw `drawn` samples so that no answer has more than `v`, each way divided
/// by one more than the number of answers that have exactly `v`.
private func waysNotBeaten(
  _ counts: [Int], abstentions: Int, by v: Int, drawn: Int, _ triangle: Binomials
) -> Double {
  let maximalTies = drawn / v
  let width = maximalTies + 1
  // ways[used * width + ties]
  var ways = [Double](repeating: 0, count: (drawn + 1) * width)
  ways[0] = 1
  var reachable = 0
  for count in counts {
    let most = min(count, v)
    let nextReachable = min(drawn, reachable + most)
    // Downwards, so that the smaller states still are those of before this answer.
    for used in stride(from: nextReachable, through: 0, by: -1) {
      for ties in stride(from: min(maximalTies, used / v), through: 0, by: -1) {
        var sum = 0.0
        for given in 0...min(most, used) where used - given <= reachable {
          let before = given == v ? ties - 1 : ties
          guard before >= 0 else { continue }
          sum += triangle[count, given] * ways[(used - given) * width + before]
        }
        ways[used * width + ties] = sum
      }
    }
    reachable = nextReachable
  }
  var total = 0.0
  for used in max(0, drawn - abstentions)...drawn {
    for ties in 0...maximalTies {
      total += ways[used * width + ties] / Double(ties + 1) * triangle[abstentions, drawn - used]
    }
  }
  return total
}

/// The mean over subsets drawn from the stream of `seed` and the votes themselves.
func sampledMajority(_ votes: Votes, k: Int, seed: UInt64, draws: Int) -> Double {
  var hasher = ContentHasher("majority-at-k")
  hasher.add(k)
  var pool: [Int] = [Int](repeating: -1, count: votes.abstentions)
  for (index, group) in votes.groups.enumerated() {
    hasher.add(group.count)
    hasher.add(group.isCorrect ? 1 : 0)
    pool += [Int](repeating: index, count: group.count)
  }
  var stream = RandomStream(seed: seed, key: hasher.key)
  var total = 0.0
  for _ in 0..<draws {
    var tally = [Int](repeating: 0, count: votes.groups.count)
    for position in 0..<k {
      pool.swapAt(position, Int.random(in: position..<pool.count, using: &stream))
      if pool[position] >= 0 { tally[pool[position]] += 1 }
    }
    guard let top = tally.max(), top > 0 else { continue }
    let tied = tally.indices.filter { tally[$0] == top }
    total += Double(tied.count { votes.groups[$0].isCorrect }) / Double(tied.count)
  }
  return total / Double(draws)
}

/// Pascal's triangle as doubles.
struct Binomials {
  private let rows: [[Double]]

  init(upTo n: Int) {
    var rows: [[Double]] = [[1]]
    for row in 1..<(n + 1) {
      let above = rows[row - 1]
      rows.append([1] + (1..<row).map { above[$0 - 1] + above[$0] } + [1])
    }
    self.rows = rows
  }

  subscript(n: Int, k: Int) -> Double { k < 0 || k > n ? 0 : rows[n][k] }
}
