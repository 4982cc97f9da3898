import Testing

@testable import Kernels

@Suite struct VocabularyTests {
  @Test("Log-probabilities equal the definition and ignore the padding", arguments: counts)
  func logProbabilities(_ vocabulary: Int) {
    let padded = KernelSet.padded(vocabulary)
    let logits = random(2, padded)
    for index in 0..<logits.buffer.count { logits.buffer[index] *= 9 }
    for index in vocabulary..<padded { logits[1, index] = 1000 }
    let values = (0..<padded).map { Double(logits[1, $0]) }
    for kernels in everySet {
      for target in Set([0, vocabulary / 2, vocabulary - 1]) {
        let exact = Reference.logProbability(values, vocabulary: vocabulary, target: target)
        let value = kernels.logProbability(
          logits, row: 1, vocabulary: vocabulary, target: target)
        #expect(abs(Double(value) - exact) < 1e-6 * max(1, abs(exact)))

        let copy = Matrix(rows: 2, columns: padded)
        copy.copy(from: logits)
        let (same, inverse) = kernels.logSoftmax(
          copy, row: 1, vocabulary: vocabulary, target: target)
        #expect(same == value)
        kernels.logSoftmaxBackward(
          copy, row: 1, inverseSum: inverse, target: target, gradient: 0.5)
        for index in 0..<padded {
          let p =
            index < vocabulary
            ? exponential(
              Reference.logProbability(values, vocabulary: vocabulary, target: index)) : 0
          let expected = 0.5 * ((index == target ? 1 : 0) - p)
          #expect(abs(Double(copy[1, index]) - expected) < 1e-6)
        }
      }
    }
  }

  @Test("A draw follows the running sum and never takes a weight of 0")
  func draws() {
    let weights = Buffer(
      [0, 1, 0, 3, 0] + [Float](repeating: 0, count: 11) + [4, 0, 0, 0]
        + [Float](repeating: 0, count: 12))
    for kernels in everySet {
      func draw(_ unit: Double) -> Int { kernels.draw(weights, count: 32, unit: unit) }
      #expect([0, 0.12, 0.13, 0.49, 0.5, 0.999_999_999].map(draw) == [1, 1, 3, 3, 16, 16])
    }
  }

  @Test("The greedy choice is the first of the largest, after the bias")
  func greedy() {
    let logits = Matrix(
      Buffer([1, 5, 3, 5] + [Float](repeating: 0, count: 12)), rows: 1, columns: 16)
    let bias = Buffer(count: 16)
    for kernels in everySet { #expect(kernels.argmax(logits, row: 0, bias: bias) == 1) }
    bias[1] = -.infinity
    for kernels in everySet { #expect(kernels.argmax(logits, row: 0, bias: bias) == 3) }
  }

  @Test("Top-k and top-p keep the heaviest, the first of equals")
  func truncation() {
    let start: [Float] = [2, 1, 4, 2, 1] + [Float](repeating: 0, count: 11)
    func kept(_ topK: Int, _ topP: Double) -> [Int] {
      let weights = Buffer(start)
      KernelSet.best.truncate(weights, count: 16, topK: topK, topP: topP)
      return (0..<16).filter { weights[$0] > 0 }
    }
    #expect(kept(2, 1) == [0, 2])
    #expect(kept(0, 0.4) == [2])
    #expect(kept(0, 0.41) == [0, 2])
    #expect(kept(0, 0.6) == [0, 2])
    #expect(kept(0, 0.61) == [0, 2, 3])
    #expect(kept(0, 1) == [0, 1, 2, 3, 4])
    #expect(kept(3, 0.75) == [0, 2])
    #expect(kept(1, 0.01) == [2])
  }

  @Test("AdamW equals the definition over several steps")
  func adamW() {
    for kernels in everySet {
      let parameters = random(1, 32).buffer
      let gradient = random(1, 32, seed: 2).buffer
      let first = Buffer(count: 32)
      let second = Buffer(count: 32)
      var exact = (0..<32).map { Double(parameters[$0]) }
      var moments = [(first: Double, second: Double)](repeating: (0, 0), count: 32)
      for step in 1...5 {
        let numbers = AdamWStep(
          gradientScale: 0.5, learningRate: 0.01, beta1: 0.9, beta2: 0.95,
          correction1: Float(1 - power(0.9, Double(step))),
          correction2: Float(1 - power(0.95, Double(step))), epsilon: 1e-8)
        kernels.adamW(
          numbers, decay: 0.05, parameters: parameters, gradient: gradient, firstMoment: first,
          secondMoment: second, range: 0..<32)
        for index in 0..<32 {
          exact[index] = Reference.adamW(
            numbers, decay: 0.05, parameter: exact[index], gradient: Double(gradient[index]),
            moments: &moments[index])
        }
      }
      for index in 0..<32 { #expect(abs(Double(parameters[index]) - exact[index]) < 1e-6) }
    }
  }

  @Test("Sums of shards and of squares")
  func sums() {
    let parts = (0..<3).map { random(1, 2048, seed: UInt64($0)).buffer }
    for kernels in everySet {
      let sum = Buffer(count: 2048)
      kernels.sum(parts, 16..<2048, into: sum)
      #expect(sum[15] == 0)
      #expect((16..<2048).allSatisfy { sum[$0] == parts[0][$0] + parts[1][$0] + parts[2][$0] })
      let exact = (0..<2048).reduce(0.0) { $0 + Double(parts[0][$1]) * Double(parts[0][$1]) }
      #expect(abs(kernels.sumOfSquares(parts[0], 0..<2048) - exact) < 1e-5 * exact)
    }
  }
}
