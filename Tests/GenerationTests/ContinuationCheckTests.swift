import Corpus
import Synchronization
import Testing

@testable import Generation

/// A model that says words by what stands before them, with a margin at each.
private struct WordModel {
  /// After how many bytes of context two words are nearly equally likely, and rounding decides.
  var tieEvery: Int?
  var isNoisy = false
  var tellsMargins = true
  /// Whether it goes on from a prefix; else it begins anew.
  var continues = true
  var lineEvery = 5

  func reply(_ prompt: Prompt, _ limit: Int) -> GreedyText {
    let statement = prompt.problem.statement
    let prefix = continues ? prompt.prefix?.text ?? "" : ""
    var text = prefix
    var tokens: [ProbeToken] = []
    var words = prefix.split { $0 == " " || $0 == "\n" }.count
    while tokens.count < limit, words < 40 {
      let hash = ContentKey(hashing: "\(statement)|\(text)").low
      let isTie = tieEvery.map { words % $0 == $0 - 1 } ?? false
      // What was cached decides between two words that are nearly equally likely.
      let isOther = isTie && isNoisy && prompt.prefix != nil
      let word = (words % lineEvery == 0 ? "\n" : " ") + "w\((hash &+ (isOther ? 1 : 0)) % 1000)"
      tokens.append(ProbeToken(text: word, margin: isTie ? 0.05 : 1.5))
      text += word
      words += 1
    }
    let said = String(text.dropFirst(prefix.count))
    return GreedyText(text: said, isWhole: words >= 40, tokens: tellsMargins ? tokens : [])
  }
}

@Suite("Proof of continuation")
struct ContinuationCheckTests {
  private let template = Template(name: "plain", text: "{statement}{prefix}")

  private func run(_ model: WordModel) async throws -> ContinuationCheck.Result {
    try await ContinuationCheck(template: template) { model.reply($0, $1) }.run()
  }

  @Test("A model that goes on reproduces every prefix, with and without log-probabilities")
  func goesOn() async throws {
    for tells in [true, false] {
      let result = try await run(WordModel(tellsMargins: tells))
      // Eight lines, the last of which is no prefix, of ten problems.
      #expect(result.prefixes == 70 && result.reproduced == 70 && result.silent == 0)
      #expect(result.isProved && result.hasMargins == tells && result.example == nil)
      #expect(result.comparedBytes > (tells ? 6000 : 2000))
    }
  }

  @Test("A model that begins anew is found out")
  func beginsAnew() async throws {
    for tells in [true, false] {
      let result = try await run(WordModel(tellsMargins: tells, continues: false))
      #expect(result.prefixes == 70 && result.reproduced == 0 && !result.isProved)
      #expect(result.example?.contains("was expected") == true)
    }
  }

  @Test("After a near tie a difference means nothing; right before one a prefix says nothing")
  func nearTies() async throws {
    let clear = try await run(WordModel(tieEvery: 7, isNoisy: true))
    #expect(clear.isProved && clear.reproduced == clear.prefixes)
    #expect(clear.prefixes + clear.silent == 70 && clear.silent > 0)
    // Without margins the same noise is a difference.
    let blind = try await run(WordModel(tieEvery: 7, isNoisy: true, tellsMargins: false))
    #expect(!blind.isProved && blind.reproduced < blind.prefixes)
  }

  @Test("A model without steps or replies proves nothing")
  func nothing() async throws {
    let single = try await run(WordModel(lineEvery: 1000))
    #expect(single.prefixes == 0 && single.share == nil && !single.isProved)
    let silent = try await ContinuationCheck(template: template) { prompt, limit in
      prompt.prefix == nil ? WordModel().reply(prompt, limit) : nil
    }.run()
    #expect(silent.prefixes == 70 && silent.share == 0)
  }

  @Test("Tokens that do not make up the text leave no place to compare by")
  func strangeTokens() {
    let tokens = [ProbeToken(text: "a", margin: 0.01), ProbeToken(text: "\u{fffd}", margin: 3)]
    #expect(GreedyText(text: "ab", isWhole: true, tokens: tokens).tokens.isEmpty)
    // A token that stands for the end comes after the text.
    let ended = [ProbeToken(text: "ab", margin: 3), ProbeToken(text: "<|end|>", margin: 0.01)]
    let text = GreedyText(text: "ab", isWhole: true, tokens: ended)
    #expect(text.tokens.map(\.start) == [0] && text.firstTie(from: 0, margin: 0.1) == nil)
  }
}
