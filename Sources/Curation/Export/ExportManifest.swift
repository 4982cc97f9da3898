import Corpus
import JSON
import Storage

/// What an export wrote: for machines as JSON, for people as a dataset card.
///
/// Holds no time and no cost: the same store gives the same bytes.
public struct ExportManifest: Sendable {
  private let files: [ExportedFile]
  private let leftOut: Int
  private let format: any DatasetFormat
  private let selection: LabelledSelection
  private let policy: ExportPolicy
  private let holdout: Holdout
  private let isBalanced: Bool
  private let recipe: JSONValue
  private let version: String
  private let statistics: ExportStatistics?

  /// Makes a manifest.
  ///
  /// - Parameters:
  ///   - leftOut: solutions that the policy left out.
  ///   - statistics: what a dataset card says beside the files; `nil` for no such card.
  ///   - recipe: the command that remakes the files.
  ///   - version: the version of StepMark.
  public init(
    files: [ExportedFile], leftOut: Int, export: DatasetExport, recipe: JSONValue, version: String,
    statistics: ExportStatistics? = nil
  ) {
    self.files = files
    self.leftOut = leftOut
    format = export.format
    selection = export.solutions.selection
    policy = export.solutions.policy
    holdout = export.holdout
    isBalanced = export.isBalanced
    self.recipe = recipe
    self.version = version
    self.statistics = statistics
  }

  /// Writes `FILE.manifest.json` beside the file, and `FILE.card.md` or, with statistics, the card
  /// of the whole folder.
  public func write(besides path: String) throws {
    try writeAtomically(json.serialized(pretty: true) + "\n", to: path + ".manifest.json")
    guard statistics == nil else {
      let folder = parent(of: path)
      return try DatasetCard(folder: folder).write(into: folder)
    }
    try writeAtomically(card, to: path + ".card.md")
  }

  /// Counts, hashes, recipe and versions.
  public var json: JSONValue {
    guard let statistics, case .object(let members) = contents.kind else { return contents }
    return JSONValue(members + [JSONMember("statistics", statistics.json)])
  }

  private var contents: JSONValue {
    [
      "format": JSONValue(format.name), "version": JSONValue(version),
      "suite": JSONValue(selection.suite), "split": JSONValue(selection.split),
      "model": JSONValue(selection.model.map { JSONValue($0.name) }),
      "model_key": JSONValue(selection.model.map { JSONValue("\($0.key)") }),
      "method": JSONValue(selection.method.map { JSONValue($0) }),
      "labellers": JSONValue(
        (selection.labellers ?? []).map { labeller -> JSONValue in
          [
            "key": JSONValue("\(labeller.labeller)"), "of": JSONValue("\(labeller.model)"),
            "settings": (try? JSONValue.parse(Array(labeller.settings.utf8))) ?? [:],
          ]
        }),
      "policy": [
        "after_error": JSONValue(policy.afterError.rawValue),
        "abstain": JSONValue(policy.abstained.rawValue),
        "threshold": JSONValue(policy.threshold.map { JSONValue($0) }),
        "neutral": JSONValue(policy.neutral.rawValue),
        "min_evidence": JSONValue(policy.minimumEvidence),
        "allow_loss": JSONValue(
          policy.allowedLosses.map(\.rawValue).sorted().map { JSONValue($0) }),
      ],
      "order": JSONValue(selection.order.rawValue),
      "holdout": JSONValue(holdout.share), "holdout_by": JSONValue(holdout.unit.rawValue),
      "balanced": JSONValue(isBalanced), "left_out": JSONValue(leftOut),
      "files": JSONValue(files.map(Self.json)), "recipe": recipe,
    ]
  }

  private static func json(_ file: ExportedFile) -> JSONValue {
    [
      "file": JSONValue(name(file.path)), "split": JSONValue(file.split),
      "lines": JSONValue(file.lines), "solutions": JSONValue(file.solutions),
      "roots": JSONValue(file.roots), "positive": JSONValue(file.positive),
      "negative": JSONValue(file.negative), "bytes": JSONValue(file.bytes),
      "sha256": JSONValue(file.sha256),
    ]
  }

  /// The dataset card.
  public var card: String {
    var text = """
      ---
      configs:
      - config_name: default
        data_files:

      """
    for file in files {
      text += "  - split: \(file.split)\n    path: \(Self.name(file.path))\n"
    }
    text += """
      ---
      # \(selection.suite), step-labelled (\(format.name))

      Solutions of \(selection.suite), split \(selection.split), by \(author)\(labelled). Format: \
      \(format.summary).

      | split | lines | solutions | root problems | + | − | SHA-256 |
      |---|---:|---:|---:|---:|---:|---|

      """
    for file in files {
      text +=
        "| \(file.split) | \(file.lines) | \(file.solutions) | \(file.roots) | \(file.positive) "
        + "| \(file.negative) | `\(file.sha256)` |\n"
    }
    text += """

      Splits are drawn by root problem: a problem and its rephrasings are on one side\(near). Every \
      line \
      was read back and compared with the store before the files got their names. Steps after the \
      first wrong one: \(policy.afterError.rawValue). Undecided steps: \(policy.abstained.rawValue); \
      \(leftOut) solutions were left out by these policies.

      Made by StepMark \(version) with:

      ```json
      \(recipe.serialized())
      ```

      """
    return text
  }

  private var author: String {
    selection.model.map { "the model `\($0.name)` (key `\($0.key)`)" } ?? "every model"
  }

  private var labelled: String {
    selection.method.map { method in
      let settings = Set((selection.labellers ?? []).map(\.settings)).sorted()
      return ", labelled by `\(method)`"
        + (settings.isEmpty
          ? "" : " (" + settings.map { "`\($0)`" }.joined(separator: "; ") + ")")
    } ?? ", labelled by their answers"
  }

  private var near: String {
    holdout.unit == .cluster ? ", and so are problems that are near-duplicates of one another" : ""
  }

  private static func name(_ path: String) -> String {
    path.split(separator: "/").last.map { String($0) } ?? path
  }
}
