import Corpus
import Glibc
import JSON

/// The dataset card of a folder: a README.md whose head says to Hugging Face `datasets` which files
/// are which splits, and whose text says where they come from.
///
/// It is made of the manifests of all exports in the folder, so that a further export adds itself.
/// Holds no time and no cost.
public struct DatasetCard: Sendable {
  /// By this line a card is told from a person's README.
  static let mark =
    "<!-- A dataset card of StepMark: the next export into this folder renews it. -->"

  private let manifests: [JSONValue]

  /// Makes the card of some exports.
  public init(manifests: [JSONValue]) { self.manifests = manifests }

  /// Makes the card of all exports in a folder, in the order of their names.
  ///
  /// - Throws: a manifest that cannot be read.
  public init(folder: String) throws {
    var manifests: [JSONValue] = []
    for name in Self.manifestNames(in: folder) {
      let path = folder + "/" + name
      manifests.append(try JSONValue.parse(try readBytes(path), source: path))
    }
    self.init(manifests: manifests)
  }

  /// The names of the manifests in a folder, in order.
  public static func manifestNames(in folder: String) -> [String] {
    guard let listing = opendir(folder) else { return [] }
    defer { closedir(listing) }
    var names: [String] = []
    while let entry = readdir(listing) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name.hasSuffix(".manifest.json") { names.append(name) }
    }
    return names.sorted()
  }

  /// Refuses to write over a README.md that is no card.
  public static func check(folder: String) throws(ExportError) {
    let path = folder + "/README.md"
    guard access(path, F_OK) == 0 else { return }
    guard holds(String(decoding: try readBytes(path), as: UTF8.self), mark) else {
      throw .cannotWrite(
        file: path, reason: "there is a README that is no dataset card; export into another folder")
    }
  }

  /// Writes README.md into a folder.
  public func write(into folder: String) throws {
    try writeAtomically(try text, to: folder + "/README.md")
  }

  /// The card.
  public var text: String {
    get throws(JSONError) {
      var text = try CardHead(manifests: manifests).text + Self.mark + "\n\n"
      text += "# Step-labelled solutions of \(try suites().joined(separator: ", "))\n\n"
      text += """
        Solutions of mathematical problems, step by step, with labels and verdicts. Every line was \
        read back and compared with the store before the files got their names. A root problem and \
        all that was made of it are on one side of a split.


        """
      text += try files()
      for manifest in manifests { text += try CardSection(manifest).text }
      text += """
        ## Rebuild

        `stepmark reproduce README.md --store STORE` writes every file anew from the store, in \
        another folder, and compares it with the one here byte for byte. The store needs no model \
        for that. What each export was asked for stands in its manifest under `recipe`.

        """
      return text
    }
  }

  private func suites() throws(JSONError) -> [String] {
    var names: [String] = []
    for manifest in manifests {
      let name = try manifest["suite"].string()
      if !names.contains(name) { names.append(name) }
    }
    return names
  }

  private func files() throws(JSONError) -> String {
    var text = """
      ## Files

      | file | format | split | lines | solutions | root problems | + | − | SHA-256 |
      |---|---|---|---:|---:|---:|---:|---:|---|

      """
    for manifest in manifests {
      let format = try manifest["format"].string()
      for file in try manifest["files"].array() {
        let counts = ["lines", "solutions", "roots", "positive", "negative"]
        var cells = ["`\(try file["file"].string())`", format, try file["split"].string()]
        for name in counts { cells.append("\(try file[name].int())") }
        cells.append("`\(try file["sha256"].string())`")
        text += "| " + cells.joined(separator: " | ") + " |\n"
      }
    }
    return text + """

      + and − count labels of steps, or of whole solutions where a format has no steps.


      """
  }
}
