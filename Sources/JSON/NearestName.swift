/// The candidate that `name` was most probably meant to be; `nil` when none is near.
///
/// Near means: at most a third of the letters inserted, removed, replaced or swapped with their
/// neighbour (the restricted Damerau–Levenshtein distance), upper and lower case being equal. The
/// first of equally near candidates wins.
public func nearest(to name: String, among candidates: some Sequence<String>) -> String? {
  let wanted = Array(name.lowercased().unicodeScalars)
  guard wanted.count <= 100 else { return nil }
  var best: (candidate: String, distance: Int)?
  for candidate in candidates where candidate.utf8.count <= 400 {
    let letters = Array(candidate.lowercased().unicodeScalars)
    let limit = max(1, max(wanted.count, letters.count) / 3)
    let distance = editDistance(wanted, letters)
    if distance <= limit, distance < max(wanted.count, letters.count),
      distance < best?.distance ?? .max
    {
      best = (candidate, distance)
    }
  }
  return best?.candidate
}

private func editDistance(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
  var beforeLast: [Int] = []
  var last = Array(0...right.count)
  for (row, letter) in left.enumerated() {
    var current = [row + 1]
    current.reserveCapacity(right.count + 1)
    for (column, other) in right.enumerated() {
      var cost = min(
        last[column + 1] + 1, current[column] + 1, last[column] + (letter == other ? 0 : 1))
      if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
        cost = min(cost, beforeLast[column - 1] + 1)
      }
      current.append(cost)
    }
    (beforeLast, last) = (last, current)
  }
  return last[right.count]
}
