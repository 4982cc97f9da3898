/// What is left after each stage of a pipeline.
public struct Funnel: Hashable, Sendable {
  /// One stage.
  public struct Stage: Hashable, Sendable {
    /// What was done.
    public var label: String
    /// How many are left after it.
    public var count: Int
    /// Why the others went.
    public var note: String?

    /// Makes a stage.
    public init(_ label: String, _ count: Int, note: String? = nil) {
      self.label = label
      self.count = count
      self.note = note
    }
  }

  /// What is shown.
  public var title: String
  /// What has to be said about it.
  public var caption: String?
  /// The stages; the first one is what came in.
  public var stages: [Stage]

  /// Makes a funnel.
  public init(_ title: String, caption: String? = nil, stages: [Stage]) {
    self.title = title
    self.caption = caption
    self.stages = stages
  }

  /// What a stage leaves of the stage before it, as text.
  func kept(_ index: Int) -> String? {
    guard index > 0, stages[index - 1].count > 0 else { return nil }
    return ValueFormat.percent(1).text(
      Double(stages[index].count) / Double(stages[index - 1].count))
  }
}

extension Funnel: Chart {
  var summary: String {
    guard let first = stages.first, let last = stages.last, first.count > 0 else {
      return "Nothing came in."
    }
    let share = ValueFormat.percent(1).text(Double(last.count) / Double(first.count))
    return "\(ValueFormat.count.text(Double(last.count))) of "
      + "\(ValueFormat.count.text(Double(first.count))) are left (\(share))."
  }

  var table: Table {
    Table(
      title,
      columns: [
        Table.Column("Stage"), Table.Column("Left", .right),
        Table.Column("Of the stage before", .right),
        Table.Column("Why"),
      ],
      rows: stages.enumerated().map { index, stage in
        [
          Table.Cell(stage.label), Table.Cell(ValueFormat.count.text(Double(stage.count))),
          Table.Cell(kept(index) ?? "–"), Table.Cell(stage.note ?? ""),
        ]
      })
  }
}
