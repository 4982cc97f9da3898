import Corpus

/// Leaves out lines of the larger class, so that as many lines hold a wrong step as hold none.
///
/// Which ones stay is decided by a hash of each line, whatever stands around it. Takes 8 bytes for
/// every line while it counts.
struct ClassBalance {
  private var hashes: [[[UInt64]]]
  /// For each file and class the hash below which a line stays.
  private var limits: [[UInt64?]]
  /// The lines that were counted.
  private(set) var counted = 0

  init(files: Int) {
    hashes = Array(repeating: [[], []], count: files)
    limits = Array(repeating: [nil, nil], count: files)
  }

  private static func hash(_ line: KeptLine) -> UInt64 {
    ContentKey(hashing: [UInt8]("balance".utf8) + line.bytes).high
  }

  /// 1 for a line that holds a wrong step or answer.
  private static func kind(_ line: KeptLine) -> Int {
    line.meaning.labels.contains(.negative) ? 1 : 0
  }

  mutating func count(_ lines: [KeptLine], file: Int) {
    counted += lines.count
    for line in lines { hashes[file][Self.kind(line)].append(Self.hash(line)) }
  }

  mutating func decide() {
    for file in hashes.indices {
      let fewest = hashes[file].map(\.count).min() ?? 0
      for kind in 0...1 where hashes[file][kind].count > fewest {
        limits[file][kind] = hashes[file][kind].sorted()[fewest]
      }
    }
    hashes = []
  }

  func kept(_ lines: [KeptLine], file: Int) -> [KeptLine] {
    lines.filter { line in limits[file][Self.kind(line)].map { Self.hash(line) < $0 } ?? true }
  }
}
