import Corpus
import Storage

/// Asks a person about steps, one after the other.
public struct AuditDialogue {
  /// Shows a text.
  private let show: (String) -> Void
  /// Reads a line; `nil` at the end of the input.
  private let read: () -> String?

  /// What a person wants.
  public enum Reply: Hashable, Sendable {
    /// The step is judged.
    case answer(AuditAnswer)
    /// The last answer is taken back.
    case back
    /// No more.
    case stop
  }

  /// Makes a dialogue.
  public init(show: @escaping (String) -> Void, read: @escaping () -> String?) {
    self.show = show
    self.read = read
  }

  /// Asks about one step; the end of the input stops.
  ///
  /// The label is not shown: who knows it agrees with it.
  ///
  /// - Parameters:
  ///   - number: the step's place among all that are asked about, from 1.
  ///   - canGoBack: whether there is an answer to take back.
  public func ask(
    _ step: LabelledStep, _ text: AuditedText, number: Int, of count: Int, canGoBack: Bool
  ) -> Reply {
    let bytes = Array(text.text.utf8)
    show("\n[\(number) of \(count)]\n\(text.statement)\ngold answer: \(text.gold)\n")
    for (index, range) in text.steps.prefix(step.step + 1).enumerated() {
      let line = String(decoding: bytes[range], as: UTF8.self)
      show("\(index == step.step ? ">" : " ") \(index + 1)  \(Self.trimmed(line))")
    }
    while true {
      show(
        "is step \(step.step + 1) right? y, n, u (cannot say)"
          + (canGoBack ? ", b (take the last answer back)" : "") + ", q (stop)")
      guard let line = read() else {
        // The cursor stands behind the question still, or behind a ^C.
        show("")
        return .stop
      }
      switch Self.trimmed(line).lowercased() {
      case "y", "yes", "right", "+": return .answer(.right)
      case "n", "no", "wrong", "-": return .answer(.wrong)
      case "u", "unsure", "?": return .answer(.unsure)
      case "b" where canGoBack, "back" where canGoBack: return .back
      case "b", "back": show("there is no answer to take back")
      case "q", "quit", "stop": return .stop
      default: show("\(Self.trimmed(line).debugDescription) is none of the answers")
      }
    }
  }

  /// After the last step: whether the last answer is to be taken back.
  public func confirmsEnd(of count: Int) -> Bool {
    show("\nall \(count) steps are answered: Enter ends, b takes the last answer back")
    while let line = read() {
      switch Self.trimmed(line).lowercased() {
      case "b", "back": return false
      case "", "q", "quit", "stop": return true
      default: show("\(Self.trimmed(line).debugDescription) is neither Enter nor b")
      }
    }
    return true
  }

  private static func trimmed(_ line: String) -> String {
    var text = line[...]
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}
