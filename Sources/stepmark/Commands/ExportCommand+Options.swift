import Corpus
import Curation
import JSON
import Terminal

extension ExportCommand {
  /// The options of the policy for labels.
  private static let policy = ["threshold", "after-error", "abstain", "neutral", "min-evidence"]

  /// The options that change nothing in a format, each with the reason.
  private static func idle(_ format: any DatasetFormat) -> [(option: String, reason: String)] {
    var found: [(String, String)] = []
    if !format.isUnderPolicy {
      let reason =
        format.labelUse == .none
        ? "takes no labels of steps" : "holds labels as the labeller made them"
      found += policy.map { ($0, reason) }
    }
    if format.labelUse == .none {
      found += ["method", "labeller"].map { ($0, "takes no labels of steps") }
    }
    if !format.makesPairs { found.append(("pairs", "makes no pairs")) }
    return found
  }

  /// Refuses options that would change nothing.
  static func checkOptions(_ invocation: Invocation) throws(CommandError) {
    guard let format = DatasetFormats.named(try invocation.string("format")) else { return }
    for (option, reason) in idle(format) where invocation.isGiven(option) {
      if option == "method", isSelection(invocation.optionalString(option)) { continue }
      throw .usage("--\(option): \(format.name) \(reason)", hint: "leave --\(option) out")
    }
  }

  /// Whether a method says which solutions are meant, also where labels do not count.
  private static func isSelection(_ method: String?) -> Bool { method == RatedImport.method }

  /// The command as it is published: without options that change nothing, and without a path of
  /// this machine.
  static func recipe(
    _ invocation: Invocation, _ export: DatasetExport
  ) throws(JSONError) -> JSONValue {
    var idle = Set(idle(export.format).map(\.option))
    if isSelection(invocation.optionalString("method")) { idle.remove("method") }
    var options: [JSONMember] = []
    for member in try invocation.recipe["options"].object() where !idle.contains(member.name) {
      switch member.name {
      case "model":
        let name = export.solutions.selection.model?.name
        options.append(JSONMember("model", name.map { JSONValue($0) } ?? member.value))
      case "out", "store":
        options.append(JSONMember(member.name, JSONValue(name(of: try member.value.string()))))
      default: options.append(member)
      }
    }
    return JSONValue(
      try invocation.recipe.object().map { part in
        part.name == "options" ? JSONMember("options", JSONValue(options)) : part
      })
  }

  /// The name of a file, as it stands beside the card; a folder is the card's own.
  private static func name(of path: String) -> String {
    guard !path.hasSuffix("/") else { return "./" }
    return path.split(separator: "/").last.map { String($0) } ?? path
  }
}
