import Corpus
import Testing

@Suite("The first wrong step that labels state")
struct FirstWrongStepTests {
  /// `nil` for a step that nobody looked at.
  private static let kinds: [LabelValue?] = [nil] + LabelValue.allCases

  private static func labels(_ number: Int, steps: Int) -> [(step: Int, value: LabelValue)] {
    var number = number
    var labels: [(step: Int, value: LabelValue)] = []
    for step in 0..<steps {
      if let value = kinds[number % kinds.count] { labels.append((step, value)) }
      number /= kinds.count
    }
    return labels
  }

  @Test(
    "It is the one that is left when all that contradict a label are struck out", arguments: 1...5)
  func elimination(steps: Int) {
    let count = (0..<steps).reduce(1) { count, _ in count * Self.kinds.count }
    var found: Set<FirstWrongStep> = []
    for number in 0..<count {
      let labels = Self.labels(number, steps: steps)
      let first = labels.firstIndex { $0.value == .negative }
      let read = labels[..<(first.map { $0 + 1 } ?? labels.count)]
      // `steps` stands for no wrong step. A right step strikes out itself and all before it; the
      // answer's verdict itself alone.
      var left = Set(0...steps)
      for (step, value) in read {
        switch value {
        case .positive, .neutral:
          left = left.filter { step == steps - 1 ? $0 != step : $0 > step }
        case .negative: left = left.filter { $0 <= step }
        case .abstain: break
        }
      }
      let abstains = read.contains { $0.value == .abstain }
      var expected = FirstWrongStep.undecided
      if !abstains, left.count == 1, let only = left.first {
        expected = only == steps ? .noError : .step(only)
      }
      let stated = FirstWrongStep(labels, of: steps)
      #expect(stated == expected, "\(labels) of \(steps)")
      found.insert(stated)
    }
    #expect(found.count == steps + 2)
  }

  @Test("Without labels nothing is stated")
  func none() {
    #expect(FirstWrongStep([Label]()) == .undecided)
    #expect(FirstWrongStep([Label](), of: 3) == .undecided)
  }
}
