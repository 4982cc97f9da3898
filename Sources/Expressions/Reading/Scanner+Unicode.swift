extension Scanner {
  /// Scans a character beyond ASCII.
  mutating func scanUnicode() throws(ReadingRefusal) {
    guard let (scalar, length) = decode(position) else {
      throw ReadingRefusal(.invalidUTF8, at: position)
    }
    switch scalar {
    case 0xa0, 0x2000...0x200a, 0x202f, 0x205f, 0x3000, 0x2062, 0x2061:
      spaced = true
      position += length
    case 0x200b...0x200f, 0x2060, 0xfeff, 0xfe0e, 0xfe0f: position += length
    case 0xff10...0xff19: scanFullWidthNumber()
    case 0xb2, 0xb3, 0xb9, 0x2070...0x207e: scanRun(.raised, length, Self.isRaised)
    case 0x2080...0x208e, 0x2090...0x209c: scanRun(.lowered, length, Self.isLowered)
    case 0xff21...0xff3a:
      append(.letter, UInt8(truncatingIfNeeded: scalar - 0xff21 + 65), length: length)
    case 0xff41...0xff5a:
      append(.letter, UInt8(truncatingIfNeeded: scalar - 0xff41 + 97), length: length)
    case 0xbc: append(.vulgarFraction, length: length, value: 1 << 8 | 4)
    case 0xbd: append(.vulgarFraction, length: length, value: 1 << 8 | 2)
    case 0xbe: append(.vulgarFraction, length: length, value: 3 << 8 | 4)
    case 0x2150...0x215e:
      append(.vulgarFraction, length: length, value: Self.vulgarFractions[Int(scalar - 0x2150)])
    case 0x3c0, 0x1d70b: append(.constant, Constant.pi.rawValue, length: length)
    case 0x221e: append(.constant, Constant.infinity.rawValue, length: length)
    case 0x2148: append(.constant, Constant.imaginaryUnit.rawValue, length: length)
    case 0x2147: append(.constant, Constant.e.rawValue, length: length)
    default:
      if let index = SymbolNames.greek(scalar) {
        append(.named, length: length, value: index)
      } else if let (kind, detail) = Self.operatorToken(scalar) ?? Self.bracketToken(scalar)
        ?? Self.relationToken(scalar) ?? Self.setToken(scalar)
      {
        append(kind, detail, length: length)
      } else if isText || Self.isLetter(scalar) {
        scanLetters()
      } else {
        throw ReadingRefusal(.unknownCharacter, at: position)
      }
    }
  }

  /// After `\char`: a Greek letter by its number, as in `"3B5`.
  mutating func scanCharacter(_ end: Int) throws(ReadingRefusal) {
    var scalar: UInt32 = 0
    var index = end + 1
    while index - end < 8, byte(index).isDigit || byte(index) | 32 &- 97 < 6 {
      let digit = byte(index).isDigit ? byte(index) - 48 : byte(index) | 32 - 87
      scalar = scalar << 4 | UInt32(digit)
      index += 1
    }
    guard byte(end) == UInt8(letter: "\""), scalar != 0x3c0,
      let name = SymbolNames.greek(scalar)
    else {
      throw ReadingRefusal(.unknownCommand, at: position)
    }
    append(.named, length: index - position, value: name)
  }

  /// The character that starts at an index and its length in bytes; nil where the bytes are not
  /// UTF-8.
  func decode(_ index: Int) -> (scalar: UInt32, length: Int)? {
    let first = byte(index)
    let length = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
    guard length > 0, first < 0xf5, index + length <= text.count else { return nil }
    guard length > 1 else { return (UInt32(first), 1) }
    var scalar = UInt32(first) & (0x7f >> UInt32(length))
    for offset in 1..<length {
      let next = byte(index + offset)
      guard next & 0xc0 == 0x80 else { return nil }
      scalar = scalar << 6 | UInt32(next & 0x3f)
    }
    let isShortest = scalar >= (length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000)
    guard isShortest, Unicode.Scalar(scalar) != nil else { return nil }
    return (scalar, length)
  }

  private mutating func scanFullWidthNumber() {
    var end = position
    var form = NumberForm.grouped
    while let (scalar, length) = decode(end) {
      if 0xff10...0xff19 ~= scalar {
        end += length
      } else if scalar == 0xff0e || scalar == 0x2e, form == NumberForm.grouped,
        let next = decode(end + length), 0xff10...0xff19 ~= next.scalar
      {
        form = NumberForm.decimal
        end += length
      } else {
        break
      }
    }
    append(.number, form, length: end - position)
  }

  private mutating func scanRun(
    _ kind: Token.Kind, _ length: Int, _ belongs: (UInt32) -> Bool
  ) {
    var end = position + length
    while let (scalar, length) = decode(end), belongs(scalar) { end += length }
    append(kind, length: end - position)
  }

  private static func isRaised(_ scalar: UInt32) -> Bool {
    scalar == 0xb2 || scalar == 0xb3 || scalar == 0xb9 || 0x2070...0x207e ~= scalar
  }

  private static func isLowered(_ scalar: UInt32) -> Bool {
    0x2080...0x208e ~= scalar || 0x2090...0x209c ~= scalar
  }

  /// Letters of other alphabets and the signs above them.
  static func isLetter(_ scalar: UInt32) -> Bool {
    0xc0...0x24f ~= scalar && scalar != 0xd7 && scalar != 0xf7 || 0x370...0x1fff ~= scalar
      || 0x2019 == scalar || 0x3040...0xd7ff ~= scalar
  }

  /// ⅐ … ⅞ as numerator × 256 + denominator.
  private static let vulgarFractions: [Int32] = [
    (1, 7), (1, 9), (1, 10), (1, 3), (2, 3), (1, 5), (2, 5), (3, 5), (4, 5), (1, 6), (5, 6), (1, 8),
    (3, 8), (5, 8), (7, 8),
  ].map { $0.0 << 8 | $0.1 }

  private static func operatorToken(_ scalar: UInt32) -> (Token.Kind, UInt8)? {
    switch scalar {
    case 0x2212, 0x2010...0x2015, 0xff0d, 0xfe63, 0x207b: (.minus, 0)
    case 0xff0b: (.plus, 0)
    case 0xb1: (.plusMinus, 0)
    case 0x2213: (.minusPlus, 0)
    case 0xd7, 0x2715, 0x2a2f: (.crossTimes, 0)
    case 0xb7, 0x22c5, 0x2219, 0x2022, 0x30fb: (.dotTimes, 0)
    case 0x2217, 0xff0a: (.times, 0)
    case 0xf7, 0x2215, 0x2044, 0xff0f: (.slash, 0)
    case 0x2236, 0xff1a: (.colon, 0)
    case 0x221a: (.root, 1)
    case 0x221b: (.cubeRoot, 0)
    case 0x221c: (.fourthRoot, 0)
    case 0xb0, 0xba, 0x2218: (.degree, 0)
    case 0x2032, 0x2019: (.prime, 0)
    case 0xff05: (.percent, 0)
    case 0xff0c: (.comma, 0)
    case 0xff1b: (.semicolon, 0)
    case 0x3001: (.comma, 0)
    case 0x3002: (.period, 0)
    case 0x2026, 0x22ef: (.dots, 0)
    case 0xff01: (.bang, 0)
    case 0x2211: (.sum, 0)
    case 0x220f: (.product, 0)
    case 0x222b: (.integral, 0)
    case 0x2202: (.partial, 0)
    case 0x20ac: (.currency, UInt8(letter: "E"))
    case 0xa3: (.currency, UInt8(letter: "L"))
    case 0xa5, 0xffe5: (.currency, UInt8(letter: "Y"))
    case 0x20b9: (.currency, UInt8(letter: "R"))
    case 0x20bd: (.currency, UInt8(letter: "B"))
    case 0x20a9: (.currency, UInt8(letter: "W"))
    case 0xa2: (.currency, UInt8(letter: "c"))
    case 0xff04: (.currency, UInt8(letter: "$"))
    case 0xff3e: (.caret, 0)
    case 0x25b3: (.prescript, 0)
    default: nil
    }
  }

  private static func bracketToken(_ scalar: UInt32) -> (Token.Kind, UInt8)? {
    func open(_ bracket: Bracket) -> (Token.Kind, UInt8) { (.open, bracket.rawValue) }
    func close(_ bracket: Bracket) -> (Token.Kind, UInt8) { (.close, bracket.rawValue) }
    return switch scalar {
    case 0xff08: open(.parenthesis)
    case 0xff09: close(.parenthesis)
    case 0xff3b, 0x3010: open(.square)
    case 0xff3d, 0x3011: close(.square)
    case 0xff5b: open(.curly)
    case 0xff5d: close(.curly)
    case 0x230a: open(.floor)
    case 0x230b: close(.floor)
    case 0x2308: open(.ceiling)
    case 0x2309: close(.ceiling)
    case 0x27e8, 0x2329: open(.angle)
    case 0x27e9, 0x232a: close(.angle)
    case 0x2223, 0xff5c: (.pipe, 0)
    case 0x2016: (.doublePipe, 0)
    default: nil
    }
  }

  private static func relationToken(_ scalar: UInt32) -> (Token.Kind, UInt8)? {
    let relation: Relation? =
      switch scalar {
      case 0x2264, 0x2a7d, 0x2266: .lessOrEqual
      case 0x2265, 0x2a7e, 0x2267: .greaterOrEqual
      case 0x2260: .notEqual
      case 0xff1d: .equal
      case 0xff1c: .less
      case 0xff1e: .greater
      case 0x2248, 0x2243, 0x2252: .approximately
      case 0x221d: .proportional
      case 0x2245: .congruent
      case 0x223c: .similar
      case 0x2261: .identical
      case 0x2208: .element
      case 0x2209: .notElement
      case 0x2282: .subset
      case 0x2286: .subsetOrEqual
      case 0x2283: .superset
      case 0x2287: .supersetOrEqual
      case 0x2225: .parallel
      case 0x22a5: .perpendicular
      case 0x21d2, 0x27f9: .implies
      case 0x21d4, 0x27fa: .equivalent
      case 0x2192, 0x21a6, 0x27f6: .maps
      case 0x2254: .defined
      default: nil
      }
    return relation.map { (.relation, $0.rawValue) }
  }

  private static func setToken(_ scalar: UInt32) -> (Token.Kind, UInt8)? {
    switch scalar {
    case 0x222a, 0x22c3: (.union, 0)
    case 0x2229, 0x22c2: (.intersection, 0)
    case 0x2216, 0x29f5: (.difference, 0)
    case 0x2205: (.emptySet, 0)
    case 0x2200, 0x2203: (.quantifier, 0)
    case 0xac: (.negation, 0)
    case 0x2227: (.word, Word.and.rawValue)
    case 0x2228: (.word, Word.or.rawValue)
    case 0x2220: (.function, Function.angle.rawValue)
    case 0x2102: (.numberSet, NumberSet.complexes.rawValue)
    case 0x2115: (.numberSet, NumberSet.naturals.rawValue)
    case 0x2119: (.numberSet, NumberSet.primes.rawValue)
    case 0x211a: (.numberSet, NumberSet.rationals.rawValue)
    case 0x211d: (.numberSet, NumberSet.reals.rawValue)
    case 0x2124: (.numberSet, NumberSet.integers.rawValue)
    default: nil
    }
  }
}
