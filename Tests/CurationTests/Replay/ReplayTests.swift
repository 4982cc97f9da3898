import Corpus
import Evaluation
import Testing

@testable import Curation

@Suite("Methods on recorded rollouts")
struct ReplayTests {
  private func rollouts(_ pattern: String, tokens: Int) -> [RecordedRollout] {
    pattern.map {
      RecordedRollout(
        outcome: $0 == "?" ? nil : RolloutOutcome($0 == "+" ? .correct : .incorrect),
        tokens: tokens)
    }
  }

  private func solution(
    _ patterns: [String], verdict: Verdict = .incorrect, firstError: Int?, problem: String = "p"
  ) -> RecordedSolution {
    RecordedSolution(
      problem: problem,
      outline: SolutionOutline(
        steps: patterns.count + 1, verdict: verdict,
        others: RolloutCounts(correct: 4, incorrect: 3)),
      firstError: firstError,
      rollouts: patterns.enumerated().map { rollouts($1, tokens: 10 * (patterns.count - $0)) })
  }

  @Test("A search sees the recorded rollouts in order and pays for those that it draws")
  func replay() {
    let recorded = solution(["-+--", "----", "+---"], firstError: 1)
    let made = recorded.replay(SequentialSearch(recorded.outline, rollouts: 4))
    #expect(made.result.labels.map(\.value) == [.positive, .negative])
    #expect(made.rollouts == 6 && made.tokens == 2 * 30 + 4 * 20)
    // Behind the end of the recording there is nothing and it costs nothing.
    let more = recorded.replay(SequentialSearch(recorded.outline, rollouts: 9))
    #expect(more.rollouts == 6 && more.tokens == made.tokens)
  }

  @Test("Each method's score on a small pool is what counting by hand gives")
  func score() throws {
    let pool = [
      // Exact, late (a lucky recovery at step 1) and missed by one success of four.
      solution(["++++", "----", "----"], firstError: 1, problem: "a"),
      solution(["++++", "-+--", "----"], firstError: 1, problem: "b"),
      solution(["++++", "++++", "++++"], firstError: 0, problem: "c"),
      // Right answers: one without an error, one with.
      solution(["+---", "++++"], verdict: .correct, firstError: nil, problem: "d"),
      solution(["----", "++++"], verdict: .correct, firstError: 0, problem: "e"),
    ]
    let labeller = ReplayedLabeller(family: "f", setting: "s") {
      MathShepherdSearch($0, rollouts: 4)
    }
    let score = try #require(ReplayScore(labeller, on: pool))
    #expect(abs(score.exact.value - 1.0 / 3) < 1e-12)
    #expect(score.tokens == 4 * (30 + 20 + 10) && score.rollouts == 12)
    #expect(score.tokensPerExact == 3 * score.tokens)
    // Four solutions have an error: one of them is found; the one without is accepted.
    #expect(abs((score.f1?.value ?? 0) - 2 * 0.25 * 1 / 1.25) < 1e-12)
    // By itself it is right about d, and finds e's first error.
    #expect(score.rightAnswers?.value == 1 && score.rightTokens == 4 * (20 + 10))
    // Called wrong: a 1, 2; b 2: all three are. Wrong: a 1, 2; b 1, 2; c 0, 1, 2.
    #expect(score.precision?.value == 1)
    #expect(abs((score.recall?.value ?? 0) - 3.0 / 7) < 1e-12)
    #expect(score.abstained == 0)
    #expect(ReplayScore(labeller, on: Array(pool[3...])) == nil)
  }

  private func problem(
    _ recorded: RecordedSolution, samples: String, tokens: Int = 5, shared: [Int] = []
  ) -> RecordedProblem {
    RecordedProblem(
      solution: recorded, tokens: 7,
      samples: rollouts(samples, tokens: tokens).enumerated().map {
        RecordedSample($1, sharedSteps: $0 < shared.count ? shared[$0] : 0)
      })
  }

  @Test("A chain joins its parts: right when all are, its first error the first of a part's")
  func chain() throws {
    // Seven known samples, then those that stand in for the parts behind.
    let first = problem(
      solution(["++", "--"], verdict: .correct, firstError: nil, problem: "1"),
      samples: "+++----" + "+++", shared: [3, 2, 0, 1, 3])
    let second = problem(
      solution(["--"], verdict: .incorrect, firstError: 0, problem: "2"),
      samples: "++-----" + "+++",
      shared: [1, 2, 0, 0, 0])
    let pool = RecordedPool(problems: [first, second])
    let chains = pool.chains(of: 2, passes: 8, seed: 1)
    #expect(chains.count == 8)
    let starts = Set(chains.map(\.problem))
    #expect(starts == ["1", "2"])
    let ahead = try #require(chains.first { $0.problem == "1" })
    #expect(ahead.outline.steps == 5 && ahead.outline.verdict == .incorrect)
    #expect(ahead.firstError == 3)
    // Both parts' samples are right in the first two of the seven.
    #expect(ahead.outline.others == RolloutCounts(correct: 2, incorrect: 5))
    // Sample 0 is a twin of the first part and shares a step of the second, sample 1 two steps, sample 3
    // one; sample 4 is a twin and shares none of the second.
    #expect(
      ahead.outline.passing == [
        RolloutCounts(incorrect: 1), RolloutCounts(correct: 1), RolloutCounts(incorrect: 1),
        RolloutCounts(correct: 1), RolloutCounts(),
      ])
    // After steps 0 and 1 a rollout of the first part and a sample of the second follow; after its
    // last step the sample alone; within the second part its own rollouts.
    let patterns = ahead.rollouts.map { $0.map { $0.outcome?.verdict == .correct } }
    #expect(patterns == [[true, true], [false, false], [true, true], [false, false]])
    #expect(ahead.rollouts.map { $0[0].tokens } == [20 + 5, 10 + 5, 5, 10])
    let behind = try #require(chains.first { $0.problem == "2" })
    #expect(behind.firstError == 0)
    // The first part's answer is wrong: nothing after it can succeed.
    #expect(
      behind.rollouts.dropFirst().allSatisfy { $0.allSatisfy { $0.outcome?.verdict != .correct } })
  }

  @Test("The halves have no problem in common and do not depend on the order")
  func halves() {
    let problems = (0..<60).map {
      problem(solution(["+"], firstError: 0, problem: "\($0)"), samples: "++++++++")
    }
    let (tuning, reporting) = RecordedPool(problems: problems).halves(seed: 3)
    let names = [tuning, reporting].map { Set($0.problems.map(\.solution.problem)) }
    #expect(names[0].isDisjoint(with: names[1]) && names[0].count + names[1].count == 60)
    #expect(names[0].count > 15 && names[1].count > 15)
    let reversed = RecordedPool(problems: problems.reversed()).halves(seed: 3)
    #expect(Set(reversed.tuning.problems.map(\.solution.problem)) == names[0])
  }

  @Test("A comparison tunes on one half, reports the other, and is the same every time")
  func comparison() async throws {
    var stream = RandomStream(seed: 5, "pool")
    func drawn(_ number: Int) -> RecordedSolution {
      let steps = 2 + Int(stream.next() % 4)
      let error = Int(stream.next() % UInt64(steps))
      let alive = 0.2 + 0.7 * stream.nextUnit()
      let tree = ReplayedLabels(
        SearchResult(
          labels: (0...error).map {
            Label(step: $0, value: $0 < error ? .positive : .negative, method: "omega")
          }), rollouts: 8, tokens: 160)
      return RecordedSolution(
        problem: "\(number)",
        outline: SolutionOutline(
          steps: steps, verdict: .incorrect, others: RolloutCounts(correct: 3, incorrect: 4),
          tokensAfter: (0..<steps).map { Double(20 * (steps - $0)) }),
        firstError: error,
        rollouts: (0..<steps - 1).map { step in
          (0..<4).map { _ in
            let isRight = stream.nextUnit() < (step < error ? alive : 0.01)
            return RecordedRollout(
              outcome: RolloutOutcome(isRight ? .correct : .incorrect), tokens: 20 * (steps - step))
          }
        }, tree: tree)
    }
    let clean = (0..<2).map {
      solution(["++-+"], verdict: .correct, firstError: nil, problem: "clean \($0)")
    }
    let (tuning, reporting) = (
      (0..<7).map(drawn) + clean, (7..<14).map(drawn) + clean
    )
    let first = await LabellerComparison(
      name: "drawn", tuning: tuning, reporting: reporting, recorded: 4)
    let second = await LabellerComparison(
      name: "drawn", tuning: tuning, reporting: reporting, recorded: 4)
    #expect(first.prior == second.prior)
    #expect(first.scores.map(\.exact) == second.scores.map(\.exact))
    #expect(first.scores.map(\.tokens) == second.scores.map(\.tokens))
    for family in first.families {
      let costs = first.curve(family).map(\.tokens)
      #expect(!costs.isEmpty)
    }
    let naive = try #require(first.scores.first { $0.family == LabellerGrid.Family.firstStep })
    #expect(naive.tokens == 0)
    let best = try #require(first.best(within: .infinity) { _ in true })
    #expect(best.exact.value > naive.exact.value)
    let duel = try #require(first.duel(rollouts: 8, usesArithmetic: false))
    #expect(duel.difference.pValue > 0 && duel.model.exact.value > naive.exact.value)
    // Solutions without a search of their problem leave the trees out.
    #expect(!first.families.contains(LabellerGrid.Family.omega))
    let bound = try #require(first.bounds.first { !$0.usesArithmetic })
    // All four rollouts of every prefix, and never more than those of two prefixes.
    let wrong = reporting.filter { $0.outline.verdict != .correct }
    let recorded = wrong.reduce(0) { $0 + 4 * $1.rollouts.count }
    #expect(bound.everything.rollouts == Double(recorded) / Double(wrong.count))
    let told = try #require(bound.told(within: .infinity))
    #expect(told.rollouts <= 8 && told.exact.value >= naive.exact.value)
    #expect(bound.told(within: -1) == nil)
  }

  @Test(
    "OmegaPRM's labels are scored at the price of the whole tree, and unknown steps are no guess")
  func trees() throws {
    func label(_ step: Int, _ value: LabelValue) -> Label {
      Label(step: step, value: value, method: "omega")
    }
    func searched(_ labels: [Label], problem: String) -> RecordedSolution {
      let plain = solution(["++++", "----", "----"], firstError: 1, problem: problem)
      return RecordedSolution(
        problem: problem, outline: plain.outline, firstError: 1, rollouts: plain.rollouts,
        tree: ReplayedLabels(SearchResult(labels: labels), rollouts: 16, tokens: 300))
    }
    let pool = [
      searched([label(0, .positive), label(1, .negative), label(3, .negative)], problem: "a"),
      // Step 1 was never looked at: it may be the first wrong one.
      searched([label(0, .positive), label(2, .negative), label(3, .negative)], problem: "b"),
      searched([label(3, .negative)], problem: "c"),
      searched([label(2, .positive), label(3, .negative)], problem: "d"),
    ]
    let labeller = try #require(LabellerGrid.omega(pool).first)
    let score = try #require(ReplayScore(labeller, on: pool))
    #expect(score.exact.value == 0.25 && score.abstained == 0.5)
    #expect(score.tokens == 300 && score.rollouts == 16)
    let bias = try #require(ReplayBias(labeller, on: pool))
    #expect(bias.early == 0 && bias.late == 0.25 && bias.abstained == 0.5)
    #expect(LabellerGrid.omega(pool + [solution(["+"], firstError: 0)]).isEmpty)
  }
}
