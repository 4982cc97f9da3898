import Foundation
import Testing

@testable import Expressions

/// Pairs of expressions with SymPy's verdict (Benchmarks/peers/equality/generate.py).
struct SymPyPairsTests {
  private static let pairs: [[Substring]] = {
    let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4)
    let path = (root + ["Benchmarks", "peers", "equality", "pairs.tsv"]).joined(separator: "/")
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").map { $0.split(separator: "\t") }
  }()

  @Test func verdictsAreSymPys() {
    #expect(Self.pairs.count >= 800)
    for pair in Self.pairs where pair.count == 3 {
      let result = StructureEqualityTests.compare(String(pair[0]), String(pair[1]))
      switch result {
      case .equal: #expect(pair[2] == "1", "\(pair[0]) and \(pair[1])")
      case .different: #expect(pair[2] == "0", "\(pair[0]) and \(pair[1])")
      case .undecided: Issue.record("\(pair[0]) and \(pair[1]): \(result)")
      }
    }
  }
}
