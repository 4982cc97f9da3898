import Testing

@testable import Expressions

/// What notation is read as; every line follows from the meaning of the notation alone.
struct NotationTests {
  private func reading(of text: String) -> String {
    var tree = ExpressionTree()
    return switch ExpressionReader().read(text, into: &tree) {
    case .read: tree.description
    case .refused(let refusal): "\(refusal.reason) at \(refusal.offset)"
    }
  }

  @Test(arguments: [
    ("42", "integer 42"), ("-7", "negate(integer 7)"), ("007", "integer 7"), ("+2", "integer 2"),
    ("99999999999999999999", "bigInteger 99999999999999999999"),
    ("9223372036854775807", "integer 9223372036854775807"),
    ("9223372036854775808", "bigInteger 9223372036854775808"),
    (".5", "decimal scale 1 5"), ("5.", "integer 5"), ("1,234", "integer 1234"),
    ("1,000,000", "integer 1000000"), ("1\\,234", "integer 1234"), ("1{,}234", "integer 1234"),
    ("14 {, }916", "integer 14916"),
    ("11,\\! 111,\\! 100", "integer 11111100"), ("1 234 567", "integer 1234567"),
    ("1.234.567", "integer 1234567"), ("1.234,56", "decimal scale 2 123456"),
    ("1,000.00", "decimal scale 2 100000"), ("0,111", "decimal scale 3 0111"),
    ("12,5 cm", "quantity cm(decimal scale 1 125)"), ("3,5", "list(integer 3, integer 5)"),
    ("3.2e5", "multiply(decimal scale 1 32, power(integer 10, integer 5))"),
    ("1E-3", "multiply(integer 1, power(integer 10, negate(integer 3)))"),
    ("3.2\\times10^{5}", "multiply(decimal scale 1 32, power(integer 10, integer 5))"),
    ("0.\\overline{3}", "repeating scale 1 period 1 03"),
    ("0.1\\dot{6}", "repeating scale 2 period 1 016"),
    ("0.(3)", "repeating scale 1 period 1 03"), ("0.333...", "repeating scale 3 period 1 0333"),
    ("0.1212\\ldots", "repeating scale 4 period 2 01212"),
    ("2.718281828...", "decimal scale 9 2718281828"), ("33.5\\%", "percent(decimal scale 1 335)"),
    ("28 percent", "percent(integer 28)"), ("４２", "integer 42"), ("−3", "negate(integer 3)"),
    ("½", "divide(integer 1, integer 2)"), ("52_8", "based base 8 52"),
    ("0.0011_{2}", "based base 2 0.0011"), ("1011_{\\text{two}}", "based base 2 1011"),
    ("0x1F", "based base 16 1F"), ("152A_{11}", "based base 11 152A"), ("10₂", "based base 2 10"),
  ])
  func numbers(_ text: String, _ tree: String) { #expect(reading(of: text) == tree) }

  @Test(arguments: [
    "7 3/4", "7\\frac{3}{4}", "7 \\frac34", "7\\tfrac{3}4", "7¾", "$7\\dfrac{3}{4}$",
  ])
  func mixedNumbersAreSums(_ text: String) {
    #expect(reading(of: text) == "add(integer 7, divide(integer 3, integer 4))")
  }

  @Test(arguments: [
    "\\frac{1}{2}", "\\frac12", "\\frac1{2}", "\\frac{1}2", "\\frac 1 2", "\\dfrac{1}{2}", "1/2",
    "\\( \\cfrac{1}{2} \\)", "$$\\frac{1}{2}$$", "\\[\\boxed{\\frac{1}{2}}\\]", "**1/2**", "1 ÷ 2",
    "\\left(\\frac{1}{2}\\right)", "{1 \\over 2}", "\\displaystyle\\frac{1}{2}.",
    "The answer is $\\frac{1}{2}$.", "Answer: 1/2",
  ])
  func writingsOfOneHalf(_ text: String) {
    #expect(reading(of: text) == "divide(integer 1, integer 2)")
  }

  @Test(arguments: [
    ("2x", "multiply(integer 2, symbol x)"), ("xy", "multiply(symbol x, symbol y)"),
    ("x(x+1)", "multiply(symbol x, add(symbol x, integer 1))"),
    ("\\frac12\\pi r^2", "multiply(divide(integer 1, integer 2), pi, power(symbol r, integer 2))"),
    ("1/2x", "multiply(divide(integer 1, integer 2), symbol x)"),
    ("a/bc", "divide(symbol a, multiply(symbol b, symbol c))"),
    ("6/2*3", "multiply(divide(integer 6, integer 2), integer 3)"),
    ("-x^2", "negate(power(symbol x, integer 2))"),
    ("2^3^4", "power(integer 2, power(integer 3, integer 4))"),
    ("x**2", "power(symbol x, integer 2)"), ("x^-1", "power(symbol x, negate(integer 1))"),
    ("x²y⁻¹", "multiply(power(symbol x, integer 2), power(symbol y, negate(integer 1)))"),
    ("\\sqrt3", "root(integer 3, integer 2)"), ("\\sqrt[3]{x}", "root(symbol x, integer 3)"),
    ("√2", "root(integer 2, integer 2)"), ("∛8", "root(integer 8, integer 3)"),
    ("sqrt(2)/2", "divide(root(integer 2, integer 2), integer 2)"),
    ("5^{5^{5^5}}", "power(integer 5, power(integer 5, power(integer 5, integer 5)))"),
    ("2\\pm\\sqrt3", "plusMinus(integer 2, root(integer 3, integer 2))"),
    ("\\pm 2", "plusMinus(integer 2)"),
    ("(2n)!!", "doubleFactorial(multiply(integer 2, symbol n))"),
    ("|x|+2|y|", "add(absolute(symbol x), multiply(integer 2, absolute(symbol y)))"),
    ("||x||", "absolute(absolute(symbol x))"), ("5C2", "binomial(integer 5, integer 2)"),
    ("{}_5C_2", "binomial(integer 5, integer 2)"),
    ("{5 \\choose 2}", "binomial(integer 5, integer 2)"),
    ("7 \\bmod 4", "modulo(integer 7, integer 4)"), ("60^\\circ", "degrees(integer 60)"),
    ("x_1+x₂", "add(symbol x_1, symbol x_2)"), ("x^2_{1}", "power(symbol x_1, integer 2)"),
    ("\\alpha_{ij}'", "symbol \\alpha_{ij}'"), ("y^{\\prime}", "symbol y'"),
    ("e^{i\\pi}", "power(e, multiply(imaginaryUnit, pi))"), ("e_1", "symbol e_1"),
    ("\\overline{z}", "conjugate(symbol z)"), ("\\overline{AB}", "symbol \\overline{AB}"),
    ("\\mathbf{i}+2\\hat{j}", "add(symbol \\hat{i}, multiply(integer 2, symbol \\hat{j}))"),
  ])
  func expressions(_ text: String, _ tree: String) { #expect(reading(of: text) == tree) }

  @Test(arguments: [
    ("\\sin 2x", "sine(multiply(integer 2, symbol x))"),
    ("\\sin a \\cos b", "multiply(sine(symbol a), cosine(symbol b))"),
    ("\\sin^2 x", "power(sine(symbol x), integer 2)"), ("\\sin^{-1} x", "arcSine(symbol x)"),
    ("\\cos(x)^2", "power(cosine(symbol x), integer 2)"),
    ("2sinx", "multiply(integer 2, sine(symbol x))"),
    ("\\log_2 8", "logarithmToBase(integer 8, integer 2)"), ("np.log(2)", "logarithm(integer 2)"),
    ("\\operatorname{lcm}(4,6)", "leastCommonMultiple(integer 4, integer 6)"),
    ("f(x,y)", "application f(symbol x, symbol y)"),
    ("f^{-1}(2)", "application f^{-1}(integer 2)"),
    ("P(x)=2x", "equal(application P(symbol x), multiply(integer 2, symbol x))"),
    (
      "\\sum_{i=1}^n i^2",
      "sum(power(symbol i, integer 2), symbol i, integer 1, symbol n)"
    ),
    ("\\int_0^1 x\\,dx", "integral(symbol x, symbol x, integer 0, integer 1)"),
    ("\\int \\frac{3 dz}{z}", "integral(divide(integer 3, symbol z), symbol z)"),
    ("\\lim_{x\\to 3^-} x", "limit(symbol x, symbol x, integer 3)"),
    ("\\frac{d^2y}{dx^2}", "derivative(symbol y, symbol x, symbol x)"),
    ("\\det\\begin{pmatrix}1\\end{pmatrix}", "determinant(matrix rows 1(integer 1))"),
  ])
  func functions(_ text: String, _ tree: String) { #expect(reading(of: text) == tree) }

  @Test(arguments: [
    ("1, 2 and 3", "list(integer 1, integer 2, integer 3)"),
    ("(1,2)", "tuple parentheses(integer 1, integer 2)"),
    ("(1,234, 5)", "tuple parentheses(integer 1234, integer 5)"),
    ("(1,234)", "tuple parentheses(integer 1, integer 234)"),
    ("\\{1,2\\}", "set(integer 1, integer 2)"), ("{1,2}", "set(integer 1, integer 2)"),
    ("${1,2}$", "list(integer 1, integer 2)"), ("\\char\"0003B1", "symbol \\alpha"),
    ("$\\char\"0190 + 1$", "add(symbol \\epsilon, integer 1)"),
    ("\\emptyset", "emptySet"), ("\\{\\}", "emptySet"),
    ("[0,1)", "interval leftClosed(integer 0, integer 1)"),
    ("]0,1[", "interval open(integer 0, integer 1)"),
    ("(0,\\infty)", "interval open(integer 0, infinity)"),
    ("(0,1)\\cup\\{3\\}", "union(tuple parentheses(integer 0, integer 1), set(integer 3))"),
    ("\\mathbb{R}\\setminus\\{0\\}", "difference(reals, set(integer 0))"),
    ("\\{x \\mid x>0\\}", "setBuilder(symbol x, greater(symbol x, integer 0))"),
    ("\\langle 1,2\\rangle", "tuple angles(integer 1, integer 2)"),
    ("[[1,2],[3,4]]", "matrix rows 2(integer 1, integer 2, integer 3, integer 4)"),
    ("\\begin{bmatrix}1\\\\2\\end{bmatrix}", "matrix rows 2(integer 1, integer 2)"),
    (
      "\\begin{vmatrix}1&2\\\\3&4\\end{vmatrix}",
      "determinant(matrix rows 2(integer 1, integer 2, integer 3, integer 4))"
    ),
    ("a<b\\le c", "and(less(symbol a, symbol b), lessOrEqual(symbol b, symbol c))"),
    ("x=1 \\text{ or } x=2", "or(equal(symbol x, integer 1), equal(symbol x, integer 2))"),
    ("k=1,2", "equal(symbol k, list(integer 1, integer 2))"),
    ("1,2;3,4", "list(list(integer 1, integer 2), list(integer 3, integer 4))"),
    ("x\\equiv 3\\pmod 7", "congruent(symbol x, modulo(integer 3, integer 7))"),
    (
      "\\begin{align*} x &= 5 \\\\ y &= 6 \\end{align*}",
      "and(equal(symbol x, integer 5), equal(symbol y, integer 6))"
    ),
    ("2 \\mid n", "divides(integer 2, symbol n)"),
    ("x=3 \\quad y=4", "list(equal(symbol x, integer 3), equal(symbol y, integer 4))"),
    ("a \\quad b", "multiply(symbol a, symbol b)"), ("3:4", "ratio(integer 3, integer 4)"),
    ("12:05", "time unmarked 43500"),
    ("4:30 \\text{ p.m.}", "time pm 59400"), ("May 5, 2015", "date 20150505"),
  ])
  func collectionsAndStatements(_ text: String, _ tree: String) {
    #expect(reading(of: text) == tree)
  }

  @Test(arguments: [
    ("(B)", "choice B"), ("\\text{(B)}.", "choice B"), ("no solution", "none"),
    ("There is no solution", "none"), ("Does not exist", "none"), ("Yes", "boolean 1"),
    ("false", "boolean 0"), ("\\text{Evelyn}", "words Evelyn"), ("odd", "words odd"),
    ("twelve", "integer 12"), ("17\\text{ any text}", "quantity any text(integer 17)"),
    ("15\\mbox{ cm}^2", "quantity cm^2(integer 15)"),
    ("\\$12.50", "quantity $(decimal scale 2 1250)"),
    ("-\\$5", "quantity $(negate(integer 5))"), ("5 dollars per hour", "quantity $/h(integer 5)"),
    (
      "10 + 5\\sqrt3 \\text{ feet}",
      "quantity ft(add(integer 10, multiply(integer 5, root(integer 3, integer 2))))"
    ),
    ("12 square inches", "quantity in^2(integer 12)"),
    ("9.8 m/s^2", "quantity m/s^2(decimal scale 1 98)"),
    ("2 million dollars", "quantity $(multiply(integer 2, power(integer 10, integer 6)))"),
    ("5 feet 3 inches", "add(quantity ft(integer 5), quantity in(integer 3))"),
    ("25^\\circ\\text{C}", "quantity degC(integer 25)"),
    ("33.5 in", "quantity in(decimal scale 1 335)"),
    ("about 20 people", "quantity people(integer 20)"),
    ("x \\text{ if } x > 0", "words at 9"), ("5 or more", "words at 5"),
    ("odd $n$", "words at 0"), ("21^{\\text{st}}", "integer 21"), ("5th", "integer 5"),
    ("III", "words III"), ("\\boxed{\\textbf{(B)}\\ 12}", "words at 15"),
    ("\\text{A and B}", "list(symbol A, symbol B)"),
    ("\\text{and B}", "words at 6"), ("all real numbers", "reals"),
    ("1.2x10^3", "multiply(decimal scale 1 12, power(integer 10, integer 3))"),
    ("2 3", "adjacentNumbers at 2"),
  ])
  func wordsAndUnits(_ text: String, _ tree: String) { #expect(reading(of: text) == tree) }

  @Test func aListOfTwoNumbersWithoutSpaceIsMarked() {
    var tree = ExpressionTree()
    for (text, style) in [("3,5", ListStyle.perhapsDecimal), ("3, 5", .plain), ("3,-5", .plain)] {
      #expect(ExpressionReader().read(text, into: &tree) == .read)
      #expect(tree.root.map { tree[$0].detail } == style.rawValue)
    }
  }

  @Test func aFormulaSpreadOverRowsIsJoinedAndAMatrixIsNot() {
    #expect(
      reading(of: "\\begin{matrix}\\frac{ \\\\ 1 \\\\ }{ \\\\ 2 \\\\ } \\\\ + \\\\ x\\end{matrix}")
        == "add(divide(integer 1, integer 2), symbol x)")
    #expect(
      reading(of: "\\begin{matrix} 3 \\\\ -7 \\end{matrix}")
        == "matrix rows 2(integer 3, negate(integer 7))")
  }

  /// What the rows say when they are written in one line.
  @Test(arguments: [
    (
      #"\dfrac{ \\ 9 \\ \, \\ \sqrt{ \\ 23 \\ } \\ } \\ \dfrac{ \\ \, \\ } \\ { \\ 23 \\ }"#,
      #"\dfrac{9\sqrt{23}}{23}"#
    ),
    (
      #"\text{the} \\ \text{radius} \\ \omega \\ _{1} \\ \text{is} \\ \dfrac{ \\ 8 \\ } \\ \\ 527"#,
      #"\frac{8}{527}"#
    ),
    (#"\frac{ \\ \sin \\ x \\ } \\ / \\ \sin \\ y"#, #"{\sin x}/\sin y"#),
    (#"\\ 2 \\ \\ ^{} \\ \\ 99 \\ \\"#, "2^{99}"),
    (#"\frac{ \\ 1 \\ }{ \\ 2 \\ } \\ \\ x"#, #"\frac{1}{2} x"#),
  ])
  func aBarOrAnExponentThatWasDrawnIsRead(_ rows: String, _ line: String) {
    #expect(reading(of: #"\begin{matrix} \#(rows) \end{matrix}"#) == reading(of: line))
  }

  @Test func blankRowsBetweenBracketsPartAList() {
    let rows = #"\\ 2 \\ \\ \dfrac{ \\ 3 \\ }{ \\ 2 \\ } \\ + \\ \\ i \\ \\ \sqrt{ \\ 3 \\ }"#
    #expect(
      reading(of: #"\begin{pmatrix} \#(rows) \end{pmatrix}"#)
        == reading(of: #"2, \frac{3}{2} + i\sqrt{3}"#))
  }

  @Test(arguments: [
    ("2\n\n3\n\n3/2", "2, 3, 3/2"), ("x =\n\n3", "x = 3"), ("x = 2\n\n3", "x = 2  3"),
    ("2 +\n\n3", "2 + 3"), (#"\char"0003B5"#, #"\epsilon"#), (#"\char"190 + 1"#, #"\epsilon + 1"#),
  ])
  func saysTheSame(_ text: String, _ other: String) {
    #expect(reading(of: text) == reading(of: other))
  }
}
