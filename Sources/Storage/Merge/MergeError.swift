/// Why stores cannot be united.
public enum MergeError: Error, Equatable, Sendable {
  /// Fewer than one store was named.
  case nothingToMerge
  /// One file was named twice.
  case namedTwice(path: String, other: String)
  /// The file that would be written is one of those that are read.
  case isTarget(path: String)
  /// A store has another schema than this version writes.
  case otherSchema(path: String, found: Int, known: Int)
  /// A store's labels and verdicts were computed by another version.
  case otherDerivation(path: String, found: Int, known: Int)
  /// A store on a network file system, or in a folder that cannot be written, was not closed: its
  /// newest rows stand in a log that cannot be read there.
  case unclosedLog(path: String)
  /// Under one key a store says something else than another.
  case differs(MergeConflict)
  /// A stage was run with other options.
  case otherRecipe(command: String, path: String, other: String, options: [String])
  /// A stage was run with another model.
  case otherModel(command: String, path: String, other: String, models: [String])
  /// A served model answered the fixed prompts otherwise.
  case otherProbe(model: String, path: String, other: String, prompt: String)
  /// The work was stopped; what it had begun is gone.
  case stopped
  /// Any trouble with one of the files.
  case store(DatabaseError)
}

/// One row of which two stores say different things.
public struct MergeConflict: Hashable, Sendable {
  /// The store that was read.
  public let path: String
  /// The table.
  public let table: String
  /// The row's key.
  public let key: String
  /// The first column that differs.
  public let column: String

  /// Makes a conflict.
  public init(path: String, table: String, key: String, column: String) {
    self.path = path
    self.table = table
    self.key = key
    self.column = column
  }
}

extension MergeError: CustomStringConvertible {
  /// What happened.
  public var description: String {
    switch self {
    case .nothingToMerge: return "no store is named"
    case .namedTwice(let path, let other):
      return path == other
        ? "\(path) is named twice" : "\(path) and \(other) are the same file"
    case .isTarget(let path): return "\(path) is both read and written"
    case .otherSchema(let path, let found, let known):
      return "\(path): the store has schema \(found), and this version unites schema \(known)"
    case .otherDerivation(let path, let found, let known):
      return "\(path): its labels and verdicts are of version \(found), and this one makes \(known)"
    case .unclosedLog(let path):
      return "\(path): its newest rows stand in a log that cannot be read in this place"
    case .differs(let conflict):
      return
        "\(conflict.path): table \(conflict.table), key \(conflict.key): \(conflict.column) is "
        + "not what the other stores say"
    case .otherRecipe(let command, let path, let other, let options):
      return "\(path) and \(other) were not made by one recipe: \(command) differs in "
        + options.joined(separator: ", ")
    case .otherModel(let command, let path, let other, let models):
      return "\(path) and \(other): \(command) ran with different models, "
        + models.joined(separator: " and ")
    case .otherProbe(let model, let path, let other, let prompt):
      return "\(path) and \(other): \(model) is not one model: it went on differently from "
        + "\(prompt.debugDescription)"
    case .stopped: return "stopped; nothing was written"
    case .store(let error): return error.description
    }
  }

  /// The way out.
  public var advice: String? {
    switch self {
    case .nothingToMerge: return "stepmark merge A.db B.db --into C.db"
    case .namedTwice: return "name each store once"
    case .isTarget(let path): return "name a new file with --into, or leave \(path) out of the list"
    case .otherSchema(let path, let found, let known):
      return found < known
        ? "`stepmark status --store \(path)` with this version migrates it"
        : "unite the stores with the version that made them"
    case .otherDerivation(let path, _, _):
      return "run its stages again with this version: stored replies are not asked for again; "
        + "`stepmark status --store \(path)` lists them"
    case .unclosedLog(let path):
      return "where it was made, `stepmark store backup --store \(path) --out COPY`, and merge COPY"
    case .differs(let conflict): return Self.advice(conflict)
    case .otherRecipe, .otherModel:
      return "run that stage alike in all stores; --any-recipe unites them all the same"
    case .otherProbe:
      return "tell the models apart by --revision and run those shards again; --any-recipe unites "
        + "them all the same"
    case .stopped: return "the same command again starts anew"
    case .store(let error): return error.advice
    }
  }

  private static func advice(_ conflict: MergeConflict) -> String {
    switch conflict.table {
    case "fitted_prior":
      return "let one store fit the prior, with --shard pilot, and copy that store for the shards"
    case "row", "problem":
      return "import the same files into one store and copy it for the shards"
    case "completion":
      return "two shards asked for the same reply and the server gave two: delete one store's run, "
        + "`stepmark store delete-run N --store \(conflict.path)`, run it again there with the "
        + "replies of the other merged into it, and merge"
    default:
      return "run that stage, or `stepmark rejudge`, alike in all stores and merge again"
    }
  }
}
