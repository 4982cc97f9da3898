import Corpus

/// Something that a label says and a format cannot.
public enum ExportLoss: String, Sendable, CaseIterable {
  /// Somebody's stated probability becomes right or wrong; what a labeller of ours decided is no loss.
  case soft
  /// A neutral step becomes undecided.
  case neutral
  /// A step without a label is joined to the next one.
  case mask
}

/// Why an export was refused or failed.
public enum ExportError: Error, Hashable, Sendable {
  /// A step's text holds the tag that the format marks steps with.
  case tagInText(format: String, tag: String, completion: ContentKey)
  /// A threshold needs rollouts whose number was fixed beforehand.
  case thresholdOnStoppedCounts(method: String)
  /// The format cannot say what the labels say.
  case loss(ExportLoss, method: String)
  /// The format needs what the store does not know.
  case missing(format: String, what: String, completion: ContentKey)
  /// What was read back is not what was written.
  case readBackDiffers(file: String, line: Int, reason: String)
  /// There is nothing to export.
  case nothingLabelled(suite: String, split: String, method: String?)
  /// The policy, or balancing the classes, leaves nothing.
  case nothingLeft(leftOut: Int, isBalanced: Bool)
  /// All root problems are near-duplicates of each other, so that none can be held out.
  case oneCluster(suite: String)
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
    case .loss(.soft, let method):
      "\(method) states a probability for each step, and this format only says right or wrong; "
        + "--threshold P draws the line, --allow-loss soft takes the labeller's own, and "
        + "openrlhf-prm-soft and native carry the probability"
    case .loss(.neutral, let method):
      "\(method) calls steps neutral, and this format cannot; --neutral plus|minus|abstain says "
        + "what they are, --allow-loss neutral counts them as undecided, and prm800k and native "
        + "carry them"
    case .loss(.mask, let method):
      "\(method) left steps undecided, and this format has a label for every step; --allow-loss "
        + "mask joins such a step to the next one, and prm800k and native carry it"
    case .missing(let format, let what, let completion):
      "solution \(completion): \(format) needs \(what), which the store does not hold"
    case .readBackDiffers(let file, let line, let reason):
      "\(file):\(line): what was read back differs from the store: \(reason)"
    case .nothingLabelled(let suite, let split, let method?):
      "the store holds no solution of \(suite), split \(split), labelled by \(method); `stepmark status` "
        + "shows what it holds, `stepmark label` labels"
    case .nothingLabelled(let suite, let split, nil):
      "the store holds no solution of \(suite), split \(split), that makes a line of this format; "
        + "`stepmark status` shows what it holds"
    case .nothingLeft(_, isBalanced: true):
      "all lines hold a wrong step or answer, or none does, so that balanced nothing is left; "
        + "leave --balance out"
    case .nothingLeft(let leftOut, _):
      "the policy leaves out all \(leftOut) solutions; loosen --threshold, --min-evidence, --abstain "
        + "or --neutral"
    case .oneCluster(let suite):
      "all problems of \(suite) are near-duplicates of one another, so that none can be held out; "
        + "--holdout-by root splits them by root problem alone"
    case .cannotWrite(let file, let reason): "\(file): cannot be written: \(reason)"
    }
  }
}
