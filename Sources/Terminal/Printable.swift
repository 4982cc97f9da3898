/// `text` without what a terminal would obey: control characters become visible symbols.
///
/// Model text and file names are not ours: an escape sequence in them must not move the cursor or
/// rename the window.
public func printable(_ text: String, keepingLines: Bool = false) -> String {
  guard text.unicodeScalars.contains(where: isControl) else { return text }
  var result = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    switch scalar.value {
    case 0x0a where keepingLines: result.append(scalar)
    case 0x09: result.append(" ")
    case 0...0x1f: result.append(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{fffd}")
    case _ where isControl(scalar): result.append("\u{fffd}")
    default: result.append(scalar)
    }
  }
  return String(result)
}

/// How many columns `text` takes in a terminal: two for wide East Asian characters and emoji.
public func displayWidth(_ text: String) -> Int {
  text.reduce(0) { width, character in
    guard let first = character.unicodeScalars.first else { return width }
    return width + (isWide(first) ? 2 : 1)
  }
}

/// `text` cut to `width` columns, with an ellipsis where something was cut.
public func truncated(_ text: String, to width: Int) -> String {
  guard displayWidth(text) > width else { return text }
  var result = ""
  var used = 0
  for character in text {
    let wide = displayWidth(String(character))
    guard used + wide <= width - 1 else { break }
    result.append(character)
    used += wide
  }
  return width > 0 ? result + "…" : ""
}

/// Control characters, and the marks that reorder text.
private func isControl(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0...0x1f, 0x7f...0x9f, 0x202a...0x202e, 0x2066...0x2069: true
  default: false
  }
}

private func isWide(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x1100...0x115f, 0x2e80...0x303e, 0x3041...0xa4cf, 0xac00...0xd7a3, 0xf900...0xfaff,
    0xfe30...0xfe6f, 0xff00...0xff60, 0xffe0...0xffe6, 0x1f300...0x1f64f, 0x1f900...0x1f9ff,
    0x20000...0x3fffd:
    true
  default: false
  }
}
