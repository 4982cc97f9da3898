import CKernels
import Glibc

/// A fixed number of floats in memory of its own, aligned to 64 bytes and zero at first.
///
/// The one place where the engine holds raw memory: everything else refers to parts of buffers by
/// ``Matrix``, whose bounds are checked when it is made.
public final class Buffer: @unchecked Sendable {
  // Safe to share because the memory lives as long as the object and never moves, and because its
  // users partition it: a worker writes only to matrices that no other worker reads or writes
  // before the two have joined.

  /// The number of floats.
  public let count: Int

  /// The first float.
  let base: UnsafeMutablePointer<Float>

  /// A buffer of `count` zeros.
  public init(count: Int) {
    precondition(count >= 0, "a buffer cannot hold \(count) floats")
    self.count = count
    let raw = UnsafeMutableRawPointer.allocate(byteCount: max(count, 16) * 4, alignment: 64)
    base = raw.initializeMemory(as: Float.self, repeating: 0, count: max(count, 16))
  }

  /// A copy of some numbers.
  public convenience init(_ values: some Collection<Float>) {
    self.init(count: values.count)
    for (index, value) in values.enumerated() { base[index] = value }
  }

  deinit {
    base.deallocate()
  }

  /// The float at `index`, checked against the bounds.
  public subscript(index: Int) -> Float {
    get {
      precondition(index >= 0 && index < count, "index \(index) of \(count) floats")
      return base[index]
    }
    set {
      precondition(index >= 0 && index < count, "index \(index) of \(count) floats")
      base[index] = newValue
    }
  }

  /// Makes `range` zero.
  public func clear(_ range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    memset(base + range.lowerBound, 0, range.count * 4)
  }

  /// Makes everything zero.
  public func clear() { clear(0..<count) }

  /// Copies `range` of another buffer to the same place here.
  public func copy(_ range: Range<Int>, from other: Buffer, at source: Int) {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    precondition(source >= 0 && source + range.count <= other.count)
    memcpy(base + range.lowerBound, other.base + source, range.count * 4)
  }

  /// Lends the bytes of `range`, in the machine's order.
  public func withBytes<Result, Failure: Error>(
    of range: Range<Int>, _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    return try body(.init(start: base + range.lowerBound, count: range.count * 4))
  }

  /// Lends the bytes of `range` for writing, in the machine's order.
  public func withMutableBytes<Result, Failure: Error>(
    of range: Range<Int>, _ body: (UnsafeMutableRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    return try body(.init(start: base + range.lowerBound, count: range.count * 4))
  }

  /// The first number of `range` that is infinite or not a number.
  public func firstIndexNotFinite(in range: Range<Int>) -> Int? {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    return UnsafeBufferPointer(start: base + range.lowerBound, count: range.count)
      .firstIndex { !$0.isFinite }.map { $0 + range.lowerBound }
  }

  /// The numbers of `range` as an array.
  public func array(_ range: Range<Int>) -> [Float] {
    precondition(range.lowerBound >= 0 && range.upperBound <= count)
    return Array(UnsafeBufferPointer(start: base + range.lowerBound, count: range.count))
  }
}
