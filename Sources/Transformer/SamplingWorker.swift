import Glibc
import Kernels

/// A prompt that has been run: its cache and the logits after its last token.
struct ReadyPrompt: Sendable {
  let request: SamplingRequest
  let cache: KeyValueCache
  let logits: Matrix

  /// The first completion that has not begun.
  var next = 0
}

/// One thread of a sampler: its live completions and the prompts that it is running.
final class SamplingWorker {
  private struct Live {
    let request: SamplingRequest
    let index: Int
    var cache: KeyValueCache
    var tokens: [Int32] = []
    var logProbabilities: [Float] = []
    var seen: SeenTokens?
    var stops: StopTexts?

    init(_ request: SamplingRequest, _ index: Int, _ cache: KeyValueCache) {
      self.request = request
      self.index = index
      self.cache = cache
      let sampling = request.sampling
      if sampling.penalizes { seen = SeenTokens(prompt: request.prompt) }
      if !sampling.stopTexts.isEmpty { stops = StopTexts(sampling.stopTexts) }
    }
  }

  private struct Prefill {
    let request: SamplingRequest
    let cache: KeyValueCache
    var done: Int
  }

  /// Rows of prompts in one pass: enough to fill the tiles, few enough for the cache.
  private static let prefillRows = 64

  private let sampler: Sampler
  private let board: SamplingBoard
  private let pass: CachedPass
  private let choose: TokenChoice
  private let shape: Configuration
  private var live: [Live] = []
  private var prefills: [Prefill] = []
  private var finished: [SampledCompletion] = []

  init(_ sampler: Sampler, _ board: SamplingBoard) {
    self.sampler = sampler
    self.board = board
    shape = sampler.weights.parameters.configuration
    pass = CachedPass(sampler.weights, capacity: sampler.rowsPerThread + Self.prefillRows)
    choose = TokenChoice(bias: sampler.bias, kernels: sampler.weights.kernels)
  }

  func run() {
    while true {
      refill()
      if live.isEmpty, prefills.isEmpty {
        flush()
        if board.isExhausted { return }
        usleep(200)
        continue
      }
      step()
      flush()
    }
  }

  private func flush() {
    board.deliver(finished)
    finished.removeAll(keepingCapacity: true)
  }

  /// Begins completions of prompts that are ready, then takes as many requests as have room.
  private func refill() {
    while live.count < sampler.rowsPerThread, let (prompt, index) = board.takeReady() {
      begin(prompt, index)
    }
    var coming = prefills.reduce(live.count) { $0 + $1.request.seeds.count }
    while coming < sampler.rowsPerThread, let request = board.takeRequest() {
      prefills.append(prefill(request))
      coming += request.seeds.count
    }
  }

  /// Begins behind what is known of the prompt: blocks of the tree, or those of a prompt before it
  /// here, whose rows come earlier or in the same pass.
  private func prefill(_ request: SamplingRequest) -> Prefill {
    var shared = sampler.prefixes.blocks(before: request.prompt)
    for other in prefills {
      let common = zip(other.request.prompt, request.prompt.dropLast()).prefix { $0 == $1 }.count
      let blocks = common / KeyValueBlock.positions
      if blocks > shared.count { shared = Array(other.cache.blocks.prefix(blocks)) }
    }
    var cache = KeyValueCache(sharing: shared)
    cache.reserve(request.prompt.count, shape: shape.attention, layers: shape.layers)
    return Prefill(
      request: request, cache: cache, done: shared.count * KeyValueBlock.positions)
  }

  private func begin(_ prompt: ReadyPrompt, _ index: Int) {
    let length = prompt.request.prompt.count
    let cache =
      prompt.request.seeds.count == 1
      ? prompt.cache : KeyValueCache(sharing: prompt.cache, length: length)
    var completion = Live(prompt.request, index, cache)
    if extend(&completion, prompt.logits, row: 0) { live.append(completion) }
  }

  /// Samples the next token; false if it was the last, which moves the completion to the finished.
  private func extend(_ completion: inout Live, _ logits: Matrix, row: Int) -> Bool {
    let request = completion.request
    let sampling = request.sampling
    let token = choose(logits, row: row, sampling: sampling, seen: completion.seen) {
      sampler.uniform(request.seeds[completion.index], completion.tokens.count)
    }
    completion.tokens.append(token)
    completion.seen?.append(token)
    if request.wantsLogProbabilities {
      completion.logProbabilities.append(
        sampler.weights.kernels.logProbability(
          logits, row: row, vocabulary: shape.vocabularySize, target: Int(token)))
    }
    let length = request.prompt.count + completion.tokens.count
    let ended = sampling.stopTokens.contains(token)
    let stop = ended ? nil : completion.stops?.place(after: sampler.bytes(token))
    let stopped = ended || stop != nil
    guard
      stopped || completion.tokens.count >= sampling.maximumTokens
        || length > shape.maximumPositions
    else { return true }
    finished.append(
      SampledCompletion(
        id: request.id, index: completion.index, tokens: completion.tokens,
        logProbabilities: completion.logProbabilities, finishReason: stopped ? .stop : .length,
        stop: stop))
    return false
  }

  /// One pass: the next token of every live completion, and a piece of the prompts.
  private func step() {
    var rows: [CachedPass.Row] = []
    var caches: [KeyValueCache] = []
    for index in live.indices {
      let position = live[index].request.prompt.count + live[index].tokens.count - 1
      live[index].cache.reserve(
        position + 1, shape: shape.attention, layers: shape.layers)
      rows.append(
        CachedPass.Row(
          cache: caches.count, token: live[index].tokens[live[index].tokens.count - 1],
          position: position, wantsLogits: true))
      caches.append(live[index].cache)
    }
    var room = Self.prefillRows
    for index in prefills.indices where room > 0 {
      let prompt = prefills[index].request.prompt
      let from = prefills[index].done
      let to = min(prompt.count, from + room)
      for position in from..<to {
        rows.append(
          CachedPass.Row(
            cache: caches.count, token: prompt[position], position: position,
            wantsLogits: position == prompt.count - 1))
      }
      caches.append(prefills[index].cache)
      prefills[index].done = to
      room -= to - from
    }
    let logits = pass.run(rows, caches: caches)
    settle(logits)
  }

  private func settle(_ logits: Matrix) {
    var row = 0
    var kept: [Live] = []
    kept.reserveCapacity(live.count)
    for index in live.indices {
      if extend(&live[index], logits, row: row) { kept.append(live[index]) }
      row += 1
    }
    live = kept
    while let first = prefills.first, first.done == first.request.prompt.count {
      let own = Matrix(rows: 1, columns: logits.columns)
      own.copyRow(0, from: logits, row: row)
      row += 1
      sampler.prefixes.insert(first.request.prompt, first.cache.blocks)
      board.publish(ReadyPrompt(request: first.request, cache: first.cache, logits: own))
      prefills.removeFirst()
    }
  }
}
