import Corpus
import ProblemSets
import TestSupport
import Testing

@Suite("Clusters of statements")
struct StatementClustersTests {
  private func clusters(_ statements: [String]) -> [Int] {
    var clusters = StatementClusters()
    for statement in statements { clusters.insert(StatementFingerprint(statement)) }
    return clusters.clusters()
  }

  @Test("What is near to something near is in its cluster; what is not stays alone")
  func chains() {
    let words = """
      alpha bravo charlie delta echo foxtrot golf hotel india juliett kilo lima mike november \
      oscar papa quebec romeo sierra tango uniform victor whiskey yankee
      """.split(separator: " ")
    func window(_ start: Int) -> String { words[start..<start + 12].joined(separator: " ") }
    // Neighbours share 9 of 11 runs of three words; the ends share none.
    let chain = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map(window)
    #expect(Set(clusters(chain)) == [0])
    #expect(clusters([window(0), window(12), "another thing entirely here"]) == [0, 1, 2])
    // The first and the last are joined by what comes in between, whatever the order.
    #expect(Set(clusters([window(0), window(12)] + chain[1..<12])) == [0])
  }

  @Test("A statement goes with another one that is named, whatever it says")
  func named() {
    var clusters = StatementClusters()
    clusters.insert(StatementFingerprint("first thing said about apples and pears today"))
    clusters.insert(StatementFingerprint("quite another matter concerning trains"), with: 0)
    clusters.insert(StatementFingerprint("nothing to do with either of them at all"))
    #expect(clusters.clusters() == [0, 0, 2])
  }

  @Test(
    "Every pair that a search of all pairs finds near is in one cluster",
    .enabled(if: SharedData.isPresent, SharedData.absence))
  func published() throws {
    let file = SuiteFile(
      SharedData.path("gsm_plus/gsmplus_testmini.jsonl.gz"),
      reader: try SuiteFormats.reader(named: "gsm-plus"))
    let statements = try file.read().rows.prefix(400).map(\.problem.statement)
    let found = clusters(Array(statements))
    var pairs = 0
    for (left, statement) in statements.enumerated() {
      var index = OverlapIndex(tiers: [.near])
      index.insert(StatementFingerprint(statement))
      for right in (left + 1)..<statements.count
      where index.match(StatementFingerprint(statements[right])) != nil {
        pairs += 1
        #expect(found[left] == found[right])
      }
      if left == 40 { break }
    }
    #expect(pairs > 50)
  }
}
