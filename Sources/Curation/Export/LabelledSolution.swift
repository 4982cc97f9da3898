import Corpus

/// A solution with its labels, as exporters take it.
public struct LabelledSolution: Hashable, Sendable {
  /// The problem.
  public let problem: Problem
  /// The key of the completion that the solution is.
  public let completion: ContentKey
  /// The suite that the problem, or its root, comes from.
  public let suite: String
  /// The text of every step, without the white space around it.
  public let steps: [String]
  /// The text from the first byte through each step, without the white space before the first.
  public let prefixes: [String]
  /// A label for every step, after the policies of the export have been applied; empty where a
  /// format asks for none.
  public let labels: [LabelValue]
  /// The judgement of the answer.
  public let verdict: Verdict
  /// The whole text.
  public let text: String

  /// Makes a labelled solution.
  public init(
    problem: Problem, completion: ContentKey, suite: String, steps: [String], prefixes: [String],
    labels: [LabelValue], verdict: Verdict, text: String
  ) {
    precondition(labels.isEmpty || steps.count == labels.count && steps.count == prefixes.count)
    self.problem = problem
    self.completion = completion
    self.suite = suite
    self.steps = steps
    self.prefixes = prefixes
    self.labels = labels
    self.verdict = verdict
    self.text = text
  }
}

/// What an export does with labels that a format cannot carry as they are.
public struct ExportPolicy: Hashable, Sendable {
  /// What becomes of the steps after the first wrong one.
  public enum AfterError: String, Sendable, CaseIterable {
    /// They are wrong too.
    case minus
    /// They are left out.
    case cut
    /// The solution is left out.
    case drop
  }

  /// What becomes of a solution with a step on which the labeller abstained.
  public enum Abstained: String, Sendable, CaseIterable {
    /// It is cut before that step.
    case cut
    /// It is left out.
    case drop
  }

  /// What becomes of the steps after the first wrong one.
  public var afterError: AfterError
  /// What becomes of abstentions.
  public var abstained: Abstained
  /// The share of correct rollouts from which a step is right; `nil` takes the labels as they are.
  ///
  /// A step is undecided where rollouts that say nothing could still bring the share there. Shares
  /// of rollouts that stopped at the first success are no estimate, so such labels are refused
  /// with a threshold.
  public var threshold: Double?

  /// Makes a policy.
  public init(
    afterError: AfterError = .minus, abstained: Abstained = .drop, threshold: Double? = nil
  ) {
    self.afterError = afterError
    self.abstained = abstained
    self.threshold = threshold
  }

  /// The labels of a solution's steps after the policy; `nil` when the solution is left out.
  ///
  /// - Parameters:
  ///   - labels: the labels of the steps that were looked at, ordered by step.
  ///   - steps: how many steps the solution has.
  /// - Returns: a label for each of the first steps, each right or wrong.
  public func apply(
    _ labels: [Label], steps: Int
  ) throws(ExportError) -> [LabelValue]? {
    let byStep = Dictionary(labels.map { ($0.step, $0) }) { first, _ in first }
    var result: [LabelValue] = []
    for step in 0..<steps {
      if result.last == .negative || result.contains(.negative) {
        switch afterError {
        case .minus:
          result.append(.negative)
          continue
        case .cut: return result
        case .drop: return nil
        }
      }
      switch try value(byStep[step]) {
      case .positive?: result.append(.positive)
      case .negative?: result.append(.negative)
      case .neutral?, .abstain?, nil: return abstained == .cut && !result.isEmpty ? result : nil
      }
    }
    return result
  }

  private func value(_ label: Label?) throws(ExportError) -> LabelValue? {
    guard let label else { return nil }
    let counts = label.counts
    guard let threshold, counts.total > 0 else { return label.value }
    guard label.stopping == .fixed else {
      throw .thresholdOnStoppedCounts(method: label.method)
    }
    // Rollouts that say nothing might all have been wrong, or all correct.
    let least = Double(counts.correct) / Double(counts.total)
    let most = Double(counts.correct + counts.undetermined) / Double(counts.total)
    if least >= threshold { return .positive }
    return most >= threshold ? .abstain : .negative
  }
}

/// Why an export was refused or failed.
public enum ExportError: Error, Hashable, Sendable {
  /// A step's text holds the tag that the format marks steps with.
  case tagInText(format: String, tag: String, completion: ContentKey)
  /// A threshold needs rollouts whose number was fixed beforehand.
  case thresholdOnStoppedCounts(method: String)
  /// What was read back is not what was written.
  case readBackDiffers(file: String, line: Int, reason: String)
  /// There is nothing to export.
  case nothingLabelled(suite: String, method: String)
  /// The file cannot be written.
  case cannotWrite(file: String, reason: String)
}

extension ExportError: CustomStringConvertible {
  /// What happened and, where there is one, the way out.
  public var description: String {
    switch self {
    case .tagInText(let format, let tag, let completion):
      "solution \(completion) holds the text \(tag.debugDescription), with which \(format) marks "
        + "steps; export it in a format that lists steps, such as trl-stepwise"
    case .thresholdOnStoppedCounts(let method):
      "--threshold needs counts of a fixed number of rollouts, and \(method) stops at the first "
        + "success; label with math-shepherd first"
    case .readBackDiffers(let file, let line, let reason):
      "\(file):\(line): what was read back differs from the store: \(reason)"
    case .nothingLabelled(let suite, let method):
      "the store holds no solution of \(suite) labelled by \(method); run `stepmark label` first"
    case .cannotWrite(let file, let reason): "\(file): cannot be written: \(reason)"
    }
  }
}
