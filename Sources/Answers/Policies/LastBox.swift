/// The last box of a text as the MATH authors' code and its copies find it, without regard to
/// escaped braces.
enum LastBox {
  /// The content of the last `\boxed{…}`, or what stands between `\boxed ` and the next dollar
  /// sign; `nil` when the original fails, as for `\fbox`, whose braces it finds and does not remove.
  static func content(in scalars: Scalars) -> Scalars? {
    if scalars.contains("\\boxed ") {
      return scalars.afterLast("\\boxed ").beforeFirst("$")
    }
    guard let start = scalars.lastIndex(of: "\\boxed"), scalars.has("\\boxed{", at: start) else {
      return nil
    }
    var open = 0
    for index in start..<scalars.count {
      if scalars[index] == "{" { open += 1 }
      guard scalars[index] == "}" else { continue }
      open -= 1
      if open == 0 { return Array(scalars[(start + 7)..<index]) }
    }
    return nil
  }
}
