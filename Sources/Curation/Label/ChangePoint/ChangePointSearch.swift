import Corpus

/// How the change-point search spends and what it says.
public struct ChangePointSettings: Hashable, Sendable {
  /// What it believes beforehand.
  public var prior: ChangePointPrior
  /// The least information per token, in nats, that a rollout must promise: the knob between cost
  /// and certainty.
  public var leastInformation: Double
  /// The most rollouts of one prefix.
  public var rollouts: Int
  /// Where the confidence in the first wrong step is below this, steps whose chance of being right
  /// lies in (1 − certainty, certainty) are abstained from; ½ for no abstention.
  public var certainty: Double
  /// Which initial samples are evidence.
  public var root: RootEvidence
  /// Corrects the confidence in the first wrong step, and with it the chances of the steps; `nil`
  /// to state what the model says.
  public var recalibration: Recalibration?

  /// Makes settings.
  public init(
    prior: ChangePointPrior = .shipped, leastInformation: Double = 0.0005, rollouts: Int = 48,
    certainty: Double = 0.5, root: RootEvidence = .others, recalibration: Recalibration? = nil
  ) {
    self.prior = prior
    self.leastInformation = leastInformation
    self.rollouts = rollouts
    self.certainty = certainty
    self.root = root
    self.recalibration = recalibration
  }
}

/// Draws each rollout where it tells most about the first wrong step for its tokens, and stops
/// when none tells enough.
///
/// The posterior is exact (``ChangePointPosterior``). A rollout that says nothing (cut, undecided,
/// missing) changes no belief; a prefix most of whose rollouts say nothing is given up. Steps whose
/// label the cut and undecided ones could still change are abstained from.
public struct ChangePointSearch: StepSearch {
  private let outline: SolutionOutline
  private let settings: ChangePointSettings
  private var tally: StepTally
  private var posterior: ChangePointPosterior
  private var drawn: Int?
  private let among: Range<Int>
  /// So many rollouts that say nothing, and more than those that do, and a prefix is given up.
  static let mostSilent = 4

  /// Makes the search of one solution.
  ///
  /// - Parameter among: the prefixes that it may draw from, by their last steps, where not all; to
  ///   measure what choosing them is worth.
  public init(
    _ outline: SolutionOutline, settings: ChangePointSettings, among: Range<Int>? = nil
  ) {
    self.outline = outline
    self.settings = settings
    tally = StepTally(steps: outline.steps)
    posterior = ChangePointPosterior(outline, prior: settings.prior, root: settings.root)
    let drawable = posterior.drawable
    self.among = among.map { drawable.clamped(to: $0) } ?? drawable
  }

  /// As many rollouts of every drawable prefix as it may have.
  public var furtherDraws: [Draw] {
    tally.remaining(among, limit: settings.rollouts)
  }

  /// Updates the posterior and draws from the most telling prefix.
  public mutating func advance(_ outcomes: [RolloutOutcome?]) -> SearchMove {
    if let drawn {
      let before = tally.counts[drawn]
      tally.take(outcomes)
      let after = tally.counts[drawn]
      if after.trials > before.trials {
        posterior.observe(after.correct > before.correct, at: drawn)
      }
    }
    let snapshot = posterior.snapshot
    var best: (step: Int, value: Double)?
    for (step, information) in posterior.information(snapshot).enumerated()
    where among.contains(step) && tally.asked[step] < settings.rollouts && !isSilent(step) {
      let value = information / outline.tokensAfter[step]
      if value > best?.value ?? -1 { best = (step, value) }
    }
    if let best, best.value >= settings.leastInformation {
      drawn = best.step
      return tally.draw([(best.step, 1)])
    }
    let stated = min(1, snapshot.firstError[snapshot.likeliest])
    let confidence = settings.recalibration?.corrected(stated) ?? stated
    return .finish(
      SearchResult(labels: labels(snapshot, confidence), confidence: confidence))
  }

  private func isSilent(_ step: Int) -> Bool {
    let trials = tally.counts[step].trials
    let silent = tally.asked[step] - trials
    return silent >= Self.mostSilent && silent > trials
  }

  /// The likeliest first errors with what is known, and if all undetermined rollouts had been right,
  /// or all wrong.
  private func firstErrors(_ snapshot: ChangePointPosterior.Snapshot) -> ClosedRange<Int> {
    let known = snapshot.likeliest
    var range = known...known
    guard tally.counts.contains(where: { $0.undetermined > 0 }) else { return range }
    for isCorrect in [true, false] {
      var other = posterior
      for step in posterior.drawable {
        for _ in 0..<tally.counts[step].undetermined { other.observe(isCorrect, at: step) }
      }
      let likeliest = other.snapshot.likeliest
      range = min(range.lowerBound, likeliest)...max(range.upperBound, likeliest)
    }
    return range
  }

  private func labels(
    _ snapshot: ChangePointPosterior.Snapshot, _ confidence: Double
  ) -> [Label] {
    let firstErrors = firstErrors(snapshot)
    let last = outline.steps - 1
    return (0..<outline.steps).map { step in
      let counts = tally.counts[step]
      let right =
        settings.recalibration == nil
        ? snapshot.isRight(through: step)
        : snapshot.isRight(through: step, confidence: confidence)
      var doubt: String?
      if max(confidence, right, 1 - right) < settings.certainty { doubt = "not certain enough" }
      if firstErrors.contains(step), step < firstErrors.upperBound {
        doubt = "cut or undecided rollouts could change it"
      }
      if step == last, step < firstErrors.upperBound, outline.verdict == .undecided {
        doubt = "the answer is undecided"
      }
      return Label(
        step: step,
        value: doubt != nil ? .abstain : step < firstErrors.lowerBound ? .positive : .negative,
        method: LabelMethod.changePoint.rawValue, counts: counts,
        stopping: counts.total > 0 ? .anytime : nil,
        interval: SuccessInterval.of(counts, stopping: .anytime), posterior: right, reason: doubt)
    }
  }
}
