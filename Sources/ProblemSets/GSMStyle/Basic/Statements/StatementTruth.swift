/// What is true of a text that should state a given problem in other words.
public enum StatementTruth: Hashable, Sendable {
  /// The text states the same problem.
  case faithful
  /// Every sentence can be read, but the text states another problem or none.
  case changed(StatementChange)
  /// Some sentence has no known form, so nothing is claimed about the text.
  case unreadable

  /// Whether the text states the same problem.
  public var isFaithful: Bool { self == .faithful }
}

/// In what a text differs from the problem that it should state.
///
/// Where several apply, the first in the order of the cases is the one told.
public enum StatementChange: String, CaseIterable, Hashable, Sendable {
  /// It asks nothing, or something else, or more than one thing.
  case question
  /// A fact that the question needs is told of another person, or two people have changed places.
  case person
  /// A fact that the question needs has another number, or two numbers have changed places.
  case number
  /// A fact that the question needs is told of another thing, day or place.
  case thing
  /// A fact that the question needs has its people, things and numbers, but relates them otherwise:
  /// "fewer" instead of "more".
  case relation
  /// A fact that the question needs is not told.
  case missing
  /// A fact that is none of the problem's is told, and it may bear on the answer.
  case added
  /// An event is told twice.
  case repeated
  /// The events are told in an order that may bear on the answer.
  case order
}
