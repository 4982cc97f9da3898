import JSON
import Kernels
import Testing

@testable import Transformer

/// Which tokens can be drawn and how likely they are, beside transformers' logits processors
/// (Benchmarks/peers/truncations.py).
@Suite struct TruncationTests {
  static func fixture() throws -> JSONValue {
    let folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(2)
    let path = folder.joined(separator: "/") + "/Fixtures/truncations.json"
    return try JSONValue.parse(readFile(path), source: path)
  }

  /// A row of logits in whole vectors, and the bias that keeps the padding out.
  static func row(_ logits: [Double]) -> (logits: Matrix, choice: TokenChoice) {
    let width = KernelSet.padded(logits.count)
    let matrix = Matrix(rows: 1, columns: width)
    let bias = Buffer(count: width)
    for index in 0..<width {
      if index < logits.count { matrix[0, index] = Float(logits[index]) }
      if index >= logits.count { bias[index] = -.infinity }
    }
    return (matrix, TokenChoice(bias: bias, kernels: .best))
  }

  static func sampling(_ item: JSONValue) throws -> Sampling {
    Sampling(
      temperature: try item["temperature"].double(), topP: try item["top_p"].double(),
      topK: try item["top_k"].int(), minP: try item["min_p"].double(), maximumTokens: 1,
      stopTokens: [])
  }

  @Test("Top-k, top-p and min-p keep the tokens that transformers keeps")
  func setsAgree() throws {
    var cases = 0
    for row in try Self.fixture()["rows"].array() {
      let (logits, choice) = Self.row(try row["logits"].array().map { try $0.double() })
      for item in try row["cases"].array() {
        let expected = try item["tokens"].array().map { Int32(try $0.int()) }
        let sampling = try Self.sampling(item)
        #expect(choice.candidates(logits, row: 0, sampling: sampling) == expected, "\(sampling)")
        cases += 1
      }
    }
    #expect(cases == 56)
  }

  @Test("Draws follow the probabilities that transformers computes (χ², 10⁻⁶)")
  func drawsFollowProbabilities() throws {
    for (place, row) in try Self.fixture()["rows"].array().enumerated() {
      let (logits, choice) = Self.row(try row["logits"].array().map { try $0.double() })
      for (number, item) in try row["cases"].array().enumerated() {
        let tokens = try item["tokens"].array().map { Int32(try $0.int()) }
        let probabilities = try item["probabilities"].array().map { try $0.double() }
        let sampling = try Self.sampling(item)
        let count = 4000
        var seen: [Int32: Int] = [:]
        let units = (0..<count).map { uniform(seed: UInt64(1000 * place + number), position: $0) }
        let first = choice(logits, row: 0, sampling: sampling) { units[0] }
        // The weights stay: drawing again is what another row with these logits would do.
        for unit in units { seen[choice.draw(unit), default: 0] += 1 }
        #expect(first == choice.draw(units[0]))
        #expect(Set(seen.keys).isSubset(of: tokens))
        // Cells with an expectation below 5 are joined into one.
        var (statistic, cells) = (0.0, 0)
        var rest = (seen: 0.0, expected: 0.0)
        for (token, probability) in zip(tokens, probabilities) {
          let (found, expected) = (Double(seen[token] ?? 0), probability * Double(count))
          if expected < 5 {
            rest = (rest.seen + found, rest.expected + expected)
          } else {
            statistic += (found - expected) * (found - expected) / expected
            cells += 1
          }
        }
        if rest.expected > 0 {
          statistic += (rest.seen - rest.expected) * (rest.seen - rest.expected) / rest.expected
          cells += 1
        }
        // Wilson and Hilferty: the cube root of χ²/k is nearly normal; 4.75 deviations are 10⁻⁶.
        let freedom = Double(max(cells - 1, 1))
        let spread = 2 / (9 * freedom)
        let bound = freedom * power(1 - spread + 4.75 * spread.squareRoot(), 3)
        #expect(statistic <= bound, "row \(place), \(sampling): \(statistic) of \(bound)")
      }
    }
  }

  @Test("The repetition penalty gives transformers' logits")
  func repetitionAgrees() throws {
    let fixture = try Self.fixture()
    let logits = try fixture["rows"].array()[1]["logits"].array().map { try $0.double() }
    for item in try fixture["repetition"].array() {
      var sampling = Sampling(maximumTokens: 1, stopTokens: [])
      sampling.repetitionPenalty = try item["penalty"].double()
      let seen = SeenTokens(prompt: try item["seen"].array().map { Int32(try $0.int()) })
      for (token, expected) in try item["logits"].array().enumerated() {
        let logit = Float(logits[token])
        let own =
          seen.counts[Int32(token)].map {
            SeenTokens.penalized(logit, count: $0, by: sampling)
          } ?? logit
        #expect(abs(Double(own) - (try expected.double())) < 1e-6)
      }
    }
  }

  @Test("Presence and frequency penalties fall on what the completion said, as OpenAI defines them")
  func penaltiesByCounts() {
    var sampling = Sampling(maximumTokens: 1, stopTokens: [])
    sampling.presencePenalty = 0.5
    sampling.frequencyPenalty = 0.25
    var seen = SeenTokens(prompt: [4, 5])
    for token in [5, 6, 6, 6] as [Int32] { seen.append(token) }
    let expected: [Int32: Float] = [4: 2, 5: 2 - 0.25 - 0.5, 6: 2 - 0.75 - 0.5]
    #expect(seen.counts.mapValues { SeenTokens.penalized(2, count: $0, by: sampling) } == expected)
  }

  @Test("Penalties choose another greedy token once the likeliest was said")
  func penaltiesChange() {
    let (logits, choice) = Self.row([1, 3, 2.5, -1])
    var sampling = Sampling(temperature: 0, maximumTokens: 1, stopTokens: [])
    func token(_ seen: SeenTokens?) -> Int32 {
      choice(logits, row: 0, sampling: sampling, seen: seen) { 0 }
    }
    #expect(token(nil) == 1)
    var said = SeenTokens(prompt: [])
    said.append(1)
    sampling.presencePenalty = 0.4
    #expect(token(said) == 1)
    sampling.presencePenalty = 0.6
    #expect(token(said) == 2)
    sampling.presencePenalty = 0
    sampling.repetitionPenalty = 1.3
    #expect(token(SeenTokens(prompt: [1])) == 2)
    #expect(token(SeenTokens(prompt: [0, 3])) == 1)
  }
}
