import Corpus
import Generation
import Storage

extension LabelStage {
  /// OmegaPRM's tree of every problem of a selection.
  func runTrees(_ selection: ProblemSelection) async throws -> DriverProgress {
    var pages = ProblemPages(store: context.store, selection: selection)
    let reading = reading
    return try await context.driver(stage: Self.name).run {
      () async throws -> ProcedureTask<OmegaProcedure>? in
      while let stored = try await pages.next() {
        guard stored.problem.hasGold else { continue }
        let samples = try await context.store.read { (store) throws(DatabaseError) in
          var samples: [StoredSample] = []
          for author in reading.authors {
            samples += try store.samples(
              problem: stored.id, model: author.key, purpose: reading.purpose)
          }
          return samples
        }
        guard !samples.isEmpty else { continue }
        var hasher = taskHasher
        hasher.add(stored.problem.key)
        for sample in samples { hasher.add(sample.key) }
        let body = OmegaProcedure(
          stored.problem,
          samples: samples.map {
            InitialSample(
              key: $0.key, text: $0.text, tokens: $0.tokens,
              outcome: RolloutOutcome($0.verdict, finish: $0.finish))
          }, settings: settings, omega: search.omega, splitter: splitter)
        return ProcedureTask(key: hasher.key, problem: stored.problem, procedure: body)
      }
      return nil
    } finish: { (task, result, store) throws(DatabaseError) in
      try store.record(
        result.tree.nodes.map {
          StoredTreeNode(
            parent: $0.parent, text: $0.text, depth: $0.depth, counts: $0.counts,
            visits: $0.visits)
        }, problem: task.problem, method: method.rawValue, settings: describedSettings)
      for labelling in result.labellings where try store.isDistinct(labelling.completion) {
        _ = try write(labelling, to: store)
      }
      let (root, searches) = (result.tree.nodes[0].counts, result.tree.searches)
      let isMixed = root.correct > 0 && root.correct < root.trials
      return Outcome(
        .kept, reason: isMixed ? "" : "samples all alike",
        detail: "\(searches) searches, \(result.tree.nodes.count - 1) prefixes")
    }
  }
}
