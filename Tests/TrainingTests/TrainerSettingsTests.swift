import Kernels
import Testing
import Transformer

@testable import Training

@Suite struct TrainerSettingsTests {
  func trained(_ change: (inout TrainingSettings) -> Void) throws -> Trainer {
    let shape = tinyShapes[0]
    var settings = TrainingSettings(steps: 5)
    settings.batchSize = 12
    change(&settings)
    let trainer = try Trainer(try tinyParameters(shape), settings: settings, threads: 2)
    try trainer.run(example: { randomExample(shape, $0, $1) })
    return trainer
  }

  @Test(
    "Accumulated batches have the bits of one large batch", arguments: [(6, 2), (4, 3), (1, 12)])
  func accumulationKeepsTheBits(_ size: Int, _ count: Int) throws {
    let whole = try trained { _ in }
    let parts = try trained {
      $0.batchSize = size
      $0.accumulation = count
    }
    #expect(bits(parts.parameters) == bits(whole.parameters))
    #expect(parts.curve == whole.curve)
    #expect(bits(try trained { $0.batchSize = size }.parameters) != bits(whole.parameters))
  }

  @Test("The loss of an update is the mean over the targets of all its batches, not of means")
  func lossIsTheMeanOverTargets() throws {
    let shape = tinyShapes[0]
    var settings = TrainingSettings(steps: 1)
    settings.batchSize = 1
    settings.accumulation = 2
    let long = TrainingExample(tokens: Array(repeating: 3, count: 31), lossStart: 1)
    let short = TrainingExample(tokens: [5, 9], lossStart: 1)
    let trainer = try Trainer(try tinyParameters(shape), settings: settings, threads: 1)
    let (first, second) = (try trainer.loss(of: [long]), try trainer.loss(of: [short]))
    let report = try trainer.advance([long, short])
    #expect(abs(report.loss - (30 * first + second) / 31) < 1e-9)
    #expect(abs(first - second) > 0.01)
  }

  @Test(
    "Decay shrinks the parameters that it names by rate · decay, and no other",
    arguments: DecayedParameters.allCases, tinyShapes)
  func decayGroups(_ decayed: DecayedParameters, _ shape: Configuration) throws {
    func after(_ decay: Double) throws -> Trainer {
      var settings = TrainingSettings(steps: 1)
      settings.batchSize = 4
      settings.learningRate = 0.01
      settings.warmUp = 0
      settings.weightDecay = decay
      settings.decayed = decayed
      let trainer = try Trainer(try tinyParameters(shape), settings: settings, threads: 1)
      _ = try trainer.advance((0..<4).map { randomExample(shape, 0, $0) })
      return trainer
    }
    let (with, without) = (try after(0.5), try after(0))
    let before = try tinyParameters(shape)
    for tensor in before.layout.tensors {
      let isVocabulary = tensor.name.contains("embed_tokens") || tensor.name.contains("lm_head")
      let shrinks = tensor.isMatrix && !(decayed == .layers && isVocabulary)
      for index in tensor.range {
        let expected = shrinks ? -0.01 * 0.5 * before.arena[index] : 0
        let difference = with.parameters.arena[index] - without.parameters.arena[index]
        #expect(abs(difference - expected) < 1e-6, "\(tensor.name)")
      }
    }
  }

  @Test("A clip of 0 leaves long gradients as they are")
  func clipping() throws {
    let clipped = try trained { $0.clip = 1e-3 }
    let free = try trained { $0.clip = 0 }
    let wide = try trained { $0.clip = 1e9 }
    #expect(bits(free.parameters) == bits(wide.parameters))
    #expect(bits(free.parameters) != bits(clipped.parameters))
  }

  @Test("Settings out of range are refused by name")
  func badSettingsAreRefused() throws {
    let bad: [(String, (inout TrainingSettings) -> Void)] = [
      ("accumulation", { $0.accumulation = 0 }), ("warmUp", { $0.warmUp = 2 }),
      ("decay", { $0.decay = -1 }), ("finalRate", { $0.finalRate = .nan }),
      ("clip", { $0.clip = -1 }), ("weightDecay", { $0.weightDecay = .infinity }),
      ("patience", { $0.patience = -1 }), ("evaluationInterval", { $0.patience = 1 }),
      ("evaluationInterval", { $0.keepsBest = true }),
    ]
    for (name, change) in bad {
      #expect {
        try trained(change)
      } throws: { error in
        guard case .unusableSetting(name, _)? = error as? TrainingError else { return false }
        return true
      }
    }
  }
}
