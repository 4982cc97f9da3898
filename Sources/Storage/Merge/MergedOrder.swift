/// One order of rows that stands in several lists, in which each list's own order holds.
///
/// What was made last of a method is what an export takes, so an order that every store agrees on
/// must survive. Rows of which no list says which is older follow their `order` and key, so the
/// result does not depend on the order of the lists; where lists contradict each other, too.
func mergedOrder(_ lists: [[MergeSource.ListedKey]]) -> [String] {
  var rank: [String: String] = [:]
  var followers: [String: Set<String>] = [:]
  var blocked: [String: Int] = [:]
  for list in lists {
    for row in list {
      rank[row.key] = min(rank[row.key] ?? row.order + row.key, row.order + row.key)
      blocked[row.key] = blocked[row.key] ?? 0
    }
    for (row, next) in zip(list, list.dropFirst())
    where followers[row.key, default: []].insert(next.key).inserted {
      blocked[next.key, default: 0] += 1
    }
  }
  var left = Set(blocked.keys)
  var order: [String] = []
  func isFirst(_ key: String, _ other: String) -> Bool {
    (rank[key] ?? key, key) < (rank[other] ?? other, other)
  }
  while !left.isEmpty {
    let free = left.filter { blocked[$0] == 0 }
    guard let next = (free.isEmpty ? left : free).min(by: isFirst) else { break }
    left.remove(next)
    order.append(next)
    for follower in followers[next] ?? [] { blocked[follower, default: 1] -= 1 }
  }
  return order
}
