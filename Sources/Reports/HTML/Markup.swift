/// HTML or SVG source that cannot be broken out of.
///
/// Names of elements and attributes are `StaticString`: they come from this source code only. Every
/// text and every attribute's value is escaped on its way in, so no content, however hostile, can
/// start an element or leave an attribute.
struct Markup {
  typealias Attributes = KeyValuePairs<StaticString, String>

  private(set) var source = ""

  /// An element with content.
  mutating func element(
    _ name: StaticString, _ attributes: Attributes = [:], _ content: (inout Markup) -> Void
  ) {
    open(name, attributes)
    source += ">"
    content(&self)
    source += "</\(name)>"
  }

  /// An element that holds a text.
  mutating func element(_ name: StaticString, _ attributes: Attributes = [:], text: String) {
    element(name, attributes) { $0.text(text) }
  }

  /// An element without content; `/>` is right in SVG and harmless for HTML's void elements.
  mutating func empty(_ name: StaticString, _ attributes: Attributes = [:]) {
    open(name, attributes)
    source += "/>"
  }

  /// A text.
  mutating func text(_ text: String) { source += escaped(text) }

  /// Source code of ours.
  mutating func literal(_ source: StaticString) { self.source += "\(source)" }

  /// A line break in the source, for readable diffs.
  mutating func newline() { source += "\n" }

  /// Markup that was built apart.
  mutating func append(_ other: Markup) { source += other.source }

  private mutating func open(_ name: StaticString, _ attributes: Attributes) {
    source += "<\(name)"
    for (name, value) in attributes { source += " \(name)=\"\(escaped(value))\"" }
  }
}

/// A text in which nothing means anything to an HTML or XML parser.
///
/// Characters that XML forbids, and marks that reorder the text around them, become U+FFFD.
func escaped(_ text: String) -> String {
  var result = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    switch scalar {
    case "&": result.append(contentsOf: "&amp;".unicodeScalars)
    case "<": result.append(contentsOf: "&lt;".unicodeScalars)
    case ">": result.append(contentsOf: "&gt;".unicodeScalars)
    case "\"": result.append(contentsOf: "&quot;".unicodeScalars)
    case "'": result.append(contentsOf: "&#39;".unicodeScalars)
    case "`": result.append(contentsOf: "&#96;".unicodeScalars)
    case "\n", "\t": result.append(scalar)
    case _ where isForbidden(scalar): result.append("\u{fffd}")
    default: result.append(scalar)
    }
  }
  return String(result)
}

private func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0...0x1f, 0x7f...0x9f, 0x202a...0x202e, 0x2066...0x2069, 0xfdd0...0xfdef: true
  default: scalar.value & 0xfffe == 0xfffe
  }
}
