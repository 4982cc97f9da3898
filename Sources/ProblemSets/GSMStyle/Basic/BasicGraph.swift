import Corpus

/// What a word problem is underneath: quantities, and how each follows from others.
///
/// Names, nouns and wording are no part of it. Quantities are numbered so that every operand comes
/// before its result. A graph may hold quantities that the question does not need.
public struct BasicGraph: Hashable, Sendable {
  /// Where a quantity comes from.
  public enum Source: Hashable, Sendable {
    /// The statement gives it.
    case given(Int)
    /// It follows by one operation from two earlier quantities.
    case computed(ArithmeticOperation, Int, Int)
  }

  /// The source of each quantity.
  public let sources: [Source]
  /// The value of each quantity.
  public let values: [Int]
  /// The quantity that the question asks for.
  public let asked: Int
  /// The computed quantities that the question needs, in the order of the gold steps.
  public let steps: [Int]

  init(sources: [Source], values: [Int], asked: Int) {
    self.sources = sources
    self.values = values
    self.asked = asked
    var needed = [Bool](repeating: false, count: sources.count)
    needed[asked] = true
    for index in sources.indices.reversed() where needed[index] {
      if case .computed(_, let left, let right) = sources[index] {
        needed[left] = true
        needed[right] = true
      }
    }
    steps = sources.indices.filter { index in
      guard case .computed = sources[index] else { return false }
      return needed[index]
    }
  }

  /// How a computed quantity follows from the others, when they have these values.
  func equation(of quantity: Int, values: [Int]) -> WrittenEquation {
    guard case .computed(let operation, let left, let right) = sources[quantity] else {
      preconditionFailure("the statement gives quantity \(quantity)")
    }
    return WrittenEquation(values[left], operation, values[right], values[quantity])
  }

  /// The asked quantity as an expression; operands of + and * are sorted.
  ///
  /// A quantity that is used twice is written out twice. So two graphs that differ only in whether
  /// equal parts are one quantity or two have the same form, which can only make a split stricter.
  ///
  /// - Parameter constants: whether given numbers are written; otherwise each is `n`.
  func canonicalForm(constants: Bool) -> String {
    var forms: [String] = []
    forms.reserveCapacity(sources.count)
    for source in sources {
      switch source {
      case .given(let value):
        forms.append(constants ? String(value) : "n")
      case .computed(let operation, let left, let right):
        var operands = [forms[left], forms[right]]
        if operation.isCommutative, operands[1] < operands[0] { operands.swapAt(0, 1) }
        forms.append("(\(operation.rawValue) \(operands[0]) \(operands[1]))")
      }
    }
    return forms[asked]
  }

  /// The identity of the structure: operations and how they are joined, without the numbers.
  public var operationGraphKey: ContentKey {
    var hasher = ContentHasher("gsm-style operations")
    hasher.add(canonicalForm(constants: false))
    return hasher.key
  }

  /// What the split is drawn from: structure and numbers, whatever the family.
  ///
  /// So no graph of a split is in another one, under another family's words either.
  var splitKey: ContentKey {
    var hasher = ContentHasher("gsm-style split")
    hasher.add(canonicalForm(constants: true))
    return hasher.key
  }

  /// The identity of the problem graph of a family: its structure with its numbers.
  ///
  /// Quantities that the question does not need are left out.
  func key(family: BasicFamily) -> ContentKey {
    var hasher = ContentHasher("gsm-style graph")
    hasher.add(family.rawValue)
    hasher.add(canonicalForm(constants: true))
    return hasher.key
  }
}
