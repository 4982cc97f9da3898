import Kernels
import Testing

@testable import Transformer

@Suite struct PrefixTreeTests {
  let attention = AttentionShape(heads: 1, keyValueHeads: 1, headSize: 16)

  func blocks(_ count: Int) -> [KeyValueBlock] {
    (0..<count).map { _ in KeyValueBlock(attention, layers: 1) }
  }

  /// Whether two lists hold the same objects.
  func same(_ left: [KeyValueBlock], _ right: [KeyValueBlock]) -> Bool {
    left.count == right.count && zip(left, right).allSatisfy { $0 === $1 }
  }

  @Test("The longest known beginning is found, and a token is left to run")
  func longestBeginning() {
    let tree = PrefixTree(capacity: 100)
    let tokens = (0..<Int32(70)).map { $0 }
    let own = blocks(5)
    tree.insert(tokens, own)
    #expect(tree.count == 4)
    #expect(same(tree.blocks(before: tokens), Array(own.prefix(4))))
    #expect(same(tree.blocks(before: Array(tokens.prefix(64))), Array(own.prefix(3))))
    #expect(same(tree.blocks(before: Array(tokens.prefix(65))), Array(own.prefix(4))))
    #expect(tree.blocks(before: Array(tokens.prefix(16))).isEmpty)
    #expect(tree.blocks(before: []).isEmpty)

    var other = tokens
    other[40] = -1
    #expect(same(tree.blocks(before: other), Array(own.prefix(2))))
    let branch = Array(own.prefix(2)) + blocks(3)
    tree.insert(other, branch)
    #expect(tree.count == 6)
    #expect(same(tree.blocks(before: other), Array(branch.prefix(4))))
    #expect(same(tree.blocks(before: tokens), Array(own.prefix(4))))
  }

  @Test("Of too many blocks those used longest ago are forgotten, no block without its way")
  func oldestAreForgotten() {
    let tree = PrefixTree(capacity: 40)
    func prompt(_ number: Int) -> [Int32] { (0..<65).map { Int32($0 + number * 1000) } }
    let first = blocks(4)
    tree.insert(prompt(0), first)
    for number in 1..<60 {
      tree.insert(prompt(number), blocks(4))
      #expect(tree.count <= 40)
      #expect(same(tree.blocks(before: prompt(0)), first))
      #expect(tree.blocks(before: prompt(number)).count == 4)
    }
    #expect(tree.blocks(before: prompt(1)).isEmpty)
  }

  @Test("Prefixes of one solution give what each gives alone", arguments: shapes)
  func nestedPrefixes(_ shape: Configuration) throws {
    let model = try parameters(shape)
    var stream = Stream(state: 21)
    var all: [SamplingRequest] = []
    for problem in 0..<4 {
      let solution = (0..<80).map { _ in
        Int32.random(in: 0..<Int32(shape.vocabularySize), using: &stream)
      }
      for end in [1, 15, 16, 17, 31, 48, 49, 70, 80] {
        all.append(
          SamplingRequest(
            id: problem * 100 + end, prompt: Array(solution.prefix(end)),
            seeds: (0..<3).map { _ in stream.next() },
            sampling: Sampling(maximumTokens: 12, stopTokens: [2]), wantsLogProbabilities: true))
      }
    }
    let alone = try Dictionary(
      uniqueKeysWithValues: all.map { request in
        let sampler = Sampler(model, threads: 1, rowsPerThread: 1, uniform: uniform)
        return (request.id, try sampler.completions(of: [request])[0])
      })
    for (threads, rows) in [(1, 1), (1, 16), (1, 64), (2, 7), (3, 16)] {
      let sampler = Sampler(model, threads: threads, rowsPerThread: rows, uniform: uniform)
      // The second time everything that is whole blocks is known.
      for _ in 0..<2 {
        all.shuffle(using: &stream)
        for (request, completions) in zip(all, try sampler.completions(of: all)) {
          #expect(completions == alone[request.id])
        }
      }
      #expect(sampler.prefixes.count == 4 * 5)
    }
  }
}
