import Testing

@testable import Expressions

struct ExpressionTreeTests {
  @Test func aTreeKeepsChildrenTextsAndNumbersApart() {
    var tree = ExpressionTree()
    let half = tree.add(.divide, [tree.add(integer: 1), tree.add(integer: 2)])
    let third = tree.add(.repeating, text: "03".utf8, scale: 1, period: 1)
    let length = tree.add(.quantity, text: "cm^2".utf8, [half])
    let sine = tree.add(.sine, [tree.add(.symbol, text: "x".utf8)])
    tree.root = tree.add(.tuple, [length, third, sine])
    #expect(
      tree.description
        == "tuple parentheses(quantity cm^2(divide(integer 1, integer 2)), "
        + "repeating scale 1 period 1 03, sine(symbol x))")
    tree.removeAll()
    #expect(tree.description == "nothing")
  }
}
