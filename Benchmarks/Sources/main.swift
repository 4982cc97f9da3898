// `bench judge FILE …` measures the judge on files of cases, `bench slowest FILE …` its slowest
// judgements, `bench http URL#NAME COUNT` the HTTP client, `bench step-truth FILE …` prints what is
// known of the steps of solutions, and `bench corrupt COUNT` makes and judges wrong solutions.
let words = Array(CommandLine.arguments.dropFirst())
switch words.first {
case "http" where words.count == 3:
  try await HTTPBenchmark.run(words[1], count: Int(words[2]) ?? 10_000)
case "judge":
  for path in words.dropFirst() {
    let benchmark = JudgeBenchmark(path: path)
    for usesTextShortcut in [true, false] {
      let result = try benchmark.rate(usesTextShortcut: usesTextShortcut)
      let rate = Int(Double(result.cases) / result.seconds)
      let suffix = usesTextShortcut ? "" : ", equal texts read too"
      print("\(path): \(rate) judgements per CPU second\(suffix), \(result.correct) correct")
    }
    let (one, two) = (
      try benchmark.wallSeconds(threads: 1), try benchmark.wallSeconds(threads: 2)
    )
    print("\(path): two threads are \((one / two * 100).rounded() / 100) times as fast as one")
  }
case "step-truth": try StepTruthBenchmark.run(Array(words.dropFirst()))
case "corrupt": StepTruthBenchmark.corrupt(words.dropFirst().first.flatMap { Int($0) } ?? 10_000)
case "slowest":
  for path in words.dropFirst() {
    let result = try JudgeBenchmark(path: path).slowest()
    let worst = (result.slowest.seconds * 1e5).rounded() / 100
    print("\(path): \(result.cases) cases, slowest \(worst) ms: \(result.slowest.id)")
  }
default:
  print(
    "usage: bench judge FILE … | slowest FILE … | http URL#NAME COUNT | step-truth FILE … "
      + "| corrupt COUNT"
  )
}
