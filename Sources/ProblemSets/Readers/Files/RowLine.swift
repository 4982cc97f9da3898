import Corpus
import JSON

extension Row {
  /// The row as a line of JSON: `id`, `problem`, `answer`, `suite`, `split`, then `root` and
  /// `solution` where it has them, and the attributes in the order of their names; `RowReader`
  /// reads it.
  public var line: String {
    var members = [
      JSONMember("id", JSONValue(id)), JSONMember("problem", JSONValue(problem.statement)),
      JSONMember("answer", JSONValue(problem.gold)), JSONMember("suite", JSONValue(suite)),
      JSONMember("split", JSONValue(split)),
    ]
    if let root = problem.root { members.append(JSONMember("root", JSONValue(root.description))) }
    if let goldSolution { members.append(JSONMember("solution", JSONValue(goldSolution))) }
    let taken = Set(members.map(\.name))
    for (name, value) in attributes.sorted(by: { $0.key < $1.key }) where !taken.contains(name) {
      members.append(JSONMember(name, JSONValue(value)))
    }
    return JSONValue(members).serialized()
  }
}
