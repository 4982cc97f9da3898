import Answers
import Expressions

/// One side of an equation in free text, read as an expression.
struct FormulaSide: Sendable {
  /// The side as it is written, without alignment marks and remarks.
  let text: String
  /// The expression.
  let tree: ExpressionTree
  /// The letters that stand for numbers.
  let symbols: Set<String>
  /// Whether it is made of numbers and what is computed with them, and of letters.
  let isComputable: Bool
  /// Whether it has an operation; a fraction and a surd have one too.
  let hasOperation: Bool
  /// Whether some number is written as a decimal, which may have been rounded.
  let hasDecimal: Bool

  /// Reads a side; `nil` for what is no expression.
  init?(_ text: String) {
    var tree = ExpressionTree()
    // Signs of operations that a problem defines.
    guard !Self.definedSigns.contains(where: text.contains) else { return nil }
    guard !text.isEmpty, ExpressionReader().read(text, into: &tree) == .read, let root = tree.root
    else { return nil }
    self.text = text
    var symbols: Set<String> = []
    var isComputable = true
    var operations = 0
    var hasDecimal = false
    var rest = [root]
    while let id = rest.popLast() {
      rest += tree.children(of: id)
      switch tree[id].operation {
      case .symbol: symbols.insert(String(decoding: tree.text(of: id), as: UTF8.self))
      case .integer, .bigInteger, .repeating, .constant, .based, .degrees, .percent, .tuple, .set,
        .matrix, .interval, .union, .quantity, .negate, .list:
        break
      case .decimal: hasDecimal = true
      case .add, .multiply, .divide, .power, .root, .function: operations += 1
      default: isComputable = false
      }
    }
    self.tree = tree
    self.symbols = symbols
    self.isComputable = isComputable
    self.hasDecimal = hasDecimal
    hasOperation = operations > 0
  }

  private static let definedSigns = [
    "\\star", "\\oplus", "\\otimes", "\\ominus", "\\odot", "\\ast", "\\diamond", "\\triangle",
    "\\bullet", "\\bigstar", "\\#", "#", "@", "\\&",
  ]

  /// Whether it has a value.
  var isNumber: Bool { isComputable && symbols.isEmpty }

  /// The side with numbers in the place of letters.
  func inserting(_ values: [String: String]) -> FormulaSide? {
    var output = ""
    var rest = text[...]
    while let first = rest.first {
      if first == "\\" {
        let name = rest.dropFirst().prefix { $0.isLetter }
        output += "\\" + name
        rest = rest.dropFirst(1 + name.count)
        // A letter right behind a command would belong to it.
        if !name.isEmpty, let next = rest.first, next.isLetter { output += " " }
      } else if let value = values[String(first)] {
        output += "\\left(\(value)\\right)"
        rest.removeFirst()
      } else {
        output.append(first)
        rest.removeFirst()
      }
    }
    return FormulaSide(output)
  }

  private static let comparer = makeComparer(signs: .value)
  private static let lenientComparer = makeComparer(signs: .mayDrop)

  private static func makeComparer(signs: ComparisonPolicy.Sign) -> ExpressionComparer {
    var policy = ComparisonPolicy()
    policy.bases = .value
    policy.percentSign = signs
    policy.degreeSign = signs
    return ExpressionComparer(policy: policy)
  }

  /// Whether this writes a value, perhaps without its degree or percent sign.
  func writes(_ value: FormulaSide) -> Bool {
    Self.lenientComparer.compare(tree, with: value.tree).isEqual
  }

  /// Whether an angle is written without its unit: degrees may be meant.
  private var hasBareAngle: Bool {
    ["\\sin", "\\cos", "\\tan"].contains { text.contains($0) } && !text.contains("\\circ")
      && !text.contains("\\pi")
  }

  /// Whether two sides are equal; `nil` where that cannot be told for certain, as with decimals that
  /// may have been rounded.
  func equals(_ other: FormulaSide) -> Bool? {
    switch Self.comparer.compare(self.tree, with: other.tree) {
    case .equal: return true
    case .undecided: return nil
    case .different(let rule):
      if hasDecimal || other.hasDecimal || hasBareAngle || other.hasBareAngle { return nil }
      // A degree or percent sign may be left out.
      if writes(other) { return true }
      if text.contains("\\circ") != other.text.contains("\\circ") { return nil }
      return [.exactValue, .algebraicIdentity, .enclosures, .rootSeparation].contains(rule)
        ? false : nil
    }
  }
}

/// A formula of free text: expressions that are said to be equal.
struct FreeFormula: Sendable {
  /// The formula as it is written.
  let text: String
  /// The sides between the equals signs; `nil` for a side that is not understood.
  let sides: [FormulaSide?]

  /// The formulas of a line: what stands between `$…$`, `\(…\)` or `\[…\]`, or all of it.
  ///
  /// - Parameter isDisplay: whether the line stands within a displayed formula.
  static func all(in line: String, isDisplay: Bool) -> [FreeFormula] {
    let whole = isDisplay ? [line] : MATHStepLine.pieces(of: line).formulas
    return whole.flatMap { parts(of: $0) }.map { FreeFormula($0) }
  }

  private init(_ text: String) {
    self.text = text
    sides = text.split(separator: "=", omittingEmptySubsequences: false).map {
      FormulaSide(Self.plain(String($0)))
    }
  }

  /// The parts of a formula that are formulas of their own.
  private static func parts(of formula: String) -> [String] {
    var text = formula
    for mark in [
      "\\Rightarrow", "\\implies", "\\quad", "\\qquad", "\\\\", "\\text{ or }", "\\text{or}",
      "\\text{ and }", "\\text{and}", "\\newline", "\\Longrightarrow", "\\therefore",
    ] { text = text.replacing(mark, with: "\u{1}") }
    for mark in ["\\begin{align*}", "\\end{align*}", "\\begin{aligned}", "\\end{aligned}"] {
      text = text.replacing(mark, with: "")
    }
    return text.split(separator: "\u{1}").flatMap { listed(trimmed($0)) }.filter { !$0.isEmpty }
  }

  /// The equations of `x = 1, y = 2`; a formula that is no such list by itself.
  private static func listed(_ formula: String) -> [String] {
    guard formula.contains(","), formula.ranges(of: "=").count > 1 else { return [formula] }
    var depth = 0
    var pieces = [""]
    for character in formula {
      if "([{".contains(character) { depth += 1 }
      if ")]}".contains(character) { depth -= 1 }
      if character == ",", depth == 0 {
        pieces.append("")
      } else {
        pieces[pieces.count - 1].append(character)
      }
    }
    return pieces.allSatisfy { $0.contains("=") } ? pieces.map { trimmed($0[...]) } : [formula]
  }

  /// A side without alignment marks, remarks in words and punctuation at its end.
  private static func plain(_ side: String) -> String {
    var text = side.replacing("&", with: " ")
    for command in ["\\text{", "\\textbf{", "\\mathrm{", "\\mbox{"] {
      while let start = text.firstRange(of: command),
        let end = text[start.upperBound...].firstIndex(of: "}")
      {
        text.removeSubrange(start.lowerBound...end)
      }
    }
    return trimmed(text[...])
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text.drop { $0.isWhitespace || ",;:".contains($0) }
    while let last = text.last, last.isWhitespace || ",;:.".contains(last) { text.removeLast() }
    return String(text)
  }

  /// Whether it says that something is about equal, or otherwise than by equals signs.
  var isLoose: Bool {
    ["\\approx", "\\equiv", "\\neq", "\\ne ", "\\le", "\\ge", "<", ">", "\\sim", "\\cong", "\\pm"]
      .contains { text.contains($0) }
  }
}
