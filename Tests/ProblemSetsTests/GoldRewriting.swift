/// Other ways to write a gold answer that say the same.
struct GoldRewriting: Sendable {
  /// What the rewriting does.
  let name: String
  /// The other text; `nil` where there is nothing to change.
  let rewrite: @Sendable (String) -> String?

  static let all = [
    GoldRewriting(name: "spaces") { gold in
      guard !gold.contains("\\text"), !gold.contains("\\mbox"),
        !gold.contains(/[0-9]e[+-]/)
      else { return nil }
      return changed(
        gold,
        gold.replacing("=", with: " = ").replacing("+", with: " + ").replacing("(", with: "( "))
    },
    GoldRewriting(name: "dfrac") { changed($0, $0.replacing("\\frac", with: "\\dfrac")) },
    GoldRewriting(name: "left and right") { gold in
      guard !gold.contains("\\left"), !gold.contains("\\big"), !gold.contains("\\Big") else {
        return nil
      }
      return changed(
        gold, gold.replacing("(", with: "\\left(").replacing(")", with: "\\right)"))
    },
    GoldRewriting(name: "dollars") { $0.contains("$") ? nil : "$\($0)$" },
    GoldRewriting(name: "box") { $0.contains("$") ? nil : "\\boxed{\($0)}" },
    GoldRewriting(name: "braces") { gold in
      changed(
        gold,
        gold.replacing(/\^([0-9a-z])(?![0-9a-z])/) { "^{\($0.1)}" }
          .replacing(/\\sqrt([0-9])(?![0-9])/) { "\\sqrt{\($0.1)}" })
    },
    GoldRewriting(name: "order") { gold in
      // Only lists of plain numbers: elsewhere a comma may be anything.
      var items = gold.split(separator: ",", omittingEmptySubsequences: false).map {
        $0.filter { !$0.isWhitespace }
      }
      let isList = items.allSatisfy { item in
        let digits = item.hasPrefix("-") ? item.dropFirst() : item[...]
        return !digits.isEmpty && digits.allSatisfy { $0.isASCII && $0.isNumber }
      }
      // Three digits after a comma may belong to the number before.
      guard isList, items.count > 1, !items.dropFirst().contains(where: { $0.count == 3 }) else {
        return nil
      }
      items.reverse()
      return changed(gold, items.joined(separator: ", "))
    },
  ]

  private static func changed(_ gold: String, _ text: String) -> String? {
    gold == text ? nil : text
  }
}
