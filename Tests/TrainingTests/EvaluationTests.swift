import Testing

@testable import Training

@Suite struct EvaluationTests {
  func curve(_ losses: [Double], correct: [Int]? = nil) -> TrainingCurve {
    var curve = TrainingCurve()
    curve.evaluations = losses.indices.map {
      TrainingEvaluation(
        step: $0 + 1, loss: losses[$0], correct: correct?[$0], problems: correct == nil ? 0 : 10)
    }
    return curve
  }

  @Test("The best evaluation is the first with the lowest loss or the highest accuracy")
  func bestEvaluations() {
    let seen = curve([3, 2, 4, 2], correct: [1, 5, 5, 2])
    #expect(seen.best(by: .loss) == 1)
    #expect(seen.best(by: .accuracy) == 1)
    #expect(curve([1, .nan, 0.5]).best(by: .loss) == 2)
    #expect(TrainingCurve().best(by: .loss) == nil)
  }

  @Test(
    "A run is over after as many evaluations without a new best as it has patience",
    arguments: [
      ([3, 2, 2.5], 1, true), ([3, 2, 2.5], 2, false), ([3, 2, 2.5, 2], 2, true),
      ([3, 2, 2.5, 1.9], 1, false), ([3], 1, false), ([], 1, false), ([1, 2, 3, 4], 0, false),
    ])
  func patience(_ losses: [Double], _ patience: Int, _ isOver: Bool) {
    var settings = TrainingSettings(steps: 100)
    settings.patience = patience
    #expect(curve(losses).isOver(settings) == isOver)
  }

  @Test("Early stopping ends the run and the best parameters come back")
  func stopsEarly() throws {
    let shape = tinyShapes[0]
    var settings = TrainingSettings(steps: 50)
    settings.evaluationInterval = 2
    settings.patience = 2
    settings.keepsBest = true
    let trainer = try Trainer(try tinyParameters(shape), settings: settings, threads: 2)
    let losses = [4.0, 3, 3.5, 3.2, 1]
    var best: [UInt32] = []
    try trainer.run(example: { randomExample(shape, $0, $1) }) { trainer in
      if trainer.step == 4 { best = bits(trainer.parameters) }
      return TrainingEvaluation(step: trainer.step, loss: losses[trainer.step / 2 - 1])
    }
    #expect(trainer.step == 8)
    #expect(trainer.isOver)
    #expect(trainer.curve.evaluations.map(\.step) == [2, 4, 6, 8])
    #expect(bits(trainer.parameters) != best)
    trainer.restoreBest()
    #expect(bits(trainer.parameters) == best)
  }

  @Test("The loss of held-out examples is a batch's loss and changes nothing")
  func heldOutLoss() throws {
    let shape = tinyShapes[1]
    let trainer = try Trainer(
      try tinyParameters(shape), settings: TrainingSettings(steps: 2), threads: 2)
    let batch = (0..<40).map { randomExample(shape, 1, $0) }
    let before = bits(trainer.parameters)
    let loss = try trainer.loss(of: batch)
    #expect(bits(trainer.parameters) == before)
    #expect(loss == (try trainer.advance(batch).loss))
    #expect(throws: TrainingError.self) {
      try trainer.loss(of: [TrainingExample(tokens: [1, 999], lossStart: 1)])
    }
  }

  @Test("A loss that rises for good is found, a harder lesson is not")
  func divergence() {
    func found(_ losses: [Float]) -> Int? {
      var watch = Divergence()
      return losses.firstIndex { watch.diverges(after: $0) }
    }
    let fall = (0..<100).map { 5 * Float(100 - $0) / 100 + 0.3 }
    #expect(found(fall + Array(repeating: 1.2, count: 100)) == nil)
    #expect(found(fall + [40] + Array(repeating: 0.3, count: 40)) == 100)
    #expect(found(fall + [9] + Array(repeating: 0.3, count: 40)) == nil)
    let risen = found(fall + Array(repeating: 6, count: 100))
    #expect(risen.map { (101...120).contains($0) } == true)
    #expect(found(Array(repeating: 6, count: 30)) == nil)
  }

  @Test("A run whose loss rises for good stops, unless that is allowed")
  func divergingRunsStop() throws {
    let shape = tinyShapes[0]
    func run(allows: Bool) throws -> Int {
      var settings = TrainingSettings(steps: 120)
      settings.learningRate = 0.003
      settings.allowsDivergence = allows
      let trainer = try Trainer(try tinyParameters(shape), settings: settings, threads: 2)
      try trainer.run { step, index in
        // From step 60 on the targets are others than those that were learnt by heart.
        let token = Int32(step < 60 ? index % 4 : 20 - index % 4)
        return TrainingExample(tokens: [1, 2, token, token], lossStart: 2)
      }
      return trainer.step
    }
    #expect(try run(allows: true) == 120)
    #expect {
      try run(allows: false)
    } throws: { error in
      guard case .rose(let step, _, _)? = error as? TrainingError else { return false }
      return step > 60
    }
  }
}
