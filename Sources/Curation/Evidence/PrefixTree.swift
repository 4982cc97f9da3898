import Corpus

/// Everything that was sampled for one problem, as one tree of texts.
///
/// It is the place where evidence for a prefix is counted, under three rules:
/// - a completion counts once, however often it is inserted;
/// - a completion from a prefix s whose text goes on through s·u is a sample of what follows s·u
///   too (given that it passed there, it was drawn like any other), so the initial samples and the
///   rollouts of earlier prefixes are evidence for the later ones that they pass;
/// - a completion that was *selected by its outcome* (the solution that is labelled, the wrong
///   rollout that a search picks) is evidence where it was started, if at all, and never for the
///   prefixes of itself that are looked at because of it.
public struct PrefixTree: Sendable {
  /// A completion with the text that it makes.
  public struct Sample: Hashable, Sendable {
    /// The completion's key.
    public let key: ContentKey
    /// The UTF-8 bytes of the solution's text from its first byte to the completion's end.
    public let text: [UInt8]
    /// Where in the text the completion starts, in bytes; 0 for a sample from the problem itself.
    public let start: Int
    /// How it ended.
    public let outcome: RolloutOutcome

    /// Makes a sample.
    public init(key: ContentKey, prefix: String, completion: String, outcome: RolloutOutcome) {
      self.key = key
      text = Array(prefix.utf8) + Array(completion.utf8)
      start = prefix.utf8.count
      self.outcome = outcome
    }
  }

  private struct Node {
    /// The bytes between the parent and this node.
    var edge: ArraySlice<UInt8>
    var children: [UInt8: Int] = [:]
    /// The samples that end here.
    var samples: [Int] = []
  }

  private var nodes = [Node(edge: [])]
  private var samples: [Sample] = []
  private var numbers: [ContentKey: Int] = [:]
  private var selected: Set<ContentKey> = []

  /// Makes an empty tree.
  public init() {}

  /// How many completions it holds.
  public var count: Int { samples.count }

  /// Puts a completion into the tree, unless it is there.
  ///
  /// - Complexity: O(length of the text).
  public mutating func insert(_ sample: Sample) {
    guard numbers[sample.key] == nil else { return }
    numbers[sample.key] = samples.count
    var node = 0
    var rest = sample.text[...]
    while let first = rest.first {
      guard let child = nodes[node].children[first] else {
        nodes.append(Node(edge: rest))
        nodes[node].children[first] = nodes.count - 1
        node = nodes.count - 1
        break
      }
      let edge = nodes[child].edge
      let shared = zip(edge, rest).prefix { $0 == $1 }.count
      rest = rest.dropFirst(shared)
      if shared < edge.count {
        // The edge is divided where the texts part.
        var lower = nodes[child]
        lower.edge = edge.dropFirst(shared)
        nodes.append(lower)
        nodes[child] = Node(edge: edge.prefix(shared))
        if let next = lower.edge.first { nodes[child].children[next] = nodes.count - 1 }
      }
      node = child
    }
    nodes[node].samples.append(samples.count)
    samples.append(sample)
  }

  /// Says that a completion was chosen by its outcome.
  public mutating func select(_ key: ContentKey) { selected.insert(key) }

  /// The completions that are evidence for a prefix, ordered by their keys.
  ///
  /// - Parameters:
  ///   - prefix: the text from the solution's first byte.
  ///   - excluding: completions that are none here, whatever they are elsewhere.
  ///   - startedHere: whether only completions that were started at this very prefix count, and
  ///     none that pass it on their way.
  public func evidence(
    for prefix: String, excluding: Set<ContentKey> = [], startedHere: Bool = false
  ) -> [Sample] {
    let bytes = Array(prefix.utf8)
    var open = node(at: bytes).map { [$0] } ?? []
    var found: [Sample] = []
    while let node = open.popLast() {
      open += nodes[node].children.values
      for number in nodes[node].samples {
        let sample = samples[number]
        let isHere = sample.start == bytes.count
        if excluding.contains(sample.key) || !isHere && startedHere { continue }
        if sample.start <= bytes.count, isHere || !selected.contains(sample.key) {
          found.append(sample)
        }
      }
    }
    return found.sorted { $0.key < $1.key }
  }

  /// How the completions that are evidence for a prefix ended.
  public func counts(
    for prefix: String, excluding: Set<ContentKey> = [], startedHere: Bool = false
  ) -> RolloutCounts {
    var counts = RolloutCounts()
    for sample in evidence(for: prefix, excluding: excluding, startedHere: startedHere) {
      counts.add(sample.outcome.verdict, finish: sample.outcome.finish)
    }
    return counts
  }

  /// The highest node whose texts all begin with `bytes`; `nil` where none do.
  private func node(at bytes: [UInt8]) -> Int? {
    var node = 0
    var rest = bytes[...]
    while let first = rest.first {
      guard let child = nodes[node].children[first] else { return nil }
      let edge = nodes[child].edge
      guard zip(edge, rest).allSatisfy({ $0 == $1 }) else { return nil }
      rest = rest.dropFirst(min(edge.count, rest.count))
      node = child
    }
    return node
  }
}
