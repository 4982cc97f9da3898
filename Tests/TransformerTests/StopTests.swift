import Kernels
import Testing

@testable import Transformer

@Suite struct StopTests {
  /// Where a search over the whole text would stop, and after which token.
  static func expected(
    _ pieces: [[UInt8]], _ stops: [String]
  ) -> (token: Int, place: StopPlace)? {
    for count in 1...max(pieces.count, 1) where count <= pieces.count {
      let text = pieces.prefix(count).flatMap { $0 }
      for start in text.indices {
        let found = stops.filter { text[start...].starts(with: Array($0.utf8)) }
        if let longest = found.max(by: { $0.utf8.count < $1.utf8.count }) {
          return (count, StopPlace(text: longest, offset: start))
        }
      }
    }
    return nil
  }

  @Test("Stop texts are found where a search of the whole text finds them, however it was cut")
  func foundAcrossTokens() {
    var stream = Stream(state: 5)
    var found = 0
    for _ in 0..<3000 {
      let alphabet = Array("ab\n#é".utf8)
      let pieces = (0..<Int.random(in: 1...12, using: &stream)).map { _ in
        (0..<Int.random(in: 0...4, using: &stream)).map { _ in
          alphabet.randomElement(using: &stream) ?? 0
        }
      }
      let stops = ["ab", "\n\n", "a#b", "é", "aba", "b\nab"].filter { _ in
        Bool.random(using: &stream)
      }
      var watch = StopTexts(stops)
      var own: (token: Int, place: StopPlace)?
      for (index, piece) in pieces.enumerated() {
        if let place = watch.place(after: piece) {
          own = (index + 1, place)
          break
        }
      }
      let expected = Self.expected(pieces, stops)
      #expect(own?.token == expected?.token && own?.place == expected?.place)
      if own != nil { found += 1 }
    }
    #expect(found > 1000)
  }

  /// A model whose tokens are texts of one to three letters, so that stop texts span them.
  static func sampler(_ shape: Configuration, threads: Int = 1) throws -> Sampler {
    Sampler(
      try parameters(shape), threads: threads, bytes: { Array(text(of: $0).utf8) },
      uniform: uniform)
  }

  static func text(of token: Int32) -> String {
    ["a", "ba", "cab", "é", "\n", "##"][Int(token) % 6] + (token >= 30 ? "x" : "")
  }

  @Test("Completions end at a stop text, with the reason stop and the text before it")
  func completionsStop() throws {
    let shape = shapes[0]
    var all = requests(shape, count: 24)
    for index in all.indices {
      all[index].sampling.temperature = 1
      all[index].sampling.maximumTokens = 40
      all[index].sampling.stopTokens = []
    }
    let free = try Self.sampler(shape).completions(of: all).joined()
    let stops = ["ab\n", "##a", "éx", "xx", "acab"]
    for index in all.indices { all[index].sampling.stopTexts = stops }
    let stopped = try Self.sampler(shape, threads: 2).completions(of: all).joined()
    var ended = 0
    for (whole, cut) in zip(free, stopped) {
      let pieces = whole.tokens.map { Array(Self.text(of: $0).utf8) }
      guard let expected = Self.expected(pieces, stops) else {
        #expect(cut == whole)
        continue
      }
      #expect(cut.tokens == Array(whole.tokens.prefix(expected.token)))
      #expect(cut.stop == expected.place)
      #expect(cut.finishReason == .stop)
      #expect(cut.content.count == cut.tokens.count)
      ended += 1
    }
    #expect(ended > 20)
  }

  @Test("A stop token wins over a stop text that it would complete, and each of several ends")
  func severalEndTokens() throws {
    let shape = shapes[0]
    var all = requests(shape, count: 24)
    for index in all.indices {
      all[index].sampling.temperature = 1
      all[index].sampling.maximumTokens = 60
      all[index].sampling.stopTokens = [4, 9, 30]
      all[index].sampling.stopTexts = ["\n", "éx"]
    }
    var ends: Set<Int32> = []
    for completion in try Self.sampler(shape).completions(of: all).joined() {
      #expect(completion.tokens.dropLast().allSatisfy { ![4, 9, 30].contains($0) })
      guard let last = completion.tokens.last, [4, 9, 30].contains(last) else { continue }
      ends.insert(last)
      #expect(completion.stop == nil && completion.finishReason == .stop)
      #expect(completion.content.count == completion.tokens.count - 1)
    }
    #expect(ends == [4, 9, 30])
  }

  @Test("Penalties, min-p and stop texts keep completions independent of threads and neighbours")
  func invariance() throws {
    let shape = shapes[1]
    var all = requests(shape, count: 16)
    for index in all.indices {
      all[index].sampling.temperature = 0.9
      all[index].sampling.minP = 0.02
      all[index].sampling.repetitionPenalty = 1.2
      all[index].sampling.presencePenalty = 0.3
      all[index].sampling.frequencyPenalty = 0.1
      all[index].sampling.stopTexts = ["ab", "\n\n"]
    }
    let alone = try all.map { try Self.sampler(shape).completions(of: [$0])[0] }
    #expect(try Self.sampler(shape, threads: 3).completions(of: all.reversed()) == alone.reversed())
    // The log-probabilities are the model's, nothing penalised or cut off.
    let sampled = alone.joined().filter { !$0.logProbabilities.isEmpty }
    let scores = Scorer(try parameters(shape), threads: 1).logProbabilities(
      of: sampled.map {
        TargetSequence(
          tokens: all[$0.id].prompt + $0.tokens, lossStart: all[$0.id].prompt.count)
      })
    #expect(!sampled.isEmpty)
    #expect(zip(sampled, scores).allSatisfy { $0.logProbabilities == $1 })
  }

  @Test("A completion's text ends before its stop text, within a token's bytes if need be")
  func textsAreCutByBytes() throws {
    let tokenizer = try TokenizerTests.tokenizer()
    let text = " 12 34 56"
    for offset in 0...text.utf8.count {
      let completion = SampledCompletion(
        id: 0, index: 0, tokens: try tokenizer.encode(text), logProbabilities: [],
        finishReason: .stop, stop: StopPlace(text: "x", offset: offset))
      #expect(tokenizer.text(of: completion) == String(text.prefix(offset)))
    }
  }
}
