import Corpus
import Curation
import ProblemSets
import Storage

/// Picks searched problems whose trees can be drawn: the largest ones that fit a page.
///
/// Problems of published suites are named by id and key, without their statement; the steps are the
/// model's own words.
enum SearchTrees {
  private static let wanted = 2
  private static let mostNodes = 40

  static func read(
    store: Store, selection: ProblemSelection
  ) async throws(DatabaseError) -> [TreeDiagram] {
    let isPublished = SuiteCard.named(selection.suite) != nil
    return try await store.read { (store) throws(DatabaseError) in
      var trees: [TreeDiagram] = []
      for item in try store.searchedProblems(
        suite: selection.suite, split: selection.split, most: mostNodes, limit: wanted)
      {
        let nodes = try store.tree(
          problem: item.id, method: item.method, settings: item.settings)
        trees.append(
          TreeDiagram(
            isPublished ? "\(item.rowID) (\(item.problem.key))" : item.rowID,
            caption: isPublished ? nil : item.problem.statement, nodes: diagram(nodes)))
      }
      return trees
    }
  }

  /// The nodes with what each adds to its parent, parents first.
  private static func diagram(_ stored: [StoredTreeNode]) -> [TreeDiagram.Node] {
    // A prefix may be looked at before a shorter one that it then hangs from.
    let order = stored.indices.sorted { (stored[$0].depth, $0) < (stored[$1].depth, $1) }
    let places = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
    return order.map { index in
      let node = stored[index]
      let above = node.parent.map { stored[$0].text } ?? ""
      let own = String(decoding: node.text.utf8.dropFirst(above.utf8.count), as: UTF8.self)
      let words = own.split { $0.isWhitespace }.joined(separator: " ")
      return TreeDiagram.Node(
        parent: node.parent.flatMap { places[$0] },
        text: node.parent == nil ? "the problem" : words, correct: node.counts.correct,
        trials: node.counts.trials, visits: node.visits)
    }
  }
}
