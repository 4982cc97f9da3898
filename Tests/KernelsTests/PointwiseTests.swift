import Testing

@testable import Kernels

@Suite struct PointwiseTests {
  @Test("The exponential is right to a few units in the last place, and 0 far below")
  func exponentials() {
    let x = Buffer((0..<4096).map { Float($0 - 3584) / 40 })
    for kernels in everySet {
      let y = Buffer(count: 4096)
      kernels.exponential(x, into: y)
      for index in 0..<4096 where x[index] >= -87 {
        let exact = Kernels.exponential(Double(x[index]))
        #expect(abs(Double(y[index]) - exact) < 2.5e-7 * exact, "\(x[index])")
      }
      let far = Buffer([-88, -1e4, -.infinity, 0] + [Float](repeating: -100, count: 12))
      let result = Buffer(count: 16)
      kernels.exponential(far, into: result)
      #expect(result.array(0..<5) == [0, 0, 0, 1, 0])
    }
  }

  @Test("RMSNorm and its gradients", arguments: counts, [16, 96])
  func rmsNorm(_ rows: Int, _ width: Int) {
    let x = random(rows, width)
    let weight = random(1, width, seed: 2)
    let dy = random(rows, width, seed: 3)
    let weights = ReferenceMatrix(weight).values
    let reference = Reference.rmsNorm(ReferenceMatrix(x), weight: weights, epsilon: 1e-3)
    func loss(_ x: ReferenceMatrix, _ weight: [Double]) -> Double {
      Reference.rmsNorm(x, weight: weight, epsilon: 1e-3).dot(ReferenceMatrix(dy))
    }
    let small = rows <= 2
    let dx = small ? centralDifferences(ReferenceMatrix(x)) { loss($0, weights) } : reference
    let dw =
      small
      ? centralDifferences(ReferenceMatrix(weight)) { loss(ReferenceMatrix(x), $0.values) }
      : reference
    for kernels in everySet {
      let y = Matrix(rows: rows, columns: width)
      let inverse = Buffer(count: rows)
      kernels.rmsNorm(x, weight: weight, epsilon: 1e-3, into: y, inverseRMS: inverse)
      #expect(relativeError(y, reference) < 1e-6)
      guard small else { continue }
      let gradient = Matrix(rows: rows, columns: width)
      let weightGradient = Matrix(rows: 1, columns: width)
      kernels.rmsNormBackward(
        x, weight: weight, inverseRMS: inverse, dy: dy, addingTo: gradient,
        dWeight: weightGradient)
      #expect(relativeError(gradient, dx) < 1e-5)
      #expect(relativeError(weightGradient, dw) < 1e-5)
    }
  }

  @Test("RoPE turns pairs and turns them back", arguments: counts, [16, 32, 64])
  func rope(_ rows: Int, _ headSize: Int) {
    let x = random(rows, 3 * headSize)
    let positions = (0..<rows).map { ($0 * 17) % 50 }
    let table = RotaryTable(
      positions: 50,
      frequencies: (0..<headSize / 2).map { power(10_000, -2 * Double($0) / Double(headSize)) })
    let reference = Reference.rope(
      ReferenceMatrix(x), headSize: headSize, positions: positions, theta: 10_000)
    for kernels in everySet {
      let y = Matrix(rows: rows, columns: 3 * headSize)
      y.copy(from: x)
      kernels.rope(y, positions: positions.map(Int32.init), table: table, inverse: false)
      #expect(relativeError(y, reference) < 1e-6)
      kernels.rope(y, positions: positions.map(Int32.init), table: table, inverse: true)
      #expect(relativeError(y, ReferenceMatrix(x)) < 1e-6)
    }
  }

  @Test("SwiGLU and its gradient", arguments: counts)
  func swiglu(_ rows: Int) {
    let x = random(rows, 96)
    for index in 0..<x.buffer.count { x.buffer[index] *= 6 }
    let dOut = random(rows, 48, seed: 2)
    let reference = Reference.swiglu(ReferenceMatrix(x))
    let small = rows <= 2
    let gradient =
      small
      ? centralDifferences(ReferenceMatrix(x)) {
        Reference.swiglu($0).dot(ReferenceMatrix(dOut))
      } : reference
    for kernels in everySet {
      let out = Matrix(rows: rows, columns: 48)
      kernels.swiglu(x, into: out)
      #expect(relativeError(out, reference) < 1e-6)
      guard small else { continue }
      let result = Matrix(rows: rows, columns: 96)
      result.copy(from: x)
      kernels.swigluBackward(result, dOut: dOut)
      #expect(relativeError(result, gradient) < 1e-5)
    }
  }
}
