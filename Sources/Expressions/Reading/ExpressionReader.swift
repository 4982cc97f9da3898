/// What came of reading a text as an expression.
public enum Reading: Hashable, Sendable {
  /// The tree has a root.
  case read
  /// The text is not an expression that is understood; the tree has no root.
  case refused(ReadingRefusal)
}

/// Why a text is not read as an expression.
public struct ReadingRefusal: Error, Hashable, Sendable {
  /// What is wrong.
  public enum Reason: String, Hashable, Sendable, CaseIterable {
    /// There is nothing but white space.
    case empty
    /// More bytes than `ExpressionLimits.length`.
    case tooLong
    /// Nested more deeply than `ExpressionLimits.depth`.
    case tooDeep
    /// More nodes than `ExpressionLimits.nodes`.
    case tooManyNodes
    /// The bytes are not UTF-8.
    case invalidUTF8
    /// A character that has no meaning in an expression.
    case unknownCharacter
    /// A LaTeX command or environment that is not known.
    case unknownCommand
    /// A bracket or environment without its partner.
    case unbalanced
    /// Something is missing: an operand, an argument, a limit.
    case missingOperand
    /// Something stands where nothing may follow.
    case unexpected
    /// Two numbers side by side, which might be a product, a list or one number.
    case adjacentNumbers
    /// Words among the symbols that could change what they say.
    case words
  }

  /// What is wrong.
  public let reason: Reason
  /// Where, in bytes from the start of the text.
  public let offset: Int

  init(_ reason: Reason, at offset: Int) {
    self.reason = reason
    self.offset = offset
  }
}

/// Reads the text of an answer (LaTeX, plain ASCII, Unicode) into a typed tree.
///
/// Reading is total and takes time linear in the text: every text ends in a tree or in a refusal
/// that says where and why. Nothing is computed: `5^{5^{5}}` is a tree of powers.
///
/// What is decided where notation is ambiguous:
/// - `e` is Euler's number and `i` the imaginary unit, as constants, unless they carry a subscript
///   or a prime or are bound as the variable of a sum, product, integral or limit;
/// - `a/bc` is a/(bc), but `1/2x` with whole numbers is (1/2)x; the argument of a function without
///   brackets is the product of what follows without an operator (`\sin 2x`);
/// - a letter before a bracket is a factor, except `f`, `g`, `h`, `F`, `G`, `H`, primed or
///   subscripted ones among them, and a letter with several arguments (`P(x,y)`) or on the left
///   of a definition (`P(x)=…`);
/// - `1,234` is one thousand two hundred thirty-four outside brackets; `0,111` and `12,5 cm` are
///   decimals; `3,5` is a list that is marked as possibly a decimal (`ListStyle.perhapsDecimal`);
/// - `0.333…` repeats when the digits end in a digit written three times or a block written twice;
/// - `3:4` is a ratio, `12:05` a time.
public struct ExpressionReader: Sendable {
  /// The limits of a text and its tree.
  public let limits: ExpressionLimits

  /// Makes a reader.
  public init(limits: ExpressionLimits = ExpressionLimits()) { self.limits = limits }

  /// Reads bytes of UTF-8 into the tree, which is emptied first.
  public func read(
    _ text: UnsafeBufferPointer<UInt8>, into tree: inout ExpressionTree
  ) -> Reading {
    tree.removeAll()
    if let root = readWholeNumber(text, into: &tree) {
      tree.root = root
      return .read
    }
    guard text.count <= limits.length else {
      return .refused(ReadingRefusal(.tooLong, at: limits.length))
    }
    let inner = withoutEmphasis(text)
    guard inner.count == text.count else {
      let reading = readTokens(UnsafeBufferPointer(rebasing: text[inner]), into: &tree)
      guard case .refused(let refusal) = reading else { return reading }
      return .refused(ReadingRefusal(refusal.reason, at: refusal.offset + inner.lowerBound))
    }
    return readTokens(text, into: &tree)
  }

  /// What stands between the asterisks, backticks or quotes of Markdown around the whole.
  private func withoutEmphasis(_ text: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    var range = 0..<text.count
    while range.count > 2 {
      let (first, last) = (text[range.lowerBound], text[range.upperBound - 1])
      if first == 32 || first == 10 {
        range = (range.lowerBound + 1)..<range.upperBound
      } else if last == 32 || last == 10, text[range.upperBound - 2] != UInt8(letter: "\\") {
        range = range.lowerBound..<(range.upperBound - 1)
      } else if first == last,
        first == UInt8(letter: "*") || first == UInt8(letter: "`") || first == UInt8(letter: "\"")
      {
        range = (range.lowerBound + 1)..<(range.upperBound - 1)
      } else {
        break
      }
    }
    return range
  }

  private func readTokens(
    _ text: UnsafeBufferPointer<UInt8>, into tree: inout ExpressionTree
  ) -> Reading {
    let capacity = text.count + 2
    return withUnsafeTemporaryAllocation(of: Token.self, capacity: capacity) { tokens in
      withUnsafeTemporaryAllocation(of: NodeID.self, capacity: capacity) { pending in
        do throws(ReadingRefusal) {
          var scanner = Scanner(text: text, tokens: tokens)
          try scanner.scan()
          let count = scanner.count
          var parser = Parser(
            text: text, tokens: TokenList(UnsafeMutableBufferPointer(rebasing: tokens[..<count])),
            pending: pending, limits: limits, isPlain: !scanner.isLaTeX)
          swap(&parser.tree, &tree)
          defer { swap(&parser.tree, &tree) }
          let root = try parser.parse()
          parser.tree.root = root
          return .read
        } catch {
          return .refused(error)
        }
      }
    }
  }

  /// Reads digits with a sign before them; nil for anything else.
  ///
  /// Most answers are nothing more.
  private func readWholeNumber(
    _ text: UnsafeBufferPointer<UInt8>, into tree: inout ExpressionTree
  ) -> NodeID? {
    guard let first = text.first else { return nil }
    let isNegative = first == UInt8(letter: "-")
    let digits = isNegative ? 1..<text.count : 0..<text.count
    guard 1...18 ~= digits.count, limits.nodes > 1, limits.depth > 7 else { return nil }
    var value: Int64 = 0
    for index in digits {
      guard text[index].isDigit else { return nil }
      value = value * 10 + Int64(text[index] &- 48)
    }
    let number = tree.add(leaf: .integer, value: value)
    return isNegative ? tree.add(.negate, CollectionOfOne(number)) : number
  }

  /// Reads bytes of UTF-8 into the tree, which is emptied first.
  public func read(_ text: some Collection<UInt8>, into tree: inout ExpressionTree) -> Reading {
    let reading = text.withContiguousStorageIfAvailable { read($0, into: &tree) }
    return reading ?? Array(text).withUnsafeBufferPointer { read($0, into: &tree) }
  }

  /// Reads a string into the tree, which is emptied first.
  public func read(_ text: String, into tree: inout ExpressionTree) -> Reading {
    read(text.utf8, into: &tree)
  }
}
