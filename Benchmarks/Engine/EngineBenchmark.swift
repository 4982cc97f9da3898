import Corpus
import Glibc
import JSON
import Kernels
import Synchronization
import Training
import Transformer

/// The local engine's work for one model shape, as commands ask for it.
struct EngineBenchmark {
  private let shape: Configuration

  init(shape: JSONValue) throws {
    self.shape = Configuration(
      vocabularySize: try shape["vocabulary"].int(), hiddenSize: try shape["hidden"].int(),
      layers: try shape["layers"].int(), heads: try shape["heads"].int(),
      intermediateSize: try shape["intermediate"].int(),
      maximumPositions: try shape["positions"].int())
  }

  private func parameters() throws -> Parameters {
    var stream = RandomStream(seed: 1, "bench")
    return try Parameters(shape, randomizedBy: &stream)
  }

  /// Writes the random parameters as floats and says where each tensor lies.
  func save(to path: String) throws -> JSONValue {
    let parameters = try parameters()
    let arena = parameters.arena
    guard let file = fopen(path, "w") else {
      throw JSONValue(path).error("cannot be written")
    }
    defer { fclose(file) }
    arena.withBytes(of: 0..<arena.count) { _ = fwrite($0.baseAddress, 1, $0.count, file) }
    let tensors = parameters.layout.tensors.map { tensor in
      JSONValue([
        JSONMember("name", JSONValue(tensor.name)),
        JSONMember("shape", JSONValue(tensor.shape.map { JSONValue($0) })),
        JSONMember("offset", JSONValue(tensor.offset)),
      ])
    }
    return [
      "tensors": JSONValue(tensors),
      "instructionSet": JSONValue(KernelSet.best.instructionSet.rawValue),
    ]
  }

  /// Trains on the batches of a file in turn, after a few steps to warm up.
  func train(_ command: JSONValue) throws -> JSONValue {
    let path = try command["file"].string()
    let batches = try JSONValue.parse(readWhole(path), source: path).array().map { batch in
      try batch.array().map { item in
        TrainingExample(
          tokens: try tokens(item["tokens"]), lossStart: try item["start"].int())
      }
    }
    var settings = TrainingSettings(steps: .max / 2)
    settings.learningRate = 1e-3
    settings.warmUp = 0
    settings.schedule = .constant
    if let block = try command.member("block") { settings.blockTokens = try block.int() }
    if let shards = try command.member("shards") { settings.gradientShards = try shards.int() }
    let trainer = try Trainer(
      try parameters(), settings: settings, threads: try command["threads"].int())
    let seconds = try command["seconds"].double()
    let warm = try command.member("warm")?.int() ?? 3
    var losses: [JSONValue] = []
    for step in 0..<warm {
      let loss = try trainer.advance(batches[step % batches.count]).loss
      if step < 3 { losses.append(JSONValue(loss)) }
    }
    let watch = Stopwatch()
    var (step, trained) = (warm, 0)
    while watch.wall < seconds {
      let batch = batches[step % batches.count]
      _ = try trainer.advance(batch)
      trained += batch.reduce(0) { $0 + $1.tokenCount - $1.sequences.count }
      step += 1
    }
    return watch.answer([
      JSONMember("tokens", JSONValue(trained)), JSONMember("losses", JSONValue(losses)),
    ])
  }

  /// Samples completions of all prompts again and again.
  func sample(_ command: JSONValue) throws -> JSONValue {
    let completions = try command["completions"].int()
    let prompts = try command["prompts"].array().map { try tokens($0) }
    let sampling = Sampling(
      temperature: try command["temperature"].double(), maximumTokens: try command["new"].int(),
      stopTokens: [Int32(try command["stop"].int())])
    let sampler = Sampler(
      try parameters(), threads: try command["threads"].int(),
      rowsPerThread: try command.member("rows")?.int() ?? 16, uniform: RandomStream.unit)
    let sampled = Atomic(0)
    // Other tokens every time: the sampler knows prompts that it has run.
    func run(_ round: Int) throws {
      let requests = prompts.enumerated().map { id, prompt in
        SamplingRequest(
          id: id, prompt: prompt.map { 3 + ($0 + Int32(round)) % Int32(shape.vocabularySize - 3) },
          seeds: (0..<completions).map { UInt64(id * completions + $0) }, sampling: sampling)
      }
      try sampler.run(requests) { completions in
        sampled.add(completions.reduce(0) { $0 + $1.tokens.count }, ordering: .relaxed)
      }
    }
    try run(0)
    sampled.store(0, ordering: .relaxed)
    let seconds = try command["seconds"].double()
    let watch = Stopwatch()
    var runs = 0
    while runs == 0 || watch.wall < seconds {
      runs += 1
      try run(runs)
    }
    return watch.answer([
      JSONMember("tokens", JSONValue(sampled.load(ordering: .relaxed))),
      JSONMember("runs", JSONValue(runs)),
    ])
  }
}

/// The rate of a single large product, the right factor packed beforehand.
func productRate(_ command: JSONValue) throws -> JSONValue {
  let (m, k, n) = (try command["m"].int(), try command["k"].int(), try command["n"].int())
  let kernels = KernelSet.best
  var stream = RandomStream(seed: 1, "product")
  func random(_ rows: Int, _ columns: Int) -> Matrix {
    let matrix = Matrix(rows: rows, columns: columns)
    for index in 0..<matrix.buffer.count {
      matrix.buffer[index] = Float.random(in: -1...1, using: &stream)
    }
    return matrix
  }
  let (left, out) = (random(m, k), Matrix(rows: m, columns: n))
  let right = PackedMatrix(rows: k, columns: n)
  kernels.pack(random(k, n), into: right)
  kernels.multiply(left, right, into: out)
  let seconds = try command["seconds"].double()
  let watch = Stopwatch()
  var runs = 0
  while watch.wall < seconds {
    kernels.multiply(left, right, into: out)
    runs += 1
  }
  return watch.answer([JSONMember("operations", JSONValue(2 * m * k * n * runs))])
}

private func tokens(_ list: JSONValue) throws -> [Int32] {
  try list.array().map { Int32(try $0.int()) }
}

private func readWhole(_ path: String) throws -> [UInt8] {
  guard let file = fopen(path, "r") else { throw JSONValue(path).error("cannot be read") }
  defer { fclose(file) }
  var bytes: [UInt8] = []
  var part = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = fread(&part, 1, part.count, file)
    if count == 0 { return bytes }
    bytes += part[..<count]
  }
}
