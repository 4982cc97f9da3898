/// A node's place in its tree.
public struct NodeID: Hashable, Sendable {
  /// The index of the node.
  public let index: Int32

  init(_ index: Int) { self.index = Int32(truncatingIfNeeded: index) }
}

/// One node of an expression.
public struct Node: Sendable {
  /// What the node is.
  public let operation: Operation
  /// A variant of the operation, as `Operation` says.
  public let detail: UInt8
  /// How many children the node has.
  public let count: Int32
  /// Where the children start, or a number of the operation's own.
  let first: Int32
  /// A number, or where the text stands, as `Operation` says.
  public let value: Int64
}

/// A parsed expression: nodes in one array, children before their parents.
///
/// Every array is bounded by `ExpressionLimits`, so a tree never grows beyond a few hundred
/// kilobytes whatever was read.
public struct ExpressionTree: Sendable {
  /// The nodes; a child stands before its parent.
  public private(set) var nodes: [Node] = []
  /// The node that stands for the whole; `nil` in an empty tree.
  public var root: NodeID?
  private var childIDs: [NodeID] = []
  private var bytes: [UInt8] = []

  /// Makes an empty tree.
  public init() {}

  /// Empties the tree and keeps its memory for the next expression.
  public mutating func removeAll() {
    if !nodes.isEmpty { nodes.removeAll(keepingCapacity: true) }
    if !childIDs.isEmpty { childIDs.removeAll(keepingCapacity: true) }
    if !bytes.isEmpty { bytes.removeAll(keepingCapacity: true) }
    root = nil
  }

  /// The node at a place.
  public subscript(id: NodeID) -> Node { nodes[Int(id.index)] }

  /// The children of a node, in order; empty for a leaf.
  public func children(of id: NodeID) -> ArraySlice<NodeID> {
    let node = self[id]
    guard !node.isLeaf else { return [] }
    return childIDs[Int(node.first)..<(Int(node.first) + Int(node.count))]
  }

  /// The text of a node; empty where its operation has none.
  public func text(of id: NodeID) -> ArraySlice<UInt8> {
    let node = self[id]
    guard node.hasText else { return [] }
    let start = Int(node.value >> 32)
    return bytes[start..<(start + Int(node.value & 0xffff_ffff))]
  }

  /// How many digits of a decimal follow the point.
  public func scale(of id: NodeID) -> Int { Int(self[id].first) }

  /// How many of a repeating decimal's last digits repeat.
  public func period(of id: NodeID) -> Int { Int(self[id].count) }

  /// The base of a `based` number.
  public func base(of id: NodeID) -> Int { Int(self[id].detail) }

  /// The number of rows of a matrix.
  public func rows(of id: NodeID) -> Int { Int(self[id].value) }
}

extension Node {
  /// Whether the operation never has children.
  public var isLeaf: Bool {
    switch operation {
    case .integer, .bigInteger, .decimal, .repeating, .constant, .based, .symbol, .words, .choice,
      .boolean, .none, .time, .date, .numberSet, .emptySet:
      true
    default: false
    }
  }

  /// Whether the operation has a text.
  public var hasText: Bool {
    switch operation {
    case .bigInteger, .decimal, .repeating, .based, .symbol, .words, .choice, .quantity,
      .application:
      true
    default: false
    }
  }
}

extension ExpressionTree {
  /// Adds a leaf without a text.
  public mutating func add(
    leaf operation: Operation, detail: UInt8 = 0, value: Int64 = 0
  ) -> NodeID {
    append(Node(operation: operation, detail: detail, count: 0, first: 0, value: value))
  }

  /// Adds a whole number that is not negative.
  public mutating func add(integer value: Int) -> NodeID {
    add(leaf: .integer, value: Int64(value))
  }

  /// Adds a constant.
  public mutating func add(_ constant: Constant) -> NodeID {
    add(leaf: .constant, detail: constant.rawValue)
  }

  /// Adds a leaf with a text; `scale`, `period` and `base` are for numbers.
  public mutating func add(
    _ operation: Operation, text: some Collection<UInt8>, scale: Int = 0, period: Int = 0,
    base: Int = 0
  ) -> NodeID {
    append(
      Node(
        operation: operation, detail: UInt8(truncatingIfNeeded: base), count: Int32(period),
        first: Int32(scale), value: store(text)))
  }

  /// Adds a node with children.
  ///
  /// `value` is the number of rows for a matrix.
  public mutating func add(
    _ operation: Operation, detail: UInt8 = 0, value: Int64 = 0, _ children: some Collection<NodeID>
  ) -> NodeID {
    let first = childIDs.count
    childIDs.append(contentsOf: children)
    return append(
      Node(
        operation: operation, detail: detail, count: Int32(childIDs.count - first),
        first: Int32(first), value: value))
  }

  /// Adds a node with a text and children: a quantity or an application.
  public mutating func add(
    _ operation: Operation, text: some Collection<UInt8>, _ children: some Collection<NodeID>
  ) -> NodeID {
    let place = store(text)
    return add(operation, value: place, children)
  }

  /// Adds a function of arguments.
  public mutating func add(_ function: Function, _ children: some Collection<NodeID>) -> NodeID {
    add(.function, detail: function.rawValue, children)
  }

  /// Adds a relation of two sides.
  public mutating func add(_ relation: Relation, _ left: NodeID, _ right: NodeID) -> NodeID {
    add(.relation, detail: relation.rawValue, [left, right])
  }

  private mutating func append(_ node: Node) -> NodeID {
    nodes.append(node)
    return NodeID(nodes.count - 1)
  }

  private mutating func store(_ text: some Collection<UInt8>) -> Int64 {
    let start = bytes.count
    bytes.append(contentsOf: text)
    return Int64(start) << 32 | Int64(bytes.count - start)
  }
}
