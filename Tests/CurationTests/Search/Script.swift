import Corpus
import Curation

/// Runs a search on outcomes from a function; returns its result and, for every step, the indices
/// of the rollouts that it drew, in order.
func script(
  _ search: any StepSearch, _ outcome: (_ step: Int, _ index: Int) -> RolloutOutcome?
) -> (result: SearchResult, drawn: [[Int]]) {
  var search = search
  var drawn: [[Int]] = []
  var outcomes: [RolloutOutcome?] = []
  while true {
    switch search.advance(outcomes) {
    case .finish(let result): return (result, drawn)
    case .draw(let draws):
      outcomes = draws.flatMap { draw in
        draw.indices.map { index in
          while drawn.count <= draw.step { drawn.append([]) }
          drawn[draw.step].append(index)
          return outcome(draw.step, index)
        }
      }
    }
  }
}
