import Corpus
import Curation
import Testing

@Suite("Policies of an export")
struct ExportPolicyTests {
  private func labels(
    _ text: String, stopping: StoppingRule? = .fixed, method: String = "math-shepherd"
  ) -> [Label] {
    text.enumerated().compactMap { step, mark in
      let value: LabelValue
      switch mark {
      case "+": value = .positive
      case "-": value = .negative
      case "a": value = .abstain
      case "n": value = .neutral
      default: return nil
      }
      return Label(
        step: step, value: value, method: method, counts: RolloutCounts(correct: 1, incorrect: 1),
        stopping: stopping)
    }
  }

  /// The labels as marks; `nil` when the solution is left out.
  private func apply(
    _ text: String, _ afterError: ExportPolicy.AfterError = .minus,
    _ abstained: ExportPolicy.Abstained = .drop
  ) throws -> String? {
    try ExportPolicy(afterError: afterError, abstained: abstained, neutral: .abstain)
      .apply(labels(text), steps: text.count)
      .map { $0.map(\.rawValue).joined() }
  }

  @Test("Steps after the first wrong one become wrong, are cut, or drop the solution")
  func afterError() throws {
    #expect(try apply("+++") == "+++")
    // "." is a step that was not looked at.
    for text in ["+-++", "+-..", "+-a+", "+--+"] {
      #expect(try apply(text, .minus) == "+---")
      #expect(try apply(text, .cut) == "+-")
      #expect(try apply(text, .drop) == nil)
    }
    for policy in ExportPolicy.AfterError.allCases {
      #expect(try apply("++-", policy) == "++-")
      #expect(try apply("-", policy) == "-")
    }
  }

  @Test("An undecided step before any error drops the solution or cuts it there")
  func abstained() throws {
    for text in ["++a+", "++n-", "++.+"] {
      for policy in ExportPolicy.AfterError.allCases {
        #expect(try apply(text, policy, .drop) == nil)
        #expect(try apply(text, policy, .cut) == "++")
      }
    }
    #expect(try apply("a+", .minus, .cut) == nil)
  }

  @Test("A threshold reads labels off the shares of counts whose number was fixed")
  func threshold() throws {
    func label(_ step: Int, _ correct: Int, _ incorrect: Int, _ value: LabelValue) -> Label {
      Label(
        step: step, value: value, method: "math-shepherd",
        counts: RolloutCounts(correct: correct, incorrect: incorrect), stopping: .fixed)
    }
    let labels = [
      label(0, 6, 2, .positive), label(1, 4, 4, .positive), label(2, 0, 8, .negative),
      Label(step: 3, value: .positive, method: "math-shepherd"),
    ]
    func at(_ threshold: Double?) throws -> String? {
      try ExportPolicy(afterError: .minus, threshold: threshold).apply(labels, steps: 4)
        .map { $0.map(\.rawValue).joined() }
    }
    #expect(try at(nil) == "++--")
    #expect(try at(0.5) == "++--")
    #expect(try at(0.51) == "+---")
    #expect(try at(0.76) == "----")
    // At 0 every share is enough; the last step has no share and keeps its label.
    #expect(try at(0) == "++++")
  }

  @Test("With a threshold a step is undecided where rollouts that say nothing could change it")
  func undetermined() throws {
    for correct in 0...4 {
      for wrong in 0...(4 - correct) {
        let open = 4 - correct - wrong
        let label = Label(
          step: 0, value: .abstain, method: "math-shepherd",
          counts: RolloutCounts(correct: correct, incorrect: wrong, undetermined: open),
          stopping: .fixed)
        // Whether the share reaches one half, for every way the open rollouts may have ended.
        let possible = Set((0...open).map { Double(correct + $0) / 4 >= 0.5 })
        let expected: [LabelValue]? =
          possible.count == 2 ? nil : possible.contains(true) ? [.positive] : [.negative]
        #expect(try ExportPolicy(threshold: 0.5).apply([label], steps: 1) == expected)
      }
    }
  }

  @Test("A threshold is refused on counts that stopped at a success")
  func refusal() throws {
    let stopped = labels("+-", stopping: .firstSuccess, method: "sequential")
    #expect(throws: ExportError.thresholdOnStoppedCounts(method: "sequential")) {
      try ExportPolicy(threshold: 0.5).apply(stopped, steps: 2)
    }
    #expect(try ExportPolicy().apply(stopped, steps: 2) == [.positive, .negative])
  }
}
