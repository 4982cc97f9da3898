import Corpus
import Curation
import Testing

@Suite("Prefix tree")
struct PrefixTreeTests {
  private func sample(
    _ name: String, _ prefix: String, _ completion: String, _ verdict: Verdict = .correct
  ) -> PrefixTree.Sample {
    PrefixTree.Sample(
      key: ContentKey(hashing: name), prefix: prefix, completion: completion,
      outcome: RolloutOutcome(verdict))
  }

  @Test("A completion is evidence for where it starts and for what it passes, never before")
  func passing() {
    var tree = PrefixTree()
    tree.insert(sample("root", "", "a\nb\nc"))
    tree.insert(sample("middle", "a\n", "b\nd", .incorrect))
    tree.insert(sample("other", "", "x\ny", .incorrect))
    #expect(tree.counts(for: "") == RolloutCounts(correct: 1, incorrect: 1))
    #expect(tree.counts(for: "a\n") == RolloutCounts(correct: 1, incorrect: 1))
    #expect(tree.counts(for: "a\nb\n") == RolloutCounts(correct: 1, incorrect: 1))
    #expect(tree.counts(for: "a\n", startedHere: true) == RolloutCounts(incorrect: 1))
    #expect(tree.counts(for: "x") == RolloutCounts(incorrect: 1))
    #expect(tree.counts(for: "z").total == 0 && tree.counts(for: "a\nb\nc\nd").total == 0)
  }

  @Test("Inserting a completion again changes nothing")
  func once() {
    var tree = PrefixTree()
    for _ in 0..<3 { tree.insert(sample("same", "a", "b")) }
    #expect(tree.count == 1 && tree.counts(for: "a") == RolloutCounts(correct: 1))
  }

  @Test("What was selected by its outcome counts where it was started and nowhere in itself")
  func selected() {
    var tree = PrefixTree()
    let rollout = sample("picked", "a\n", "b\nc", .incorrect)
    tree.insert(rollout)
    tree.insert(sample("twin", "a\n", "b\nc", .incorrect))
    tree.select(rollout.key)
    #expect(tree.counts(for: "a\n").total == 2)
    #expect(tree.counts(for: "a\nb\n").total == 1)
    #expect(tree.counts(for: "a\nb\n", excluding: [ContentKey(hashing: "twin")]).total == 0)
  }

  @Test("It agrees with a scan over all completions, for random texts with shared beginnings")
  func againstScan() throws {
    var stream = RandomStream(seed: 3, "tree")
    func text() -> String {
      String((0..<Int(stream.next() % 7)).map { _ in stream.next() % 3 == 0 ? "b" : "a" })
    }
    for _ in 0..<60 {
      var tree = PrefixTree()
      var all: [PrefixTree.Sample] = []
      var picked: Set<ContentKey> = []
      for number in 0..<40 {
        let item = sample("\(number)", text(), text(), number % 2 == 0 ? .correct : .incorrect)
        all.append(item)
        tree.insert(item)
        if number % 5 == 0 {
          picked.insert(item.key)
          tree.select(item.key)
        }
      }
      for _ in 0..<30 {
        let prefix = text()
        let expected = all.filter {
          $0.text.starts(with: prefix.utf8) && $0.start <= prefix.utf8.count
            && ($0.start == prefix.utf8.count || !picked.contains($0.key))
        }
        try #require(
          tree.evidence(for: prefix).map(\.key) == expected.map(\.key).sorted())
      }
    }
  }
}
