import Kernels
import Synchronization

/// Blocks of keys and values that prompts have left, by the tokens that lead to them.
///
/// A block's content is a function of the tokens up to its end, so a prompt that begins with the
/// same tokens goes on behind them: a labeller's prefixes of one solution run the solution once.
/// Only whole blocks are kept; where there are too many, those that were used longest ago go first.
final class PrefixTree: Sendable {
  /// What a sampler may keep: a few hundred solutions of a small model.
  static let memory = 128 << 20

  private final class Node {
    let block: KeyValueBlock
    var children: [[Int32]: Node] = [:]
    var lastUse: Int

    init(_ block: KeyValueBlock, lastUse: Int) {
      self.block = block
      self.lastUse = lastUse
    }
  }

  private struct State {
    var roots: [[Int32]: Node] = [:]
    var count = 0
    var clock = 0
  }

  private let capacity: Int
  private let state = Mutex(State())

  /// A tree of at most `capacity` blocks.
  init(capacity: Int) {
    self.capacity = capacity
  }

  /// The blocks of the longest known beginning of `tokens`; at least one token is left to run.
  func blocks(before tokens: [Int32]) -> [KeyValueBlock] {
    state.withLock { state in
      state.clock += 1
      var blocks: [KeyValueBlock] = []
      var children = state.roots
      while let node = children[Self.key(tokens, blocks.count)],
        (blocks.count + 1) * KeyValueBlock.positions < tokens.count
      {
        node.lastUse = state.clock
        blocks.append(node.block)
        children = node.children
      }
      return blocks
    }
  }

  /// Keeps the whole blocks of a prompt that has been run.
  func insert(_ tokens: [Int32], _ blocks: [KeyValueBlock]) {
    let whole = tokens.count / KeyValueBlock.positions
    guard whole > 0, whole <= capacity else { return }
    state.withLock { state in
      state.clock += 1
      var parent: Node?
      for index in 0..<whole {
        let key = Self.key(tokens, index)
        let known = parent == nil ? state.roots[key] : parent?.children[key]
        let node = known ?? Node(blocks[index], lastUse: state.clock)
        node.lastUse = state.clock
        if known == nil {
          state.count += 1
          if let parent { parent.children[key] = node } else { state.roots[key] = node }
        }
        parent = node
      }
      if state.count > capacity { Self.shrink(&state, to: capacity * 3 / 4) }
    }
  }

  /// The number of blocks that are kept.
  var count: Int { state.withLock { $0.count } }

  /// Forgets what was used longest ago; a block is never used after what lies behind it.
  private static func shrink(_ state: inout State, to count: Int) {
    var times: [Int] = []
    func visit(_ nodes: [[Int32]: Node]) {
      for node in nodes.values {
        times.append(node.lastUse)
        visit(node.children)
      }
    }
    visit(state.roots)
    times.sort(by: >)
    guard count < times.count else { return }
    let forgotten = times[count]
    var kept = 0
    func younger(_ nodes: [[Int32]: Node]) -> [[Int32]: Node] {
      let nodes = nodes.filter { $0.value.lastUse > forgotten }
      kept += nodes.count
      for node in nodes.values { node.children = younger(node.children) }
      return nodes
    }
    state.roots = younger(state.roots)
    state.count = kept
  }

  private static func key(_ tokens: [Int32], _ index: Int) -> [Int32] {
    let size = KeyValueBlock.positions
    guard (index + 1) * size <= tokens.count else { return [] }
    return Array(tokens[index * size..<(index + 1) * size])
  }
}
