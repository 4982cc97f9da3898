import Foundation

/// A text in Unicode's normalisation form C.
func canonicallyComposed(_ text: String) -> String {
  text.utf8.allSatisfy { $0 < 0x80 } ? text : text.precomposedStringWithCanonicalMapping
}
