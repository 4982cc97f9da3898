import Kernels
import Synchronization
import Testing

@testable import Transformer

@Suite struct SamplerTests {
  @Test("Completions depend neither on rows nor on threads nor on neighbours", arguments: shapes)
  func invariance(_ shape: Configuration) throws {
    let model = try parameters(shape)
    let all = requests(shape, count: 24)
    let alone = try all.map { request in
      try Sampler(model, threads: 1, rowsPerThread: 1, uniform: uniform)
        .completions(of: [request])[0]
    }
    #expect(Set(alone.flatMap { $0 }.map(\.finishReason)) == [.stop, .length])
    for (threads, rows) in [(1, 2), (1, 5), (1, 16), (1, 64), (2, 3), (2, 16), (3, 7)] {
      let sampler = Sampler(model, threads: threads, rowsPerThread: rows, uniform: uniform)
      #expect(try sampler.completions(of: all) == alone, "\(threads) threads, \(rows) rows")
      #expect(try sampler.completions(of: all.reversed()) == alone.reversed())
    }
  }

  @Test("Completions do not depend on the instruction set", arguments: InstructionSet.available)
  func instructionSetsAgree(_ set: InstructionSet) throws {
    let kernels = try #require(KernelSet(set))
    for shape in shapes {
      let model = try parameters(shape)
      let all = requests(shape, count: 12)
      let sampler = Sampler(model, threads: 1, kernels: kernels, uniform: uniform)
      let reference = Sampler(model, threads: 2, uniform: uniform)
      #expect(try sampler.completions(of: all) == reference.completions(of: all))
    }
  }

  @Test("The training pass gives the sampler's log-probabilities, bit for bit", arguments: shapes)
  func scoresEqualSamples(_ shape: Configuration) throws {
    let model = try parameters(shape)
    let all = requests(shape, count: 24)
    let sampled = try Sampler(model, threads: 2, uniform: uniform).completions(of: all).flatMap {
      $0
    }
    let sequences = sampled.map { completion in
      TargetSequence(
        tokens: all[completion.id].prompt + completion.tokens,
        lossStart: all[completion.id].prompt.count)
    }
    let scores = Scorer(model, threads: 2).logProbabilities(of: sequences)
    for (completion, score) in zip(sampled, scores) {
      #expect(completion.logProbabilities.map(\.bitPattern) == score.map(\.bitPattern))
    }
  }

  @Test("Log-probabilities depend neither on the block's sequences nor on their order or cut")
  func blocksDoNotMatter() throws {
    var stream = Stream(state: 31)
    for shape in shapes {
      let weights = PackedWeights(try parameters(shape), forTraining: false)
      let tokens = (0..<20).map { _ in
        (0..<Int.random(in: 2...60, using: &stream)).map { _ in
          Int32.random(in: 0..<Int32(shape.vocabularySize), using: &stream)
        }
      }
      let whole = SequencePass(weights)
      let alone = tokens.map { whole.forward([TargetSequence(tokens: $0, lossStart: 1)])[0] }
      for kernels in InstructionSet.available.compactMap({ KernelSet($0) }) {
        let pass = SequencePass(
          PackedWeights(weights.parameters, kernels: kernels, forTraining: false))
        for _ in 0..<4 {
          var rest = Array(tokens.indices.shuffled(using: &stream))
          while !rest.isEmpty {
            let block = rest.prefix(Int.random(in: 1...6, using: &stream))
            rest.removeFirst(block.count)
            let sequences = block.map { index in
              TargetSequence(
                tokens: tokens[index],
                lossStart: Int.random(in: 1...tokens[index].count, using: &stream))
            }
            for ((index, sequence), values) in zip(
              zip(block, sequences), pass.forward(sequences))
            {
              #expect(values == Array(alone[index].dropFirst(sequence.lossStart - 1)))
            }
          }
        }
      }
    }
  }

  @Test("Candidates at a position have the scores that they have as targets")
  func candidatesEqualTargets() throws {
    let shape = shapes[0]
    let scorer = Scorer(try parameters(shape), threads: 1)
    let tokens: [Int32] = [5, 9, 1, 30, 2, 17]
    let targets = scorer.logProbabilities(
      of: [TargetSequence(tokens: tokens, lossStart: 1)])[0]
    let queries = [
      CandidateQuery(tokens: tokens, positions: [3, 1, 6], candidates: tokens),
      CandidateQuery(tokens: tokens, positions: [], candidates: tokens),
    ]
    let scores = scorer.logProbabilities(of: queries)
    #expect(scores[0][0][3] == targets[2])
    #expect(scores[0][1][1] == targets[0])
    #expect(scores[0][2].count == 6)
    #expect(scores[1].isEmpty)
    let everything = CandidateQuery(
      tokens: tokens, positions: [4], candidates: Array(0..<Int32(shape.vocabularySize)))
    let mass = scorer.logProbabilities(of: [everything])[0][0].reduce(0.0) {
      $0 + Kernels.exponential(Double($1))
    }
    #expect(abs(mass - 1) < 1e-5)
  }

  @Test("Suppressed tokens are never sampled")
  func suppressedTokensAreAbsent() throws {
    let shape = shapes[0]
    let suppressed = (0..<Int32(30)).filter { $0 != 2 }
    let sampler = Sampler(
      try parameters(shape), suppressing: suppressed, threads: 1, uniform: uniform)
    let tokens = try sampler.completions(of: requests(shape, count: 24)).joined().flatMap(\.tokens)
    #expect(Set(tokens).isDisjoint(with: suppressed))
    #expect(tokens.allSatisfy { $0 < shape.vocabularySize })
  }

  @Test("Draws follow the model's probabilities")
  func drawsFollowProbabilities() throws {
    let shape = shapes[0]
    let model = try parameters(shape)
    let count = 20_000
    let request = SamplingRequest(
      prompt: [4, 8], seeds: (0..<UInt64(count)).map { $0 },
      sampling: Sampling(maximumTokens: 1, stopTokens: [0]))
    var counts = [Int](repeating: 0, count: shape.vocabularySize)
    for completion in try Sampler(model, threads: 2, uniform: uniform).completions(of: [request])[0]
    {
      counts[Int(completion.tokens[0])] += 1
    }
    let scores = Scorer(model, threads: 1).logProbabilities(of: [
      CandidateQuery(
        tokens: [4, 8], positions: [2], candidates: Array(0..<Int32(shape.vocabularySize)))
    ])[0][0]
    for (seen, score) in zip(counts, scores) {
      let p = Kernels.exponential(Double(score))
      let deviation = (p * (1 - p) / Double(count)).squareRoot()
      #expect(abs(Double(seen) / Double(count) - p) < 5 * deviation + 1e-4)
    }
  }

  @Test("A source may make the sampler wait, and nothing is lost")
  func sourcesMayWait() throws {
    let shape = shapes[0]
    let all = requests(shape, count: 20)
    let sampler = Sampler(try parameters(shape), threads: 2, uniform: uniform)
    let expected = try sampler.completions(of: all).flatMap { $0 }
    let turn = Mutex((asked: 0, given: 0))
    let collected = Collected()
    sampler.run {
      turn.withLock { turn in
        turn.asked += 1
        if turn.given == all.count { return .end }
        if turn.asked % 3 != 0 { return .wait }
        turn.given += 1
        return .request(all[turn.given - 1])
      }
    } deliver: {
      collected.append($0)
    }
    #expect(collected.sorted() == expected)
  }

  @Test("A completion ends at the model's last position")
  func completionsEndAtTheLastPosition() throws {
    let shape = shapes[0]
    let prompt = [Int32](repeating: 3, count: 90)
    let request = SamplingRequest(
      prompt: prompt, seeds: [1],
      sampling: Sampling(maximumTokens: 1000, stopTokens: [Int32(shape.vocabularySize + 1)]))
    let completion = try Sampler(try parameters(shape), threads: 1, uniform: uniform)
      .completions(of: [request])[0][0]
    #expect(completion.tokens.count == shape.maximumPositions - 90 + 1)
    #expect(completion.finishReason == .length)
  }

  @Test("Requests out of range are refused before anything runs")
  func badRequestsAreRefused() throws {
    let shape = shapes[0]
    let sampler = Sampler(try parameters(shape), threads: 1, uniform: uniform)
    let good = Sampling(maximumTokens: 1, stopTokens: [2])
    let bad: [SamplingRequest] = [
      SamplingRequest(prompt: [], seeds: [1], sampling: good),
      SamplingRequest(prompt: [99], seeds: [1], sampling: good),
      SamplingRequest(prompt: Array(repeating: 1, count: 97), seeds: [1], sampling: good),
      SamplingRequest(
        prompt: [1], seeds: [1],
        sampling: Sampling(temperature: -1, maximumTokens: 1, stopTokens: [2])),
      SamplingRequest(
        prompt: [1], seeds: [1], sampling: Sampling(topP: 0, maximumTokens: 1, stopTokens: [2])),
      SamplingRequest(
        prompt: [1], seeds: [1], sampling: Sampling(maximumTokens: 0, stopTokens: [2])),
    ]
    for request in bad {
      #expect(throws: SamplingError.self) { try sampler.completions(of: [request]) }
    }
  }
}
