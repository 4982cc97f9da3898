import Testing

@testable import Expressions

/// Numbers that are rational or made of radicals.
struct NumberEqualityTests {
  @Test(arguments: [
    ("1", "1"), ("-3", "-3"), ("(/ 6 8)", "(/ 3 4)"), ("0.5", "(/ 1 2)"),
    ("(percent 50)", "0.5"), ("(! 6)", "720.0"), ("(^ 2 10)", "1024"),
    ("(+ 1 (/ 1 2))", "1.5"), ("(* 2 (sqrt 2))", "(sqrt 8)"),
    ("(/ 1 (sqrt 2))", "(/ (sqrt 2) 2)"), ("(* (sqrt 2) (sqrt 3))", "(sqrt 6)"),
    ("(^ (+ 1 i) 2)", "(* 2 i)"), ("(^ i 2)", "-1"), ("(sqrt -4)", "(* 2 i)"),
    ("(root 54 3)", "(* 3 (root 2 3))"), ("(root -8 3)", "-2"),
    ("(^ 4 (/ 3 2))", "8"), ("(C 10 3)", "120"), ("(sum k k 1 100)", "5050"),
    ("(/ 1 (+ (sqrt 3) (sqrt 2)))", "(+ (sqrt 3) (- (sqrt 2)))"),
    ("(gcd 12 18)", "6"), ("(lcm 4 6)", "12"), ("(floor -2.5)", "-3"),
    ("123456789012345678901234567890", "123456789012345678901234567890"),
    ("(^ 2 1000000)", "(* 2 (^ 2 999999))"),
  ])
  func equalNumbers(_ a: String, _ b: String) {
    #expect(compare(a, b).isEqual)
    #expect(compare(b, a).isEqual)
  }

  @Test(arguments: [
    ("10000", "10001"), ("2.5", "250"), ("0.000000000001", "0.0000000000001"),
    ("(/ 1 (! 2004))", "(/ 1 (! 2006))"), ("(sqrt 2)", "(sqrt 3)"), ("(sqrt 2)", "1.5"),
    ("(* 2 (sqrt 2))", "(* 3 (sqrt 2))"), ("(^ 2 1000000)", "(+ 1 (^ 2 1000000))"),
    ("2305843009213693951", "0"), ("i", "1"), ("(/ 1 3)", "0.33"),
    ("123456789012345678901234567890", "123456789012345678901234567891"),
  ])
  func differentNumbers(_ a: String, _ b: String) {
    guard case .different = compare(a, b) else {
      Issue.record("\(a) and \(b): \(compare(a, b))")
      return
    }
    guard case .different = compare(b, a) else {
      Issue.record("\(b) and \(a): \(compare(b, a))")
      return
    }
  }

  @Test func aDecimalStandsForARepeatingOneWhenItIsRoundedToFourDigits() {
    #expect(compare("0.3333", "(/ 1 3)").isApproximate)
    #expect(compare("0.6667", "(/ 2 3)").isApproximate)
    #expect(!compare("0.6666", "(/ 2 3)").isEqual)
    #expect(!compare("0.125", "(/ 1 7)").isEqual)
  }

  @Test func collectionsKeepOrDropOrder() {
    #expect(compare("(set 1 2)", "(list 2 1)").isEqual)
    #expect(compare("(tuple 1 2)", "(tuple 1 2)").isEqual)
    #expect(!compare("(tuple 2 1)", "(tuple 1 2)").isEqual)
    #expect(compare("(list 1 2)", "(tuple 1 2)").isEqual)
    #expect(!compare("(list 2 1)", "(tuple 1 2)").isEqual)
    #expect(!compare("(list 1 2 2)", "(list 1 2)").isEqual)
    #expect(compare("(set 1 2 2)", "(set 1 2)").isEqual)
    #expect(compare("(= x 5)", "5").isEqual)
    #expect(compare("(= 5 x)", "(= x 5)").isEqual)
    #expect(!compare("(= x 5)", "(= y 5)").isEqual)
  }

  @Test func polynomialsAreComparedAsFunctions() {
    #expect(compare("(^ (+ x 1) 2)", "(+ (^ x 2) (* 2 x) 1)").isEqual)
    #expect(compare("(/ (+ (^ x 2) -1) (+ x -1))", "(+ x 1)").isEqual)
    #expect(!compare("(+ (^ x 2) -1)", "(+ (^ y 2) -1)").isEqual)
    #expect(compare("(* (sqrt x) (sqrt x))", "x").isEqual)
  }
}
