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
  /// The labels of a solution state no chance that a step is right.
  case noSoftValue(format: String, method: String, step: Int, completion: ContentKey)
  /// What was read back is not what was written.
  case readBackDiffers(file: String, line: Int, reason: String)
  /// There is nothing to export.
  case nothingLabelled(suite: String, split: String, method: String?)
  /// The policy, or balancing the classes, leaves nothing.
  case nothingLeft(leftOut: Int, isBalanced: Bool)
  /// All root problems are near-duplicates of each other, so that none can be held out.
  case oneCluster(suite: String)
  /// A store stands where a file was to be written.
  case holdsStore(file: String)
  /// A test file stands beside the file, and its problems would be in both.
  case otherTestFile(String, besides: String)
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
    case .noSoftValue(let format, let method, let step, let completion):
      "solution \(completion): \(format) needs a share of a fixed number of rollouts, or a "
        + "probability, for step \(step + 1), and \(method) states none; --method names one that does "
        + "(math-shepherd, change-point, advantage, all with +arithmetic), and formats of right and "
        + "wrong, such as trl-stepwise, need none"
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
    case .holdsStore(let file):
      "\(file): is a store, which no other file may replace; write to another name"
    case .otherTestFile(let file, let path):
      "\(file): this test file is not of the last export to \(path), and its problems may be in "
        + "\(path) too; move it away, write to another name, or hold problems out with --holdout"
    case .cannotWrite(let file, let reason): "\(file): cannot be written: \(reason)"
    }
  }
}
