import Corpus
import ProblemSets
import Storage

/// Finds the problems that somebody's outputs solve, and which of a problem's outputs each is.
struct OutputMatching {
  /// The outputs of one problem with their indices, in the order of the file.
  typealias Group = (problem: Problem, items: [(index: Int, item: PublishedOutputs.Item)])

  private let place: String
  private let firstIndex: Int
  private var byStatement: [String: Problem] = [:]
  private var byRow: [String: Problem] = [:]
  private var order: [ContentKey] = []
  private var found: [ContentKey: Group] = [:]
  private(set) var unmatched = 0
  private(set) var rejections: [RecordRejection] = []

  init(_ problems: [StoredProblem], place: String, firstIndex: Int) {
    self.place = place
    self.firstIndex = firstIndex
    for problem in problems {
      let statement = Self.normalized(problem.problem.statement)
      if byStatement[statement] == nil { byStatement[statement] = problem.problem }
      byRow[problem.rowID] = problem.problem
    }
  }

  /// Takes an output, or notes why it cannot be used.
  mutating func add(_ item: PublishedOutputs.Item) {
    guard let problem = problem(of: item) else {
      unmatched += 1
      rejections.append(item.rejection("the problem is not in \(place)"))
      return
    }
    let key = problem.key
    if found[key] == nil {
      order.append(key)
      found[key] = (problem, [])
    }
    let taken = found[key]?.items ?? []
    let index = firstIndex + (item.index ?? taken.count)
    if let other = taken.first(where: { $0.index == index })?.item {
      let isSame = other.solution.utf8.elementsEqual(item.solution.utf8)
      let others = other.file == item.file ? "line \(other.line)" : "\(other.file):\(other.line)"
      rejections.append(
        item.rejection(
          "completion \(index) of this problem stands on \(others) already, "
            + (isSame ? "with the same text" : "with another text")))
      return
    }
    found[key]?.items.append((index, item))
  }

  /// The outputs by problem, in groups of about so many outputs.
  func groups(of size: Int) -> [[Group]] {
    var groups: [[Group]] = []
    var count = 0
    for key in order {
      guard let group = found[key] else { continue }
      if groups.isEmpty || count >= size {
        groups.append([])
        count = 0
      }
      groups[groups.count - 1].append(group)
      count += group.items.count
    }
    return groups
  }

  private func problem(of item: PublishedOutputs.Item) -> Problem? {
    for statement in item.statements {
      if let problem = byStatement[Self.normalized(statement)] { return problem }
    }
    // The id alone tells the problem only where nothing else does.
    guard item.statements.isEmpty else { return nil }
    return item.rowID.flatMap { byRow[$0] }
  }

  /// The statement with every run of white space as one space.
  private static func normalized(_ text: String) -> String {
    text.split { $0.isWhitespace }.joined(separator: " ")
  }
}

extension PublishedOutputs.Item {
  func rejection(_ reason: String) -> RecordRejection {
    RecordRejection(file: file, line: line, field: "", reason: reason)
  }
}
