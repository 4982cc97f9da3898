import Corpus

extension SuiteRows {
  /// The same rows with gold answers from another file where they have none: those of the problems
  /// with the same statement, runs of white space apart.
  ///
  /// ProcessBench and the flat PRM800K come without gold answers, so that no rollout of theirs can
  /// be judged; the suites that their problems were taken from have them.
  ///
  /// - Parameter rows: the other file's; of equal statements the first one counts.
  /// - Returns: the rows and how many golds were filled in.
  public func fillingGolds(from rows: [Row]) -> (rows: SuiteRows, filled: Int) {
    let golds = Dictionary(
      rows.lazy.filter { !$0.problem.gold.isEmpty }.map {
        (Self.plain($0.problem), $0.problem.gold)
      }
    ) { first, _ in first }
    var filled = 0
    let all = self.rows.map { row -> Row in
      guard row.problem.gold.isEmpty, let gold = golds[Self.plain(row.problem)] else { return row }
      filled += 1
      var attributes = row.attributes
      let flags = row.flags.filter { $0 != .emptyGold }.map(\.rawValue)
      attributes[RowAttributes.flags] = flags.isEmpty ? nil : flags.joined(separator: ",")
      return Row(
        id: row.id, suite: row.suite, split: row.split,
        problem: Problem(statement: row.problem.statement, gold: gold, root: row.problem.root),
        attributes: attributes, goldSolution: row.goldSolution)
    }
    return (
      SuiteRows(
        rows: all, solutions: solutions, rejections: rejections,
        unreadableGolds: unreadableGolds, digest: digest), filled
    )
  }

  private static func plain(_ problem: Problem) -> String {
    problem.statement.split { $0.isWhitespace }.joined(separator: " ")
  }
}
