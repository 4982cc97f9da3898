import Corpus
import JSON
import ProblemSets
import Storage

/// A problem that was read and waits to be stored.
enum ReadProblem: Sendable {
  case published(ImportedProblem)
  case native(NativeRecord, line: Int)
}

/// An import in work: what was read and not yet stored, and what was seen.
struct ImportInWork: Sendable {
  private struct Seen {
    let line: Int32
    let labels: Int
  }

  private let settings: LabelledImport
  private let path: String
  private let writer: LabelledWriter
  private(set) var result = LabelledImport.Result()
  private var waiting: [ReadProblem] = []
  /// The prefixes of consecutive lines of one problem.
  private var prefixes: (assembly: PrefixAssembly, problem: ImportedProblem)?
  private var seen: [ContentKey: Seen] = [:]
  private var rowLines: [String: Int] = [:]

  init(_ settings: LabelledImport, path: String) {
    self.settings = settings
    self.path = path
    writer = LabelledWriter(
      judge: settings.judge, run: settings.run, format: settings.format.name)
  }

  /// Lists a record that cannot be used.
  ///
  /// - Parameter isEnd: whether nothing can be read behind it, which is listed in any case.
  mutating func reject(
    line: Int, column: Int? = nil, field: String, reason: String, isEnd: Bool = false
  ) {
    result.rejected += 1
    guard isEnd || result.rejections.count < LabelledImport.listed else { return }
    result.rejections.append(
      RecordRejection(file: path, line: line, column: column, field: field, reason: reason))
  }

  mutating func read(_ record: RecordStream.Record) {
    do throws(JSONError) {
      let value = try record.result.get()
      if settings.shape == .record {
        waiting.append(.native(try NativeRecord(value), line: record.number))
      } else {
        try read(try settings.format.read(value), line: record.number, value)
      }
      result.records += 1
    } catch {
      reject(
        line: error.position?.line ?? record.number, column: error.position?.column,
        field: error.path, reason: error.reason)
    }
  }

  private mutating func read(
    _ line: ExportedLine, line number: Int, _ value: JSONValue
  ) throws(JSONError) {
    guard line.question.utf8.contains(where: { $0 > 0x20 }) else {
      throw value.error("the problem is empty")
    }
    guard !line.steps.isEmpty else { throw value.error("there are no steps") }
    switch settings.shape {
    case .prefix, .progress:
      if prefixes?.problem.question != line.question
        || prefixes?.assembly.count == PrefixAssembly.limit
      {
        finishPrefixes()
        prefixes = (
          PrefixAssembly(isProgress: settings.shape == .progress),
          ImportedProblem(line, line: number, solutions: [])
        )
      }
      prefixes?.assembly.add(line.steps[0], line.labels[0], line.values.first)
    case .prefixes where line.steps.count > PrefixAssembly.limit:
      throw value.error("more than \(PrefixAssembly.limit) prefixes")
    case .answers where line.steps.count > line.labels.count:
      throw (try value.member("trajectory") ?? value).error(
        "the pair answers earlier turns; alone it is no solution of the problem, and a store has no "
          + "place for the turns")
    case .solution, .prefixes, .tree, .answers, .record:
      waiting.append(
        .published(
          ImportedProblem(line, line: number, solutions: line.solutions(settings.shape))))
    }
  }

  private mutating func finishPrefixes() {
    guard let assembly = prefixes?.assembly, var problem = prefixes?.problem else {
      return
    }
    prefixes = nil
    problem.solutions = assembly.solutions()
    waiting.append(.published(problem))
  }

  /// What can be stored by now.
  mutating func takeProblems(isAtEnd: Bool) -> [ReadProblem] {
    if isAtEnd { finishPrefixes() }
    defer { waiting = [] }
    return waiting
  }

  mutating func write(_ problem: ReadProblem, to store: StoreTransaction) throws(DatabaseError) {
    switch problem {
    case .published(let problem): try write(problem, to: store)
    case .native(let record, let line): try write(record, line: line, to: store)
    }
  }

  private mutating func write(
    _ imported: ImportedProblem, to store: StoreTransaction
  ) throws(DatabaseError) {
    let others = imported.others
    let problem = Problem(statement: imported.question, gold: others["gold"] ?? "")
    var keys: [ContentKey] = []
    for solution in imported.solutions {
      let model = ModelIdentity(
        name: solution.author ?? others["generator"] ?? settings.model, kind: .published)
      let key = LabelledWriter.request(solution.text, problem: problem).key(model: model)
      let verdict = solution.verdict ?? others["verdict"].flatMap { Verdict(rawValue: $0) }
      var said = Hasher()
      said.combine(solution.labels)
      said.combine(solution.verdict)
      guard isNew(key, labels: said.finalize(), line: imported.line) else { continue }
      keys.append(key)
      try writer.write(solution, verdict: verdict, problem: problem, model: model, in: store)
      count(solution.labels)
    }
    guard !keys.isEmpty else { return }
    let known: Set = [
      "gold", "generator", "verdict", "id", "position", "parents", "chosen_model", "rejected_model",
    ]
    let row = Row(
      id: others["id"] ?? "\(settings.suite)-\(settings.split)-\(imported.line)",
      suite: settings.suite, split: settings.split, problem: problem,
      attributes: others.filter { !known.contains($0.key) }
    ).with(completions: keys)
    try write(
      row, position: others["position"].flatMap { Int($0) } ?? imported.line - 1,
      line: imported.line, to: store)
  }

  /// Whether a solution did not occur before; what contradicts an earlier line is rejected.
  private mutating func isNew(_ key: ContentKey, labels: Int, line: Int) -> Bool {
    guard let before = seen[key] else {
      seen[key] = Seen(line: Int32(clamping: line), labels: labels)
      return true
    }
    if before.labels == labels {
      result.repeated += 1
    } else {
      result.conflicting += 1
      let place = before.line == line ? "here twice" : "on line \(before.line)"
      // The lines of a tree or of several prefixes hold all of a problem's solutions there.
      let field = [.tree, .prefixes].contains(settings.shape) ? "reasoning_steps" : ""
      reject(
        line: line, field: field, reason: "the same solution stands \(place) with other labels")
    }
    return false
  }

  private mutating func count(_ labels: [Label]) {
    result.solutions += 1
    result.positive += labels.count { $0.value == .positive }
    result.negative += labels.count { $0.value == .negative }
  }

  private mutating func write(
    _ row: Row, position: Int, line: Int, to store: StoreTransaction
  ) throws(DatabaseError) {
    if try !store.insert(row, position: position) {
      let known = try store.problemKey(suite: row.suite, split: row.split, row: row.id)
      guard known == row.problem.key else {
        reject(
          line: line, field: "id",
          reason: "\(row.suite), split \(row.split), has a row '\(row.id)' of another problem; "
            + "name another --split")
        return
      }
    }
    result.rows += 1
  }

  private mutating func write(
    _ record: NativeRecord, line: Int, to store: StoreTransaction
  ) throws(DatabaseError) {
    if let known = try store.completion(record.completion), known.text != record.text {
      return reject(
        line: line, field: "solution.completion",
        reason: "the store holds another text under the key \(record.completion)")
    }
    var hasher = ContentHasher("labels")
    hasher.add(record.method)
    hasher.add(record.completion)
    guard isNew(hasher.key, labels: record.hashValue, line: line) else { return }
    let root = record.origin?.root ?? record.problem
    try store.insert(root)
    try store.insert(record.problem)
    if let origin = record.origin {
      var hasher = ContentHasher("imported outcome")
      hasher.add(origin.stage)
      hasher.add(record.problem.key)
      try store.record(
        Outcome(.kept, reason: "imported"), key: hasher.key, stage: origin.stage,
        problem: record.problem)
    }
    let row = record.row
    try write(
      Row(
        id: row?.id ?? "\(settings.suite)-\(settings.split)-\(line)", suite: settings.suite,
        split: settings.split, problem: root, attributes: row?.attributes ?? [:]),
      position: row?.position ?? line - 1, line: line, to: store)
    let request = LabelledWriter.request(
      record.text, problem: record.problem, purpose: record.purpose)
    let completion = Completion(
      text: record.text, promptTokens: 0, completionTokens: 0, finishReason: record.finish)
    try store.record(
      completion, of: request, key: record.completion, model: record.model, run: settings.run)
    let id = try store.insertSolution(
      JudgedCompletion(
        key: record.completion, verdict: record.verdict, reason: ImportedSolution.method,
        answer: record.answer, rule: nil),
      model: record.model, problem: record.problem, steps: record.steps)
    try store.record(
      record.labels, solution: id, method: record.method, settings: record.settings)
    for (step, truth) in record.truths.enumerated() {
      try store.recordTruth(
        solution: id, step: step, value: truth.value, strict: truth.strict, class: truth.kind)
    }
    count(record.labels)
  }
}
