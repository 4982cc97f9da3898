/// Where a solution goes wrong and where a model says it does.
///
/// Steps are counted from 0, as ProcessBench does.
public struct FirstErrorCase: Hashable, Sendable {
  /// What a model says about a solution.
  public enum Prediction: Hashable, Sendable {
    /// This step is the first wrong one.
    case step(Int)
    /// No step is wrong.
    case noError
    /// Nothing that could be read; counts as wrong.
    case missing
  }

  /// The problem, which is the cluster.
  public let problem: String
  /// The first wrong step; `nil` where every step is right.
  public let truth: Int?
  /// What the model says.
  public let prediction: Prediction

  /// Makes a case.
  public init(problem: String, truth: Int?, prediction: Prediction) {
    self.problem = problem
    self.truth = truth
    self.prediction = prediction
  }

  /// Whether the model is right.
  public var isRight: Bool {
    switch prediction {
    case .step(let step): step == truth
    case .noError: truth == nil
    case .missing: false
    }
  }
}

/// How well a model finds the first wrong step of solutions (ProcessBench, arXiv 2412.06559).
public struct FirstErrorScore: Hashable, Sendable {
  /// The share of solutions with an error whose first wrong step is found.
  public let withError: Estimate
  /// The share of solutions without an error that are said to have none.
  public let withoutError: Estimate
  /// The harmonic mean of the two.
  public let f1: Estimate

  /// Scores cases; `nil` where one of the two kinds of solutions is missing.
  ///
  /// The interval of F1 is a cluster bootstrap over problems; where every draw is equal, it
  /// combines the ends of the two accuracies' intervals.
  public init?(_ cases: [FirstErrorCase], bootstrap: ClusterBootstrap = ClusterBootstrap()) {
    let problems = clustered(cases, by: \.problem)
    let tallies = problems.map(Tally.init)
    guard let withError = Tally.estimate(tallies, \.foundErrors, \.errors),
      let withoutError = Tally.estimate(tallies, \.acceptedClean, \.clean)
    else { return nil }
    self.withError = withError
    self.withoutError = withoutError
    let value = harmonicMean(withError.value, withoutError.value)
    let drawn = bootstrap.interval(clusters: tallies.count) { indices in
      var sum = Tally([])
      for index in indices { sum.add(tallies[index]) }
      guard sum.errors > 0, sum.clean > 0 else { return nil }
      return harmonicMean(sum.foundErrors / sum.errors, sum.acceptedClean / sum.clean)
    }
    let ends = Interval(
      low: harmonicMean(withError.interval.low, withoutError.interval.low),
      high: harmonicMean(withError.interval.high, withoutError.interval.high))
    let interval = drawn.flatMap { $0.high > $0.low ? $0 : nil } ?? ends
    f1 = Estimate(value: value, interval: interval, clusters: tallies.count)
  }
}

/// What kinds of answers a model gives about first errors.
public struct FirstErrorConfusion: Hashable, Sendable {
  /// The first wrong step is found.
  public private(set) var exact = 0
  /// A step before the first wrong one is blamed.
  public private(set) var early = 0
  /// A step after the first wrong one is blamed.
  public private(set) var late = 0
  /// A wrong solution is said to have no error.
  public private(set) var missed = 0
  /// A right solution is said to have an error.
  public private(set) var falseAlarm = 0
  /// A right solution is said to have none.
  public private(set) var accepted = 0
  /// Nothing that could be read.
  public private(set) var missing = 0

  /// Counts cases.
  public init(_ cases: [FirstErrorCase]) {
    for item in cases {
      switch (item.truth, item.prediction) {
      case (_, .missing): missing += 1
      case (nil, .noError): accepted += 1
      case (nil, .step): falseAlarm += 1
      case (.some, .noError): missed += 1
      case (let truth?, .step(let step)):
        if step == truth { exact += 1 } else if step < truth { early += 1 } else { late += 1 }
      }
    }
  }
}

/// 2ab/(a + b), and 0 where both are 0.
func harmonicMean(_ a: Double, _ b: Double) -> Double { a + b > 0 ? 2 * a * b / (a + b) : 0 }

/// Elements in groups with equal keys, in the order in which the keys first appear.
func clustered<Element>(_ elements: [Element], by key: (Element) -> String) -> [[Element]] {
  var positions: [String: Int] = [:]
  var groups: [[Element]] = []
  for element in elements {
    if let position = positions[key(element)] {
      groups[position].append(element)
    } else {
      positions[key(element)] = groups.count
      groups.append([element])
    }
  }
  return groups
}

private struct Tally {
  var errors = 0.0
  var foundErrors = 0.0
  var clean = 0.0
  var acceptedClean = 0.0

  init(_ cases: [FirstErrorCase]) {
    for item in cases {
      if item.truth == nil {
        clean += 1
        if item.isRight { acceptedClean += 1 }
      } else {
        errors += 1
        if item.isRight { foundErrors += 1 }
      }
    }
  }

  mutating func add(_ other: Tally) {
    errors += other.errors
    foundErrors += other.foundErrors
    clean += other.clean
    acceptedClean += other.acceptedClean
  }

  static func estimate(
    _ tallies: [Tally], _ part: KeyPath<Tally, Double>, _ whole: KeyPath<Tally, Double>
  ) -> Estimate? {
    Estimate.ratio(
      numerators: tallies.map { $0[keyPath: part] },
      denominators: tallies.map { $0[keyPath: whole] })
  }
}
