import Training

/// Why a local training run cannot begin, or go on.
public enum LocalTrainingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// There is nothing to learn from.
  case noLessons(String)
  /// A text cannot be written with the model's vocabulary.
  case notInVocabulary(lesson: Int, problem: String, reason: String)
  /// The run has diverged after `step` steps: what was seen, the problems of the batch (those at
  /// fault first, where they are known), and the checkpoint that stays.
  case diverged(
    step: Int, reason: String, atFault: [String], problems: [String], checkpoint: String?)

  /// What is missing or went wrong.
  public var description: String {
    switch self {
    case .noLessons(let reason): reason
    case .notInVocabulary(let lesson, let problem, let reason):
      "lesson \(lesson) (\(problem)) cannot be written with the model's vocabulary: \(reason)"
    case .diverged(let step, let reason, let atFault, let problems, let checkpoint):
      "training diverged at step \(step): \(reason)"
        + (atFault.isEmpty ? "" : "; no finite loss on \(atFault.joined(separator: ", "))")
        + "; the batch's problems: \(problems.joined(separator: ", "))"
        + (checkpoint.map { "; the last checkpoint stays: \($0)" } ?? "")
    }
  }
}
