import JSON
import Kernels

/// A safetensors file that has been opened: its header, checked against the file's length.
///
/// The format: eight bytes of header length, a JSON header of names, types, shapes and offsets, then
/// the tensors, which cover the rest without gaps.
public final class SafetensorsFile {
  /// A tensor of the file.
  public struct Entry: Sendable, Hashable {
    /// Its sizes, the outermost first.
    public let shape: [Int]

    /// How its numbers are written.
    public let type: NumberType

    /// Its bytes in the file.
    let bytes: Range<Int>
  }

  /// The file's path.
  public let path: String

  /// The tensors by name.
  public let tensors: [String: Entry]

  /// What the header says beside the tensors.
  public let metadata: [String: String]

  private let file: OpenFile

  /// Opens a file and checks its header.
  public init(path: String) throws(ModelError) {
    self.path = path
    file = try OpenFile(reading: path)
    let size = try file.size()
    guard size >= 8 else {
      throw .unusable(path: path, field: "header length", reason: "the file has \(size) bytes")
    }
    let length = try file.read(at: 0, count: 8).reversed().reduce(UInt64(0)) {
      $0 << 8 | UInt64($1)
    }
    guard length >= 2, length <= UInt64(size - 8), length <= 100_000_000 else {
      throw .unusable(
        path: path, field: "header length", reason: "\(length) of a file of \(size) bytes")
    }
    let header = try file.read(at: 8, count: Int(length))
    let start = 8 + Int(length)
    do {
      let root = try JSONValue.parse(header, source: path, maximumDepth: 16)
      metadata = try Self.metadata(root)
      tensors = try Self.entries(root, path, start, size)
    } catch let error as JSONError {
      throw .unusable(path: path, field: "header", reason: error.description)
    } catch let error as ModelError {
      throw error
    } catch {
      throw .unusable(path: path, field: "header", reason: "\(error)")
    }
  }

  private static func metadata(_ root: JSONValue) throws(JSONError) -> [String: String] {
    guard let value = try root.member("__metadata__") else { return [:] }
    var result: [String: String] = [:]
    for member in try value.object() { result[member.name] = try member.value.string() }
    return result
  }

  private static func entries(
    _ root: JSONValue, _ path: String, _ start: Int, _ size: Int
  ) throws -> [String: Entry] {
    var result: [String: Entry] = [:]
    for member in try root.object() where member.name != "__metadata__" {
      func refuse(_ reason: String) -> ModelError {
        .unusable(path: path, field: member.name, reason: reason)
      }
      let type = try member.value["dtype"].string()
      guard let type = NumberType(rawValue: type) else {
        throw refuse("dtype \(type); F32, F16 and BF16 can be read")
      }
      var count = 1
      var shape: [Int] = []
      for value in try member.value["shape"].array() {
        let extent = try value.int()
        let (product, overflow) = count.multipliedReportingOverflow(by: extent)
        guard extent >= 0, !overflow else { throw refuse("shape has the size \(extent)") }
        count = product
        shape.append(extent)
      }
      let offsets = try member.value["data_offsets"].array()
      guard offsets.count == 2 else { throw refuse("data_offsets has \(offsets.count) numbers") }
      let begin = try offsets[0].int()
      let end = try offsets[1].int()
      guard begin >= 0, begin <= end, end <= size - start else {
        throw refuse("data_offsets [\(begin), \(end)] leave the \(size - start) bytes of data")
      }
      guard count <= (end - begin) / type.size, end - begin == count * type.size else {
        throw refuse("\(end - begin) bytes for shape \(shape)")
      }
      result[member.name] = Entry(
        shape: shape, type: type, bytes: start + begin..<start + end)
    }
    var covered = start
    for (name, entry) in result.sorted(by: {
      ($0.value.bytes.lowerBound, $0.value.bytes.count)
        < ($1.value.bytes.lowerBound, $1.value.bytes.count)
    }) {
      guard entry.bytes.lowerBound == covered else {
        throw ModelError.unusable(
          path: path, field: name, reason: "data_offsets overlap another tensor or leave a gap")
      }
      covered = entry.bytes.upperBound
    }
    guard covered == size else {
      throw ModelError.unusable(
        path: path, field: "data", reason: "\(size - covered) bytes belong to no tensor")
    }
    return result
  }

  /// Reads a tensor, which must have this shape, into `buffer` from `offset` on.
  public func read(
    _ name: String, shape: [Int], into buffer: Buffer, at offset: Int
  ) throws(ModelError) {
    guard let entry = tensors[name] else {
      throw .unusable(path: path, field: name, reason: "the tensor is missing")
    }
    guard entry.shape == shape else {
      throw .unusable(
        path: path, field: name, reason: "shape \(entry.shape) where \(shape) is expected")
    }
    let count = entry.bytes.count / entry.type.size
    guard entry.type != .f32 else {
      return try buffer.withMutableBytes(of: offset..<offset + count) {
        (target) throws(ModelError) in
        try file.read(at: entry.bytes.lowerBound, into: target)
      }
    }
    let step = 1 << 19
    for start in stride(from: 0, to: count, by: step) {
      let part = start..<min(start + step, count)
      let bytes = try file.read(
        at: entry.bytes.lowerBound + part.lowerBound * entry.type.size,
        count: part.count * entry.type.size)
      buffer.withMutableBytes(of: offset + part.lowerBound..<offset + part.upperBound) { target in
        entry.type.widen(bytes, into: target.bindMemory(to: Float.self))
      }
    }
  }
}

/// A part of a buffer that becomes a tensor of a file.
public struct SafetensorsItem {
  /// Its name in the file.
  public var name: String

  /// Its sizes, the outermost first.
  public var shape: [Int]

  /// The buffer that holds it.
  public var buffer: Buffer

  /// Its first float there.
  public var offset: Int

  /// A tensor to write.
  public init(name: String, shape: [Int], buffer: Buffer, offset: Int) {
    self.name = name
    self.shape = shape
    self.buffer = buffer
    self.offset = offset
  }
}

/// Writes tensors in the order given, as the only content of a file that appears whole or not at
/// all.
///
/// - Parameters:
///   - type: how numbers are written; a narrower type than F32 rounds to nearest, to even.
///   - midway: called when half of the tensors are written; for tests of recovery.
public func writeSafetensors(
  _ items: [SafetensorsItem], as type: NumberType = .f32,
  metadata: [(name: String, value: String)] = [], to path: String, midway: (() -> Void)? = nil
) throws(ModelError) {
  var members = [
    JSONMember(
      "__metadata__", JSONValue(metadata.map { JSONMember($0.name, JSONValue($0.value)) }))
  ]
  var position = 0
  for item in items {
    let end = position + item.shape.reduce(type.size, *)
    members.append(
      JSONMember(
        item.name,
        [
          "dtype": JSONValue(type.rawValue), "shape": JSONValue(item.shape.map { JSONValue($0) }),
          "data_offsets": [JSONValue(position), JSONValue(end)],
        ]))
    position = end
  }
  var header = JSONValue(members).serializedBytes()
  while header.count % 8 != 0 { header.append(UInt8(ascii: " ")) }
  let length = (0..<8).map { UInt8(truncatingIfNeeded: header.count >> (8 * $0)) }
  try replaceFile(path) { (file) throws(ModelError) in
    try file.write(length + header)
    for (number, item) in items.enumerated() {
      if number == items.count / 2 { midway?() }
      let range = item.offset..<item.offset + item.shape.reduce(1, *)
      try item.buffer.withBytes(of: range) { (source) throws(ModelError) in
        guard type != .f32 else { return try file.write(source) }
        try file.write(type.narrow(source.bindMemory(to: Float.self)))
      }
    }
  }
}
