import JSON
import ProblemSets

/// Judges the steps of solutions of our suites' problems, given as JSON lines with `id` (of the
/// problem) and `output` (the solution), and counts what came of them.
struct StepTruthBenchmark {
  private var solutions = 0
  private var silent = 0
  private var claims: [String: Int] = [:]

  /// Judges every line of the files; prints each step with its truth, then the counts.
  static func run(_ paths: [String]) throws {
    var benchmark = StepTruthBenchmark()
    for path in paths {
      for line in JSONLines(try FileBytes.read(path), source: path) {
        let record = try line.result.get()
        try benchmark.judge(try record["id"].string(), try record["output"].string())
      }
    }
    benchmark.printCounts()
  }

  /// Makes wrong solutions of both suites, and prints how many a CPU second makes and judges, and
  /// how many there are of each class.
  static func corrupt(_ count: Int) {
    let (words, latex) = (GSMStyleSuite(seed: 1), MATHStyleSuite(seed: 1))
    rate("gsm-style", count, GSMStyleProblem.faults) {
      words.selected(at: $0)
    } check: { item in
      GSMStyleProblem(id: item.problemID).map { SolutionChecker($0).check(item.steps).truths }
    }
    rate("math-style", count, MATHStyleProblem.faults) {
      latex.selected(at: $0)
    } check: { item in
      MATHStyleProblem(id: item.problemID).map { MATHStepChecker($0).check(item.steps).truths }
    }
  }

  private static func rate(
    _ name: String, _ count: Int, _ faults: [StepFault],
    _ problem: @escaping @Sendable (Int) -> (any CorruptibleProblem)?,
    check: (LabelledErrors.Item) -> [StepTruth]?
  ) {
    let errors = LabelledErrors(seed: 1, faults: faults, rightShare: 0.5, problem: problem)
    var classes: [String: Int] = [:]
    var items: [LabelledErrors.Item] = []
    let start = threadSeconds()
    let made = errors.forEach(count: count) { item in
      classes[item.fault?.rawValue ?? "correct", default: 0] += 1
      items.append(item)
    }
    let middle = threadSeconds()
    let wrong = items.count { item in
      let truths = check(item) ?? []
      let first = truths.firstIndex { $0 != .correct }
      return (first ?? -1) != item.label
        || first.map { truths[$0] } != item.fault.map { .false($0) }
    }
    let end = threadSeconds()
    print(
      "\(name): \(made) solutions, \(Int(Double(made) / (middle - start))) made and "
        + "\(Int(Double(made) / (end - middle))) judged per CPU second, \(wrong) judged otherwise")
    print(
      classes.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", "))
  }

  private mutating func judge(_ id: String, _ output: String) throws {
    let truth: SolutionTruth
    if let problem = GSMStyleProblem(id: id) {
      truth = SolutionChecker(problem).check(text: output)
    } else if let problem = MATHStyleProblem(id: id) {
      truth = MATHStepChecker(problem).check(text: output)
    } else {
      return
    }
    solutions += 1
    for (number, step) in truth.steps.enumerated() {
      let name = Self.name(of: step.truth)
      if step.makesClaim { claims[name, default: 0] += 1 } else { silent += 1 }
      print("\(id)\t\(number)\t\(step.makesClaim ? name : "-")\t\(step.text)")
    }
  }

  private func printCounts() {
    let all = claims.values.reduce(0, +)
    print("\(solutions) solutions, \(silent) steps claim nothing, \(all) claim something:")
    for (name, count) in claims.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
      print("\(name) \(count), \((Double(count) / Double(all) * 1000).rounded() / 10) %")
    }
  }

  private static func name(of truth: StepTruth) -> String {
    switch truth {
    case .correct: "correct"
    case .false(let fault): fault.rawValue
    case .unreadable: "unreadable"
    }
  }
}
