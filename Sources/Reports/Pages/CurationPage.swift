import Corpus
import Curation
import Evaluation
import ProblemSets
import Storage

/// The sections about a curated dataset: what was kept, how it is labelled, and what it cost.
public struct CurationPage: Sendable {
  private let counts: CurationCounts
  private let drops: [(reason: String, count: Int)]
  private let balances: [LabelBalance]
  private let costs: [RunCost]
  private let unreproducible: [(run: Int, stage: String, cause: StopCause)]
  private let noise: NoiseReader?
  private let examples: [MarkedSolution]
  private let rephrasings: RephrasingNoise
  private let method: String
  private let trees: [TreeDiagram]
  private let suite: String
  private let split: String

  /// Reads everything from the store.
  ///
  /// - Parameters:
  ///   - split: the split that was curated.
  ///   - model: whose solutions were curated.
  public init(
    store: Store, suite: String, split: String, model: ModelIdentity
  ) async throws {
    self.suite = suite
    self.split = split
    let stored: [LabellerCoverage]
    (counts, drops, balances, costs, unreproducible, stored) = try await store.read {
      (store) throws(DatabaseError) in
      (
        try store.curationCounts(suite: suite, split: split, model: model.key),
        try store.dropReasons(stage: RephraseStage.name),
        try store.labelBalances(models: [model.key]), try store.costs(),
        try store.unreproducibleRuns(),
        try store.labellers(models: [model.key], suite: suite, split: split)
      )
    }
    let selection = ProblemSelection(suite: suite, split: split, rephrasings: true)
    let reader = try await NoiseReader(
      store: store, selection: selection, reading: SolutionReading(authors: [model]),
      stored: balances)
    noise = reader.count == 0 ? nil : reader
    rephrasings = try await RephrasingNoise(store: store, selection: selection)
    trees = try await SearchTrees.read(store: store, selection: selection)
    method = LabelMethod.preferred(among: stored) ?? LabelMethod.standard.rawValue
    examples = try await SolutionExamples.read(
      store: store, selection: selection, model: model, method: method)
  }

  /// The sections; none where nothing was curated.
  public var sections: [Section] {
    guard counts.solutions > 0 else { return [] }
    var sections = [funnel]
    if !balances.isEmpty { sections.append(labels) }
    if let noise { sections.append(NoisePage.section(noise)) }
    if !examples.isEmpty {
      sections.append(
        Section(
          "Solutions with their labels",
          [
            .paragraph(
              """
              Every step with its label, how many of its rollouts were correct, the 95 % interval \
              of its success rate, and what is true of it.
              """)
          ] + examples.map { .solution($0) }))
    }
    if !trees.isEmpty {
      sections.append(
        Section(
          "Search trees",
          [
            .paragraph(
              """
              What OmegaPRM's search looked at: every prefix with the rollouts that were started \
              there. All of them right: +, none: −, some: ○.
              """)
          ] + trees.map { .tree($0) }))
    }
    sections.append(cost)
    return sections
  }

  private var funnel: Section {
    var blocks: [Block] = [
      .keyFigures([
        KeyFigure("Seed problems", Self.count(counts.rows)),
        KeyFigure(
          "Kept rephrasings", Self.count(counts.rephrasingsKept),
          detail: "of \(Self.count(counts.rephrased)) new texts"),
        KeyFigure(
          "Problems with right and wrong solutions", Self.count(counts.mixedProblems),
          detail: "of \(Self.count(counts.solvedProblems))"),
      ]),
      .funnel(
        Funnel(
          "Solutions",
          stages: [
            Funnel.Stage("Sampled", counts.solutions),
            Funnel.Stage("Distinct texts", counts.distinct),
            Funnel.Stage("Correct answer", counts.correct),
          ])),
    ]
    if !drops.isEmpty {
      blocks.append(
        .table(
          Table(
            "Rephrasings that were dropped",
            columns: [Table.Column("Reason"), Table.Column("Texts", .right)],
            rows: drops.map { [Table.Cell($0.reason), Table.Cell("\($0.count)")] })))
    }
    if rephrasings.kept + rephrasings.dropped > 0 { blocks.append(.table(rephrasingTruth)) }
    return Section("The dataset: \(suite), \(split)", blocks)
  }

  private var rephrasingTruth: Table {
    func share(_ part: Int, of all: Int) -> Table.Cell {
      Table.Cell(
        all == 0 ? "–" : "\(part) (\(ValueFormat.percent(1).text(Double(part) / Double(all))))")
    }
    let truth = rephrasings
    return Table(
      "Rephrasings against exact truth",
      columns: [
        Table.Column("Filter"), Table.Column("Texts", .right),
        Table.Column("State the seed problem", .right),
        Table.Column("State another", .right), Table.Column("Not readable", .right),
      ],
      rows: [
        [
          "kept", Table.Cell("\(truth.kept)"), share(truth.keptFaithful, of: truth.kept),
          share(truth.falseKeeps, of: truth.kept), share(truth.keptUnreadable, of: truth.kept),
        ],
        [
          "dropped", Table.Cell("\(truth.dropped)"),
          share(truth.droppedFaithful, of: truth.dropped),
          share(truth.dropped - truth.droppedFaithful - truth.droppedUnreadable, of: truth.dropped),
          share(truth.droppedUnreadable, of: truth.dropped),
        ],
      ],
      notes: [
        "A text states the seed problem when its facts and its question are the seed's, in any of "
          + "the suite's words. Not readable: a sentence is none of the suite's."
      ])
  }

  private var labels: Section {
    let parts: [LabelValue] = [.positive, .negative, .neutral, .abstain]
    var blocks: [Block] = [
      .stackedBars(
        StackedBarChart(
          "Steps by label", parts: ["right", "wrong", "neutral", "undecided"],
          bars: zip(names, balances).map { name, balance in
            StackedBarChart.Bar(name, parts.map { Double(balance.counts[$0] ?? 0) })
          }))
    ]
    blocks.append(.table(kept))
    // Of several labellers of the method the one that looked at most, the newest among equals.
    let index =
      balances.indices.filter { balances[$0].method == method }
      .max { balances[$0].solutions < balances[$1].solutions } ?? 0
    let shown = balances[index]
    let last = (shown.firstErrors.keys.max() ?? 0) + 1
    blocks.append(
      .bars(
        BarChart(
          "Where the first wrong step stands (\(names[index]))",
          caption: "Solutions by the position of the first step that is labelled wrong.",
          groups: (0..<last).map { step in
            BarChart.Group("step \(step + 1)", [BarChart.Bar(Double(shown.firstErrors[step] ?? 0))])
          }, format: .count)))
    return Section("Labels", blocks)
  }

  /// The labellers' names, told apart by their settings.
  private var names: [String] { MeasuredLabeller.named(balances).map(\.name) }

  private var kept: Table {
    let titles = ["Solutions", "Steps decided", "abstained", "Solutions kept", "Keep rate"]
    return Table(
      "What labels keep",
      columns: [Table.Column("Labeller")] + titles.map { Table.Column($0, .right) },
      rows: zip(names, balances).map { name, balance in
        let steps = balance.counts.values.reduce(0, +)
        let abstained = balance.counts[.abstain] ?? 0
        let kept = balance.solutions - balance.undecided
        return [
          Table.Cell(name), Table.Cell(Self.count(balance.solutions)),
          Table.Cell(Self.count(steps - abstained)), Table.Cell(Self.count(abstained)),
          Table.Cell(Self.count(kept)),
          Table.Cell(
            ValueFormat.percent(1).text(Double(kept) / Double(max(balance.solutions, 1)))),
        ]
      },
      notes: [
        "Kept: solutions of which the labels say which step is the first wrong one, or that none is; "
          + "by consensus, what no witness disputes of them."
      ])
  }

  private var cost: Section {
    let prices = costs.compactMap(\.price)
    var rows = costs.map { cost in
      [
        Table.Cell("\(cost.run)"), Table.Cell(cost.stage), Table.Cell(cost.purpose),
        Table.Cell(cost.model), Table.Cell(Self.count(cost.completions)),
        Table.Cell(Self.count(cost.completionTokens)),
      ] + (prices.isEmpty ? [] : [Table.Cell(Self.price(cost.price))])
    }
    let sums: [Table.Cell] = [
      Table.Cell("all", strong: true), "", "", "",
      Table.Cell(Self.count(costs.reduce(0) { $0 + $1.completions }), strong: true),
      Table.Cell(Self.count(costs.reduce(0) { $0 + $1.completionTokens }), strong: true),
    ]
    let total = Table.Cell(Self.price(prices.reduce(0, +)), strong: true)
    rows.append(sums + (prices.isEmpty ? [] : [total]))
    let stopped = unreproducible.map { run -> Block in
      let text =
        "Run \(run.run) (\(run.stage)) was stopped by \(run.cause.rawValue): which of its work is "
        + "done, no seed decides, so what rests on it cannot be reproduced from the seed alone."
      return .paragraph(Paragraph(text))
    }
    return Section(
      "Cost",
      stopped + [
        .table(
          Table(
            "Completions that were paid for",
            columns: [
              Table.Column("Run", .right), Table.Column("Stage"), Table.Column("For"),
              Table.Column("Model"), Table.Column("Completions", .right),
              Table.Column("Tokens", .right),
            ] + (prices.isEmpty ? [] : [Table.Column("Price", .right)]), rows: rows))
      ])
  }

  private static func price(_ price: Double?) -> String {
    price.map { ValueFormat.decimal(2).text($0) } ?? "–"
  }

  private static func count(_ number: Int) -> String { ValueFormat.count.text(Double(number)) }
}
