import Corpus
import Curation
import Generation
import Glibc
import JSON
import Storage
import TestSupport
import Testing

@Suite("Shards")
struct ShardTests {
  private let folder = TemporaryFolder()

  @Test("Shards are disjoint, complete and about equal, whatever their number", arguments: 1...9)
  func partition(count: Int) {
    let statements = (0..<3000).map { "Problem \($0): how many?" }
    let shards = (0..<count).compactMap { Shard(index: $0, count: count) }
    let held = shards.map { shard in statements.filter { shard.holds(rootStatement: $0) } }
    #expect(held.reduce(0) { $0 + $1.count } == statements.count)
    #expect(Set(held.flatMap(\.self)).count == statements.count)
    // Six standard deviations of a binomial count.
    let mean = 3000.0 / Double(count)
    #expect(held.allSatisfy { abs(Double($0.count) - mean) <= 6 * mean.squareRoot() })
  }

  @Test(
    "A shard is written as its number, from 0, of how many",
    arguments: [
      ("0/4", true), ("3/4", true), ("0/1", true), ("4/4", false), ("-1/4", false), ("0/0", false),
      ("1", false), ("1/2/3", false), ("a/b", false), ("", false), ("1/", false),
      ("99999999999999999999/2", false),
    ])
  func notation(text: String, isShard: Bool) {
    #expect((Shard(text) != nil) == isShard)
    if let shard = Shard(text) { #expect(shard.description == text) }
  }

  private func part(_ index: Int, of count: Int) throws -> ProblemPart {
    .shard(try #require(Shard(index: index, count: count)))
  }

  /// Does everything that a part of the problems needs, and says what was asked.
  private func work(_ path: String, _ part: ProblemPart?) async throws -> Int {
    let generator = ScriptedGenerator(width: 3) { ScriptedCuration.reply($0) }
    var curation = try await ScriptedCuration(problems: 24, generator: generator, path: path)
    curation.part = part
    try await curation.everything()
    try await curation.label(.sequential)
    return generator.requestedKeys.count
  }

  private func exports(_ path: String) async throws -> [[UInt8]] {
    let store = try await ScriptedCuration(problems: 0, path: path)
    var files: [[UInt8]] = []
    for name in ["math-aps", "math-shepherd", "trl-stepwise", "trl-unpaired"] {
      let format = try #require(DatasetFormats.named(name))
      for method in ["math-shepherd", "sequential"] {
        let file = folder.file("\(name)-\(method)-\(UInt64.random(in: 0 ... .max)).jsonl")
        _ = try await store.export(format, to: file, holdout: 0.3, method: method).run()
        files.append(try bytes(file))
      }
    }
    return files
  }

  private func bytes(_ file: String) throws -> [UInt8] {
    let handle = try #require(fopen(file, "r"))
    defer { fclose(handle) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&buffer, 1, buffer.count, handle), count > 0 {
      bytes += buffer[..<count]
    }
    return bytes
  }

  @Test("What shards did, united in any order, exports the bytes of one run", arguments: [2, 4])
  func sameBytes(count: Int) async throws {
    let whole = folder.file("whole.sqlite3")
    let asked = try await work(whole, nil)
    let expected = try await exports(whole)
    var stores: [String] = []
    var askedByShards = 0
    for index in 0..<count {
      stores.append(folder.file("\(index).sqlite3"))
      askedByShards += try await work(stores[index], try part(index, of: count))
    }
    #expect(askedByShards == asked)
    for order in [stores, stores.reversed(), stores.shuffled()] {
      let united = folder.file("united-\(UInt64.random(in: 0 ... .max)).sqlite3")
      _ = try await StoreMerge(of: order, into: united).run()
      #expect(try await exports(united) == expected)
      // The united store knows that all is done.
      #expect(try await work(united, nil) == 0)
    }
  }

  @Test("A rephrasing is in its root's shard")
  func rephrasings() async throws {
    let path = folder.file("a.sqlite3")
    _ = try await work(path, try part(1, of: 3))
    let curation = try await ScriptedCuration(problems: 0, path: path)
    let rows = try await curation.table(
      """
      SELECT DISTINCT root.statement FROM solution s JOIN problem p ON p.id = s.problem_id
        JOIN problem root ON root.id = coalesce(p.root_id, p.id)
      """)
    let shard = try #require(Shard("1/3"))
    for row in rows {
      guard case .text(let statement) = row[0] else { continue }
      #expect(shard.holds(rootStatement: statement))
    }
    let shares = try await curation.table("SELECT count(*) FROM problem WHERE root_id IS NOT NULL")
    #expect(!rows.isEmpty && shares != [[.integer(0)]])
  }

  @Test("Shards take the prior of a pilot that ran before the store was copied, or are refused")
  func pilot() async throws {
    func label(_ path: String, _ part: ProblemPart?) async throws -> String {
      // A wrong solution is lost at a step, and no rollout from there on is right.
      let generator = ScriptedGenerator(width: 4) { request in
        let gold = Int(request.prompt.problem.gold) ?? 0
        let bits = request.prompt.textKey.low >> UInt64(request.index)
        if request.purpose == .rollout {
          let isLost = request.prompt.text.contains("lost")
          return .completion(completion("\n#### \(isLost || bits % 3 == 0 ? gold + 1 : gold)"))
        }
        let first = Int(bits % 5)
        let steps = (0..<4).map { $0 < first ? "step \($0)" : "lost \($0) \(request.index)" }
        let answer = first == 4 ? gold : gold + 1
        return .completion(completion("\n" + steps.joined(separator: "\n") + "\n#### \(answer)"))
      }
      var curation = try await ScriptedCuration(problems: 40, generator: generator, path: path)
      curation.part = part
      try await curation.sample(6)
      let prior = try await curation.labelStage(.changePoint, rollouts: 8)
        .pilotPrior(
          ProblemSelection(suite: "toy", split: "train", rephrasings: true, part: part),
          leastProblems: 1)
      return prior.prior.json.serialized()
    }
    let (whole, first) = (folder.file("whole.sqlite3"), folder.file("0.sqlite3"))
    let expected = try await label(whole, nil)
    let shard = try part(0, of: 2)
    await #expect(throws: PilotError.beforeShards) { _ = try await label(first, shard) }
    let pilot = folder.file("pilot.sqlite3")
    #expect(try await label(pilot, .pilot(seed: 1)) == expected)
    let copy = folder.file("copy.sqlite3")
    try await Store(path: pilot, access: .read).backup(to: copy)
    #expect(try await label(copy, shard) == expected)
  }
}
