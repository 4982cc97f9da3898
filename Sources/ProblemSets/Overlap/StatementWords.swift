/// The words of a statement as overlap is measured on them, each as a 64-bit hash.
///
/// Letters are folded to lower case. Letters and digits make words, decimals stay one word, commas
/// that group digits are left out; LaTeX commands are words; operators between operands are words
/// of their own, so that `x + 1` is not `x - 1`; all other marks separate.
struct StatementWords {
  /// The words.
  let words: [UInt64]
  /// The words, with one and the same word for all numbers.
  let masked: [UInt64]
  /// Whether any word is a number.
  let hasNumber: Bool
  /// The numbers that are not 1, in the order of their hashes; two to twelve count as words too.
  let numbers: [UInt64]

  static let number = hash("#".utf8)

  init(_ statement: String) {
    var scanner = WordScanner()
    var text = statement
    text.withUTF8 { scanner.scan($0) }
    words = scanner.words
    masked = zip(scanner.words, scanner.isNumber).map { $1 ? Self.number : $0 }
    hasNumber = scanner.isNumber.contains(true)
    numbers = zip(scanner.words, scanner.isNumber).compactMap { word, isNumber in
      isNumber ? (word == Self.one ? nil : word) : Self.spelled[word]
    }.sorted()
  }

  /// The words, spelled numbers as digits, as a sorted set.
  var distinct: [UInt32] {
    StatementFingerprint.set(words.map { Self.spelled[$0] ?? $0 })
  }

  private static let one = hash("1".utf8)

  private static let spelled: [UInt64: UInt64] = {
    let names = [
      "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    ]
    return Dictionary(
      uniqueKeysWithValues: names.enumerated().map { (hash($1.utf8), hash("\($0 + 2)".utf8)) })
  }()

  /// FNV-1a, with the bits mixed at the end.
  static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return mixed(hash)
  }

  /// The hash of each run of `length` words, in order.
  static func runs(of words: [UInt64], length: Int) -> [UInt64] {
    guard words.count >= length else { return [] }
    return (0...(words.count - length)).map { start in
      hash(of: words[start..<start + length])
    }
  }

  /// The hash of a sequence of words.
  static func hash(of words: some Collection<UInt64>) -> UInt64 {
    var hash = UInt64(words.count)
    for word in words { hash = mixed(hash ^ word) &* 0x9e37_79b9_7f4a_7c15 }
    return hash
  }
}

/// The finaliser of MurmurHash3, a bijection of 64 bits.
func mixed(_ input: UInt64) -> UInt64 {
  var value = input
  value = (value ^ (value >> 33)) &* 0xff51_afd7_ed55_8ccd
  value = (value ^ (value >> 33)) &* 0xc4ce_b9fe_1a85_ec53
  return value ^ (value >> 33)
}

private struct WordScanner {
  var words: [UInt64] = []
  var isNumber: [Bool] = []
  private var word: [UInt8] = []
  private var digitsOnly = true

  mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>) {
    words.reserveCapacity(bytes.count / 4)
    isNumber.reserveCapacity(bytes.count / 4)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"): add(byte)
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): add(byte | 0x20)
      case UInt8(ascii: "0")...UInt8(ascii: "9"): addDigit(byte)
      case UInt8(ascii: "."), UInt8(ascii: ","):
        let joins =
          digitsOnly && !word.isEmpty && index + 1 < bytes.count && isDigit(bytes[index + 1])
        if joins, byte == UInt8(ascii: ".") {
          word.append(byte)
        } else if !joins || !isGroup(bytes, after: index) {
          end()
        }
      case UInt8(ascii: "+"), UInt8(ascii: "*"), UInt8(ascii: "/"), UInt8(ascii: "="),
        UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "^"):
        operation(byte)
      case UInt8(ascii: "-"):
        // A hyphen inside a word joins two words; anything else is a minus.
        if index > 0,
          isLetter(bytes[index - 1])
            || index + 1 < bytes.count
              && isLetter(bytes[index + 1]),
          index + 1 < bytes.count, bytes[index + 1] > 0x20
        {
          end()
        } else {
          operation(byte)
        }
      case 0x80...: index += scalar(bytes, index) - 1
      default: end()
      }
      index += 1
    }
    end()
  }

  /// Takes in a character beyond ASCII; returns the length of its UTF-8.
  private mutating func scalar(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int {
    let lead = bytes[start]
    let count = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2
    let stop = min(start + count, bytes.count)
    let text = String(decoding: bytes[start..<stop], as: UTF8.self)
    guard let scalar = text.unicodeScalars.first else { return stop - start }
    switch scalar {
    case "\u{2212}": operation(UInt8(ascii: "-"))
    case "\u{d7}", "\u{22c5}": operation(UInt8(ascii: "*"))
    case "\u{f7}": operation(UInt8(ascii: "/"))
    case _ where scalar.properties.isAlphabetic:
      for byte in scalar.properties.lowercaseMapping.utf8 { add(byte) }
    case _
    where scalar.properties.isWhitespace
      || scalar.properties.generalCategory == .initialPunctuation
      || scalar.properties.generalCategory == .finalPunctuation
      || scalar.properties.generalCategory == .dashPunctuation:
      end()
    default:
      end()
      for byte in text.utf8 { add(byte) }
      end()
    }
    return stop - start
  }

  private mutating func add(_ byte: UInt8) {
    // `5cm` is a number and a unit.
    if digitsOnly, !word.isEmpty { end() }
    digitsOnly = false
    word.append(byte)
  }

  private mutating func addDigit(_ byte: UInt8) {
    if !digitsOnly { end() }
    word.append(byte)
  }

  private mutating func operation(_ byte: UInt8) {
    end()
    words.append(StatementWords.hash(CollectionOfOne(byte)))
    isNumber.append(false)
  }

  private mutating func end() {
    if !word.isEmpty {
      words.append(StatementWords.hash(word))
      isNumber.append(digitsOnly)
      word.removeAll(keepingCapacity: true)
    }
    digitsOnly = true
  }

  /// Whether exactly three digits follow the comma.
  private func isGroup(_ bytes: UnsafeBufferPointer<UInt8>, after comma: Int) -> Bool {
    comma + 3 < bytes.count && isDigit(bytes[comma + 2]) && isDigit(bytes[comma + 3])
      && (comma + 4 >= bytes.count || !isDigit(bytes[comma + 4]))
  }
}

private func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }

private func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- UInt8(ascii: "a") < 26 }
