/// How a yes-or-no label agrees with the truth, counted for each problem.
public struct BinaryConfusion: Hashable, Sendable {
  /// The four counts of one problem.
  public struct Counts: Hashable, Sendable {
    /// Yes, and so it is.
    public var truePositives = 0
    /// Yes, but it is not.
    public var falsePositives = 0
    /// No, and so it is.
    public var trueNegatives = 0
    /// No, but it is.
    public var falseNegatives = 0

    /// Counts nothing.
    public init() {}

    /// Counts one label.
    public mutating func add(predicted: Bool, actual: Bool) {
      switch (predicted, actual) {
      case (true, true): truePositives += 1
      case (true, false): falsePositives += 1
      case (false, false): trueNegatives += 1
      case (false, true): falseNegatives += 1
      }
    }
  }

  /// The counts, problem by problem.
  public let problems: [Counts]

  /// Makes a confusion of counts by problem.
  public init(problems: [Counts]) { self.problems = problems }

  /// The sum of one count.
  public func total(_ count: KeyPath<Counts, Int>) -> Int {
    problems.reduce(0) { $0 + $1[keyPath: count] }
  }

  /// The share of what is called yes that is: TP/(TP + FP).
  public var precision: Estimate? { share(\.truePositives, with: \.falsePositives) }

  /// The share of what is yes that is called so: TP/(TP + FN).
  public var recall: Estimate? { share(\.truePositives, with: \.falseNegatives) }

  /// The share of what is no that is called so: TN/(TN + FP).
  public var specificity: Estimate? { share(\.trueNegatives, with: \.falsePositives) }

  /// The share of labels that are right.
  public var accuracy: Estimate? {
    Estimate.ratio(
      numerators: problems.map { Double($0.truePositives + $0.trueNegatives) },
      denominators: problems.map {
        Double($0.truePositives + $0.trueNegatives + $0.falsePositives + $0.falseNegatives)
      })
  }

  /// The harmonic mean of precision and recall, 2TP/(2TP + FP + FN), a ratio over problems too.
  public var f1: Estimate? {
    Estimate.ratio(
      numerators: problems.map { Double(2 * $0.truePositives) },
      denominators: problems.map {
        Double(2 * $0.truePositives + $0.falsePositives + $0.falseNegatives)
      })
  }

  private func share(
    _ part: KeyPath<Counts, Int>, with rest: KeyPath<Counts, Int>
  ) -> Estimate? {
    Estimate.ratio(
      numerators: problems.map { Double($0[keyPath: part]) },
      denominators: problems.map { Double($0[keyPath: part] + $0[keyPath: rest]) })
  }
}
