import Corpus

/// Puts the prefixes of a problem's solutions together: a prefix goes on from the longest earlier
/// one that it begins with, and one that no other goes on from is a solution.
///
/// A prefix goes on in a new line, or after a space where it ended a sentence: neither "Total is 1"
/// nor "Total is 16" is a step of "Total is 16 books.".
/// Of equal prefixes with different labels the later one is gone on from.
struct PrefixAssembly {
  private struct Node {
    let text: [UInt8]
    let label: LabelValue
    let value: Double?
    let parent: Int?
    var isInner = false
  }

  /// A text by its length and a hash of it.
  private struct Digest: Hashable {
    let count: Int
    let hash: UInt64
  }

  /// The most prefixes that are put together: more are no tree of one problem.
  static let limit = 4096
  private var nodes: [Node] = []
  /// The newest node of each text.
  private var places: [Digest: Int] = [:]
  /// The different lengths of texts, in order.
  private var lengths: [Int] = []
  private let isProgress: Bool

  /// - Parameter isProgress: whether values are progress, so that a step is right where it grew.
  init(isProgress: Bool = false) { self.isProgress = isProgress }

  var count: Int { nodes.count }

  /// Adds a prefix.
  ///
  /// - Complexity: O(length + different lengths so far).
  mutating func add(_ prefix: String, _ label: LabelValue, _ value: Double?) {
    let text = Array(prefix.utf8)
    // The bare problem is no step.
    guard text.contains(where: { $0 > 0x20 }) else { return }
    let (earlier, digest) = beginnings(of: text)
    let parent = earlier.last { nodes[$0].text.count < text.count }
    var label = label
    if isProgress, let value {
      label = value > (parent.flatMap { nodes[$0].value } ?? 0) ? .positive : .negative
    }
    if let known = earlier.last, nodes[known].text.count == text.count,
      nodes[known].label == label, nodes[known].value == value
    {
      return
    }
    if let parent { nodes[parent].isInner = true }
    if lengths.last.map({ $0 < text.count }) ?? true {
      lengths.append(text.count)
    } else if let place = lengths.firstIndex(where: { $0 >= text.count }),
      lengths[place] != text.count
    {
      lengths.insert(text.count, at: place)
    }
    places[digest] = nodes.count
    nodes.append(Node(text: text, label: label, value: value, parent: parent))
  }

  /// Whether a step can end before a byte.
  private func isBoundary(_ place: Int, in text: [UInt8]) -> Bool {
    guard place < text.count else { return true }
    let before = text[..<place].lastIndex { $0 > 0x20 } ?? 0
    let after = text[place...].firstIndex { $0 > 0x20 } ?? text.count
    let gap = text[(before + 1)..<after]
    if gap.contains(0x0a) { return true }
    return !gap.isEmpty && !Self.isWord(text[before])
  }

  /// Whether a byte is an ASCII letter or digit.
  private static func isWord(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte & 0xdf)
  }

  /// The newest node of every earlier text that a text goes on from, by length, and the text's own
  /// digest.
  private func beginnings(of text: [UInt8]) -> (nodes: [Int], digest: Digest) {
    var found: [Int] = []
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    var next = 0
    for count in 0...text.count {
      if count > 0 { hash = (hash ^ UInt64(text[count - 1])) &* 0x100_0000_01b3 }
      guard next < lengths.count, lengths[next] == count else { continue }
      next += 1
      if let node = places[Digest(count: count, hash: hash)], text.starts(with: nodes[node].text),
        isBoundary(count, in: text)
      {
        found.append(node)
      }
    }
    return (found, Digest(count: text.count, hash: hash))
  }

  /// The solutions in the order of their last prefixes.
  func solutions() -> [ImportedSolution] {
    nodes.indices.filter { !nodes[$0].isInner }.map { leaf in
      var way: [Int] = []
      var place: Int? = leaf
      while let node = place {
        way.append(node)
        place = nodes[node].parent
      }
      way.reverse()
      var start = 0
      let steps = way.map { node in
        let text = nodes[node].text
        // White space before a step belongs to none.
        let first = text[start...].firstIndex { $0 > 0x20 } ?? start
        defer { start = text.count }
        return first..<text.count
      }
      let values = way.compactMap { isProgress ? nil : nodes[$0].value }
      return ImportedSolution(
        text: String(decoding: nodes[leaf].text, as: UTF8.self), steps: steps,
        labels: way.map { nodes[$0].label }, values: values.count == way.count ? values : [])
    }
  }
}
