/// A search tree: prefixes with what their rollouts came to.
public struct TreeDiagram: Hashable, Sendable {
  /// One prefix.
  public struct Node: Hashable, Sendable {
    /// The number of the node that it hangs from, in the order of the nodes; `nil` for a root.
    public var parent: Int?
    /// What it adds to its parent.
    public var text: String
    /// Rollouts that were right.
    public var correct: Int
    /// Rollouts that say something.
    public var trials: Int
    /// How often the search went through it.
    public var visits: Int

    /// Makes a node.
    public init(parent: Int?, text: String, correct: Int, trials: Int, visits: Int) {
      self.parent = parent
      self.text = text
      self.correct = correct
      self.trials = trials
      self.visits = visits
    }

    /// What the rollouts say: all right, some, none, or nothing.
    var mark: MarkedSolution.Mark {
      if trials == 0 { return .none }
      if correct == 0 { return .negative }
      return correct == trials ? .positive : .neutral
    }
  }

  /// What is shown.
  public var title: String
  /// What has to be said about it.
  public var caption: String?
  /// The nodes, each behind its parent.
  public var nodes: [Node]

  /// Makes a diagram.
  public init(_ title: String, caption: String? = nil, nodes: [Node]) {
    precondition(
      nodes.indices.allSatisfy { index in nodes[index].parent.map { $0 < index } ?? true },
      "a node stands behind its parent")
    self.title = title
    self.caption = caption
    self.nodes = nodes
  }

  /// The nodes from top to bottom: each before its children, those in the order of the nodes; with
  /// how deep it hangs.
  var rows: [(node: Int, depth: Int)] {
    var children: [Int: [Int]] = [:]
    for (index, node) in nodes.enumerated() {
      children[node.parent ?? -1, default: []].append(index)
    }
    var open = (children[-1] ?? []).reversed().map { (node: $0, depth: 0) }
    var rows: [(node: Int, depth: Int)] = []
    while let next = open.popLast() {
      rows.append(next)
      open += (children[next.node] ?? []).reversed().map { (node: $0, depth: next.depth + 1) }
    }
    return rows
  }
}

extension TreeDiagram: Chart {
  var summary: String {
    let hopeless = nodes.count { $0.mark == .negative }
    let rollouts = nodes.reduce(0) { $0 + $1.trials }
    return "\(nodes.count) prefixes with \(rollouts) rollouts; from \(hopeless) of them none is "
      + "right."
  }

  var table: Table {
    Table(
      title,
      columns: [
        Table.Column("Prefix"), Table.Column("Right rollouts", .right),
        Table.Column("Searches", .right),
      ],
      rows: rows.map { row in
        let node = nodes[row.node]
        return [
          Table.Cell(String(repeating: "· ", count: row.depth) + node.text),
          Table.Cell("\(node.correct)/\(node.trials)"), Table.Cell("\(node.visits)"),
        ]
      })
  }
}
