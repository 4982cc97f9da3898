/// The string comparison that came with the MATH data set (Hendrycks et al., arXiv:2103.03874).
///
/// Sources: `modeling/math_equivalence.py` of hendrycks/math; the space form of a box as in
/// prm800k and lm-evaluation-harness; `lm_eval/tasks/hendrycks_math/utils.py` for the dollar signs.
public struct HendrycksPolicy: StringPolicy {
  /// What counts as the answer of a model's text.
  public enum Extraction: String, Sendable {
    /// The last box.
    case lastBox = "hendrycks"
    /// What stands between the first and the last dollar sign, or all.
    case betweenDollars = "hendrycks-dollars"
  }

  /// What counts as the answer of a model's text.
  public let extraction: Extraction
  /// The policy's name.
  public var name: String { extraction.rawValue }
  /// Strings alone decide.
  public let asksForSymbolicEquality = false

  /// Makes a policy.
  public init(extraction: Extraction) {
    self.extraction = extraction
  }

  /// The answer of a model's text.
  public func extract(from solution: String) -> String? {
    guard extraction == .betweenDollars else { return extractGold(from: solution) }
    let scalars = Scalars(solution)
    guard let first = scalars.firstIndex(of: "$"), let last = scalars.lastIndex(of: "$"),
      first < last
    else { return solution }
    return Array(scalars[(first + 1)..<last]).text
  }

  /// The last box of a reference solution.
  public func extractGold(from solution: String) -> String? {
    LastBox.content(in: Scalars(solution))?.text
  }

  /// The answer as the original writes it; unchanged where the original fails.
  public func normalise(_ answer: String) -> String {
    stripped(Scalars(answer))?.text ?? answer
  }

  /// Whether the normalised strings are the same; where one of them makes the original fail, the
  /// strings as they are.
  public func equals(
    _ answer: String, _ gold: String, symbolic: (String, String) -> Bool
  ) -> Bool {
    let (answer, gold) = (Scalars(answer), Scalars(gold))
    guard let left = stripped(answer), let right = stripped(gold) else { return answer == gold }
    return left == right
  }

  /// The steps of `_strip_string`; `nil` where it raises.
  private func stripped(_ answer: Scalars) -> Scalars? {
    var text = answer.replacing("\n").replacing("\\!").replacing("\\\\", with: "\\")
      .replacing("tfrac", with: "frac").replacing("dfrac", with: "frac")
      .replacing("\\left").replacing("\\right")
      .replacing("^{\\circ}").replacing("^\\circ").replacing("\\$")
    let parts = text.parts(between: "\\text{ ")
    guard parts.count <= 2 else { return nil }
    text = parts[0].replacing("\\%").replacing(" .", with: " 0.").replacing("{.", with: "{0.")
    if text.isEmpty { return text }
    if text[0] == "." { text.insert("0", at: 0) }
    text = TeXShorthand.withoutShortLeftSide(text)
    guard let rooted = TeXShorthand.bracingRoots(text) else { return nil }
    guard let fractions = TeXShorthand.bracingFractions(rooted.replacing(" ")) else { return nil }
    text = fractions
    if text == Scalars("0.5") { text = Scalars("\\frac{1}{2}") }
    switch TeXShorthand.slash(text) {
    case .fraction(let fraction): return fraction
    case .unchanged: return text
    // The harness lets the error out and compares the strings as they are.
    case .failed: return extraction == .lastBox ? text : nil
    }
  }
}
