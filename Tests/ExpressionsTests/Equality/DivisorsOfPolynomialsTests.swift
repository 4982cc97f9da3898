import Testing

@testable import Expressions

/// Divisors and multiples of polynomials, against what SymPy 1.14 prints.
@Suite("Divisors of polynomials")
struct DivisorsOfPolynomialsTests {
  @Test(
    "are those that SymPy prints",
    arguments: [
      ("(gcd a b)", "1"), ("(lcm a b)", "(* a b)"), ("(gcd x y z)", "1"),
      ("(lcm x y z)", "(* x y z)"), ("(gcd y y)", "y"), ("(gcd y (- x))", "1"),
      ("(lcm y (- x))", "(- (* x y))"), ("(gcd (* 2 y) x)", "1"),
      ("(lcm (* 2 y) x)", "(* 2 x y)"), ("(gcd (^ x 2) x)", "x"), ("(lcm (^ x 2) x)", "(^ x 2)"),
      ("(gcd 125 (* 50 x))", "25"), ("(lcm 125 (* 50 x))", "(* 250 x)"),
      ("(gcd (* 12 (^ x 2) y) (* 18 x (^ y 3)))", "(* 6 x y)"),
      ("(lcm (* 4 x) (+ x 76))", "(+ (* 4 (^ x 2)) (* 304 x))"),
      ("(gcd (+ x 76) (* 4 (sqrt x)))", "1"), ("(gcd (+ (^ x 2) (* 3 x)) (* 2 x))", "x"),
      ("(gcd (* 0.4 x) (/ 8 3))", "1"), ("(lcm (* 0.4 x) (/ 8 3))", "x"),
      ("(gcd (sqrt 5) (sqrt 2))", "1"), ("(lcm (sqrt 5) (sqrt 2))", "(sqrt 10)"),
      ("(gcd (* 4 (sqrt 2)) (* 6 (sqrt 2)))", "(* 2 (sqrt 2))"), ("(gcd pi 3)", "1"),
      ("(lcm pi 3)", "(* 3 pi)"), ("(+ 1 (/ (gcd a b) 2))", "(/ 3 2)"),
    ])
  func printed(answer: String, gold: String) {
    #expect(compare(answer, gold, policy: .printed).isEqual)
    #expect(compare(gold, answer, policy: .printed).isEqual)
    // A number more is another polynomial.
    #expect(!compare("(+ 1 \(answer))", gold, policy: .printed).isEqual)
  }

  @Test("of numbers are the same either way")
  func numbers() {
    for (answer, gold) in [("(gcd 12 18)", "6"), ("(gcd 2.4 3.6)", "1.2"), ("(lcm 4 6)", "12")] {
      #expect(compare(answer, gold, policy: .printed) == compare(answer, gold))
      #expect(compare(answer, gold).isEqual)
    }
  }

  @Test("are no statement about numbers: the default policy does not take them")
  func off() {
    #expect(!compare("(gcd a b)", "1").isEqual)
    #expect(!compare("(lcm a b)", "(* a b)").isEqual)
  }

  @Test(
    "that are not covered are undecided",
    arguments: [
      "(gcd (+ x 1) (+ (^ x 2) -1))", "(gcd (sqrt 6) (sqrt 2))", "(gcd (sin x) x)",
      "(gcd x (sqrt x))", "(gcd (/ pi 2) 3)",
    ])
  func uncovered(answer: String) {
    #expect(compare(answer, "7", policy: .printed) == .undecided(.noMethod))
  }
}
