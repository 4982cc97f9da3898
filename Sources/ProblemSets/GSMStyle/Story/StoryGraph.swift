import Answers
import Corpus

/// The words around the equation of a step: "Ana has" 3 * 4 = 12 "pens".
struct StepPhrase: Hashable, Sendable {
  let before: String
  let after: String

  /// The step with an equation put in.
  func text(_ equation: String) -> String {
    after.isEmpty ? "\(before) \(equation)." : "\(before) \(equation) \(after)."
  }
}

/// What a word problem is underneath: exact quantities, and how each follows from others.
///
/// Quantities are numbered so that every operand comes before its result. A graph may hold
/// quantities that the question does not need.
public struct StoryGraph: Hashable, Sendable {
  /// Where a quantity comes from.
  public enum Source: Hashable, Sendable {
    /// The statement gives it.
    case given
    /// Everybody knows it: 60 minutes to an hour.
    case constant
    /// It follows by one operation from two earlier quantities.
    case computed(StepOperation, Int, Int)
  }

  /// A quantity.
  public struct Node: Hashable, Sendable {
    /// Where it comes from.
    public let source: Source
    /// Its exact value.
    public let value: Rational
    /// What it counts or measures.
    public let unit: StoryUnit
    /// What a given quantity is, as words that follow "what is".
    public let label: String
    /// The words of the step that computes it.
    let phrase: StepPhrase?

    init(
      _ source: Source, _ value: Rational, _ unit: StoryUnit, label: String = "",
      phrase: StepPhrase? = nil
    ) {
      self.source = source
      self.value = value
      self.unit = unit
      self.label = label
      self.phrase = phrase
    }
  }

  /// The quantities.
  public let nodes: [Node]
  /// The quantity that the question asks for.
  public let asked: Int
  /// The computed quantities that the question needs, in the order of the gold steps.
  public let steps: [Int]
  /// Whether the question needs each quantity.
  public let isNeeded: [Bool]

  init(nodes: [Node], asked: Int) {
    self.nodes = nodes
    self.asked = asked
    var needed = [Bool](repeating: false, count: nodes.count)
    if nodes.indices.contains(asked) { needed[asked] = true }
    for index in nodes.indices.reversed() where needed[index] {
      if case .computed(_, let left, let right) = nodes[index].source {
        needed[left] = true
        needed[right] = true
      }
    }
    isNeeded = needed
    steps = nodes.indices.filter { index in
      guard case .computed = nodes[index].source else { return false }
      return needed[index]
    }
  }

  /// The gold answer.
  public var answer: Rational { nodes[asked].value }

  /// The equation that computes a quantity, when the quantities have these values.
  func equation(of quantity: Int, values: [Rational]) -> String {
    guard case .computed(let operation, let left, let right) = nodes[quantity].source else {
      return nodes[quantity].unit.equationText(values[quantity])
    }
    let sides = (
      nodes[left].unit.equationText(values[left]), nodes[right].unit.equationText(values[right])
    )
    return operation.text(sides.0, sides.1) + " = "
      + nodes[quantity].unit.equationText(values[quantity])
  }

  /// The gold step that computes a quantity.
  func stepText(_ quantity: Int, _ equation: String) -> String {
    nodes[quantity].phrase?.text(equation) ?? equation + "."
  }

  /// The values of all quantities.
  var values: [Rational] { nodes.map(\.value) }

  /// The asked quantity as an expression; operands of + and * are sorted.
  ///
  /// - Parameter constants: whether given numbers are written; otherwise each is `n`.
  func canonicalForm(constants: Bool) -> String {
    var forms: [String] = []
    forms.reserveCapacity(nodes.count)
    for (index, node) in nodes.enumerated() {
      guard isNeeded[index] else {
        forms.append("")
        continue
      }
      switch node.source {
      case .given: forms.append(constants ? node.value.description : "n")
      case .constant: forms.append(node.value.description)
      case .computed(let operation, let left, let right):
        var operands = [forms[left], forms[right]]
        if operation.isCommutative, operands[1] < operands[0] { operands.swapAt(0, 1) }
        forms.append("(\(operation.rawValue) \(operands[0]) \(operands[1]))")
      }
    }
    return forms[asked]
  }

  /// The identity of the structure: operations and how they are joined, without the numbers.
  public var operationGraphKey: ContentKey { key("gsm-style operations", constants: false) }

  /// The identity of the problem graph: structure and numbers, whatever the story.
  public var graphKey: ContentKey { key("gsm-style graph", constants: true) }

  private func key(_ purpose: String, constants: Bool) -> ContentKey {
    var hasher = ContentHasher(purpose)
    hasher.add(canonicalForm(constants: constants))
    return hasher.key
  }
}
