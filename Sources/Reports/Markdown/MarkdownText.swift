/// A text that Markdown shows as it is, on one line.
///
/// Every character that could start markup, HTML, a link, a formula or a table cell is escaped;
/// line breaks become spaces.
func inline(_ text: String) -> String {
  var result = ""
  let characters = Array(visible(text))
  for (index, character) in characters.enumerated() {
    switch character {
    case "\\", "`", "*", "_", "{", "}", "[", "]", "<", ">", "#", "|", "~", "$", "&", "!", "@":
      result += "\\\(character)"
    // A colon before a slash starts a link on its own; so does the dot of "www.".
    case ":" where index + 1 < characters.count && characters[index + 1] == "/": result += "\\:"
    case "." where result.hasSuffix("www") || result.hasSuffix("WWW"): result += "\\."
    // At the start of a line these begin a list, a rule or a heading.
    case "+" where result.isEmpty, "-" where result.isEmpty, "=" where result.isEmpty:
      result += "\\\(character)"
    case ".", ")":
      let isAlone = index + 1 == characters.count || characters[index + 1].isWhitespace
      let startsList = isAlone && !result.isEmpty && result.allSatisfy(\.isNumber)
      result += startsList ? "\\\(character)" : "\(character)"
    case "\n", "\r\n", "\t": result += " "
    default: result.append(character)
    }
  }
  return result
}

/// A stressed text; spaces at its ends stay outside, where Markdown wants them.
func strong(_ text: String) -> String {
  let start = text.prefix { $0.isWhitespace }
  guard start.endIndex < text.endIndex else { return inline(text) }
  let end = text.reversed().prefix { $0.isWhitespace }.count
  let core = text[start.endIndex...].dropLast(end)
  return (start.isEmpty ? "" : " ") + "**\(inline(String(core)))**" + (end == 0 ? "" : " ")
}

/// A text in backticks, with more of them around it than it holds in a row.
func codeSpan(_ text: String) -> String {
  let text = visible(text).replacing("\n", with: " ").replacing("|", with: "\\|")
  let fence = String(repeating: "`", count: longestRun(of: "`", in: text) + 1)
  let pad = text.hasPrefix("`") || text.hasSuffix("`") ? " " : ""
  return fence + pad + text + pad + fence
}

/// A block of code whose fence is longer than any run of backticks in it.
func fenced(_ text: String) -> String {
  let text = visible(text)
  let fence = String(repeating: "`", count: max(3, longestRun(of: "`", in: text) + 1))
  return "\(fence)\n\(text)\n\(fence)"
}

/// A text without control characters and marks that reorder what stands around them.
private func visible(_ text: String) -> String {
  var result = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    switch scalar.value {
    case 0x0a, 0x09: result.append(scalar)
    case 0x0d: result.append(" ")
    case 0...0x1f, 0x7f...0x9f, 0x202a...0x202e, 0x2066...0x2069: result.append("\u{fffd}")
    default: result.append(scalar)
    }
  }
  return String(result)
}

private func longestRun(of character: Character, in text: String) -> Int {
  var longest = 0
  var current = 0
  for each in text {
    current = each == character ? current + 1 : 0
    longest = max(longest, current)
  }
  return longest
}
