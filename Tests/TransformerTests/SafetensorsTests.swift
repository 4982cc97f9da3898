import Glibc
import Kernels
import Testing

@testable import Transformer

@Suite final class SafetensorsTests {
  let path = "/tmp/stepmark-\(getpid())-\(UInt64.random(in: 0 ... .max)).safetensors"

  deinit { unlink(path) }

  func write(header: String, length: UInt64? = nil, data: Int = 0) throws {
    let count = length ?? UInt64(header.utf8.count)
    let prefix = (0..<8).map { UInt8(truncatingIfNeeded: count >> (8 * $0)) }
    try writeFile(path, prefix + Array(header.utf8) + Array(repeating: 0, count: data))
  }

  @Test("Tensors and metadata come back as they were written")
  func roundTrips() throws {
    let buffer = Buffer((0..<100).map { Float($0) / 3 })
    try writeSafetensors(
      [
        SafetensorsItem(name: "b", shape: [4, 5], buffer: buffer, offset: 7),
        SafetensorsItem(name: "a", shape: [3], buffer: buffer, offset: 90),
        SafetensorsItem(name: "empty", shape: [0, 4], buffer: buffer, offset: 0),
      ], metadata: [("step", "12")], to: path)
    let file = try SafetensorsFile(path: path)
    #expect(file.metadata == ["step": "12"])
    let result = Buffer(count: 30)
    try file.read("b", shape: [4, 5], into: result, at: 1)
    try file.read("a", shape: [3], into: result, at: 21)
    #expect(result.array(1..<21) == buffer.array(7..<27))
    #expect(result.array(21..<24) == buffer.array(90..<93))
    #expect(throws: ModelError.self) { try file.read("b", shape: [5, 4], into: result, at: 0) }
    #expect(throws: ModelError.self) { try file.read("c", shape: [1], into: result, at: 0) }
  }

  @Test(
    "A header that lies is refused",
    arguments: [
      (#"{"t":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#, 4),
      (#"{"t":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}"#, 12),
      (#"{"t":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}"#, 12),
      (#"{"t":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}"#, 8),
      (#"{"t":{"dtype":"F32","shape":[-2,-1],"data_offsets":[0,8]}}"#, 8),
      (#"{"t":{"dtype":"F32","shape":[4611686018427387904,2],"data_offsets":[0,8]}}"#, 8),
      (#"{"t":{"dtype":"F32","shape":[4611686018427387904],"data_offsets":[0,0]}}"#, 0),
      (#"{"t":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}"#, 8),
      (#"{"t":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}}"#, 8),
      (#"{"t":{"dtype":"BF16","shape":[2],"data_offsets":[0,8]}}"#, 8),
      (#"{"t":{"dtype":"I64","shape":[1],"data_offsets":[0,8]}}"#, 8),
      (#"{"t":{"dtype":"F32","shape":[2]}}"#, 8),
      (#"{"t":{"dtype":"F32","shape":2,"data_offsets":[0,8]}}"#, 8),
      (#"{"t":{"dtype":"F32","shape":[2],"data_offsets":[0,8,9]}}"#, 8),
      (
        #"{"t":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"u":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}"#,
        12
      ),
      (#"{"t":["#, 0), ("[]", 0), ("", 0), (#"{"__metadata__":{"a":1}}"#, 0),
    ])
  func lyingHeadersAreRefused(_ header: String, _ data: Int) throws {
    try write(header: header, data: data)
    #expect {
      try SafetensorsFile(path: path)
    } throws: { error in
      guard case .unusable(path, _, _)? = error as? ModelError else { return false }
      return true
    }
  }

  @Test("A header length beyond the file is refused", arguments: [3, UInt64.max, 1 << 40])
  func lyingLengthsAreRefused(_ length: UInt64) throws {
    try write(header: "{}", length: length)
    #expect(throws: ModelError.self) { try SafetensorsFile(path: path) }
  }

  @Test("A file shorter than a header length is refused")
  func shortFilesAreRefused() throws {
    try writeFile(path, [1, 2, 3])
    #expect(throws: ModelError.self) { try SafetensorsFile(path: path) }
  }
}
