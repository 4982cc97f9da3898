/// The units that Qwen2.5-Math deletes from answers, "mainly from MathQA", wherever they stand
/// between characters that belong to no word.
enum QwenUnits {
  private static let singular = [
    "east", "degree", "mph", "kmph", "ft", "m sqaure", " m east", "sq m", "deg", "mile", "q .",
    "monkey", "prime", "ratio", "profit of rs", "rd", "o", "gm", "p . m", "lb", "tile", "per",
    "dm", "lt", "gain", "ab", "way", "west", "a .", "b .", "c .", "d .", "e .", "f .", "g .",
    "h .", "t", "a", "h", "no change", "men", "soldier", "pie", "bc", "excess", "st", "inches",
    "noon", "percent", "by", "gal", "kmh", "c", "acre", "rise", "a . m", "th", "π r 2", "sq",
    "mark", "l", "toy", "coin", "sq . m", "gallon", "° f", "profit", "minw", "yr", "women",
    "feet", "am", "pm", "hr", "cu cm", "square", "v â € ™", "are", "rupee", "rounds", "cubic",
    "cc", "mtr", "s", "ohm", "number", "kmph", "day", "hour", "minute", "min", "second", "man",
    "woman", "sec", "cube", "mt", "sq inch", "mp", "∏ cm ³", "hectare", "more", "sec", "unit",
    "cu . m", "cm 2", "rs .", "rs", "kg", "g", "month", "km", "m", "cm", "mm", "apple", "liter",
    "loss", "yard", "pure", "year", "increase", "decrease", "d", "less", "Surface", "litre",
    "pi sq m", "s .", "metre", "meter", "inch",
  ]
  private static let all = (singular + singular.map { $0 + "s" }).map { Scalars($0) }

  /// The text without the units, which are deleted twice in the order of the list; a unit whose
  /// deletion leaves nothing stays.
  static func removing(from text: Scalars) -> Scalars {
    var text = text
    var starts = firstCharacters(of: text)
    for _ in 0..<2 {
      for unit in all where starts.contains(unit[0]) {
        guard let shorter = removing(unit, from: text), !shorter.isEmpty else { continue }
        text = shorter
        starts = firstCharacters(of: text)
      }
    }
    return text
  }

  /// The characters that a unit of the text could start with.
  private static func firstCharacters(of text: Scalars) -> Set<Unicode.Scalar> {
    var found: Set<Unicode.Scalar> = []
    for index in text.indices where index == 0 || !text[index - 1].isPythonWord {
      found.insert(text[index])
    }
    return found
  }

  /// `(^|\W)unit($|\W)` becomes `\1\2`, where a point in the unit stands for any character; `nil`
  /// without a match.
  private static func removing(_ unit: Scalars, from text: Scalars) -> Scalars? {
    var result: Scalars = []
    var start = 0
    var index = 0
    while index < text.count {
      if index == 0, let end = end(of: unit, at: 0, in: text) {
        result += text[unit.count..<end]
        start = end
        // An empty prefix and suffix match nothing that could match again.
        index = max(end, 1)
      } else if !text[index].isPythonWord, let end = end(of: unit, at: index + 1, in: text) {
        result += text[start...index]
        result += text[(index + 1 + unit.count)..<end]
        start = end
        index = end
      } else {
        index += 1
      }
    }
    return start == 0 ? nil : result + text[start...]
  }

  /// Where a match of the unit ends that starts at `start`, with the character behind it.
  private static func end(of unit: Scalars, at start: Int, in text: Scalars) -> Int? {
    let end = start + unit.count
    guard end <= text.count else { return nil }
    for offset in unit.indices {
      let scalar = text[start + offset]
      guard scalar == unit[offset] || unit[offset] == "." && scalar != "\n" else { return nil }
    }
    if end == text.count { return end }
    return text[end].isPythonWord ? nil : end + 1
  }
}
