import Answers
import Corpus
import Curation
import Evaluation
import Generation
import Storage

/// A small curation whose every reply is a function of its request.
///
/// Problem k asks for k + 2. Of its two rephrasings some are dropped; its solutions have an inner
/// step or two and a right or a wrong answer; rollouts end as a hash of prefix and index says.
struct ScriptedCuration {
  let store: Store
  let generator: any Generator
  let run: Int
  /// The part of the problems that is worked on; `nil` for all.
  var part: ProblemPart?
  /// What takes note of the requests in place of the generator.
  var survey: (any RequestSurvey)?

  static let model = ModelIdentity(name: "script", kind: .scripted)

  /// A store with `problems` rows.
  init(
    problems: Int, generator: (any Generator)? = nil, path: String = ":memory:",
    stage: String = "test"
  ) async throws {
    store = try Store(path: path, access: .write)
    self.generator = generator ?? ScriptedGenerator(width: 4) { Self.reply($0) }
    run = try await store.write { (store) throws(DatabaseError) in
      for number in 0..<problems {
        let problem = Problem(statement: "What is \(number) + 2?", gold: "\(number + 2)")
        let row = Row(
          id: "toy-\(number)", suite: "toy", split: "train", problem: problem,
          attributes: ["family": number % 2 == 0 ? "even" : "odd"])
        try store.insert(row, position: number)
      }
      return try store.startRun(
        stage: stage, recipe: "{}", seed: 1, version: "0", time: "2026-01-01T00:00:00Z")
    }
  }

  static func reply(_ request: Request) -> Delivery.Result {
    .completion(completion(Self.text(request), tokens: 3 + request.index))
  }

  private static func text(_ request: Request) -> String {
    let problem = request.prompt.problem
    let bits = request.prompt.textKey.low
    let gold = Int(problem.gold) ?? 0
    switch request.purpose {
    case .rephrase: return " \(problem.statement) Again, in words \(request.index)."
    case .rollout:
      // A quarter of the prefixes is hopeless; from the others about half of the rollouts succeed.
      let isRight = bits % 4 != 0 && (bits >> UInt64(8 + request.index)) % 2 == 0
      return "\n#### \(isRight ? gold : gold + 1)"
    default:
      // Rephrasings with an odd hash are mostly misunderstood, so that their plurality disagrees.
      let isLost = problem.root != nil && bits % 2 == 1
      let isRight = isLost ? request.index == 0 : request.index % 3 != 2
      let first = "\n\(gold - 2) and 2 are given"
      let middle = request.index % 2 == 0 ? "\n\(gold - 2) + 2 = \(gold)" : ""
      return first + middle + "\n#### \(isRight ? gold : gold + 1)"
    }
  }

  var context: StageContext {
    var context = StageContext(store: store, generator: generator, run: run)
    context.survey = survey
    return context
  }

  private var solve: SolveSettings {
    SolveSettings(
      template: plain, sampling: Sampling(temperature: 1, maxTokens: 60), judge: .standard, seed: 1)
  }

  func selection(_ rephrasings: Bool) -> ProblemSelection {
    ProblemSelection(suite: "toy", split: "train", rephrasings: rephrasings, part: part)
  }

  @discardableResult
  func rephrase(variants: Int = 2, solutions: Int = 3) async throws -> DriverProgress {
    let settings = RephraseSettings(
      templates: [Template(name: "rephrase", text: "Again: {statement}")],
      sampling: Sampling(temperature: 0.7, maxTokens: 60), solve: solve, solutions: solutions,
      seed: 1)
    return try await RephraseStage(
      context: context, settings: settings, variants: variants, splitter: StepSplitter(.line)
    ).run(selection(false))
  }

  @discardableResult
  func sample(_ samples: Int = 4) async throws -> DriverProgress {
    try await SampleStage(
      context: context, settings: solve, samples: samples, splitter: StepSplitter(.line)
    ).run(selection(true))
  }

  func labelStage(_ method: LabelMethod, rollouts: Int) -> LabelStage {
    LabelStage(
      context: context, settings: labelSettings(rollouts: rollouts), method: method,
      reading: SolutionReading(authors: [Self.model]))
  }

  @discardableResult
  func label(_ method: LabelMethod = .mathShepherd, rollouts: Int = 4) async throws
    -> DriverProgress
  {
    try await labelStage(method, rollouts: rollouts).run(selection(true))
  }

  /// Rephrases, samples and labels.
  func everything() async throws {
    try await rephrase()
    try await sample()
    try await label()
  }

  func export(
    _ format: any DatasetFormat, to path: String, holdout: Double = 0,
    holdoutBy unit: Holdout.Unit = .root, method: String? = "math-shepherd",
    policy: ExportPolicy = ExportPolicy(), isBalanced: Bool = false
  ) -> DatasetExport {
    let selection = LabelledSelection(
      suite: "toy", split: "train", model: Self.model,
      method: format.labelUse == .none ? nil : method)
    return DatasetExport(
      solutions: SolutionGroups(store: store, selection: selection, policy: policy),
      format: format, path: path, holdout: Holdout(share: holdout, unit: unit),
      isBalanced: isBalanced)
  }

  /// The rows of a query.
  func table(_ sql: String) async throws -> [[SQLValue]] {
    try await store.read { (store) throws(DatabaseError) in try store.table(sql).rows }
  }
}
