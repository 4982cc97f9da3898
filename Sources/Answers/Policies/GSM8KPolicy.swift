/// How lm-evaluation-harness scores GSM8K: a filter picks a number, `exact_match` deletes a few
/// characters from both sides and compares strings.
///
/// `18.00` is not `18`, and a sign of currency before the last number is part of it. Source:
/// `lm_eval/tasks/gsm8k/gsm8k.yaml`, version 3.
public struct GSM8KPolicy: StringPolicy {
  /// Which number counts.
  public enum Filter: String, Sendable {
    /// The first one after `#### `.
    case strict = "gsm8k-strict"
    /// The last one.
    case flexible = "gsm8k-flexible"
  }

  /// Which number counts.
  public let filter: Filter
  /// The policy's name.
  public var name: String { filter.rawValue }
  /// Strings alone decide.
  public let asksForSymbolicEquality = false

  /// Makes a policy.
  public init(filter: Filter) {
    self.filter = filter
  }

  /// The number that the filter picks.
  public func extract(from solution: String) -> String? {
    let scalars = Scalars(solution)
    return (filter == .strict ? strictMatch(in: scalars) : flexibleMatch(in: scalars))?.text
  }

  /// The whole reference: what stands before its last `#### ` is deleted when it is compared.
  public func extractGold(from solution: String) -> String? { solution }

  /// Without commas, dollar signs, what stands before the last `#### `, and the full stop at the
  /// end, in lower case.
  public func normalise(_ answer: String) -> String {
    var scalars = Scalars(answer).replacing(",").replacing("$").afterLast("#### ")
    // "$" in a regular expression matches before a line end that ends the text, too.
    let end = scalars.last == "\n" ? scalars.count - 2 : scalars.count - 1
    if end >= 0, scalars[end] == "." { scalars.remove(at: end) }
    // The strings pass through NumPy, which drops zeros at their end and keeps their length.
    scalars = scalars.strippingEnd("\0")
    return Scalars(scalars.lowercased().prefix(scalars.count)).text
  }

  /// Whether the normalised strings are the same.
  public func equals(
    _ answer: String, _ gold: String, symbolic: (String, String) -> Bool
  ) -> Bool {
    Scalars(normalise(answer)) == Scalars(normalise(gold))
  }

  /// `#### (\-?[0-9\.\,]+)`, the first match.
  private func strictMatch(in scalars: Scalars) -> Scalars? {
    var start = 0
    while let mark = scalars.firstIndex(of: "#### ", from: start) {
      let first = mark + 5
      var end = first
      if end < scalars.count, scalars[end] == "-" { end += 1 }
      let digits = end
      while end < scalars.count, isNumberScalar(scalars[end]) { end += 1 }
      if end > digits { return Array(scalars[first..<end]) }
      start = mark + 1
    }
    return nil
  }

  /// `(-?[$0-9.,]{2,})|(-?[0-9]+)`, the last match.
  private func flexibleMatch(in scalars: Scalars) -> Scalars? {
    var end = scalars.count
    while end > 0 {
      guard isNumberScalar(scalars[end - 1]) || scalars[end - 1] == "$" else {
        end -= 1
        continue
      }
      // A match takes a whole run, so that every run holds one match at most.
      var start = end
      while start > 0, isNumberScalar(scalars[start - 1]) || scalars[start - 1] == "$" {
        start -= 1
      }
      if end - start >= 2 || "0"..."9" ~= scalars[start] {
        if start > 0, scalars[start - 1] == "-" { start -= 1 }
        return Array(scalars[start..<end])
      }
      end = start
    }
    return nil
  }

  private func isNumberScalar(_ scalar: Unicode.Scalar) -> Bool {
    "0"..."9" ~= scalar || scalar == "." || scalar == ","
  }
}
