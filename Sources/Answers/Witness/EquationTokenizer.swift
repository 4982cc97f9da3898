/// Cuts a text into the tokens of its equations: plain text and the usual LaTeX.
///
/// Annotations such as `<<3*4=12>>` are streams of their own, and the text around them reads as if
/// they were not there.
struct EquationTokenizer {
  let bytes: [UInt8]
  var tokens: [EquationToken] = []
  private(set) var annotations: [[EquationToken]] = []
  var end: Int
  private var depth = 0
  /// Whether nothing but what has no meaning stands since the last token.
  var isGlued = false

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    end = bytes.count
    scan(from: 0, to: bytes.count)
  }

  /// The token streams of the text and of every annotation.
  var streams: [[EquationToken]] { [tokens] + annotations }

  mutating func add(_ kind: EquationToken.Kind, _ range: Range<Int>) {
    tokens.append(EquationToken(kind: kind, range: range, isGlued: isGlued))
    isGlued = true
  }

  func byte(_ index: Int) -> UInt8 { index < end && index >= 0 ? bytes[index] : 0 }

  /// Tokenises a part of the text.
  private mutating func scan(from start: Int, to limit: Int) {
    let outer = end
    end = limit
    defer { end = outer }
    var index = start
    while index < limit { index = step(at: index) }
  }

  /// Reads what starts at `index` and returns where the next thing starts.
  private mutating func step(at index: Int) -> Int {
    let current = bytes[index]
    let next = byte(index + 1)
    switch current {
    case 0x20, 0x09, 0x0d:
      isGlued = false
      return index + 1
    case UInt8(ascii: "0")...UInt8(ascii: "9"): return number(at: index)
    case UInt8(ascii: ".") where isDigit(next): return number(at: index)
    case UInt8(ascii: "\\"): return command(at: index)
    case UInt8(ascii: "$"), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "`"):
      return index + 1
    // The mark of a column in aligned equations.
    case UInt8(ascii: "&") where !isDigit(next): return index + 1
    case UInt8(ascii: "("), UInt8(ascii: "["): add(.open, index..<(index + 1))
    case UInt8(ascii: ")"), UInt8(ascii: "]"): add(.close, index..<(index + 1))
    case UInt8(ascii: "+"): add(.plus, index..<(index + 1))
    case UInt8(ascii: "-"): return minus(at: index)
    case UInt8(ascii: "*"): return star(at: index)
    case UInt8(ascii: "/"): add(.divide, index..<(index + 1))
    case UInt8(ascii: "^"): return power(at: index)
    case UInt8(ascii: "%"): return percent(index..<(index + 1))
    case UInt8(ascii: "_"): return indexMark(at: index)
    case UInt8(ascii: "="): return equals(at: index)
    // The mark of a derivative belongs to its function.
    case UInt8(ascii: "'") where tokens.last?.kind == .unknown: return index + 1
    case UInt8(ascii: "!") where isDigit(next): add(.unknown, index..<(index + 1))
    case UInt8(ascii: "<") where next == UInt8(ascii: "<"): return annotation(at: index)
    case UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "!"), UInt8(ascii: "~"):
      let isRelation = next == UInt8(ascii: "=")
      add(.end, index..<(index + 1))
      return index + (isRelation ? 2 : 1)
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
      return word(at: index)
    case 0x80...: return symbol(at: index)
    default: add(.end, index..<(index + 1))
    }
    return index + 1
  }

  private mutating func minus(at index: Int) -> Int {
    if byte(index + 1) == UInt8(ascii: "-") || byte(index + 1) == UInt8(ascii: ">") {
      add(.end, index..<(index + 2))
      return index + 2
    }
    add(.minus, index..<(index + 1))
    return index + 1
  }

  private mutating func star(at index: Int) -> Int {
    if byte(index + 1) == UInt8(ascii: "*") {
      if isDigit(byte(index - 1)), isDigit(byte(index + 2)) {
        add(.power, index..<(index + 2))
      }
      return index + 2
    }
    // A star at the start of a line is a bullet.
    let isBullet = tokens.last.map { $0.kind == .end } ?? true
    add(isBullet ? .end : .times, index..<(index + 1))
    return index + 1
  }

  private mutating func power(at index: Int) -> Int {
    let rest = bytes[(index + 1)..<end]
    if rest.starts(with: "\\circ".utf8) || rest.starts(with: "{\\circ}".utf8) { return index + 1 }
    guard tokens.last?.word == nil else {
      // The exponent of a unit.
      guard byte(index + 1) == UInt8(ascii: "{") else { return index + 2 }
      return rest.prefix(16).firstIndex(of: UInt8(ascii: "}")).map { $0 + 1 } ?? index + 1
    }
    add(.power, index..<(index + 1))
    // What is in braces is one operand.
    guard byte(index + 1) == UInt8(ascii: "{"), let close = closingBrace(of: index + 1) else {
      return index + 1
    }
    add(.open, (index + 1)..<(index + 2))
    nested(from: index + 2, to: close)
    add(.close, close..<(close + 1))
    return close + 1
  }

  mutating func percent(_ range: Range<Int>) -> Int {
    if case .number(var number) = tokens.last?.kind, let last = tokens.popLast() {
      number.isPercent = true
      tokens.append(
        EquationToken(
          kind: .number(number), range: last.range.lowerBound..<range.upperBound,
          isGlued: last.isGlued))
    } else {
      add(.word("percent"), range)
    }
    return range.upperBound
  }

  /// An index makes a variable of whatever stands before it.
  private mutating func indexMark(at index: Int) -> Int {
    var next = index
    while byte(next) == UInt8(ascii: "_") { next += 1 }
    add(next > index + 1 ? .end : .unknown, index..<next)
    return next
  }

  private mutating func equals(at index: Int) -> Int {
    var next = index + 1
    while byte(next) == UInt8(ascii: "=") { next += 1 }
    if byte(next) == UInt8(ascii: ">") || next > index + 2 {
      add(.end, index..<next)
      return next + 1
    }
    add(.equals(isApproximate: false), index..<next)
    return next
  }

  private mutating func annotation(at index: Int) -> Int {
    let limit = min(end, index + 256)
    var close = index + 2
    while close + 1 < limit,
      bytes[close] != UInt8(ascii: ">") || bytes[close + 1] != UInt8(ascii: ">")
    {
      close += 1
    }
    guard close + 1 < limit else {
      add(.end, index..<(index + 2))
      return index + 2
    }
    var inner = self
    inner.tokens = []
    inner.annotations = []
    inner.isGlued = false
    inner.scan(from: index + 2, to: close)
    annotations.append(inner.tokens)
    return close + 2
  }

  /// Tokenises a group; a limit on nesting bounds the stack.
  mutating func nested(from start: Int, to limit: Int) {
    guard depth < 16 else { return add(.unknown, start..<limit) }
    depth += 1
    scan(from: start, to: limit)
    depth -= 1
  }

  /// Where the group closes that opens at `open`, if it does so nearby.
  func closingBrace(of open: Int) -> Int? {
    guard byte(open) == UInt8(ascii: "{") else { return nil }
    var level = 0
    for index in open..<min(end, open + 512) {
      if bytes[index] == UInt8(ascii: "{") { level += 1 }
      if bytes[index] == UInt8(ascii: "}") { level -= 1 }
      if level == 0 { return index }
    }
    return nil
  }
}
