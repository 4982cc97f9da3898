import Answers

/// A number that a text states, with what stands right behind it.
struct StatedNumber: Hashable {
  /// The number as it is written.
  let value: Rational
  /// The decimals that it is written with.
  let decimals: Int
  /// Whether it is an amount of dollars.
  let isMoney: Bool
  /// Whether it is a percentage.
  let isPercent: Bool
  /// The stems of the next words, at most four, up to the next number or the end of the clause;
  /// `percent` is left out.
  let following: [String]
  /// The stems of the words before, the nearest first, back to the number or the clause before.
  let preceding: [String]
  /// The stem of the thing that it is told for one of: the tray of `12 on each tray`.
  let per: String?
  /// Where it stands in its sentence.
  let place: Int

  /// The stem of what it counts or measures: the word behind it, or that of `the number of pens is`.
  var unit: String? {
    if let behind = following.first { return behind }
    guard !isMoney, !isPercent, let end = preceding.firstIndex(of: "number"), end >= 2,
      preceding[end - 1] == "of"
    else { return nil }
    return preceding[end - 2]
  }

  /// The thing of which a number is told for one: `each tray holds 12`, `a tray holds 12`, `12 fit
  /// on a tray`, `one tray of hers holds 12`, `5 trays of 12`, `Hour after hour, he makes 12`.
  static func per(at index: Int, in sentence: StepText.Sentence) -> String? {
    let pieces = sentence.pieces
    func stem(_ place: Int) -> String? {
      pieces.indices.contains(place) ? pieces[place].stem : nil
    }
    if stem(index - 1) == "of", let thing = stem(index - 2), index > 2,
      case .number = pieces[index - 3]
    {
      return thing
    }
    var start = index
    while start > 0, pieces[start - 1].isWord || pieces[start - 1].isOne { start -= 1 }
    var end = index + 1
    while end < pieces.count, end < index + 6, pieces[end].isWord || pieces[end].isOne { end += 1 }
    let around = Array((start..<index).reversed()) + Array(min(index + 2, end)..<end)
    if let place = around.first(where: { stem($0).map(each.contains) ?? false }) {
      guard stem(place + 1) == "of" else { return stem(place + 1) }
      // `jars, each of which holds 5`
      return stem(place + 2) == "which" ? stem(place - 2) : nil
    }
    let single = around.first { place in
      (pieces[place].isOne || ["a", "an"].contains(stem(place))) && stem(place + 1) != nil
        && place + 1 != index
    }
    if let single { return stem(single + 1) }
    return pieces.indices.dropLast(2).first { first in
      stem(first + 1) == "after" && stem(first) == stem(first + 2)
    }.flatMap(stem)
  }

  private static let each: Set<String> = Set(["each", "every", "per"].map(StepText.stem))
}
