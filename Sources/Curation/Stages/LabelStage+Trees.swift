import Answers
import Corpus
import Evaluation
import Generation
import Storage

extension LabelStage {
  /// OmegaPRM's tree of every problem of a selection that has a solution to label.
  ///
  /// Its root are the completer's own samples of the problem, because it is the completer's chances
  /// that the labels speak of.
  func runTrees(_ selection: ProblemSelection) async throws -> DriverProgress {
    var pages = ProblemPages(store: context.store, selection: selection)
    let completer = context.generator.model.key
    return try await context.driver(stage: Self.name).run {
      () async throws -> ProcedureTask<OmegaProcedure>? in
      while let stored = try await pages.next() {
        let solutions = try await self.solutions(of: stored)
        guard !solutions.isEmpty else { continue }
        let samples = try await context.store.read { (store) throws(DatabaseError) in
          try store.samples(problem: stored.id, model: completer, purpose: .solve)
        }
        var hasher = taskHasher
        hasher.add(stored.problem.key)
        for sample in samples { hasher.add(sample.key) }
        for solution in solutions { hasher.add(solution.completion) }
        let body = OmegaProcedure(
          stored.problem,
          samples: samples.map {
            InitialSample(
              key: $0.key, text: $0.text, tokens: $0.tokens,
              outcome: RolloutOutcome($0.verdict, finish: $0.finish))
          }, solutions: solutions, settings: settings, omega: search.omega, splitter: splitter)
        return ProcedureTask(key: hasher.key, problem: stored.problem, procedure: body)
      }
      return nil
    } finish: { (task, result, store) throws(DatabaseError) in
      for rollout in result.rollouts {
        try store.record(JudgedCompletion(rollout), by: settings.judge.identity)
      }
      guard result.missing == 0 || context.isClosed else { return Self.withoutReplies }
      try store.record(
        result.tree.nodes.map {
          StoredTreeNode(
            parent: $0.parent, text: $0.text, depth: $0.depth, counts: $0.counts,
            visits: $0.visits)
        }, problem: task.problem, method: method.rawValue, settings: describedSettings)
      for labelling in result.labellings { _ = try write(labelling, to: store) }
      let (root, searches) = (result.tree.nodes[0].counts, result.tree.searches)
      let isMixed = root.correct > 0 && root.correct < root.trials
      let reason = root.trials == 0 ? "no samples of the completer" : "samples all alike"
      return Outcome(
        .kept, reason: isMixed ? "" : reason,
        detail: "\(searches) searches, \(result.tree.nodes.count - 1) prefixes")
    }
  }
}
