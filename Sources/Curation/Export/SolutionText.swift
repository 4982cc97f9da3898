import Corpus
import Storage

/// The texts of a solution's steps.
struct SolutionText {
  private let bytes: [UInt8]
  private let ranges: [Range<Int>]
  private let isPublished: Bool

  /// - Parameter isPublished: whether the steps were published as such, white space and all.
  init(_ solution: StoredSolution, isPublished: Bool) {
    bytes = Array(solution.text.utf8)
    ranges = solution.steps
    self.isPublished = isPublished
  }

  var whole: String { stripped(bytes[...]) }

  /// The text of some consecutive steps.
  func steps(_ steps: Range<Int>) -> String {
    let range = ranges[steps.lowerBound].lowerBound..<ranges[steps.upperBound - 1].upperBound
    if isPublished { return String(decoding: bytes[range], as: UTF8.self) }
    let piece = bytes[range].drop(while: Self.isSpace)
    let end = piece.lastIndex { !Self.isSpace($0) }.map { $0 + 1 } ?? piece.startIndex
    return String(decoding: piece[..<end], as: UTF8.self)
  }

  /// The texts of the steps from `first` on.
  func steps(after first: Int) -> [String] {
    ranges.indices.dropFirst(first).map { steps($0..<$0 + 1) }
  }

  /// The text through the last of some steps.
  func prefix(through steps: Range<Int>) -> String {
    stripped(bytes[..<ranges[steps.upperBound - 1].upperBound])
  }

  private func stripped(_ piece: ArraySlice<UInt8>) -> String {
    let text = String(decoding: piece, as: UTF8.self)
    return isPublished ? text : trimmed(text)
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0a || byte == 0x0d || byte == 0x09
  }
}
