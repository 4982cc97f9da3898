import Testing

@testable import Evaluation

private let cases: [FirstErrorCase] = [
  .init(problem: "a", truth: 2, prediction: .step(2)),
  .init(problem: "a", truth: 2, prediction: .step(1)),
  .init(problem: "b", truth: 0, prediction: .step(3)),
  .init(problem: "b", truth: 1, prediction: .noError),
  .init(problem: "b", truth: nil, prediction: .noError),
  .init(problem: "c", truth: nil, prediction: .step(0)),
  .init(problem: "c", truth: nil, prediction: .noError),
  .init(problem: "d", truth: nil, prediction: .missing),
]

@Suite("First errors") struct FirstErrorTests {
  @Test("F1 is the harmonic mean of the two accuracies")
  func f1() throws {
    let score = try #require(FirstErrorScore(cases))
    #expect(score.withError.value == 0.25)
    #expect(score.withoutError.value == 0.5)
    #expect(abs(score.f1.value - 2 * 0.25 * 0.5 / 0.75) < 1e-12)
    #expect(score.f1.clusters == 4)
    #expect(score.f1.interval.contains(score.f1.value))
  }

  @Test("A perfect judge still has an interval; one kind alone has no score")
  func extremes() throws {
    let right = (0..<5).flatMap { index in
      [
        FirstErrorCase(problem: "\(index)", truth: 1, prediction: .step(1)),
        FirstErrorCase(problem: "\(index)", truth: nil, prediction: .noError),
      ]
    }
    let score = try #require(FirstErrorScore(right))
    #expect(score.f1.value == 1)
    #expect(score.f1.interval.low < 0.7)
    #expect(score.f1.interval.high == 1)
    #expect(FirstErrorScore(right.filter { $0.truth == nil }) == nil)
  }

  @Test("Each case is counted once, under what went wrong")
  func confusion() {
    let counts = FirstErrorConfusion(cases)
    #expect(counts.exact == 1)
    #expect(counts.early == 1)
    #expect(counts.late == 1)
    #expect(counts.missed == 1)
    #expect(counts.accepted == 2)
    #expect(counts.falseAlarm == 1)
    #expect(counts.missing == 1)
  }

  @Test("Positions are rows of truth and columns of what is said; far steps share a place")
  func positions() {
    // Steps 1 and 2, all later ones, none; and undecided for what is said.
    let matrix = FirstErrorPositions(cases, steps: 2)
    #expect(matrix.names == ["1", "2", "later", "none", "undecided"])
    #expect(
      matrix.counts == [
        [0, 0, 1, 0, 0], [0, 0, 0, 1, 0], [0, 1, 1, 0, 0], [1, 0, 0, 2, 1],
      ])
    #expect(FirstErrorPositions(cases).counts.joined().reduce(0, +) == cases.count)
  }
}

@Suite("Labels against truth") struct AgreementTests {
  @Test("Precision, recall and F1 of counted labels")
  func confusion() throws {
    var first = BinaryConfusion.Counts()
    for (predicted, actual) in [(true, true), (true, false), (false, true), (false, false)] {
      first.add(predicted: predicted, actual: actual)
    }
    var second = BinaryConfusion.Counts()
    for _ in 0..<3 { second.add(predicted: true, actual: true) }
    let confusion = BinaryConfusion(problems: [first, second])
    #expect(confusion.total(\.truePositives) == 4)
    #expect(try #require(confusion.precision).value == 0.8)
    #expect(try #require(confusion.recall).value == 0.8)
    #expect(try #require(confusion.specificity).value == 0.5)
    #expect(try #require(confusion.f1).value == 0.8)
    #expect(abs(try #require(confusion.accuracy).value - 5.0 / 7) < 1e-12)
    #expect(BinaryConfusion(problems: []).precision == nil)
  }

  @Test("The calibration error weighs bins by their size")
  func calibration() throws {
    let predictions: [(probability: Double, cameTrue: Bool)] = [
      (0.25, true), (0.25, false), (0.75, true), (0.75, true), (1, true), (0, false),
    ]
    let calibration = try #require(Calibration(predictions, bins: 2))
    #expect(calibration.bins.map(\.count) == [3, 3])
    // Bins: confidence 1/6 against 1/3, and 5/6 against 1.
    #expect(abs(calibration.expectedError - 1.0 / 6) < 1e-12)
    #expect(abs(calibration.maximalError - 1.0 / 6) < 1e-12)
    #expect(abs(calibration.brier - (0.5625 + 0.0625 * 3) / 6) < 1e-12)
    #expect(Calibration([]) == nil)
  }

  @Test("The area under the ROC curve counts pairs, ties half")
  func areaByPairs() throws {
    let scores: [(score: Double, isPositive: Bool)] = [
      (0.1, false), (0.4, true), (0.4, false), (0.8, true), (0.6, false), (0.4, true),
    ]
    var wins = 0.0
    for positive in scores where positive.isPositive {
      for negative in scores where !negative.isPositive {
        wins += positive.score > negative.score ? 1 : positive.score == negative.score ? 0.5 : 0
      }
    }
    #expect(abs(try #require(areaUnderROC(scores)) - wins / 9) < 1e-12)
    #expect(areaUnderROC([(0.3, true)]) == nil)
  }
}
