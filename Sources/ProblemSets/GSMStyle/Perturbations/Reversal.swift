import Answers

/// A problem turned round: one given quantity is asked for, and the answer is given.
struct Reversal {
  /// The quantity that is no longer told.
  let hidden: Int
  /// The graph of the turned problem; its nodes are numbered anew.
  let graph: StoryGraph
  /// What is told in place of the hidden quantity.
  let fact: String
  /// What is asked for.
  let question: String

  /// Turns a problem round at the given quantity that `choose` draws; `nil` where none can be.
  ///
  /// A given quantity can be found again when it and all that follows from it are used once, in
  /// additions, subtractions, multiplications and divisions.
  init?(_ graph: StoryGraph, choose: ([Int]) -> Int) {
    let candidates = graph.nodes.indices.filter { Self.path(from: $0, in: graph) != nil }
    guard !candidates.isEmpty, case let hidden = choose(candidates),
      let path = Self.path(from: hidden, in: graph), let phrase = graph.nodes[graph.asked].phrase
    else { return nil }
    self.hidden = hidden
    var nodes: [StoryGraph.Node] = []
    var places: [Int: Int] = [:]
    func add(_ node: StoryGraph.Node, as old: Int) {
      places[old] = nodes.count
      nodes.append(node)
    }
    for (index, node) in graph.nodes.enumerated() where !path.contains(index) {
      guard case .computed(let operation, let left, let right) = node.source else {
        add(node, as: index)
        continue
      }
      guard let left = places[left], let right = places[right] else { continue }
      add(
        StoryGraph.Node(
          .computed(operation, left, right), node.value, node.unit, label: node.label,
          phrase: node.phrase), as: index)
    }
    let asked = graph.nodes[graph.asked]
    add(StoryGraph.Node(.given, asked.value, asked.unit, label: "the result"), as: graph.asked)
    for (whole, part) in zip(path, path.dropFirst()) {
      guard case .computed(let operation, let left, let right) = graph.nodes[whole].source,
        let result = places[whole], let other = places[left == part ? right : left]
      else { return nil }
      let source: StoryGraph.Source
      switch operation {
      case .add: source = .computed(.subtract, result, other)
      case .multiply: source = .computed(.divide, result, other)
      case .subtract:
        source = left == part ? .computed(.add, result, other) : .computed(.subtract, other, result)
      case .divide:
        source =
          left == part ? .computed(.multiply, result, other) : .computed(.divide, other, result)
      case .floor, .ceiling: return nil
      }
      let old = graph.nodes[part]
      let words =
        part == hidden
        ? StepPhrase(before: old.label.capitalizedFirst + " is", after: old.unit.plural)
        : old.phrase
      add(StoryGraph.Node(source, old.value, old.unit, label: old.label, phrase: words), as: part)
    }
    self.graph = StoryGraph(nodes: nodes, asked: nodes.count - 1)
    fact =
      phrase.before + " " + asked.unit.equationText(asked.value)
      + (phrase.after.isEmpty ? "" : " " + phrase.after)
    question = "what is \(graph.nodes[hidden].label)?"
  }

  /// The quantities from the asked one down to a given one; `nil` where it cannot be found again.
  private static func path(from start: Int, in graph: StoryGraph) -> [Int]? {
    let node = graph.nodes[start]
    guard node.source == .given, graph.isNeeded[start], !node.label.isEmpty,
      ![.percent, .share, .times].contains(node.unit.form), node.unit != .ratio
    else { return nil }
    var path = [start]
    while let last = path.first, last != graph.asked {
      var users: [Int] = []
      for user in graph.steps {
        guard case .computed(let operation, let left, let right) = graph.nodes[user].source else {
          continue
        }
        guard left == last || right == last else { continue }
        guard left != right, operation != .floor, operation != .ceiling else { return nil }
        users.append(user)
      }
      guard users.count == 1 else { return nil }
      path.insert(users[0], at: 0)
    }
    return path
  }
}
