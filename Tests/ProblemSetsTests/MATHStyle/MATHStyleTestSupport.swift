import Answers
import Corpus

@testable import ProblemSets

/// The whole numbers that a statement writes, in order.
func wholeNumbers(in text: String) -> [Int] {
  var numbers: [Int] = []
  var isNegative = false
  var digits = ""
  for character in text + " " {
    if character.isNumber {
      digits.append(character)
      continue
    }
    if let value = Int(digits) { numbers.append(isNegative ? -value : value) }
    digits = ""
    isNegative = character == "-"
  }
  return numbers
}

/// The first problems of a family with this level or any, in a wording.
func problems(of family: MATHStyleFamily, count: Int, wording: Int = 0) -> [MATHStyleProblem] {
  let levels = family.levels.sorted()
  return (0..<count).map { index in
    MATHStyleProblem(
      origin: MATHStyleProblem.Origin(
        seed: 11, index: index, family: family, level: levels[index % levels.count],
        wording: wording))
  }
}

extension MATHExpression {
  /// The real number, as floating point computes it.
  var double: Double {
    terms.reduce(0) { sum, term in
      var value = Double(term.coefficient.numerator) / Double(term.coefficient.denominator)
      value *= Double(term.radicand).squareRoot()
      for _ in 0..<term.piPower { value *= .pi }
      return sum + value
    }
  }
}
