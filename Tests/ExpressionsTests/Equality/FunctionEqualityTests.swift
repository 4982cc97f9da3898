import Testing

@testable import Expressions

/// Exponentials, logarithms, trigonometric functions and nested radicals.
struct FunctionEqualityTests {
  @Test(arguments: [
    ("(sqrt (+ 3 (* 2 (sqrt 2))))", "(+ 1 (sqrt 2))"),
    ("(cos (/ pi 5))", "(/ (+ 1 (sqrt 5)) 4)"), ("(cos (degrees 36))", "(/ (+ 1 (sqrt 5)) 4)"),
    ("(sin (/ pi 3))", "(/ (sqrt 3) 2)"), ("(cos (degrees 75))", "(/ (+ (sqrt 6) (- (sqrt 2))) 4)"),
    ("(tan (/ pi 8))", "(+ (sqrt 2) -1)"), ("(^ e (* i pi))", "-1"),
    ("(ln (^ e 2))", "2"), ("(ln 8)", "(* 3 (ln 2))"), ("(log 8 2)", "3"),
    ("(log 8 4)", "(/ 3 2)"), ("(^ e (* 2 (ln 3)))", "9"), ("(atan 1)", "(/ pi 4)"),
    ("(exp 1)", "e"), ("(sqrt e)", "(^ e (/ 1 2))"),
    ("(+ (^ (tan y) 2) 1)", "(^ (sec y) 2)"), ("(sin (* 2 x))", "(* 2 (sin x) (cos x))"),
    ("(^ 2 (+ n 1))", "(* 2 (^ 2 n))"), ("(^ 4 n)", "(^ 2 (* 2 n))"),
    ("(* (^ e x) (^ e y))", "(^ e (+ x y))"), ("(abs (- x))", "(abs x)"),
    ("(sqrt (^ x 2))", "(abs x)"), ("(ln (* x y))", "(+ (ln x) (ln y))"),
    ("(* (root 2 3) (root 4 3))", "2"), ("(abs (+ 3 (* 4 i)))", "5"),
    ("(+ (sin (/ (* 2 pi) 7)) (sin (/ (* 4 pi) 7)) (sin (/ (* 8 pi) 7)))", "(/ (sqrt 7) 2)"),
    ("(^ (+ (root (+ 2 (sqrt 5)) 3) (root (+ 2 (- (sqrt 5))) 3)) 3)", "1"),
    ("(^ x (+ n 2))", "(* (^ x 2) (^ x n))"), ("(cosh x)", "(/ (+ (^ e x) (^ e (- x))) 2)"),
    ("(^ 5 (^ 5 (^ 5 5)))", "(^ 5 (^ 5 (^ 5 5)))"),
  ])
  func equalFunctions(_ a: String, _ b: String) {
    #expect(compare(a, b).isEqual)
    #expect(compare(b, a).isEqual)
  }

  @Test(arguments: [
    ("(^ e (* pi (sqrt 163)))", "(+ (^ 640320 3) 744)"),
    ("(+ 1 (- (/ 1 e)))", "(+ 1 (/ 1 e))"), ("(sqrt (^ x 2))", "x"), ("(ln 2)", "0.7"),
    ("(sin 1)", "(cos 1)"), ("(abs x)", "x"), ("(^ 2 n)", "(^ 3 n)"), ("pi", "(/ 22 7)"),
    ("pi", "(/ 355 113)"), ("(sqrt (+ 3 (* 2 (sqrt 2))))", "(+ -1 (- (sqrt 2)))"),
    ("(sin (* 2 x))", "(* 2 (sin x))"), ("(+ 1 (^ e -1000))", "1"), ("(atan 1)", "(atan 2)"),
  ])
  func differentFunctions(_ a: String, _ b: String) {
    for result in [compare(a, b), compare(b, a)] {
      guard case .different = result else {
        Issue.record("\(a) and \(b): \(result)")
        continue
      }
    }
  }

  @Test func towersEndWithoutBeingComputed() {
    #expect(!compare("(+ 1 (^ 5 (^ 5 (^ 5 5))))", "(^ 5 (^ 5 (^ 5 5)))").isEqual)
    #expect(!compare("(^ 5 (^ 5 (^ 5 6)))", "(^ 5 (^ 5 (^ 5 5)))").isEqual)
  }
}
