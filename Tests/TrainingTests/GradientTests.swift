import Kernels
import Testing
import Transformer

@testable import Training

@Suite struct GradientTests {
  @Test("The gradient equals central differences", arguments: tinyShapes)
  func equalsCentralDifferences(_ shape: Configuration) throws {
    let parameters = try tinyParameters(shape)
    let trainer = try Trainer(parameters, settings: TrainingSettings(steps: 1), threads: 1)
    let batch = (0..<3).map { randomExample(shape, 0, $0) }
    let (_, sum) = try trainer.lossAndGradient(batch)
    let gradient = sum.array(0..<sum.count)

    func loss() throws -> Double {
      trainer.parametersChanged()
      return try trainer.lossAndGradient(batch).0
    }
    for tensor in parameters.layout.tensors {
      // Along the gradient itself the difference is large against single precision's noise.
      let values = tensor.range.map { Double(gradient[$0]) }
      let norm = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
      #expect(norm > 0, "\(tensor.name)")
      let old = tensor.range.map { parameters.arena[$0] }
      let size = 3e-3
      var losses: [Double] = []
      for sign in [1.0, -1.0] {
        for (offset, index) in tensor.range.enumerated() {
          parameters.arena[index] = old[offset] + Float(sign * size * values[offset] / norm)
        }
        losses.append(try loss())
      }
      for (offset, index) in tensor.range.enumerated() { parameters.arena[index] = old[offset] }
      let difference = (losses[0] - losses[1]) / (2 * size)
      #expect(abs(difference - norm) < 0.01 * norm + 1e-4, "\(tensor.name) \(difference) \(norm)")
    }
  }

  @Test("Padding rows of the embedding receive no gradient")
  func paddingStaysZero() throws {
    let shape = tinyShapes[0]
    let parameters = try tinyParameters(shape)
    let trainer = try Trainer(parameters, settings: TrainingSettings(steps: 3), threads: 1)
    try trainer.run(example: { randomExample(shape, $0, $1) })
    let used = shape.vocabularySize * shape.hiddenSize
    #expect((used..<32 * shape.hiddenSize).allSatisfy { parameters.arena[$0] == 0 })
  }
}
