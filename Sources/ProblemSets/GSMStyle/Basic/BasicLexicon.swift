/// The words that the problems are about.
///
/// Kept small, so that a word-level vocabulary of a few hundred pieces covers every text.
enum BasicLexicon {
  /// A countable thing.
  struct Noun: Hashable, Sendable {
    let singular: String
    let plural: String
  }

  static let names = [
    "Ana", "Ben", "Tom", "Mia", "Leo", "Eva", "Sam", "Zoe", "Max", "Ivy", "Dan", "Amy", "Jack",
    "Lily", "Noah", "Ruth",
  ]

  static let things = [
    "pen", "book", "apple", "card", "coin", "stamp", "shell", "marble", "ball", "toy", "egg",
    "cake", "cookie", "plum", "pear", "lemon", "flower", "bead", "button", "stone", "candle", "cup",
    "plate", "ribbon",
  ].map { Noun(singular: $0, plural: $0 + "s") }

  /// The things that people make.
  static let made = things.filter { noun in
    [
      "pen", "card", "ball", "toy", "cake", "cookie", "bead", "button", "candle", "cup", "plate",
      "ribbon",
    ].contains(noun.singular)
  }

  static let containers = [
    Noun(singular: "box", plural: "boxes"), Noun(singular: "bag", plural: "bags"),
    Noun(singular: "tray", plural: "trays"), Noun(singular: "basket", plural: "baskets"),
  ]

  /// Where a bus stops, in this order.
  static let stops = ["school", "park", "lake", "church", "station", "market"]

  /// The days of a trip, in this order.
  static let days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]

  /// What is counted but never chosen at random: units and people.
  static let units = [
    Noun(singular: "dollar", plural: "dollars"), Noun(singular: "mile", plural: "miles"),
    Noun(singular: "hour", plural: "hours"), Noun(singular: "day", plural: "days"),
    Noun(singular: "year", plural: "years"), Noun(singular: "person", plural: "people"),
    Noun(singular: "friend", plural: "friends"), Noun(singular: "pack", plural: "packs"),
    Noun(singular: "row", plural: "rows"), Noun(singular: "seat", plural: "seats"),
  ]

  /// The plural by each form of every noun.
  static let plurals: [String: String] = {
    var plurals: [String: String] = [:]
    for noun in things + containers + units {
      plurals[noun.singular] = noun.plural
      plurals[noun.plural] = noun.plural
    }
    return plurals
  }()

  static let nameSet = Set(names)

  /// "Ana", "Ana and Ben", "Ana, Ben and Tom".
  static func list(_ items: [String]) -> String {
    guard items.count > 1, let last = items.last else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " and " + last
  }
}
