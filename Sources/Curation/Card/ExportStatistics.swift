import Corpus
import JSON
import ProblemSets
import Storage

/// What a dataset card says of where an export comes from: a function of the store alone.
public struct ExportStatistics: Sendable {
  /// The funnel, labels by position, noise, overlap and sampling as one JSON object.
  public let json: JSONValue

  /// Reads them.
  ///
  /// - Parameter threads: how many threads look for overlaps; nothing depends on it.
  public init(
    of selection: LabelledSelection, in store: Store, threads: Int
  ) async throws(DatabaseError) {
    let counts = try await store.read { (store) throws(DatabaseError) in
      try Counts(selection, store)
    }
    let overlap = await Overlap(counts, threads: threads)
    json = [
      "licence": JSONValue(Self.licence(of: selection.suite)),
      "funnel": counts.funnel, "dropped": counts.dropped, "positions": counts.positions,
      "noise": counts.noise, "overlap": overlap.json, "sources": counts.sources,
    ]
  }

  /// The licence of a suite's text.
  static func licence(of suite: String) -> String {
    if let card = SuiteCard.named(suite) { return card.licence }
    // What our own generators write is ours.
    return ["gsm-style", "math-style"].contains(suite) ? "Apache-2.0" : "unknown"
  }
}

/// What the tables say.
private struct Counts: Sendable {
  let funnel: JSONValue
  let dropped: JSONValue
  let positions: JSONValue
  let noise: JSONValue
  let sources: JSONValue
  let statements: [String]
  let others: [(place: String, statements: [String])]

  init(_ selection: LabelledSelection, _ store: StoreTransaction) throws(DatabaseError) {
    let (suite, split) = (selection.suite, selection.split)
    let rows = try store.rowCount(suite: suite, split: split)
    var funnel = [["what": "rows", "count": JSONValue(rows)] as JSONValue]
    for item in try store.derivedProblems(suite: suite, split: split) {
      let what = "\(item.stage): \(item.status)" + (item.reason.isEmpty ? "" : ", \(item.reason)")
      funnel.append(["what": JSONValue(what), "count": JSONValue(item.count)])
    }
    let solutions = try store.solutionCounts(
      suite: suite, split: split, model: selection.model?.key, purpose: selection.purpose)
    let all = solutions.reduce(0) { $0 + $1.all }
    funnel.append(["what": "solutions", "count": JSONValue(all)])
    for item in solutions {
      funnel.append([
        "what": JSONValue("distinct solutions: \(item.verdict.rawValue)"),
        "count": JSONValue(item.distinct),
      ])
    }
    self.funnel = JSONValue(funnel)
    dropped = JSONValue(
      try store.droppedProblems(suite: suite, split: split).map { item -> JSONValue in
        [
          "stage": JSONValue(item.stage), "reason": JSONValue(item.reason),
          "count": JSONValue(item.count),
        ]
      })
    var labels: [(position: Int, label: LabelValue, truth: Bool?, count: Int)] = []
    if let method = selection.method {
      labels = try store.labelPositions(
        suite: suite, split: split, model: selection.model?.key, purpose: selection.purpose,
        method: method)
    }
    positions = Self.positions(labels)
    noise = Self.noise(labels)
    sources = JSONValue(
      try store.completionSources(suite: suite, split: split).map { source -> JSONValue in
        [
          "purpose": JSONValue(source.purpose), "model": JSONValue(source.model),
          "template": JSONValue(source.template), "temperature": JSONValue(source.temperature),
          "top_p": JSONValue(source.topP), "top_k": JSONValue(source.topK),
          "max_tokens": JSONValue(source.maxTokens),
          "completions": JSONValue(source.completions),
        ]
      })
    statements = try store.problems(
      suite: suite, split: split, from: 0, limit: Int.max, rephrasings: true
    ).map(\.problem.statement)
    var others: [(String, [String])] = []
    for place in try store.suites() where place.suite != suite || place.split != split {
      let found = try store.problems(
        suite: place.suite, split: place.split, from: 0, limit: Int.max)
      others.append(("\(place.suite)/\(place.split)", found.map(\.problem.statement)))
    }
    self.others = others
  }

  private static func positions(
    _ labels: [(position: Int, label: LabelValue, truth: Bool?, count: Int)]
  ) -> JSONValue {
    let positions = Set(labels.map(\.position)).sorted()
    return JSONValue(
      positions.map { position -> JSONValue in
        var members = [JSONMember("step", JSONValue(position + 1))]
        for value in LabelValue.allCases {
          let count = labels.filter { $0.position == position && $0.label == value }
            .reduce(0) { $0 + $1.count }
          members.append(JSONMember(value.rawValue, JSONValue(count)))
        }
        return JSONValue(members)
      })
  }

  /// How labels agree with the exact truth of the steps that have one; `null` without any.
  private static func noise(
    _ labels: [(position: Int, label: LabelValue, truth: Bool?, count: Int)]
  ) -> JSONValue {
    guard labels.contains(where: { $0.truth != nil }) else { return .null }
    func count(_ label: LabelValue, _ truth: Bool) -> Int {
      labels.filter { $0.label == label && $0.truth == truth }.reduce(0) { $0 + $1.count }
    }
    return [
      "right_called_right": JSONValue(count(.positive, true)),
      "right_called_wrong": JSONValue(count(.negative, true)),
      "wrong_called_right": JSONValue(count(.positive, false)),
      "wrong_called_wrong": JSONValue(count(.negative, false)),
      "without_truth": JSONValue(labels.filter { $0.truth == nil }.reduce(0) { $0 + $1.count }),
    ]
  }
}

/// How the problems overlap with the store's other suites.
private struct Overlap: Sendable {
  /// The same tiers as `problems contamination` has.
  static let tiers: [OverlapTier] = OverlapTier.allCases.filter { $0 != .numbers }
  let json: JSONValue

  init(_ counts: Counts, threads: Int) async {
    var places: [JSONValue] = []
    for (place, statements) in counts.others {
      let matches = await OverlapSearch.matches(
        of: counts.statements, with: statements, tiers: Self.tiers, threads: threads)
      let found = matches.compactMap { $0?.tier }
      places.append([
        "suite": JSONValue(place), "problems": JSONValue(statements.count),
        "looked_at": JSONValue(counts.statements.count),
        "overlapping": JSONValue(found.count),
        "tiers": JSONValue(
          Self.tiers.map { tier in
            JSONMember(tier.rawValue, JSONValue(found.count { $0 == tier }))
          }),
      ])
    }
    json = JSONValue(places)
  }
}
