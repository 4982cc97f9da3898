import Corpus
import Storage

/// What a run of the driver has done so far.
public struct DriverProgress: Sendable, Hashable {
  /// Procedures that have ended in this run.
  public var finished = 0
  /// Procedures that an earlier run had ended.
  public var skipped = 0
  /// Procedures that ended without all their replies; the next run tries them again.
  public var open = 0
  /// Requests that the model was asked.
  public var asked = 0
  /// Requests that the store answered.
  public var replayed = 0
  /// Requests that the model could not answer.
  public var failed = 0
  /// Why one of them was not answered: the last that was given up.
  public var failure: String?
  /// Tokens that the model generated in this run.
  public var completionTokens = 0
  /// What the replies of this run cost, where a price is known.
  public var money = 0.0
  /// What ended the run before its work was done.
  public var stop: StopCause?
  /// Whether the run stopped before its end, at a cap or because it was asked to.
  public var stopped: Bool { stop != nil }

  /// Nothing done yet.
  public init() {}
}

/// A cap on money.
public struct MoneyCap: Sendable, Hashable {
  /// The most that the replies may cost, in the currency of the price.
  public let limit: Double
  /// What tokens cost.
  public let price: TokenPrice

  /// Makes a cap.
  public init(limit: Double, price: TokenPrice) {
    self.limit = limit
    self.price = price
  }

  /// What a reply cost.
  func cost(_ completion: Completion) -> Double {
    price.cost(prompt: completion.chargedPromptTokens, completion: completion.completionTokens)
  }

  /// The most that a reply can cost: a token of the prompt for every two bytes, and all the tokens
  /// that may be generated.
  func most(_ request: Request) -> Double {
    price.cost(
      prompt: request.prompt.text.utf8.count / 2 + 1, completion: request.sampling.maxTokens + 1)
  }
}

/// Runs procedures by the thousand over one generator and one store.
///
/// It alone reads and writes facts: it looks each request up in the store, sends the misses to the
/// generator, commits the replies before any procedure sees them, and hands them on. To resume is
/// to run again: ended procedures are skipped by their outcome, recorded replies come from the
/// store, and the rest goes on.
public struct Driver: Sendable {
  /// Where replies are kept.
  public let store: Store
  /// Who replies.
  public let generator: any Generator
  /// The run that pays.
  public let run: Int
  /// The stage's name, for outcomes.
  public let stage: String
  /// Whether misses are left unanswered and not asked (re-judging without a model).
  public var isClosed = false
  /// With how many tokens of replies, replayed ones included, nothing more is asked; `nil` for no
  /// cap.
  ///
  /// Requests go out in rounds of `roundSize`, those of the first procedures first, and the cap is
  /// looked at between rounds. What ended procedures were told is counted again as it came. So what
  /// is asked and finished is a function of the seed and the cap, not of speed nor of what the store
  /// held, and the cap is passed by no more than a round takes.
  public var tokenCap: Int?
  /// How many procedures are alive, and how many requests on the wire, under a cap on tokens.
  public static let roundSize = 16
  /// The most money that the replies of this run may cost; `nil` for no cap.
  public var moneyCap: MoneyCap?
  /// How long requests are sent, from when the driver was made; `nil` for no cap.
  ///
  /// What is on the wire by then is waited for: it is paid for.
  public var timeCap: Duration?
  /// The time since the driver was made.
  public var elapsed: @Sendable () -> Duration
  /// Takes note of what would be asked; nothing is asked then and nothing written.
  public var survey: (any RequestSurvey)?
  /// Asked before each step; `true` ends the run cleanly.
  public var shouldStop: @Sendable () -> Bool = { false }
  /// Told after each step.
  public var progress: @Sendable (DriverProgress) -> Void = { _ in }

  /// Makes a driver.
  public init(store: Store, generator: any Generator, run: Int, stage: String) {
    self.store = store
    self.generator = generator
    self.run = run
    self.stage = stage
    let start = ContinuousClock.now
    elapsed = { ContinuousClock.now - start }
  }

  /// Runs every task of a sequence to its end.
  @discardableResult
  public func run<Body: Procedure>(
    _ tasks: some Sequence<ProcedureTask<Body>>,
    finish:
      @escaping @Sendable (ProcedureTask<Body>, Body.Output, StoreTransaction)
      throws(DatabaseError) -> Outcome
  ) async throws -> DriverProgress {
    var iterator = tasks.makeIterator()
    return try await run(next: { iterator.next() }, finish: finish)
  }

  /// Runs every task to its end.
  ///
  /// - Parameters:
  ///   - next: the procedures in canonical order, `nil` at the end; at most 4 × width are alive at
  ///     once.
  ///   - finish: writes a procedure's result into the store and says how it ended; it runs in the
  ///     transaction that records the outcome.
  /// - Returns: what was done.
  /// - Throws: `DatabaseError` or `GenerationError`; everything committed before stays.
  @discardableResult
  public func run<Body: Procedure>(
    next: () async throws -> ProcedureTask<Body>?,
    finish:
      @escaping @Sendable (ProcedureTask<Body>, Body.Output, StoreTransaction)
      throws(DatabaseError) -> Outcome
  ) async throws -> DriverProgress {
    if let survey { return try await run(survey, next) }
    let (requests, feed) = AsyncStream<[KeyedRequest]>.makeStream()
    let inbox = Inbox()
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { [generator] in
        defer { inbox.close() }
        try await generator.serve(requests) { inbox.put($0) }
      }
      // A slow model may not reply for minutes, but a wish to stop is heard at once.
      let ticker = Task {
        while !Task.isCancelled {
          try? await Task.sleep(for: .milliseconds(200))
          inbox.ring()
        }
      }
      defer { ticker.cancel() }
      var loop = DriverLoop(driver: self, feed: feed, inbox: inbox, finish: finish)
      do {
        try await loop.run(next)
        try await loop.noteUses()
      } catch {
        feed.finish()
        group.cancelAll()
        throw error
      }
      feed.finish()
      if loop.progress.stopped { group.cancelAll() }
      try await group.waitForAll()
      if loop.progress.stopped { try await loop.commit(inbox.take()) }
      progress(loop.progress)
      return loop.progress
    }
  }
}
