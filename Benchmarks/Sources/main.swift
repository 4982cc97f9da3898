import Glibc
import Kernels

let engine = EngineBenchmark()
print("instruction set: \(KernelSet.best.instructionSet)")
if CommandLine.arguments.contains("--train-only") { try engine.train(threads: 1); exit(0) }
for threads in [1, 2] { try engine.train(threads: threads) }
for threads in [1, 2] {
  for completions in [1, 8] { try engine.sample(threads: threads, completions: completions) }
}
