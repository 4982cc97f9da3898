import Corpus
import Curation
import Testing

@Suite("Binary search")
struct BinarySearchTests {
  private let solved = RolloutCounts(correct: 3, incorrect: 4)

  private func outline(
    _ steps: Int, _ verdict: Verdict = .incorrect, equation: Int? = nil,
    others: RolloutCounts? = nil
  ) -> SolutionOutline {
    SolutionOutline(
      steps: steps, verdict: verdict, others: others ?? solved, firstFalseEquation: equation)
  }

  /// The step that is called wrong first, the steps being alive where `alive` says.
  private func search(
    _ outline: SolutionOutline, rollouts: Int = 3, verification: Int = 0,
    root: RootRule = .abstain, alive: @escaping (Int) -> Bool
  ) -> (result: SearchResult, drawn: [[Int]]) {
    script(
      BinarySearch(outline, rollouts: rollouts, verification: verification, root: root)
    ) { step, _ in RolloutOutcome(alive(step) ? .correct : .incorrect) }
  }

  private func firstWrong(_ result: SearchResult) -> Int? {
    result.labels.first { $0.value == .negative }?.step
  }

  @Test("In monotone solutions of every length it finds the pit, with ⌈log₂ T⌉ prefixes at most")
  func monotone() {
    for steps in 1...17 {
      for pit in 0..<steps {
        let (result, drawn) = search(outline(steps)) { $0 < pit }
        #expect(firstWrong(result) == pit && result.violations == 0)
        let looked = drawn.count { !$0.isEmpty }
        #expect(1 << looked <= 2 * steps, "\(looked) of \(steps)")
        // One rollout where the first succeeds, all three where none does.
        #expect(
          drawn.enumerated().allSatisfy { step, indices in
            indices.isEmpty || indices.count == (step < pit ? 1 : 3)
          })
        #expect(result.labels.prefix(pit).allSatisfy { $0.value == .positive })
      }
    }
  }

  @Test("Verified, a monotone solution gives the same pit and no violation")
  func verifiedMonotone() {
    for steps in 2...12 {
      for pit in 0..<steps {
        let (result, drawn) = search(outline(steps), verification: 2) { $0 < pit }
        #expect(firstWrong(result) == pit && result.violations == 0)
        if pit < steps - 1 { #expect(drawn[pit].count == 5) }
      }
    }
  }

  @Test("Over all patterns of 6 steps a violation is counted exactly when a check can see one")
  func patterns() {
    for bits in 0..<32 {
      let alive = { (step: Int) in bits >> step & 1 == 1 }
      let (result, drawn) = search(outline(6), verification: 2, alive: alive)
      // The first step that no rollout recovers from, which a scan finds.
      let scanned = (0..<6).first { $0 == 5 || !alive($0) } ?? 5
      let looked = drawn.indices.filter { !drawn[$0].isEmpty }
      let dead = looked.filter { !alive($0) }
      let contradicts = dead.contains { early in looked.contains { $0 > early && alive($0) } }
      if result.violations > 0 {
        #expect(contradicts, "\(bits)")
        #expect(firstWrong(result) == scanned, "\(bits)")
      } else {
        #expect(!contradicts, "\(bits)")
      }
    }
  }

  @Test("A pit that recovers under verification is a violation, and the scan goes past it")
  func luckyPit() {
    // Step 1 fails three times, then succeeds; step 2 never does.
    let (result, drawn) = script(
      BinarySearch(outline(4), rollouts: 3, verification: 3, root: .search)
    ) { step, index in
      RolloutOutcome(step == 0 || step == 1 && index == 3 ? .correct : .incorrect)
    }
    #expect(result.violations == 1)
    #expect(firstWrong(result) == 2)
    #expect(drawn == [[0], [0, 1, 2, 3], [0, 1, 2]])
  }

  @Test("A later step that can be completed sends it to a scan of all steps in order")
  func laterRecovery() {
    // T = 8: looks at 3 (dead), 1 (dead), 0 (alive): pit 1; the probe among 2, 4, 5, 6 is 5.
    let (result, drawn) = search(outline(8), verification: 2) { $0 == 0 || $0 == 5 }
    #expect(result.violations == 1 && firstWrong(result) == 1)
    #expect(drawn[5] == [0] && drawn[1] == [0, 1, 2, 3, 4] && drawn[3] == [0, 1, 2])
    #expect(result.labels.map(\.step) == [0, 1, 3, 5])
    #expect(result.labels.map(\.value) == [.positive, .negative, .negative, .positive])
  }

  @Test("With no other sample right it spends nothing", arguments: RootRule.allCases)
  func rootFilter(rule: RootRule) {
    let hopeless = RolloutCounts(incorrect: 6, unanswered: 1)
    let (result, drawn) = search(
      outline(6, equation: 3, others: hopeless), root: rule
    ) { $0 < 2 }
    switch rule {
    case .search: #expect(firstWrong(result) == 2 && !drawn.isEmpty)
    case .abstain:
      #expect(drawn.isEmpty && result.labels.count == 6)
      #expect(result.labels.allSatisfy { $0.value == .abstain })
    case .blameFirst: #expect(drawn.isEmpty && firstWrong(result) == 0)
    case .blameEquation: #expect(drawn.isEmpty && firstWrong(result) == 3)
    }
    let (right, looked) = search(outline(4, .correct, others: hopeless), root: rule) { _ in true }
    #expect(!looked.isEmpty && firstWrong(right) == nil)
    let (unknown, asked) = search(outline(4, others: RolloutCounts()), root: rule) { _ in false }
    #expect(!asked.isEmpty && firstWrong(unknown) == 0)
  }

  @Test("The chain is cut at a false equation, which is the pit unless an earlier step is")
  func cut() {
    for pit in 0..<6 {
      let (result, drawn) = search(outline(9, equation: 4)) { $0 < pit }
      #expect(firstWrong(result) == min(pit, 4))
      #expect(drawn.count <= 4)
    }
    let (last, _) = search(outline(3, .correct, equation: 2)) { _ in true }
    #expect(firstWrong(last) == 2)
  }

  @Test("A right answer is believed when its last inner step can still be completed")
  func rightAnswer() {
    let (result, drawn) = search(outline(6, .correct)) { _ in true }
    #expect(drawn.enumerated().allSatisfy { $0.element.count == ($0.offset == 4 ? 1 : 0) })
    #expect(result.labels.count == 6 && result.labels.allSatisfy { $0.value == .positive })
    // A dead step before it is seen where the probe looks, and then the scan finds it.
    let (flawed, _) = search(outline(6, .correct), verification: 2) { $0 != 2 }
    #expect(flawed.violations == 1 && firstWrong(flawed) == 2)
    let (dead, _) = search(outline(6, .correct), verification: 2) { $0 < 3 }
    #expect(dead.violations == 0 && firstWrong(dead) == 3)
  }

  @Test("A step whose open rollouts could still decide is abstained from")
  func undetermined() {
    let (result, _) = script(BinarySearch(outline(3), rollouts: 2, root: .search)) { step, index in
      step == 0 ? RolloutOutcome(.correct) : RolloutOutcome(.incorrect, finish: .length)
    }
    #expect(result.labels.map(\.value) == [.positive, .abstain])
  }

  @Test("With a threshold of two it goes on to the second success, and one is not enough")
  func threshold() {
    // T = 8: step 3 has one success of three, step 1 two, step 2 its two at the end.
    let table = [3: [true, false, false], 1: [true, true, true], 2: [false, true, true]]
    let (result, drawn) = script(
      BinarySearch(outline(8), rollouts: 3, rule: RolloutRule(threshold: 2), root: .search)
    ) { step, index in RolloutOutcome(table[step]?[index] == true ? .correct : .incorrect) }
    #expect(drawn == [[], [0, 1], [0, 1, 2], [0, 1, 2]])
    #expect(firstWrong(result) == 3 && result.violations == 0)
    #expect(result.labels.map(\.step) == [0, 1, 2, 3])
    #expect(result.labels.map(\.value) == [.positive, .positive, .positive, .negative])
    #expect(result.labels[3].counts == RolloutCounts(correct: 1, incorrect: 2))
  }

  @Test(
    "Of an answer that nobody could judge it looks at the last inner step first, as of a right one")
  func undecidedAnswer() {
    let (alive, drawn) = search(outline(6, .undecided)) { _ in true }
    #expect(drawn.enumerated().allSatisfy { $0.element.count == ($0.offset == 4 ? 1 : 0) })
    #expect(alive.labels.map(\.value) == Array(repeating: .positive, count: 5) + [.abstain])
    let (dead, _) = search(outline(6, .undecided)) { $0 < 2 }
    #expect(firstWrong(dead) == 2 && dead.labels.allSatisfy { $0.step < 5 })
    // Whether the policy can solve the problem decides only about answers that are wrong.
    let hopeless = outline(4, .undecided, others: RolloutCounts(incorrect: 5))
    let (searched, asked) = search(hopeless, root: .abstain) { _ in true }
    #expect(!asked.isEmpty && searched.labels.map(\.value).suffix(2) == [.positive, .abstain])
  }

  @Test("Missing rollouts use up the limit and are no failures; without any the step is left open")
  func missing() {
    // T = 4: step 1 has nothing but missing ones, so that the search goes to the left of it.
    let (result, drawn) = script(BinarySearch(outline(4), rollouts: 3, root: .search)) {
      step, index in step == 1 ? nil : index == 0 ? nil : RolloutOutcome(.correct)
    }
    #expect(drawn == [[0, 1], [0, 1, 2]])
    #expect(result.labels.map(\.value) == [.positive, .abstain])
    #expect(result.labels[0].counts == RolloutCounts(correct: 1))
    #expect(result.labels[1].reason == "no rollout" && result.labels[1].interval == nil)
  }

  @Test("A solution of one step has nothing to search")
  func singleStep() {
    let (result, drawn) = search(outline(1)) { _ in true }
    #expect(drawn.isEmpty && result.labels.map(\.value) == [.negative])
  }
}
