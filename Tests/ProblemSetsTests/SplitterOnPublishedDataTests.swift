import Corpus
import Glibc
import JSON
import ProblemSets
import TestSupport
import Testing

@Suite(
  "The step splitter on published data",
  .enabled(if: SharedData.isPresent, SharedData.absence))
struct SplitterOnPublishedDataTests {
  /// Every text of at least 40 bytes in the JSON files of the folder, each once: statements,
  /// solutions, steps and outputs alike.
  private static func texts() throws -> Set<String> {
    var texts: Set<String> = []
    func collect(_ value: JSONValue) {
      switch value.kind {
      case .string(let text): if text.utf8.count >= 40 { texts.insert(text) }
      case .array(let values): for value in values { collect(value) }
      case .object(let members): for member in members { collect(member.value) }
      default: break
      }
    }
    for path in files(below: SharedData.path("")) {
      let bytes = try FileBytes.read(path)
      if let whole = try? JSONValue.parse(bytes, source: path) {
        collect(whole)
        continue
      }
      for line in JSONLines(bytes, source: path) {
        if case .success(let value) = line.result { collect(value) }
      }
    }
    return texts
  }

  private static func files(below folder: String) -> [String] {
    guard let handle = opendir(folder) else { return [] }
    defer { closedir(handle) }
    var found: [String] = []
    while let entry = readdir(handle) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard !name.hasPrefix(".") else { continue }
      let path = folder + "/" + name
      var status = stat()
      guard stat(path, &status) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFDIR {
        found += files(below: path)
      } else if [".json", ".jsonl", ".json.gz", ".jsonl.gz"].contains(where: { path.hasSuffix($0) })
      {
        found.append(path)
      }
    }
    return found.sorted()
  }

  @Test("By every rule the steps of every published text join to it, byte for byte")
  func roundTrip() throws {
    let texts = try Self.texts()
    #expect(texts.count > 20_000)
    var split = 0
    for text in texts {
      let rules =
        StepSplitter.Rule.allCases.map { StepSplitter($0) }
        + [StepSplitter(.sentence, minimumLength: 20)]
      for splitter in rules {
        let ranges = splitter.ranges(text)
        if ranges.count > 1 { split += 1 }
        let tiles =
          ranges.isEmpty
          || ranges[0].lowerBound == 0 && ranges[ranges.count - 1].upperBound == text.utf8.count
            && zip(ranges, ranges.dropFirst()).allSatisfy { $0.upperBound == $1.lowerBound }
        try #require(tiles, "\(splitter.name): \(text)")
        let joined = StepSplitter.join(splitter.split(text))
        try #require(joined == text || ranges.isEmpty, "\(splitter.name): \(text)")
      }
    }
    #expect(split > 20_000)
  }
}
