import Answers

/// The words and numbers of a text, without the marks of Markdown and LaTeX and without the number
/// of a list's item or a step.
struct StepText: Hashable {
  /// A piece of a sentence.
  enum Piece: Hashable {
    case number(Rational, decimals: Int, isMoney: Bool, isPercent: Bool)
    case word(String)
    case comma
  }

  /// The sentences.
  let sentences: [Sentence]

  /// A sentence.
  struct Sentence: Hashable {
    let pieces: [Piece]

    /// The numbers with what stands behind them.
    var numbers: [StatedNumber] {
      pieces.indices.compactMap { index in
        guard case .number(let value, let decimals, let isMoney, let isPercent) = pieces[index]
        else { return nil }
        var following = stems(after: index)
        let isPart = isPercent || following.first == "percent"
        if following.first == "percent" { following.removeFirst() }
        if following == ["and"] { following = [] }
        var preceding = stems(before: index)
        // What `which` stands for, and what leads to a number behind a comma, is before the comma.
        if preceding.isEmpty || preceding.last == "which", index > preceding.count {
          preceding += stems(before: index - preceding.count - 1)
        }
        let isDollars = isMoney || following.first == "dollar"
        return StatedNumber(
          value: value, decimals: decimals, isMoney: isDollars, isPercent: isPart,
          following: following, preceding: preceding, per: StatedNumber.per(at: index, in: self),
          place: index)
      }
    }

    /// The stems of the next words, at most four, up to a number or the end of the clause.
    private func stems(after index: Int) -> [String] {
      pieces[(index + 1)...].prefix { $0.isWord }.prefix(4).compactMap(\.stem)
    }

    /// The stems of the words before, the nearest first.
    private func stems(before index: Int) -> [String] {
      pieces[..<index].reversed().prefix { $0.isWord }.compactMap(\.stem)
    }

    /// The stems of what stands behind `each` and `every`, that of `every one of 6 trays` too.
    var things: Set<String> {
      Set(
        pieces.indices.compactMap { index in
          guard pieces[index].stem == "each" || pieces[index].stem == "every" else { return nil }
          return pieces[(index + 1)...].prefix(4).first { $0.stem.map { $0 != "of" } ?? false }?
            .stem
        })
    }

    /// What stands between the commas and colons.
    var clauses: [Sentence] {
      pieces.split(separator: .comma).map { Sentence(pieces: Array($0)) }
    }

    /// The words as they are written.
    var words: [String] { pieces.compactMap { if case .word(let word) = $0 { word } else { nil } } }

    /// The stems of the words.
    var stems: Set<String> { Set(words.map(StepText.stem)) }

    /// The names among the words, in their order.
    func names(of people: Set<String>) -> [String] {
      words.map { $0.hasSuffix("'s") ? String($0.dropLast(2)) : $0 }.filter(people.contains)
    }
  }

  /// Takes a line apart.
  init(_ line: String) {
    var scanner = StepTextScanner(Array(Self.content(of: line)))
    sentences = scanner.sentences()
  }

  /// All numbers.
  var numbers: [StatedNumber] { sentences.flatMap(\.numbers) }

  /// A line without what marks it as a heading, an item of a list or a numbered step.
  static func content(of line: String) -> Substring {
    var rest = line[...]
    while true {
      let before = rest
      rest = rest.drop { $0.isWhitespace || "#>*_•-–:".contains($0) }
      let label = rest.prefix { $0.isLetter }
      if ["step", "solution", "scenario", "case", "part"].contains(label.lowercased()) {
        let number = rest.dropFirst(label.count).drop { $0 == " " }
        let digits = number.prefix { $0.isNumber }
        let end = number.dropFirst(digits.count)
        if digits.isEmpty ? end.first == ":" : end.isEmpty || ":.)*,".contains(end.first ?? " ") {
          rest = end.drop { ":.)*,".contains($0) }
        }
      }
      let digits = rest.prefix { $0.isNumber }
      let end = rest.dropFirst(digits.count)
      if !digits.isEmpty, digits.count < 3, let mark = end.first, mark == "." || mark == ")",
        end.dropFirst().first.map({ $0 == " " || $0 == "*" }) ?? true
      {
        rest = end.dropFirst()
      }
      if rest.startIndex == before.startIndex { return rest }
    }
  }

  /// A word without its ending, so that `works`, `worked` and `working` are one.
  static func stem(_ word: String) -> String {
    var stem = word.lowercased()[...]
    if stem.hasSuffix("'s") { stem = stem.dropLast(2) }
    if stem.hasSuffix("ing"), stem.utf8.count > 5 {
      stem = stem.dropLast(3)
    } else if stem.hasSuffix("ed"), stem.utf8.count > 4 {
      stem = stem.dropLast(2)
    } else if stem.hasSuffix("s"), stem.utf8.count > 3, !stem.hasSuffix("ss") {
      stem = stem.dropLast()
    }
    if stem.hasSuffix("e"), stem.utf8.count > 3 { stem = stem.dropLast() }
    return String(stem)
  }

  /// The numbers that are written as words.
  static let numberWords: [String: Int] = [
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12,
  ]
}

extension StepText.Piece {
  var isWord: Bool { stem != nil }

  /// Whether this is the number one.
  var isOne: Bool {
    if case .number(let value, _, _, _) = self { value == Rational(1) } else { false }
  }

  /// The stem of a word.
  var stem: String? { if case .word(let word) = self { StepText.stem(word) } else { nil } }
}

/// Takes characters apart into pieces.
private struct StepTextScanner {
  private let text: [Character]
  private var index = 0
  private var found: [StepText.Sentence] = []
  private var pieces: [StepText.Piece] = []

  init(_ text: [Character]) { self.text = text }

  private func character(_ offset: Int) -> Character? {
    text.indices.contains(index + offset) ? text[index + offset] : nil
  }

  mutating func sentences() -> [StepText.Sentence] {
    while let current = character(0) {
      if current.isNumber, current.isASCII {
        number()
      } else if current.isLetter {
        word()
      } else if current == "\\" {
        command()
      } else if ".?!".contains(current) {
        let next = character(1)
        if current != "." || next == nil || next?.isWhitespace ?? false || next == "*" { close() }
        index += 1
      } else {
        if ",:;".contains(current) { pieces.append(.comma) }
        index += 1
      }
    }
    close()
    return found
  }

  private mutating func close() {
    if !pieces.isEmpty { found.append(StepText.Sentence(pieces: pieces)) }
    pieces = []
  }

  private mutating func number() {
    let isMoney = index > 0 && text[index - 1] == "$"
    var digits = ""
    while let current = character(0) {
      if current.isASCII, current.isNumber {
        digits.append(current)
      } else if current == ".", character(1)?.isNumber ?? false, !digits.contains(".") {
        digits.append(current)
      } else if current != "," || !isGroup {
        break
      }
      index += 1
    }
    guard let value = Rational(decimal: digits) else { return }
    if character(0) == "\\", character(1) == "%" { index += 1 }
    let isPercent = character(0) == "%"
    let decimals = digits.split(separator: ".").dropFirst().first?.count ?? 0
    pieces.append(
      .number(value, decimals: decimals, isMoney: isMoney, isPercent: isPercent))
  }

  /// Whether three digits and no more follow the comma here.
  private var isGroup: Bool {
    (1...3).allSatisfy { character($0)?.isNumber ?? false } && !(character(4)?.isNumber ?? false)
  }

  private mutating func word() {
    var letters = ""
    while let current = character(0),
      current.isLetter || current == "'" || current == "’" || current == "-"
    {
      if current == "-", !(character(1)?.isLetter ?? false) { break }
      letters.append(current == "’" ? "'" : current)
      index += 1
    }
    while letters.hasSuffix("'") { letters.removeLast() }
    if let value = StepText.numberWords[letters.lowercased()] {
      pieces.append(.number(Rational(value), decimals: 0, isMoney: false, isPercent: false))
    } else {
      pieces.append(.word(letters))
    }
  }

  /// Passes over a command; the text in its braces stays.
  private mutating func command() {
    index += 1
    while character(0)?.isLetter ?? false { index += 1 }
  }
}
