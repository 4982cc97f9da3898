/// The candidate that `word` is most likely a misspelling of; `nil` when none is close.
///
/// Close means an edit distance (insertion, deletion, substitution, swap of neighbours) of at most
/// a third of the longer word, or being the only candidate that starts with `word`.
public func nearest(to word: String, among candidates: [String]) -> String? {
  let continuations = candidates.filter { $0.hasPrefix(word) }
  if continuations.count == 1, word.count >= 3 { return continuations[0] }
  let ranked = candidates.map { (candidate: $0, distance: editDistance(word, $0)) }
  guard let best = ranked.min(by: { $0.distance < $1.distance }) else { return nil }
  let limit = max(1, max(word.count, best.candidate.count) / 3)
  return best.distance <= limit ? best.candidate : nil
}

/// The optimal string alignment distance.
func editDistance(_ left: String, _ right: String) -> Int {
  let left = Array(left)
  let right = Array(right)
  var beforePrevious: [Int] = []
  var previous = Array(0...right.count)
  for row in left.indices {
    var current = [row + 1]
    for column in right.indices {
      let substitution = previous[column] + (left[row] == right[column] ? 0 : 1)
      var best = min(substitution, previous[column + 1] + 1, current[column] + 1)
      if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
        best = min(best, beforePrevious[column - 1] + 1)
      }
      current.append(best)
    }
    (beforePrevious, previous) = (previous, current)
  }
  return previous[right.count]
}
