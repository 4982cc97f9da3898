import Corpus
import Curation
import Glibc
import JSON
import ProblemSets
import Terminal

extension ProblemsCommand {
  static let fetch = Command(
    name: "fetch",
    summary: "Download a published suite and verify it.",
    discussion: """
      A file is kept only if its SHA-256 is that of its card, which `stepmark problems list SUITE` \
      shows. Files go to a folder named like the suite below STEPMARK_DATA or --out, where every \
      command finds them. Suites keep their licences: look before you pass them on.
      """,
    examples: [
      Example("stepmark problems fetch gsm8k --out data", "both splits"),
      Example("stepmark problems fetch svamp --from file:///mnt/SVAMP.json", "from a mirror"),
    ],
    options: [
      .value("out", "FOLDER", "the folder of published data; STEPMARK_DATA without it"),
      .value("from", "URL", "another address of the one file that is meant; it may be gzip"),
      CommonOptions.json,
    ],
    arguments: [Argument("NAME", "a suite, or suite/split")]
  ) { invocation in
    guard let name = invocation.argument("NAME") else {
      throw CommandError.usage("which suite?", hint: "stepmark problems list")
    }
    let parts = name.split(separator: "/", maxSplits: 1).map(String.init)
    guard let card = parts.first.flatMap({ SuiteCard.named($0) }) else {
      throw SuiteSource.missing(name)
    }
    guard let folder = invocation.optionalString("out") ?? SuiteSource.dataFolder else {
      throw CommandError.usage("where should it go?", hint: "--out FOLDER, or STEPMARK_DATA=FOLDER")
    }
    let files = card.files.filter { parts.count < 2 || $0.split == parts[1] }
    guard !files.isEmpty else {
      throw CommandError.usage(
        "\(card.name) has no split \(parts[1])",
        hint: card.files.map { "\(card.name)/\($0.split)" }.joined(separator: ", "))
    }
    let from = invocation.optionalString("from")
    guard from == nil || files.count == 1 else {
      throw CommandError.usage(
        "--from is one file's address, and \(card.name) has \(files.count)",
        hint: files.map { "\(card.name)/\($0.split)" }.joined(separator: ", "))
    }
    var kept: [JSONValue] = []
    for file in files {
      let path = try fetch(file, from: from, into: "\(folder)/\(card.name)")
      if !invocation.flag("json") {
        Console.writeLine("\(card.name)/\(file.split): \(path), as its SHA-256 says")
      }
      kept.append([
        "suite": JSONValue(card.name), "split": JSONValue(file.split),
        "problems": JSONValue(file.rows), "path": JSONValue(path),
        "sha256": JSONValue(file.digest),
      ])
    }
    if invocation.flag("json") {
      Console.writeLine((["files": JSONValue(kept)] as JSONValue).serialized())
    }
    return .success
  }

  /// Downloads one file and keeps it if it is the published one; returns its path.
  private static func fetch(
    _ file: SuiteCard.File, from mirror: String?, into folder: String
  ) throws -> String {
    let path = "\(folder)/\(file.name)"
    if let content = try? FileContent(file: path), content.digest == file.digest { return path }
    guard let address = mirror ?? file.address else {
      throw CommandError(
        "\(file.name) was assembled and has no address of its own: \(SuiteSource.place(of: file))",
        hint: "--from URL of a copy with that hash", exitCode: .missingData)
    }
    let bytes: [UInt8]
    do {
      bytes = try Download.bytes(from: address)
    } catch {
      throw CommandError(
        "\(address): \(error.reason); expected SHA-256 \(file.digest)",
        hint: "put the file at \(path) by other means, or --from URL", exitCode: .missingData)
    }
    let content: FileContent
    do {
      content = FileContent(bytes: try FileBytes.decompressed(bytes, source: address))
    } catch {
      throw CommandError("\(error)", hint: "--from URL", exitCode: .badInput)
    }
    guard content.digest == file.digest else {
      throw CommandError(
        "\(address) is not the published file: its SHA-256 is \(content.digest), "
          + "expected \(file.digest); nothing is kept",
        hint: "--from URL of a copy with that hash", exitCode: .badInput)
    }
    try makeFolders(folder)
    var output = try AtomicFile(path: path)
    try output.write(content.bytes)
    _ = try output.flush()
    try output.publish()
    return path
  }

  private static func makeFolders(_ path: String) throws(CommandError) {
    for end in path.indices.filter({ path[$0] == "/" && $0 > path.startIndex }) + [path.endIndex] {
      let folder = String(path[..<end])
      guard mkdir(folder, 0o755) == 0 || errno == EEXIST else {
        throw CommandError("\(folder) cannot be made: \(String(cString: strerror(errno)))")
      }
    }
  }
}
