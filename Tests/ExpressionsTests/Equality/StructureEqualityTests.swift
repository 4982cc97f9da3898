import Testing

@testable import Expressions

/// Sets, intervals, statements, matrices, quantities and words, read from text.
struct StructureEqualityTests {
  static func compare(
    _ answer: String, _ gold: String, policy: ComparisonPolicy = .init()
  ) -> Comparison {
    let reader = ExpressionReader()
    var a = ExpressionTree()
    var g = ExpressionTree()
    #expect(reader.read(answer, into: &a) == .read, "\(answer)")
    #expect(reader.read(gold, into: &g) == .read, "\(gold)")
    return ExpressionComparer(policy: policy).compare(a, with: g)
  }

  @Test(arguments: [
    (#"[-2,7]"#, #"-2\le x\le 7"#), (#"(-\infty,3]"#, #"x\le 3"#),
    (#"x \in (1,2) \cup [2,3)"#, #"(1,3)"#),
    (#"x<-1 \text{ or } x>2"#, #"(-\infty,-1)\cup(2,\infty)"#),
    (#"x \in [-3,-1] \cup [1,3]"#, #"1 \le |x| \le 3"#), (#"|x|<1"#, #"x \in (-1,1)"#),
    (#"2x-6>0"#, #"x>3"#), (#"-x<-3"#, #"x>3"#), (#"y=2x+3"#, #"2x-y+3=0"#),
    (#"x=1,y=2"#, #"y=2,x=1"#), (#"x=1\text{ or }x=-2"#, #"\{-2,1\}"#), (#"x=5"#, "5"),
    (#"f(x)=x^2+1"#, #"x^2+1"#), (#"1\pm\sqrt2"#, #"1-\sqrt2,1+\sqrt2"#),
    (#"\begin{pmatrix}1\\2\end{pmatrix}"#, "(1,2)"),
    (#"\det\begin{pmatrix}1&2\\3&4\end{pmatrix}"#, "-2"),
    (#"\begin{pmatrix}1&2\\3&4\end{pmatrix}^{-1}"#, #"\begin{pmatrix}-2&1\\1.5&-0.5\end{pmatrix}"#),
    (#"3:4"#, #"6:8"#), (#"1\text{ km}"#, #"1000\text{ m}"#), (#"\$5"#, "5"), (#"50\%"#, "0.5"),
    (#"0.\overline{3}"#, #"\frac13"#), (#"\text{Yes}"#, #"\text{yes}"#), (#"\emptyset"#, #"\{\}"#),
    (#"\mathbb{R}"#, #"(-\infty,\infty)"#), (#"2^{\log_2 x}"#, "x"),
    (#"\sum_{k=1}^n k"#, #"\frac{n(n+1)}{2}"#), (#"\gcd(n,n+1)"#, "1"),
    (#"\frac{(n-1)!}{k!}\frac{n}{(n-k)!}"#, #"\frac{n!}{k!(n-k)!}"#),
    (#"16\arctan\frac15-4\arctan\frac1{239}"#, #"\pi"#), (#"i^i"#, #"e^{-\pi/2}"#),
    (#"\sqrt[3]{\sqrt5+2}-\sqrt[3]{\sqrt5-2}"#, "1"), (#"x\ne 3"#, #"(-\infty,3)\cup(3,\infty)"#),
    (#"(1+\sqrt{2})^{100}"#, #"(3+2\sqrt2)^{50}"#),
    (#"\mathbb{R}\setminus\{0\}"#, #"(-\infty,0)\cup(0,\infty)"#),
    (#"\begin{pmatrix}1&0\\0&1\end{pmatrix}"#, #"\begin{pmatrix}1.0&0\\0&\frac22\end{pmatrix}"#),
  ])
  func equalStructures(_ a: String, _ b: String) {
    #expect(Self.compare(a, b).isEqual)
    #expect(Self.compare(b, a).isEqual)
  }

  @Test(arguments: [
    (#"|x|<1"#, #"x \in (-\infty,1)"#), (#"x \in [1,3]"#, #"1 \le |x| \le 3"#),
    (#"|x|<1"#, #"(-\infty,1)"#), ("[0,1)", "(0,1)"), ("(1,2)", "(2,1)"), (#"x>3"#, #"x<3"#),
    (#"x\ge3"#, "x>3"),
    (#"-x>-3"#, #"x>3"#), ("x=5", "y=5"), ("5", #"5\text{ or }6"#),
    (#"12\text{ cm}"#, #"12\text{ m}"#),
    ("52_8", "52_9"), ("52_8", "528"), ("8,-112", "8,-118"), ("f(x)=x^2", "g(x)=x^2"),
    (#"\begin{pmatrix}1&2\end{pmatrix}"#, #"\begin{pmatrix}1\\2\end{pmatrix}"#),
    (#"(-\infty,3]"#, #"(-\infty,3)"#), ("3:4", "4:3"), (#"\text{yes}"#, #"\text{no}"#),
    (
      #"\begin{pmatrix}0&1\\0&0\end{pmatrix}\begin{pmatrix}0&0\\1&0\end{pmatrix}"#,
      #"\begin{pmatrix}0&0\\1&0\end{pmatrix}\begin{pmatrix}0&1\\0&0\end{pmatrix}"#
    ),
    ("0.28", "28"), (#"\gcd(n,6)"#, "1"), (#"\sum_{k=1}^n k"#, #"\frac{n(n+2)}{3}"#),
    (#"\sqrt{10}+\sqrt{17}"#, #"\sqrt{5}+\sqrt{26}"#), (#"\pi"#, "3.1415"), ("x^2-1", "y^2-1"),
    ("2", "2.0000001"), ("x+1", "x"),
    (#"2305843009213693951x"#, "0"),
  ])
  func differentStructures(_ a: String, _ b: String) {
    for result in [Self.compare(a, b), Self.compare(b, a)] {
      guard case .different = result else {
        Issue.record("\(a) and \(b): \(result)")
        continue
      }
    }
  }

  @Test func truthOfInclusions() {
    #expect(Self.compare("${1} \\subseteq {1,2}$", "\\text{True}").isEqual)
    #expect(Self.compare("\\text{True}", "${1,2} \\supseteq {1}$").isEqual)
    #expect(!Self.compare("${1} \\supseteq {1,2}$", "\\text{True}").isEqual)
    #expect(Self.compare("$\\{3\\} \\subseteq \\{1,2\\}$", "\\text{False}").isEqual)
    #expect(!Self.compare("${x} \\subseteq {1,2}$", "\\text{True}").isEqual)
  }

  @Test(arguments: ComparisonPolicy.decisions)
  func decisionsOfThePolicyHold(_ decision: PolicyDecision) {
    #expect(Self.compare(decision.answer, decision.gold).isEqual == decision.isEqual)
  }

  @Test func optionsChangeDecisions() {
    var policy = ComparisonPolicy()
    policy.goldDecimals = .rounded
    policy.tupleAndSet = .equal
    policy.bases = .value
    policy.percentSign = .value
    policy.omittedUnit = .different
    policy.ratioAndFraction = .different
    policy.intervalAndInequality = .different
    policy.tupleAndList = .different
    policy.letterCase = .counts
    #expect(Self.compare(#"\frac{100}{3}"#, "33.3", policy: policy).isApproximate)
    #expect(Self.compare(#"\pi"#, "3.14", policy: policy).isApproximate)
    #expect(Self.compare(#"\{3,2\}"#, "(2,3)", policy: policy).isEqual)
    #expect(Self.compare("42", "52_8", policy: policy).isEqual)
    #expect(!Self.compare("50", #"50\%"#, policy: policy).isEqual)
    #expect(!Self.compare("12", #"12\text{ cm}"#, policy: policy).isEqual)
    #expect(!Self.compare("3:4", #"\frac34"#, policy: policy).isEqual)
    #expect(!Self.compare(#"-2\le x\le7"#, "[-2,7]", policy: policy).isEqual)
    #expect(!Self.compare(#"\text{odd}"#, #"\text{Odd}"#, policy: policy).isEqual)
  }
}

/// Keys for counting votes.
struct CanonicalKeyTests {
  private func key(_ text: String) -> String {
    var tree = ExpressionTree()
    #expect(ExpressionReader().read(text, into: &tree) == .read)
    return ExpressionComparer().canonicalKey(of: tree)
  }

  @Test func equalAnswersHaveOneKey() {
    #expect(key(#"\frac{6}{8}"#) == key("0.75"))
    #expect(key(#"\{1,2\}"#) == key("2,1"))
    #expect(key("x=5") == key("5"))
    #expect(key("y=2x+3") != key("y=2x+4"))
    #expect(key("2x+3y=1") == key("4x+6y-2=0"))
    #expect(key("x>3") == key("3<x"))
    #expect(key("x>3") != key("x<3"))
    #expect(key(#"\text{Yes it is}"#) == key(#"\text{yes it is}"#))
    #expect(key(#"\begin{pmatrix}1\\2\end{pmatrix}"#) == key("(1,2)"))
    #expect(key("(1,2)") != key("(2,1)"))
    #expect(key(#"\cos 36^\circ"#) == key(#"\frac{1+\sqrt5}{4}"#))
  }

  @Test func longListsAreComparedInAnyOrder() {
    let numbers = (1...400).map(String.init)
    let forward = numbers.joined(separator: ", ")
    let backward = numbers.reversed().joined(separator: ", ")
    let other = (2...401).map(String.init).reversed().joined(separator: ", ")
    #expect(StructureEqualityTests.compare(forward, backward).isEqual)
    #expect(StructureEqualityTests.compare(forward, other) == .different(.elements))
  }
}
