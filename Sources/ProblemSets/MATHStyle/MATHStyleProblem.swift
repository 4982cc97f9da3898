import Corpus

/// A generated competition-style problem in one wording, with its derivation and answer.
///
/// It is a function of its id alone: seed, index, family, level and wording.
public struct MATHStyleProblem: GeneratedProblem {
  /// What the problem is generated from.
  public let origin: Origin
  /// The values and how they follow from one another.
  public let derivation: MATHDerivation
  /// The text that is shown to a model, with mathematics in LaTeX.
  public let statement: String

  /// The numbers that a problem is a function of.
  public struct Origin: Hashable, Sendable {
    /// The suite's seed.
    public let seed: UInt64
    /// The index in the suite.
    public let index: Int
    /// The family.
    public let family: MATHStyleFamily
    /// The level, from 1 to 5.
    public let level: Int
    /// Which of the wordings, from 0.
    public let wording: Int
  }

  /// The number of wordings of each problem.
  public static let wordings = MATHDraft.wordings

  /// Generates the problem of `origin`.
  ///
  /// - Precondition: the family has problems of this level, and the wording is less than
  ///   `wordings`.
  public init(origin: Origin) {
    precondition(Self.isValid(origin), "no problem has this origin: \(origin)")
    var attempt = 0
    while true {
      if let found = Self.draft(of: origin, attempt: attempt) {
        (derivation, statement) = found
        break
      }
      attempt += 1
      precondition(attempt < 1_000_000, "family \(origin.family) has no level \(origin.level)")
    }
    self.origin = origin
  }

  /// Reads an id and generates its problem again; `nil` for any other text.
  ///
  /// An id reads `math-style-<seed>-<index>-<family>-l<level>-w<wording>`.
  public init?(id: String) {
    guard let origin = Origin(id: id), Self.isValid(origin) else { return nil }
    self.init(origin: origin)
  }

  private static func isValid(_ origin: Origin) -> Bool {
    origin.family.levels.contains(origin.level) && (0..<wordings).contains(origin.wording)
      && origin.index >= 0
  }

  /// One attempt; `nil` when a number came out of range or the level is another one.
  static func draft(
    of origin: Origin, attempt: Int
  ) -> (MATHDerivation, String)? {
    let stream = RandomStream(
      seed: origin.seed, "math-style \(origin.family.rawValue)", origin.index, origin.level, attempt
    )
    var draft = MATHDraft(wording: origin.wording, stream: stream)
    do throws(MATHRejection) {
      try origin.family.tell(in: &draft)
      let derivation = try draft.finished { counts in
        var stream = RandomStream(
          seed: origin.seed, "math-style solution \(origin.family.rawValue)", origin.index,
          origin.level, origin.wording)
        return SolutionStyle(counts, &stream)
      }
      guard MATHStyleLevel.level(ofScore: derivation.score) == origin.level else { return nil }
      return (derivation, draft.statement)
    } catch {
      return nil
    }
  }

  /// The id, from which alone the problem can be generated again.
  public var id: String { origin.id }

  /// The family.
  public var family: MATHStyleFamily { origin.family }

  /// The level, from 1 to 5.
  public var level: Int { origin.level }

  /// The value of the answer.
  public var answerValue: MATHValue { derivation.values[derivation.asked] }

  /// The gold answer, in LaTeX.
  public var answer: String { answerValue.latex }

  /// The gold steps, one line each, without the answer line.
  public var goldSteps: [String] {
    derivation.steps.map { derivation.text(of: $0, values: derivation.values) }
  }

  /// The last line of a solution with this answer.
  func answerLine(_ answer: MATHValue) -> String { derivation.style.answerLine(answer) }

  /// The gold steps and the answer line, joined by line feeds.
  public var goldSolution: String { goldLines.joined(separator: "\n") }

  /// The identity of the derivation: family, kinds of steps and given values, but no statement.
  public var derivationKey: ContentKey { derivation.key(family: family) }

  /// The content: a suite gives a statement with its answer once.
  public var identity: ContentKey {
    var hasher = ContentHasher("math-style content")
    hasher.add(statement)
    hasher.add(answer)
    return hasher.key
  }

  /// The split, a function of the derivation alone: a tenth of the derivations is for tests.
  ///
  /// So it stays as it is however many problems are generated, and all wordings of a problem are in
  /// one split.
  public var split: MATHStyleSplit { derivationKey.low % 10 == 0 ? .test : .train }

  /// The same problem in another wording.
  public func reworded(_ wording: Int) -> MATHStyleProblem {
    MATHStyleProblem(
      origin: Origin(
        seed: origin.seed, index: origin.index, family: origin.family, level: origin.level,
        wording: wording))
  }

  /// The problem as a model and a judge see it.
  ///
  /// Its root is wording 0, so that the wordings of one problem are known as such.
  public var problem: Problem {
    guard origin.wording != 0 else { return Problem(statement: statement, gold: answer) }
    return Problem(statement: statement, gold: answer, root: reworded(0).problem.key)
  }

  /// The problem's row in the suite.
  public var row: Row {
    Row(
      id: id, suite: MATHStyleSuite.name, split: split.rawValue, problem: problem,
      attributes: [
        "type": family.subject.rawValue, "level": "Level \(level)", "family": family.rawValue,
        "steps": String(derivation.steps.count), "answer_type": answerValue.kind.rawValue,
        "derivation": derivationKey.description, "wording": String(origin.wording),
      ], goldSolution: goldSolution)
  }
}

extension MATHStyleProblem.Origin {
  /// The id that says all these numbers.
  public var id: String {
    "\(MATHStyleSuite.name)-\(seed)-\(index)-\(family.rawValue)-l\(level)-w\(wording)"
  }

  /// Reads an id; `nil` for any other text.
  init?(id: String) {
    guard id.hasPrefix(MATHStyleSuite.name + "-") else { return nil }
    let fields = id.dropFirst(MATHStyleSuite.name.count + 1).split(
      separator: "-", omittingEmptySubsequences: false)
    guard fields.count >= 5, let seed = UInt64(fields[0]), let index = Int(fields[1]),
      let family = MATHStyleFamily(
        rawValue: fields[2..<(fields.count - 2)].joined(separator: "-")),
      let level = Int(fields[fields.count - 2].dropFirst()),
      let wording = Int(fields[fields.count - 1].dropFirst())
    else { return nil }
    self.init(seed: seed, index: index, family: family, level: level, wording: wording)
    // A number may be written in several ways ("+7", "007"), an id in one.
    guard self.id == id else { return nil }
  }
}
