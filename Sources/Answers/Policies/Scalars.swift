/// A text as the code points that Python's strings consist of.
typealias Scalars = [Unicode.Scalar]

extension Array where Element == Unicode.Scalar {
  /// The code points of a text.
  init(_ text: String) {
    self = Array(text.unicodeScalars)
  }

  /// The text.
  var text: String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: self)
    return String(view)
  }

  /// Whether `pattern` stands at `index`.
  func has(_ pattern: StaticString, at index: Int) -> Bool {
    let length = pattern.utf8CodeUnitCount
    guard index >= 0, length <= count - index else { return false }
    for offset in 0..<length
    where self[index + offset].value != UInt32(pattern.utf8Start[offset]) { return false }
    return true
  }

  /// The first place of an ASCII pattern from `start` on.
  func firstIndex(of pattern: StaticString, from start: Int = 0) -> Int? {
    let first = UInt32(pattern.utf8Start[0])
    var index = start
    while index <= count - pattern.utf8CodeUnitCount {
      if self[index].value == first, has(pattern, at: index) { return index }
      index += 1
    }
    return nil
  }

  /// The last place of an ASCII pattern.
  func lastIndex(of pattern: StaticString) -> Int? {
    var index = count - pattern.utf8CodeUnitCount
    while index >= 0 {
      if has(pattern, at: index) { return index }
      index -= 1
    }
    return nil
  }

  /// Whether an ASCII pattern occurs.
  func contains(_ pattern: StaticString) -> Bool { firstIndex(of: pattern) != nil }

  /// How often an ASCII pattern occurs, without overlaps.
  func count(of pattern: StaticString) -> Int {
    var found = 0
    var start = 0
    while let index = firstIndex(of: pattern, from: start) {
      found += 1
      start = index + pattern.utf8CodeUnitCount
    }
    return found
  }

  /// The text with every occurrence of an ASCII pattern replaced, from left to right.
  func replacing(_ pattern: StaticString, with replacement: StaticString = "") -> Scalars {
    guard var next = firstIndex(of: pattern) else { return self }
    let inserted = (0..<replacement.utf8CodeUnitCount).map {
      Unicode.Scalar(replacement.utf8Start[$0])
    }
    var result: Scalars = []
    result.reserveCapacity(count)
    var start = 0
    while true {
      result += self[start..<next]
      result += inserted
      start = next + pattern.utf8CodeUnitCount
      guard let found = firstIndex(of: pattern, from: start) else { break }
      next = found
    }
    return result + self[start...]
  }

  /// The parts between the occurrences of an ASCII pattern; one part when there is none.
  func parts(between pattern: StaticString) -> [Scalars] {
    var parts: [Scalars] = []
    var start = 0
    while let next = firstIndex(of: pattern, from: start) {
      parts.append(Array(self[start..<next]))
      start = next + pattern.utf8CodeUnitCount
    }
    return parts + [Array(self[start...])]
  }

  /// What follows the last occurrence of an ASCII pattern; the whole text without one.
  func afterLast(_ pattern: StaticString) -> Scalars {
    lastIndex(of: pattern).map { Array(self[($0 + pattern.utf8CodeUnitCount)...]) } ?? self
  }

  /// What precedes the first occurrence of an ASCII pattern; the whole text without one.
  func beforeFirst(_ pattern: StaticString) -> Scalars {
    firstIndex(of: pattern).map { Array(self[..<$0]) } ?? self
  }

  /// The text without the white space at its ends.
  func strippingSpace() -> Scalars { stripping { $0.isPythonSpace } }

  /// The text without the code points at its ends that a condition holds for.
  func stripping(_ isDropped: (Unicode.Scalar) -> Bool) -> Scalars {
    guard let first = firstIndex(where: { !isDropped($0) }),
      let last = lastIndex(where: { !isDropped($0) })
    else { return [] }
    return Array(self[first...last])
  }

  /// The text without the given code point at its end.
  func strippingEnd(_ dropped: Unicode.Scalar) -> Scalars {
    var end = count
    while end > 0, self[end - 1] == dropped { end -= 1 }
    return Array(self[..<end])
  }

  /// The text in lower case; a sigma that ends a word is written as such.
  func lowercased() -> Scalars {
    indices.flatMap { index -> Scalars in
      let scalar = self[index]
      guard scalar.value >= 0x80 else {
        return ["A"..."Z" ~= scalar ? Unicode.Scalar(UInt8(scalar.value) | 0x20) : scalar]
      }
      if scalar == "Σ" { return [isEndOfWord(index) ? "ς" : "σ"] }
      return Array(scalar.properties.lowercaseMapping.unicodeScalars)
    }
  }

  /// Whether a letter with case stands before `index` and none behind it.
  private func isEndOfWord(_ index: Int) -> Bool {
    let before = self[..<index].last { !$0.properties.isCaseIgnorable }
    let after = self[(index + 1)...].first { !$0.properties.isCaseIgnorable }
    return before?.properties.isCased == true && after?.properties.isCased != true
  }

  /// Whether the text is a digit or digits, as Python's `isdigit` means it: superscripts too.
  var isPythonDigits: Bool {
    !isEmpty
      && allSatisfy { scalar in
        scalar.value < 0x80
          ? "0"..."9" ~= scalar
          : scalar.properties.numericType == .decimal || scalar.properties.numericType == .digit
      }
  }
}

extension Unicode.Scalar {
  /// Whether Python's `isspace` holds.
  var isPythonSpace: Bool {
    switch value {
    case 0x09...0x0d, 0x1c...0x20, 0x85, 0xa0, 0x1680, 0x2000...0x200a, 0x2028, 0x2029, 0x202f,
      0x205f, 0x3000:
      true
    default: false
    }
  }

  /// Whether `\d` matches.
  var isPythonDecimal: Bool {
    value < 0x80 ? "0"..."9" ~= self : properties.generalCategory == .decimalNumber
  }

  /// Whether `\w` matches: letters, numbers and the low line.
  var isPythonWord: Bool {
    if value < 0x80 {
      return "a"..."z" ~= self || "A"..."Z" ~= self || "0"..."9" ~= self || self == "_"
    }
    return isPythonLetter || properties.numericType != nil
  }

  /// Whether Python's `isalpha` holds.
  var isPythonLetter: Bool {
    switch properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
    default: false
    }
  }
}
