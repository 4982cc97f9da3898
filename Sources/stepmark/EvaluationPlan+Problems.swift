import Corpus
import Curation
import ProblemSets
import Storage
import Terminal

extension EvaluationPlan {
  /// The plan with its rows in the store: those of `--problems`, else the published ones below
  /// `$STEPMARK_DATA`, else those that the store holds.
  func provided(in store: Store) async throws -> EvaluationPlan {
    if let path = invocation.optionalString("problems") {
      let file = try suiteFile(path)
      let read = try file.read()
      for rejection in read.rejections.prefix(20) {
        Console.writeLine("  \(rejection)", to: .error)
      }
      guard let first = read.rows.first else {
        throw CommandError("\(path): no row can be used", exitCode: .badInput)
      }
      // Rows of our own name their suite and split themselves.
      let split =
        invocation.isGiven("split") ? selection.split : first.split
      let rows = read.rows.filter { $0.suite == first.suite && $0.split == split }
      guard !rows.isEmpty else {
        throw CommandError(
          "\(path): no row is of the split \(split)", hint: "--split \(first.split)",
          exitCode: .missingData)
      }
      try await insert(rows, into: store)
      return with(suite: first.suite, split: split)
    }
    for found in try SuiteSource(store: nil).publishedRows(selection.suite, selection.split) {
      try await insert(found.rows, into: store)
    }
    return self
  }

  /// The file, recognised by its card where it has one.
  private func suiteFile(_ path: String) throws -> SuiteFile {
    let suite = invocation.isGiven("suite") ? selection.suite : nil
    let split = invocation.isGiven("split") ? selection.split : nil
    let found = try SuiteFile(recognising: path)
    guard !found.isPublished else {
      guard suite == nil || suite == found.suite, split == nil || split == found.split else {
        throw CommandError(
          "\(path) is \(found.suite)/\(found.split) by its SHA-256, not "
            + "\(selection.suite)/\(selection.split)",
          hint: "--suite \(found.suite) --split \(found.split)", exitCode: .badInput)
      }
      return found
    }
    if let suite, let card = SuiteCard.named(suite) {
      throw CommandError(
        "\(path) is no published file of \(card.name): no card has its SHA-256",
        hint: "--suite with a name of your own, or stepmark problems fetch \(card.name)",
        exitCode: .badInput)
    }
    return SuiteFile(path, reader: found.reader, suite: suite, split: split ?? "test")
  }

  private func insert(_ rows: [Row], into store: Store) async throws {
    _ = try await store.write { (store) throws(DatabaseError) in
      for (position, row) in rows.enumerated() { _ = try store.insert(row, position: position) }
    }
  }
}
