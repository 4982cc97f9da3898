/// A JSON value that remembers where it was written.
///
/// Objects keep the order of their members and numbers keep the text that they were written as, so
/// no digit is lost. Values are equal when they are written with the same content, wherever they
/// stand; two numbers are equal when their texts are.
public struct JSONValue: Sendable {
  /// What a value is, with its content.
  public enum Kind: Sendable, Equatable {
    /// The literal `null`.
    case null
    /// `true` or `false`.
    case bool(Bool)
    /// A number, as the text that was written.
    case number(String)
    /// A string.
    case string(String)
    /// The elements of an array.
    case array([JSONValue])
    /// The members of an object in the order written; no name occurs twice.
    case object([JSONMember])
  }

  /// What the value is.
  public let kind: Kind
  let source: JSONSource?
  let offset: Int

  /// Makes a value in code; it has no position.
  public init(_ kind: Kind) {
    self.init(kind, source: nil, offset: 0)
  }

  init(_ kind: Kind, source: JSONSource?, offset: Int) {
    self.kind = kind
    self.source = source
    self.offset = offset
  }

  /// Where the value starts in its source; `nil` for a value made in code.
  ///
  /// - Complexity: O(offset), as lines are counted when somebody asks; for a value of a JSON lines
  ///   file, O(offset in its line).
  public var position: JSONPosition? { source?.position(of: offset) }

  /// Where the value stands in its document, for example `model.layers[3]`; empty for the root.
  ///
  /// - Complexity: O(offset), as the document is scanned again when somebody asks.
  public var path: String { source?.path(to: offset) ?? "" }

  /// The name of the file that the value was read from; `nil` for a value made in code.
  public var sourceName: String? { source?.name }
}

/// A member of an object: a name and its value.
public struct JSONMember: Sendable, Equatable {
  /// The member's name.
  public let name: String
  /// The member's value.
  public let value: JSONValue

  /// Makes a member.
  public init(_ name: String, _ value: JSONValue) {
    self.name = name
    self.value = value
  }
}

extension JSONValue: Equatable {
  /// Compares content and ignores positions.
  public static func == (left: JSONValue, right: JSONValue) -> Bool { left.kind == right.kind }
}

extension JSONValue {
  /// The value `null`.
  public static let null = JSONValue(.null)

  /// Makes a truth value.
  public init(_ value: Bool) { self.init(.bool(value)) }

  /// Makes a string.
  public init(_ value: String) { self.init(.string(value)) }

  /// Makes a number.
  public init(_ value: some BinaryInteger) { self.init(.number(value.description)) }

  /// Makes a number with the fewest digits that read back as the same `Double`.
  ///
  /// JSON has no infinities and no NaN: they become `null`.
  public init(_ value: Double) {
    self.init(value.isFinite ? .number(value.description) : .null)
  }

  /// Makes a number with the fewest digits that read back as the same `Float`.
  ///
  /// JSON has no infinities and no NaN: they become `null`.
  public init(_ value: Float) {
    self.init(value.isFinite ? .number(value.description) : .null)
  }

  /// Makes an array.
  public init(_ elements: [JSONValue]) { self.init(.array(elements)) }

  /// Makes an object; the caller sees to it that no name occurs twice.
  public init(_ members: [JSONMember]) { self.init(.object(members)) }

  /// Makes a value, or `null` where there is none.
  public init(_ value: JSONValue?) { self = value ?? .null }
}

extension JSONValue: ExpressibleByStringInterpolation, ExpressibleByIntegerLiteral,
  ExpressibleByFloatLiteral, ExpressibleByBooleanLiteral, ExpressibleByNilLiteral,
  ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral
{
  /// Makes a string.
  public init(stringLiteral value: String) { self.init(value) }

  /// Makes a number.
  public init(integerLiteral value: Int) { self.init(value) }

  /// Makes a number.
  public init(floatLiteral value: Double) { self.init(value) }

  /// Makes a truth value.
  public init(booleanLiteral value: Bool) { self.init(value) }

  /// Makes `null`.
  public init(nilLiteral: ()) { self.init(.null) }

  /// Makes an array.
  public init(arrayLiteral elements: JSONValue...) { self.init(elements) }

  /// Makes an object with its members in the order written.
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self.init(elements.map { JSONMember($0, $1) })
  }
}
