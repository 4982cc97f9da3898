import Answers

/// What a quantity counts or measures, and so how its number is written.
public struct StoryUnit: Hashable, Sendable {
  /// The ways in which numbers are written.
  public enum Form: Hashable, Sendable {
    /// A whole number of things: `3`, `three`.
    case count
    /// Dollars: `$4.50`, `4.50 dollars`.
    case money
    /// A number of a unit that can be split: `2.5` hours.
    case measure
    /// A part of a hundred: `20%`.
    case percent
    /// A part of a whole: `3/4`, `three quarters`.
    case share
    /// How many times as much: `3 times`, `twice`.
    case times
  }

  /// The unit's name for one.
  public let singular: String
  /// The unit's name for several; quantities with the same one can be added.
  public let plural: String
  /// How numbers are written.
  public let form: Form

  init(_ singular: String, _ plural: String, _ form: Form = .count) {
    self.singular = singular
    self.plural = plural
    self.form = form
  }

  static let dollars = StoryUnit("dollar", "dollars", .money)
  static let percent = StoryUnit("percent", "percent", .percent)
  static let share = StoryUnit("part", "parts", .share)
  static let times = StoryUnit("time", "times", .times)
  static let minutes = StoryUnit("minute", "minutes", .measure)
  static let hours = StoryUnit("hour", "hours", .measure)
  static let days = StoryUnit("day", "days")
  static let weeks = StoryUnit("week", "weeks")
  static let years = StoryUnit("year", "years")
  static let miles = StoryUnit("mile", "miles", .measure)
  static let liters = StoryUnit("liter", "liters", .measure)
  static let cups = StoryUnit("cup", "cups", .measure)
  static let meters = StoryUnit("meter", "meters", .measure)
  static let squareMeters = StoryUnit("square meter", "square meters", .measure)
  static let cubicMeters = StoryUnit("cubic meter", "cubic meters", .measure)
  static let points = StoryUnit("point", "points", .measure)
  static let people = StoryUnit("person", "people")
  static let ratio = StoryUnit("part", "equal parts")

  /// Whether a value can be stated in this unit: whole and at least 2 where things are counted,
  /// so that every noun is a plural, and with at most two decimals elsewhere.
  func admits(_ value: Rational) -> Bool {
    guard value.isPositive, value.numerator < 10_000_000 * value.denominator else { return false }
    switch form {
    case .count: return value.isWhole && value.numerator >= 2
    case .money, .measure: return value.multiplied(by: Rational(100))?.isWhole ?? false
    case .percent, .share, .times: return true
    }
  }

  /// A value as it stands in an equation.
  func equationText(_ value: Rational) -> String {
    switch form {
    case .percent:
      value.multiplied(by: Rational(100)).map { "\($0)/100" } ?? value.description
    case .share: "\(value.numerator)/\(value.denominator)"
    case .money: Self.cents(value)
    case .count, .measure, .times: value.description
    }
  }

  /// `4.50`, `4`: dollars with two decimals or none.
  static func cents(_ value: Rational) -> String {
    let text = value.description
    guard let point = text.firstIndex(of: ".") else { return text }
    return text[point...].utf8.count == 2 ? text + "0" : text
  }
}
