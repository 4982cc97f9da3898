/// The elements of a text that is one JSON array, one after the other.
///
/// The first fault of the text is the last element of the sequence: nothing behind it can be told
/// apart, and the elements before it stay good.
public struct JSONElements: Sequence, Sendable {
  /// An element of the array.
  public struct Element: Sendable {
    /// The element's number, from 1.
    public let number: Int
    /// The element, or what is wrong with the text.
    public let result: Result<JSONValue, JSONError>
  }

  private let source: JSONSource

  /// Makes the sequence of the elements of `bytes`.
  ///
  /// - Parameters:
  ///   - bytes: The text in UTF-8; values keep it alive for their positions.
  ///   - source: The file's name, for messages.
  ///   - maximumDepth: How deep arrays and objects may be nested.
  public init(_ bytes: [UInt8], source: String = "input", maximumDepth: Int = 512) {
    self.source = JSONSource(
      name: source, bytes: bytes, range: 0..<bytes.count, firstLine: 1, dialect: .json,
      maximumDepth: maximumDepth)
  }

  /// Starts at the first element.
  public func makeIterator() -> Iterator { Iterator(source) }

  /// Reads element after element.
  public struct Iterator: IteratorProtocol {
    private let source: JSONSource
    private var cursor: Int
    private var number = 0
    private var isAtEnd = false

    init(_ source: JSONSource) {
      self.source = source
      cursor = source.start
    }

    /// Reads the next element.
    public mutating func next() -> Element? {
      guard !isAtEnd else { return nil }
      number += 1
      do throws(JSONError) {
        guard let value = try source.element(number - 1, from: &cursor) else {
          isAtEnd = true
          return nil
        }
        return Element(number: number, result: .success(value))
      } catch {
        isAtEnd = true
        return Element(number: number, result: .failure(error))
      }
    }
  }
}
