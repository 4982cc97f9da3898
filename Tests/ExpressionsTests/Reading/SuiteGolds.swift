import Foundation
import TestSupport

/// The gold answers of the published suites, as their readers would hand them over.
enum SuiteGolds {
  /// The records of a file of JSON lines or one JSON array, compressed or not.
  static func records(_ path: String) throws -> [[String: Any]] {
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["gzip", "-dcf", SharedData.path(path)]
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    if let records = try? JSONSerialization.jsonObject(with: data) as? [[String: Any]] {
      return records
    }
    return try data.split(separator: UInt8(ascii: "\n")).compactMap {
      try JSONSerialization.jsonObject(with: Data($0)) as? [String: Any]
    }
  }

  /// What the last `\boxed` of a solution holds.
  static func boxed(_ solution: String) -> String? {
    guard let command = solution.range(of: "\\boxed", options: .backwards) else { return nil }
    let rest = solution[command.upperBound...]
    guard rest.first == "{" else { return rest.split(separator: "$").first.map(String.init) }
    var depth = 0
    for index in rest.indices {
      if rest[index] == "{" { depth += 1 }
      if rest[index] == "}" {
        depth -= 1
        if depth == 0 { return String(rest[rest.index(after: rest.startIndex)..<index]) }
      }
    }
    return nil
  }

  /// The golds of one file: a field as text, all elements of a list.
  static func field(_ name: String, of path: String) throws -> [String] {
    try records(path).flatMap { record -> [String] in
      switch record[name] {
      case let list as [Any]: list.map { "\($0)" }
      case let value?: ["\(value)"]
      default: []
      }
    }
  }

  /// The golds that the worked solutions of a file carry.
  static func boxes(of path: String) throws -> [String] {
    try records(path).compactMap { ($0["solution"] as? String).flatMap(boxed) }
  }

  /// The golds behind `####`.
  static func afterHashes(of path: String) throws -> [String] {
    try field("answer", of: path).compactMap {
      $0.components(separatedBy: "#### ").last?.trimmingCharacters(in: .whitespaces)
    }
  }
}
