/// The words that tell what belongs to an expression.
enum EquationWords {
  /// Nouns after which "of" only introduces the expression.
  static let nounsBeforeOf: Set<String> = [
    "sum", "total", "product", "cost", "amount", "average", "profit", "value", "area", "volume",
    "weight", "length", "difference", "price", "number",
  ]

  /// Words that change what the number after them means, or that it is the number of.
  static let belonging: Set<String> = [
    "half", "twice", "double", "triple", "thrice", "third", "quarter", "by", "than", "over",
    "divided", "multiplied", "step", "part", "question", "problem", "equation", "case", "example",
    "day", "days", "week", "weeks", "month", "level", "lesson", "round", "grade", "chapter", "page",
    "game", "test", "quiz",
  ]

  /// Words that start something new and are no part of a unit.
  static let clauses: Set<String> = [
    "because", "so", "since", "then", "therefore", "thus", "hence", "and", "or", "but", "is", "are",
    "was", "were", "which", "that", "if", "when", "we", "she", "he", "they", "it", "you", "has",
    "have", "had", "gets", "get", "makes", "make", "with", "now", "total", "where", "giving",
    "remainder", "quotient",
  ]

  /// Units of which two in one sum cannot be added as they stand.
  static let measures: Set<String> = [
    "pounds", "ounces", "hours", "hour", "minutes", "minute", "seconds", "days", "day", "weeks",
    "week", "months", "years", "feet", "foot", "inches", "yards", "meters", "centimeters",
    "kilometers", "miles", "dollars", "cents", "cups", "pints", "quarts", "gallons", "grams",
    "kilograms", "pound", "ounce", "dollar", "cent",
  ]

  /// Units that may be glued to their number; other letters there are factors: `2xy`.
  static let shortUnits: Set<String> = [
    "m", "g", "h", "s", "l", "w", "kg", "km", "cm", "mm", "ml", "lb", "lbs", "oz", "ft", "in", "yd",
    "hr", "hrs", "min", "sec", "mph", "kw", "kwh", "mg", "gal", "mi", "am", "pm", "gb", "mb", "kb",
    "sq", "pcs", "th",
  ]

  /// Words after a whole number that say that a remainder was left out.
  static let remainders: Set<String> = [
    "remainder", "remaining", "remain", "remains", "left", "leftover", "full", "whole", "complete",
    "r", "and", "quotient",
  ]
}
