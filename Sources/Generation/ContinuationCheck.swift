import Corpus

/// A greedy text with what is known of its tokens.
public struct GreedyText: Sendable {
  /// The text.
  public let text: String
  /// Whether the model ended it; else the token limit cut it.
  public let isWhole: Bool
  /// Where each token begins, in bytes, with the margin between the two likeliest tokens there, in
  /// nats; empty where the model tells no log-probabilities.
  let tokens: [(start: Int, margin: Double)]

  /// Makes a text of whose tokens nothing is known.
  public init(text: String, isWhole: Bool) {
    self.init(text: text, isWhole: isWhole, tokens: [])
  }

  init(text: String, isWhole: Bool, tokens: [ProbeToken]) {
    self.text = text
    self.isWhole = isWhole
    var starts: [(start: Int, margin: Double)] = []
    var end = 0
    var joined: [UInt8] = []
    for token in tokens {
      // A token whose margin is not told counts as clear.
      starts.append((end, token.margin ?? .infinity))
      joined += token.text.utf8
      end = joined.count
    }
    // Tokens of half a character, or texts that a server trims, leave no place to compare.
    let bytes = Array(text.utf8)
    let isText = joined.starts(with: bytes)
    self.tokens = isText ? starts.filter { $0.start < bytes.count } : []
  }

  /// The first byte, from `start` on, at which a token begins that was nearly another one.
  func firstTie(from start: Int, margin: Double) -> Int? {
    tokens.first { $0.start >= start && $0.margin < margin }?.start
  }
}

/// Proves that a model goes on from inside a solution as the solution itself went on.
///
/// Labelling rests on it: a rollout that begins a new answer, or that a chat template cuts off from
/// its prefix, is evidence for nothing. So from each step of a few greedy solutions the greedy
/// continuation is compared with the rest of the solution, up to the first place where two tokens
/// were almost equally likely and rounding may decide.
public struct ContinuationCheck: Sendable {
  /// What was found.
  public struct Result: Sendable, Hashable {
    /// Prefixes at which there was something to compare.
    public var prefixes = 0
    /// How many of them the model went on from as the solution did.
    public var reproduced = 0
    /// Prefixes right after which two tokens were almost equally likely: they say nothing.
    public var silent = 0
    /// Bytes that were compared and are equal.
    public var comparedBytes = 0
    /// Whether the model told log-probabilities.
    public var hasMargins = true
    /// The first difference, for a person.
    public var example: String?

    /// Makes a result without any prefix.
    public init() {}

    /// The share that was reproduced; `nil` where nothing could be compared.
    public var share: Double? { prefixes == 0 ? nil : Double(reproduced) / Double(prefixes) }
    /// Whether labelling can rest on the model.
    public var isProved: Bool { (share ?? 0) >= ContinuationCheck.leastShare }
  }

  /// The share of prefixes that must be reproduced.
  public static let leastShare = 0.95
  /// Below this margin, in nats, the two likeliest tokens are a tie.
  public static let margin = 0.1
  /// How many tokens are compared where the model tells no log-probabilities.
  public static let blindTokens = 8
  /// How many tokens are compared at most.
  public static let comparedTokens = 48
  /// The most tokens of a solution.
  public static let solutionTokens = 256

  /// Problems of our own whose solutions have several steps.
  public static let problems = [
    Problem(
      statement: "A baker makes 15 trays of 12 rolls. He sells 130 rolls in the morning and 26 in "
        + "the afternoon. How many rolls are left?", gold: "24"),
    Problem(
      statement: "Lena reads 18 pages a day for 5 days and then 25 pages a day until she has read "
        + "190 pages. On how many days did she read 25 pages?", gold: "4"),
    Problem(
      statement: "A hall has 24 rows of 16 seats. A third of the seats are taken, and then 40 more "
        + "people come in. How many seats are free?", gold: "216"),
    Problem(
      statement: "Three notebooks and two pens cost 19 euros. A notebook costs 5 euros. How much "
        + "do seven pens cost?", gold: "14"),
    Problem(
      statement: "A tank holds 600 litres. It is filled at 25 litres a minute, but 5 litres a "
        + "minute leak out. After how many minutes is it half full?", gold: "15"),
    Problem(
      statement: "Omar buys 4 boxes of 6 eggs and uses 5 eggs on each of 3 days. How many eggs are "
        + "left?", gold: "9"),
    Problem(
      statement:
        "A train goes 80 kilometres an hour for 3 hours and then 60 kilometres an hour for "
        + "2 hours. How far does it go?", gold: "360"),
    Problem(
      statement: "Sara has 45 stamps, twice as many as Ben, less 5. How many stamps do they have "
        + "together?", gold: "70"),
    Problem(
      statement:
        "A rope of 72 metres is cut into pieces of 4 metres. A third of the pieces is sold "
        + "for 7 euros each. How much money does that bring?", gold: "42"),
    Problem(
      statement: "In a class of 30, two fifths play football and half of the others swim. How many "
        + "swim?", gold: "9"),
  ]

  private let template: Template
  private let ask: @Sendable (Prompt, Int) async throws -> GreedyText?

  /// Makes a check.
  ///
  /// - Parameters:
  ///   - template: what asks for a solution, or for the rest of one.
  ///   - ask: the greedy completion of a prompt, of at most so many tokens; `nil` where there is
  ///     none.
  public init(
    template: Template, ask: @escaping @Sendable (Prompt, Int) async throws -> GreedyText?
  ) {
    self.template = template
    self.ask = ask
  }

  /// Solves every problem and goes on from every step.
  ///
  /// - Parameter progress: told how many of the problems are done.
  public func run(
    _ problems: [Problem] = Self.problems, progress: (Int) -> Void = { _ in }
  ) async throws -> Result {
    var result = Result()
    for (number, problem) in problems.enumerated() {
      let prompt = Prompt(template: template, problem: problem)
      if let solution = try await ask(prompt, Self.solutionTokens) {
        result.hasMargins = result.hasMargins && !solution.tokens.isEmpty
        for end in Self.stepEnds(solution.text) {
          try await goOn(problem, solution, from: end, &result)
        }
      }
      progress(number + 1)
    }
    return result
  }

  /// Where the words of each step but the last end, in bytes.
  static func stepEnds(_ text: String) -> [Int] {
    let bytes = Array(text.utf8)
    return StepSplitter(.line).ranges(text).dropLast().map { range in
      var end = range.upperBound
      while end > range.lowerBound, [0x20, 0x0a, 0x0d, 0x09].contains(bytes[end - 1]) { end -= 1 }
      return end
    }
  }

  private func goOn(
    _ problem: Problem, _ solution: GreedyText, from end: Int, _ result: inout Result
  ) async throws {
    let bytes = Array(solution.text.utf8)
    let prefix = Prefix(
      text: String(decoding: bytes[..<end], as: UTF8.self), completion: problem.key)
    let limit = solution.tokens.isEmpty ? Self.blindTokens : Self.comparedTokens
    let prompt = Prompt(template: template, problem: problem, prefix: prefix)
    guard let reply = try await ask(prompt, limit) else {
      result.prefixes += 1
      result.example = result.example ?? "no reply after “\(prefix.text.suffix(60))”"
      return
    }
    let tie = solution.firstTie(from: end, margin: Self.margin)
    let ownTie = reply.firstTie(from: 0, margin: Self.margin)
    let wanted = bytes[end..<(tie ?? bytes.count)].prefix(ownTie ?? .max)
    let found = Array(reply.text.utf8)
    if wanted.isEmpty {
      result.silent += 1
      return
    }
    result.prefixes += 1
    // A reply that the limit cut, or that a tie ends, is compared as far as it goes.
    let isEqual: Bool
    if !reply.isWhole, found.count <= wanted.count {
      isEqual = !found.isEmpty && wanted.starts(with: found)
    } else if tie == nil, ownTie == nil, solution.isWhole, reply.isWhole {
      isEqual = found.elementsEqual(wanted)
    } else {
      isEqual = found.starts(with: wanted)
    }
    if isEqual {
      result.reproduced += 1
      result.comparedBytes += min(found.count, wanted.count)
    } else if result.example == nil {
      let expected = String(decoding: wanted.prefix(60), as: UTF8.self)
      result.example = "“\(expected)” was expected, “\(reply.text.prefix(60))” came"
    }
  }
}
