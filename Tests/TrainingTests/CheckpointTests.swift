import Glibc
import Kernels
import Testing
import Transformer

@testable import Training

@Suite struct CheckpointTests {
  let path = "/tmp/stepmark-checkpoint-\(getpid())-\(UInt64.random(in: 0 ... .max)).safetensors"

  @Test("A run that stops half-way and resumes ends with the same bytes")
  func resumesToTheSameBytes() throws {
    defer { unlink(path) }
    let shape = tinyShapes[1]
    let settings = TrainingSettings(steps: 8)
    let whole = try Trainer(try tinyParameters(shape), settings: settings, threads: 1)
    try whole.run(example: { randomExample(shape, $0, $1) })

    let first = try Trainer(try tinyParameters(shape), settings: settings, threads: 2)
    try first.run(
      example: { randomExample(shape, $0, $1) }, progress: { $0.step == 3 ? .stop : .goOn })
    #expect(first.step == 3)
    try first.saveCheckpoint(to: path)

    let second = try Trainer(
      try tinyParameters(shape, seed: 99), settings: settings, threads: 1)
    try second.resume(from: path)
    #expect(second.step == 3)
    try second.run(example: { randomExample(shape, $0, $1) })
    #expect(bits(second.parameters) == bits(whole.parameters))
  }

  @Test("Evaluations, the best parameters and early stopping survive a stop, at any step")
  func curvesSurvive() throws {
    defer { unlink(path) }
    let shape = tinyShapes[0]
    var settings = TrainingSettings(steps: 30)
    settings.learningRate = 0.03
    settings.evaluationInterval = 2
    settings.patience = 2
    settings.keepsBest = true
    settings.batchSize = 3
    settings.accumulation = 2
    let heldOut = (0..<9).map { randomExample(shape, 1000, $0) }
    func run(_ trainer: Trainer, until last: Int = .max) throws {
      try trainer.run(example: { randomExample(shape, $0, $1) }) { trainer in
        TrainingEvaluation(step: trainer.step, loss: try trainer.loss(of: heldOut))
      } progress: {
        $0.step == last ? .stop : .goOn
      }
    }
    let whole = try Trainer(try tinyParameters(shape), settings: settings, threads: 2)
    try run(whole)
    #expect(whole.step < 30, "early stopping is what this is about")
    let end = whole.step
    whole.restoreBest()
    for stop in 1...end {
      let first = try Trainer(try tinyParameters(shape), settings: settings, threads: 1)
      try run(first, until: stop)
      try first.saveCheckpoint(to: path)
      let second = try Trainer(try tinyParameters(shape, seed: 9), settings: settings, threads: 2)
      try second.resume(from: path)
      #expect(second.step == stop)
      try run(second)
      second.restoreBest()
      #expect(second.curve == whole.curve)
      #expect(bits(second.parameters) == bits(whole.parameters))
    }
  }

  @Test("A checkpoint of another run is refused")
  func otherRunsAreRefused() throws {
    defer { unlink(path) }
    let shape = tinyShapes[0]
    let trainer = try Trainer(
      try tinyParameters(shape), settings: TrainingSettings(steps: 8), threads: 1)
    try trainer.saveCheckpoint(to: path)
    let other = try Trainer(
      try tinyParameters(shape), settings: TrainingSettings(steps: 9), threads: 1)
    #expect(throws: TrainingError.self) { try other.resume(from: path) }
    let wider = try Trainer(
      try tinyParameters(tinyShapes[1]), settings: TrainingSettings(steps: 8), threads: 1)
    #expect(throws: TrainingError.self) { try wider.resume(from: path) }
  }

  @Test("A checkpoint that was cut short is refused, naming the file")
  func truncatedFilesAreRefused() throws {
    defer { unlink(path) }
    let trainer = try Trainer(
      try tinyParameters(tinyShapes[0]), settings: TrainingSettings(steps: 8), threads: 1)
    try trainer.saveCheckpoint(to: path)
    #expect(truncate(path, 5000) == 0)
    #expect {
      try trainer.resume(from: path)
    } throws: {
      ($0 as? ModelError)?.description.contains(path) == true
    }
  }
}
