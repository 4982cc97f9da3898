import Corpus
import Generation
import Storage

/// What every stage works with: where facts are, who completes, which run pays.
public struct StageContext: Sendable {
  /// The store.
  public let store: Store
  /// The model.
  public let generator: any Generator
  /// The run's number.
  public let run: Int
  /// The most tokens that the stage may take; `nil` for no cap.
  public var tokenCap: Int?
  /// The most money that the stage may cost; `nil` for no cap.
  public var moneyCap: MoneyCap?
  /// How long the stage sends requests; `nil` for no cap.
  public var timeCap: Duration?
  /// Takes note of what would be asked; nothing is asked then and nothing written.
  public var survey: (any RequestSurvey)?
  /// Whether only stored completions are used.
  public var isClosed = false
  /// Asked again and again; `true` ends the stage cleanly.
  public var shouldStop: @Sendable () -> Bool = { false }
  /// Told how far the stage is.
  public var progress: @Sendable (DriverProgress) -> Void = { _ in }

  /// Makes a context.
  public init(store: Store, generator: any Generator, run: Int) {
    self.store = store
    self.generator = generator
    self.run = run
  }

  /// A driver that works with all this.
  public func driver(stage: String) -> Driver {
    var driver = Driver(store: store, generator: generator, run: run, stage: stage)
    driver.tokenCap = tokenCap
    driver.moneyCap = moneyCap
    driver.timeCap = timeCap
    driver.survey = survey
    driver.isClosed = isClosed
    driver.shouldStop = shouldStop
    driver.progress = progress
    return driver
  }
}

/// Which problems of the store a stage works on.
public struct ProblemSelection: Hashable, Sendable {
  /// The suite.
  public let suite: String
  /// The split.
  public let split: String
  /// The first row's position.
  public let start: Int
  /// How many rows; `nil` for all.
  public let limit: Int?
  /// Whether kept rephrasings are worked on too.
  public let rephrasings: Bool
  /// Which part of these rows' problems; `nil` for all.
  public let part: ProblemPart?

  /// Makes a selection.
  public init(
    suite: String, split: String, start: Int = 0, limit: Int? = nil, rephrasings: Bool = false,
    part: ProblemPart? = nil
  ) {
    self.suite = suite
    self.split = split
    self.start = start
    self.limit = limit
    self.rephrasings = rephrasings
    self.part = part
  }

  /// How many problems the selection has in a store, kept rephrasings included where they are
  /// selected.
  public func problemCount(in store: Store) async throws(DatabaseError) -> Int {
    var pages = ProblemPages(store: store, selection: self)
    var count = 0
    while try await pages.next() != nil { count += 1 }
    return count
  }

  /// How many rows the selection has in a store.
  public func rowCount(in store: Store) async throws(DatabaseError) -> Int {
    guard part == nil else {
      let seeds = ProblemSelection(
        suite: suite, split: split, start: start, limit: limit, part: part)
      return try await seeds.problemCount(in: store)
    }
    let rows = try await store.read { (store) throws(DatabaseError) in
      try store.rowCount(suite: suite, split: split)
    }
    return max(0, min(rows - start, limit ?? rows))
  }
}

/// Reads the problems of a selection page by page, in the order of their rows.
struct ProblemPages {
  let store: Store
  let selection: ProblemSelection
  private var page: [StoredProblem] = []
  private var taken = 0
  private var nextStart: Int
  private static let pageRows = 256

  init(store: Store, selection: ProblemSelection) {
    self.store = store
    self.selection = selection
    nextStart = selection.start
  }

  mutating func next() async throws(DatabaseError) -> StoredProblem? {
    while taken == page.count {
      let end = selection.limit.map { selection.start + $0 } ?? Int.max
      let rows = min(Self.pageRows, end - nextStart)
      guard rows > 0 else { return nil }
      let (start, wanted) = (nextStart, selection)
      page = try await store.read { (store) throws(DatabaseError) in
        try store.problems(
          suite: wanted.suite, split: wanted.split, from: start, limit: rows,
          rephrasings: wanted.rephrasings)
      }
      guard let last = page.last else { return nil }
      taken = 0
      nextStart = last.position + 1
      page.removeAll { $0.position >= end }
      if let part = selection.part { page = part.held(page) }
    }
    defer { taken += 1 }
    return page[taken]
  }
}
