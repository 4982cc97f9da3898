import Corpus
import JSON

/// MATH-APS as OpenR's second generator writes trees: one line for every problem, its solutions as
/// one tree of steps with the share of correct rollouts at each.
///
/// `reasoning_steps` is a node of `text`, `mc_value` and `children`; the root's text is the problem
/// (openreasoner/openr, `preprocess/tests/samples_math-aps-v2_tree.jsonl`). Solutions that begin
/// with the same steps share nodes.
public struct MathAPSTreeFormat: DatasetFormat {
  /// The name on the command line.
  public let name = "math-aps-tree"
  /// What it is.
  public let summary = "one line for every problem, its solutions as one tree (OpenR v2, tree)"
  /// It needs a label for every step.
  public let labelUse = LabelUse.required
  /// What it carries.
  public let fields: Set<ExportedField> = [.problem, .text, .gold, .steps, .softValues, .tree]
  /// How deep trees may be: a node takes two levels of JSON.
  static let maximumDepth = 240

  /// A line is a tree.
  public let lineShape: LineShape? = .tree

  /// Makes the format.
  public init() {}

  /// One line for every problem with a solution.
  public func lines(_ group: SolutionGroup) throws(ExportError) -> [ExportRow] {
    var rows: [ExportRow] = []
    for problem in group.problems where !problem.solutions.isEmpty {
      let root = try problem.rootValue(for: self)
      var tree = StepTree(text: problem.problem.statement, value: root)
      for solution in problem.solutions {
        guard solution.steps.count <= Self.maximumDepth else {
          throw .missing(
            format: name, what: "at most \(Self.maximumDepth) steps",
            completion: solution.completion)
        }
        tree.insert(solution.steps, try solution.softValues(for: self))
      }
      rows.append(
        ExportRow(
          json: problem.line(reasoningSteps: tree.json(0)),
          meaning: tree.meaning(others: problem.others(rootValue: root)),
          solutions: problem.solutions.map(\.completion)))
    }
    return rows
  }

  /// Reads a line; the steps are the nodes but the root, each after its parent.
  public func read(_ line: JSONValue) throws(JSONError) -> ExportedLine {
    let tree = try StepTree(try line["reasoning_steps"])
    guard try line["question"].string() == tree.nodes[0].text else {
      throw try line["reasoning_steps"]["text"].error("the root's text must be the question")
    }
    return tree.meaning(
      others: try ProblemGroup.others(line, rootValue: tree.nodes[0].value))
  }
}

/// Solutions of one problem as a tree of steps, each with a value; the root is the problem.
struct StepTree {
  struct Node {
    let text: String
    let value: Double
    var children: [Int] = []
  }

  private(set) var nodes: [Node]

  init(text: String, value: Double) { nodes = [Node(text: text, value: value)] }

  /// Reads a tree from JSON.
  init(_ json: JSONValue) throws(JSONError) {
    nodes = []
    try read(json, depth: 0)
  }

  private mutating func read(_ json: JSONValue, depth: Int) throws(JSONError) {
    guard depth <= MathAPSTreeFormat.maximumDepth else {
      throw json.error("the tree is deeper than \(MathAPSTreeFormat.maximumDepth) steps")
    }
    let place = nodes.count
    nodes.append(
      Node(text: try json["text"].string(), value: try softValue(try json["mc_value"])))
    for child in try json["children"].array() {
      nodes[place].children.append(nodes.count)
      try read(child, depth: depth + 1)
    }
  }

  mutating func insert(_ steps: [String], _ values: [Double]) {
    var place = 0
    for (step, value) in zip(steps, values) {
      if let known = nodes[place].children.first(where: {
        nodes[$0].text == step && nodes[$0].value == value
      }) {
        place = known
      } else {
        nodes[place].children.append(nodes.count)
        place = nodes.count
        nodes.append(Node(text: step, value: value))
      }
    }
  }

  func json(_ place: Int) -> JSONValue {
    let node = nodes[place]
    return [
      "text": JSONValue(node.text), "mc_value": JSONValue(node.value),
      "children": JSONValue(node.children.map(json)),
    ]
  }

  /// The steps in the order of the JSON, and the parent of each.
  func meaning(others: [String: String]) -> ExportedLine {
    var line = ExportedLine(question: nodes[0].text, steps: [], labels: [], values: [])
    var parents: [String] = []
    func visit(_ place: Int, parent: Int) {
      for child in nodes[place].children {
        parents.append("\(parent)")
        line.add(nodes[child].text, nodes[child].value)
        visit(child, parent: line.steps.count - 1)
      }
    }
    visit(0, parent: -1)
    line.others = others.merging(["parents": parents.joined(separator: " ")]) { first, _ in first }
    return line
  }
}
