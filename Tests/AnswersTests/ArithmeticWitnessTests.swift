import Answers
import Testing

@Suite("Checking the arithmetic of a step")
struct ArithmeticWitnessTests {
  @Test(
    "equations hold in every notation",
    arguments: [
      ("5 x 3 = 15 apples", 1), ("So 16 - 3 - 4 = <<16-3-4=9>>9 duck eggs a day.", 2),
      ("9 * $2 = $18", 1), ("1,200 + 34 = 1,234", 1), ("1{,}200 \\div 2 = 600", 1),
      ("\\[ \\frac{1}{4} \\times 20 = 5 \\]", 1), ("\\(18 - 6 = 12\\) flamingos", 1),
      ("3 × 4 ÷ 2 = 6", 1), ("2(3 + 4) = 14", 1), ("2^3 = 8 and 2^{10} = 1024", 2),
      ("10/3 = 3.33", 1), ("10/6 = 1.66", 1), ("20/3 \\approx 7", 1), ("20% of $50 = $10", 1),
      ("5/20 * 100 = 25%", 1), ("5/20 = 25%", 1), ("100% - 20% = 80%", 1),
      ("1/4 of 20 = 5", 1), ("3 eggs * 2 dollars = 6 dollars", 1), ("2 1/2 * 4 = 10", 1),
      ("a = 3 + 4 = 7", 1), ("3 * 5 = 15 - 3 = 12", 2), ("50 / 1/2 = 100", 1),
      ("8 students * $15/student = $120", 1), ("10 (red) + 20 (dark blue) = 30 pens", 1),
      ("5 plus 3 equals 8", 1), ("2 * 50 cents = $1", 1),
      ("20 minutes / 240 minutes = 8.333...%", 1),
      ("- 3 + 4 = 7", 1), ("Profit: -5 + 3 = -2", 1), ("(since 3 + 4 = 7)", 1),
      ("1.5 feet − 0.5 feet = 1 foot", 1), ("3+4\n= 7 \\\\ 2*2 &= 4", 1), ("15 = 5 * 3", 1),
    ])
  func holds(step: String, count: Int) {
    #expect(ArithmeticWitness().verdict(on: step) == .holds(count))
  }

  @Test(
    "a false equation is named with the value of its left side",
    arguments: [
      ("He took 2*8 = 24 hours.", "2*8 = 24", "16"), ("so <<5+3=9>>9", "5+3=9", "8"),
      ("3*4 = 12 and 12+1 = 14.", "12+1 = 14", "13"), ("10/3 = 3.4", "10/3 = 3.4", "10/3"),
      ("cost $3.50 * 2 = $7.10", "3.50 * 2 = $7.10", "7"),
      ("\\[ \\frac{2}{2} - 1 = 1 \\]", "\\frac{2}{2} - 1 = 1", "0"),
      ("10 (red) + 20 (blue) = 40 pens", "10 (red) + 20 (blue) = 40", "30"),
      ("x = 3 * 4 = 13", "3 * 4 = 13", "12"), ("20% of 50 = 11", "20% of 50 = 11", "10"),
      ("13 / 6 = 3", "13 / 6 = 3", "13/6"),
    ])
  func broken(step: String, equation: String, computed: String) {
    #expect(
      ArithmeticWitness().verdict(on: step) == .broken(equation: equation, computed: computed))
  }

  @Test(
    "what is not plainly an equation of numbers is left alone",
    arguments: [
      "", "She has 5 apples.", "= $15", "x + 3 = 7", "3x = 12", "2xy + 5 = 9", "y - 5 = 10",
      "Step 1 - 3 = 5", "total - 3 = 5", "4 days = 3 * 9", "Week 1 + Week 2 = 35 + 36",
      "Weeks 1-2 = 96 - 70", "1/2 cup = 4 ounces", "half of 20 + 5 = 16", "10:30 - 9:00 = 2:30",
      "|3 - 5| = 2", "5! = 120", "\\sqrt{9} + 1 = 4", "f(2) = 6 * 2", "f''(2) = 6 * 2",
      "f(3) + 1 = 2", "3 + 4 ≠ 8", "3 + 4 >= 8", "3 + 4 = x", "3 + 4 = 8 + x", "3 + 4 = ?",
      "13 / 6 = 2 and 1/6", "16,0000/10 = 5", "0900 - 0130 = 0730", "3 + 4 = ____",
      "4 pounds - 6 ounces = 58 ounces", "log_2 8 = 3 + 1", "lessons 13,15,17&19 = 4 lessons",
      "\\frac{2}{3} = 0.\\overline{6}", "the 1st + 2nd = 4th", "a(1 + 2) = 40", "3 + 4 => 8",
      "3 -> 4 = 5", "2 \\frac{1}{2} = 1", "COVID-19 + 1 = 5", "6 = 6", "7 = 8",
    ])
  func leftAlone(step: String) {
    #expect(ArithmeticWitness().verdict(on: step) == .none)
  }

  @Test(
    "what cannot be computed is undecided",
    arguments: [
      "5 / 0 = 5", "2^100 = 5", "13 / 6 = 2 full cycles",
      "99999999999999999999999999999 * 99999999999999999999999999999 = 1",
    ])
  func undecided(step: String) {
    #expect(ArithmeticWitness().verdict(on: step) == .undecided)
  }

  @Test("equations carry their place in the text")
  func places() throws {
    let text = "é: 1+1=2, then 2*3 = 7."
    let equations = ArithmeticWitness().equations(in: text)
    #expect(equations.map(\.text) == ["1+1=2", "2*3 = 7"])
    #expect(equations.map(\.holds) == [true, false])
    let second = try #require(equations.last)
    #expect(String(decoding: Array(text.utf8)[second.range], as: UTF8.self) == "2*3 = 7")
  }

  @Test("the first broken step is found")
  func firstBroken() {
    let witness = ArithmeticWitness()
    #expect(witness.firstBroken(in: ["1+1 = 2", "x", "2+2 = 5", "3+3 = 7"]) == 2)
    #expect(witness.firstBroken(in: ["1+1 = 2"]) == nil)
  }

  @Test(
    "hostile texts are handled in bounded time",
    arguments: [
      "1=", "=", "1+", "(", ")", "((1)=", "\\frac{", "\\frac{1}{", "<<", "<<1=", "1 a ", "{", "-",
      "1/", "1^", "^{", "x", "é", "%", "1,000", "1.", "word ", "1 of ", "1+1=2 ", "\\", "$", "9",
    ])
  func hostile(unit: String) {
    let text = String(repeating: unit, count: 20_000 / unit.utf8.count)
    _ = ArithmeticWitness().verdict(on: text)
    _ = ArithmeticWitness().verdict(on: text + " = 1 " + text)
  }
}
