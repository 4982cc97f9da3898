/// A map from 64-bit hashes to lists of document numbers, compact and fast.
///
/// Open addressing with linear probing; lists are linked through one array, newest first. A key whose
/// list is full takes no more documents and is from then on passed over.
struct PostingTable: Sendable {
  private var keys: [UInt64] = Array(repeating: 0, count: 16)
  private var heads: [Int32] = Array(repeating: -1, count: 16)
  private var counts: [UInt8] = Array(repeating: 0, count: 16)
  private var used = 0
  private var documents: [Int32] = []
  private var next: [Int32] = []
  private let limit: UInt8

  /// Makes an empty table.
  ///
  /// - Parameter limit: how many documents of one key are kept, at most 254.
  init(limit: Int) {
    precondition((1..<255).contains(limit), "a list holds 1 to 254 documents")
    self.limit = UInt8(limit)
  }

  /// Adds a document to a key's list, unless it is the list's newest.
  mutating func insert(_ document: Int, for key: UInt64) {
    if used * 10 >= keys.count * 7 { grow() }
    let slot = slot(of: key)
    if counts[slot] == 0 {
      keys[slot] = key
      used += 1
    } else if documents[Int(heads[slot])] == Int32(document) {
      return
    }
    guard counts[slot] <= limit else { return }
    counts[slot] += 1
    documents.append(Int32(document))
    next.append(heads[slot])
    heads[slot] = Int32(documents.count - 1)
  }

  /// Whether any document has the key.
  func contains(_ key: UInt64) -> Bool { counts[slot(of: key)] > 0 }

  /// Calls `body` with the documents of a key, newest first; not for a list beyond the limit when
  /// `whole` is asked for.
  @inline(__always)
  func forEach(_ key: UInt64, whole: Bool = false, _ body: (Int) -> Void) {
    let slot = slot(of: key)
    guard counts[slot] > 0, !whole || counts[slot] <= limit else { return }
    var link = heads[slot]
    while link >= 0 {
      body(Int(documents[Int(link)]))
      link = next[Int(link)]
    }
  }

  @inline(__always)
  private func slot(of key: UInt64) -> Int {
    let mask = keys.count - 1
    var slot = Int(truncatingIfNeeded: mixed(key)) & mask
    while counts[slot] > 0, keys[slot] != key { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    let (oldKeys, oldHeads, oldCounts) = (keys, heads, counts)
    keys = Array(repeating: 0, count: oldKeys.count * 2)
    heads = Array(repeating: -1, count: oldKeys.count * 2)
    counts = Array(repeating: 0, count: oldKeys.count * 2)
    for index in oldKeys.indices where oldCounts[index] > 0 {
      let slot = slot(of: oldKeys[index])
      keys[slot] = oldKeys[index]
      heads[slot] = oldHeads[index]
      counts[slot] = oldCounts[index]
    }
  }
}
