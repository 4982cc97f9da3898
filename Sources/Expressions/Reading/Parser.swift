/// Builds the tree from tokens, by recursive descent.
///
/// Every method consumes what it reads; on return `token` is the first that it did not take. No
/// method goes back, so the time is linear in the number of tokens.
struct Parser {
  let text: UnsafeBufferPointer<UInt8>
  let tokens: TokenList
  /// A stack of nodes that wait for their parent.
  let pending: UnsafeMutableBufferPointer<NodeID>
  let limits: ExpressionLimits
  /// Whether the text has no LaTeX.
  let isPlain: Bool
  var tree = ExpressionTree()
  var position = 0
  var top = 0
  var depth = 0
  /// Bars that are open in the innermost bracket.
  var openPipes = 0
  /// Whether a bar separates here, as in `{x | x > 0}`.
  var pipeSeparates = false
  /// Whether a side of a relation is read, which a wide space ends.
  var isRelated = false
  /// Variables that are bound: `i` and `e` are no constants then.
  var bindsImaginaryUnit = false
  var bindsEuler = false
  /// Open integrals, and the variable that the innermost one has found.
  var integrals = 0
  var differential: NodeID?
  /// Bytes of a name or a unit that is put together.
  var scratch: [UInt8] = []

  init(
    text: UnsafeBufferPointer<UInt8>, tokens: TokenList,
    pending: UnsafeMutableBufferPointer<NodeID>, limits: ExpressionLimits, isPlain: Bool
  ) {
    self.text = text
    self.tokens = tokens
    self.pending = pending
    self.limits = limits
    self.isPlain = isPlain
  }

  var token: Token { tokens[position] }
  var kind: Token.Kind { tokens[position].kind }
  var offset: Int { Int(tokens[position].start) }

  /// The token some places ahead; the last one beyond the end.
  func peek(_ distance: Int = 1) -> Token { tokens[position + distance] }

  /// The byte at a place of the text; 0 outside.
  func byte(_ index: Int) -> UInt8 { index >= 0 && index < text.count ? text[index] : 0 }

  /// The first byte of a token.
  func firstByte(_ token: Token) -> UInt8 { byte(Int(token.start)) }

  mutating func advance() { if position + 1 < tokens.count { position += 1 } }

  mutating func accept(_ kind: Token.Kind) -> Bool {
    guard self.kind == kind else { return false }
    advance()
    return true
  }

  var word: Word? { kind == .word ? Word(rawValue: token.detail) : nil }

  mutating func accept(_ word: Word) -> Bool {
    guard self.word == word else { return false }
    advance()
    return true
  }

  func isOpen(_ bracket: Bracket) -> Bool { kind == .open && token.detail == bracket.rawValue }
  func isClose(_ bracket: Bracket) -> Bool { kind == .close && token.detail == bracket.rawValue }

  func refusal(_ reason: ReadingRefusal.Reason) -> ReadingRefusal {
    ReadingRefusal(reason, at: offset)
  }

  /// What to say where an operand is missing.
  var missing: ReadingRefusal { refusal(kind == .word ? .words : .missingOperand) }

  /// Reads the whole text.
  mutating func parse() throws(ReadingRefusal) -> NodeID {
    guard tokens.count > 1 else { throw ReadingRefusal(.empty, at: 0) }
    if let node = try parsePlainAnswer() { return node }
    try skipIntroduction()
    let node = try parseList()
    while kind == .period || kind == .comma || kind == .semicolon { advance() }
    guard kind == .end else { throw refusal(kind == .word ? .words : .unexpected) }
    return node
  }

  // MARK: Nodes

  mutating func enter() throws(ReadingRefusal) {
    depth += 1
    guard depth <= limits.depth else { throw refusal(.tooDeep) }
  }

  mutating func checked(_ node: NodeID) throws(ReadingRefusal) -> NodeID {
    guard tree.nodes.count <= limits.nodes else { throw refusal(.tooManyNodes) }
    return node
  }

  mutating func push(_ node: NodeID) throws(ReadingRefusal) {
    guard top < pending.count, tree.nodes.count <= limits.nodes else {
      throw refusal(.tooManyNodes)
    }
    pending.initializeElement(at: top, to: node)
    top += 1
  }

  /// Makes one node of what waits above a mark: the only one, or an operation of all.
  mutating func collapse(_ mark: Int, _ operation: Operation, detail: UInt8 = 0, value: Int64 = 0)
    throws(ReadingRefusal) -> NodeID
  {
    defer { top = mark }
    if top == mark + 1 { return pending[mark] }
    return try gather(mark, operation, detail: detail, value: value)
  }

  /// Makes a node of all that waits above a mark.
  mutating func gather(_ mark: Int, _ operation: Operation, detail: UInt8 = 0, value: Int64 = 0)
    throws(ReadingRefusal) -> NodeID
  {
    let children = UnsafeMutableBufferPointer(rebasing: pending[mark..<top])
    top = mark
    return try checked(tree.add(operation, detail: detail, value: value, children))
  }

  mutating func unary(_ operation: Operation, _ child: NodeID, detail: UInt8 = 0)
    throws(ReadingRefusal) -> NodeID
  {
    try checked(tree.add(operation, detail: detail, CollectionOfOne(child)))
  }

  mutating func binary(
    _ operation: Operation, _ left: NodeID, _ right: NodeID, detail: UInt8 = 0
  ) throws(ReadingRefusal) -> NodeID {
    let mark = top
    try push(left)
    try push(right)
    return try gather(mark, operation, detail: detail)
  }

  mutating func function(_ function: Function, _ argument: NodeID) throws(ReadingRefusal) -> NodeID
  {
    try unary(.function, argument, detail: function.rawValue)
  }

  mutating func negated(_ node: NodeID) throws(ReadingRefusal) -> NodeID {
    guard tree[node].operation == .quantity, let child = tree.children(of: node).first else {
      return try unary(.negate, node)
    }
    // The sign belongs to the number: -$5 is minus five dollars.
    let inner = try unary(.negate, child)
    return try checked(
      tree.add(.quantity, text: Array(tree.text(of: node)), CollectionOfOne(inner)))
  }
}
