import Kernels

let words = CommandLine.arguments
if words.count == 4, words[1] == "http" {
  // bench http URL#NAME COUNT: see Benchmarks/http-throughput.
  try await HTTPBenchmark.run(words[2], count: Int(words[3]) ?? 10_000)
} else {
  let engine = EngineBenchmark()
  print("instruction set: \(KernelSet.best.instructionSet)")
  for threads in [1, 2] { try engine.train(threads: threads) }
  for threads in [1, 2] {
    for completions in [1, 8] { try engine.sample(threads: threads, completions: completions) }
  }
}
