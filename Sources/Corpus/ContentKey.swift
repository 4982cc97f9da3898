import CCrypto

/// The identity of a piece of content: the first 128 bits of its SHA-256.
///
/// Two values have the same key exactly when the bytes that were hashed are the same (collisions
/// are expected only beyond 2⁶⁴ values). Keys order by their bytes, so an order by key is the same
/// on every machine.
public struct ContentKey: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The first eight bytes, big-endian.
  public let high: UInt64
  /// The last eight bytes, big-endian.
  public let low: UInt64

  /// Makes a key from its two halves.
  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  /// Hashes `bytes`.
  public init(hashing bytes: some Collection<UInt8>) {
    let digest =
      bytes.withContiguousStorageIfAvailable { SHA256Digest.of($0) }
      ?? Array(bytes).withUnsafeBufferPointer { SHA256Digest.of($0) }
    self.init(digest: digest)
  }

  /// Hashes the UTF-8 bytes of `text`.
  public init(hashing text: String) {
    self.init(hashing: text.utf8)
  }

  /// Reads the sixteen bytes of a stored key; `nil` when there are not exactly sixteen.
  public init?(bytes: UnsafeRawBufferPointer) {
    guard bytes.count == 16 else { return nil }
    self.init(
      high: UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
      low: UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self)))
  }

  /// Reads 32 hexadecimal digits; `nil` for anything else.
  public init?(hexadecimal text: String) {
    guard text.utf8.count == 32, let high = UInt64(text.prefix(16), radix: 16),
      let low = UInt64(text.suffix(16), radix: 16)
    else { return nil }
    self.init(high: high, low: low)
  }

  init(digest: [UInt8]) {
    var halves: (UInt64, UInt64) = (0, 0)
    for index in 0..<8 {
      halves.0 = halves.0 << 8 | UInt64(digest[index])
      halves.1 = halves.1 << 8 | UInt64(digest[index + 8])
    }
    self.init(high: halves.0, low: halves.1)
  }

  /// The sixteen bytes, most significant first.
  public var bytes: [UInt8] {
    (0..<8).map { UInt8(truncatingIfNeeded: high >> UInt64(56 - 8 * $0)) }
      + (0..<8).map { UInt8(truncatingIfNeeded: low >> UInt64(56 - 8 * $0)) }
  }

  /// 32 lower-case hexadecimal digits.
  public var description: String { hexadecimal(high) + hexadecimal(low) }

  /// Orders keys by their bytes.
  public static func < (left: ContentKey, right: ContentKey) -> Bool {
    (left.high, left.low) < (right.high, right.low)
  }
}

/// Collects fields into the bytes that a `ContentKey` is made of.
///
/// Every field is written with its length, so that no two different sequences of fields give the
/// same bytes ("ab" + "c" is not "a" + "bc").
public struct ContentHasher: Sendable {
  private var bytes: [UInt8] = []

  /// Starts with the name of what is being identified, so that keys of different kinds differ.
  public init(_ kind: String) {
    bytes.reserveCapacity(256)
    add(kind)
  }

  /// Adds a text.
  public mutating func add(_ text: String) {
    add(UInt64(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  /// Adds an optional text; a missing one differs from an empty one.
  public mutating func add(_ text: String?) {
    guard let text else { return add(UInt64.max) }
    add(text)
  }

  /// Adds a whole number.
  public mutating func add(_ number: UInt64) {
    for shift in stride(from: 56, through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(shift)))
    }
  }

  /// Adds a whole number.
  public mutating func add(_ number: Int) { add(UInt64(bitPattern: Int64(number))) }

  /// Adds a floating-point number by its bits.
  public mutating func add(_ number: Double) { add(number.bitPattern) }

  /// Adds another key.
  public mutating func add(_ key: ContentKey) {
    add(key.high)
    add(key.low)
  }

  /// The key of everything that was added.
  public var key: ContentKey { ContentKey(hashing: bytes) }
}

/// The full SHA-256 of some bytes, for files and manifests.
public enum SHA256Digest {
  /// The 32 bytes of the SHA-256 of `bytes`.
  public static func of(_ bytes: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 32)
    _ = SHA256(bytes.baseAddress, bytes.count, &digest)
    return digest
  }

  /// The SHA-256 of `bytes` as 64 lower-case hexadecimal digits.
  public static func hexadecimal(of bytes: [UInt8]) -> String {
    hexadecimal(digest: bytes.withUnsafeBufferPointer { of($0) })
  }

  /// A digest as lower-case hexadecimal digits.
  static func hexadecimal(digest: [UInt8]) -> String {
    digest.map { byte in
      let text = String(byte, radix: 16)
      return text.count == 1 ? "0" + text : text
    }.joined()
  }
}

/// The SHA-256 of bytes that come in parts.
public struct RunningSHA256: ~Copyable {
  private let context: OpaquePointer?

  /// The digest of nothing so far.
  public init() {
    context = EVP_MD_CTX_new()
    EVP_DigestInit_ex(context, EVP_sha256(), nil)
  }

  /// Adds the next bytes.
  public mutating func add(_ bytes: [UInt8]) {
    bytes.withUnsafeBytes { buffer in
      _ = EVP_DigestUpdate(context, buffer.baseAddress, buffer.count)
    }
  }

  /// The digest of all bytes as 64 lower-case hexadecimal digits.
  public consuming func finish() -> String {
    var digest = [UInt8](repeating: 0, count: 32)
    EVP_DigestFinal_ex(context, &digest, nil)
    return SHA256Digest.hexadecimal(digest: digest)
  }

  deinit { EVP_MD_CTX_free(context) }
}

private func hexadecimal(_ value: UInt64) -> String {
  let text = String(value, radix: 16)
  return String(repeating: "0", count: 16 - text.count) + text
}
