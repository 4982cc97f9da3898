import Answers
import Corpus

/// What the problems of a suite are like: counted row by row, so that a suite of any size needs
/// little memory.
public struct SuiteStatistics: Hashable, Sendable {
  /// Rows.
  public private(set) var rows = 0
  /// Rows by family; rows without one are left out.
  public private(set) var families: [String: Int] = [:]
  /// Rows by the number of steps of the worked solution, as the row states it or by its lines.
  public private(set) var steps: [Int: Int] = [:]
  /// Operations of the worked solutions by their sign.
  public private(set) var operations: [String: Int] = [:]
  /// Rows by the words of the statement.
  public private(set) var words: [Int: Int] = [:]
  /// Rows by the power of ten of the answer: 0 for 1 to 9, 1 for 10 to 99; whole numbers only.
  public private(set) var answerSizes: [Int: Int] = [:]
  /// Answers by their `AnswerType`.
  public private(set) var answerTypes: [String: Int] = [:]
  /// Distinct operation graphs, where the rows tell them.
  public var operationGraphs: Int { graphs.count }
  private var graphs: Set<ContentKey> = []

  /// Makes empty statistics.
  public init() {}

  /// Counts a row.
  public mutating func add(_ row: Row) {
    rows += 1
    if let family = row.attributes["family"] { families[family, default: 0] += 1 }
    if let graph = row.attributes["operations"] {
      var hasher = ContentHasher("operations")
      hasher.add(graph)
      graphs.insert(hasher.key)
    }
    words[row.problem.statement.split(whereSeparator: \.isWhitespace).count, default: 0] += 1
    answerTypes[AnswerType.of(row), default: 0] += 1
    if let value = NumberReader.number(in: row.problem.gold), value.denominator == 1 {
      answerSizes[value.numerator.magnitude.description.utf8.count - 1, default: 0] += 1
    }
    guard let solution = row.goldSolution else { return }
    var lines = 0
    for line in solution.split(whereSeparator: \.isNewline) where !line.hasPrefix("####") {
      lines += 1
      for sign in Self.signs(in: String(line)) { operations[sign, default: 0] += 1 }
    }
    steps[row.attributes["steps"].flatMap(Int.init) ?? lines, default: 0] += 1
  }

  /// The signs of operation of a step's first equation; of GSM8K's annotations where it has them.
  private static func signs(in line: String) -> [String] {
    if line.contains("floor(") || line.contains("ceil(") { return ["rounded division"] }
    var text = ArithmeticWitness().equations(in: line).first?.text ?? ""
    if let start = line.firstRange(of: "<<"), let end = line.firstRange(of: ">>"),
      start.upperBound < end.lowerBound
    {
      text = String(line[start.upperBound..<end.lowerBound])
    }
    let left = text.prefix { $0 != "=" }
    // The 20/100 of a percentage is a number and no division.
    return left.replacing("/100", with: "").compactMap { character in
      "+-*/".contains(character) ? String(character) : nil
    }
  }
}
