import Answers
import Corpus
import ProblemSets
import Testing

@Suite("gsm-style: the full suite")
struct GSMStyleSuiteTests {
  static let suite = GSMStyleSuite(seed: 1)
  static let problems = (0..<2_000).map { suite.problem(at: $0) }

  @Test("an id alone gives the problem back")
  func ids() {
    for problem in Self.problems.prefix(100) {
      #expect(GSMStyleProblem(id: problem.id) == problem)
    }
    for text in [
      "", "gsm-style-full-1-1-ages", "gsm-style-full-+1-1-ages-2-w0", "gsm-style-1-1-ages-3-w0",
    ] {
      #expect(GSMStyleProblem(id: text) == nil)
    }
  }

  @Test("problems have the steps that they are asked for, and distinct statements")
  func steps() {
    #expect(Self.problems.allSatisfy { $0.graph.steps.count == $0.origin.steps })
    #expect(Set(Self.problems.map(\.origin.steps)) == Set(1...12))
    #expect(Set(Self.problems.map(\.statement)).count > 1_995)
  }

  @Test("no family is above a tenth, and there are many operation graphs")
  func diversity() {
    var counts: [GSMStyleFamily: Int] = [:]
    for problem in Self.problems { counts[problem.family, default: 0] += 1 }
    #expect(GSMStyleFamily.allCases.allSatisfy { counts[$0, default: 0] > 20 })
    #expect(counts.values.allSatisfy { $0 < 200 })
    #expect(Set(Self.problems.map(\.graph.operationGraphKey)).count > 300)
  }

  @Test("every wording of a problem has its own text and the same graph")
  func wordings() {
    for problem in Self.problems.prefix(60) {
      let all = (0..<GSMStyleProblem.wordings).compactMap { problem.reworded($0) }
      #expect(all.count == GSMStyleProblem.wordings)
      #expect(Set(all.map(\.graph)).count == 1)
      #expect(Set(all.map(\.statement)).count >= 5, "\(problem.id)")
      #expect(all[4].statement != all[0].statement)
    }
  }

  @Test("texts have no trace of their templates and end as sentences do")
  func texts() {
    for problem in Self.problems {
      let text = problem.statement
      #expect(!text.contains { "[]{}|#".contains($0) }, "\(text)")
      #expect(text.hasSuffix(".") || text.hasSuffix("?"))
      #expect(!text.contains("  ") && !text.contains(" ."), "\(text)")
      #expect(
        text.contains("?") || text.contains("ind ") || text.contains("ork out")
          || text.contains("alculate") || text.contains("etermine") || text.contains("igure out"),
        "\(text)")
    }
  }

  @Test("every given number that is needed is told")
  func told() {
    for problem in Self.problems.prefix(500) {
      guard let plain = problem.reworded(0) else { continue }
      for (index, node) in problem.graph.nodes.enumerated()
      where node.source == .given && problem.graph.isNeeded[index] && node.unit.form == .measure {
        let text = node.value.description
        let words = [
          "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
          "eleven", "twelve",
        ]
        let word = Int(text).flatMap { words.indices.contains($0) ? words[$0] : nil } ?? text
        let lower = plain.statement.lowercased()
        #expect(lower.contains(text) || lower.contains(word), "\(plain.statement) lacks \(text)")
      }
    }
  }

  @Test("a longer list begins with the shorter one, and no graph is in two splits")
  func splits() throws {
    let short = try Self.suite.rows(split: .test, count: 20)
    let long = try Self.suite.rows(split: .test, count: 40)
    #expect(Array(long.prefix(20)) == short)
    var splits: [ContentKey: GSMStyleSplit] = [:]
    for problem in Self.problems {
      let key = problem.graph.graphKey
      #expect(splits[key, default: problem.split] == problem.split)
      splits[key] = problem.split
    }
    #expect(Set(splits.values) == Set(GSMStyleSplit.allCases))
  }

  @Test("a selection takes some problems and changes none")
  func selection() throws {
    let half = Set(GSMStyleFamily.allCases.prefix(13))
    let suite = GSMStyleSuite(seed: 1, selection: .init(families: half, steps: 2...4))
    let taken = try suite.problems(split: nil, count: 50)
    #expect(taken.count == 50)
    for problem in taken {
      #expect(Self.problems[problem.origin.index] == problem)
      #expect(problem.families.allSatisfy(half.contains))
      #expect((2...4).contains(problem.origin.steps))
    }
  }

  @Test("the bytes of some problems, so that they stay as they are")
  func bytes() {
    var hasher = ContentHasher("test")
    for problem in Self.problems.prefix(500) {
      hasher.add(problem.id)
      hasher.add(problem.statement)
      hasher.add(problem.goldSolution)
    }
    #expect("\(hasher.key)" == "27c9b867958bccabeb382652c93487b0")
  }
}
