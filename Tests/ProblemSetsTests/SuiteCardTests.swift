import Corpus
import JSON
import ProblemSets
import TestSupport
import Testing

@Suite("Suite cards")
struct SuiteCardTests {
  @Test("every card names a known format, and no two files have one hash")
  func wellFormed() throws {
    let cards = SuiteCard.all
    #expect(cards.count >= 18)
    #expect(Set(cards.map(\.name)).count == cards.count)
    let files = cards.flatMap(\.files)
    #expect(Set(files.map(\.digest)).count == files.count)
    for card in cards {
      #expect(SuiteFormats.names.contains(card.format))
      #expect(!card.licence.isEmpty && !card.files.isEmpty)
    }
    for file in files {
      #expect(file.digest.utf8.count == 64 && file.commit.utf8.count == 40 && file.rows > 0)
      #expect((file.address == nil) == (file.assembly != nil))
    }
    #expect(SuiteCard.named("gsm_hard")?.name == "gsm-hard")
    #expect(SuiteCard.named("nothing") == nil)
  }
}

@Suite("Published suites", .enabled(if: SharedData.isPresent, SharedData.absence))
struct PublishedTableTests {
  /// Suite, split, rows, flagged rows by kind: the rows are the counts that the files' publishers
  /// state, the flags were counted by a script of its own (Python) over the same files.
  static let table: [(suite: String, split: String, rows: Int, flags: [RowFlag: Int])] = [
    ("gsm8k", "train", 7473, [:]), ("gsm8k", "test", 1319, [:]),
    ("math", "train", 7500, [.unknownGroup: 2, .emptyGold: 2, .severalBoxes: 114]),
    ("math", "test", 5000, [.severalBoxes: 90]), ("math-500", "test", 500, [.severalBoxes: 8]),
    ("svamp", "test", 1000, [.unknownGroup: 1]), ("mawps", "test", 2065, [.duplicate: 84]),
    ("mawps", "addsub", 395, [:]), ("mawps", "singleeq", 508, [:]),
    ("mawps", "singleop", 562, [:]), ("multiarith", "test", 600, [:]),
    ("gsm-hard", "test", 1319, [.negative: 146, .rounded: 127]),
    ("gsm-plus", "testmini", 2400, [:]),
    ("aime24", "test", 30, [:]), ("amc23", "test", 40, [:]), ("olympiadbench", "test", 675, [:]),
    ("minerva", "test", 272, [:]), ("theoremqa", "test", 800, [.needsPicture: 53]),
    ("mmlu-pro", "test", 12032, [.duplicate: 159, .optionsDiffer: 1]),
    ("processbench", "gsm8k", 400, [.emptyGold: 400]),
    ("processbench", "math", 1000, [.emptyGold: 1000]),
    ("processbench", "olympiadbench", 1000, [.emptyGold: 1000]),
    ("processbench", "omnimath", 1000, [.emptyGold: 1000]),
    ("prm800k", "validation", 1818, [.emptyGold: 1818]), ("prm800k", "phase2-sample", 11, [:]),
  ]

  @Test("every record gives a row, recognised by its hash", arguments: table.indices)
  func counts(index: Int) throws {
    let expected = Self.table[index]
    let card = try #require(SuiteCard.named(expected.suite))
    let path = try #require(
      card.path(split: expected.split, below: SharedData.path("")), "\(expected)")
    let file = try SuiteFile(recognising: path)
    #expect(file.suite == expected.suite && file.split == expected.split)
    let read = try file.read()
    #expect(read.rows.count == expected.rows)
    #expect(read.rejections.isEmpty, "\(read.rejections.prefix(3))")
    let recorded = card.files.first { $0.split == expected.split }
    #expect(recorded?.rows == expected.rows)
    for (flag, count) in expected.flags {
      #expect(read.rows.count { $0.flags.contains(flag) } == count, "\(flag)")
    }
    for row in read.rows { #expect(row.problem.statement.utf8.count > 2) }
  }

  @Test("all 2,400 GSM-Plus rows name a problem of GSM8K's test by its key")
  func seeds() throws {
    let test = try SuiteFile(recognising: SharedData.path("gsm8k/test.jsonl.gz")).read()
    let keys = Set(test.rows.map(\.problem.key.description))
    let plus = try SuiteFile(recognising: SharedData.path("gsm_plus/gsmplus_testmini.jsonl.gz"))
      .read()
    #expect(plus.rows.count { keys.contains($0.attributes["seed"] ?? "") } == 2400)
    #expect(plus.rows.count { AnswerType.of($0) == "refusal" } == 300)
    for perturbation in GSMPlusReader.perturbations {
      #expect(plus.rows.count { $0.attributes["perturbation"] == perturbation } == 300)
    }
  }

  @Test("rated solutions: first errors and ratings have the published counts")
  func ratings() throws {
    for (split, wrong) in [
      ("gsm8k", 207), ("math", 594), ("olympiadbench", 661), ("omnimath", 759),
    ] {
      let read = try SuiteFile(recognising: SharedData.path("processbench/\(split).json.gz")).read()
      #expect(read.solutions.count { $0.ratings.contains(-1) } == wrong)
      #expect(read.solutions.count == read.rows.count)
    }
    let human = try SuiteFile(recognising: SharedData.path("prm800k/prm800k_val_1818.jsonl.gz"))
      .read()
    let ratings = human.solutions.flatMap(\.ratings)
    #expect(ratings.count { $0 == 1 } == 8596)
    #expect(ratings.count { $0 == 0 } == 639)
    #expect(ratings.count { $0 == -1 } == 1566)
    let original = try SuiteFile(
      recognising: SharedData.path("openr_prm_samples/samples_prm800k.jsonl")
    ).read()
    #expect(original.rows.count == 6 && original.rejections.isEmpty)
    #expect(original.solutions.map(\.steps.count) == [6, 7, 5, 7, 8, 12])
  }
}
