import Glibc
import TestSupport
import Testing
import Transformer

/// A training run that is killed by SIGKILL, in real processes.
@Suite("A training run that is killed", .enabled(if: BuiltTool.isPresent, BuiltTool.absence))
struct KilledTrainingTests {
  private let tool = BuiltTool()
  private let interval = 2

  private func train(_ folder: String, _ threads: Int, environment: [String] = []) throws
    -> BuiltTool.Result
  {
    try tool.run(
      [
        "train", "--out", "\(folder)/model", "--steps", "9", "--batch-size", "2",
        "--accumulation", "2", "--learning-rate", "0.02", "--evaluate-every", "2", "--held-out",
        "6", "--evaluate-suite", "gsm-style", "--evaluate-limit", "2", "--store", "s.db",
        "--patience", "2", "--keep", "best", "--checkpoint-every", "\(interval)", "--threads",
        "\(threads)",
      ], environment: ["STEPMARK_REQUEST_LOG=\(folder).log"] + environment)
  }

  private func bytes(_ name: String) throws -> [UInt8] {
    let handle = try #require(fopen(tool.folder.file(name), "r"), "\(name)")
    defer { fclose(handle) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while case let count = fread(&buffer, 1, buffer.count, handle), count > 0 {
      bytes += buffer[..<count]
    }
    return bytes
  }

  private func steps(_ folder: String) throws -> [Int] {
    String(decoding: try bytes("\(folder).log"), as: UTF8.self).split(separator: "\n").compactMap {
      Int($0.dropFirst("step ".count))
    }
  }

  private func names(in folder: String) -> [String] {
    guard let handle = opendir(tool.folder.file(folder)) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      names.append(
        withUnsafeBytes(of: entry.pointee.d_name) { bytes in
          String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        })
    }
    return names.filter { !$0.hasPrefix(".") }.sorted()
  }

  @Test("It ends with the bytes of one that was not, and repeats no more than was lost")
  func endsWithTheSameBytes() throws {
    let generated = try tool.run(
      "problems", "generate", "--split", "test", "--count", "4", "--store", "s.db")
    #expect(generated.code == 0, "\(generated.errors)")
    let whole = try train("whole", 2)
    #expect(whole.code == 0, "\(whole.errors)")
    let done = try #require(try steps("whole").last)

    // In the middle of writing the second checkpoint; Benchmarks/kill-train kills at any moment.
    let killed = try train("killed", 1, environment: ["STEPMARK_FAULT=checkpoint:2"])
    #expect(killed.code == -SIGKILL, "\(killed.errors)")
    let checkpoint = try #require(names(in: "killed").first { $0.hasSuffix(".checkpoint") })
    let file = try SafetensorsFile(path: tool.folder.file("killed/\(checkpoint)"))
    #expect(file.metadata["step"] == "\(interval)")
    #expect(names(in: "killed").contains { $0.hasSuffix(".partial") })

    let last = try train("killed", 2)
    #expect(last.code == 0, "\(last.errors)")
    #expect(try steps("killed") == Array(1...4) + Array(3...done))
    let files = names(in: "whole/model")
    #expect(files.contains("training.json") && files.contains("model.safetensors"))
    #expect(names(in: "killed/model") == files)
    for name in files {
      #expect(try bytes("killed/model/\(name)") == bytes("whole/model/\(name)"), "\(name)")
    }
    #expect(names(in: "killed") == ["model"])
  }
}
