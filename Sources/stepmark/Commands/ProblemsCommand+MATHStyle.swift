import Corpus
import Curation
import ProblemSets
import Storage
import Terminal

extension ProblemsCommand {
  /// How many rows are made and written at a time, so that memory does not grow with the count.
  private static let rowsAtATime = 2000

  /// Generates math-style problems into the store.
  static func generateMATHStyle(_ invocation: Invocation) async throws -> ExitCode {
    let split = try invocation.choice("split", as: MATHStyleSplit.self)
    let count = try invocation.int("count", in: 1...)
    let suite = MATHStyleSuite(
      seed: try invocation.seed(), configuration: try configuration(invocation))
    return try await StageRun.with(invocation, stage: "problems") { stage in
      var stream = suite.stream(split: split)
      var written = 0
      var new = 0
      while written < count {
        var rows: [Row] = []
        while rows.count < min(rowsAtATime, count - written), let problem = stream.next() {
          rows.append(problem.row)
        }
        guard !rows.isEmpty else {
          throw CommandError(
            "math-style: this choice has only \(written) different problems",
            hint: "a smaller --count, or more levels, subjects or families")
        }
        let (group, first) = (rows, written)
        new += try await stage.store.write { (store) throws(DatabaseError) in
          var new = 0
          for (offset, row) in group.enumerated()
          where try store.insert(row, position: first + offset) {
            new += 1
          }
          return new
        }
        written += group.count
      }
      report(written, new: new, [], invocation)
      return .success
    }
  }

  private static func configuration(
    _ invocation: Invocation
  ) throws -> MATHStyleSuite.Configuration {
    var configuration = MATHStyleSuite.Configuration()
    if let wordings = try invocation.optionalInt("wordings", in: 1...MATHStyleProblem.wordings) {
      configuration.wordings = Array(0..<wordings)
    }
    let levels = try chosen(
      "levels", among: MATHStyleLevel.range.map { ($0, String($0)) }, invocation)
    configuration.levelWeights = configuration.levelWeights.filter { levels.contains($0.key) }
    let subjects = try chosen(
      "subjects", among: MATHStyleSubject.allCases.map { ($0, $0.rawValue) }, invocation)
    configuration.subjectWeights = configuration.subjectWeights.filter {
      subjects.contains($0.key)
    }
    configuration.families = Set(
      try chosen("families", among: MATHStyleFamily.allCases.map { ($0, $0.rawValue) }, invocation))
    guard
      configuration.families.contains(where: {
        subjects.contains($0.subject) && !$0.levels.isDisjoint(with: levels)
      })
    else {
      throw CommandError.usage(
        "math-style: no family of these subjects has these levels",
        hint: "leave out --levels, --subjects or --families")
    }
    return configuration
  }

  /// The items that an option names, all of them where it is not given.
  private static func chosen<Item>(
    _ option: String, among items: [(item: Item, name: String)], _ invocation: Invocation
  ) throws -> [Item] {
    guard let text = invocation.optionalString(option) else { return items.map(\.item) }
    return try text.split(separator: ",").map { part in
      let name = part.drop { $0 == " " }
      guard let found = items.first(where: { $0.name.lowercased() == name.lowercased() }) else {
        throw CommandError.usage(
          "--\(option): there is no \(name)", hint: items.map(\.name).joined(separator: ", "))
      }
      return found.item
    }
  }
}
