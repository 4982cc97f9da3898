import Glibc
import JSON
import ProblemSets
import Storage
import Terminal

extension ProblemsCommand {
  static let list = Command(
    name: "list",
    summary: "List the published suites, those of the store, and the formats that are known.",
    discussion: """
      For every published file: its rows, its licence, and where it lies below STEPMARK_DATA, \
      recognised by its SHA-256. With a suite's name: where to get its files and the results that \
      are published for it.
      """,
    examples: [
      Example("stepmark problems list", "all suites"),
      Example("stepmark problems list gsm8k", "one suite's card"),
      Example("stepmark problems list --store demo/stepmark.db", "the demo's suites too"),
    ],
    options: [CommonOptions.filledStore, CommonOptions.json],
    arguments: [Argument("SUITE", "a published suite", optional: true)]
  ) { invocation in
    var cards = SuiteCard.all
    if let name = invocation.argument("SUITE") {
      guard let card = SuiteCard.named(name) else { throw SuiteSource.missing(name) }
      cards = [card]
    }
    let stored = try await storedSuites(invocation)
    if invocation.flag("json") {
      let json: JSONValue = [
        "suites": JSONValue(
          stored.map {
            [
              "suite": JSONValue($0.suite), "split": JSONValue($0.split),
              "problems": JSONValue($0.rows),
            ] as JSONValue
          }),
        "published": JSONValue(cards.map { described($0) }),
        "formats": JSONValue(SuiteFormats.names.map { JSONValue($0) }),
      ]
      Console.writeLine(json.serialized())
      return .success
    }
    if invocation.argument("SUITE") != nil {
      for card in cards { show(card) }
      return .success
    }
    var table = TextTable([
      .init("published suite"), .init("split"), .init("problems", .right), .init("format"),
      .init("licence"), .init("here"),
    ])
    for card in cards {
      for file in card.files {
        table.add([
          card.name, file.split, Quantity.grouped(file.rows), card.format, card.licence,
          path(of: file, card) ?? "–",
        ])
      }
    }
    Console.write(table.rendered())
    if !stored.isEmpty {
      var table = TextTable([
        .init("suite of the store"), .init("split"), .init("problems", .right),
      ])
      for suite in stored { table.add([suite.suite, suite.split, Quantity.grouped(suite.rows)]) }
      Console.write("\n" + table.rendered())
    }
    Console.writeLine("formats: " + SuiteFormats.names.joined(separator: ", "))
    return .success
  }

  /// The suites of the store; none where the default store has not been made.
  private static func storedSuites(
    _ invocation: Invocation
  ) async throws -> [(suite: String, split: String, rows: Int)] {
    let path = try invocation.string("store")
    guard invocation.isGiven("store") || access(path, F_OK) == 0 else { return [] }
    return try await invocation.openedStore().read { (store) throws(DatabaseError) in
      try store.suites()
    }
  }

  private static func path(of file: SuiteCard.File, _ card: SuiteCard) -> String? {
    SuiteSource.dataFolder.flatMap { card.path(of: file, below: $0) }
  }

  private static func show(_ card: SuiteCard) {
    let paper = card.paper.isEmpty ? "" : " (\(card.paper))"
    Console.writeLine("\(card.name): \(card.title)\(paper)")
    Console.writeLine("  format \(card.format), licence \(card.licence)")
    if let note = card.note { Console.writeLine("  \(note)") }
    for file in card.files {
      Console.writeLine("  \(file.split): \(Quantity.grouped(file.rows)) problems")
      Console.writeLine("    from \(SuiteSource.place(of: file))")
      Console.writeLine("    here " + (path(of: file, card) ?? "–"))
    }
    for figure in card.figures {
      Console.writeLine("  published: \(figure.what): \(figure.value) (\(figure.source))")
    }
  }

  private static func described(_ card: SuiteCard) -> JSONValue {
    [
      "name": JSONValue(card.name), "format": JSONValue(card.format),
      "title": JSONValue(card.title), "paper": JSONValue(card.paper),
      "licence": JSONValue(card.licence), "note": JSONValue(card.note.map { JSONValue($0) }),
      "files": JSONValue(
        card.files.map { file in
          [
            "split": JSONValue(file.split), "problems": JSONValue(file.rows),
            "repository": JSONValue(file.repository), "commit": JSONValue(file.commit),
            "path": JSONValue(file.path),
            "address": JSONValue(file.address.map { JSONValue($0) }),
            "assembled": JSONValue(file.assembly.map { JSONValue($0) }),
            "sha256": JSONValue(file.digest),
            "here": JSONValue(path(of: file, card).map { JSONValue($0) }),
          ] as JSONValue
        }),
      "figures": JSONValue(
        card.figures.map {
          [
            "what": JSONValue($0.what), "value": JSONValue($0.value),
            "source": JSONValue($0.source),
          ] as JSONValue
        }),
    ]
  }
}
