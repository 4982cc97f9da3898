import Corpus
import JSON

/// What is doubtful about a row as it was published; rows are kept as they are.
///
/// Every flag is raised by a rule about the file's own content, never by a list of ids.
public enum RowFlag: String, CaseIterable, Hashable, Sendable {
  /// The row says the same as an earlier one of the file: statement and gold answer.
  case duplicate
  /// An earlier row of the file has the same statement and another gold answer.
  case conflictingGold = "conflicting-gold"
  /// The gold answer is empty.
  case emptyGold = "empty-gold"
  /// The gold solution has several boxes, and the last one was taken.
  case severalBoxes = "several-boxes"
  /// The gold answer is not the one that the gold solution ends with.
  case goldDiffersFromSolution = "gold-differs-from-solution"
  /// The gold answer of a suite of numbers is no number.
  case notANumber = "not-a-number"
  /// The gold answer has a point and 15 or more digits: the floating-point rounding of something
  /// else.
  case rounded
  /// The gold answer is negative though the numbers were only made larger.
  case negative
  /// The level, type or grade is none of the published ones.
  case unknownGroup = "unknown-group"
  /// The correct option's letter and its index, or the number of options, do not fit together.
  case optionsDiffer = "options-differ"
  /// The gold answer is not of the type that the record states.
  case typeDiffers = "type-differs"
  /// The problem cannot be solved without its picture.
  case needsPicture = "needs-picture"
  /// The gold answer is outside the range that the contest allows.
  case outOfRange = "out-of-range"
}

/// Collects what a record says beside its problem.
struct RowAttributes {
  static let flags = "flags"
  private(set) var values: [String: String] = [:]

  /// Keeps a value, if there is one.
  mutating func set(_ name: String, _ value: String?) {
    if let value, !value.isEmpty { values[name] = value }
  }

  /// Raises a flag.
  mutating func flag(_ flag: RowFlag, if isRaised: Bool = true) {
    guard isRaised else { return }
    values[Self.flags] = values[Self.flags].map { $0 + "," + flag.rawValue } ?? flag.rawValue
  }

  /// Keeps the options of a question, which makes its answer type `option`.
  mutating func setOptions(_ options: [String]) {
    set("options", JSONValue(options.map { JSONValue($0) }).serialized())
    set("answer_type", "option")
  }
}

extension Row {
  /// What is doubtful about the row as it was published.
  public var flags: [RowFlag] {
    (attributes[RowAttributes.flags] ?? "").split(separator: ",").compactMap {
      RowFlag(rawValue: String($0))
    }
  }

  /// The same row with one more flag and attribute.
  func flagged(_ flag: RowFlag, _ name: String, _ value: String) -> Row {
    var attributes = attributes
    attributes[RowAttributes.flags] =
      attributes[RowAttributes.flags].map { $0 + "," + flag.rawValue } ?? flag.rawValue
    attributes[name] = value
    return Row(
      id: id, suite: suite, split: split, problem: problem, attributes: attributes,
      goldSolution: goldSolution)
  }
}
