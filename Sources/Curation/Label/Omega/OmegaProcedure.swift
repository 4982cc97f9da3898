import Answers
import Corpus
import Generation

/// OmegaPRM's search of one problem (2406.06592, algorithm 1).
///
/// The completer's samples of the problem are the root's rollouts. As long as there are some, the
/// wrong rollout with the highest Q(s, r) + U(s), of a prefix with 0 < MC(s) < 1, is searched for its
/// first error by bisection over its steps; every prefix that is looked at becomes a node, and its k
/// rollouts enter the pool. A rollout that was picked is never picked again. Problems whose samples
/// are all right or all wrong are left alone.
///
/// Bisection goes on to the right of a prefix with MC > 0 and to the left of one with MC = 0, as in
/// the paper, whatever ``RolloutRule/threshold`` is: the threshold draws labels from counts, and the
/// tree is the same for all of them. Where no rollout of a prefix was a trial, because all were cut
/// or none came, nothing says on which side the error is, and the search ends.
///
/// Another author's wrong solutions enter the root's pool to be searched, but are no evidence: that
/// is the completer's rollouts alone, those from their prefixes included.
///
/// What comes out are counts, and labels only where there are counts: a step of a right solution is
/// right because rollouts from there are, not because the solution ends well. A solution's prefixes
/// get, besides their own rollouts, those completions that pass through them (``PrefixTree``); a
/// rollout that was picked is evidence for none of its own prefixes.
public struct OmegaProcedure: Procedure {
  /// One search: the rollout, and between which of its steps the first error lies.
  private struct Search {
    let rollout: Int
    /// The step, counted within the rollout, whose prefix can still be completed; −1 is the node.
    var low: Int
    var high: Int
    var middle: Int { (low + high) / 2 }
  }

  private let problem: Problem
  private let settings: LabelSettings
  private let omega: OmegaSettings
  private let splitter: StepSplitter
  private let solutions: [SolutionToLabel]
  private var tree: OmegaTree
  private var rollouts: [OmegaRollout] = []
  private var evidence = PrefixTree()
  private var numbers: [String: Int] = ["": 0]
  private var judged: [JudgedReply] = []
  private var missing = 0
  private var search: Search?
  private var awaited: Int?

  /// Makes the search of a problem.
  ///
  /// - Parameters:
  ///   - samples: all of the completer's solutions of the problem, equal texts included.
  ///   - solutions: what is labelled, of whomever; by default the samples with different texts that
  ///     ended by themselves.
  ///   - splitter: how texts become steps, unless they are those of a solution.
  public init(
    _ problem: Problem, samples: [InitialSample], solutions: [SolutionToLabel]? = nil,
    settings: LabelSettings, omega: OmegaSettings, splitter: StepSplitter
  ) {
    self.problem = problem
    self.settings = settings
    self.omega = omega
    self.splitter = splitter
    let samples = samples.sorted { $0.key < $1.key }
    let solutions = solutions ?? Self.distinct(samples, of: problem, splitter)
    self.solutions = solutions
    tree = OmegaTree(
      nodes: [
        OmegaTree.Node(
          text: "", completion: nil, depth: 0, parent: nil, counts: RolloutCounts(), visits: 0)
      ], searches: 0)
    var own = Dictionary(solutions.map { ($0.completion, $0) }) { first, _ in first }
    for sample in samples {
      let solution = own.removeValue(forKey: sample.key)
      add(
        sample.text, key: sample.key, tokens: sample.tokens, outcome: sample.outcome, to: 0,
        ends: solution.map(Self.ends))
    }
    for solution in solutions where own[solution.completion] != nil {
      rollouts.append(
        OmegaRollout(
          node: 0, key: solution.completion, text: solution.text, ends: Self.ends(solution),
          tokens: solution.tokens, outcome: RolloutOutcome(solution.verdict)))
    }
  }

  /// Takes a prefix's rollouts and goes on with its search, or with the next.
  public mutating func advance(_ replies: [Reply]) -> Move<OmegaResult> {
    if let node = awaited {
      awaited = nil
      take(replies, at: node)
    }
    while true {
      guard var current = search ?? pick() else { return .finish(result()) }
      guard current.high - current.low > 1 else {
        search = nil
        continue
      }
      let rollout = rollouts[current.rollout]
      let middle = current.middle
      let text = String(decoding: rollout.text.utf8.prefix(rollout.ends[middle]), as: UTF8.self)
      guard let node = numbers[text] else {
        search = current
        return .ask(open(text, of: rollout, steps: middle + 1))
      }
      let counts = tree.nodes[node].counts
      if counts.correct > 0 { current.low = middle } else { current.high = middle }
      search = counts.trials > 0 ? current : nil
    }
  }

  /// The open rollout with the highest Q + U, the earliest of equals.
  private mutating func pick() -> Search? {
    let root = tree.nodes[0].counts
    guard tree.searches < omega.searches, root.correct > 0, root.correct < root.trials else {
      return nil
    }
    let visits = tree.nodes.reduce(0) { $0 + $1.visits }
    var best: (index: Int, priority: Double)?
    for (index, rollout) in rollouts.enumerated() where rollout.isOpen {
      let node = tree.nodes[rollout.node]
      guard let share = node.counts.share, share > 0, share < 1 else { continue }
      let priority = omega.priority(
        share: share, tokens: rollout.tokens, visits: node.visits, allVisits: visits)
      if priority > best?.priority ?? -1 { best = (index, priority) }
    }
    guard let index = best?.index else { return nil }
    // Equal texts of one node would be searched in the same way.
    let (node, text) = (rollouts[index].node, rollouts[index].text)
    for twin in rollouts.indices where rollouts[twin].node == node && rollouts[twin].text == text {
      rollouts[twin].isSearched = true
    }
    evidence.select(rollouts[index].key)
    tree.nodes[rollouts[index].node].visits += 1
    tree.searches += 1
    return Search(rollout: index, low: -1, high: rollouts[index].ends.count - 1)
  }

  /// Makes a node of a prefix and asks for its rollouts.
  private mutating func open(_ text: String, of rollout: OmegaRollout, steps: Int) -> [Request] {
    let node = tree.nodes.count
    numbers[text] = node
    tree.nodes.append(
      OmegaTree.Node(
        text: text, completion: rollout.key, depth: tree.nodes[rollout.node].depth + steps,
        parent: nil, counts: RolloutCounts(), visits: 0))
    awaited = node
    let prompt = Prompt(
      template: settings.template, problem: problem,
      prefix: Prefix(text: text, completion: rollout.key))
    return (0..<omega.rollouts).map {
      Request(
        prompt: prompt, sampling: settings.sampling, purpose: .rollout, index: $0,
        runSeed: settings.seed)
    }
  }

  private mutating func take(_ replies: [Reply], at node: Int) {
    for reply in replies {
      guard let result = settings.judge.judge(reply, gold: problem.gold) else {
        missing += 1
        continue
      }
      judged.append(result)
      add(
        tree.nodes[node].text + result.text, key: result.key,
        tokens: reply.completion?.completionTokens ?? 0,
        outcome: RolloutOutcome(result.verdict, finish: result.finish), to: node)
    }
  }

  private mutating func add(
    _ text: String, key: ContentKey, tokens: Int, outcome: RolloutOutcome, to node: Int,
    ends: [Int]? = nil
  ) {
    let start = tree.nodes[node].text.utf8.count
    let ends = ends ?? splitter.contentRanges(text).map(\.upperBound).filter { $0 > start }
    rollouts.append(
      OmegaRollout(
        node: node, key: key, text: text, ends: ends, tokens: tokens, outcome: outcome))
    tree.nodes[node].counts.add(outcome.verdict, finish: outcome.finish)
    evidence.insert(
      PrefixTree.Sample(
        key: key, prefix: tree.nodes[node].text,
        completion: String(decoding: text.utf8.dropFirst(start), as: UTF8.self),
        outcome: outcome))
  }

  private func result() -> OmegaResult {
    var tree = tree
    for child in tree.nodes.indices.dropFirst() {
      let bytes = tree.nodes[child].text.utf8
      tree.nodes[child].parent = tree.nodes.indices.filter {
        $0 != child && tree.nodes[$0].text.utf8.count < bytes.count
          && bytes.starts(with: tree.nodes[$0].text.utf8)
      }.max { tree.nodes[$0].text.utf8.count < tree.nodes[$1].text.utf8.count }
    }
    return OmegaResult(
      tree: tree,
      labellings: solutions.map {
        evidence.labelling($0, rule: settings.rule, splitter: splitter)
      }, rollouts: judged, missing: missing)
  }

  /// Where the prefixes of a solution end that rollouts are started from, and where it ends.
  private static func ends(_ solution: SolutionToLabel) -> [Int] {
    solution.steps.indices.map { solution.rolloutPrefix(through: $0).text.utf8.count }
  }

  private static func distinct(
    _ samples: [InitialSample], of problem: Problem, _ splitter: StepSplitter
  ) -> [SolutionToLabel] {
    var seen: Set<[UInt8]> = []
    return samples.filter {
      $0.outcome.finish == .stop && seen.insert(Array($0.text.utf8)).inserted
    }.map {
      SolutionToLabel(
        problem: problem, completion: $0.key, text: $0.text,
        steps: splitter.contentRanges($0.text), verdict: $0.outcome.verdict, tokens: $0.tokens)
    }
  }
}
