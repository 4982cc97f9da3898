import Answers
import Corpus
import JSON
import ProblemSets
import Storage

/// Imports step-labelled data that somebody published: problems, solutions and their labels.
public struct LabelledImport: Sendable {
  /// What became of a file.
  public struct Result: Hashable, Sendable {
    /// Records that could be read.
    public var records = 0
    /// Problems' rows that were stored, or had been before.
    public var rows = 0
    /// Solutions that were stored, or had been before.
    public var solutions = 0
    /// Labels of right steps.
    public var positive = 0
    /// Labels of wrong steps.
    public var negative = 0
    /// Solutions that occur again with the same labels.
    public var repeated = 0
    /// Solutions that occur again with other labels, of which the first ones are kept; they count
    /// as rejected too.
    public var conflicting = 0
    /// Records and solutions that cannot be used.
    public var rejected = 0
    /// The first of them, with the reasons.
    public var rejections: [RecordRejection] = []
  }

  /// The most rejections that are listed.
  static let listed = 1000
  let store: Store
  let judge: SolutionJudge
  let run: Int
  let format: any DatasetFormat
  let shape: LineShape
  let suite: String
  let split: String
  /// The author of solutions of which the file does not say it.
  let model: String

  /// Makes an import as part of a run; `nil` for a format that cannot be imported.
  public init?(
    store: Store, judge: SolutionJudge, run: Int, format: any DatasetFormat, suite: String,
    split: String, model: String
  ) {
    guard let shape = format.lineShape else { return nil }
    (self.store, self.judge, self.run) = (store, judge, run)
    (self.format, self.shape) = (format, shape)
    (self.suite, self.split, self.model) = (suite, split, model)
  }

  /// The formats that a file's first record has, as far as it can be read at all.
  public static func formats(of path: String) -> [any DatasetFormat] {
    guard var stream = try? RecordStream(path), let records = try? stream.next(),
      let first = records.first, let value = try? first.result.get()
    else { return [] }
    return DatasetFormats.imported.filter { format in
      if format.lineShape == .record { return (try? NativeRecord(value)) != nil }
      guard let line = try? format.read(value) else { return false }
      return !line.steps.isEmpty && line.question.utf8.contains { $0 > 0x20 }
    }
  }

  /// Reads a file and stores what is good in it.
  ///
  /// - Parameter progress: called now and then with the number of lines so far.
  /// - Throws: `ReadingError` where the file gives nothing at all, or an error of the store.
  public func run(
    _ path: String, progress: (Int) -> Void = { _ in }
  ) async throws -> Result {
    var stream = try RecordStream(path)
    var work = ImportInWork(self, path: path)
    while true {
      let records: [RecordStream.Record]?
      do throws(ReadingError) {
        records = try stream.next()
      } catch {
        guard work.result.records > 0 else { throw error }
        // What came before the damage is good.
        work.reject(line: stream.line, field: "", reason: Self.reason(error), isEnd: true)
        records = nil
      }
      for record in records ?? [] { work.read(record) }
      let problems = work.takeProblems(isAtEnd: records == nil)
      work = try await store.write { [work] (store) throws(DatabaseError) in
        var work = work
        for problem in problems { try work.write(problem, to: store) }
        return work
      }
      guard records != nil else { break }
      progress(stream.line - 1)
    }
    guard work.result.records + work.result.rejected > 0 else {
      throw ReadingError.empty(file: path)
    }
    try await store.write { [rejections = work.result.rejections] (store) throws(DatabaseError) in
      for rejection in rejections {
        try store.note("record rejected", "\(rejection)", run: run)
      }
    }
    return work.result
  }

  private static func reason(_ error: ReadingError) -> String {
    guard case .file(let error) = error else { return "\(error)" }
    return "the rest of the file is lost: \(error)"
  }
}
