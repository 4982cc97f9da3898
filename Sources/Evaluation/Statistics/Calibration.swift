/// How far stated probabilities agree with what happens.
public struct Calibration: Hashable, Sendable {
  /// The predictions whose probability lies in one range.
  public struct Bin: Hashable, Sendable {
    /// The lower end of the range.
    public let low: Double
    /// The upper end of the range.
    public let high: Double
    /// How many predictions lie in it.
    public let count: Int
    /// The mean of their probabilities.
    public let confidence: Double
    /// The share that came true.
    public let frequency: Double
    /// Wilson's interval of that share.
    public let interval: Interval
  }

  /// The bins that hold a prediction, lowest first.
  public let bins: [Bin]
  /// The expected calibration error: Σ (n_b/n)·|frequency − confidence| (Guo et al., arXiv
  /// 1706.04599).
  public let expectedError: Double
  /// The largest |frequency − confidence| of a bin.
  public let maximalError: Double
  /// The mean of all probabilities.
  public let meanConfidence: Double
  /// Brier's score: the mean squared difference of probability and outcome.
  public let brier: Double

  /// Measures predictions in `bins` ranges of equal width; `nil` for no prediction.
  ///
  /// A probability on a boundary belongs to the upper range; 1 belongs to the last.
  public init?(_ predictions: [(probability: Double, cameTrue: Bool)], bins count: Int = 10) {
    precondition(count >= 1, "at least one bin")
    guard !predictions.isEmpty else { return nil }
    var members = [[(probability: Double, cameTrue: Bool)]](repeating: [], count: count)
    for prediction in predictions {
      precondition((0...1).contains(prediction.probability), "a probability lies in [0, 1]")
      members[min(count - 1, Int(prediction.probability * Double(count)))].append(prediction)
    }
    let total = Double(predictions.count)
    meanConfidence = predictions.reduce(0) { $0 + $1.probability } / total
    bins = members.enumerated().filter { !$0.element.isEmpty }.map { index, members in
      let hits = members.count { $0.cameTrue }
      return Bin(
        low: Double(index) / Double(count), high: Double(index + 1) / Double(count),
        count: members.count,
        confidence: members.reduce(0) { $0 + $1.probability } / Double(members.count),
        frequency: Double(hits) / Double(members.count),
        interval: .wilson(successes: hits, trials: members.count))
    }
    expectedError = bins.reduce(0) {
      $0 + Double($1.count) / total * abs($1.frequency - $1.confidence)
    }
    maximalError = bins.reduce(0) { max($0, abs($1.frequency - $1.confidence)) }
    brier =
      predictions.reduce(0) { sum, prediction in
        let miss = prediction.probability - (prediction.cameTrue ? 1 : 0)
        return sum + miss * miss
      } / total
  }
}

/// The area under the ROC curve: the chance that a positive scores above a negative, ties half.
///
/// `nil` where one of the two is missing.
public func areaUnderROC(_ scores: [(score: Double, isPositive: Bool)]) -> Double? {
  let positives = scores.count { $0.isPositive }
  let negatives = scores.count - positives
  guard positives > 0, negatives > 0 else { return nil }
  let sorted = scores.sorted { $0.score < $1.score }
  var favourable = 0.0
  var negativesBelow = 0
  var start = 0
  while start < sorted.count {
    var end = start
    while end < sorted.count, sorted[end].score == sorted[start].score { end += 1 }
    let tiedPositives = sorted[start..<end].count { $0.isPositive }
    let tiedNegatives = end - start - tiedPositives
    favourable += Double(tiedPositives) * (Double(negativesBelow) + Double(tiedNegatives) / 2)
    negativesBelow += tiedNegatives
    start = end
  }
  return favourable / (Double(positives) * Double(negatives))
}
