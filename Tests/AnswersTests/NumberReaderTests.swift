import Answers
import Testing

@Suite("Reading the number of an answer")
struct NumberReaderTests {
  @Test(
    "reads numbers however they are dressed",
    arguments: [
      ("18", "18"), ("-5", "-5"), ("\u{2212}5", "-5"), ("- 5", "-5"), ("-$5", "-5"), ("$-5", "-5"),
      ("1,234", "1234"), ("1{,}234", "1234"), ("1\\,234", "1234"), ("$1,234,567.50", "1234567.5"),
      ("10.", "10"), ("10.00", "10"), (".5", "0.5"), ("007", "7"), ("50%", "50"), ("50\\%", "50"),
      ("\\$18", "18"), ("$18$", "18"), ("\\(18\\)", "18"), ("**18**", "18"), ("18 eggs", "18"),
      ("18 \\text{ eggs}", "18"), ("$18 per day.", "18"), ("70 miles/hour", "70"), ("5m", "5"),
      ("5 cm^2", "5"), ("5 cm^{2}", "5"), ("5 m2", "5"), ("90^\\circ", "90"), ("90°", "90"),
      ("x = 18", "18"), ("12 + 6 = 18", "18"), ("1/2", "0.5"), ("\\frac{1}{3}", "1/3"),
      ("-\\frac{6}{4}", "-1.5"), ("2/6", "1/3"), ("Janet makes $18 a day", "18"), ("-0", "0"),
      ("18-inch", "18"), ("\\boxed{18}", "18"), ("(5)", "5"), ("12,345 dollars", "12345"),
      ("3.50.", "3.5"), ("Total: 5", "5"), ("99999999999999999999999999999999999999", nil),
    ] as [(String, String?)])
  func reads(text: String, expected: String?) {
    let number = NumberReader.number(in: text)
    if let expected {
      #expect(number?.description == expected)
    } else {
      #expect(number != nil)
    }
  }

  @Test(
    "does not guess at anything else",
    arguments: [
      "", "eggs", "five", "3 or 4", "3-5", "x+1", "3x", "3 x", "2n", "5 million", "5k", "10:30",
      "2^5", "3 + 4", "1,2", "1 234", "\\sqrt{2}", "\\frac{x}{2}", "\\frac{1}{0}", "1/0", "5*3",
      "{1}{2}", "x5", "1e5", "3.4.5", "<18>", "5!=", "2 dozen", "12 345", "=", "x = ",
      "999999999999999999999999999999999999999999",
    ])
  func refuses(text: String) {
    #expect(NumberReader.number(in: text) == nil)
  }

  @Test("equal answers have equal keys and different ones do not")
  func canonicalKeys() {
    #expect(Answer("$1,200.00").canonicalKey == Answer("1200 dollars").canonicalKey)
    #expect(Answer("1/3").canonicalKey != Answer("0.333").canonicalKey)
    #expect(Answer(" Both\n of  them").canonicalKey == Answer("both of them").canonicalKey)
    #expect(Answer("3 or 4").canonicalKey == "3 or 4")
  }

  @Test("arithmetic is exact or refuses")
  func arithmetic() throws {
    let third = try #require(Rational(1, over: 3))
    #expect(third.adding(third)?.adding(third) == Rational(1))
    #expect(third.multiplied(by: Rational(3)) == Rational(1))
    #expect(third.divided(by: Rational(0)) == nil)
    #expect(third.subtracting(Rational(1))?.description == "-2/3")
    #expect(Rational(-3).description == "-3")
    #expect(Rational(decimal: "0.0625")?.negated.description == "-0.0625")
    let large = try #require(Rational(Int128.max, over: 1))
    #expect(large.adding(Rational(1)) == nil)
    #expect(large.multiplied(by: large) == nil)
    #expect(Rational(1).isLess(than: large) == true)
    #expect(Rational(1, over: Int128.min) == nil)
    for text in ["", ".", "1.2.3", "-1", "1e3", "١"] { #expect(Rational(decimal: text) == nil) }
  }
}
