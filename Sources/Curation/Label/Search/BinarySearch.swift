import Corpus

/// What is done with a wrong solution of a problem of which no other sample is right.
public enum RootRule: String, CaseIterable, Hashable, Sendable {
  /// It is searched like every other.
  case search
  /// Nothing is spent and nothing is said: the policy cannot solve the problem, so its rollouts
  /// cannot tell where a solution goes wrong.
  case abstain
  /// Nothing is spent and the first step is blamed.
  case blameFirst = "blame-first"
  /// Nothing is spent and the first false equation is blamed, or the first step where there is
  /// none.
  case blameEquation = "blame-equation"
}

/// Finds the first wrong step by binary search (OmegaPRM, 2406.06592, section 3.2), and verifies
/// what the search takes for granted.
///
/// In a solution whose end is wrong, a prefix with a correct rollout has its error to the right, one
/// with none of N to the left. That assumes that a wrong prefix stays wrong. Nobody checks it;
/// here, once the search has ended at step c,
/// - the pit is verified: `verification` more rollouts of c, none of which may be correct (c − 1
///   has a correct one by construction);
/// - monotonicity is verified: a later step that was not looked at, the middle one, has no correct
///   rollout in N either.
///
/// A solution whose answer is right has no known end: its last inner prefix is looked at first, and
/// if that can still be completed, an earlier one must be too. Where a check fails, a violation is
/// counted and the steps are scanned in order, with all rollouts there are.
public struct BinarySearch: StepSearch {
  private enum Phase {
    case searching, verifyingPit, probing, scanning
  }

  private let outline: SolutionOutline
  private let rollouts: Int
  private let rule: RolloutRule
  private let verification: Int
  private let root: RootRule
  private var tally: StepTally
  private var phase = Phase.searching
  /// All steps up to here can still be completed; −1 is the problem itself.
  private var low = -1
  /// The first step that is thought to be wrong; `nil` where none is known.
  private var high: Int?
  private var step: Int?
  private var limit = 0
  private var violations = 0

  /// Makes the search of one solution.
  ///
  /// - Parameters:
  ///   - rollouts: the most of a prefix while searching.
  ///   - rule: how many correct rollouts make a step right.
  ///   - verification: how many more rollouts the pit gets; 0 checks neither pit nor monotonicity.
  ///   - root: what is done where no other sample of the problem is right.
  public init(
    _ outline: SolutionOutline, rollouts: Int, rule: RolloutRule = RolloutRule(),
    verification: Int = 0, root: RootRule = .abstain
  ) {
    self.outline = outline
    self.rollouts = rollouts
    self.rule = rule
    self.verification = verification
    self.root = root
    tally = StepTally(steps: outline.steps)
    high = outline.knownWrong
  }

  /// All rollouts of every prefix that is not known to be wrong, as if a check sent it to a scan.
  public var furtherDraws: [Draw] {
    tally.remaining(0..<outline.firstWrongPrefix, limit: rollouts + verification)
  }

  /// Goes on with the prefix that is looked at, or with the next one.
  public mutating func advance(_ outcomes: [RolloutOutcome?]) -> SearchMove {
    tally.take(outcomes)
    if tally.asked.allSatisfy({ $0 == 0 }), let labels = rootLabels() {
      return .finish(SearchResult(labels: labels))
    }
    while true {
      if let step {
        if !isRight(step), tally.asked[step] < limit { return tally.draw([(step, 1)]) }
        conclude(step)
        self.step = nil
      }
      guard let next = next() else {
        return .finish(SearchResult(labels: labels(), violations: violations))
      }
      step = next.step
      limit = next.limit
    }
  }

  private func isRight(_ step: Int) -> Bool { tally.counts[step].correct >= rule.threshold }

  /// Draws its conclusion from a prefix whose rollouts have ended.
  private mutating func conclude(_ step: Int) {
    let isRight = isRight(step)
    switch phase {
    case .searching, .scanning:
      if isRight { low = step } else { high = step }
    case .verifyingPit:
      if isRight { violate() } else { phase = .probing }
    case .probing:
      // A later step must be as hopeless as the pit; an earlier one than a step that can still be
      // completed must be completable too.
      if isRight == (step > low) { violate() } else { phase = .scanning }
    }
  }

  private mutating func violate() {
    violations += 1
    phase = .scanning
    low = -1
    high = outline.knownWrong
  }

  /// The next prefix to look at and the most rollouts that it may have by then.
  private mutating func next() -> (step: Int, limit: Int)? {
    if phase == .searching {
      let end = high ?? outline.steps - 1
      if high == nil, low < 0, end > 0 { return (end - 1, rollouts) }
      if end - low > 1, high != nil { return ((low + end) / 2, rollouts) }
      guard verification > 0 else { return nil }
      phase = .verifyingPit
    }
    if phase == .verifyingPit {
      if let pit = high, pit != outline.knownWrong {
        return (pit, tally.asked[pit] + verification)
      }
      phase = .probing
    }
    if phase == .probing {
      if let probe = probe { return (probe, rollouts) }
      return nil
    }
    guard violations > 0 else { return nil }
    let scanned = low + 1
    return scanned < (high ?? outline.steps - 1)
      ? (scanned, max(rollouts, tally.asked[scanned])) : nil
  }

  /// The middle one of the prefixes that nothing is known of, behind the pit or, where there is
  /// none, before the last inner prefix.
  private var probe: Int? {
    let range = high.map { $0 + 1..<max($0 + 1, outline.firstWrongPrefix) } ?? 0..<max(low, 0)
    let unseen = range.filter { tally.asked[$0] == 0 }
    return unseen.isEmpty ? nil : unseen[unseen.count / 2]
  }

  private func rootLabels() -> [Label]? {
    guard root != .search, outline.verdict == .incorrect || outline.verdict == .unanswered,
      outline.others.trials > 0, outline.others.correct == 0
    else { return nil }
    let method = LabelMethod.binary.rawValue
    let reason = "no other sample of the problem is right"
    guard root != .abstain else {
      return (0..<outline.steps).map {
        Label(step: $0, value: .abstain, method: method, reason: reason)
      }
    }
    let blamed = root == .blameEquation ? outline.firstFalseEquation ?? 0 : 0
    return (0...blamed).map {
      Label(step: $0, value: $0 < blamed ? .positive : .negative, method: method, reason: reason)
    }
  }

  private func labels() -> [Label] {
    let method = LabelMethod.binary.rawValue
    var labels: [Label] = []
    for step in outline.inner {
      let counts = tally.counts[step]
      if tally.asked[step] > 0 {
        let (value, reason) = rule.value(counts)
        labels.append(
          Label(
            step: step, value: value, method: method, counts: counts, stopping: .anytime,
            interval: SuccessInterval.of(counts, stopping: .anytime), reason: reason))
      } else if step <= low {
        labels.append(
          Label(
            step: step, value: .positive, method: method,
            reason: "step \(low + 1) can still be completed"))
      } else if step == high {
        labels.append(falseEquationLabel(step, method: method))
      }
    }
    if high == nil || high == outline.steps - 1 {
      labels.append(lastLabel(outline, method: method))
    }
    return labels
  }
}

extension SolutionOutline {
  /// The first prefix that no rollout is spent on because it is known to be wrong.
  var firstWrongPrefix: Int { min(firstFalseEquation ?? steps - 1, steps - 1) }
}
