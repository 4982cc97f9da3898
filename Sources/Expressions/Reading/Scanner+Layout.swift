extension Scanner {
  /// Undoes the layout of a formula that was spread over the rows of a matrix, one token a row, as
  /// some renderers of copied formulas do.
  ///
  /// Rows break within braces or hold nothing but an operator there, which no matrix does.
  mutating func joinSpreadRows() {
    var begin = 0
    while begin < count {
      guard tokens[begin].kind == .begin, let finish = spreadEnd(begin) else {
        begin += 1
        continue
      }
      var kept = begin
      for index in begin..<count {
        let isLayout =
          index == begin || index == finish
          || index < finish
            && (tokens[index].kind == .newRow || tokens[index].kind == .ampersand)
        if isLayout { continue }
        tokens[kept] = tokens[index]
        kept += 1
      }
      count = kept
    }
  }

  /// The end of an environment without columns whose rows are torn; nil if it is none.
  private func spreadEnd(_ begin: Int) -> Int? {
    guard tokens[begin].detail == Environment.matrix.rawValue else { return nil }
    var depth = 0
    var isTorn = false
    var index = begin + 1
    while index < count {
      switch tokens[index].kind {
      case .open: depth += 1
      case .close: depth -= 1
      case .begin, .ampersand: return nil
      case .finish: return isTorn ? index : nil
      case .newRow: isTorn = isTorn || depth != 0
      case .plus, .minus, .times, .crossTimes, .dotTimes, .function, .logarithm, .fraction:
        let starts = tokens[index - 1].kind == .newRow || index == begin + 1
        isTorn = isTorn || starts && tokens[index + 1].kind == .newRow
      default: break
      }
      index += 1
    }
    return nil
  }
}
