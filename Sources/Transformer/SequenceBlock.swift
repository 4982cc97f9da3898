/// A sequence and the part of it that is predicted.
public struct TargetSequence: Sendable, Hashable {
  /// The tokens.
  public var tokens: [Int32]

  /// The index of the first token that is a target, at least 1; all after it are targets too.
  public var lossStart: Int

  /// A sequence whose tokens from `lossStart` on are targets.
  public init(tokens: [Int32], lossStart: Int) {
    precondition(lossStart >= 1 && lossStart <= tokens.count)
    self.tokens = tokens
    self.lossStart = lossStart
  }

  /// The tokens that are predicted.
  public var targets: ArraySlice<Int32> { tokens[lossStart...] }
}

/// Sequences one below the other, without padding: the last token of each is a target only.
struct SequenceBlock {
  let sequences: [TargetSequence]

  /// The first row of each sequence.
  let starts: [Int]

  /// Rows of all sequences.
  let rows: Int

  /// Rows that carry loss.
  let lossRows: Int

  let tokens: [Int32]
  let positions: [Int32]

  init(_ sequences: [TargetSequence]) {
    self.sequences = sequences
    var starts: [Int] = []
    var tokens: [Int32] = []
    var positions: [Int32] = []
    for sequence in sequences {
      starts.append(tokens.count)
      tokens += sequence.tokens.dropLast()
      positions += (0..<Int32(max(sequence.tokens.count - 1, 0)))
    }
    self.starts = starts
    self.tokens = tokens
    self.positions = positions
    rows = tokens.count
    lossRows = sequences.reduce(0) { $0 + $1.targets.count }
  }

  /// Rows of a sequence.
  func rows(_ index: Int) -> Range<Int> {
    let start = starts[index]
    return start..<start + sequences[index].tokens.count - 1
  }

  /// The first row of a sequence that carries loss, counted from the sequence's first.
  func firstLossRow(_ index: Int) -> Int { sequences[index].lossStart - 1 }

  /// The rows that carry loss, in order.
  func forEachLossRow(_ body: (_ compact: Int, _ row: Int, _ target: Int32) -> Void) {
    var compact = 0
    for (index, sequence) in sequences.enumerated() {
      for (offset, target) in sequence.targets.enumerated() {
        body(compact, starts[index] + firstLossRow(index) + offset, target)
        compact += 1
      }
    }
  }
}
