import Corpus
import ProblemSets
import Testing

@Suite("gsm-style: the suite")
struct BasicSuiteTests {
  static let suite = BasicSuite(seed: 1)
  /// Long enough for every property, generated once.
  static let problems = (0..<10_000).map { suite.problem(at: $0) }

  @Test("the first problems of a seed never change")
  func golden() {
    var hasher = ContentHasher("golden")
    for problem in Self.problems.prefix(500) {
      hasher.add(problem.id)
      hasher.add(problem.statement)
      hasher.add(problem.goldSolution)
      hasher.add(problem.graphKey)
    }
    #expect(hasher.key.description == "3c3965596e11d9ae57c75210fd3b24c0")
  }

  @Test("an id alone gives the problem again")
  func idRoundTrip() throws {
    let problems = Self.problems.prefix(500)
    #expect(problems.map { BasicProblem(id: $0.id) } == Array(problems))
    let small = BasicSuite(seed: 3, configuration: .init(maximum: 50)).problem(at: 8)
    #expect(small.id.hasSuffix("-m50"))
    #expect(BasicProblem(id: small.id) == small)
  }

  @Test(
    "a text that is no id gives no problem",
    arguments: [
      "", "gsm8k-1", "gsm-style-1-2-ages-3", "gsm-style-1-2-ages-3-w6", "gsm-style-1-2-ages-9-w0",
      "gsm-style-1-2-poems-3-w0", "gsm-style-01-2-ages-3-w0", "gsm-style-1-+2-ages-3-w0",
      "gsm-style-1--2-ages-3-w0", "gsm-style-1-2-ages-3-w0-m99", "gsm-style-1-2-ages-3-w0-m5",
    ])
  func notAnID(text: String) {
    #expect(BasicProblem(id: text) == nil)
  }

  @Test("no graph is in two splits, and no statement either")
  func disjoint() {
    var splits: [ContentKey: GSMStyleSplit] = [:]
    let torn = Self.problems.filter { problem in
      [problem.graphKey, ContentKey(hashing: problem.statement)].contains { key in
        splits.updateValue(problem.split, forKey: key) ?? problem.split != problem.split
      }
    }
    #expect(torn.map(\.id) == [])
    let short = Self.problems.filter { $0.split != .hard }
    let share = Double(short.filter { $0.split == .test }.count) / Double(short.count)
    #expect((0.08...0.12).contains(share))
  }

  @Test("hard problems have seven or eight steps, the others two to six")
  func stepCounts() {
    let odd = Self.problems.filter { problem in
      let count = problem.graph.steps.count
      return count != problem.origin.steps
        || !(problem.split == .hard ? 7...8 : 2...6).contains(count)
    }
    #expect(odd.map(\.id) == [])
  }

  @Test("every quantity is a whole number up to the maximum", arguments: [40, 60, 99])
  func range(maximum: Int) {
    let suite = BasicSuite(seed: 2, configuration: .init(maximum: maximum))
    let odd = (0..<500).map { suite.problem(at: $0) }.filter { problem in
      let values = problem.graph.values
      return !values.allSatisfy { (2...maximum).contains($0) }
        || problem.graph.steps.contains { quantity in
          guard case .computed(let operation, let left, let right) = problem.graph.sources[quantity]
          else { return true }
          return operation.applied(values[left], values[right]) != values[quantity]
        }
    }
    #expect(odd.map(\.id) == [])
  }

  @Test("every family comes, and none is more than a fifth")
  func mixture() {
    var counts: [BasicFamily: Int] = [:]
    for problem in Self.problems { counts[problem.family, default: 0] += 1 }
    for family in BasicFamily.allCases {
      let share = Double(counts[family] ?? 0) / Double(Self.problems.count)
      #expect((0.05...0.2).contains(share), "\(family)")
    }
  }

  @Test("a configuration decides which families and numbers of steps come")
  func configuration() {
    let suite = BasicSuite(
      seed: 1, configuration: .init(familyWeights: [.bus: 1], stepWeights: [3: 1, 5: 2]))
    let problems = (0..<300).map { suite.problem(at: $0) }
    #expect(problems.allSatisfy { $0.family == .bus })
    #expect(Set(problems.map(\.origin.steps)) == [3, 5])
  }

  @Test("hundreds of distinct structures come, and few problems twice")
  func diversity() {
    let short = Self.problems.prefix(10_000).filter { $0.split != .hard }
    #expect(Set(short.map(\.operationGraphKey)).count > 300)
    #expect(Set(short.map(\.statement)).count > short.count * 99 / 100)
  }

  @Test("rows are distinct problems, and a longer list begins with the shorter one")
  func rows() throws {
    for split in GSMStyleSplit.allCases {
      let rows = try Self.suite.rows(split: split, count: 120)
      #expect(try Self.suite.rows(split: split, count: 40) == Array(rows.prefix(40)))
      #expect(Set(rows.map(\.id)).count == 120)
      #expect(Set(rows.map(\.problem.key)).count == 120)
      #expect(Set(rows.map { $0.attributes["graph"] }).count == 120)
      for row in rows {
        #expect(row.split == split.rawValue)
        let problem = try #require(BasicProblem(id: row.id))
        #expect(problem.row == row)
        #expect(row.goldSolution?.hasSuffix("\n#### \(row.problem.gold)") == true)
      }
    }
  }

  @Test("asking for more graphs than a configuration has is an error")
  func exhausted() {
    let suite = BasicSuite(seed: 1, configuration: .init(stepWeights: [2: 1]))
    #expect(throws: SuiteExhausted(suite: "gsm-style", split: "hard", found: 0, asked: 1)) {
      try suite.problems(split: .hard, count: 1)
    }
  }
}
