import Corpus
import Curation
import Evaluation
import Storage
import Testing

@Suite("Audit by a person")
struct AuditTests {
  /// `right` steps called right and `wrong` called wrong in each third of solutions of six steps.
  private func labelled(right: [Int], wrong: [Int]) -> [LabelledStep] {
    var steps: [LabelledStep] = []
    for (value, sizes) in [(LabelValue.positive, right), (.negative, wrong)] {
      for (third, size) in sizes.enumerated() {
        for number in 0..<size {
          steps.append(
            LabelledStep(
              solution: Int64(steps.count),
              completion: ContentKey(hashing: "\(value) \(third) \(number)"), step: 2 * third,
              steps: 6, value: value))
        }
      }
    }
    return steps
  }

  private func counts(_ sample: AuditSample) -> [String: Int] {
    Dictionary(grouping: sample.steps) { "\(AuditSample.stratum(of: $0))" }.mapValues(\.count)
  }

  @Test("Half of the sample is called wrong, and each half is spread over the thirds in proportion")
  func strata() {
    let sample = AuditSample(
      of: labelled(right: [500, 300, 200], wrong: [10, 20, 30]), count: 40, seed: 1)
    #expect(
      counts(sample) == [
        "+, first third": 10, "+, middle third": 6, "+, last third": 4, "-, first third": 3,
        "-, middle third": 7, "-, last third": 10,
      ])
    #expect(Set(sample.steps).count == 40)
  }

  @Test("What one label lacks the other one gives, and there is never more than there is")
  func short() {
    let few = AuditSample(of: labelled(right: [90], wrong: [3]), count: 50, seed: 1)
    #expect(counts(few) == ["+, first third": 47, "-, first third": 3])
    let all = AuditSample(of: labelled(right: [4], wrong: [3]), count: 50, seed: 1)
    #expect(all.steps.count == 7)
    #expect(AuditSample(of: [], count: 5, seed: 1).steps.isEmpty)
  }

  @Test("A larger sample holds the smaller one, and the order of the labels does not matter")
  func nested() {
    let steps = labelled(right: [100, 80, 60], wrong: [40, 40, 40])
    let small = AuditSample(of: steps, count: 20, seed: 3)
    let large = AuditSample(of: steps, count: 60, seed: 3)
    #expect(Set(small.steps).isSubset(of: Set(large.steps)))
    #expect(AuditSample(of: steps.reversed(), count: 20, seed: 3).steps == small.steps)
    #expect(AuditSample(of: steps, count: 20, seed: 4).steps != small.steps)
  }

  @Test("Precision weighs the strata by their sizes")
  func precision() throws {
    // 300 steps in the first third, of which 2 of 4 asked are right; 100 in the middle, 1 of 1.
    let steps = labelled(right: [300, 100], wrong: [50])
    let sample = AuditSample(of: steps, count: 10, seed: 1)
    var answers: [LabelledStep: AuditAnswer] = [:]
    for step in steps.filter({ $0.value == .positive && $0.step == 0 }).prefix(4) {
      answers[step] = answers.count < 2 ? .right : .wrong
    }
    let middle = try #require(steps.first { $0.value == .positive && $0.step == 2 })
    answers[middle] = .right
    let called = steps.filter { $0.value == .negative }
    answers[called[0]] = .wrong
    answers[called[1]] = .unsure
    let result = sample.result(answers)
    let right = try #require(result.right)
    #expect(abs(right.value - (300 * 0.5 + 100) / 400) < 1e-12 && right.clusters == 5)
    #expect(result.wrong?.value == 1 && result.wrong?.clusters == 1 && result.unsure == 1)
    #expect(abs((result.all?.value ?? 0) - (150 + 100 + 50) / 450) < 1e-12)
    #expect(right.interval.low > 0.1 && right.interval.high < 1)
    #expect(sample.result([:]).all == nil)
  }

  @Test("A scripted person is asked with the problem and the steps so far, and may err and stop")
  func dialogue() throws {
    let text = AuditedText(
      statement: "2 + 2?", gold: "4", text: "a\nb\n#### 4", steps: [0..<1, 2..<3, 4..<10])
    let step = LabelledStep(
      solution: 1, completion: ContentKey(hashing: "x"), step: 1, steps: 3, value: .negative)
    for (lines, expected) in [
      (["y"], AuditDialogue.Reply.answer(.right)), (["what?", " N "], .answer(.wrong)),
      (["u"], .answer(.unsure)), (["Unsure"], .answer(.unsure)), (["back"], .back),
      (["b"], .back), (["q"], .stop), ([], .stop),
    ] {
      var shown: [String] = []
      var input = lines[...]
      let dialogue = AuditDialogue(show: { shown.append($0) }, read: { input.popFirst() })
      #expect(dialogue.ask(step, text, number: 2, of: 2, canGoBack: true) == expected)
      let page = shown.joined(separator: "\n")
      #expect(page.contains("2 + 2?") && page.contains("> 2  b") && page.contains("  1  a"))
      // Neither what follows nor the label is given away.
      #expect(!page.contains("####") && !page.contains("negative"))
    }
    // Before the first answer there is none to take back.
    var input = ["b", "y"][...]
    let dialogue = AuditDialogue(show: { _ in }, read: { input.popFirst() })
    #expect(
      dialogue.ask(step, text, number: 1, of: 2, canGoBack: false) == .answer(.right)
        && input.isEmpty)
  }

  @Test("Agreement is told over steps that both decided, with Cohen's kappa")
  func agreement() throws {
    // The example of Cohen's coefficient in every textbook: 50 items, 35 alike, κ 0.4.
    var first: [Int: AuditAnswer] = [:]
    var second: [Int: AuditAnswer] = [:]
    let counts: [(AuditAnswer, AuditAnswer, Int)] = [
      (.right, .right, 20), (.right, .wrong, 5), (.wrong, .right, 10), (.wrong, .wrong, 15),
    ]
    for (one, other, count) in counts {
      for _ in 0..<count {
        (first[first.count], second[second.count]) = (one, other)
      }
    }
    first[50] = .unsure
    (second[50], second[51]) = (.right, .wrong)
    let found = AuditAgreement(first, second)
    #expect(found.both == 50 && found.alike == 35)
    #expect(abs(try #require(found.kappa) - 0.4) < 1e-12)
    let same: [Int: AuditAnswer] = [1: .right, 2: .right]
    #expect(AuditAgreement(same, same).kappa == nil && AuditAgreement(same, same).alike == 2)
    #expect(AuditAgreement(same, [:]) == AuditAgreement(same, [3: .right]))
  }

  @Test("Steps to audit come from the store with their texts")
  func store() async throws {
    let curation = try await ScriptedCuration(problems: 6)
    try await curation.sample(6)
    try await curation.label(.mathShepherd, rollouts: 4)
    let (steps, text) = try await curation.store.read { (store) throws(DatabaseError) in
      let steps = try store.labelledSteps(
        model: ScriptedCuration.model.key, method: "math-shepherd")
      return (steps, try store.auditedText(steps[0].solution))
    }
    let count = try await curation.table(
      """
      SELECT count(*) FROM step_label
      WHERE method = 'math-shepherd' AND label IN ('+', '-') AND trim(text) NOT LIKE '####%'
      """)
    #expect(steps.contains { $0.step < $0.steps - 1 } && !steps.isEmpty)
    #expect(count == [[.integer(Int64(steps.count))]] && Set(steps).count == steps.count)
    #expect(text?.steps.count == steps[0].steps && text?.statement.contains("+ 2?") == true)
  }
}
