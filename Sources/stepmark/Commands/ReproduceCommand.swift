import Corpus
import Curation
import Glibc
import JSON
import ProblemSets
import Storage
import Terminal

/// `stepmark reproduce`.
enum ReproduceCommand {
  static let command: Command = Command(
    name: "reproduce",
    summary: "Rebuild exported files from the store and compare them byte for byte.",
    discussion: """
      Reads what every export of a dataset card was asked for, does it again in a folder of its \
      own, and compares the files with those beside the card and with the hashes in it. The model is \
      told by its key, so its folder need not be there. Ends with exit code 1 when a file differs.
      """,
    examples: [
      Example("stepmark reproduce data/README.md --store my.db", "all exports of a folder"),
      Example("stepmark reproduce trl.jsonl.manifest.json --store my.db", "one of them"),
    ],
    options: [
      .value(
        "store", "FILE", "the store; by default the one of that name beside the card, or here"),
      CommonOptions.json,
    ],
    arguments: [Argument("CARD", "a dataset card, its folder, an exported file, or its manifest")],
    action: reproduce)

  /// What became of one file.
  private struct Comparison {
    let file: String
    /// What is wrong; `nil` where it is the same.
    let difference: String?
  }

  private static func reproduce(_ invocation: Invocation) async throws -> ExitCode {
    guard let card = invocation.argument("CARD") else {
      throw CommandError.usage("which card?", hint: "stepmark reproduce data/README.md")
    }
    let manifests = try manifests(card)
    var comparisons: [Comparison] = []
    for path in manifests { comparisons += try await compare(path, invocation) }
    let differing = comparisons.count { $0.difference != nil }
    if invocation.flag("json") {
      let files = comparisons.map { item -> JSONValue in
        [
          "file": JSONValue(item.file), "equal": JSONValue(item.difference == nil),
          "difference": JSONValue(item.difference.map { JSONValue($0) }),
        ]
      }
      let json: JSONValue = [
        "files": JSONValue(files), "differing": JSONValue(differing),
      ]
      Console.writeLine(json.serialized())
    } else {
      for item in comparisons {
        Console.writeLine("reproduce: \(item.file): \(item.difference ?? "the same bytes")")
      }
    }
    return differing == 0 ? .success : .failure
  }

  /// The manifests that a card stands for.
  private static func manifests(_ card: String) throws(CommandError) -> [String] {
    if card.hasSuffix(".manifest.json") { return [card] }
    if card.hasSuffix(".card.md") { return [String(card.dropLast(8)) + ".manifest.json"] }
    if access(card + ".manifest.json", F_OK) == 0 { return [card + ".manifest.json"] }
    var folder = card
    var status = stat()
    guard stat(card, &status) == 0 else {
      throw CommandError("\(card): there is no such card", exitCode: .missingData)
    }
    if status.st_mode & S_IFMT != S_IFDIR {
      guard card == "README.md" || card.hasSuffix("/README.md") else {
        throw CommandError.usage(
          "\(card): neither a dataset card nor a manifest, and no manifest stands beside it",
          hint: "stepmark reproduce \(Self.folder(of: card))/README.md")
      }
      folder = Self.folder(of: card)
    }
    let names = DatasetCard.manifestNames(in: folder)
    guard !names.isEmpty else {
      throw CommandError(
        "\(folder): there is no manifest beside the card",
        hint: "`stepmark export --out \(folder)/` writes both", exitCode: .missingData)
    }
    return names.map { folder + "/" + $0 }
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func compare(
    _ path: String, _ invocation: Invocation
  ) async throws -> [Comparison] {
    let manifest = try JSONValue.parse(try FileBytes.read(path), source: path)
    let files = try manifest["files"].array()
    let name = try files.first.map { (file) throws(JSONError) in try file["file"].string() }
    let scratch = try ScratchFolder()
    let made = scratch.path + "/" + (name ?? "export.jsonl")
    let words = try words(
      manifest, at: path, out: made, store: invocation.optionalString("store"))
    guard case .run(let export) = try Tool.root.parse(words) else {
      throw try manifest["recipe"].error("is no export")
    }
    _ = try await ExportCommand.export(export, to: made).run()
    var comparisons: [Comparison] = []
    for file in files {
      let name = try file["file"].string()
      let (old, new) = (Self.folder(of: path) + "/" + name, scratch.path + "/" + name)
      comparisons.append(
        Comparison(file: old, difference: try difference(old, new, try file["sha256"].string())))
    }
    return comparisons
  }

  /// The command line of an export, as its manifest has it, into another file.
  private static func words(
    _ manifest: JSONValue, at manifestPath: String, out: String, store: String?
  ) throws(JSONError) -> [String] {
    let recipe = try manifest["recipe"]
    guard try recipe["command"].string() == "export" else {
      throw try recipe["command"].error("is no export")
    }
    var words = ["export", "--out", out]
    let key = try manifest["model_key"]
    if !key.isNull { words += ["--model", try key.string()] }
    // What was chosen by default then may not be what would be chosen now.
    let method = try manifest.member("method").flatMap { (method) throws(JSONError) in
      method.isNull ? nil : try method.string()
    }
    if let method { words += ["--method", method] }
    var labellers: [String] = []
    for labeller in try manifest.member("labellers")?.array() ?? [] {
      labellers.append(try labeller["key"].string())
    }
    if !labellers.isEmpty { words += ["--labeller", labellers.joined(separator: ",")] }
    for member in try recipe["options"].object() {
      switch member.name {
      case "out", "card", "json", "revision", "labeller": continue
      // Without labels it still says which solutions are meant.
      case "method" where method != nil: continue
      case "model" where !key.isNull: continue
      case "store":
        let named = try member.value.string()
        words += ["--store", store ?? Self.store(named, besides: manifestPath)]
      default:
        if case .bool(let isOn) = member.value.kind {
          if isOn { words.append("--" + member.name) }
        } else {
          words += ["--" + member.name, try member.value.string()]
        }
      }
    }
    return words
  }

  /// The store that a manifest names: beside it, else where the command runs.
  private static func store(_ name: String, besides manifest: String) -> String {
    let here = folder(of: manifest) + "/" + name
    return !name.hasPrefix("/") && access(here, F_OK) == 0 ? here : name
  }

  /// How two files differ, and the first from its hash; `nil` when they are the same.
  private static func difference(
    _ old: String, _ new: String, _ hash: String
  ) throws -> String? {
    let new = try FileBytes.read(new)
    guard let there = try? FileBytes.read(old) else { return "is missing; it can be rebuilt" }
    guard there == new else {
      let same = zip(there, new).prefix { $0 == $1 }.map(\.0)
      let line = 1 + same.count { $0 == 0x0a }
      return "differs from line \(line) on: \(there.count) bytes here, \(new.count) from the store"
    }
    let found = SHA256Digest.hexadecimal(of: new)
    return found == hash ? nil : "has the SHA-256 \(found), and the card says \(hash)"
  }
}

/// A folder that is gone with its owner.
private final class ScratchFolder {
  let path: String

  init() throws(CommandError) {
    let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array((base + "/stepmark-XXXXXX").utf8CString)
    guard let made = mkdtemp(&template) else {
      throw CommandError("\(base): no folder can be made: \(String(cString: strerror(errno)))")
    }
    path = String(cString: made)
  }

  deinit {
    guard let listing = opendir(path) else { return }
    while let entry = readdir(listing) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { unlink(path + "/" + name) }
    }
    closedir(listing)
    rmdir(path)
  }
}
