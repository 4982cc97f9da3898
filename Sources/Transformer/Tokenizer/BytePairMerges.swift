/// The merges of a byte-pair encoding (Sennrich et al., arXiv 1508.07909, §3.2), on bytes.
struct BytePairMerges: Sendable, Hashable {
  private struct Merge: Hashable {
    let rank: Int32
    let token: Int32
  }

  /// The token of every single byte; `nil` for bytes that the vocabulary lacks.
  private let byteTokens: [Int32?]
  private var merges: [UInt64: Merge] = [:]

  /// - Parameter byteTokens: the tokens of the 256 bytes.
  init(byteTokens: [Int32?], capacity: Int) {
    precondition(byteTokens.count == 256)
    self.byteTokens = byteTokens
    merges.reserveCapacity(capacity)
  }

  /// Adds the next merge, which comes after all before it.
  mutating func append(_ left: Int32, _ right: Int32, into token: Int32) {
    let rank = Int32(merges.count)
    let key = Self.key(left, right)
    if merges[key] == nil { merges[key] = Merge(rank: rank, token: token) }
  }

  private static func key(_ left: Int32, _ right: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: left)) << 32 | UInt64(UInt32(bitPattern: right))
  }

  /// Appends the tokens of a piece: the merge of the lowest rank first, of equals the leftmost.
  ///
  /// Bytes without a token are left out, as Hugging Face's tokenizers do where there is no unknown
  /// token: SmolLM2 lacks some control characters.
  ///
  /// - Complexity: O(n log n) in the bytes of the piece.
  func encode(_ piece: some Collection<UInt8>, into tokens: inout [Int32]) {
    var symbols = piece.lazy.compactMap { byteTokens[Int($0)] }.enumerated().map { index, token in
      Symbol(token: token, previous: Int32(index) - 1, next: Int32(index) + 1)
    }
    guard symbols.count > 1 else {
      tokens += symbols.map(\.token)
      return
    }
    symbols[symbols.count - 1].next = -1
    var heap = MergeHeap()
    func propose(_ left: Int32) {
      let right = symbols[Int(left)].next
      guard right >= 0 else { return }
      let (first, second) = (symbols[Int(left)].token, symbols[Int(right)].token)
      guard let merge = merges[Self.key(first, second)] else { return }
      heap.insert(
        MergeHeap.Entry(
          rank: merge.rank, left: left, first: first, second: second, merged: merge.token))
    }
    for index in 0..<Int32(symbols.count - 1) { propose(index) }
    while let entry = heap.popFirst() {
      let left = Int(entry.left)
      guard symbols[left].token == entry.first, symbols[left].next >= 0,
        symbols[Int(symbols[left].next)].token == entry.second
      else { continue }
      let right = Int(symbols[left].next)
      symbols[left].token = entry.merged
      symbols[left].next = symbols[right].next
      // A merged-away symbol must match no proposal that is still waiting.
      symbols[right].token = -1
      if symbols[right].next >= 0 { symbols[Int(symbols[right].next)].previous = entry.left }
      if symbols[left].previous >= 0 { propose(symbols[left].previous) }
      propose(entry.left)
    }
    var index: Int32 = 0
    while index >= 0 {
      tokens.append(symbols[Int(index)].token)
      index = symbols[Int(index)].next
    }
  }

  private struct Symbol {
    var token: Int32
    var previous: Int32
    var next: Int32
  }
}

/// The merges that are possible now, the one of the lowest rank and place first.
private struct MergeHeap {
  struct Entry {
    let rank: Int32
    let left: Int32
    let first: Int32
    let second: Int32
    let merged: Int32

    func precedes(_ other: Entry) -> Bool { (rank, left) < (other.rank, other.left) }
  }

  private var entries: [Entry] = []

  mutating func insert(_ entry: Entry) {
    entries.append(entry)
    var child = entries.count - 1
    while child > 0, entries[child].precedes(entries[(child - 1) / 2]) {
      entries.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  mutating func popFirst() -> Entry? {
    guard let first = entries.first, let last = entries.popLast() else { return nil }
    guard !entries.isEmpty else { return first }
    entries[0] = last
    var parent = 0
    while true {
      var least = parent
      for child in [2 * parent + 1, 2 * parent + 2]
      where child < entries.count && entries[child].precedes(entries[least]) {
        least = child
      }
      if least == parent { return first }
      entries.swapAt(parent, least)
      parent = least
    }
  }
}
