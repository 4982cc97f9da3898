/// The comparison `math_equal` of Qwen2.5-Math.
struct QwenEquality {
  /// Decides what the original leaves to SymPy.
  let symbolic: (String, String) -> Bool

  /// How deep tuples may be nested before the comparison gives up.
  private static let maximumDepth = 64

  /// Whether two normalised answers are equal.
  func equals(_ answer: Scalars, _ gold: Scalars, depth: Int = 0) -> Bool {
    if answer.strippingSpace().lowercased() == gold.strippingSpace().lowercased() { return true }
    if gold.count == 1, "A"..."E" ~= gold[0], choice(in: answer) == gold { return true }
    if let number = PythonNumber.value(answer), let expected = PythonNumber.value(gold) {
      return [expected / 100, expected, expected * 100].contains { isClose(number, $0) }
    }
    guard !answer.isEmpty, depth < Self.maximumDepth else { return false }
    let answer = answer.strippingSpace()
    var gold = gold.strippingSpace()
    if answer.contains("pmatrix"), !gold.contains("pmatrix") { gold = matrices(in: gold) }
    if equalWithoutBrackets(answer, gold) || equalParts(answer, gold, depth)
      || equalMatrices(answer, gold, depth)
    {
      return true
    }
    return equalEquations(answer, gold, depth) || symbolic(answer.text, gold.text)
  }

  /// Whether two numbers agree within one part in ten thousand of the larger.
  private func isClose(_ left: Double, _ right: Double) -> Bool {
    if left == right { return true }
    guard left.isFinite, right.isFinite else { return false }
    let difference = abs(left - right)
    return difference <= abs(1e-4 * left) || difference <= abs(1e-4 * right)
  }

  /// The last letter `A` to `E` that is a word of its own, otherwise the answer without points.
  private func choice(in answer: Scalars) -> Scalars {
    let text = answer.stripping { $0 == "\n" }.strippingEnd(".").strippingEnd("/")
      .stripping { $0 == " " }
    let body = Scalars(text.drop { $0 == ":" })
    let upper = body.flatMap { Array($0.properties.uppercaseMapping.unicodeScalars) }
    for index in upper.indices.reversed() where "A"..."E" ~= upper[index] {
      let startsWord = index == 0 || !upper[index - 1].isPythonWord
      let endsWord = index + 1 == upper.count || !upper[index + 1].isPythonWord
      if startsWord, endsWord { return [upper[index]] }
    }
    return body.strippingSpace().stripping { $0 == "." }.strippingEnd("/")
  }

  /// Whether the texts are equal without brackets, which an answer in brackets loses at its ends.
  private func equalWithoutBrackets(_ answer: Scalars, _ gold: Scalars) -> Bool {
    var (left, right) = (answer, gold)
    if answer.first == "[" && answer.last == "]" && gold.first != "("
      || answer.first == "(" && answer.last == ")" && gold.first != "["
    {
      let isBracket = { (scalar: Unicode.Scalar) in
        scalar == "[" || scalar == "]" || scalar == "(" || scalar == ")"
      }
      (left, right) = (left.stripping(isBracket), right.stripping(isBracket))
    }
    let isDropped = { (scalar: Unicode.Scalar) in
      scalar == "{" || scalar == "}" || scalar == "(" || scalar == ")"
    }
    left.removeAll(where: isDropped)
    right.removeAll(where: isDropped)
    return left.lowercased() == right.lowercased()
  }

  /// Whether two texts in brackets have the same number of parts between commas, all equal.
  private func equalParts(_ answer: Scalars, _ gold: Scalars, _ depth: Int) -> Bool {
    guard isBracketed(answer), isBracketed(gold) else { return false }
    return allEqual(
      Scalars(answer.dropFirst().dropLast()).parts(between: ","),
      Scalars(gold.dropFirst().dropLast()).parts(between: ","), depth)
  }

  /// `(\(|\[).+(\)|\])` at the start.
  private func isBracketed(_ text: Scalars) -> Bool {
    guard text.first == "(" || text.first == "[" else { return false }
    let line = text.prefix { $0 != "\n" }.dropFirst(2)
    return line.contains { $0 == ")" || $0 == "]" }
  }

  /// Whether two lists are equal part by part; every part is looked at, as in the original.
  private func allEqual(_ answers: [Scalars], _ golds: [Scalars], _ depth: Int) -> Bool {
    guard answers.count == golds.count else { return false }
    var result = true
    for (answer, gold) in zip(answers, golds) where !equals(answer, gold, depth: depth + 1) {
      result = false
    }
    return result
  }

  private func equalMatrices(_ answer: Scalars, _ gold: Scalars, _ depth: Int) -> Bool {
    guard let left = rows(of: answer), let right = rows(of: gold), left.count == right.count else {
      return false
    }
    for (answer, gold) in zip(left, right)
    where !allEqual(answer.parts(between: "&"), gold.parts(between: "&"), depth) { return false }
    return true
  }

  /// The rows of a text that is a matrix as a whole.
  private func rows(of text: Scalars) -> [Scalars]? {
    guard text.has("\\begin{pmatrix}", at: 0) || text.has("\\begin{bmatrix}", at: 0),
      text.has("\\end{pmatrix}", at: text.count - 13)
        || text.has("\\end{bmatrix}", at: text.count - 13)
    else { return nil }
    return Scalars(text.dropFirst(15).dropLast(13)).parts(between: "\\\\")
      .map { $0.strippingSpace() }.filter { !$0.isEmpty }
  }

  /// Two equations are compared as differences; one is compared by its right side when its left has
  /// two characters at most.
  private func equalEquations(_ answer: Scalars, _ gold: Scalars, _ depth: Int) -> Bool {
    let left = answer.parts(between: "=")
    let right = gold.parts(between: "=")
    if left.count == 2, right.count == 2 {
      let (difference, expected) = (self.difference(left), self.difference(right))
      return symbolic(difference, expected) || symbolic("-(\(difference))", expected)
    }
    if left.count == 2, right.count == 1, left[0].strippingSpace().count <= 2 {
      return equals(left[1], gold, depth: depth + 1)
    }
    if right.count == 2, left.count == 1, right[0].strippingSpace().count <= 2 {
      return equals(answer, right[1], depth: depth + 1)
    }
    return false
  }

  private func difference(_ sides: [Scalars]) -> String {
    "\(sides[0].strippingSpace().text) - (\(sides[1].strippingSpace().text))"
  }

  /// The parts `{…,…}` of every line as matrices of one column, joined with commas.
  private func matrices(in text: Scalars) -> Scalars {
    let columns = text.split(separator: "\n").compactMap { line -> Scalars? in
      guard let open = line.firstIndex(of: "{"), let close = line.lastIndex(of: "}"), open < close,
        line[open...close].contains(",")
      else { return nil }
      let content = Scalars(line[open...close]).stripping { $0 == "{" || $0 == "}" }
      return Scalars("\\begin{pmatrix}") + content.replacing(",", with: "\\")
        + Scalars("\\end{pmatrix}")
    }
    return Scalars(columns.joined(separator: Scalars(", ")))
  }
}
