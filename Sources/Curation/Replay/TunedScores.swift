import Evaluation

/// Labellers scored on the half of a pool that chooses and on the half that is reported: what is
/// chosen on the first is told as it does on the second.
struct TunedScores: Sendable {
  /// On the half that chooses.
  let tuning: [ReplayScore]
  /// The same labellers on the half that is reported.
  let reported: [ReplayScore]

  /// Replays labellers; those are left out that a half has no score of.
  ///
  /// - Parameter didScore: called whenever a labeller has been replayed, from any thread.
  init(
    _ labellers: [ReplayedLabeller], tuning: [RecordedSolution], reporting: [RecordedSolution],
    didScore: @escaping @Sendable () -> Void = {}
  ) async {
    let found = await withTaskGroup(of: (Int, ReplayScore?, ReplayScore?).self) { group in
      for (index, labeller) in labellers.enumerated() {
        group.addTask {
          defer { didScore() }
          return (index, ReplayScore(labeller, on: tuning), ReplayScore(labeller, on: reporting))
        }
      }
      var found: [(Int, ReplayScore, ReplayScore)] = []
      for await case (let index, let first?, let second?) in group {
        found.append((index, first, second))
      }
      return found.sorted { $0.0 < $1.0 }
    }
    self.tuning = found.map(\.1)
    reported = found.map(\.2)
  }

  /// The labeller of some families that finds most within a budget in tokens, the cheaper of equals;
  /// `nil` where none is cheap enough.
  func best(
    within budget: Double, where isMember: (String) -> Bool = { _ in true }
  ) -> ReplayScore? {
    tuning.indices.filter { tuning[$0].tokens <= budget && isMember(tuning[$0].family) }
      .max {
        (tuning[$0].exact.value, -tuning[$0].tokens, -$0)
          < (tuning[$1].exact.value, -tuning[$1].tokens, -$1)
      }.map { reported[$0] }
  }

  /// The cheapest labeller of some families whose F1 is at least `f1`; `nil` where none's is.
  func cheapest(
    reaching f1: Double, where isMember: (String) -> Bool = { _ in true }
  ) -> ReplayScore? {
    tuning.indices.filter {
      isMember(tuning[$0].family) && (tuning[$0].f1?.value ?? 0) >= f1
    }.min { tuning[$0].tokens < tuning[$1].tokens }.map { reported[$0] }
  }

  /// A family's settings that no cheaper one beats, cheapest first.
  func curve(_ family: String) -> [ReplayScore] {
    var best = -1.0
    var points: [ReplayScore] = []
    let members = tuning.indices.filter { tuning[$0].family == family }
      .sorted { (tuning[$0].tokens, $0) < (tuning[$1].tokens, $1) }
    for index in members where tuning[index].exact.value > best {
      best = tuning[index].exact.value
      points.append(reported[index])
    }
    return points
  }
}
