/// One decision of what counts as the same answer.
public struct PolicyDecision: Hashable, Sendable {
  /// The gold answer and the answer of an example.
  public let gold: String
  /// The answer of the example.
  public let answer: String
  /// Whether the default policy takes them for equal.
  public let isEqual: Bool
  /// Why, in a few words.
  public let reason: String
  /// The option of `ComparisonPolicy` that decides; `nil` where there is none.
  public let option: String?

  init(
    _ gold: String, _ answer: String, _ isEqual: Bool, _ reason: String, _ option: String? = nil
  ) {
    self.gold = gold
    self.answer = answer
    self.isEqual = isEqual
    self.reason = reason
    self.option = option
  }
}

extension ComparisonPolicy {
  /// The decisions of the default policy, by example.
  public static let decisions: [PolicyDecision] = [
    .init(#"50\%"#, "50", true, "the question asks in percent", "percentSign"),
    .init("50", #"50\%"#, true, "the question asks in percent", "percentSign"),
    .init("0.5", #"50\%"#, true, "a percent is a hundredth"),
    .init("0.28", "28", false, "a bare number is never multiplied by 100"),
    .init(#"\sqrt2"#, "1.41421356", true, "rounded to the digits written", "significantDigits"),
    .init(#"\sqrt2"#, "1.414", true, "rounded, four digits", "significantDigits"),
    .init(#"\frac13"#, "0.33", false, "fewer than four digits", "significantDigits"),
    .init(#"\frac13"#, "0.3333", true, "rounded, four digits", "significantDigits"),
    .init("33.3", #"\frac{100}{3}"#, false, "a gold decimal is exact", "goldDecimals"),
    .init("3.14", #"\pi"#, false, "a gold decimal is exact", "goldDecimals"),
    .init("(2,3)", #"\{2,3\}"#, false, "a tuple has an order, a set has none", "tupleAndSet"),
    .init(#"\{2,3\}"#, "(2,3)", false, "a tuple has an order, a set has none", "tupleAndSet"),
    .init("2,3", "(2,3)", true, "the same order", "tupleAndList"),
    .init("(2,3)", "2,3", true, "the same order", "tupleAndList"),
    .init(
      "[-2,7]", #"-2\le x\le 7"#, true, "solved for one variable", "intervalAndInequality"),
    .init(#"\frac{\pi}{3}"#, #"60^\circ"#, true, "a degree is π/180", "degreeSign"),
    .init("52_8", "42", false, "the base is asked for", "bases"),
    .init("42", "52_8", false, "the base is not the one asked for", "bases"),
    .init("1011_2", "1011", false, "without its base it is another number", "bases"),
    .init("3:4", #"\frac34"#, true, "the value of the ratio", "ratioAndFraction"),
    .init(#"\frac34"#, "3:4", true, "the value of the ratio", "ratioAndFraction"),
    .init(
      #"\begin{pmatrix}1\\2\end{pmatrix}"#, "(1,2)", true, "the same vector", "vectorAndTuple"),
    .init(#"\langle1,2\rangle"#, "(1,2)", true, "the same vector"),
    .init(#"\frac{6}{8}"#, #"\frac{3}{4}"#, true, "the same number; unreduced is a remark"),
    .init("1000 m", "1 km", true, "units convert exactly"),
    .init("12 cm", "12 m", false, "the unit is part of the answer"),
    .init("2", "2.0000001", false, "there is no tolerance"),
    .init("x^2-1", "y^2-1", false, "the variable is given by the question"),
    .init("x=5", "5=x", true, "an equation has no direction"),
    .init("f(x)=x^2", "g(x)=x^2", false, "the name is given by the question"),
    .init("5", "5 or 6", false, "two answers are not one"),
    .init(#"\text{A}"#, #"\text{a}"#, true, "the same letter", "letterCase"),
    .init("6!", "720.0", true, "the same number"),
    .init("2^{10}", "1024.0", true, "the same number"),
    .init(#"\{1,2\}"#, "1,2", true, "a list is a set"),
    .init(#"\log 100"#, "2", true, "natural or decimal, whichever fits", "plainLogarithm"),
    .init("i", "j", false, "j is a variable"),
    .init("10{,}000", "10.000", false, "a point is a decimal point"),
    .init("3,5", "3.5", false, "a comma separates elements"),
    .init("2,74", "2.74", true, "a comma before two digits or more may be a decimal comma"),
    .init("2.74", "2,74", true, "a comma before two digits or more may be a decimal comma"),
    .init("2,74", "2.740", true, "the same number"),
    .init("1,05", "1.5", false, "zeros behind the comma count"),
    .init("2, 74", "2.74", false, "a comma with a space separates elements"),
    .init("1,1,2", "1,2", false, "roots have multiplicities", "duplicates"),
    .init("(1,2),(1,2),(3,4)", "(3,4),(1,2)", true, "one solution, named twice", "duplicates"),
    .init("(1,3)", "${1,3}$", true, "bare braces within dollars are not printed"),
    .init("(1,3)", "{1,3}", false, "a tuple has an order, a set has none", "tupleAndSet"),
    .init("1", #"\gcd(a,b)"#, false, "letters stand for numbers", "divisors"),
  ]
}
