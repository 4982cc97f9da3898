import Corpus
import JSON

/// How the lines of a format hold solutions.
public enum LineShape: Sendable {
  /// A line is a solution.
  case solution
  /// A line is a prefix of a solution; consecutive lines of one problem belong together.
  case prefix
  /// As `prefix`, and a step is right where the value grew.
  case progress
  /// A line is a problem with the prefixes of its solutions.
  case prefixes
  /// A line is a problem with a tree of steps, of which each names its parent.
  case tree
  /// A line holds whole solutions, one for each label, which says whether its answer is right.
  case answers
  /// A line is a record of a store.
  case record
}

/// A solution that a file of labelled data holds.
struct ImportedSolution: Hashable, Sendable {
  /// The method of the labels.
  static let method = "published"
  /// What stands between the steps of a solution that is a list of steps.
  static let separator = "\n\n"

  let text: String
  /// The byte range of each step in the text.
  let steps: [Range<Int>]
  let labels: [Label]
  /// Whether the answer is right, where the line says it of this solution alone.
  var verdict: Verdict?
  /// The author, where the line says it of this solution alone.
  var author: String?

  /// A solution that is a list of steps; nobody decided on a step whose label is abstain.
  ///
  /// - Parameter values: a soft value for each step, or none at all.
  init(steps: [String], labels: [LabelValue], values: [Double]) {
    var start = 0
    self.init(
      text: steps.joined(separator: Self.separator),
      steps: steps.map { step in
        let range = start..<start + step.utf8.count
        start = range.upperBound + Self.separator.utf8.count
        return range
      }, labels: labels, values: values)
  }

  init(text: String, steps: [Range<Int>], labels: [LabelValue], values: [Double]) {
    self.text = text
    self.steps = steps
    self.labels = labels.enumerated().compactMap { step, value in
      value == .abstain
        ? nil
        : Label(
          step: step, value: value, method: Self.method,
          posterior: values.isEmpty ? nil : values[step])
    }
  }
}

/// A problem of a file of labelled data, with the solutions of one or several lines.
struct ImportedProblem: Sendable {
  /// The first line.
  let line: Int
  let question: String
  /// What the line says beside question, steps and labels.
  let others: [String: String]
  var solutions: [ImportedSolution]

  init(_ read: ExportedLine, line: Int, solutions: [ImportedSolution]) {
    self.line = line
    question = read.question
    others = read.others
    self.solutions = solutions
  }
}

extension ExportedLine {
  /// The solutions of a line that holds whole ones.
  func solutions(_ shape: LineShape) -> [ImportedSolution] {
    switch shape {
    case .solution, .record:
      return [ImportedSolution(steps: steps, labels: labels, values: values)]
    case .prefix, .progress: return []
    case .answers: return answers()
    case .prefixes:
      var assembly = PrefixAssembly()
      for (index, prefix) in steps.enumerated() {
        assembly.add(prefix, labels[index], values[index])
      }
      return assembly.solutions()
    case .tree: return treeSolutions()
    }
  }

  /// The last texts of the line, one for each label, cut by what divides each of them: such lines
  /// hold answers of anybody.
  private func answers() -> [ImportedSolution] {
    zip(steps.suffix(labels.count), labels).enumerated().map { place, item in
      let (text, label) = item
      var solution = ImportedSolution(
        text: text, steps: StepSplitter(.automatic).contentRanges(text), labels: [], values: [])
      solution.verdict = label == .positive ? .correct : .incorrect
      solution.author = others[place == 0 ? "chosen_model" : "rejected_model"]
      return solution
    }
  }

  /// The way to every leaf of a tree, in the order of the leaves.
  private func treeSolutions() -> [ImportedSolution] {
    let parents = (others["parents"] ?? "").split(separator: " ").compactMap { Int($0) }
    let inner = Set(parents)
    return steps.indices.filter { !inner.contains($0) }.map { leaf in
      var way: [Int] = []
      var place = leaf
      while place >= 0 {
        way.append(place)
        place = parents[place]
      }
      way.reverse()
      return ImportedSolution(
        steps: way.map { steps[$0] }, labels: way.map { labels[$0] },
        values: way.map { values[$0] })
    }
  }
}
