import Glibc
import JSON
import Testing

@testable import Transformer

/// A model's folder with what PyTorch and transformers made of it (Benchmarks/peers/parity.py).
struct ParityCase: Sendable, CustomTestStringConvertible {
  let name: String
  let folder: String

  var testDescription: String { name }

  /// The committed cases, and those of the folder that STEPMARK_PARITY names.
  static let all: [ParityCase] = {
    var folder = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(1)
    folder.append("Parity")
    var found = cases(in: folder.joined(separator: "/"))
    if let more = getenv("STEPMARK_PARITY") { found += cases(in: String(cString: more)) }
    return found
  }()

  static let models = all.filter { fileExists($0.folder + "/config.json") }
  static let trained = all.filter { fileExists($0.folder + "/gradients.safetensors") }

  private static func cases(in folder: String) -> [ParityCase] {
    guard let handle = opendir(folder) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle) {
      names.append(
        withUnsafeBytes(of: entry.pointee.d_name) { bytes in
          String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        })
    }
    return names.sorted().map { ParityCase(name: $0, folder: folder + "/" + $0) }
      .filter { fileExists($0.folder + "/expectation.json") }
  }

  func expectation() throws -> JSONValue {
    let path = folder + "/expectation.json"
    return try JSONValue.parse(readFile(path), source: path)
  }
}

extension JSONValue {
  func tokens() throws -> [Int32] { try array().map { Int32(try $0.int()) } }

  func doubles() throws -> [Double] { try array().map { try $0.double() } }
}
