import Corpus

/// Which problems of gsm-style are generated: the basic selection or problems of the full suite.
public enum GSMStyleSource: Sendable {
  /// The ten families with small numbers that a small model learns within minutes.
  case basic(BasicSuite)
  /// The full suite, or a selection of it.
  case full(GSMStyleSuite)

  /// The first `count` rows of a split, each graph once.
  public func rows(split: GSMStyleSplit, count: Int) throws(GSMStyleError) -> [Row] {
    switch self {
    case .basic(let suite): try suite.rows(split: split, count: count)
    case .full(let suite): try suite.rows(split: split, count: count)
    }
  }

  /// Hands over the first `count` rows of a split one by one; every graph as often as it comes.
  ///
  /// - Parameter perturbations: variants of each problem that follow it, where it has them.
  /// - Returns: how many rows were handed over.
  public func forEachRow(
    split: GSMStyleSplit?, count: Int, perturbations: [Perturbation] = [],
    _ body: (Row) throws -> Void
  ) rethrows -> Int {
    var number = 0
    switch self {
    case .basic(let suite):
      var index = 0
      while number < count {
        let problem = suite.problem(at: index)
        index += 1
        guard split == nil || problem.split == split else { continue }
        number += 1
        try body(problem.row)
      }
    case .full(let suite):
      for problem in suite.problems(split: split, count: count) {
        number += 1
        try body(problem.row)
        for kind in perturbations {
          guard let variant = problem.perturbed(by: kind) else { continue }
          number += 1
          try body(variant.row)
        }
      }
    }
    return number
  }

  /// The problem at an index, as one that errors can be put into; `nil` where it is not selected.
  public func corruptible(at index: Int) -> (any CorruptibleProblem)? {
    switch self {
    case .basic(let suite): suite.problem(at: index)
    case .full(let suite): suite.selected(at: index)
    }
  }
}
