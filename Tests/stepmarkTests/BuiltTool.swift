import Corpus
import Glibc
import TestSupport
import Testing
import Transformer

/// The executable that was built with the tests, run as a user runs it.
struct BuiltTool {
  /// How a call ended.
  struct Result {
    let code: Int32
    let output: String
    let errors: String
  }

  /// The executable lies beside the test bundle.
  static let path: String = {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = max(0, readlink("/proc/self/exe", &buffer, buffer.count))
    let own = String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    // `swift test` may run the bundle through a helper that is not built here.
    let candidates = [own] + CommandLine.arguments
    let folders = candidates.map { $0.split(separator: "/", omittingEmptySubsequences: false) }
      .map { $0.dropLast().joined(separator: "/") }
    let found = folders.first { access($0 + "/stepmark", X_OK) == 0 }
    return (found ?? folders[0]) + "/stepmark"
  }()

  static let isPresent = access(path, X_OK) == 0
  static let absence: Comment = "the executable was not built beside the tests"

  /// The folder in which the tool works, so that no default store is shared.
  let folder: TemporaryFolder

  init() { folder = TemporaryFolder() }

  /// Runs the tool in its folder and waits for it.
  func run(_ words: String...) throws -> Result { try run(words) }

  /// - Parameters:
  ///   - environment: variables that are set for it, as `NAME=VALUE`.
  ///   - input: what it can read.
  func run(
    _ words: [String], environment: [String] = [], input: String = ""
  ) throws -> Result {
    let id = UInt64.random(in: 0 ... .max)
    let (output, errors) = (folder.file("out-\(id)"), folder.file("err-\(id)"))
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    let inputs = folder.write(Array(input.utf8), to: "in-\(id)")
    posix_spawn_file_actions_addopen(&actions, 0, inputs, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT, 0o600)
    let shell = ["sh", "-c", #"cd "$0" && exec "$@""#, folder.path]
    var arguments = (shell + ["env"] + environment + [Self.path] + words).map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    var child: pid_t = 0
    let code = posix_spawn(&child, "/bin/sh", &actions, nil, &arguments, environ)
    try #require(code == 0, "\(Self.path) cannot be run: \(String(cString: strerror(code)))")
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    return Result(
      code: status & 0x7f == 0 ? (status >> 8) & 0xff : -(status & 0x7f), output: text(of: output),
      errors: text(of: errors))
  }

  /// Writes a file into the folder; its name is what the tool is given.
  @discardableResult
  func write(_ text: String, to name: String) -> String {
    _ = folder.write(Array(text.utf8), to: name)
    return name
  }

  /// What stands in a file of the folder; empty where there is none.
  func contents(of name: String) -> String { text(of: folder.file(name)) }

  /// Saves a tiny model with random weights, whose vocabulary can write these texts.
  func saveModel(_ name: String, vocabulary: [String]) throws {
    let tokenizer = try Tokenizer.build(
      from: vocabulary, endToken: "<|end|>",
      otherSpecialTokens: ["<|problem|>", "<|solution|>", "<|rephrase|>"], numbersUpTo: 20)
    var stream = RandomStream(seed: 1, "tiny model")
    let configuration = Configuration(
      vocabularySize: tokenizer.count, hiddenSize: 32, layers: 1, heads: 1, intermediateSize: 32,
      maximumPositions: 512)
    try Model(tokenizer: tokenizer, configuration: configuration, randomizedBy: &stream)
      .save(to: folder.file(name))
  }

  private func text(of path: String) -> String {
    guard let handle = fopen(path, "r") else { return "" }
    defer { fclose(handle) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    while case let count = fread(&buffer, 1, buffer.count, handle), count > 0 {
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
