import Corpus
import Storage

/// Asks a person about steps, one after the other.
public struct AuditDialogue {
  /// Shows a text.
  private let show: (String) -> Void
  /// Reads a line; `nil` at the end of the input.
  private let read: () -> String?

  /// Makes a dialogue.
  public init(show: @escaping (String) -> Void, read: @escaping () -> String?) {
    self.show = show
    self.read = read
  }

  /// Asks about one step; `nil` when the person wants to stop.
  ///
  /// The label is not shown: who knows it agrees with it.
  public func ask(
    _ step: LabelledStep, _ text: AuditedText, number: Int, of count: Int
  ) -> AuditSample.Answer? {
    let bytes = Array(text.text.utf8)
    show("\n[\(number) of \(count)]\n\(text.statement)\nanswer: \(text.gold)\n")
    for (index, range) in text.steps.prefix(step.step + 1).enumerated() {
      let line = String(decoding: bytes[range], as: UTF8.self)
      show("\(index == step.step ? ">" : " ") \(index + 1)  \(Self.trimmed(line))")
    }
    while true {
      show("is step \(step.step + 1) right? y, n, u (cannot say), q (stop)")
      guard let line = read() else { return nil }
      switch Self.trimmed(line).lowercased() {
      case "y", "yes", "+": return .right
      case "n", "no", "-": return .wrong
      case "u", "?": return .unsure
      case "q", "quit": return nil
      default: show("y, n, u or q")
      }
    }
  }

  private static func trimmed(_ line: String) -> String {
    var text = line[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
