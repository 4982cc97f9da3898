import Testing

@testable import Reports

@Suite("Trees")
struct TreeDiagramTests {
  private let tree = TreeDiagram(
    "t",
    nodes: [
      .init(parent: nil, text: "root", correct: 1, trials: 4, visits: 0),
      .init(parent: 0, text: "a", correct: 4, trials: 4, visits: 1),
      .init(parent: 0, text: "b", correct: 0, trials: 4, visits: 0),
      .init(parent: 1, text: "a1", correct: 0, trials: 0, visits: 0),
      .init(parent: 1, text: "a2", correct: 2, trials: 4, visits: 0),
    ])

  @Test("Every node stands above its children, which keep their order")
  func rows() {
    #expect(tree.rows.map(\.node) == [0, 1, 3, 4, 2])
    #expect(tree.rows.map(\.depth) == [0, 1, 2, 2, 1])
  }

  @Test("What the rollouts came to shows as a sign")
  func marks() {
    #expect(tree.nodes.map(\.mark) == [.neutral, .positive, .negative, .none, .neutral])
    let drawing = tree.draw(width: 540).markup.source
    #expect(drawing.contains("1/4") && drawing.contains("mark positive"))
    #expect(tree.summary == "5 prefixes with 16 rollouts; from 1 of them none is right.")
  }

  @Test("Deep trees stay within the drawing")
  func deep() {
    let nodes = (0..<30).map {
      TreeDiagram.Node(
        parent: $0 == 0 ? nil : $0 - 1, text: String(repeating: "word ", count: 20), correct: 1,
        trials: 2, visits: 0)
    }
    let drawing = TreeDiagram("deep", nodes: nodes).draw(width: 340)
    let places = drawing.markup.source.matches(of: /cx="([0-9.]+)"/).compactMap { Double($0.1) }
    #expect(places.count == 30 && (places.max() ?? 999) < 340)
  }
}
