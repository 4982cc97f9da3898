import Kernels

let engine = EngineBenchmark()
print("instruction set: \(KernelSet.best.instructionSet)")
for threads in [1, 2] { try engine.train(threads: threads) }
for threads in [1, 2] {
  for completions in [1, 8] { try engine.sample(threads: threads, completions: completions) }
}
