import Corpus
import JSON
import Storage

/// A row of an imported file: what it says beside the problem, and which solutions it came with.
public struct PublishedRow: Hashable, Sendable {
  /// The attribute that lists the completions of a row's solutions, as keys with spaces between.
  static let completionsAttribute = "completions"

  /// The row's id.
  public let id: String
  /// The row's place in its file.
  public let position: Int
  /// What the file says beside the problem.
  public let attributes: [String: String]

  /// Makes a row.
  public init(id: String, position: Int, attributes: [String: String] = [:]) {
    self.id = id
    self.position = position
    self.attributes = attributes
  }

  init(_ row: StoredRow) {
    let members = (try? JSONValue.parse(Array(row.attributes.utf8)).object()) ?? []
    self.init(
      id: row.id, position: row.position,
      attributes: Dictionary(
        members.compactMap { member in (try? member.value.string()).map { (member.name, $0) } }
      ) { first, _ in first })
  }

  /// The keys of the completions that the row came with, in the file's order.
  var completions: [ContentKey] {
    attributes[Self.completionsAttribute]?.split(separator: " ")
      .compactMap { ContentKey(hexadecimal: String($0)) } ?? []
  }
}
