import Answers
import Corpus

extension MATHValue {
  /// Values of the same kind that a slip of the pen may leave in this one's place.
  var nearby: [MATHValue] {
    switch self {
    case .expression(let value):
      guard value.degree == 0 else { return [self + 1, self - 1, self + .x, -self] }
      return [self + 1, self - 1, self + 2, self + 10, self - 10, 2 * self, -self, self / 2]
    case .degrees(let angle):
      let size = MATHValue.degrees(angle)
      return [30, -30, 10, 90, 180].map { size + .degrees(.init($0)) }
    case .based(let value, let base):
      return [value + 1, value + base].map { .based($0, base: base) }
    case .tuple(let values):
      return values.indices.flatMap { index in
        values[index].nearby.prefix(2).map { other in
          var changed = values
          changed[index] = other
          return .tuple(changed)
        }
      }
    case .set(let values):
      return values.indices.flatMap { index in
        values[index].nearby.prefix(3).map { other in
          var changed = values
          changed[index] = other
          return .ascending(changed)
        }
      }
    case .matrix(let rows):
      return rows.indices.flatMap { row in
        rows[row].indices.flatMap { column in
          rows[row][column].nearby.prefix(2).map { other in
            var changed = rows
            changed[row][column] = other
            return .matrix(changed)
          }
        }
      }
    case .intervals(let parts): return [.intervals(parts.map(\.withOtherEnds))]
    case .text, .undefined: return []
    }
  }

  /// Whether two values are of one kind, as the checker tells kinds apart.
  func isLike(_ other: MATHValue) -> Bool {
    switch (self, other) {
    case (.expression, .expression), (.degrees, .degrees), (.matrix, .matrix),
      (.intervals, .intervals), (.set, .set):
      true
    case (.tuple(let a), .tuple(let b)): a.count == b.count
    case (.based(_, let a), .based(_, let b)): a == b
    default: false
    }
  }
}

extension MATHInterval {
  /// The interval whose finite ends belong to it exactly when they did not.
  var withOtherEnds: MATHInterval {
    MATHInterval(
      lower: lower, upper: upper, includesLower: lower != nil && !includesLower,
      includesUpper: upper != nil && !includesUpper)
  }
}

extension Collection {
  /// The elements in an order drawn from a stream, the same with every version of the library.
  func shuffled(by stream: inout RandomStream) -> [Element] {
    var result = Array(self)
    for index in result.indices.dropFirst().reversed() {
      result.swapAt(index, Int(stream.nextUnit() * Double(index + 1)))
    }
    return result
  }
}
