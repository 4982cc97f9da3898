import Corpus
import JSON
import Testing

@testable import ProblemSets

/// Frames that python-zstandard 0.25 made, at levels from −5 to 22.
@Suite("Zstandard")
struct ZstandardTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let frame: [UInt8]
    let size: Int
    let digest: String
  }

  static let cases: [Case] = {
    let path = OutputFixtures.path("zstandard.jsonl")
    guard let bytes = try? FileBytes.read(path) else { return [] }
    return JSONLines(bytes, source: path).compactMap { line in
      guard let json = try? line.result.get(), let name = try? json["name"].string(),
        let frame = try? json["frame"].string(), let size = try? json["size"].int(),
        let digest = try? json["sha256"].string()
      else { return nil }
      return Case(
        testDescription: name, frame: OutputFixtures.bytes(frame), size: size, digest: digest)
    }
  }()

  /// Those whose content is soon made.
  static let small = cases.filter { $0.size <= 4000 }

  @Test("The fixture is there") func fixture() { #expect(Self.cases.count == 32) }

  @Test("Frames of every level and kind of block give their content", arguments: cases)
  func content(item: Case) throws {
    let content = try Zstandard.decompressed(item.frame, limit: item.size)
    #expect(content.count == item.size)
    #expect(SHA256Digest.hexadecimal(of: content) == item.digest)
  }

  @Test("Content over the limit is refused before it is made", arguments: cases)
  func limit(item: Case) {
    guard item.size > 0 else { return }
    #expect(throws: ZstandardError.self) {
      try Zstandard.decompressed(item.frame, limit: item.size - 1)
    }
  }

  @Test("A frame that is cut is an error at every place, and never a crash", arguments: small)
  func cut(item: Case) {
    for end in stride(from: 1, to: item.frame.count, by: max(1, item.frame.count / 97)) {
      let part = Array(item.frame[..<end])
      let content = try? Zstandard.decompressed(part, limit: 8000)
      // Between two whole frames, the first one's content is all there is.
      #expect(content == nil || item.testDescription.hasPrefix("two frames"))
    }
  }

  @Test("Damaged frames end, in an error or in other content", arguments: small)
  func damaged(item: Case) {
    var stream = RandomStream(seed: 7, item.testDescription)
    for _ in 0..<100 {
      var frame = item.frame
      for _ in 0..<Int.random(in: 1...3, using: &stream) {
        frame[Int.random(in: 0..<frame.count, using: &stream)] = UInt8.random(
          in: 0...255, using: &stream)
      }
      if let content = try? Zstandard.decompressed(frame, limit: 8000) {
        #expect(content.count <= 8000)
      }
    }
  }
}
