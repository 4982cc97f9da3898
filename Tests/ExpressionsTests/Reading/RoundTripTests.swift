import Testing

@testable import Expressions

/// Random formulas, printed in many styles, are read as the trees they were printed from.
struct RoundTripTests {
  /// Numbers that are the same on every machine (SplitMix64).
  private struct Numbers: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9e37_79b9_7f4a_7c15
      var word = state
      word = (word ^ (word >> 30)) &* 0xbf58_476d_1ce4_e5b9
      word = (word ^ (word >> 27)) &* 0x94d0_49bb_1331_11eb
      return word ^ (word >> 31)
    }
  }

  /// A formula as it is printed, with the description of the tree that it must be read as.
  private struct Formula {
    /// How tightly the outermost operator binds.
    enum Strength: Int { case sum, product, power, atom }
    var text: String
    var tree: String
    var strength: Strength
    var isNumber = false
  }

  private struct Printer {
    var numbers: Numbers

    mutating func pick<Element>(_ choices: [Element]) -> Element {
      choices[Int.random(in: 0..<choices.count, using: &numbers)]
    }

    mutating func space() -> String { pick(["", "", " ", "\\,", "\\ ", "  "]) }

    mutating func bracketed(_ text: String) -> String {
      pick([
        "(\(text))", "\\left(\(text)\\right)", "\\left( \(text) \\right)", "\\bigl(\(text)\\bigr)",
        "[\(text)]", "\\mleft(\(text)\\mright)",
      ])
    }

    mutating func group(_ formula: Formula, above strength: Formula.Strength) -> String {
      formula.strength.rawValue > strength.rawValue ? formula.text : bracketed(formula.text)
    }

    mutating func leaf() -> Formula {
      let digit = Int.random(in: 0...99, using: &numbers)
      return switch Int.random(in: 0..<7, using: &numbers) {
      case 0, 1:
        Formula(text: "\(digit)", tree: "integer \(digit)", strength: .atom, isNumber: true)
      case 2:
        Formula(
          text: "\(digit).5", tree: "decimal scale 1 \(digit)5", strength: .atom, isNumber: true)
      case 3: Formula(text: pick(["\\pi ", "π"]), tree: "pi", strength: .atom)
      case 4:
        Formula(
          text: pick(["x_{12}", "x_{ 12 }", "x_{{12}}"]), tree: "symbol x_{12}", strength: .atom)
      default: letter()
      }
    }

    mutating func letter() -> Formula {
      let letter = pick(["a", "b", "k", "n", "x", "y", "z", "t"])
      return Formula(text: letter, tree: "symbol \(letter)", strength: .atom)
    }

    mutating func formula(_ depth: Int) -> Formula {
      guard depth > 0 else { return leaf() }
      switch Int.random(in: 0..<10, using: &numbers) {
      case 0, 1: return sum(depth)
      case 2, 3: return product(depth)
      case 4, 5: return fraction(depth)
      case 6: return power(depth)
      case 7: return root(depth)
      case 8: return function(depth)
      default: return leaf()
      }
    }

    mutating func sum(_ depth: Int) -> Formula {
      let first = formula(depth - 1)
      var text = group(first, above: .sum)
      var trees = [first.tree]
      if pick([true, false, false]) {
        text = "-" + space() + text
        trees = ["negate(\(first.tree))"]
      }
      for _ in 0..<Int.random(in: 1...2, using: &numbers) {
        let next = formula(depth - 1)
        let isNegative = pick([true, false])
        text +=
          space() + (isNegative ? pick(["-", "−"]) : "+") + space() + group(next, above: .sum)
        trees.append(isNegative ? "negate(\(next.tree))" : next.tree)
      }
      return Formula(
        text: text, tree: "add(\(trees.joined(separator: ", ")))", strength: .sum)
    }

    mutating func product(_ depth: Int) -> Formula {
      let first = formula(depth - 1)
      var text = group(first, above: .product)
      var trees = [first.tree]
      for _ in 0..<Int.random(in: 1...2, using: &numbers) {
        let next = formula(depth - 1)
        // Digits next to digits, or before a fraction, need a sign.
        let sign =
          next.isNumber || next.text.first?.isNumber == true || next.text.hasPrefix("\\")
          ? pick(["\\cdot ", "\\times ", "*", "·"]) : pick(["\\cdot ", "*", " ", "", "\\,"])
        text += sign + group(next, above: .product)
        trees.append(next.tree)
      }
      return Formula(
        text: text, tree: "multiply(\(trees.joined(separator: ", ")))", strength: .product)
    }

    mutating func fraction(_ depth: Int) -> Formula {
      let (top, bottom) = (formula(depth - 1), formula(depth - 1))
      let tree = "divide(\(top.tree), \(bottom.tree))"
      if pick([true, false, false]) {
        let text =
          group(top, above: .product) + space() + pick(["/", "\\div "])
          + group(bottom, above: .product)
        return Formula(text: text, tree: tree, strength: .product)
      }
      let command = pick(["\\frac", "\\dfrac", "\\tfrac", "\\cfrac"])
      let isShort = [top.text, bottom.text].allSatisfy {
        $0.count == 1 && $0.first?.isNumber == true
      }
      let text =
        isShort && pick([true, false])
        ? "\(command)\(top.text)\(bottom.text)" : "\(command){\(top.text)}{\(bottom.text)}"
      return Formula(text: text, tree: tree, strength: .power)
    }

    mutating func power(_ depth: Int) -> Formula {
      let (base, exponent) = (pick([letter(), formula(depth - 1)]), formula(depth - 1))
      let isShort = exponent.text.count == 1 && exponent.text != "π"
      let raised = isShort && pick([true, false]) ? exponent.text : "{\(exponent.text)}"
      return Formula(
        text: group(base, above: .power) + pick(["^", " ^ "]) + raised,
        tree: "power(\(base.tree), \(exponent.tree))", strength: .power)
    }

    mutating func root(_ depth: Int) -> Formula {
      let radicand = formula(depth - 1)
      let degree = pick([2, 2, 3, 5])
      let text = "\\sqrt" + (degree == 2 ? "" : "[\(degree)]") + "{\(radicand.text)}"
      return Formula(
        text: text, tree: "root(\(radicand.tree), integer \(degree))", strength: .atom)
    }

    mutating func function(_ depth: Int) -> Formula {
      let argument = formula(depth - 1)
      let text = argument.text
      let (name, function) = pick([
        ("\\sin", "sine"), ("\\arctan", "arcTangent"), ("\\ln", "naturalLogarithm"),
        ("\\operatorname{lcm}", "leastCommonMultiple"), ("\\exp", "exponential"),
      ])
      switch Int.random(in: 0..<5, using: &numbers) {
      case 0:
        return Formula(
          text: pick(["\\left|\(text)\\right|", "\\lvert \(text)\\rvert "]),
          tree: "absolute(\(argument.tree))", strength: .atom)
      case 1:
        return Formula(
          text: "\\lfloor \(text) \\rfloor ", tree: "floor(\(argument.tree))", strength: .atom)
      case 2:
        return Formula(
          text: pick(["\\binom{\(text)}{2}", "\\dbinom{\(text)}2"]),
          tree: "binomial(\(argument.tree), integer 2)", strength: .atom)
      case 3:
        return Formula(
          text: "\\log_2\(space())(\(text))",
          tree: "logarithmToBase(\(argument.tree), integer 2)", strength: .power)
      default:
        return Formula(
          text: pick(["\(name)(\(text))", "\(name)\\left(\(text)\\right)", "\(name) {(\(text))}"]),
          tree: "\(function)(\(argument.tree))", strength: .power)
      }
    }

    /// A formula, or a collection or a relation of several.
    mutating func answer() -> Formula {
      let parts = (0..<Int.random(in: 2...3, using: &numbers)).map { _ in formula(2) }
      let comma = pick([", ", ",\\, ", " , "])
      let texts = parts.map(\.text).joined(separator: comma)
      let trees = parts.map(\.tree).joined(separator: ", ")
      switch Int.random(in: 0..<6, using: &numbers) {
      case 0: return Formula(text: texts, tree: "list(\(trees))", strength: .sum)
      case 1:
        return Formula(
          text: pick(["(\(texts))", "\\left(\(texts)\\right)"]),
          tree: "tuple parentheses(\(trees))",
          strength: .atom)
      case 2: return Formula(text: "\\{\(texts)\\}", tree: "set(\(trees))", strength: .atom)
      case 3:
        return Formula(
          text: "\(parts[0].text)\\le \(parts[1].text)",
          tree: "lessOrEqual(\(parts[0].tree), \(parts[1].tree))", strength: .sum)
      case 4:
        return Formula(
          text: "\\begin{pmatrix}\(parts.map(\.text).joined(separator: " & "))\\end{pmatrix}",
          tree: "matrix rows 1(\(trees))", strength: .atom)
      default: return formula(4)
      }
    }
  }

  @Test func printedFormulasAreReadBack() {
    var printer = Printer(numbers: Numbers(state: 20))
    var tree = ExpressionTree()
    let reader = ExpressionReader()
    for _ in 0..<4000 {
      let formula = printer.answer()
      let text = printer.pick([
        formula.text, "$\(formula.text)$", "\\(\(formula.text)\\)", "\\boxed{\(formula.text)}",
        "\\[ \(formula.text) \\]", "$\\displaystyle \(formula.text).$",
      ])
      let reading = reader.read(text, into: &tree)
      #expect(reading == .read, "\(text)")
      guard reading == .read else { continue }
      #expect(tree.description == formula.tree, "\(text)")
    }
  }
}
