import Corpus

/// Puts the prefixes of a problem's solutions together: a prefix goes on from the longest earlier
/// one that it begins with, and one that no other goes on from is a solution.
///
/// Of equal prefixes with different labels the later one is gone on from.
struct PrefixAssembly {
  private struct Node {
    let text: [UInt8]
    let label: LabelValue
    let value: Double?
    let parent: Int?
    var isInner = false
  }

  /// The most prefixes that are put together: a hostile file must not make them quadratic.
  static let limit = 4096
  private var nodes: [Node] = []
  /// The newest node of each text, by length and then text.
  private var places: [Int: [[UInt8]: Int]] = [:]
  private let isProgress: Bool

  /// - Parameter isProgress: whether values are progress, so that a step is right where it grew.
  init(isProgress: Bool = false) { self.isProgress = isProgress }

  var count: Int { nodes.count }

  mutating func add(_ prefix: String, _ label: LabelValue, _ value: Double?) {
    let text = Array(prefix.utf8)
    let parent = places.keys.filter { $0 < text.count }.sorted(by: >).lazy
      .compactMap { [places] length in places[length]?[Array(text[..<length])] }.first
    var label = label
    if isProgress, let value {
      label = value > (parent.flatMap { nodes[$0].value } ?? 0) ? .positive : .negative
    }
    if let known = places[text.count]?[text], nodes[known].label == label,
      nodes[known].value == value
    {
      return
    }
    if let parent { nodes[parent].isInner = true }
    places[text.count, default: [:]][text] = nodes.count
    nodes.append(Node(text: text, label: label, value: value, parent: parent))
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
