/// A closed interval of plausible values.
public struct Interval: Hashable, Sendable {
  /// The lower end.
  public let low: Double
  /// The upper end.
  public let high: Double

  /// Makes an interval; `low` is at most `high`.
  public init(low: Double, high: Double) {
    precondition(low <= high, "an interval's lower end is not above its upper end")
    self.low = low
    self.high = high
  }

  /// Whether a value lies inside, ends included.
  public func contains(_ value: Double) -> Bool { low <= value && value <= high }
}

/// A measured value with what is known about its error.
public struct Estimate: Hashable, Sendable {
  /// The value.
  public let value: Double
  /// The interval that covers the true value in 95 % of repetitions.
  public let interval: Interval
  /// How many independent clusters it rests on: problems, not samples.
  public let clusters: Int

  /// Makes an estimate.
  public init(value: Double, interval: Interval, clusters: Int) {
    self.value = value
    self.interval = interval
    self.clusters = clusters
  }
}
