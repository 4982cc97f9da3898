extension ExpressionTree: CustomStringConvertible {
  /// The tree as nested calls (`divide(integer 1, symbol x)`), for messages and tests.
  public var description: String { root.map(description(of:)) ?? "nothing" }

  /// A node and what is below it as nested calls.
  public func description(of id: NodeID) -> String {
    let node = self[id]
    var words = [detailName(of: node) ?? "\(node.operation)"]
    switch node.operation {
    case .integer, .boolean, .time, .date: words.append("\(node.value)")
    case .decimal, .repeating: words.append("scale \(scale(of: id))")
    case .based: words.append("base \(base(of: id))")
    case .matrix: words.append("rows \(rows(of: id))")
    default: break
    }
    if node.operation == .repeating { words.append("period \(period(of: id))") }
    if node.hasText { words.append(String(decoding: text(of: id), as: UTF8.self)) }
    let head = words.joined(separator: " ")
    guard !node.isLeaf else { return head }
    return "\(head)(\(children(of: id).map(description(of:)).joined(separator: ", ")))"
  }

  /// The name of the variant, where it says more than the operation's.
  private func detailName(of node: Node) -> String? {
    func name<Detail: RawRepresentable<UInt8>>(_ type: Detail.Type) -> String? {
      Detail(rawValue: node.detail).map { "\($0)" }
    }
    return switch node.operation {
    case .constant: name(Constant.self)
    case .function: name(Function.self)
    case .relation: name(Relation.self)
    case .numberSet: name(NumberSet.self)
    case .interval: name(IntervalEnds.self).map { "interval \($0)" }
    case .tuple: name(TupleStyle.self).map { "tuple \($0)" }
    case .time: name(Clock.self).map { "time \($0)" }
    default: nil
    }
  }
}
